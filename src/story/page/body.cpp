#include "story/page/body.h"

#include <algorithm>

#include "story/page/characters.h"
#include "story/page/hints.h"
#include "story/page/outline.h"
#include "story/page/phrases.h"

namespace dragoman::story::page {
namespace {

/// Which blocks within the root are the article.
class Selection {
public:
    Selection(const Outline& outline, std::uint32_t root)
        : outline_(outline), tree_(outline.tree), blocks_(outline.blocks), root_(root), keep_(blocks_.size()) {
        const auto begins = [](const Block& block, std::uint32_t node) { return block.first < node; };
        first_ =
            static_cast<std::size_t>(std::lower_bound(blocks_.begin(), blocks_.end(), root, begins) - blocks_.begin());
        last_ = static_cast<std::size_t>(std::lower_bound(blocks_.begin(), blocks_.end(), tree_[root].after, begins) -
                                         blocks_.begin());
    }

    Body run() {
        find_title();
        for (std::size_t k = first_; k < last_; ++k) keep_[k] = !outline_.is_left_out(blocks_[k]) && keeps(blocks_[k]);
        drop_headings();
        drop_sections();
        Body body;
        body.root = root_;
        for (std::size_t k = first_; k < last_; ++k)
            if (keep_[k]) write(blocks_[k], body);
        return body;
    }

private:
    /// The nearest of two elements around a node, within the root; 0 when there is none.
    std::uint32_t around(std::uint32_t node, Tag a, Tag b) const {
        for (; node > root_; node = tree_[node].parent)
            if (tree_[node].tag == a || tree_[node].tag == b) return node;
        return 0;
    }

    /// The block before the first paragraph that shows the title of the page.
    void find_title() {
        prose_ = first_;
        while (prose_ < last_ && (!is_prose(blocks_[prose_]) || outline_.is_left_out(blocks_[prose_]))) ++prose_;
        std::uint32_t title = 0;
        while (title < tree_.size() && tree_[title].tag != Tag::title) ++title;
        if (title == tree_.size()) return;
        const std::string whole = tree_.text(title);
        for (std::size_t k = first_; k < prose_; ++k) {
            const std::string text = text_of(blocks_[k]);
            if (text.size() > 15 && whole.starts_with(text)) title_ = text;
        }
    }

    bool keeps(const Block& block) const {
        const Tag tag = outline_.tag_of(block);
        if (block.size < 400 && is_furniture(block)) return false;
        if (const std::uint32_t list = around(block.element, Tag::ul, Tag::ol)) {
            const Element& element = outline_.elements[list];
            return element.linked < 0.7F * element.size;
        }
        if (is_heading(tag)) return block.link_share() < 0.9 || block.words > 3;
        if (around(block.element, Tag::table, Tag::table)) return block.link_share() < 0.8;
        if (block.link_share() > 0.65 && block.words > 12) return false;
        if (tag == Tag::p || tag == Tag::blockquote || tag == Tag::pre)
            return block.link_share() < 0.9 || block.words < 5;
        if (block.link_share() > 0.8 && block.words < 25) return false;
        return is_prose(block) || block.words >= 4;
    }

    bool is_furniture(const Block& block) const {
        const bool before = !title_.empty() && block.first < blocks_[std::min(prose_, last_ - 1)].first;
        const bool is_short = block.size < 200;
        const bool may_ask = block.linked > 0 && block.words < 45 && outline_.tag_of(block) != Tag::li;
        if (!before && !is_short && !may_ask) return false;
        const std::string text = text_of(block);
        return (before && text == title_) || (is_short && phrase_of(text, false) == Phrase::furniture) ||
               (may_ask && asks_to_sign_up(text));
    }

    /// The page's heading before the text, and headings after which nothing comes.
    void drop_headings() {
        for (std::size_t k = first_; k < last_; ++k) {
            if (!keep_[k]) continue;
            if (!is_heading(outline_.tag_of(blocks_[k]))) break;
            if (outline_.tag_of(blocks_[k]) == Tag::h1) keep_[k] = false;
        }
        for (std::size_t k = last_; k-- > first_;) {
            if (!keep_[k]) continue;
            if (!is_heading(outline_.tag_of(blocks_[k]))) break;
            keep_[k] = false;
        }
    }

    /// Sections whose heading says that they are not the article: to the next heading of their rank.
    void drop_sections() {
        for (std::size_t k = first_; k < last_; ++k) {
            const Block& heading = blocks_[k];
            const Tag rank = outline_.tag_of(heading);
            if (outline_.is_left_out(heading) || heading.words > 12 || !is_heading(rank)) continue;
            if (phrase_of(text_of(heading), true) != Phrase::end) continue;
            std::size_t end = k + 1;
            double size = 0, linked = 0, prose = 0;
            for (; end < last_; ++end) {
                const Block& block = blocks_[end];
                if (is_heading(outline_.tag_of(block)) && outline_.tag_of(block) <= rank) break;
                if (outline_.is_left_out(block)) continue;
                size += block.size, linked += block.linked;
                if (is_prose(block)) prose += block.size;
            }
            if (prose > 600 && linked < 0.3 * size) continue;
            std::fill(keep_.begin() + static_cast<std::ptrdiff_t>(k), keep_.begin() + static_cast<std::ptrdiff_t>(end),
                      false);
        }
    }

