// The reading of a page from its first byte to its last.
#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

#include "story/page/characters.h"
#include "story/page/tree.h"

namespace dragoman::story::page {
namespace {

/// What ends the parts of a tag.
enum Ends : std::uint8_t { ends_name = 1, ends_attribute = 2, ends_value = 4 };

constexpr std::array<std::uint8_t, 256> ends = [] {
    std::array<std::uint8_t, 256> table{};
    for (const char c : {' ', '\n', '\t', '\r', '\f', '>'})
        table[static_cast<unsigned char>(c)] = ends_name | ends_attribute | ends_value;
    table['/'] = ends_name | ends_attribute;
    table['='] = ends_attribute;
    return table;
}();

std::uint32_t hash_of(std::string_view name) {
    std::uint32_t hash = 0x811C9DC5u;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(lower(c))) * 0x01000193u;
    return hash;
}

bool is_heading(Tag tag) { return nesting_of(tag) & nests_heading; }

}  // namespace

/// Reads a page from its first byte to its last, with a stack of the elements that are open.
class Scanner {
public:
    explicit Scanner(Tree& tree) : tree_(tree), page_(tree.page_), size_(static_cast<std::uint32_t>(page_.size())) {}

    void run() {
        open_.reserve(64);
        push({0, size_, 0, 0, 0, 0, Tag::document, false}, 0);
        while (at_ < size_) {
            const std::uint32_t tag = find_markup(at_);
            if (tag > at_) add_text(at_, tag);
            at_ = tag;
            if (at_ < size_) read_markup();
        }
        pop_to(0);
    }

private:
    struct Open {
        std::uint32_t node;
        std::uint32_t name;  ///< hash of the name of an element that is not in the list
        Tag tag;
    };

    // ---- bytes

    std::uint32_t find(char c, std::uint32_t from) const {
        if (from >= size_) return size_;
        const void* found = std::memchr(page_.data() + from, c, size_ - from);
        return found ? static_cast<std::uint32_t>(static_cast<const char*>(found) - page_.data()) : size_;
    }

    /// The next "<" that begins a tag, a comment or the like.
    std::uint32_t find_markup(std::uint32_t from) const {
        for (std::uint32_t at = find('<', from);; at = find('<', at + 1)) {
            if (at + 1 >= size_) return size_;
            const char c = page_[at + 1];
            if (is_letter(c) || c == '!' || c == '?') return at;
            if (c == '/' && at + 2 < size_ && (is_letter(page_[at + 2]) || page_[at + 2] == '>')) return at;
        }
    }

    void skip_spaces(std::uint32_t& at) const {
        while (at < size_ && is_space(page_[at])) ++at;
    }

    // ---- markup

    void read_markup() {
        const char c = page_[at_ + 1];
        if (c == '!') {
            read_declaration();
        } else if (c == '?') {
            at_ = std::min(find('>', at_) + 1, size_);
        } else if (c == '/') {
            read_end_tag();
        } else {
            read_start_tag();
        }
    }

    /// A comment, DOCTYPE or CDATA section; all but the last's text is passed over.
    void read_declaration() {
        if (page_.substr(at_, 4) == "<!--") {
            std::uint32_t dashes = at_ + 4;
            if (page_.substr(dashes, 1) == ">" || page_.substr(dashes, 2) == "->") {
                at_ = find('>', dashes) + 1;
                return;
            }
            for (;; ++dashes) {
                const auto found = page_.find("--", dashes);
                if (found == std::string_view::npos) {
                    at_ = size_;
                    return;
                }
                dashes = static_cast<std::uint32_t>(found);
                const std::string_view rest = page_.substr(dashes + 2, 2);
                if (rest.starts_with('>') || rest == "!>") {
                    at_ = dashes + (rest[0] == '>' ? 3 : 4);
                    return;
                }
            }
        }
        if (foreign_ > 0 && page_.substr(at_, 9) == "<![CDATA[") {
            const auto found = page_.find("]]>", at_ + 9);
            const std::uint32_t end = found == std::string_view::npos ? size_ : static_cast<std::uint32_t>(found);
            add_text(at_ + 9, end);
            at_ = std::min(end + 3, size_);
            return;
        }
        at_ = std::min(find('>', at_) + 1, size_);
    }

    std::uint32_t name_end(std::uint32_t at) const {
        while (at < size_ && !(ends[static_cast<unsigned char>(page_[at])] & ends_name)) ++at;
        return at;
    }

