// NewsML 1: a NewsItem's components nest; what an outer one says holds for the inner ones. The story is the content
// in English before others, in the role of the body before others, the longest.
#include <tuple>

#include "story/agency/item.h"
#include "story/markup/prose.h"

namespace dragoman::story::agency {
namespace {

using markup::same_letters, markup::Tree;

constexpr int most_contents = 200;  // of an item that are looked at

std::string formal(const Tree& tree, int node) { return tree.attribute(node, "FormalName"); }

/// The value of a component's or an outer component's description.
template <class Read>
std::string around(const Tree& tree, int node, int item, Read read) {
    std::string value;
    for (int depth = 0; node > item && value.empty() && depth < 64; node = tree[node].parent, ++depth)
        if (tree[node].local == "NewsComponent") value = read(node);
    return value;
}

std::string content_of(const Tree& tree, int content, Item& item) {
    const int data = tree.child(content, "DataContent");
    const std::string type = tree.attribute(tree.child(content, "MimeType"), "FormalName");
    const std::string medium = formal(tree, tree.child(content, "MediaType"));
    const bool readable = type.empty() || type.starts_with("text/plain") || type.find("html") != std::string::npos ||
                          type.find("xml") != std::string::npos || type.find("nitf") != std::string::npos;
    if (data < 0 || !readable) return {};
    if (!medium.empty() && !same_letters(medium, "text") && !same_letters(medium, "complexdata")) return {};
    if (const int nitf = tree.child(data, "nitf"); nitf >= 0) {
        Item inner;
        read_nitf(tree, nitf, inner);
        fill(item.story.title, inner.story.title);
        if (item.story.authors.empty()) item.story.authors = inner.story.authors;
        return inner.story.text;
    }
    if (tree.child(data, "") >= 0) return markup::prose(tree.inner(data));
    const std::string text = tree.text(data);
    return type.find("html") != std::string::npos || markup::is_marked_up(text) ? markup::prose(text) : text;
}

/// What the components around a content say of it; `sender` is its source where they name no provider.
void describe(const Tree& tree, int content, int item, std::string sender, Story& story) {
    const auto line = [&](std::string_view name) {
        return around(tree, content, item, [&](int c) { return tree.line(tree.path(c, {"NewsLines", name})); });
    };
    const auto party = [&](std::string_view role) {
        return around(tree, content, item, [&](int c) {
            return formal(tree, tree.path(c, {"AdministrativeMetadata", role, "Party"}));
        });
    };
    if (std::string title = line("HeadLine"); !title.empty()) story.title = std::move(title);
    fill(story.title, line("SlugLine"));
    if (auto authors = authors_of(line("ByLine")); !authors.empty()) story.authors = std::move(authors);
    story.source = party("Provider");
    fill(story.source, std::move(sender));
    fill(story.source, party("Source"));
    story.section = around(tree, content, item, [&](int c) {
        return formal(tree, tree.below(tree.path(c, {"DescriptiveMetadata", "SubjectCode"}), "Subject"));
    });
}

void read_item(const Tree& tree, int node, int envelope, Item& item) {
    Story& story = item.story;
    const int identifier = tree.path(node, {"Identification", "NewsIdentifier"}),
              management = tree.child(node, "NewsManagement");
    story.id = tree.line(tree.child(identifier, "PublicIdentifier"));
    fill(story.id, tree.line(tree.child(identifier, "NewsItemId")));
    fill(item.no_story, refused(formal(tree, tree.child(management, "Status"))));
    fill_date(story, tree.line(tree.child(management, "ThisRevisionCreated")));
    fill_date(story, tree.line(tree.child(management, "FirstCreated")));
    fill_date(story, tree.line(tree.child(envelope, "DateAndTime")));

    const std::string sender = formal(tree, tree.path(envelope, {"SentFrom", "Party"}));
    std::tuple<bool, bool, std::size_t> best;
    int contents = 0;
    for (int at = node, next = at; at < tree[node].end && contents < most_contents; at = next) {
        next = at + 1;
        if (tree[at].local != "ContentItem") continue;
        next = tree[at].end;  // they do not nest
        ++contents;
        Item found;
        found.story.text = content_of(tree, at, found);
        const std::string language = around(tree, at, node, [&](int c) {
            return formal(tree, tree.path(c, {"DescriptiveMetadata", "Language"}));
        });
        const std::string role = formal(tree, tree.child(tree[at].parent, "Role"));
        const std::tuple worth(language.empty() || same_letters(language.substr(0, 2), "en"),
                               same_letters(role, "main") || role.find("ody") != std::string::npos,
                               found.story.text.size());
        if (found.story.text.empty() || worth <= best) continue;
        best = worth;
        describe(tree, at, node, sender, found.story);
        story.text = std::move(found.story.text);
        story.title = std::move(found.story.title);
        story.authors = std::move(found.story.authors);
        story.source = std::move(found.story.source);
        story.section = std::move(found.story.section);
    }
    fill(story.source, tree.line(tree.child(identifier, "ProviderId")));
}

}  // namespace

void read_newsml_1(const Tree& tree, int root, std::vector<Item>& items) {
    const int envelope = tree.child(root, "NewsEnvelope");
    for (int at = tree.child(root, "NewsItem"); at >= 0; at = tree.child(root, "NewsItem", at)) {
        items.emplace_back();
        read_item(tree, at, envelope, items.back());
    }
}

}  // namespace dragoman::story::agency
