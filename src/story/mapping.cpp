#include "story/mapping.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "story/markup/date.h"
#include "story/markup/prose.h"
#include "story/page/dates.h"
#include "story/story.h"

namespace dragoman::story {
namespace {

using Element = simdjson::dom::element;
using Object = simdjson::dom::object;

constexpr std::array<std::string_view, 8> story_fields{"id",      "source",    "url",     "title",
                                                       "section", "published", "authors", "text"};

/// Names that say the same, by field, the surest first; lower case, letters and digits only.
const std::map<std::string_view, std::vector<std::string_view>>& known_names() {
    static const std::map<std::string_view, std::vector<std::string_view>> names{
        {"id", {"id", "guid", "articleid", "storyid", "docid", "documentid", "uuid"}},
        {"source",
         {"source", "publisher", "publication", "sourcename", "sitename", "outlet", "newspaper", "site", "provider",
          "media"}},
        {"url", {"url", "link", "canonicalurl", "articleurl", "weburl", "permalink", "sourceurl", "uri"}},
        {"title", {"title", "headline", "articletitle", "webtitle", "heading"}},
        {"section", {"section", "sectionname", "category", "desk", "rubric"}},
        {"published",
         {"published", "publishedat", "datepublished", "pubdate", "publicationdate", "publishdate", "publisheddate",
          "publishedon", "webpublicationdate", "firstpublished", "datetime", "date", "versioncreated", "created",
          "createdat", "timestamp"}},
        {"authors", {"authors", "author", "byline", "creator", "writer", "journalist"}},
        {"text",
         {"text", "body", "articlebody", "bodytext", "maintext", "fulltext", "articletext", "storytext", "plaintext",
          "content", "articlecontent", "contents", "article", "story"}}};
    return names;
}

std::string bare(std::string_view name) {
    std::string result;
    for (char c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80)) result += c;
    }
    return result;
}

/// How surely a name is that of the field: 0 best; none when it is not.
std::optional<std::size_t> rank(std::string_view field, std::string_view name) {
    if (name == field) return 0;
    const auto& names = known_names().at(field);
    const auto found = std::find(names.begin(), names.end(), bare(name));
    if (found == names.end()) return {};
    return 1 + static_cast<std::size_t>(found - names.begin());
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "none" : text;
}

Error wrong(std::string_view where, std::string what) {
    return {std::move(what), std::string(where),
            "A story is {\"id\": …, \"source\": …, \"url\": …, \"title\": …, \"section\": …, \"published\": "
            "\"2024-05-03\", \"text\": …}; only text is needed. Other names: --map title=NAME,text=NAME."};
}

/// Text of a string, a number, an object by its name, a list of them; nothing when it is null; `bad` when it is none of
/// these.
std::optional<std::string> text_of(Element value, bool& bad, int depth = 0) {
    switch (value.type()) {
        case simdjson::dom::element_type::STRING:
            return std::string(std::string_view(value));
        case simdjson::dom::element_type::INT64:
            return std::to_string(std::int64_t(value));
        case simdjson::dom::element_type::UINT64:
            return std::to_string(std::uint64_t(value));
        case simdjson::dom::element_type::DOUBLE:
            return std::to_string(static_cast<std::int64_t>(std::clamp(double(value), -9e15, 9e15)));
        case simdjson::dom::element_type::NULL_VALUE:
            return {};
        case simdjson::dom::element_type::OBJECT:
            for (const char* name : {"name", "main", "value", "text", "#text", "title"}) {
                Element inner;
                if (depth < 3 && !Object(value)[name].get(inner)) return text_of(inner, bad, depth + 1);
            }
            break;
        case simdjson::dom::element_type::ARRAY: {
            std::string all;
            for (Element element : simdjson::dom::array(value)) {
                bool inner_bad = depth >= 3;
                const auto text = inner_bad ? std::nullopt : text_of(element, inner_bad, depth + 1);
                if (inner_bad) return bad = true, std::nullopt;
                if (text && !text->empty()) all += (all.empty() ? "" : "\n\n") + *text;
            }
            return all;
        }
        case simdjson::dom::element_type::BOOL:
            break;
    }
    bad = true;
    return {};
}

bool begins_tag(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && text[first] == '<' && markup::is_marked_up(text);
}

/// "By Ana Silva and Joe Ray; Li Wei" → the names.
std::vector<std::string> names_in(std::string_view byline) {
    if (byline.size() > 3 && (byline[0] == 'B' || byline[0] == 'b') && (byline[1] == 'y' || byline[1] == 'Y') &&
        byline[2] == ' ')
        byline.remove_prefix(3);
    std::vector<std::string> names;
    while (!byline.empty()) {
        std::size_t cut = byline.size(), length = 0;
        for (const std::string_view mark : {";", " and ", " & ", "\n"})
            if (const auto at = byline.find(mark); at < cut) cut = at, length = mark.size();
        std::string_view name = byline.substr(0, cut);
        byline.remove_prefix(std::min(byline.size(), cut + length));
        const auto first = name.find_first_not_of(" \t"), last = name.find_last_not_of(" \t,");
        if (first != std::string_view::npos && last != std::string_view::npos && first <= last)
            names.emplace_back(name.substr(first, last - first + 1));
    }
    return names;
}

}  // namespace

