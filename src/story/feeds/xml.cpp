// RSS and Atom: one walk over the children of the feed and of its entries; what an element means depends on its
// vocabulary, and an element of the format itself is believed before one of a module.
#include <algorithm>
#include <array>
#include <optional>

#include "story/feeds/vocabulary.h"
#include "story/markup/address.h"
#include "story/markup/characters.h"
#include "story/markup/date.h"

namespace dragoman::story::feeds {
namespace {

using markup::resolved, markup::same_letters, markup::Tree, markup::trimmed;

constexpr std::size_t most_bytes = std::size_t{64} << 20;

/// The value of the nearest attribute of that name on it or around it.
std::string inherited(const Tree& tree, int node, std::string_view name) {
    for (int depth = 0; node > 0 && depth < 64; node = tree[node].parent, ++depth)
        if (tree.has_attribute(node, name)) return tree.attribute(node, name);
    return {};
}

/// The address against which those in an element are meant.
std::string base_of(const Tree& tree, int node, const std::string& url) {
    std::vector<std::string> bases;  // from inside out
    for (int depth = 0; node > 0 && depth < 64; node = tree[node].parent, ++depth)
        if (tree.has_attribute(node, "xml:base")) bases.push_back(tree.attribute(node, "xml:base"));
    std::string base = url;
    for (auto outer = bases.rbegin(); outer != bases.rend(); ++outer) base = resolved(base, *outer);
    return base;
}

/// Base64 as text; what is none of its letters is passed over.
std::string from_base64(std::string_view text) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    int have = 0;
    for (const char c : text) {
        const std::size_t value = letters.find(c);
        if (value == std::string_view::npos) continue;
        bits = (bits << 6) | static_cast<unsigned>(value);
        if ((have += 6) >= 8) bytes += static_cast<char>((bits >> (have -= 8)) & 0xFF);
    }
    return markup::utf8_of(bytes, "");
}

/// Nothing but whole groups of its letters?
bool is_base64(std::string_view text) {
    std::size_t letters = 0;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
                            c == '/' || c == '=';
        if (!letter && c != ' ' && c != '\n' && c != '\r' && c != '\t') return false;
        letters += letter;
    }
    return letters > 0 && letters % 4 == 0;
}

/// A text construct: escaped or naked markup, plain text, base64, by Atom's type and mode; RSS gives neither.
Content content_at(const Tree& tree, int node) {
    const std::string type = lower(tree.attribute(node, "type")), mode = lower(tree.attribute(node, "mode"));
    const bool naked = tree[node].first_child >= 0;
    if (mode == "base64") return {from_base64(tree.text(node)), type.find("html") != std::string::npos};
    if (naked && mode != "escaped" && type != "html") return {std::string(tree.inner(node)), true};
    Content content{tree.text(node), type == "html" || type == "text/html"};
    const bool foreign =
        type.find('/') != std::string::npos && !type.starts_with("text/") && type.find("xml") == std::string::npos;
    if (foreign && mode.empty() && (tree[node].local != "title" || type.starts_with("application/")) &&
        is_base64(content.value))
        content.value = from_base64(content.value);
    if (type == "xhtml" || type == "application/xhtml+xml")
        content = {std::string(tree.inner(node)), true};  // one whose elements were escaped, or that has none
    if (!content.html && looks_like_html(content.value) && type != "text") content.html = true;
    return content;
}

/// A title: as a content, without its markup.
std::string title_at(const Tree& tree, int node) {
    const Content content = content_at(tree, node);
    if (content.html) return markup::one_line(text_of(content));
    return lower(tree.attribute(node, "type")) == "text" ? markup::one_line(content.value) : title_of(content.value);
}

Person person_at(const Tree& tree, int node, const std::string& url) {
    Person person;
    for (int at = tree.child(node, ""); at >= 0; at = tree.child(node, "", at)) {
        const std::string name = lower(tree[at].local);
        if (name == "name") person.name = tree.line(at);
        if (name == "email") person.email = tree.line(at);
        if (name == "uri" || name == "url" || name == "homepage")
            person.url = resolved(base_of(tree, at, url), tree.line(at));
    }
    if (person.name.empty() && person.email.empty() && person.url.empty()) return person_of(tree.text(node));
    return person;
}

void fill(std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
}

/// The last one said counts.
void replace(std::string& field, std::string value) {
    if (!value.empty()) field = std::move(value);
}

void add(std::vector<Person>& persons, Person person) {
    if (!person.name.empty() || !person.email.empty() || !person.url.empty()) persons.push_back(std::move(person));
}

/// What a feed and an entry both have, and values of modules that hold where the format's own elements are absent.
struct Parts {
    std::string id, url, title, published, updated;
    std::vector<Person> authors;
    std::vector<std::string> categories;
    Content summary, content;
    std::string source, source_url, language;

    std::string other_id, other_url, file_url, other_title, other_published;
    std::vector<Person> other_authors;
    Content other_summary;
};

