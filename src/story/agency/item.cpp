#include "story/agency/item.h"

#include <algorithm>
#include <array>

#include "story/markup/characters.h"
#include "story/markup/date.h"

namespace dragoman::story::agency {
namespace {

using markup::same_letters, markup::trimmed;

/// Words of what an author is or works for, not of a name.
bool is_role(std::string_view part) {
    constexpr std::array<std::string_view, 22> roles = {
        "reporter", "reporters", "correspondent", "correspondents", "writer", "writers", "editor",  "editors",
        "press",    "news",      "agency",        "staff",          "bureau", "service", "reuters", "chief",
        "desk",     "analyst",   "network",       "special",        "agence", "times"};
    while (!part.empty()) {
        const std::size_t end = std::min(part.find(' '), part.size());
        for (const auto role : roles)
            if (same_letters(part.substr(0, end), role)) return true;
        part.remove_prefix(std::min(end + 1, part.size()));
    }
    return false;
}

/// Where a byline goes on with another name, and how long that mark is.
std::size_t divided(std::string_view text, std::size_t& length) {
    std::size_t first = std::string_view::npos;
    for (const std::string_view mark : {",", ";", " and ", " AND ", " & ", " / ", "|"})
        if (const auto at = text.find(mark); at < first) first = at, length = mark.size();
    return first;
}

}  // namespace

std::vector<std::string> authors_of(std::string_view byline) {
    std::string line = markup::one_line(byline.substr(0, 500));
    std::string_view rest = line;
    for (const std::string_view by : {"by ", "von ", "par ", "por "})
        if (same_letters(rest.substr(0, by.size()), by)) rest.remove_prefix(by.size());
    std::vector<std::string> authors, roles;
    while (!rest.empty()) {
        std::size_t length = 0;
        const std::size_t at = std::min(divided(rest, length), rest.size());
        std::string_view part = trimmed(rest.substr(0, at));
        rest.remove_prefix(std::min(rest.size(), at + length));
        if (same_letters(part.substr(0, 4), "and ")) part.remove_prefix(4);
        part = trimmed(part.substr(0, part.find(" in ")));
        part = trimmed(part.substr(0, part.find(" (")));
        if (part.empty()) continue;
        const bool second = !authors.empty() && part.find(' ') == std::string_view::npos;  // "Ana Ruiz, AFP"
        (is_role(part) || second ? roles : authors).emplace_back(part);
    }
    if (authors.empty() && !roles.empty()) authors.push_back(roles.front());
    return authors;
}

std::string refused(std::string_view status) {
    status = trimmed(status);
    if (const auto mark = status.find_last_of(":/"); mark != std::string_view::npos) status.remove_prefix(mark + 1);
    for (const std::string_view bad : {"canceled", "cancelled", "withheld", "killed"})
        if (same_letters(status, bad)) return "is " + std::string(bad) + " by its sender";
    return {};
}

void fill(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
}

void fill_date(Story& story, std::string_view date) {
    if (!story.published.empty()) return;
    story.published = markup::iso_date(date);
    if (!story.published.empty()) story.published_from = "given";
}

void finish(Item& item) {
    Story& story = item.story;
    story.title = markup::one_line(story.title);
    std::string_view text = trimmed(story.text);
    if (!story.title.empty() && text.starts_with(story.title)) {
        const std::string_view rest = text.substr(story.title.size());
        if (rest.starts_with('\n')) text = trimmed(rest);
    }
    story.text = std::string(text);
    if (story.text.empty()) fill(item.no_story, "holds no text");
}

Result<std::vector<Story>> stories_among(std::vector<Item>&& items, const Context& context) {
    std::vector<Story> stories;
    std::string reason = "holds no story";
    for (auto item = items.rbegin(); item != items.rend(); ++item)
        if (!item->no_story.empty()) reason = item->no_story;
    for (Item& item : items)
        if (item.no_story.empty()) stories.push_back(std::move(item.story));
    if (stories.empty())
        return Error{reason, context.where, "There is nothing to read in it; the agency may send another version."};
    return stories;
}

Stories read_xml(std::string_view bytes, const Context& context) {
    constexpr std::size_t most = std::size_t{64} << 20;
    const std::string root_name = markup::root_name(bytes, context.content_type);
    constexpr std::array<std::string_view, 12> ours = {"newsItem",     "packageItem", "newsMessage", "contentSet",
                                                       "NewsML",       "nitf",        "conceptItem", "knowledgeItem",
                                                       "planningItem", "catalogItem", "groupSet",    "contentMeta"};
    if (std::find(ours.begin(), ours.end(), root_name) == ours.end()) return {};
    if (bytes.size() > most) return Error{"is larger than 64 MiB", context.where, ""};
    const markup::Tree tree(markup::utf8_of(bytes, context.content_type));
    const int root = tree.child(0, root_name);
    std::vector<Item> items;
    if (root_name == "nitf") {
        items.emplace_back();
        read_nitf(tree, root, items.back());
    } else if (root_name == "NewsML") {
        read_newsml_1(tree, root, items);
    } else {
        read_newsml_g2(tree, root, items);
    }
    for (Item& item : items)
        if (item.no_story.empty()) finish(item);
    return stories_among(std::move(items), context);
}

}  // namespace dragoman::story::agency
