// Readers' heading before titles for machines, where they go together; what tells was measured with
// bench/page_metadata.py.
#include "story/page/headline.h"

#include <algorithm>

#include "story/page/titles.h"

namespace dragoman::story::page {
namespace {

constexpr double kLeastAgreement = 0.5;  // of a heading that is taken
constexpr double kAddress = 0.5;         // what the address adds when a heading has all of its words

/// A title for machines, without the site.
struct Stated {
    std::string text, key;
    Origin from;
    std::uint32_t node;
};

std::vector<Stated> stated_titles(const Evidence& e, const LinkedArticle* article,
                                  const std::vector<std::string>& sites) {
    std::vector<Stated> stated;
    const auto state = [&](const std::string& text, Origin from, std::uint32_t node) {
        if (text.size() > 2000) return;
        std::string title = without_site(tidy(text), sites);
        std::string key = title_key(title);
        if (!key.empty()) stated.push_back({std::move(title), std::move(key), from, node});
    };
    state(e.open_graph_title.text, Origin::open_graph, e.open_graph_title.node);
    if (article && article->rank == 3) state(article->headline, Origin::json_ld, 0);
    state(e.item_title.text, Origin::microdata, e.item_title.node);
    state(e.twitter_title.text, Origin::meta, e.twitter_title.node);
    state(e.title.text, Origin::meta, e.title.node);
    state(e.meta_title.text, Origin::meta, e.meta_title.node);
    std::stable_partition(stated.begin(), stated.end(), [&](const Stated& each) { return !is_site(each.key, sites); });
    return stated;
}

/// The heading that goes best with what is said for machines and with the address; null when none goes well enough.
const TextHint* best_heading(const Evidence& e, const std::vector<Stated>& stated,
                             const std::vector<std::string>& sites, const std::string& address) {
    const TextHint* best = nullptr;
    double best_score = 0;
    // An address made of a title tells against headings that have less of it.
    const double titled = stated.empty() ? 0 : shared_words(stated[0].key, address);
    for (const TextHint& heading : e.headings) {
        const std::string key = title_key(heading.text);
        if (key.empty() || heading.text.size() > 500) continue;
        double score = stated.empty() ? 1 : 0;
        for (const Stated& each : stated) score = std::max(score, agreement(key, each.key));
        if (heading.text.size() > 180 && score < 2) score -= 0.5;  // a lead set as a heading
        if (is_site(heading.text, sites) && score < 2) score -= 1.2;
        if (heading.aside) score -= 0.3;
        if (const double share = shared_words(key, address); share >= titled) score += kAddress * share;
        if (score > best_score + 0.01) best = &heading, best_score = score;
    }
    if (best_score >= kLeastAgreement) return best;
    // A page that says nothing of itself but a <title>, and has one heading of some words: then <title> is the site's.
    const bool alone = e.headings.size() == 1 && stated.size() == 1 && title_parts(e.title.text).size() == 1;
    return alone && std::count(e.headings[0].text.begin(), e.headings[0].text.end(), ' ') >= 3 ? &e.headings[0]
                                                                                               : nullptr;
}

/// Is the first title for machines rather the story's than a heading of other words? When <title>, Open Graph and
/// another say the same and the address goes with it rather than with the heading.
bool outweighs(const std::vector<Stated>& stated, const std::string& heading, const std::string& address) {
    constexpr int places = 3;
    constexpr double clearly = 0.1;
    const std::string& first = stated[0].key;
    return std::count_if(stated.begin(), stated.end(), [&](const Stated& each) { return each.key == first; }) >=
               places &&
           std::none_of(stated.begin(), stated.end(),
                        [&](const Stated& each) { return agreement(heading, each.key) >= 1.5; }) &&
           shared_words(first, address) > shared_words(heading, address) + clearly;
}

}  // namespace

Headline choose_headline(const Evidence& e, const LinkedArticle* article, const std::vector<std::string>& sites,
                         const std::vector<std::string>& addresses) {
    std::string address;
    for (const std::string& each : addresses)
        if (address.empty()) address = words_of_address(each);
    const std::vector<Stated> stated = stated_titles(e, article, sites);
    const TextHint* best = best_heading(e, stated, sites, address);
    const std::uint32_t heading = best ? best->node : e.headings.empty() ? 0 : e.headings[0].node;
    const auto from_stated = [&](const Stated& it) { return Headline{it.text, it.from, it.node, heading}; };
    if (!best) {
        if (!stated.empty()) return from_stated(stated[0]);
        if (e.headings.empty()) return {};
        return {tidy(e.headings[0].text), Origin::visible, heading, heading};
    }
    Headline chosen{without_site(tidy(best->text), sites), Origin::visible, best->node, heading};
    const std::string key = title_key(best->text);
    for (const Stated& each : stated)  // "Talks openThe Daily Example"
        if (key.size() > each.key.size() && key.starts_with(each.key) && names_site(key.substr(each.key.size()), sites))
            chosen.text = each.text;
    if (stated.empty()) return chosen;
    // Capitals are how a line is set, often a short one, and hide names.
    if (all_capitals(chosen.text) && !all_capitals(stated[0].text) && agreement(key, stated[0].key) >= kLeastAgreement)
        return from_stated(stated[0]);
    return outweighs(stated, key, address) ? from_stated(stated[0]) : chosen;
}

}  // namespace dragoman::story::page
