#include "story/feeds/feeds.h"

#include <algorithm>
#include <array>

#include "story/feeds/vocabulary.h"
#include "story/markup/prose.h"

namespace dragoman::story::feeds {
namespace {

using markup::trimmed;

constexpr std::size_t most_junk = 200;  // before a feed's first tag

/// Without what publishing systems add below: "The post … appeared first on …", "Read more".
std::string_view without_tail(std::string_view text) {
    const std::size_t last = text.rfind("\n\n");
    const std::string_view paragraph = text.substr(last == std::string_view::npos ? text.size() : last + 2);
    if (paragraph.starts_with("The post ") && paragraph.find("appeared first on") != std::string_view::npos)
        return trimmed(text.substr(0, last));
    return text;
}

bool breaks_off(std::string_view text) {
    constexpr std::array<std::string_view, 9> ends = {"\xE2\x80\xA6", "...",      "[\xE2\x80\xA6]", "[...]", "more",
                                                      "reading",      "\xC2\xBB", "\xE2\x86\x92",   "story"};
    text = text.substr(text.size() - std::min<std::size_t>(text.size(), 60));
    const bool open =
        std::any_of(ends.begin(), ends.begin() + 4, [&](std::string_view end) { return text.ends_with(end); });
    const std::string tail = lower(text);
    const std::size_t invitation = std::min(
        {tail.find("read more"), tail.find("continue reading"), tail.find("read the full"), tail.find("read full")});
    return open || invitation != std::string::npos;
}

std::size_t words(std::string_view text) {
    std::size_t count = 0;
    bool inside = false;
    for (const char c : text) {
        const bool white = c == ' ' || c == '\n';
        count += !white && !inside;
        inside = !white;
    }
    return count;
}

/// Full stops and the like before white space or the end.
std::size_t sentences(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 1; i < text.size(); ++i)
        if ((text[i - 1] == '.' || text[i - 1] == '!' || text[i - 1] == '?') && (text[i] == ' ' || text[i] == '\n'))
            ++count;
    return count + !text.empty();
}

}  // namespace

std::optional<Feed> parse_feed(std::string_view bytes, const Context& context) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (first == std::string_view::npos) return {};
    if (bytes[first] == '{') return parse_json(bytes.substr(first));
    const std::string root = lower(markup::root_name(bytes, context.content_type, most_junk));
    if (root != "rss" && root != "feed" && root != "rdf" && root != "channel") return {};
    return parse_xml(bytes, context);
}

std::string text_of(const Content& content) {
    return content.html ? markup::prose(content.value) : std::string(trimmed(content.value));
}

std::optional<Story> story_of(const Feed& feed, const Entry& entry) {
    const std::string content = text_of(entry.content), summary = text_of(entry.summary);
    const bool from_content = content.size() >= summary.size();
    const std::string_view text = without_tail(from_content ? content : summary);
    const std::size_t least_words = from_content ? 40 : 80, least_sentences = from_content ? 3 : 4;
    const bool whole = from_content ? words(text) >= least_words || sentences(text) >= least_sentences
                                    : words(text) >= least_words && sentences(text) >= least_sentences;
    if (!whole || breaks_off(text)) return {};
    Story story;
    story.id = entry.id.find(':') == std::string::npos && !entry.url.empty() ? entry.url : entry.id;
    story.url = entry.url;
    story.title = entry.title;
    story.source = entry.source.empty() ? feed.title : entry.source;
    if (!entry.categories.empty()) story.section = entry.categories.front();
    for (const auto* persons : {&entry.authors, &feed.authors})
        if (story.authors.empty())
            for (const Person& person : *persons)
                if (!person.name.empty()) story.authors.push_back(person.name);
    story.published = entry.published.empty() ? entry.updated : entry.published;
    if (!story.published.empty()) story.published_from = "given";
    story.text = std::string(text);
    return story;
}

std::optional<Result<std::vector<Story>>> read(std::string_view bytes, const Context& context) {
    const auto feed = parse_feed(bytes, context);
    if (!feed) return {};
    std::vector<Story> stories;
    for (const Entry& entry : feed->entries)
        if (auto story = story_of(*feed, entry)) stories.push_back(std::move(*story));
    if (stories.empty())
        return Error{"is a feed whose " + std::to_string(feed->entries.size()) + " entries are summaries, not stories",
                     context.where, "Fetch their pages: dragoman follow FEED --into FILE.duckdb"};
    return stories;
}

}  // namespace dragoman::story::feeds