/// An Atom <link>; the first alternate counts, one in HTML before others.
void read_link(const Tree& tree, int node, const std::string& url, Parts& parts) {
    if (!tree.has_attribute(node, "href")) {
        replace(parts.url, resolved(base_of(tree, node, url), tree.line(node)));
        return;
    }
    const std::string rel = lower(tree.attribute(node, "rel")),
                      address = resolved(base_of(tree, node, url), tree.attribute(node, "href"));
    const std::string type = lower(tree.attribute(node, "type"));
    const bool core = vocabulary_of(tree[node]) == Vocabulary::core && !tree.has_attribute(node, "rel"),
               page = type.empty() || type.find("html") != std::string::npos;
    if (rel.empty() || rel == "alternate" || rel == "http://www.iana.org/assignments/relation/alternate")
        core ? replace(parts.url, address) : fill(page ? parts.other_url : parts.file_url, address);
}

void read_atom_or_core(const Tree& tree, int node, const std::string& url, const std::string& name, Parts& parts) {
    const auto date = [&] { return markup::iso_date(tree.text(node)); };
    if (name == "title") {
        fill(parts.title, title_at(tree, node));
    } else if (name == "link") {
        read_link(tree, node, url, parts);
    } else if (name == "id") {
        fill(parts.id, resolved(base_of(tree, node, url), tree.line(node)));
    } else if (name == "guid") {
        const std::string guid = tree.line(node);
        const bool address = guid.starts_with("http://") || guid.starts_with("https://");
        fill(parts.id, guid);
        if (lower(tree.attribute(node, "isPermaLink")) != "false" && address) fill(parts.other_url, guid);
    } else if (name == "author" || name == "managingeditor") {
        add(parts.authors, person_at(tree, node, url));
    } else if (name == "webmaster") {
        add(parts.other_authors, person_at(tree, node, url));
    } else if (name == "pubdate" || name == "published" || name == "issued") {
        replace(parts.published, date());
    } else if (name == "updated" || name == "modified" || name == "lastbuilddate") {
        replace(parts.updated, date());
    } else if (name == "created") {
        replace(parts.other_published, date());
    } else if (name == "category" || name == "keywords") {
        std::string term = tree.attribute(node, "term");
        fill(term, tree.line(node));
        if (!term.empty()) parts.categories.push_back(std::move(term));
    } else if (name == "description" || name == "summary" || name == "subtitle" || name == "tagline" ||
               name == "abstract") {
        if (parts.summary.value.empty()) parts.summary = content_at(tree, node);
    } else if (name == "content" || name == "fullitem" || name == "body") {
        if (parts.content.value.empty()) parts.content = content_at(tree, node);
        fill(parts.language, inherited(tree, node, "xml:lang"));
    } else if (name == "language") {
        fill(parts.language, tree.line(node));
    } else if (name == "source") {
        fill(parts.source_url, tree.attribute(node, "url"));
        const int title = tree.child(node, "title"), link = tree.child(node, "link");
        fill(parts.source, title >= 0 ? title_at(tree, title) : tree[node].first_child < 0 ? tree.line(node) : "");
        fill(parts.source_url, resolved(base_of(tree, node, url), tree.attribute(link, "href")));
        for (int at = tree.child(node, "author"); at >= 0; at = tree.child(node, "author", at))
            add(parts.other_authors, person_at(tree, at, url));
    }
}

