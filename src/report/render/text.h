// Text of documents made inert.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman::report {

/// On one line: white space as single blanks, without control characters and those that turn the direction of text.
std::string one_line(std::string_view text);

/// One line for HTML's text and attributes in double quotes.
std::string html_text(std::string_view text);

/// One line for Markdown: no markup, no link, no address that GitHub would make one of.
std::string markdown_text(std::string_view text);

/// The address where it is one of the web's and plain, else empty: nothing but http and https may become a link.
std::string safe_address(std::string_view url);

/// At most so many characters of UTF-8, cut between words, with … at the end where it was cut.
std::string shortened(const std::string& text, std::size_t most);

/// 1, 2, 3, 5 → "1–3, 5".
std::string ranges(std::vector<int> numbers);

}  // namespace dragoman::report
