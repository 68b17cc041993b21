// Tree → the page's text in blocks, as wide as a paragraph, with what can be counted of each.
#pragma once

#include <cstdint>
#include <vector>

#include "story/page/tree.h"

namespace dragoman::story::page {

/// A run of text between two borders of elements that are shown as blocks, or between two line
/// breaks that follow each other. Sizes count characters that are no white space; a character of a
/// script written without spaces counts as two.
struct Block {
    std::uint32_t first = 0, last = 0;  ///< its first and last text node
    std::uint32_t element = 0;          ///< the innermost block element
    std::uint32_t size = 0;             ///< of its text
    std::uint32_t linked = 0;           ///< … of it in links
    std::uint16_t words = 0;
    std::uint16_t stops = 0;  ///< full stops, question and exclamation marks
    std::uint16_t commas = 0;

    double link_share() const { return size == 0 ? 0 : static_cast<double>(linked) / size; }
};

/// Is the element one whose borders end a block?
bool is_block(Tag tag);

/// Elements whose text nobody reads: script, style, form fields, pictures.
bool is_unread(Tag tag);

/// The blocks in the page's order; texts within unread elements are in none.
void find_blocks(const Tree& tree, std::vector<Block>& blocks);

}  // namespace dragoman::story::page