/// An object with the fields of a story found in it.
class MappedObject {
public:
    MappedObject(Object object, const Mapping& mapping, std::string_view where)
        : object_(object), mapping_(mapping), where_(where) {}

    Result<Story> story() {
        Story story;
        const std::pair<std::string_view, std::string*> fields[] = {
            {"id", &story.id},           {"source", &story.source},       {"url", &story.url},  {"title", &story.title},
            {"section", &story.section}, {"published", &story.published}, {"text", &story.text}};
        for (const auto& [field, into] : fields) {
            bool bad = false;
            auto value = find(field, bad);
            if (bad) return wrong(where_, "the field \"" + wrong_name_ + "\" is no text");
            if (value)
                *into = std::move(*value);
            else if (field == "text")
                return no_text();
        }
        // Content of a feed or a content system is HTML; a story's own "text" is what it says it is.
        Element own;
        const bool own_text = !mapping_.given("text") && !object_["text"].get(own) && own.is_string();
        if (!own_text && begins_tag(story.text)) story.text = markup::prose(story.text);
        if (Status dated = date(story); !dated) return dated.error();
        authors(story);
        return story;
    }

private:
    /// A path's value: the name as a whole, else its parts one inside the other.
    std::optional<Element> at(std::string_view path) const {
        Element value;
        if (!object_[path].get(value)) return value;
        Object inside = object_;
        for (std::size_t dot; (dot = path.find('.')) != std::string_view::npos; path.remove_prefix(dot + 1))
            if (inside[path.substr(0, dot)].get(inside)) return {};
        if (inside[path].get(value)) return {};
        return value;
    }

    std::optional<std::string> find(std::string_view field, bool& bad) {
        if (const auto* source = mapping_.given(field)) {
            std::optional<std::string> all;
            for (const auto& name : source->names) {
                const auto element = at(name);
                wrong_name_ = name;
                const auto text = element ? text_of(*element, bad) : std::nullopt;
                if (bad) return {};
                if (text) all = all.value_or("") + (all && !all->empty() && !text->empty() ? "\n\n" : "") + *text;
            }
            return all;
        }
        std::optional<std::size_t> best;
        std::optional<std::string> value;
        for (const auto [name, element] : object_) {
            const auto at_rank = rank(field, name);
            if (!at_rank || (best && *best <= *at_rank)) continue;
            bool is_bad = false;
            auto text = text_of(element, is_bad);
            if (is_bad && *at_rank == 0) return wrong_name_ = name, bad = true, std::nullopt;
            if (is_bad || !text) continue;
            best = at_rank;
            value = std::move(text);
        }
        return value;
    }

    Error no_text() const {
        std::vector<std::string> names;
        for (const auto [name, element] : object_) names.emplace_back(name);
        if (names.size() > 30) names.resize(30), names.emplace_back("…");
        const auto* source = mapping_.given("text");
        return wrong(where_,
                     (source ? "has no field \"" + joined(source->names) + "\"" : "the story has no field \"text\"") +
                         std::string("; its fields are: ") + joined(names));
    }

    /// A date under its own name or one that was asked for must be one; under another name it is taken if it is.
    Status date(Story& story) {
        if (story.published.empty()) return Done{};
        Element own;
        const bool own_name = !object_["published"].get(own) && own.is_string();
        if (!is_date(story.published)) {
            std::string date = markup::iso_date(story.published);
            if (date.empty())  // seconds since 1970, other languages
                if (const auto other = page::date_of_value(story.published)) date = page::iso(*other);
            if (date.empty() && (own_name || mapping_.given("published")))
                return wrong(where_, "\"published\" is no ISO 8601 date: " + story.published);
            story.published = date;
        }
        if (!story.published.empty()) story.published_from = "given";
        return Done{};
    }

    void authors(Story& story) {
        Element own;
        simdjson::dom::array list;
        if (!mapping_.given("authors") && !object_["authors"].get(own) && !own.get(list)) {
            for (Element author : list) {
                bool bad = false;
                if (const auto name = text_of(author, bad); name && !bad) story.authors.push_back(*name);
            }
            return;
        }
        bool bad = false;
        if (const auto byline = find("authors", bad); byline && !bad) story.authors = names_in(*byline);
    }

    Object object_;
    const Mapping& mapping_;
    std::string_view where_;
    std::string wrong_name_;
};

