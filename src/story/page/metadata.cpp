// The choice among what `collect` found. Orders of trust are those measured
// with bench/page_metadata.py.
#include "story/page/metadata.h"

#include <algorithm>
#include <map>

#include "story/page/authors.h"
#include "story/page/characters.h"
#include "story/page/evidence.h"
#include "story/page/headline.h"
#include "story/page/titles.h"

namespace dragoman::story::page {
namespace {

constexpr int kEarliestYear = 1995;
constexpr long kWindowAfter = 220, kWindowBefore = 80,
               kWindowAside = 130;  // nodes around the heading in which bylines and datelines stand

class Decider {
public:
    Decider(const Tree& tree, std::string_view url, std::string_view fetched)
        : tree_(tree), e_(collect(tree)), url_(url) {
        if (const auto date = date_of_value(fetched)) latest_ = days(*date) + 1;
        article_ = e_.linked.best();
    }

    Metadata run();

private:
    Found from_node(std::string value, Origin from, std::uint32_t node) const;
    void choose_address();
    void choose_site();
    void choose_title();
    void choose_dates();
    void choose_authors();
    void choose_rest();

    bool believed(const Date& date) const;
    bool settle(Date& date) const;
    int page_leads() const;
    long distance(std::uint32_t node) const;
    bool near(std::uint32_t node, bool aside) const;
    const DateHint* best_hint(Says says, Origin from, int least) const;
    const DateHint* nearest(Says says) const;
    const DateHint* only_labelled() const;
    const DateHint* only_shown() const;
    bool linked_date(const std::string& value, Found& into) const;
    bool hinted_date(const DateHint* hint, Found& into) const;

