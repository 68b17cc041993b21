// Titles of pages without the name of their site: "Talks open - World | The Daily Example" → "Talks open".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman::story::page {

/// Words in lower case with single blanks, signs left out: what two titles are compared by.
std::string title_key(std::string_view title);

/// The name of a site by its address: "https://www.dailyexample.co.uk/x" → "dailyexample".
std::string site_of_address(std::string_view url);

/// What stands between separators (" | ", " - ", " » " …); the whole when there are none. Views of `title`.
std::vector<std::string_view> title_parts(std::string_view title);

/// Is a part of a title the name of the site, as one of `sites` (title keys) or a shorter or longer form of it?
bool names_site(std::string_view part, const std::vector<std::string>& sites);

/// The title without parts at its ends that name the site; all of it when nothing else would be left. Unknown short
/// parts behind a bar are taken for sites too.
std::string without_site(std::string_view title, const std::vector<std::string>& sites);

/// How much of the shorter's words the longer has, by the letters of words that are not small; of title keys: 0 … 1.
double shared_words(std::string_view key, std::string_view other);

}  // namespace dragoman::story::page
