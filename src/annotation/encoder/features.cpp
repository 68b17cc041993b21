#include <unicode/uchar.h>
#include <unicode/utf8.h>
#include <zlib.h>

#include "annotation/encoder/encoder.h"

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

void features_of(std::string_view word, std::string_view kinds, const std::vector<int>& sizes, std::uint32_t* rows) {
    UChar32 letters[longest_word], lower[longest_word] = {}, shape[longest_word];
    const int n = letters_of(word, letters);
    for (int i = 0; i < n; ++i) {
        lower[i] = u_tolower(letters[i]);
        if (u_isdigit(lower[i])) lower[i] = '0';
    }
    const auto first = [&](char kind, int k, int size) { return row_of(kind, lower, n < k ? n : k, size); };
    const auto last = [&](char kind, int k, int size) {
        return n < k ? row_of(kind, lower, n, size) : row_of(kind, lower + n - k, k, size);
    };
    for (std::size_t t = 0; t < kinds.size(); ++t) {
        const int size = sizes[t];
        switch (kinds[t]) {
            case 'p':
                rows[t] = first('p', 3, size);
                break;
            case 'q':
                rows[t] = first('q', 5, size);
                break;
            case 't':
                rows[t] = last('t', 2, size);
                break;
            case 's':
                rows[t] = last('s', 3, size);
                break;
            case 'u':
                rows[t] = last('u', 4, size);
                break;
            case 'h':
                rows[t] = row_of('h', shape, shape_of(letters, n, shape), size);
                break;
            default:
                rows[t] = row_of(kinds[t], lower, n, size);
        }
    }
}

}  // namespace dragoman::annotation
