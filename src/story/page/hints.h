// What the words of class, id, role and the like say of an element.
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman::story::page {

/// A set of what such words point at.
enum Hint : std::uint16_t {
    hint_body = 1,       ///< "article-body", "entry-content": holds the article itself
    hint_content = 2,    ///< "content", "post", "story": holds the article among other things
    hint_comments = 4,   ///< what readers wrote
    hint_links = 8,      ///< navigation, related stories, lists of the newest
    hint_share = 16,     ///< share and follow buttons, sign-up boxes, cookie notices, print, log-in
    hint_ad = 32,        ///< advertising, sponsors, promotion of the site itself
    hint_about = 64,     ///< byline, date, tags, about the author, copyright
    hint_caption = 128,  ///< captions and credits of pictures and films
    hint_side = 256,     ///< sidebars, widgets, footers, pop-ups: beside the article
    hint_hidden = 512,   ///< for screen readers or not shown
    hint_lead = 1024     ///< standfirst, summary
};

/// A set of Hint, from the words of an attribute's value; "articleBody" and "article_body" are two words each.
std::uint16_t hints_of(std::string_view value);

}  // namespace dragoman::story::page
