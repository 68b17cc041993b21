#include "serve/search/words.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace dragoman::serve {
namespace {

void append(std::string& word, UChar32 c) {
    char bytes[U8_MAX_LENGTH];
    int length = 0;
    U8_APPEND_UNSAFE(bytes, length, c);
    word.append(bytes, static_cast<std::size_t>(length));
}

/// Letters beyond ASCII without their accents, in lower case.
void append_folded(std::string& word, UChar32 c) {
    static const UNormalizer2* const nfd = [] {
        UErrorCode ignored = U_ZERO_ERROR;
        return unorm2_getNFDInstance(&ignored);
    }();
    UChar parts[16];
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length = nfd ? unorm2_getDecomposition(nfd, c, parts, 16, &status) : -1;
    if (length < 0 || U_FAILURE(status)) return append(word, u_foldCase(c, U_FOLD_CASE_DEFAULT));
    for (int32_t i = 0; i < length;) {
        UChar32 part = 0;
        U16_NEXT(parts, i, length, part);
        if (u_getCombiningClass(part) == 0) append(word, u_foldCase(part, U_FOLD_CASE_DEFAULT));
    }
}

}  // namespace

void each_word(std::string_view text, const std::function<void(std::string_view)>& f) {
    std::string word;
    constexpr std::size_t most = 64;  // bytes: what is longer is no word, and looked for by its beginning
    const auto end = [&] {
        if (!word.empty()) f(std::string_view(word).substr(0, most));
        word.clear();
    };
    const auto length = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < length;) {
        const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
        if (byte < 0x80) {
            ++i;
            if (byte >= 'A' && byte <= 'Z')
                word += static_cast<char>(byte | 0x20);
            else if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9'))
                word += static_cast<char>(byte);
            else
                end();
            continue;
        }
        UChar32 c = 0;
        U8_NEXT(text.data(), i, length, c);
        if (c >= 0 && u_isalnum(c))
            append_folded(word, c);
        else if (c < 0 || u_getCombiningClass(c) == 0)  // an accent of its own is passed over
            end();
    }
    end();
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    each_word(text, [&](std::string_view word) { words.emplace_back(word); });
    return words;
}

}  // namespace dragoman::serve
