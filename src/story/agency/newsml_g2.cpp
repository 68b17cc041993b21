// NewsML-G2: itemMeta says what the item is, contentMeta what it is about, contentSet holds it. A newsMessage carries
// items of all kinds; a packageItem only refers to others.
#include <algorithm>
#include <array>

#include "story/agency/item.h"
#include "story/markup/prose.h"

namespace dragoman::story::agency {
namespace {

using markup::Tree;

/// What a party is called: its name, a literal, the code behind its prefix, its address.
std::string party(const Tree& tree, int node) {
    std::string name = tree.line(tree.child(node, "name"));
    fill(name, tree.attribute(node, "literal"));
    if (std::string code = tree.attribute(node, "qcode"); !code.empty()) fill(name, code.substr(code.find(':') + 1));
    fill(name, tree.attribute(node, "uri"));
    return name;
}

bool is_html(std::string_view name) {
    constexpr std::array<std::string_view, 8> names = {"html", "body", "div", "p", "section", "article", "main", "h1"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The story from one piece of content; an NITF document says more than its text.
void read_content(const Tree& tree, int content, Item& item) {
    const std::string type = tree.attribute(content, "contenttype");
    if (!item.story.text.empty() || type.starts_with("image/") || type.starts_with("video/") ||
        type.starts_with("audio/"))
        return;
    if (tree[content].local == "inlineXML") {
        const int nitf = tree.child(content, "nitf");
        if (nitf >= 0)
            read_nitf(tree, nitf, item);
        else if (type.find("html") != std::string::npos ||
                 is_html(tree.child(content, "") < 0 ? "" : tree[tree.child(content, "")].local))
            item.story.text = markup::prose(tree.inner(content));
    } else if (tree[content].local == "inlineData" && !tree.has_attribute(content, "encoding")) {
        const std::string data = tree.text(content);
        const bool marked = type.find("html") != std::string::npos || tree.child(content, "") >= 0;
        item.story.text =
            marked ? markup::prose(tree.child(content, "") >= 0 ? tree.inner(content) : std::string_view(data)) : data;
    }
}

/// The first subject that names a topic, else the first with a name.
std::string section(const Tree& tree, int meta) {
    std::string first;
    for (int at = tree.child(meta, "subject"); at >= 0; at = tree.child(meta, "subject", at)) {
        std::string name = tree.line(tree.child(at, "name"));
        fill(name, tree.line(tree.path(at, {"mainConcept", "name"})));
        if (tree.attribute(at, "qcode").starts_with("medtop:") && !name.empty()) return name;
        fill(first, std::move(name));
    }
    return first;
}

void read_item(const Tree& tree, int node, Item& item) {
    Story& story = item.story;
    const int meta = tree.child(node, "itemMeta"), about = tree.child(node, "contentMeta"),
              set = tree.child(node, "contentSet");
    std::string kind = tree.attribute(tree.child(meta, "itemClass"), "qcode");
    kind = kind.substr(kind.find(':') + 1);
    fill(item.no_story, refused(tree.attribute(tree.child(meta, "pubStatus"), "qcode")));
    fill(item.no_story, refused(tree.attribute(tree.child(meta, "pubStatus"), "uri")));
    if (!kind.empty() && kind != "text" && kind != "composite")
        fill(item.no_story, "is of kind \"" + kind + "\", no text");

    story.id = tree.attribute(node, "guid");
    story.title = tree.line(tree.child(about, "headline"));
    fill_date(story, tree.line(tree.child(meta, "versionCreated")));
    fill_date(story, tree.line(tree.child(meta, "firstCreated")));
    fill_date(story, tree.line(tree.child(about, "contentCreated")));
    story.authors = authors_of(tree.line(tree.child(about, "by")));
    if (story.authors.empty())
        for (int at = tree.child(about, "creator"); at >= 0; at = tree.child(about, "creator", at))
            if (const auto name = tree.line(tree.child(at, "name")); !name.empty()) story.authors.push_back(name);
    const int provider = tree.child(meta, "provider"), source = tree.child(about, "infoSource");
    story.source = tree.line(tree.child(provider, "name"));
    fill(story.source, tree.line(tree.child(source, "name")));
    fill(story.source, tree.attribute(provider, "literal"));
    fill(story.source, party(tree, provider));
    fill(story.source, party(tree, source));
    story.section = section(tree, about);
    for (int at = tree.child(set, ""); at >= 0; at = tree.child(set, "", at)) read_content(tree, at, item);
    fill(story.title, tree.line(tree.child(meta, "title")));
    fill(story.title, tree.line(tree.child(about, "slugline")));
    for (int at = tree.child(meta, "link"); at >= 0 && story.url.empty(); at = tree.child(meta, "link", at))
        if (tree.attribute(at, "rel").ends_with("permalink")) story.url = tree.attribute(at, "href");
}

}  // namespace

void read_newsml_g2(const Tree& tree, int root, std::vector<Item>& items) {
    // A message may hold items in one or several item sets; the items themselves do not nest.
    for (int at = root; at < tree[root].end;) {
        const auto name = tree[at].local;
        if (name == "newsItem") {
            items.emplace_back();
            read_item(tree, at, items.back());
        } else if (name == "contentSet" && at == root) {  // a content alone
            items.emplace_back();
            for (int part = tree.child(at, ""); part >= 0; part = tree.child(at, "", part))
                read_content(tree, part, items.back());
        } else if (name == "packageItem") {
            items.emplace_back().no_story = "is a package that only names other items";
        } else if (name == "conceptItem" || name == "knowledgeItem" || name == "planningItem" ||
                   name == "catalogItem") {
            items.emplace_back().no_story = "is a " + std::string(name) + ", no story";
        } else {
            ++at;
            continue;
        }
        at = tree[at].end;
    }
}

}  // namespace dragoman::story::agency
