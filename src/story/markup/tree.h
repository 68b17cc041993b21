// The elements of an XML document as a flat tree, whatever state the document is in.
//
// An end tag that fits no open element is passed over; one that fits an outer element closes the inner ones too.
// Elements behind the first million are left out. Nodes are in the order of the document; node 0 holds all.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "story/markup/scan.h"

namespace dragoman::story::markup {

struct Element {
    std::string_view name;   ///< as written: "dc:creator"
    std::string_view local;  ///< "creator"
    std::string_view space;  ///< the name space's URI as written; empty when none is declared
    int parent = -1, first_child = -1, last_child = -1, next = -1;
    int end = 0;                                 ///< one behind its last descendant
    std::size_t inner_begin = 0, inner_end = 0;  ///< bytes of the source between its tags
    int first_attribute = 0, attributes = 0;
};

/// Owns its source. Elements called by one of the names in `apart` do not nest: one that opens while
/// another of its name is open closes that first.
class Tree {
public:
    explicit Tree(std::string source, std::initializer_list<std::string_view> apart = {});
    Tree(const Tree&) = delete;  ///< the nodes point into the source
    Tree& operator=(const Tree&) = delete;

    const Element& operator[](int node) const { return elements_[static_cast<std::size_t>(node)]; }
    int size() const { return static_cast<int>(elements_.size()); }

    /// The first child with that local name behind `after` (a child of the same parent), or -1; "" fits any.
    int child(int node, std::string_view local, int after = -1) const;
    /// The first element with that local name below it in the order of the document, or -1.
    int below(int node, std::string_view local) const;
    /// A child's child's … child: path(item, {"itemMeta", "provider"}).
    int path(int node, std::initializer_list<std::string_view> locals) const;

    /// Decoded; empty when absent, or for node -1. A name without prefix also fits "xlink:href" where there is no
    /// "href".
    std::string attribute(int node, std::string_view name) const;
    bool has_attribute(int node, std::string_view name) const;
    /// The characters in it and its descendants, decoded; empty for node -1.
    std::string text(int node) const;
    /// The same on one line.
    std::string line(int node) const { return one_line(text(node)); }
    /// What stands between its tags, as written.
    std::string_view inner(int node) const;

private:
    struct Binding {
        std::string_view prefix, uri;
        int of;
    };

    void open(const Token& token, std::vector<int>& path, std::vector<Binding>& bindings);

    std::string source_;
    std::vector<Element> elements_;
    std::vector<Attribute> attributes_;
};

/// The local name of a document's first element, seen in its first kilobytes; empty when it begins with none, or
/// with more than `most_junk` bytes of text before it.
std::string root_name(std::string_view bytes, std::string_view content_type, std::size_t most_junk = 0);

}  // namespace dragoman::story::markup
