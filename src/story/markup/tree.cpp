#include "story/markup/tree.h"

#include <algorithm>
#include <utility>

#include "story/markup/characters.h"

namespace dragoman::story::markup {
namespace {

constexpr std::size_t most_elements = 1'000'000;
constexpr std::size_t most_bindings = 64;  // name spaces declared around an element
constexpr std::size_t farthest = 64;       // open elements among which an end tag looks for its own

}  // namespace

Tree::Tree(std::string source, std::initializer_list<std::string_view> apart) : source_(std::move(source)) {
    elements_.emplace_back();
    std::vector<int> path = {0};
    std::vector<Binding> bindings;
    const auto close = [&](std::size_t at) {
        Element& element = elements_[static_cast<std::size_t>(path.back())];
        element.inner_end = at;
        element.end = size();
        while (!bindings.empty() && bindings.back().of == path.back()) bindings.pop_back();
        path.pop_back();
    };
    std::vector<std::size_t> open_apart(apart.size());  // how deep in the path the open one of each name is; 0 none
    Scanner scanner(source_);
    Token token;
    while (scanner.next(token)) {
        if (token.kind == Token::start) {
            if (elements_.size() == most_elements) break;
            for (std::size_t i = 0; i < apart.size(); ++i) {
                if (!same_letters(local_name(token.name), apart.begin()[i])) continue;
                const std::size_t depth = open_apart[i];
                if (depth > 0 && depth < path.size() && same_letters((*this)[path[depth]].local, apart.begin()[i]))
                    while (path.size() > depth) close(token.begin);
                open_apart[i] = path.size();
            }
            open(token, path, bindings);
            if (token.closed) close(token.end_);
        } else if (token.kind == Token::end) {
            std::size_t depth = path.size();
            const std::size_t least = depth > farthest ? depth - farthest : 1;
            const auto fits = [&](std::size_t d) { return (*this)[path[d - 1]].name == token.name; };
            while (depth > least && !fits(depth)) --depth;
            if (depth > 1 && fits(depth))
                while (path.size() >= depth) close(token.begin);
        }
    }
    while (!path.empty()) close(source_.size());
}

void Tree::open(const Token& token, std::vector<int>& path, std::vector<Binding>& bindings) {
    const int node = size();
    Element element;
    element.name = token.name;
    element.local = local_name(token.name);
    element.parent = path.back();
    element.inner_begin = element.inner_end = token.end_;
    element.first_attribute = static_cast<int>(attributes_.size());
    element.attributes = static_cast<int>(token.attributes.size());
    for (const Attribute& attribute : token.attributes) {
        attributes_.push_back(attribute);
        if (bindings.size() == most_bindings) continue;
        if (attribute.name == "xmlns")
            bindings.push_back({"", trimmed(attribute.value), node});
        else if (attribute.name.starts_with("xmlns:"))
            bindings.push_back({attribute.name.substr(6), trimmed(attribute.value), node});
    }
    const auto colon = token.name.find(':');
    const std::string_view prefix = colon == std::string_view::npos ? "" : token.name.substr(0, colon);
    const auto bound =
        std::find_if(bindings.rbegin(), bindings.rend(), [&](const Binding& b) { return b.prefix == prefix; });
    if (bound != bindings.rend()) element.space = bound->uri;
    Element& parent = elements_[static_cast<std::size_t>(path.back())];
    if (parent.first_child < 0)
        parent.first_child = node;
    else
        elements_[static_cast<std::size_t>(parent.last_child)].next = node;
    parent.last_child = node;
    elements_.push_back(element);
    path.push_back(node);
}

int Tree::child(int node, std::string_view local, int after) const {
    if (node < 0) return -1;
    int at = after < 0 ? (*this)[node].first_child : (*this)[after].next;
    while (at >= 0 && !local.empty() && (*this)[at].local != local) at = (*this)[at].next;
    return at;
}

int Tree::below(int node, std::string_view local) const {
    if (node < 0) return -1;
    for (int at = node + 1; at < (*this)[node].end; ++at)
        if ((*this)[at].local == local) return at;
    return -1;
}

int Tree::path(int node, std::initializer_list<std::string_view> locals) const {
    for (const auto local : locals) node = child(node, local);
    return node;
}

std::string Tree::attribute(int node, std::string_view name) const {
    if (node < 0) return {};
    const auto first = attributes_.begin() + (*this)[node].first_attribute, last = first + (*this)[node].attributes;
    auto found = std::find_if(first, last, [&](const Attribute& a) { return a.name == name; });
    if (found == last && name.find(':') == std::string_view::npos)
        found = std::find_if(first, last, [&](const Attribute& a) {
            return local_name(a.name) == name && !a.name.starts_with("xmlns:");
        });
    return found == last ? std::string() : std::string(trimmed(decoded(found->value)));
}

bool Tree::has_attribute(int node, std::string_view name) const {
    if (node < 0) return false;
    const auto first = attributes_.begin() + (*this)[node].first_attribute;
    return std::any_of(first, first + (*this)[node].attributes, [&](const Attribute& a) { return a.name == name; });
}

std::string Tree::text(int node) const {
    std::string text;
    Scanner scanner(inner(node));
    for (Token token; scanner.next(token);) {
        if (token.kind == Token::text) text += decoded(token.characters);
        if (token.kind == Token::verbatim) text += token.characters;
    }
    return text;
}

std::string_view Tree::inner(int node) const {
    if (node < 0) return {};
    const Element& element = (*this)[node];
    return std::string_view(source_).substr(element.inner_begin, element.inner_end - element.inner_begin);
}

std::string root_name(std::string_view bytes, std::string_view content_type, std::size_t most_junk) {
    const std::size_t first = bytes.find_first_not_of(" \t\r\n\xEF\xBB\xBF\xFE\xFF");
    if (first == std::string_view::npos || (most_junk == 0 && bytes[first] != '<' && bytes[first] != '\0')) return {};
    std::string_view head = bytes.substr(0, 16384);
    std::string converted;  // tags look the same in all encodings but those of 2 and 4 bytes
    if (head.substr(0, 4).find('\0') != std::string_view::npos) head = converted = utf8_of(head, content_type);
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    Scanner scanner(head);
    for (Token token; scanner.next(token);) {
        if (token.kind == Token::start) return std::string(local_name(token.name));
        if (token.kind == Token::text && trimmed(token.characters).size() > most_junk) break;
    }
    return {};
}

}  // namespace dragoman::story::markup
