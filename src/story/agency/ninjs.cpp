// ninjs 1 (headline, body_text, body_xhtml, byline, versioncreated), 2 (headlines, bodies, by) and 3 (versionCreated,
// pubStatus): names are compared without case, so that one reader serves all.
#include <simdjson.h>

#include <array>

#include "story/agency/item.h"
#include "story/markup/prose.h"

namespace dragoman::story::agency {
namespace {

using markup::same_letters;
using simdjson::dom::array, simdjson::dom::element, simdjson::dom::object;

std::string text_of(const object& from, std::string_view name) {
    std::string_view value;
    if (from.at_key_case_insensitive(name).get(value)) return {};
    return std::string(value);
}

bool is_ninjs(const object& from) {
    std::string_view uri;
    if (from["uri"].get(uri) || from["text"].error() == simdjson::SUCCESS) return false;
    constexpr std::array<std::string_view, 16> signs = {
        "bodies",       "headline",     "headlines",  "versioncreated", "firstcreated", "pubstatus",
        "standard",     "$standard",    "profile",    "altids",         "renditions",   "representationtype",
        "associations", "eventdetails", "usageterms", "infosource"};
    for (const auto [key, value] : from) {
        if (key.starts_with("body_") || key.starts_with("headline_")) return true;
        for (const auto sign : signs)
            if (same_letters(sign, key)) return true;
    }
    return false;
}

/// A body as text, by its content type, or what it looks like.
std::string body_text(std::string_view value, std::string_view type, Item& item) {
    if (type.find("nitf") != std::string_view::npos || type.find("NITF") != std::string_view::npos) {
        const markup::Tree tree{std::string(value)};
        Item inner;
        read_nitf(tree, tree.below(0, "nitf"), inner);
        if (item.story.authors.empty()) item.story.authors = inner.story.authors;
        return inner.story.text;
    }
    if (type.find("plain") != std::string_view::npos || !markup::is_marked_up(value)) return std::string(value);
    return markup::prose(value);
}

/// How good a body is: marked up before plain, for that has its paragraphs.
int worth(std::string_view kind) {
    if (kind.find("html") != std::string_view::npos) return 3;
    if (kind.find("nitf") != std::string_view::npos || kind.find("NITF") != std::string_view::npos) return 2;
    return 1;
}

void read_body(const object& from, Item& item) {
    int best = 0;
    std::string_view chosen, chosen_type;
    const auto offer = [&](std::string_view value, std::string_view kind) {
        if (!markup::trimmed(value).empty() && worth(kind) > best)
            best = worth(kind), chosen = value, chosen_type = kind;
    };
    for (const auto [key, element_] : from)
        if (std::string_view value; key.starts_with("body_") && !element_.get(value))
            offer(value, key == "body_text" ? "text/plain" : key);
    array bodies;
    std::vector<std::string> kinds;  // a body's role and type in one
    if (!from["bodies"].get(bodies)) {
        kinds.reserve(bodies.size());
        for (const element body : bodies) {
            object of;
            std::string_view value;
            if (body.get(of) || of["value"].get(value)) continue;
            kinds.push_back(text_of(of, "contenttype"));
            if (kinds.back().empty()) kinds.back() = text_of(of, "role");
            offer(value, kinds.back());
        }
    }
    if (best > 0) item.story.text = body_text(chosen, chosen_type, item);
}

std::string headline(const object& from) {
    std::string title = text_of(from, "headline");
    array headlines;
    if (!from["headlines"].get(headlines))
        for (const element of : headlines) {
            object one;
            if (of.get(one)) continue;
            const std::string value = text_of(one, "value"), role = text_of(one, "role");
            if (role == "main") return markup::is_marked_up(value) ? markup::prose(value) : value;
            fill(title, value);
        }
    for (const auto [key, value] : from)
        if (std::string_view text; title.empty() && key.starts_with("headline_") && !value.get(text)) title = text;
    fill(title, text_of(from, "title"));
    fill(title, text_of(from, "slugline"));
    return markup::is_marked_up(title) ? markup::prose(title) : title;
}

/// The name of the first object in a list; `rel` says of what kind it must be, "" any.
std::string name_in(const object& from, std::string_view list, std::string_view rel) {
    array all;
    if (from.at_key_case_insensitive(list).get(all)) return text_of(from, list);
    for (const element of : all) {
        object one;
        if (of.get(one) || text_of(one, "name").empty()) continue;
        const std::string kind = text_of(one, "rel");
        if (rel.empty() || kind.empty() || kind.find(rel) != std::string::npos) return text_of(one, "name");
    }
    return {};
}

void read_associations(const object& from, std::vector<Item>& items, int depth);

void read_item(const object& from, std::vector<Item>& items, int depth) {
    Item& item = items.emplace_back();
    Story& story = item.story;
    const std::string type = text_of(from, "type");
    if (!type.empty() && type != "text" && type != "composite" && type != "component")
        item.no_story = "is of type \"" + type + "\", no text";
    fill(item.no_story, refused(text_of(from, "pubstatus")));
    story.id = text_of(from, "uri");
    if (story.id.starts_with("http://") || story.id.starts_with("https://")) story.url = story.id;
    story.title = headline(from);
    fill_date(story, text_of(from, "versioncreated"));
    fill_date(story, text_of(from, "firstcreated"));
    fill_date(story, text_of(from, "contentcreated"));
    story.authors = authors_of(text_of(from, "byline"));
    if (story.authors.empty()) story.authors = authors_of(text_of(from, "by"));
    for (const std::string_view list : {"infosource", "infosources"})
        fill(story.source, name_in(from, list, "provider"));
    fill(story.source, text_of(from, "copyrightholder"));
    for (const std::string_view list : {"infosource", "infosources"}) fill(story.source, name_in(from, list, ""));
    for (const std::string_view list : {"subject", "subjects", "genre", "genres"})
        fill(story.section, name_in(from, list, ""));
    read_body(from, item);
    read_associations(from, items, depth + 1);
}

/// Pictures and the like are passed over without a word.
void read_associations(const object& from, std::vector<Item>& items, int depth) {
    constexpr int deepest = 4;
    if (depth > deepest) return;
    const auto take = [&](const element& value) {
        object one;
        if (value.get(one)) return;
        const std::size_t before = items.size();
        read_item(one, items, depth);
        finish(items[before]);
        if (!items[before].no_story.empty()) items.erase(items.begin() + static_cast<std::ptrdiff_t>(before));
    };
    element value;
    if (from["associations"].get(value)) return;
    if (object map; !value.get(map))
        for (const auto [name, one] : map) take(one);
    if (array list; !value.get(list))
        for (const element one : list) take(one);
}

}  // namespace

Stories read_ninjs(std::string_view json, const Context& context) {
    if (json.find("\"uri\"") == std::string_view::npos) return {};
    thread_local simdjson::dom::parser parser;
    element root;
    if (parser.parse(json.data(), json.size()).get(root)) return {};
    std::vector<Item> items;
    const auto take = [&](const element& one) {
        object from;
        if (one.get(from) || !is_ninjs(from)) return false;
        read_item(from, items, 0);
        return true;
    };
    if (array list; !root.get(list)) {
        for (const element one : list)
            if (!take(one)) return {};
    } else if (!take(root)) {
        return {};
    }
    if (items.empty()) return {};
    for (Item& item : items)
        if (item.no_story.empty()) finish(item);
    return stories_among(std::move(items), context);
}

}  // namespace dragoman::story::agency
