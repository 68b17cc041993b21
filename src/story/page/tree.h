// A page of HTML, UTF-8 → its elements and texts in document order, each with the bytes it stands
// at. Our own because libxml2 and lexbor build trees of allocated nodes that have forgotten where
// in the page they stood, and because a scan that allocates four arrays is several times faster.
//
// Follows the HTML standard where pages depend on it: raw text, implied end tags, ignored end tags,
// comments, links that reach over blocks. Not followed: content of tables is not moved before them,
// formatting is not repeated in later blocks (whether a text is part of a link is told all the same),
// noscript is raw text unless the page is read without scripts, html, head and body are there only when the page has
// them.
//
// Any bytes give a tree, in time and memory linear in them, at most `max_depth` deep: what is nested
// deeper stands flat in the deepest element. No recursion.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "story/page/tags.h"

namespace dragoman::story::page {

constexpr std::uint32_t max_depth = 256;

struct Node {
    std::uint32_t begin = 0, end = 0;  ///< bytes of the page: the text, or from "<" to after the end tag
    std::uint32_t parent = 0;
    std::uint32_t after = 0;  ///< the first node that is not within; children of i: i + 1, then nodes[child].after …
    std::uint32_t attributes = 0;
    std::uint16_t attribute_count = 0;
    Tag tag = Tag::document;
    bool link = false;  ///< a text that is part of a link
};

/// Where an attribute stands; its value as written, with character references.
struct Attribute {
    std::uint32_t name = 0, value = 0, value_size = 0;
    std::uint16_t name_size = 0;
    Attr attr = Attr::other;
};

class Tree {
public:
    Tree() = default;
    explicit Tree(std::string_view page) { read(page); }

    /// Forgets the former page and reads this one, of which the first 4 GB count; it must live on
    /// while the tree is used. The arrays' memory is used again. Without `scripts` noscript is as a div.
    void read(std::string_view page, bool scripts = true);

    std::string_view page() const { return page_; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }
    const Node& operator[](std::uint32_t node) const { return nodes_[node]; }

    std::span<const Attribute> attributes(std::uint32_t node) const {
        return {attributes_.data() + nodes_[node].attributes, nodes_[node].attribute_count};
    }
    std::string_view name(const Attribute& attribute) const {
        return page_.substr(attribute.name, attribute.name_size);
    }
    std::string_view value(const Attribute& attribute) const {
        return page_.substr(attribute.value, attribute.value_size);
    }

    /// The value as written, empty when there is none; the first when it stands twice.
    std::string_view value(std::uint32_t node, Attr attr) const;
    std::string_view value(std::uint32_t node, std::string_view name) const;  ///< for Attr::other; in any case
    bool has(std::uint32_t node, Attr attr) const;

    /// The text of a text node as it stands in the page; empty for elements.
    std::string_view raw(std::uint32_t node) const {
        return nodes_[node].tag == Tag::text ? page_.substr(nodes_[node].begin, nodes_[node].end - nodes_[node].begin)
                                             : std::string_view();
    }
    /// The name of an element as it stands in the page, in its case.
    std::string_view element_name(std::uint32_t node) const;

    /// All text within, character references resolved, runs of white space one space, none at the
    /// ends; of script, style, noscript, template and the like only when the node itself is one.
    std::string text(std::uint32_t node) const;

private:
    friend class Scanner;

    Tag tag_here(std::string_view name) const {
        const Tag tag = tag_of(name);
        return tag == Tag::noscript && !scripts_ ? Tag::div : tag;
    }

    std::string_view page_;
    std::vector<Node> nodes_;
    std::vector<Attribute> attributes_;
    bool scripts_ = true;
};

/// Appends text with its character references resolved, by the table of the HTML standard: "&amp;"
/// is "&", "&#8217;" "’"; what is none stays as it is. In the values of attributes "&copy=" stays.
void append_resolved(std::string_view raw, bool attribute, std::string& into);
std::string resolved(std::string_view raw, bool attribute = false);

/// The character reference at the "&" of `raw[at]`: how many bytes it takes, 0 when it is none, and
/// its characters in UTF-8 into `into`.
std::size_t read_reference(std::string_view raw, std::size_t at, bool attribute, std::string& into);

}  // namespace dragoman::story::page
