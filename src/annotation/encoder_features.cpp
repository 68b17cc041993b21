#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <zlib.h>

#include "annotation/encoder.h"

namespace dragoman::annotation {
namespace {

constexpr int longest_word = 48;  // letters beyond do not tell words apart

/// Code points of the word with quotation marks made plain.
int letters_of(std::string_view word, UChar32 (&out)[longest_word]) {
    int n = 0;
    std::int32_t at = 0;
    const auto size = static_cast<std::int32_t>(word.size());
    while (at < size && n < longest_word) {
        UChar32 c;
        U8_NEXT_OR_FFFD(word.data(), at, size, c);
        if (c == 0x2019 || c == 0x2018) c = '\'';
        if (c == 0x201C || c == 0x201D) c = '"';
        out[n++] = c;
    }
    return n;
}

std::uint32_t row_of(char kind, const UChar32* letters, int count, int size) {
    std::uint8_t bytes[4 * longest_word + 1];
    std::int32_t n = 0;
    bytes[n++] = static_cast<std::uint8_t>(kind);
    for (int i = 0; i < count; ++i) U8_APPEND_UNSAFE(bytes, n, letters[i]);
    return static_cast<std::uint32_t>(crc32(0, bytes, static_cast<unsigned>(n)) % static_cast<unsigned>(size));
}

int shape_of(const UChar32* letters, int count, UChar32 (&shape)[longest_word]) {
    int n = 0;
    for (int i = 0; i < count && i < 12; ++i) {
        const UChar32 c = letters[i];
        const UChar32 k = u_isupper(c) ? 'X' : u_islower(c) ? 'x' : u_isdigit(c) ? 'd' : c;
        if (n >= 2 && shape[n - 1] == k && shape[n - 2] == k) continue;
        shape[n++] = k;
    }
    return n;
}

}  // namespace

WordFeatures features_of(std::string_view word, const std::vector<int>& sizes) {
    UChar32 letters[longest_word], lower[longest_word] = {}, shape[longest_word];
    const int n = letters_of(word, letters);
    for (int i = 0; i < n; ++i) {
        lower[i] = u_tolower(letters[i]);
        if (u_isdigit(lower[i])) lower[i] = '0';
    }
    const auto last = [&](int k) { return n < k ? lower : lower + n - k; };
    const auto most = [&](int k) { return n < k ? n : k; };
    const int shaped = shape_of(letters, n, shape);
    return {{row_of('n', lower, n, sizes[0]), row_of('p', lower, most(3), sizes[1]),
             row_of('s', last(3), most(3), sizes[2]), row_of('h', shape, shaped, sizes[3]),
             row_of('t', last(2), most(2), sizes[4]), row_of('u', last(4), most(4), sizes[5])}};
}

}  // namespace dragoman::annotation