Result<Mapping> Mapping::parse(std::string_view text) {
    const auto bad = [](std::string what) {
        return Error{std::move(what), "--map", "For example: --map title=headline,text=lead+body,published=meta.date"};
    };
    Mapping mapping;
    mapping.text_ = text;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(text.size(), part.size() + 1));
        const auto equals = part.find('=');
        const std::string_view field = part.substr(0, equals);
        if (equals == std::string_view::npos || equals + 1 == part.size())
            return bad("\"" + std::string(part) + "\" names no field");
        if (std::find(story_fields.begin(), story_fields.end(), field) == story_fields.end())
            return bad("a story has no \"" + std::string(field) +
                       "\"; it has id, source, url, title, section, published, authors, text");
        if (mapping.given(field)) return bad("\"" + std::string(field) + "\" stands twice");
        Source source{std::string(field), {}};
        for (std::string_view names = part.substr(equals + 1); !names.empty();) {
            const std::string_view name = names.substr(0, names.find('+'));
            if (!name.empty()) source.names.emplace_back(name);
            names.remove_prefix(std::min(names.size(), name.size() + 1));
        }
        if (source.names.empty()) return bad("\"" + std::string(part) + "\" names no field");
        mapping.sources_.push_back(std::move(source));
    }
    return mapping;
}

const Mapping::Source* Mapping::given(std::string_view field) const {
    for (const Source& source : sources_)
        if (source.field == field) return &source;
    return nullptr;
}

Result<Mapping::Columns> Mapping::columns(const std::vector<std::string>& names, std::string_view where) const {
    Columns columns;
    std::vector<bool> wanted(names.size());
    for (const std::string_view field : story_fields) {
        if (const Source* source = given(field)) {
            for (const auto& name : source->names) {
                auto found = std::find(names.begin(), names.end(), name);
                if (found == names.end()) found = std::find(names.begin(), names.end(), name.substr(0, name.find('.')));
                if (found == names.end())
                    return Error{"has no column \"" + name + "\"; its columns are: " + joined(names),
                                 std::string(where), ""};
                const auto at = static_cast<std::size_t>(found - names.begin());
                wanted[at] = true;
                if (field == "text") columns.text.push_back(at);
            }
            continue;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!rank(field, names[i])) continue;
            wanted[i] = true;
            if (field == "text") columns.text.push_back(i);
        }
    }
    if (columns.text.empty())
        return Error{"has no column that is known to hold the text; its columns are: " + joined(names),
                     std::string(where), "Say which one does: --map text=COLUMN"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (wanted[i]) columns.wanted.push_back(i);
    return columns;
}

bool Mapping::table_of_stories(const std::vector<std::string>& names) {
    int text = 0, besides = 0;
    for (const auto& name : names) {
        if (rank("text", name))
            ++text;
        else
            besides += std::any_of(story_fields.begin(), story_fields.end(),
                                   [&](std::string_view field) { return rank(field, name).has_value(); });
    }
    return text > 0 && besides > 0;
}

namespace {

Result<Object> object_in(std::string_view json, std::string_view where) {
    thread_local simdjson::dom::parser parser;
    Element root;
    if (const auto error = parser.parse(json.data(), json.size()).get(root))
        return wrong(where, std::string("this is no JSON: ") + simdjson::error_message(error));
    Object object;
    if (root.get(object)) return wrong(where, "the JSON is no object");
    return object;
}

/// Stories of the first list of objects that holds one, in `object` or in objects inside it.
std::vector<Story> stories_inside(Object object, std::string_view where, const Mapping& mapping, int depth) {
    std::vector<Story> stories;
    for (const auto [name, value] : object) {
        simdjson::dom::array list;
        Object inner;
        if (!value.get(list)) {
            for (Element element : list)
                if (!element.get(inner))
                    if (auto story = MappedObject(inner, mapping, where).story()) stories.push_back(std::move(*story));
        } else if (depth > 0 && !value.get(inner)) {
            stories = stories_inside(inner, where, mapping, depth - 1);
        }
        if (!stories.empty()) break;
    }
    return stories;
}

}  // namespace

Result<Story> parse_json(std::string_view json, std::string_view where, const Mapping& mapping) {
    const auto object = object_in(json, where);
    if (!object) return object.error();
    return MappedObject(*object, mapping, where).story();
}

Result<std::vector<Story>> parse_json_stories(std::string_view json, std::string_view where, const Mapping& mapping) {
    const auto object = object_in(json, where);
    if (!object) return object.error();
    auto story = MappedObject(*object, mapping, where).story();
    if (story) return std::vector<Story>{std::move(*story)};
    auto inside = stories_inside(*object, where, mapping, 2);
    if (inside.empty()) return story.error();
    return inside;
}

}  // namespace dragoman::story
