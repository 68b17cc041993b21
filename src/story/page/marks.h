// What gives bylines and dates away in a page: words of class and id, addresses, and what stands before a name or date.
#pragma once

#include <cstdint>
#include <string_view>

#include "story/page/evidence.h"

namespace dragoman::story::page {

/// What the words of a class or id say an element is; a set of these.
enum Mark : std::uint16_t {
    mark_aside = 1,  ///< comments, related stories, navigation
    mark_author = 2,
    mark_byline = 4,
    mark_name = 8,
    mark_no_name = 16,  ///< of an author, but not the name: picture, biography
    mark_published = 32,
    mark_modified = 64,
    mark_date = 128,
};

/// Of a class or id, cut into words at what is no letter and before capitals: "post-author", "authorName",
/// "byline__name".
std::uint16_t marks_in(std::string_view classes);

/// Has a class "author" or "byline" in it, with or without a capital? Cheap, since all classes are looked at.
bool may_name_author(std::string_view classes);

/// Is an address that of an author's page: ".../author/jane-doe"?
bool names_author(std::string_view href);

/// Does a line begin as bylines do: "By …", "Written by …"? Other languages' leads count where the page is in them.
bool begins_byline(std::string_view line, std::string_view language);

/// Has a text a year, or three numbers with signs between them? Most texts with digits have neither.
bool may_hold_date(std::string_view text);

/// What the text before a date says it is: "Published", "Last updated on"; the nearer word counts.
Says says_of_label(std::string_view before);

/// Do the words before a date call it that of the first publication, "originally published on"?
bool says_first(std::string_view before);

/// Is `lower_part` somewhere in the text, in any case?
bool contains_in_any_case(std::string_view text, std::string_view lower_part);

}  // namespace dragoman::story::page
