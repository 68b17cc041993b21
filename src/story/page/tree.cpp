#include "story/page/tree.h"

#include "story/page/characters.h"

namespace dragoman::story::page {

std::string_view Tree::value(std::uint32_t node, Attr attr) const {
    for (const Attribute& attribute : attributes(node))
        if (attribute.attr == attr) return value(attribute);
    return {};
}

std::string_view Tree::value(std::uint32_t node, std::string_view name) const {
    for (const Attribute& attribute : attributes(node))
        if (same_name(this->name(attribute), name)) return value(attribute);
    return {};
}

bool Tree::has(std::uint32_t node, Attr attr) const {
    for (const Attribute& attribute : attributes(node))
        if (attribute.attr == attr) return true;
    return false;
}

std::string_view Tree::element_name(std::uint32_t node) const {
    if (nodes_[node].tag <= Tag::text) return {};
    std::uint32_t end = nodes_[node].begin + 1;
    while (end < page_.size() && !is_space(page_[end]) && page_[end] != '/' && page_[end] != '>') ++end;
    return page_.substr(nodes_[node].begin + 1, end - nodes_[node].begin - 1);
}

std::string Tree::text(std::uint32_t node) const {
    std::string all, text;
    for (std::uint32_t i = node; i < nodes_[node].after;) {
        if (i != node && ((nesting_of(nodes_[i].tag) & nests_raw) || nodes_[i].tag == Tag::template_)) {
            i = nodes_[i].after;
            continue;
        }
        if (nodes_[i].tag == Tag::text)
            append_resolved(raw(i), false, all);
        else if (nesting_of(nodes_[i].tag) & (nests_closes_p | nests_barrier | nests_void))
            all += ' ';
        ++i;
    }
    for (const char c : all) {
        if (!is_space(c))
            text += c;
        else if (!text.empty() && text.back() != ' ')
            text += ' ';
    }
    if (text.ends_with(' ')) text.pop_back();
    return text;
}

}  // namespace dragoman::story::page
