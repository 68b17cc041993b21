// One pass over the tree. What an element says by its class is looked at only
// where it matters: beside dates and names.
#include "story/page/evidence.h"

#include <algorithm>

#include "story/page/authors.h"
#include "story/page/characters.h"
#include "story/page/marks.h"
#include "story/page/meta_names.h"

namespace dragoman::story::page {
namespace {

constexpr std::size_t kMostHints = 200;  // of a kind; a page with more is a list
constexpr std::size_t kMostNames = 80;
constexpr std::size_t kLongestLine = 300;    // bytes of a text that can be a byline or a dateline
constexpr std::uint32_t kWidestByline = 60;  // nodes of an element that can be one

std::string_view trimmed(std::string_view text) {
    std::size_t begin = 0, end = text.size();
    while (begin < end && static_cast<unsigned char>(text[begin]) <= ' ') ++begin;
    while (begin < end && static_cast<unsigned char>(text[end - 1]) <= ' ') --end;
    return text.substr(begin, end - begin);
}

/// Character references resolved, white space single.
std::string plain(std::string_view raw, bool attribute) {
    const std::string text = resolved(raw, attribute);
    std::string made;
    made.reserve(text.size());
    for (const char c : text) {
        if (!is_space(c))
            made += c;
        else if (!made.empty() && made.back() != ' ')
            made += ' ';
    }
    while (!made.empty() && made.back() == ' ') made.pop_back();
    return made;
}

class Collector {
public:
    explicit Collector(const Tree& tree) : tree_(tree), asides_(tree.size(), -1) {}

    Evidence run();

private:
    void element(std::uint32_t i);
    void meta(std::uint32_t i);
    void text(std::uint32_t i);
    void item(std::uint32_t i, std::string_view prop);
    void time(std::uint32_t i);
    void byline(std::uint32_t i, std::uint16_t words, bool relation);
    void add_dates(std::string_view line, std::uint32_t i, Origin from, Says says, int trust, std::string_view label);
    void add_names(std::vector<std::string> names, std::uint32_t i, Origin from, int trust);
    void add_meta_names(std::vector<std::string> names, std::uint32_t i, Origin from, int trust);
    void add_item_names(std::vector<std::string> names, std::uint32_t i);
    std::string line_of(std::uint32_t i) const;
    bool aside(std::uint32_t i);
    bool aside_itself(std::uint32_t i) const;
    std::uint16_t words_around(std::uint32_t i) const;