    /// The attributes from `at` on; false when the page ends before the tag does.
    bool read_attributes(std::uint32_t& at, bool keep, bool& closed) {
        for (;;) {
            skip_spaces(at);
            if (at >= size_) return false;
            if (page_[at] == '>') return ++at, true;
            closed = page_[at] == '/';
            if (closed) {
                ++at;
                continue;
            }
            Attribute attribute;
            attribute.name = at++;  // a "=" here belongs to the name
            while (at < size_ && !(ends[static_cast<unsigned char>(page_[at])] & ends_attribute)) ++at;
            attribute.name_size = static_cast<std::uint16_t>(std::min<std::uint32_t>(at - attribute.name, 0xFFFF));
            attribute.value = at;
            skip_spaces(at);
            if (at < size_ && page_[at] == '=') {
                skip_spaces(++at);
                if (at >= size_) return false;
                read_value(at, attribute);
            }
            if (!keep) continue;
            attribute.attr = attr_of(tree_.name(attribute));
            tree_.attributes_.push_back(attribute);
        }
    }

    void read_value(std::uint32_t& at, Attribute& attribute) {
        const char quote = page_[at];
        if (quote == '"' || quote == '\'') {
            attribute.value = at + 1;
            const std::uint32_t end = find(quote, at + 1);
            attribute.value_size = end - attribute.value;
            at = std::min(end + 1, size_);
            return;
        }
        attribute.value = at;
        while (at < size_ && !(ends[static_cast<unsigned char>(page_[at])] & ends_value)) ++at;
        attribute.value_size = at - attribute.value;
    }

    void read_start_tag() {
        const std::uint32_t begin = at_;
        std::uint32_t at = name_end(begin + 1);
        const std::string_view name = page_.substr(begin + 1, at - begin - 1);
        Node node;
        node.tag = tree_.tag_here(name);
        node.begin = begin;
        node.attributes = static_cast<std::uint32_t>(tree_.attributes_.size());
        bool closed = false;
        if (!read_attributes(at, true, closed)) {  // the page ends within the tag
            tree_.attributes_.resize(node.attributes);
            at_ = size_;
            return;
        }
        at_ = node.end = at;
        const auto count = std::min<std::size_t>(tree_.attributes_.size() - node.attributes, 0xFFFF);
        tree_.attributes_.resize(node.attributes + count);
        node.attribute_count = static_cast<std::uint16_t>(count);
        start(node, node.tag == Tag::other ? hash_of(name) : 0, closed);
    }

    void read_end_tag() {
        const std::uint32_t begin = at_;
        std::uint32_t at = name_end(begin + 2);
        const std::string_view name = page_.substr(begin + 2, at - begin - 2);
        bool closed = false;
        if (!read_attributes(at, false, closed)) {
            at_ = size_;
            return;
        }
        at_ = at;
        const Tag tag = tree_.tag_here(name);
        if (!name.empty()) close(tag, tag == Tag::other ? hash_of(name) : 0);
    }

    // ---- the tree

    std::uint32_t add(Node node) {
        node.parent = open_.empty() ? 0 : open_.back().node;
        tree_.nodes_.push_back(node);
        tree_.nodes_.back().after = tree_.size();
        return tree_.size() - 1;
    }

    void push(const Node& node, std::uint32_t name) {
        const std::uint32_t index = add(node);
        if (open_.size() >= max_depth) return;
        open_.push_back({index, name, node.tag});
        ++count_[static_cast<std::size_t>(node.tag)];
        foreign_ += node.tag == Tag::svg || node.tag == Tag::math;
    }

    /// Closes the elements from the stack's place `depth` on.
    void pop_to(std::size_t depth) {
        while (open_.size() > depth) {
            const Open& top = open_.back();
            tree_.nodes_[top.node].end = at_;
            tree_.nodes_[top.node].after = tree_.size();
            --count_[static_cast<std::size_t>(top.tag)];
            foreign_ -= top.tag == Tag::svg || top.tag == Tag::math;
            open_.pop_back();
        }
    }

    /// Closes implied ends: their elements end where the tag that implies them begins.
    void pop_before(std::size_t depth, std::uint32_t begin) {
        const std::uint32_t at = at_;
        at_ = begin;
        pop_to(depth);
        at_ = at;
    }

    bool is_open(Tag tag) const { return count_[static_cast<std::size_t>(tag)] > 0; }

    /// The place of the innermost open element for which `matches`, 0 when there is none before one
    /// for which `stops`.
    template <class Matches, class Stops>
    std::size_t innermost(Matches matches, Stops stops) const {
        for (std::size_t i = open_.size(); i-- > 1;) {
            if (matches(open_[i])) return i;
            if (stops(open_[i].tag)) return 0;
        }
        return 0;
    }

    void end_open(Tag tag, std::uint32_t begin) {
        if (!is_open(tag)) return;
        const auto found = innermost([&](const Open& o) { return o.tag == tag; },
                                     [](Tag t) { return (nesting_of(t) & nests_barrier) || t == Tag::button; });
        if (found) pop_before(found, begin);
    }

