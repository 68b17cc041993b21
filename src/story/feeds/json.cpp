// JSON Feed 1.0 and 1.1.
#include <simdjson.h>

#include "story/feeds/vocabulary.h"
#include "story/markup/date.h"

namespace dragoman::story::feeds {
namespace {

using simdjson::dom::array, simdjson::dom::element, simdjson::dom::object;

/// Text, or a number as text: some ids are.
std::string text_in(const object& from, const char* name) {
    element value;
    if (from[name].get(value)) return {};
    if (std::string_view text; !value.get(text)) return std::string(text);
    if (std::int64_t number; !value.get(number)) return std::to_string(number);
    return {};
}

std::vector<Person> persons_in(const object& from) {
    std::vector<Person> persons;
    const auto take = [&](const element& value) {
        object person;
        if (value.get(person)) return;
        Person one{text_in(person, "name"), "", text_in(person, "url")};
        if (one.url.starts_with("mailto:")) one.email = one.url.substr(7);
        if (!one.name.empty() || !one.url.empty()) persons.push_back(std::move(one));
    };
    if (array all; !from["authors"].get(all))
        for (const element one : all) take(one);
    if (element author; persons.empty() && !from["author"].get(author)) take(author);
    return persons;
}

Entry entry_in(const object& from) {
    Entry entry;
    entry.id = text_in(from, "id");
    entry.url = text_in(from, "url");
    if (entry.url.empty()) entry.url = text_in(from, "external_url");
    entry.title = title_of(text_in(from, "title"));
    entry.authors = persons_in(from);
    entry.published = markup::iso_date(text_in(from, "date_published"));
    entry.updated = markup::iso_date(text_in(from, "date_modified"));
    entry.summary = {text_in(from, "summary"), false};
    entry.content = {text_in(from, "content_html"), true};
    if (entry.content.value.empty()) entry.content = {text_in(from, "content_text"), false};
    entry.language = text_in(from, "language");
    if (array tags; !from["tags"].get(tags))
        for (const element tag : tags)
            if (std::string_view text; !tag.get(text)) entry.categories.emplace_back(text);
    return entry;
}

}  // namespace

std::optional<Feed> parse_json(std::string_view bytes) {
    if (bytes.find("\"items\"") == std::string_view::npos) return {};
    thread_local simdjson::dom::parser parser;
    element root;
    object from;
    if (parser.parse(bytes.data(), bytes.size()).get(root) || root.get(from)) return {};
    const bool named = text_in(from, "version").find("jsonfeed.org") != std::string::npos;
    if (array items; from["items"].get(items) ||
                     (!named && text_in(from, "home_page_url").empty() && text_in(from, "feed_url").empty()))
        return {};
    Feed feed;
    feed.format = "json";
    feed.id = text_in(from, "feed_url");
    feed.title = title_of(text_in(from, "title"));
    feed.link = text_in(from, "home_page_url");
    feed.language = text_in(from, "language");
    feed.description = {text_in(from, "description"), false};
    feed.authors = persons_in(from);
    if (array items; !from["items"].get(items))
        for (const element item : items)
            if (object one; !item.get(one)) feed.entries.push_back(entry_in(one));
    return feed;
}

}  // namespace dragoman::story::feeds
