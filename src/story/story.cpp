#include "story/story.h"

#include <simdjson.h>

#include <algorithm>

#include "story/agency/agency.h"
#include "story/timeml.h"

namespace dragoman::story {
namespace {

/// "dir/2025-02-03-lima.txt" → "2025-02-03-lima".
std::string id_of(const Context& context) {
    std::string_view where = context.where;
    if (!context.name.empty()) return context.name;
    if (const auto slash = where.find_last_of("/\\"); slash != std::string_view::npos) where.remove_prefix(slash + 1);
    if (const auto dot = where.rfind('.'); dot != std::string_view::npos && dot > 0) where = where.substr(0, dot);
    return where == "-" ? std::string() : std::string(where);
}

/// A field that may be absent, null or text; false when it is something else.
bool take(const simdjson::dom::object& object, const char* name, std::string& into) {
    simdjson::dom::element value;
    if (object[name].get(value) || value.is_null()) return true;
    std::string_view text;
    if (value.get(text)) {
        std::int64_t number;
        if (value.get(number)) return false;
        into = std::to_string(number);
        return true;
    }
    into = text;
    return true;
}

Error wrong(std::string_view where, std::string what) {
    return {std::move(what), std::string(where),
            "A story is {\"id\": …, \"source\": …, \"url\": …, \"title\": …, \"section\": …, \"published\": "
            "\"2024-05-03\", \"text\": …}; only text is needed."};
}

Story from_timeml(TimeMl&& document) {
    Story story;
    story.id = std::move(document.id);
    story.title = std::move(document.title);
    story.published = std::move(document.created);
    if (!story.published.empty()) story.published_from = "given";
    story.text = std::move(document.text);
    return story;
}

/// Stories without an address have that of their document.
Result<std::vector<Story>> with_url(Result<std::vector<Story>> stories, const Context& context) {
    if (stories)
        for (Story& story : *stories)
            if (story.url.empty()) story.url = context.url;
    return stories;
}

}  // namespace

Result<Story> parse_json(std::string_view json, std::string_view where) {
    thread_local simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (const auto error = parser.parse(json.data(), json.size()).get(root))
        return wrong(where, std::string("this is no JSON: ") + simdjson::error_message(error));
    simdjson::dom::object object;
    if (root.get(object)) return wrong(where, "the JSON is no object");
    Story story;
    const std::pair<const char*, std::string*> fields[] = {
        {"id", &story.id},           {"source", &story.source},       {"url", &story.url},  {"title", &story.title},
        {"section", &story.section}, {"published", &story.published}, {"text", &story.text}};
    for (const auto& [name, into] : fields)
        if (!take(object, name, *into)) return wrong(where, std::string("the field \"") + name + "\" is no text");
    simdjson::dom::element text;
    if (object["text"].get(text)) return wrong(where, "the story has no field \"text\"");
    simdjson::dom::array authors;
    if (!object["authors"].get(authors))
        for (simdjson::dom::element author : authors)
            if (std::string_view name; !author.get(name)) story.authors.emplace_back(name);
    if (!story.published.empty()) {
        if (!is_date(story.published)) return wrong(where, "\"published\" is no ISO 8601 date: " + story.published);
        story.published_from = "given";
    }
    return story;
}

Result<std::vector<Story>> stories_of(std::string_view bytes, const Context& context) {
    if (auto found = agency::read_xml(bytes, context)) return with_url(std::move(*found), context);
    std::vector<Story> stories(1);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const char opening = first == std::string_view::npos ? '\0' : bytes[first];
    if (opening == '{' || opening == '[')
        if (auto found = agency::read_ninjs(bytes.substr(first), context)) return with_url(std::move(*found), context);
    if (opening == '{') {
        auto story = parse_json(bytes.substr(first), context.where);
        if (!story) return story.error();
        stories[0] = std::move(*story);
    } else if (auto timeml = read_timeml(bytes)) {
        stories[0] = from_timeml(std::move(*timeml));
        if (stories[0].id.empty()) stories[0].id = id_of(context);
    } else if (auto headed = agency::read_headed(bytes)) {
        stories[0] = std::move(*headed);
        if (stories[0].id.empty()) stories[0].id = id_of(context);
    } else {
        stories[0].id = id_of(context);
        stories[0].text = bytes;
    }
    return with_url(std::move(stories), context);
}

Result<Story> parse(std::string_view bytes, const Context& context) {
    auto stories = stories_of(bytes, context);
    if (!stories) return stories.error();
    if (stories->size() == 1) return std::move(stories->front());
    return Error{"holds " + std::to_string(stories->size()) + " stories, not one", context.where,
                 "Read them all: dragoman ingest " + context.where + " --into FILE.duckdb"};
}

bool is_date(std::string_view text) {
    const auto digits = [&](std::size_t at, std::size_t count) {
        return at + count <= text.size() &&
               std::all_of(text.begin() + at, text.begin() + at + count, [](char c) { return c >= '0' && c <= '9'; });
    };
    const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    if (!digits(0, 4) || text.size() < 10 || text[4] != '-' || !digits(5, 2) || text[7] != '-' || !digits(8, 2))
        return false;
    if (number(5) < 1 || number(5) > 12 || number(8) < 1 || number(8) > 31) return false;
    return text.size() == 10 || text[10] == 'T' || text[10] == ' ';
}

}  // namespace dragoman::story
