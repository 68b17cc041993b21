// Bytes of an XML document → UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::story::markup {

/// By byte order mark, what HTTP said, what the XML declaration says, in this order; else UTF-8. Bytes that
/// are UTF-8 beyond ASCII are taken for UTF-8 whatever was said. Single bytes that do not fit
/// the encoding are read as windows-1252 where it is UTF-8, else as U+FFFD. Control characters are left out.
std::string utf8_of(std::string_view bytes, std::string_view content_type);

}  // namespace dragoman::story::markup