    const Tree& tree_;
    Evidence e_;
    std::string_view url_;
    long latest_ = 1000000;
    const LinkedArticle* article_ = nullptr;
    std::vector<std::string> sites_;
    std::uint32_t heading_ = 0;
    Metadata m_;
};

bool is_address(std::string_view text) { return text.substr(0, 7) == "http://" || text.substr(0, 8) == "https://"; }

Found Decider::from_node(std::string value, Origin from, std::uint32_t node) const {
    Found found{std::move(value), from, 0, 0};
    if (node) found.begin = tree_[node].begin, found.end = tree_[node].end;
    if (node && tree_[node].tag == Tag::html)  // its start tag says the language, not all of the page
        found.end =
            static_cast<std::uint32_t>(std::min<std::size_t>(tree_.page().find('>', found.begin), found.end - 1) + 1);
    return found;
}

void Decider::choose_address() {
    const auto absolute = [&](std::string_view address) -> std::string {
        if (is_address(address)) return std::string(address);
        if (address.substr(0, 2) == "//") return "https:" + std::string(address);
        const std::size_t path = is_address(url_) ? std::min(url_.find('/', 8), url_.size()) : 0;
        return path && address.substr(0, 1) == "/" ? std::string(url_.substr(0, path)) + std::string(address)
                                                   : std::string();
    };
    for (const auto& [hint, origin] :
         {std::pair(&e_.canonical, Origin::meta), {&e_.open_graph_url, Origin::open_graph}})
        if (m_.canonical.empty())
            if (std::string address = absolute(hint->text); !address.empty())
                m_.canonical = from_node(std::move(address), origin, hint->node);
    if (m_.canonical.empty() && article_ && is_address(article_->url))
        m_.canonical = {article_->url, Origin::json_ld, 0, 0};
}

void Decider::choose_site() {
    const auto take = [&](const std::string& name, Origin origin, std::uint32_t node) {
        if (name.empty() || name.size() > 200 || is_address(name)) return;
        if (m_.site.empty()) m_.site = from_node(tidy(name), origin, node);
        if (std::string key = title_key(tidy(name)); !key.empty()) sites_.push_back(std::move(key));
    };
    take(e_.site.text, Origin::open_graph, e_.site.node);
    take(e_.linked.site, Origin::json_ld, 0);
    if (article_) take(article_->publisher, Origin::json_ld, 0);
    take(e_.linked.organization, Origin::json_ld, 0);
    take(e_.application.text, Origin::meta, e_.application.node);
    take(e_.publisher.text, Origin::meta, e_.publisher.node);
    for (const std::string_view address : {std::string_view(m_.canonical.value), url_})
        if (std::string site = site_of_address(address); !site.empty()) {
            if (m_.site.empty()) m_.site = {site, Origin::url, 0, 0};
            sites_.push_back(std::move(site));
        }
}

void Decider::choose_title() {
    const Headline chosen = choose_headline(e_, article_, sites_, {m_.canonical.value, std::string(url_)});
    heading_ = chosen.heading;
    m_.title = from_node(chosen.text, chosen.from, chosen.node);
}

bool Decider::believed(const Date& date) const { return date.year >= kEarliestYear && days(date) <= latest_; }

/// Decides between day and month first where a date leaves it open; false when
/// nothing tells.
bool Decider::settle(Date& date) const {
    if (!date.either) return true;
    const Date other = other_order(date);
    if (!believed(other)) return true;
    if (!believed(date)) return date = other, true;
    const auto in_address = url_date(is_address(m_.canonical.value) ? std::string_view(m_.canonical.value) : url_);
    for (const DateHint& hint : e_.dates) {
        if (hint.date.either) continue;
        if (hint.date.same_day(date)) return true;
        if (hint.date.same_day(other)) return date = other, true;
    }
    if (in_address && in_address->year == date.year) {
        if (in_address->month == date.month) return true;
        if (in_address->month == other.month) return date = other, true;
    }
    const int leads = page_leads();
    if (leads > 0) date = other;
    return leads != 0;
}

/// Which of day and month stands first where this page writes numbers alone: 1
/// the day, -1 the month, 0 nothing tells.
int Decider::page_leads() const {
    for (const DateHint& hint : e_.dates)
        if (hint.date.leads) return hint.date.leads;
    std::string language = e_.locale.text.empty() ? e_.language.text : e_.locale.text;
    for (char& c : language) c = c == '_' ? '-' : lower(c);
    const std::string_view prefix = std::string_view(language).substr(0, 5);
    if (prefix == "en-us" || prefix == "en-ph") return -1;
    if (!language.empty() && language != "en") return 1;
    // English of no country: the address may tell.
    const std::string_view address = is_address(m_.canonical.value) ? std::string_view(m_.canonical.value) : url_;
    const std::string_view host = address.substr(0, is_address(address) ? address.find('/', 8) : 0);
    for (const std::string_view end : {".uk", ".au", ".nz", ".in", ".ie", ".za", ".ng", ".ke", ".sg", ".eu"})
        if (host.ends_with(end)) return 1;
    for (const std::string_view end : {".us", ".gov", ".edu", ".mil"})
        if (host.ends_with(end)) return -1;
    return 0;
}

long Decider::distance(std::uint32_t node) const { return static_cast<long>(node) - static_cast<long>(heading_); }

bool Decider::near(std::uint32_t node, bool aside) const {
    if (!heading_) return !aside;
    const long d = distance(node);
    return aside ? d >= 0 && d <= kWindowAside : d >= -kWindowBefore && d <= kWindowAfter;
}

const DateHint* Decider::best_hint(Says says, Origin from, int least) const {
    const DateHint* best = nullptr;
    // Lists of other stories mark their dates too: of several, only one by the
    // heading counts.
    const bool one = std::count_if(e_.dates.begin(), e_.dates.end(),
                                   [&](const DateHint& hint) { return hint.from == from && hint.says == says; }) == 1;
    const bool placed = from == Origin::microdata && !one;
    for (const DateHint& hint : e_.dates)
        if ((!placed || near(hint.node, hint.aside) || tree_[hint.node].tag == Tag::meta) && hint.says == says &&
            hint.from == from && hint.trust >= least && (!hint.aside || near(hint.node, true)) && believed(hint.date) &&
            (!best || hint.trust > best->trust))
            best = &hint;
    return best;
}

/// Of the dates that stand by the heading, the nearest; those before it count
/// as three times as far.
const DateHint* Decider::nearest(Says says) const {
    const DateHint* best = nullptr;
    long best_distance = 0;
    for (const DateHint& hint : e_.dates) {
        if ((hint.from != Origin::visible && hint.from != Origin::time) || !near(hint.node, hint.aside) ||
            !believed(hint.date))
            continue;
        if (says == Says::modified ? hint.says != Says::modified : hint.says == Says::modified) continue;
        const long d = distance(hint.node), far = (d < 0 ? -3 * d : d);
        if (!best || far < best_distance) best = &hint, best_distance = far;
    }
    return best;
}

/// The one date of the page that is called that of publication, wherever it stands.
const DateHint* Decider::only_labelled() const {
    const DateHint* only = nullptr;
    for (const DateHint& hint : e_.dates) {
        if (hint.says != Says::published || hint.aside || !believed(hint.date)) continue;
        if (only && !only->date.same_day(hint.date)) return nullptr;
        only = &hint;
    }
    return only;
}

/// The one day that the page shows at all, called that of change, wherever it stands.
const DateHint* Decider::only_shown() const {
    const DateHint* only = nullptr;
    for (const DateHint& hint : e_.dates) {
        if ((hint.from != Origin::visible && hint.from != Origin::time) || hint.aside) continue;
        if (only && !only->date.same_day(hint.date)) return nullptr;
        if (!only || hint.says == Says::modified) only = &hint;
    }
    return only && only->says == Says::modified && believed(only->date) ? only : nullptr;
}

bool Decider::linked_date(const std::string& value, Found& into) const {
    if (value.empty()) return false;
    auto date = date_of_value(value);
    if (!date || !believed(*date) || !settle(*date)) return false;
    into = {iso(*date), Origin::json_ld, 0, 0};
    return true;
}

bool Decider::hinted_date(const DateHint* hint, Found& into) const {
    if (!hint) return false;
    Date date = hint->date;
    if (!settle(date)) return false;
    into = from_node(iso(date), hint->from, hint->node);
    return true;
}

void Decider::choose_dates() {
    const LinkedArticle* page = nullptr;
    for (const LinkedArticle& each : e_.linked.articles)
        if (each.rank == 1 && !page && !(each.published.empty() && each.modified.empty())) page = &each;
    const bool article = article_ && article_->rank >= 2;
    Found& p = m_.published;
    const auto in_address = url_date(url_.empty() ? std::string_view(m_.canonical.value) : url_);
    // Dates in JSON-LD that are not in ISO form are of templates that know only
    // when the page was made.
    const bool linked_iso = article && article_->published.size() >= 10 && is_digit(article_->published[0]) &&
                            article_->published[4] == '-';
    hinted_date(best_hint(Says::published, Origin::open_graph, 0), p) ||
        (linked_iso && article_->rank == 3 && linked_date(article_->published, p)) ||
        hinted_date(best_hint(Says::published, Origin::microdata, 0), p) ||
        hinted_date(best_hint(Says::published, Origin::meta, 0), p) ||
        hinted_date(best_hint(Says::published, Origin::visible, kFirst), p) ||
        (article && !linked_iso && hinted_date(nearest(Says::published), p)) ||
        (article && linked_date(article_->published, p)) || (page && linked_date(page->published, p)) ||
        hinted_date(nearest(Says::published), p) || (article && linked_date(article_->created, p)) ||
        hinted_date(best_hint(Says::created, Origin::microdata, 0), p) ||
        hinted_date(best_hint(Says::created, Origin::meta, 0), p) ||
        hinted_date(best_hint(Says::created, Origin::open_graph, 0), p);
    if (p.empty()) hinted_date(only_labelled(), p);
    // Readers who are shown nothing but "Updated 3 March" take that for the day
    // of the story.
    if (p.empty()) hinted_date(nearest(Says::modified), p);
    if (p.empty()) hinted_date(only_shown(), p);
    if (p.empty() && in_address && in_address->day && believed(*in_address)) p = {iso(*in_address), Origin::url, 0, 0};
    Found& m = m_.modified;
    hinted_date(best_hint(Says::modified, Origin::open_graph, 0), m) ||
        (article && linked_date(article_->modified, m)) ||
        hinted_date(best_hint(Says::modified, Origin::microdata, 0), m) ||
        hinted_date(best_hint(Says::modified, Origin::meta, 0), m) || (page && linked_date(page->modified, m)) ||
        hinted_date(nearest(Says::modified), m);
}

/// Have all names at least two words, as those of persons have?
bool whole_names(const std::vector<std::string>& names) {
    return std::all_of(names.begin(), names.end(), [](const std::string& name) { return name.find(' ') != name.npos; });
}

void Decider::choose_authors() {
    struct Vote {
        const std::vector<std::string>* names;
        Origin from;
        double weight = 0;
        std::map<Origin, double> by_origin;
        long distance = 0;
    };
    std::map<std::string, Vote> votes;
    std::vector<std::vector<std::string>> linked;  // keeps the names of JSON-LD, cleaned
    linked.reserve(e_.linked.articles.size());
    const auto vote = [&](const std::vector<std::string>& names, Origin from, double weight, long d) {
        std::vector<std::string> keys;
        for (const std::string& name : names) keys.push_back(title_key(name));
        if (keys.size() == 1 && names_site(names[0], sites_)) weight *= 0.3;  // the house, not a person
        std::sort(keys.begin(), keys.end());
        std::string key;
        for (const std::string& each : keys) key += each + "\n";
        Vote& it = votes.try_emplace(key, Vote{&names, from, 0, {}, d}).first->second;
        double& had = it.by_origin[from];
        if (weight > had) it.weight += weight - had, had = weight;
    };
    for (const LinkedArticle& each : e_.linked.articles) {
        if (each.authors.empty() || (each.rank < 3 && &each != article_ && each.rank != 1)) continue;
        std::vector<std::string> names;
        for (const std::string& name : each.authors) add_authors(clean_authors(tidy(name)), names);
        if (names.empty()) continue;
        linked.push_back(std::move(names));
        vote(linked.back(), Origin::json_ld, &each == article_ && each.rank >= 2 ? 3 : 0.8, 0);
    }
    for (const NameHint& hint : e_.names) {
        const bool close = near(hint.node, hint.aside);
        double weight = 0;
        if (hint.from == Origin::microdata) weight = !hint.aside || close ? 3.2 : 0;
        if (hint.from == Origin::meta)
            weight = hint.trust >= 8 ? 3.2 : hint.trust == 7 ? 2.4 : hint.trust == 6 ? 2.6 : 1.5;
        if (hint.from == Origin::open_graph) weight = 2.5;
        if (hint.from == Origin::visible && close)
            weight = hint.trust >= 7 ? 2.3 : hint.trust == 6 ? 2.2 : hint.trust == 5 ? 1.9 : 1.5;
        if (hint.from == Origin::visible && !close && !hint.aside && hint.trust >= 6) weight = 0.7;
        if (weight > 0) vote(hint.names, hint.from, weight, std::labs(distance(hint.node)));
    }
    // "By Jane Doe and John Roe" around a link to Jane Doe says more than the
    // link.
    for (auto& [key, wide] : votes)
        for (const auto& [other, narrow] : votes)
            if (wide.from == Origin::visible && narrow.from == Origin::visible &&
                wide.names->size() > narrow.names->size() && std::labs(wide.distance - narrow.distance) < 20 &&
                key.find(other) != key.npos && whole_names(*wide.names))
                wide.weight = std::max(wide.weight, narrow.weight + 0.1);
    const Vote* best = nullptr;
    for (const auto& [key, each] : votes)
        if (!best || each.weight > best->weight + 0.01 ||
            (each.weight > best->weight - 0.01 && each.distance < best->distance))
            best = &each;
    if (!best) return;
    m_.authors = *best->names;
    m_.authors_from = best->from;
    if (m_.authors.size() < 2) return;
    std::erase_if(m_.authors,
                  [&](const std::string& name) {  // "Jane Doe, Example Business"
                      const std::string key = title_key(name);
                      return names_site(name, sites_) ||
                             std::any_of(sites_.begin(), sites_.end(),
                                         [&](const std::string& site) { return key.starts_with(site + " "); });
                  });
}

void Decider::choose_rest() {
    const auto take = [&](Found& into, const TextHint& hint, Origin origin) {
        if (into.empty() && !hint.text.empty()) into = from_node(tidy(hint.text), origin, hint.node);
    };
    take(m_.section, e_.section, Origin::open_graph);
    if (m_.section.empty() && article_ && !article_->section.empty())
        m_.section = {tidy(article_->section), Origin::json_ld, 0, 0};
    take(m_.section, e_.meta_section, Origin::meta);
    take(m_.language, e_.language, Origin::meta);
    if (m_.language.empty() && article_ && !article_->language.empty())
        m_.language = {article_->language, Origin::json_ld, 0, 0};
    take(m_.language, e_.locale, Origin::open_graph);
    std::replace(m_.language.value.begin(), m_.language.value.end(), '_', '-');
    if (article_) m_.linked_body = article_->body;
}

Metadata Decider::run() {
    choose_address();
    choose_site();
    choose_title();
    choose_dates();
    choose_authors();
    choose_rest();
    return std::move(m_);
}

}  // namespace

std::string_view name_of(Origin origin) {
    constexpr std::string_view names[] = {"", "json-ld", "microdata", "open-graph", "meta", "time", "visible", "url"};
    return names[static_cast<int>(origin)];
}

std::string_view published_from(Origin origin) {
    switch (origin) {
        case Origin::none:
            return "";
        case Origin::visible:
            return "text";
        case Origin::url:
            return "url";
        default:
            return "metadata";
    }
}

Metadata read_metadata(const Tree& tree, std::string_view url, std::string_view fetched) {
    return Decider(tree, url, fetched).run();
}

}  // namespace dragoman::story::page