    // ---- writing

    std::string text_of(const Block& block) const {
        std::string text;
        std::vector<Span> spans;
        append(block, text, spans);
        return text;
    }

    void append(const Block& block, std::string& text, std::vector<Span>& spans) const {
        std::string piece;
        bool space = false;
        for (std::uint32_t i = block.first; i <= block.last; ++i) {
            const Node& node = tree_[i];
            if (node.tag == Tag::br) space = true;
            if (is_unread(node.tag) || outline_.elements[i].left_out) {
                i = node.after - 1;
                continue;
            }
            if (node.tag != Tag::text) continue;
            piece.clear();
            append_resolved(tree_.raw(i), false, piece);
            if (append_collapsed(piece, space, text)) spans.push_back(trimmed(node));
        }
    }

    /// White space becomes one space, none at the beginning; true when there was anything else.
    static bool append_collapsed(std::string_view piece, bool& space, std::string& text) {
        bool any = false;
        for (std::size_t i = 0; i < piece.size();) {
            std::size_t end = i;
            while (end < piece.size() && !is_space(piece[end]) && piece[end] != '\xC2') ++end;
            if (end == i) {  // white space, or what begins like a no-break space
                const bool no_break = piece.substr(i, 2) == "\xC2\xA0";
                if (is_space(piece[i]) || no_break) {
                    space = true;
                    i += no_break ? 2 : 1;
                    continue;
                }
                ++end;
            }
            if (space && !text.empty()) text += ' ';
            space = false;
            any = true;
            text.append(piece, i, end - i);
            i = end;
        }
        return any;
    }

    Span trimmed(const Node& node) const {
        Span span{node.begin, node.end};
        while (span.begin < span.end && is_space(tree_.page()[span.begin])) ++span.begin;
        while (span.end > span.begin && is_space(tree_.page()[span.end - 1])) --span.end;
        return span;
    }

    Paragraph::Kind kind_of(const Block& block) const {
        const Tag tag = outline_.tag_of(block);
        if (is_heading(tag)) return Paragraph::Kind::heading;
        if (tag == Tag::td || tag == Tag::th) return Paragraph::Kind::row;
        if (tag == Tag::pre) return Paragraph::Kind::code;
        if (around(block.element, Tag::li, Tag::dd)) return Paragraph::Kind::item;
        if (around(block.element, Tag::blockquote, Tag::q)) return Paragraph::Kind::quote;
        return Paragraph::Kind::text;
    }

    void write(const Block& block, Body& body) {
        Paragraph paragraph;
        append(block, paragraph.text, paragraph.spans);
        if (paragraph.text.empty()) return;
        paragraph.kind = kind_of(block);
        const bool cell = paragraph.kind == Paragraph::Kind::row;
        const std::uint32_t row = cell ? tree_[block.element].parent : none;
        if (cell && row == row_) {
            Paragraph& last = body.paragraphs.back();
            last.text += "\t" + paragraph.text;
            last.spans.insert(last.spans.end(), paragraph.spans.begin(), paragraph.spans.end());
            return;
        }
        row_ = row;
        body.paragraphs.push_back(std::move(paragraph));
    }

    const Outline& outline_;
    const Tree& tree_;
    const std::vector<Block>& blocks_;
    std::uint32_t root_;
    std::size_t first_ = 0, last_ = 0;  ///< the blocks within the root
    std::size_t prose_ = 0;             ///< the first of them that is a paragraph
    std::string title_;
    static constexpr std::uint32_t none = UINT32_MAX;  // a cell may stand in no row, right under the root
    std::uint32_t row_ = none;                         ///< of the cell written last
    std::vector<bool> keep_;
};

std::size_t size_of(const Body& body) {
    std::size_t size = 0;
    for (const Paragraph& paragraph : body.paragraphs) size += paragraph.text.size();
    return size;
}

/// Little text among many links, in an element that does not say it is an article: a list of stories.
bool is_of_a_list(const Outline& outline, const Body& body) {
    const auto size = static_cast<float>(size_of(body));
    if (size > 400 || outline.elements[0].linked < 8 * size) return false;
    for (std::uint32_t node = body.root; node != 0; node = outline.tree[node].parent)
        if ((outline.elements[node].hints & hint_body) || outline.tree[node].tag == Tag::article) return false;
    return true;
}

}  // namespace

Body read_body(const Tree& tree) {
    Outline outline = outline_of(tree);
    if (outline.elements[0].prose <= 0) return {};
    leave_out(outline, false);
    Body body = Selection(outline, choose_root(outline)).run();
    if (size_of(body) >= 250) return is_of_a_list(outline, body) ? Body() : body;
    leave_out(outline, true);
    Body more = Selection(outline, choose_root(outline)).run();
    more.relaxed = true;
    if (size_of(more) > 2 * size_of(body)) body = std::move(more);
    return is_of_a_list(outline, body) ? Body() : body;
}

}  // namespace dragoman::story::page