    /// li, dt and dd end an earlier one of their list.
    void end_item(Tag a, Tag b, std::uint32_t begin) {
        if (!is_open(a) && !is_open(b)) return;
        const auto found = innermost(
            [&](const Open& o) { return o.tag == a || o.tag == b; },
            [](Tag t) { return (nesting_of(t) & nests_special) && t != Tag::div && t != Tag::p && t != Tag::address; });
        if (found) pop_before(found, begin);
    }

    /// Parts of tables end the open ones of the same or a lower level.
    void end_table_parts(Tag tag, std::uint32_t begin) {
        const auto level = [](Tag t) {
            switch (t) {
                case Tag::td:
                case Tag::th:
                    return 1;
                case Tag::tr:
                    return 2;
                case Tag::tbody:
                case Tag::thead:
                case Tag::tfoot:
                case Tag::caption:
                case Tag::colgroup:
                    return 3;
                default:
                    return 0;
            }
        };
        if (!is_open(Tag::table)) return;
        std::size_t last = 0;
        for (std::size_t i = open_.size(); i-- > 1 && open_[i].tag != Tag::table && open_[i].tag != Tag::template_;)
            if (const int open = level(open_[i].tag); open > 0 && open <= level(tag)) last = i;
        if (last) pop_before(last, begin);
    }

    void imply_ends(const Node& node) {
        const Tag tag = node.tag;
        const std::uint16_t nesting = nesting_of(tag);
        if (foreign_ > 0 && (nesting & nests_leaves_svg))
            if (const auto found = innermost([](const Open& o) { return o.tag == Tag::svg || o.tag == Tag::math; },
                                             [](Tag) { return false; }))
                pop_before(found, node.begin);
        if (!(nesting & nests_in_head) && is_open(Tag::head)) end_head(node.begin);
        switch (tag) {
            case Tag::li:
                end_item(Tag::li, Tag::li, node.begin);
                break;
            case Tag::dt:
            case Tag::dd:
                end_item(Tag::dt, Tag::dd, node.begin);
                break;
            case Tag::td:
            case Tag::th:
            case Tag::tr:
            case Tag::tbody:
            case Tag::thead:
            case Tag::tfoot:
            case Tag::caption:
            case Tag::colgroup:
                end_table_parts(tag, node.begin);
                break;
            case Tag::optgroup:
            case Tag::option:
                if (open_.back().tag == Tag::option) pop_before(open_.size() - 1, node.begin);
                if (tag == Tag::optgroup && open_.back().tag == Tag::optgroup) pop_before(open_.size() - 1, node.begin);
                break;
            case Tag::button:
                end_open(Tag::button, node.begin);
                break;
            case Tag::a:
                end_inline(Tag::a, node.begin);
                break;
            default:
                break;
        }
        if (nesting & nests_closes_p) end_open(Tag::p, node.begin);
        if ((nesting & nests_heading) && is_heading(open_.back().tag)) pop_before(open_.size() - 1, node.begin);
    }

    void end_head(std::uint32_t begin) {
        const auto found =
            innermost([](const Open& o) { return o.tag == Tag::head; }, [](Tag t) { return t == Tag::template_; });
        if (found) pop_before(found, begin);
    }

    void end_inline(Tag tag, std::uint32_t begin) {
        if (!is_open(tag)) return;
        const auto found =
            innermost([&](const Open& o) { return o.tag == tag; }, [](Tag t) { return nesting_of(t) & nests_special; });
        if (found) pop_before(found, begin);
    }

    void start(const Node& node, std::uint32_t name, bool closed) {
        const std::uint16_t nesting = nesting_of(node.tag);
        imply_ends(node);
        switch (node.tag) {
            case Tag::html:
            case Tag::head:
            case Tag::body:  // the second of its kind, or too late
                if (is_open(node.tag) || (node.tag != Tag::html && open_.size() > 2)) return;
                break;
            case Tag::a:
                link_ = std::any_of(tree_.attributes_.begin() + node.attributes, tree_.attributes_.end(),
                                    [](const Attribute& a) { return a.attr == Attr::href; });
                break;
            case Tag::td:
            case Tag::th:
            case Tag::caption:
                link_ = false;
                break;
            default:
                break;
        }
        if ((nesting & nests_void) || (closed && foreign_ > 0)) {
            add(node);
        } else if ((nesting & (nests_raw | nests_title)) && foreign_ == 0) {
            read_raw(add(node));
        } else {
            push(node, name);
        }
    }

