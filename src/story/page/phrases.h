// What short blocks say when they are not of the article: "Read more", "Share this", "Photo: …".
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman::story::page {

enum class Phrase : std::uint8_t {
    none,
    furniture,  ///< a line of the page itself: this block goes
    end,        ///< begins what follows the article: this heading and all after it go, if it stands late
};

/// By the beginning of a block's text, collapsed and resolved; `heading`: it stands as one.
Phrase phrase_of(std::string_view text, bool heading);

/// Does it ask for a subscription, a follow or a download?
bool asks_to_sign_up(std::string_view text);

}  // namespace dragoman::story::page
