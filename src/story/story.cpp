#include "story/story.h"

#include <algorithm>

#include "story/agency/agency.h"
#include "story/feeds/feeds.h"
#include "story/mapping.h"
#include "story/page/page.h"
#include "story/timeml.h"

namespace dragoman::story {
namespace {

/// "dir/2025-02-03-lima.txt" → "2025-02-03-lima".
std::string id_of(const Context& context) {
    std::string_view where = context.where;
    if (!context.name.empty()) return context.name;
    if (const auto slash = where.find_last_of("/\\"); slash != std::string_view::npos) where.remove_prefix(slash + 1);
    if (const auto dot = where.rfind('.');
        dot != std::string_view::npos && dot > 0 && where.find('@', dot) == std::string_view::npos)
        where = where.substr(0, dot);
    return where == "-" ? std::string() : std::string(where);
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

/// What a document does not say of its stories, its context may.
Result<std::vector<Story>> completed(Result<std::vector<Story>> stories, const Context& context) {
    if (!stories) return stories;
    for (Story& story : *stories) {
        if (story.url.empty()) story.url = context.url;
        if (stories->size() > 1) continue;
        if (story.title.empty()) story.title = context.title;
        if (story.published.empty() && is_date(context.published)) {
            story.published = context.published;
            story.published_from = "given";
        }
    }
    return stories;
}

/// Why a document holds no story.
Error why_none(std::string_view bytes, const Context& context) {
    if (auto found = feeds::read(bytes, context))
        if (!*found) return found->error();
    if (auto story = page::story_of_page(bytes, context); !story) return story.error();
    return Error{"holds no story", context.where, ""};
}

}  // namespace

Result<std::vector<Story>> stories_of(std::string_view bytes, const Context& context, const Mapping& mapping) {
    if (auto found = agency::read_xml(bytes, context)) return completed(std::move(*found), context);
    if (auto found = feeds::read(bytes, context)) return *found ? *std::move(found) : std::vector<Story>();
    std::vector<Story> stories(1);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    const char opening = first == std::string_view::npos ? '\0' : bytes[first];
    if (opening == '{' || opening == '[')
        if (auto found = agency::read_ninjs(bytes.substr(first), context)) return completed(std::move(*found), context);
    if (opening == '{') return completed(parse_json_stories(bytes.substr(first), context.where, mapping), context);
    if (auto timeml = read_timeml(bytes)) {
        stories[0] = from_timeml(std::move(*timeml));
        if (stories[0].id.empty()) stories[0].id = id_of(context);
    } else if (page::is_page(bytes, context.content_type)) {
        auto story = page::story_of_page(bytes, context);
        if (!story) return std::vector<Story>();
        stories[0] = std::move(*story);
        if (stories[0].id.empty()) stories[0].id = id_of(context);
    } else if (auto headed = agency::read_headed(bytes)) {
        stories[0] = std::move(*headed);
        if (stories[0].id.empty()) stories[0].id = id_of(context);
    } else {
        stories[0].id = id_of(context);
        stories[0].text = bytes;
    }
    return completed(std::move(stories), context);
}

Result<Story> parse(std::string_view bytes, const Context& context, const Mapping& mapping) {
    auto stories = stories_of(bytes, context, mapping);
    if (!stories) return stories.error();
    if (stories->size() == 1) return std::move(stories->front());
    if (stories->empty()) return why_none(bytes, context);
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
