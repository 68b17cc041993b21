// What the scanners of amounts ask of single letters and words.
#pragma once

#include <string_view>

namespace dragoman::mentions {

template <class... Words>
bool is_one_of(std::string_view word, Words... words) {
    return ((word == words) || ...);
}

inline bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace dragoman::mentions
