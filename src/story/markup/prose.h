// HTML, XHTML or NITF inside a wire story or a feed → its text.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::story::markup {

/// Paragraphs, headings and quotations with a blank line between them; lines, items of lists and rows of tables with
/// a line feed. Left out: scripts, styles, forms, navigation, pictures with their captions. White space is one space,
/// but in <pre> stays. Text without any tag keeps its lines.
std::string prose(std::string_view markup);

/// Does it hold a tag or an entity?
bool is_marked_up(std::string_view text);

}  // namespace dragoman::story::markup
