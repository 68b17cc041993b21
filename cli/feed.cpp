// dragoman feed: what a feed holds.
#include <fmt/format.h>

#include <iostream>
#include <memory>

#include "commands.h"
#include "input.h"
#include "record/scalars.h"
#include "story/feeds/feeds.h"

namespace dragoman::cli {
namespace {

namespace feeds = story::feeds;

/// An object of JSON as it grows; empty texts are left out.
class Object {
public:
    Object& text(std::string_view name, std::string_view value) {
        if (value.empty()) return *this;
        key(name);
        record::append_json_string(json_, value);
        return *this;
    }
    Object& raw(std::string_view name, std::string_view json) {
        key(name);
        json_ += json;
        return *this;
    }
    Object& persons(const std::vector<feeds::Person>& persons) {
        std::string list;
        for (const auto& person : persons)
            list += (list.empty() ? "" : ",") +
                    Object().text("name", person.name).text("email", person.email).text("url", person.url).done();
        return persons.empty() ? *this : raw("authors", "[" + list + "]");
    }
    Object& texts(std::string_view name, const std::vector<std::string>& values) {
        std::string list;
        for (const auto& value : values) {
            list += list.empty() ? "" : ",";
            record::append_json_string(list, value);
        }
        return values.empty() ? *this : raw(name, "[" + list + "]");
    }
    std::string done() const { return "{" + json_ + "}"; }

private:
    void key(std::string_view name) {
        json_ += json_.empty() ? "" : ",";
        record::append_json_string(json_, name);
        json_ += ':';
    }
    std::string json_;
};

std::string json_of(const feeds::Feed& feed) {
    std::string entries;
    for (const auto& entry : feed.entries) {
        Object object;
        object.text("id", entry.id).text("url", entry.url).text("title", entry.title).persons(entry.authors);
        object.text("published", entry.published)
            .text("updated", entry.updated)
            .text("language", entry.language)
            .texts("categories", entry.categories);
        object.text("source", entry.source).text("source_url", entry.source_url);
        object.text("summary", feeds::text_of(entry.summary)).text("content", feeds::text_of(entry.content));
        object.raw("story", feeds::story_of(feed, entry) ? "true" : "false");
        entries += (entries.empty() ? "" : ",") + object.done();
    }
    Object object;
    object.text("format", feed.format)
        .text("id", feed.id)
        .text("title", feed.title)
        .text("link", feed.link)
        .text("language", feed.language);
    object.text("description", feeds::text_of(feed.description))
        .persons(feed.authors)
        .text("published", feed.published)
        .text("updated", feed.updated);
    return object.texts("categories", feed.categories).raw("entries", "[" + entries + "]").done() + "\n";
}

/// A field of a table: white space as single spaces.
std::string cell(std::string_view text) {
    std::string plain(text.substr(0, text.find('\n')));
    for (char& c : plain)
        if (c == '\t' || c == '\r') c = ' ';
    return plain;
}

std::string tsv_of(const feeds::Feed& feed) {
    std::string table;
    for (const auto& entry : feed.entries)
        table += fmt::format("{}\t{}\t{}\t{}\t{}\n", cell(entry.published.empty() ? entry.updated : entry.published),
                             feeds::story_of(feed, entry) ? "story" : "summary", cell(entry.url), cell(entry.title),
                             cell(entry.id));
    return table;
}

int show(const std::vector<std::string>& files, const std::string& format, const std::string& url) {
    int failed = 0;
    if (format == "tsv") std::cout << "published\tholds\turl\ttitle\tid\n";
    for (const auto& file : files) {
        const auto bytes = read_input(file);
        const auto feed = bytes ? feeds::parse_feed(*bytes, {.where = file, .url = url}) : std::nullopt;
        if (!feed) {
            complain(bytes ? Error{"is no feed", file, "RSS, Atom and JSON Feed are read."} : bytes.error());
            if (format == "json") std::cout << "null\n";
            ++failed;
        } else {
            std::cout << (format == "json" ? json_of(*feed) : tsv_of(*feed));
        }
    }
    std::cout << std::flush;
    return failed == 0 ? 0 : 1;
}

}  // namespace

void add_feed(Commands& commands) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto format = std::make_shared<std::string>("tsv");
    auto url = std::make_shared<std::string>();
    auto* command = commands.app.add_subcommand("feed", "Show what feeds hold: RSS, Atom, JSON Feed");
    command->add_option("files", *files, "Feeds, or - for standard input")->required()->type_name("FILE");
    command->add_option("--format", *format, "tsv: an entry a line; json: a feed a line, with all texts")
        ->check(CLI::IsMember({"tsv", "json"}))
        ->capture_default_str();
    command->add_option("--url", *url, "Where the feeds came from; relative addresses are meant against it");
    command->footer(
        "An entry is a story when the feed holds its whole text, else a summary whose page would have to be fetched.\n"
        "Example:\n  dragoman feed tests/feeds/harbour.rss");
    command->callback([&commands, files, format, url] { commands.run = [=] { return show(*files, *format, *url); }; });
}

}  // namespace dragoman::cli
