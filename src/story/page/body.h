// Tree → the article's paragraphs, in order, with the bytes of the page that each came from.
//
// Blocks of text (blocks.h) are told apart by how much prose is in them, how much of it is link,
// what the words of class and id around them say (hints.h), and what they say themselves
// (phrases.h). Elements that name themselves navigation, share bar, comments and the like are left out,
// unless most of the page's prose is in them. Of the others, the element is chosen that has the most
// prose and the least of anything else; within it, what stands between paragraphs is kept or left
// out by its links, words and place. Rules and scores are set by hand.
#pragma once

#include <string>
#include <vector>

#include "span.h"
#include "story/page/tree.h"

namespace dragoman::story::page {

struct Paragraph {
    enum class Kind : std::uint8_t { text, heading, item, row, quote, code };

    Kind kind = Kind::text;
    std::string text;         ///< white space collapsed, cells of a row parted by tabs; never empty
    std::vector<Span> spans;  ///< bytes of the page, in order; resolved and collapsed they are the text's words
};

struct Body {
    std::vector<Paragraph> paragraphs;  ///< empty: the page has no article
    std::uint32_t root = 0;             ///< the node they are from
    bool relaxed = false;               ///< found only when elements were kept that named themselves otherwise
};

/// Any tree has a body, if need be an empty one. Linear.
Body read_body(const Tree& tree);

}  // namespace dragoman::story::page
