// Blocks and elements of a page with what decides which of them are the article: how much prose is
// in an element, what it says of itself, whether it is left out.
#pragma once

#include <cstdint>
#include <vector>

#include "story/page/blocks.h"
#include "story/page/tree.h"

namespace dragoman::story::page {

/// Sizes as Block counts them.
struct Element {
    std::uint16_t hints = 0;      ///< a set of Hint
    bool left_out = false;        ///< it or one around it is not of the article
    bool holds_quotable = false;  ///< a table, a listing or a quotation is in it
    float prose = 0;              ///< of the prose in it, without links
    float size = 0, linked = 0;   ///< of all text in it
};

struct Outline {
    const Tree& tree;
    std::vector<Block> blocks;
    std::vector<Element> elements;  ///< by node; those of texts are empty

    /// Is the text left out with an element that it stands in?
    bool is_left_out(std::uint32_t text) const { return elements[tree[text].parent].left_out; }
    bool is_left_out(const Block& block) const { return is_left_out(block.first); }
    Tag tag_of(const Block& block) const { return tree[block.element].tag; }
};

/// Enough words and marks for a paragraph, and not mostly link.
bool is_prose(const Block& block);

bool is_heading(Tag tag);

/// Finds and weighs the blocks; leaves nothing out.
Outline outline_of(const Tree& tree);

/// Leaves out the elements that name themselves navigation, comments, share bar and the like, if not
/// too much of the page's prose is in them; `relaxed`: only the surest.
void leave_out(Outline& outline, bool relaxed);

/// The element that holds the article: much prose in runs of paragraphs, little else; 0 when there
/// is no prose.
std::uint32_t choose_root(const Outline& outline);

}  // namespace dragoman::story::page
