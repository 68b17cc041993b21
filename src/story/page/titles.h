// Titles of pages without the name of their site: "Talks open - World | The Daily Example" → "Talks open".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman::story::page {

/// Character references resolved, which stand in JSON and attributes, and all white space single.
std::string tidy(std::string_view text);

/// Words in lower case with single blanks, signs left out: what two titles are compared by.
std::string title_key(std::string_view title);

/// The name of a site by its address: "https://www.dailyexample.co.uk/x" → "dailyexample".
std::string site_of_address(std::string_view url);

/// The words of an address that pages are named by: ".../2021/talks-open-in-the-city-1234.html" → "talks open in the
/// city"; of its last two folders, as a title key, numbers but years left out. Empty when it has not two words.
std::string words_of_address(std::string_view url);

/// Some words in capitals alone.
bool all_capitals(std::string_view title);

/// What stands between separators (" | ", " - ", " » " …); the whole when there are none. Views of `title`.
std::vector<std::string_view> title_parts(std::string_view title);

/// Is a part of a title the name of the site, as one of `sites` (title keys) or a shorter or longer form of it?
bool names_site(std::string_view part, const std::vector<std::string>& sites);

/// Is it the name of the site or part of that, and no more than a short ending ("Example.com")? "Example Letter 12" is
/// what a series calls its pieces.
bool is_site(std::string_view title, const std::vector<std::string>& sites);

/// The title without parts at its ends that name the site; all of it when nothing else would be left. Unknown short
/// parts behind a bar are taken for sites too.
std::string without_site(std::string_view title, const std::vector<std::string>& sites);

/// How much of the shorter's words the longer has, by the letters of words that are not small; of title keys: 0 … 1.
double shared_words(std::string_view key, std::string_view other);

/// How well a heading goes with a title for machines, by their keys: 2 the same, 1.5 one within the other, else the
/// share of words. A word or two within a long title are a section or a site.
double agreement(const std::string& heading, const std::string& stated);

}  // namespace dragoman::story::page
