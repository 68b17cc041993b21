#include "evaluate/names.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>

namespace dragoman::evaluate {
namespace {

constexpr std::array<std::string_view, 17> titles{"the ",          "a ",
                                                  "an ",           "mr ",
                                                  "mrs ",          "ms ",
                                                  "dr ",           "sir ",
                                                  "president ",    "prime minister ",
                                                  "minister ",     "king ",
                                                  "queen ",        "general ",
                                                  "colonel ",      "senior ",
                                                  "special envoy "};

bool is_space(UChar32 c) { return u_isUWhiteSpace(c) || (c >= 0x1C && c <= 0x1F); }

/// Letters, everything with a numeric value, and the underscore.
bool is_word(UChar32 c) {
    return c == '_' || u_isalpha(c) || u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
}

}  // namespace

std::string normal(std::string_view name) {
    UErrorCode error = U_ZERO_ERROR;
    icu::UnicodeString folded = icu::UnicodeString::fromUTF8({name.data(), static_cast<std::int32_t>(name.size())});
    folded = icu::Normalizer2::getNFKDInstance(error)->normalize(folded, error).foldCase();
    icu::UnicodeString kept;
    bool blank = false;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 c = folded.char32At(i);
        if (u_getCombiningClass(c) != 0) continue;
        if (is_space(c) || !is_word(c)) {
            blank = !kept.isEmpty();
            continue;
        }
        if (blank) kept.append(u' ');
        blank = false;
        kept.append(c);
    }
    std::string text;
    kept.toUTF8String(text);
    for (bool again = true; again;) {
        again = false;
        for (const auto title : titles)
            if (text.starts_with(title)) text.erase(0, title.size()), again = true;
    }
    return text;
}

std::vector<std::string> words_of(const std::string& normal_name) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < normal_name.size();) {
        const std::size_t end = std::min(normal_name.find(' ', at), normal_name.size());
        words.push_back(normal_name.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace dragoman::evaluate