    /// The text of script, style, title and the like, up to their end tag.
    void read_raw(std::uint32_t index) {
        const Tag tag = tree_.nodes_[index].tag;
        const std::string_view name = name_of(tag);
        const std::uint32_t begin = at_;
        std::uint32_t end = begin;
        for (;; ++end) {
            end = find('<', end);
            if (end + 2 + name.size() > size_) {
                end = size_;
                break;
            }
            const std::uint32_t past = end + 2 + static_cast<std::uint32_t>(name.size());
            if (page_[end + 1] != '/' || !same_name(page_.substr(end + 2, name.size()), name)) continue;
            if (past < size_ && !(ends[static_cast<unsigned char>(page_[past])] & ends_name)) continue;
            if (tag == Tag::script && in_nested_script(begin, end)) continue;
            break;
        }
        if (end > begin) {
            Node text;
            text.tag = Tag::text;
            text.begin = begin, text.end = end;
            text.parent = index;
            text.after = tree_.size() + 1;
            tree_.nodes_.push_back(text);
        }
        at_ = std::min(find('>', end) + 1, size_);
        tree_.nodes_[index].end = at_;
        tree_.nodes_[index].after = tree_.size();
    }

    /// Within a comment in a script, "<script" hides one "</script>".
    bool in_nested_script(std::uint32_t begin, std::uint32_t end) {
        if (script_seen_ < begin) script_seen_ = begin, script_comment_ = script_nested_ = false;
        for (; script_seen_ < end; ++script_seen_) {
            const std::string_view rest = page_.substr(script_seen_, std::min<std::uint32_t>(7, end - script_seen_));
            if (rest[0] == '<') {
                if (rest.starts_with("<!--")) script_comment_ = true;
                if (script_comment_ && same_name(rest, "<script")) script_nested_ = true;
            } else if (rest.starts_with("-->")) {
                script_comment_ = script_nested_ = false;
            } else {
                const std::uint32_t less = std::min(find('<', script_seen_), end);
                const std::uint32_t dash = script_comment_ ? std::min(find('-', script_seen_ + 1), end) : end;
                script_seen_ = std::min(less, dash) - 1;
            }
        }
        if (!script_nested_) return false;
        script_nested_ = false;
        return true;
    }

    void close(Tag tag, std::uint32_t name) {
        if (tag == Tag::br) {  // "</br>" is a line break
            Node node;
            node.tag = tag, node.begin = at_, node.end = at_;
            add(node);
            return;
        }
        if (tag == Tag::a) link_ = false;
        if (tag == Tag::body || tag == Tag::html || !is_open_like(tag)) return;  // what follows them is of the body too
        const auto matches = [&](const Open& o) {
            return (o.tag == tag && o.name == name) || (is_heading(tag) && is_heading(o.tag));
        };
        const std::uint16_t nesting = nesting_of(tag);
        const bool of_table =
            tag == Tag::tr || tag == Tag::tbody || tag == Tag::thead || tag == Tag::tfoot || (nesting & nests_barrier);
        const auto stops = [&](Tag open) {
            if (of_table) return open == Tag::table || open == Tag::template_;
            if (tag == Tag::li && (open == Tag::ul || open == Tag::ol)) return true;
            return (nesting_of(open) & ((nesting & nests_special) ? nests_barrier : nests_special)) != 0;
        };
        if (const auto found = innermost(matches, stops)) pop_to(found);
    }

    bool is_open_like(Tag tag) const {
        if (!is_heading(tag)) return is_open(tag);
        for (auto t = static_cast<std::size_t>(Tag::h1); t <= static_cast<std::size_t>(Tag::h6); ++t)
            if (count_[t] > 0) return true;
        return false;
    }

    void add_text(std::uint32_t begin, std::uint32_t end) {
        if (is_open(Tag::head)) {
            const auto letters = std::find_if_not(page_.begin() + begin, page_.begin() + end, is_space);
            if (letters != page_.begin() + end && open_.back().tag == Tag::head) end_head(begin);
        }
        add({begin, end, 0, 0, 0, 0, Tag::text, link_});
    }

    Tree& tree_;
    std::string_view page_;
    std::uint32_t size_ = 0, at_ = 0;
    std::vector<Open> open_;
    std::array<std::uint32_t, static_cast<std::size_t>(Tag::count)> count_{};
    int foreign_ = 0;    ///< how many svg and math are open
    bool link_ = false;  ///< an a with href is open
    std::uint32_t script_seen_ = 0;
    bool script_comment_ = false, script_nested_ = false;
};

void Tree::read(std::string_view page, bool scripts) {
    scripts_ = scripts;
    page_ = page.substr(0, std::numeric_limits<std::uint32_t>::max() - 16);
    nodes_.clear();
    attributes_.clear();
    nodes_.reserve(page_.size() / 40 + 16);
    attributes_.reserve(page_.size() / 40 + 16);
    Scanner(*this).run();
}

}  // namespace dragoman::story::page