/// Of a podcast: <category text="…"> with more inside, <keywords> between commas.
void read_podcast_categories(const Tree& tree, int node, const std::string& name,
                             std::vector<std::string>& categories) {
    const auto add_new = [&](std::string_view category) {
        constexpr std::size_t most = 100;
        if (category = trimmed(category); category.empty() || categories.size() > most) return;
        if (std::find(categories.begin(), categories.end(), category) == categories.end())
            categories.emplace_back(category);
    };
    if (name == "category")
        for (int at = node; at < tree[node].end; ++at) add_new(tree.attribute(at, "text"));
    if (name != "keywords") return;
    const std::string all = tree.line(node);
    for (std::string_view rest = all; !rest.empty();) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        add_new(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
}

void read_module(const Tree& tree, int node, Vocabulary vocabulary, const std::string& name, Parts& parts) {
    if (vocabulary == Vocabulary::dublin) {
        if (name == "title") fill(parts.other_title, title_at(tree, node));
        if (name == "creator" || name == "author") add(parts.other_authors, person_of(tree.text(node)));
        if (name == "date" || name == "issued" || name == "created")
            fill(parts.other_published, markup::iso_date(tree.text(node)));
        if (name == "modified") fill(parts.updated, markup::iso_date(tree.text(node)));
        if (name == "subject" && !tree.line(node).empty()) parts.categories.push_back(tree.line(node));
        if (name == "language") fill(parts.language, tree.line(node));
        if (name == "identifier") fill(parts.other_id, tree.line(node));
        if (name == "source") fill(parts.source, tree.line(node));
        if (name == "description" && parts.other_summary.value.empty()) parts.other_summary = content_at(tree, node);
    } else if (vocabulary == Vocabulary::content) {
        if (name == "encoded" && parts.content.value.empty()) parts.content = {tree.text(node), true};
        fill(parts.language, inherited(tree, node, "xml:lang"));
        if (name == "encoded" && tree[node].first_child >= 0) parts.content.value = std::string(tree.inner(node));
    } else if (vocabulary == Vocabulary::html) {
        if ((name == "body" || name == "div") && parts.content.value.empty())
            parts.content = {std::string(tree.inner(node)), true};
        fill(parts.language, inherited(tree, node, "xml:lang"));
    } else if (vocabulary == Vocabulary::feedburner) {
        if (name == "origlink") parts.url = tree.line(node);
    } else if (vocabulary == Vocabulary::media || vocabulary == Vocabulary::podcast) {
        if (name == "title") fill(parts.other_title, title_at(tree, node));
        if (name == "author" && vocabulary == Vocabulary::podcast) add(parts.other_authors, person_of(tree.text(node)));
        if (name == "category" && vocabulary == Vocabulary::media && !tree.line(node).empty())
            parts.categories.push_back(tree.line(node));
        if (vocabulary == Vocabulary::podcast) read_podcast_categories(tree, node, name, parts.categories);
        if ((name == "description" || name == "summary" || name == "subtitle") && parts.other_summary.value.empty())
            parts.other_summary = content_at(tree, node);
    }
}

bool is_entry(const std::string& name) { return name == "item" || name == "entry"; }

Parts parts_of(const Tree& tree, int node, const std::string& url) {
    Parts parts;
    for (int at = tree.child(node, ""); at >= 0; at = tree.child(node, "", at)) {
        const std::string name = lower(tree[at].local);
        const Vocabulary vocabulary = vocabulary_of(tree[at]);
        if (is_entry(name)) continue;
        if (vocabulary == Vocabulary::core || vocabulary == Vocabulary::atom)
            read_atom_or_core(tree, at, url, name, parts);
        else
            read_module(tree, at, vocabulary, name, parts);
    }
    if (parts.id.empty()) parts.id = tree.attribute(node, "rdf:about");
    fill(parts.id, parts.other_id);
    fill(parts.url, parts.other_url);
    fill(parts.url, parts.file_url);
    fill(parts.title, parts.other_title);
    fill(parts.published, parts.other_published);
    if (parts.authors.empty()) parts.authors = parts.other_authors;
    if (parts.summary.value.empty()) parts.summary = parts.other_summary;
    fill(parts.language, inherited(tree, node, "xml:lang"));
    std::replace(parts.language.begin(), parts.language.end(), '_', '-');
    return parts;
}

Entry entry_at(const Tree& tree, int node, const std::string& url) {
    Parts parts = parts_of(tree, node, url);
    Entry entry;
    entry.id = std::move(parts.id);
    entry.url = std::move(parts.url);
    entry.title = std::move(parts.title);
    entry.authors = std::move(parts.authors);
    entry.published = std::move(parts.published);
    entry.updated = std::move(parts.updated);
    entry.summary = std::move(parts.summary);
    entry.content = std::move(parts.content);
    entry.language = std::move(parts.language);
    entry.categories = std::move(parts.categories);
    entry.source = std::move(parts.source);
    entry.source_url = std::move(parts.source_url);
    return entry;
}

}  // namespace

std::optional<Feed> parse_xml(std::string_view bytes, const Context& context) {
    if (bytes.size() > most_bytes) return {};
    const Tree tree(markup::utf8_of(bytes, context.content_type), {"item", "entry"});
    int root = tree.child(0, "");
    const auto named = [&](int node, std::string_view name) {
        return node >= 0 && same_letters(tree[node].local, name);
    };
    while (root >= 0 && !named(root, "rss") && !named(root, "feed") && !named(root, "rdf") && !named(root, "channel"))
        root = tree.child(0, "", root);
    if (root < 0) return {};
    Feed feed;
    feed.format = named(root, "feed") ? "atom" : "rss";
    int channel = root;
    for (int at = tree.child(root, ""); at >= 0 && feed.format == "rss" && channel == root;
         at = tree.child(root, "", at))
        if (named(at, "channel")) channel = at;
    Parts parts = parts_of(tree, channel, context.url);
    feed.id = std::move(parts.id);
    feed.title = std::move(parts.title);
    feed.link = std::move(parts.url);
    feed.language = std::move(parts.language);
    feed.description = std::move(parts.summary);
    feed.authors = std::move(parts.authors);
    feed.published = std::move(parts.published);
    feed.updated = std::move(parts.updated);
    feed.categories = std::move(parts.categories);
    // In the channel or beside it.
    for (int at = root + 1; at < tree[root].end; ++at) {
        if (!is_entry(lower(tree[at].local.substr(0, 8)))) continue;
        const Vocabulary vocabulary = vocabulary_of(tree[at]);
        if (vocabulary == Vocabulary::core || vocabulary == Vocabulary::atom)
            feed.entries.push_back(entry_at(tree, at, context.url));
    }
    if (named(root, "rdf") && channel == root && feed.entries.empty()) return {};
    return feed;
}

}  // namespace dragoman::story::feeds
