// Bylines → names. "By Jane Doe and John Roe, Staff Writer" → "Jane Doe", "John Roe".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman::story::page {

/// The names in what a page gives as its author, in order, without doubles. What leads in ("By", "Written by", "Von")
/// and what follows (credentials, offices, dates, addresses of mail and web) is left out, and so are stand-ins such as
/// "admin". Empty when no name is left.
std::vector<std::string> clean_authors(std::string_view text);

/// The same for a text of the page that may be a byline: only when it begins with "By", or `marked` says the element is
/// one, and when the names look like names.
std::vector<std::string> byline_authors(std::string_view text, bool marked);

/// Adds names that are not there yet; a name that is a part of another ("Doe" of "Jane Doe") is the same.
void add_authors(const std::vector<std::string>& names, std::vector<std::string>& into);

}  // namespace dragoman::story::page