    const Tree& tree_;
    Evidence found_;
    std::vector<std::int8_t> asides_;  ///< -1 not looked at
    std::string_view label_;           ///< the text before, when it is short enough to be one
    bool by_before_ = false;           ///< the text before was "By"
    bool written_by_ = false;          ///< twitter:label1 says that data1 is the author
    std::uint32_t last_item_ = 0;      ///< the end of the last itemprop="author"
    int title_trust_ = 0, section_trust_ = 0, publisher_trust_ = 0;
};

bool Collector::aside_itself(std::uint32_t i) const {
    const Node& node = tree_[i];
    if (node.tag == Tag::footer || node.tag == Tag::nav || node.tag == Tag::aside || node.tag == Tag::select) {
        // The footer of an article may hold its byline; the page's does not.
        if (node.tag != Tag::footer || node.end + (tree_.page().size() - node.end) / 2 > node.end) {
            if (node.tag != Tag::footer) return true;
            for (std::uint32_t up = node.parent; up; up = tree_[up].parent)
                if (tree_[up].tag == Tag::article || tree_[up].tag == Tag::main) return false;
            return true;
        }
    }
    if (node.tag == Tag::body || node.tag == Tag::html || node.tag == Tag::main) return false;
    if ((node.end - node.begin) > tree_.page().size() / 2) return false;
    if (!node.attribute_count) return false;
    if ((marks_in(tree_.value(i, Attr::class_)) | marks_in(tree_.value(i, Attr::id))) & mark_aside) return true;
    const std::string_view prop = tree_.value(i, Attr::itemprop), type = tree_.value(i, Attr::itemtype);
    return same_name(prop, "comment") || same_name(prop, "review") || contains_in_any_case(type, "comment");
}

bool Collector::aside(std::uint32_t i) {
    std::uint32_t top = i;
    std::int8_t answer = 0;
    for (; top; top = tree_[top].parent) {
        if (asides_[top] >= 0) {
            answer = asides_[top];
            break;
        }
        if (aside_itself(top)) {
            answer = asides_[top] = 1;
            break;
        }
    }
    for (std::uint32_t up = i; up != top; up = tree_[up].parent) asides_[up] = answer;
    return answer == 1;
}

/// Words of an element and of the two around it, which are about it when they
/// hold little more.
std::uint16_t Collector::words_around(std::uint32_t i) const {
    std::uint16_t bits = 0;
    for (int level = 0; i && level < 3; i = tree_[i].parent, ++level) {
        if (tree_[i].after - i > 12) break;
        if (tree_[i].tag == Tag::text) continue;
        bits |= marks_in(tree_.value(i, Attr::class_)) | marks_in(tree_.value(i, Attr::id)) |
                marks_in(tree_.value(i, Attr::data_testid));
        if (level == 0 && (bits & (mark_published | mark_modified))) break;
    }
    return bits;
}

void Collector::add_names(std::vector<std::string> names, std::uint32_t i, Origin from, int trust) {
    if (names.empty() || found_.names.size() >= kMostNames) return;
    found_.names.push_back(
        {std::move(names), from, trust, i, i != 0 && from != Origin::meta && from != Origin::open_graph && aside(i)});
}

/// One name a <meta> is usual where there are several.
void Collector::add_meta_names(std::vector<std::string> names, std::uint32_t i, Origin from, int trust) {
    if (!found_.names.empty() && found_.names.back().from == from && found_.names.back().trust == trust)
        add_authors(names, found_.names.back().names);
    else
        add_names(std::move(names), i, from, trust);
}

/// One element a name is usual too, side by side.
void Collector::add_item_names(std::vector<std::string> names, std::uint32_t i) {
    constexpr std::uint32_t beside = 12;  // nodes
    if (!found_.names.empty() && found_.names.back().from == Origin::microdata && i - last_item_ <= beside &&
        found_.names.back().aside == aside(i))
        add_authors(names, found_.names.back().names);
    else
        add_names(std::move(names), i, Origin::microdata, 8);
    last_item_ = tree_[i].after;
}

/// The byline that an element holds, of its texts: those that "and", "By" or a
/// comma join, up to the first that stands for itself: a name and an office or
/// a date in elements of their own are two things.
std::string Collector::line_of(std::uint32_t i) const {
    std::string line;
    bool open = true;  // more is to come: nothing, or only a lead or a joint, stands last
    const auto joins = [](std::string_view text) {
        const char last = text.back();
        return last == ',' || last == '&' || last == ':' || last == ';' ||
               (text.size() < 25 &&
                (contains_in_any_case(text.substr(text.size() - std::min<std::size_t>(text.size(), 3)), "by") ||
                 contains_in_any_case(text.substr(text.size() - std::min<std::size_t>(text.size(), 3)), "and")));
    };
    for (std::uint32_t in = i; in < tree_[i].after && line.size() <= kLongestLine; ++in) {
        if (tree_[in].tag != Tag::text) continue;
        const Tag parent = tree_[tree_[in].parent].tag;
        if (parent == Tag::script || parent == Tag::style || parent == Tag::noscript) continue;
        const std::string part = plain(tree_.raw(in), false);
        if (part.empty()) continue;
        const bool initials = part.size() <= 3 && open &&
                              std::all_of(part.begin(), part.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (initials) continue;  // a picture's stand-in
        const bool joint = part[0] == ',' || part[0] == '&' || part[0] == ';' ||
                           contains_in_any_case(std::string_view(part).substr(0, 4), "and ") || same_name(part, "and");
        if (!open && !joint) break;
        if (!line.empty() && part[0] != ',') line += ' ';
        line += part;
        open = joins(part);
    }
    return line;
}

/// Every date of a line that may have two: "Published 3 March 2021, updated 4
/// March 2021".
void Collector::add_dates(std::string_view line, std::uint32_t i, Origin from, Says says, int trust,
                          std::string_view label) {
    std::size_t at = 0;
    for (int n = 0; n < 3 && found_.dates.size() < kMostHints; ++n) {
        const auto date = n == 0 && from != Origin::visible ? date_of_value(line) : find_date(line, at);
        if (!date) return;
        Says said = says;
        const std::string_view before = line.substr(at, date->begin - at);
        if (said == Says::undecided) {
            said = says_of_label(before);
            if (said == Says::undecided && n == 0) said = says_of_label(label);
        }
        const bool in_head = from == Origin::meta || from == Origin::open_graph;
        const bool prose = from == Origin::visible && line.size() > 70 && said == Says::undecided;
        const bool first = from == Origin::visible && said == Says::published && says_first(before);
        if (!prose) found_.dates.push_back({*date, said, from, first ? kFirst : trust, i, !in_head && aside(i)});
        at = date->end;
    }
}

void Collector::meta(std::uint32_t i) {
    const std::string_view content = trimmed(tree_.value(i, Attr::content));
    if (content.empty()) return;
    if (content[0] == '{' && same_name(tree_.value(i, Attr::name), "parsely-page"))
        return read_parsely(resolved(content, true), found_.linked);
    std::string_view name;
    for (const Attr attr : {Attr::property, Attr::name, Attr::itemprop, Attr::http_equiv}) {
        name = trimmed(tree_.value(i, attr));
        const MetaName* known = meta_name(name);
        if (!known) continue;
        const bool graph =
            attr == Attr::property || known->name.substr(0, 3) == "og:" || known->name.substr(0, 8) == "article:";
        const Origin from = attr == Attr::itemprop ? Origin::microdata : graph ? Origin::open_graph : Origin::meta;
        const auto put = [&](TextHint& hint, int& trust) {
            if (!hint.text.empty() && known->trust <= trust) return;
            trust = known->trust;
            hint = {plain(content, true), i, false};
        };
        int first = 100;
        switch (known->field) {
            case Field::published:
                return add_dates(plain(content, true), i, from, Says::published, known->trust, "");
            case Field::modified:
                return add_dates(plain(content, true), i, from, Says::modified, known->trust, "");
            case Field::created:
                return add_dates(plain(content, true), i, from, Says::created, known->trust, "");
            case Field::author:
                if (known->name == "twitter:data1" && !written_by_) return;
                return add_meta_names(clean_authors(plain(content, true)), i, from, known->trust);
            case Field::label:
                written_by_ = contains_in_any_case(content, "by") || contains_in_any_case(content, "author");
                return;
            case Field::title:
                return put(found_.meta_title, title_trust_);
            case Field::og_title:
                return put(found_.open_graph_title, first);
            case Field::twitter_title:
                return put(found_.twitter_title, first);
            case Field::section:
                return put(found_.section, first);
            case Field::meta_section:
                return put(found_.meta_section, section_trust_);
            case Field::site:
                return put(found_.site, first);
            case Field::application:
                return put(found_.application, first);
            case Field::publisher:
                return put(found_.publisher, publisher_trust_);
            case Field::language:
                return put(found_.language, first);
            case Field::locale:
                return put(found_.locale, first);
            case Field::address:
                return put(found_.open_graph_url, first);
        }
    }
}

void Collector::item(std::uint32_t i, std::string_view prop) {
    const auto value = [&]() -> std::string {
        for (const Attr attr : {Attr::content, Attr::datetime})
            if (const std::string_view given = tree_.value(i, attr); !given.empty()) return plain(given, true);
        if (tree_[i].after - i > kWidestByline) return {};
        return tree_.text(i).substr(0, kLongestLine);
    };
    if (same_name(prop, "datePublished"))
        add_dates(value(), i, Origin::microdata, Says::published, 8, "");
    else if (same_name(prop, "dateModified"))
        add_dates(value(), i, Origin::microdata, Says::modified, 8, "");
    else if (same_name(prop, "dateCreated") || same_name(prop, "uploadDate"))
        add_dates(value(), i, Origin::microdata, Says::created, 6, "");
    else if (same_name(prop, "headline") && found_.item_title.text.empty())
        found_.item_title = {value(), i, aside(i)};
    else if (same_name(prop, "articleSection") && found_.meta_section.text.empty())
        found_.meta_section = {value(), i, false};
    else if (same_name(prop, "author") || same_name(prop, "creator")) {
        std::string text = value();
        for (std::uint32_t in = i + 1; in < tree_[i].after && in < i + kWidestByline; ++in)
            if (same_name(tree_.value(in, Attr::itemprop), "name")) {
                const std::string_view given = tree_.value(in, Attr::content);
                text = given.empty() ? tree_.text(in) : plain(given, true);
                break;
            }
        if (text.size() <= 200) add_item_names(clean_authors(text), i);
    }
}

void Collector::time(std::uint32_t i) {
    std::string value = plain(tree_.value(i, Attr::datetime), true);
    const std::uint16_t words = words_around(i);
    Says says = Says::undecided;
    int trust = 5;
    if (words & mark_published || tree_.has(i, Attr::pubdate))
        says = Says::published, trust = 7;
    else if (words & mark_modified)
        says = Says::modified, trust = 7;
    if (!date_of_value(value)) value = tree_[i].after - i < 20 ? tree_.text(i) : std::string();
    if (value.size() > kLongestLine) return;
    if (says == Says::undecided) says = says_of_label(label_);
    add_dates(value, i, Origin::time, says, trust, "");
}

void Collector::byline(std::uint32_t i, std::uint16_t words, bool relation) {
    if (tree_[i].after - i > kWidestByline || (words & mark_no_name && !relation)) return;
    const std::string line = line_of(i);
    if (line.size() > kLongestLine) return;
    int trust = 3;
    if (words & mark_byline) trust = 5;
    if (words & mark_author) trust = 4;
    if (words & mark_author && words & mark_name) trust = 6;
    if (relation) trust = 7;
    add_names(byline_authors(line, true), i, Origin::visible, trust);
}

void Collector::element(std::uint32_t i) {
    const Node& node = tree_[i];
    switch (node.tag) {
        case Tag::html:
            if (const std::string_view lang = tree_.value(i, Attr::lang); !lang.empty())
                found_.language = {plain(lang, true), i, false};
            else if (const std::string_view xml = tree_.value(i, Attr::xml_lang); !xml.empty())
                found_.language = {plain(xml, true), i, false};
            return;
        case Tag::meta:
            return meta(i);
        case Tag::title:
            if (found_.title.text.empty() && tree_[node.parent].tag != Tag::svg)
                found_.title = {tree_.text(i), i, false};
            return;
        case Tag::link:
            if (same_name(tree_.value(i, Attr::rel), "canonical") && found_.canonical.text.empty())
                found_.canonical = {plain(tree_.value(i, Attr::href), true), i, false};
            return;
        case Tag::script:
            if (contains_in_any_case(tree_.value(i, Attr::type), "ld+json") && i + 1 < node.after)
                read_json_ld(tree_.raw(i + 1), found_.linked);
            return;
        case Tag::h1:
            if (found_.headings.size() < 20)
                if (std::string line = tree_.text(i); !line.empty())
                    found_.headings.push_back({std::move(line), i, aside(i)});
            break;
        case Tag::time:
            time(i);
            break;
        default:
            break;
    }
    bool relation = false, address = false;
    std::uint16_t words = 0;
    for (const Attribute& attribute : tree_.attributes(i)) {
        const std::string_view value = tree_.value(attribute);
        switch (attribute.attr) {
            case Attr::class_:
            case Attr::id:
            case Attr::data_testid:
                if (may_name_author(value)) words |= marks_in(value);
                break;
            case Attr::datetime:
                if (node.tag != Tag::time) time(i);
                break;
            case Attr::itemprop:
                item(i, value.substr(0, value.find(' ')));  // "author creator"
                break;
            case Attr::rel:
                relation = node.tag == Tag::a && same_name(value, "author");
                break;
            case Attr::href:
                address = node.tag == Tag::a && names_author(value);
                break;
            default:
                break;
        }
    }
    if (relation || address || words & (mark_author | mark_byline)) byline(i, words, relation || address);
}

void Collector::text(std::uint32_t i) {
    const std::string_view raw = trimmed(tree_.raw(i));
    if (raw.empty()) return;
    if (raw.size() > kLongestLine) {
        label_ = {};
        by_before_ = false;
        return;
    }
    const Tag parent = tree_[tree_[i].parent].tag;
    if (parent == Tag::script || parent == Tag::style || parent == Tag::noscript || parent == Tag::title ||
        parent == Tag::option || parent == Tag::textarea)
        return;
    const bool by = raw.size() < 200 && raw.size() > 4 && begins_byline(raw, found_.language.text);
    if (by || by_before_) {
        const std::string line = plain(raw, false);
        if (by)
            add_names(byline_authors(line, false), i, Origin::visible,
                      lower(raw[0]) == 'b' && lower(raw[1]) == 'y' ? 4 : 6);
        else
            add_names(byline_authors(line, true), i, Origin::visible, 5);
    }
    if (parent != Tag::time && may_hold_date(raw))
        add_dates(plain(raw, false), i, Origin::visible, Says::undecided,
                  words_around(tree_[i].parent) & mark_date ? 4 : 2, label_);
    label_ = raw.size() <= 40 ? raw : std::string_view();
    by_before_ = false;
    if (raw.size() > 25) return;
    const std::string_view bare = raw.back() == ':' ? trimmed(raw.substr(0, raw.size() - 1)) : raw;
    by_before_ = same_name(bare, "by") || same_name(bare, "author") ||
                 (bare.size() > 3 && same_name(bare.substr(bare.size() - 3), " by"));
}

Evidence Collector::run() {
    for (std::uint32_t i = 1; i < tree_.size(); ++i) {
        if (tree_[i].tag == Tag::text)
            text(i);
        else
            element(i);
    }
    return std::move(found_);
}

}  // namespace

Evidence collect(const Tree& tree) { return Collector(tree).run(); }

}  // namespace dragoman::story::page
