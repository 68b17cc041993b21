#include "story/page/json_ld.h"

#include <simdjson.h>

#include <algorithm>
#include <map>

#include "story/page/characters.h"

namespace dragoman::story::page {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int kDeepest = 8;             // of things within things; pages nest three or four
constexpr std::size_t kMost = 64;       // articles of a page
constexpr std::size_t kMostNames = 40;  // authors of an article

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// "schema:Article", "https://schema.org/Article" → "Article".
std::string_view bare_type(std::string_view type) {
    if (const std::size_t at = type.find_last_of("/:#"); at != type.npos) type.remove_prefix(at + 1);
    return type;
}

bool ends_with(std::string_view text, std::string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

int rank_of(std::string_view type) {
    constexpr std::string_view works[] = {"Question",
                                          "Recipe",
                                          "HowTo",
                                          "Review",
                                          "VideoObject",
                                          "AudioObject",
                                          "Product",
                                          "Course",
                                          "Book",
                                          "Movie",
                                          "Event",
                                          "Episode",
                                          "Dataset",
                                          "JobPosting",
                                          "CreativeWork",
                                          "ClaimReview",
                                          "PodcastEpisode",
                                          "LearningResource",
                                          "SoftwareApplication"};
    if (std::find(std::begin(works), std::end(works), type) != std::end(works)) return 2;
    if (ends_with(type, "Article") || ends_with(type, "Posting") || type == "Report") return 3;
    return ends_with(type, "Page") ? 1 : 0;
}

/// Reads the things of one script. Persons and organisations may be named by
/// "@id" and described elsewhere.
class Things {
public:
    explicit Things(LinkedData& into) : data_(into) {}

    void collect_names(element node, int depth);
    void read(element node, int depth);
    void read_parsely(object thing);

private:
    std::vector<std::string_view> types(object thing) const;
    std::string text_of(object thing, const char* field) const;
    std::string first_text(element value, int depth) const;
    void names(element value, std::vector<std::string>& into, int depth) const;
    void article(object thing, std::string_view type, int rank);

    LinkedData& data_;
    std::map<std::string_view, std::string_view> name_by_id_;
};

std::vector<std::string_view> Things::types(object thing) const {
    std::vector<std::string_view> found;
    element type;
    if (thing["@type"].get(type)) return found;
    std::string_view one;
    array several;
    if (!type.get(one))
        found.push_back(bare_type(one));
    else if (!type.get(several))
        for (element each : several)
            if (found.size() < 8 && !each.get(one)) found.push_back(bare_type(one));
    return found;
}

/// A string, the first of several, or the name, "@value" or "@id" of an object.
std::string Things::first_text(element value, int depth) const {
    std::string_view text;
    if (!value.get(text)) return std::string(trimmed(text));
    if (std::int64_t number; !value.get(number)) return std::to_string(number);
    if (depth > 3) return {};
    array several;
    if (!value.get(several)) {
        for (element each : several)
            if (std::string found = first_text(each, depth + 1); !found.empty()) return found;
        return {};
    }
    object thing;
    if (value.get(thing)) return {};
    for (const char* field : {"@value", "name", "alternateName"}) {
        element inner;
        if (!thing[field].get(inner))
            if (std::string found = first_text(inner, depth + 1); !found.empty()) return found;
    }
    if (!thing["@id"].get(text)) {
        const auto known = name_by_id_.find(text);
        return std::string(known != name_by_id_.end() ? known->second : text);
    }
    return {};
}

std::string Things::text_of(object thing, const char* field) const {
    element value;
    return thing[field].get(value) ? std::string() : first_text(value, 0);
}

void Things::names(element value, std::vector<std::string>& into, int depth) const {
    if (depth > 3 || into.size() >= kMostNames) return;
    std::string_view text;
    array several;
    object thing;
    if (!value.get(text)) {
        if (text = trimmed(text); !text.empty()) into.emplace_back(text);
    } else if (!value.get(several)) {
        for (element each : several) names(each, into, depth + 1);
    } else if (!value.get(thing)) {
        element name;
        std::string_view id, family;
        if (!thing["name"].get(name)) {
            names(name, into, depth + 1);
        } else if (!thing["familyName"].get(family)) {
            const std::string given = text_of(thing, "givenName");
            into.push_back(given.empty() ? std::string(family) : given + " " + std::string(family));
        } else if (!thing["@id"].get(id)) {
            if (const auto known = name_by_id_.find(id); known != name_by_id_.end()) into.emplace_back(known->second);
        }
    }
}

void Things::collect_names(element node, int depth) {
    if (depth > kDeepest) return;
    array several;
    object thing;
    if (!node.get(several)) {
        for (element each : several) collect_names(each, depth + 1);
    } else if (!node.get(thing)) {
        std::string_view id, name;
        if (!thing["@id"].get(id) && !thing["name"].get(name) && !trimmed(name).empty())
            name_by_id_.emplace(id, trimmed(name));
        for (const auto& field : thing)
            if (field.value.is_object() || field.value.is_array()) collect_names(field.value, depth + 1);
    }
}

void Things::article(object thing, std::string_view type, int rank) {
    if (data_.articles.size() >= kMost) return;
    LinkedArticle article;
    article.rank = rank;
    article.type = type;
    article.headline = text_of(thing, "headline");
    if (article.headline.empty()) article.headline = text_of(thing, "name");
    article.published = text_of(thing, "datePublished");
    article.created = text_of(thing, "dateCreated");
    if (article.created.empty()) article.created = text_of(thing, rank == 2 ? "uploadDate" : "datePosted");
    article.modified = text_of(thing, "dateModified");
    article.section = text_of(thing, "articleSection");
    article.language = text_of(thing, "inLanguage");
    article.url = text_of(thing, "url");
    if (article.url.empty()) article.url = text_of(thing, "mainEntityOfPage");
    article.publisher = text_of(thing, "publisher");
    article.body = text_of(thing, "articleBody");
    for (const char* field : {"author", "creator"}) {
        element value;
        if (article.authors.empty() && !thing[field].get(value)) names(value, article.authors, 0);
    }
    data_.articles.push_back(std::move(article));
}

void Things::read(element node, int depth) {
    if (depth > kDeepest) return;
    array several;
    if (!node.get(several)) {
        for (element each : several) read(each, depth + 1);
        return;
    }
    object thing;
    if (node.get(thing)) return;
    int rank = 0;
    std::string_view type;
    for (const std::string_view each : types(thing)) {
        if (rank_of(each) > rank) rank = rank_of(each), type = each;
        if (each == "WebSite" && data_.site.empty()) data_.site = text_of(thing, "name");
        if (ends_with(each, "Organization") && data_.organization.empty()) data_.organization = text_of(thing, "name");
    }
    if (rank) article(thing, type, rank);
    for (const char* within : {"@graph", "mainEntity", "mainEntityOfPage"}) {
        element inner;
        if (!thing[within].get(inner) && (inner.is_object() || inner.is_array())) read(inner, depth + 1);
    }
}

void Things::read_parsely(object thing) {
    LinkedArticle article;
    article.rank = text_of(thing, "type") == "post" ? 3 : 1;
    article.headline = text_of(thing, "title");
    article.published = text_of(thing, "pub_date");
    article.section = text_of(thing, "section");
    article.url = text_of(thing, "link");
    for (const char* field : {"authors", "author"}) {
        element value;
        if (article.authors.empty() && !thing[field].get(value)) names(value, article.authors, 0);
    }
    if (data_.articles.size() < kMost) data_.articles.push_back(std::move(article));
}

bool parse(std::string_view json, element& root) {
    thread_local simdjson::dom::parser parser;
    return !parser.parse(json.data(), json.size()).get(root);
}

/// Is the quotation mark at `at`, within a string, its end? It is when what
/// follows could not be its text.
bool ends_string(std::string_view json, std::size_t at) {
    std::size_t next = at + 1;
    while (next < json.size() && next < at + 200 && is_space(json[next])) ++next;
    return next >= json.size() || json[next] == ',' || json[next] == ':' || json[next] == '}' || json[next] == ']';
}

}  // namespace

const LinkedArticle* LinkedData::best() const {
    const auto fields = [](const LinkedArticle& a) {
        return !a.headline.empty() + !a.published.empty() * 2 + !a.authors.empty();
    };
    const LinkedArticle* best = nullptr;
    for (const LinkedArticle& each : articles)
        if (!best || each.rank > best->rank || (each.rank == best->rank && fields(each) > fields(*best))) best = &each;
    return best;
}

std::string repair_json(std::string_view& json) {
    std::string good, open;  // open: brackets to be closed
    std::size_t at = 0;
    good.reserve(std::min<std::size_t>(json.size() + 16, 4096));  // the piece may be short, what follows long
    const auto drop_comma = [&] {
        while (!good.empty() && is_space(good.back())) good.pop_back();
        if (!good.empty() && good.back() == ',') good.pop_back();
    };
    bool string = false;
    for (; at < json.size(); ++at) {
        const char c = json[at];
        if (string) {
            if (c == '\\' && at + 1 < json.size()) {
                const char next = json[++at];
                const bool known = std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos;
                if (known) good += c;
                good += static_cast<unsigned char>(next) < 0x20 ? ' ' : next;
            } else if (c == '"' && ends_string(json, at)) {
                string = false;
                good += c;
            } else {
                if (c == '"') good += '\\';
                good += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
            }
        } else if (c == '"') {
            string = true;
            good += c;
        } else if (c == '{' || c == '[') {
            open += c == '{' ? '}' : ']';
            good += c;
        } else if (c == '}' || c == ']') {
            drop_comma();
            if (open.empty() || open.back() != c) continue;
            open.pop_back();
            good += c;
            if (open.empty()) break;  // what follows is another thing, or a stray ";"
        } else if (c == '/' && json.substr(at, 2) == "/*") {
            at = std::min(json.find("*/", at + 2), json.size() - 1) + 1;
        } else if (c == '/' && json.substr(at, 2) == "//") {
            at = std::min(json.find('\n', at), json.size());
        } else if (c == ',') {
            drop_comma();
            if (!good.empty() && good.back() != '{' && good.back() != '[') good += c;
        } else if (!open.empty()) {
            good += c;
        }
    }
    if (string) good += '"';
    drop_comma();
    if (!good.empty() && good.back() == ':') good += "null";
    for (; !open.empty(); open.pop_back()) good += open.back();
    json.remove_prefix(std::min(at + 1, json.size()));
    return good;
}

void read_parsely(std::string_view json, LinkedData& into) {
    element root;
    object thing;
    if (parse(json, root) && !root.get(thing)) Things(into).read_parsely(thing);
}

void read_json_ld(std::string_view json, LinkedData& into) {
    json = trimmed(json);
    for (const std::string_view wrap : {"<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "<![CDATA["})
        if (json.substr(0, wrap.size()) == wrap) json = trimmed(json.substr(wrap.size()));
    if (json.empty()) return;  // simdjson copies from a null pointer then
    const auto take = [&](element root) {
        Things things(into);
        things.collect_names(root, 0);
        things.read(root, 0);
    };
    element root;
    if (parse(json, root)) return take(root);
    // Broken, or several things one after the other: piece by piece, so that no
    // byte is looked at more than twice.
    for (std::size_t begin; (begin = json.find_first_of("{[")) != json.npos;) {
        json.remove_prefix(begin);
        const std::string repaired = repair_json(json);
        if (parse(repaired, root)) take(root);
    }
}

}  // namespace dragoman::story::page
