#include "story/page/date_tokens.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "story/page/characters.h"
#include "story/page/month_names.h"

namespace dragoman::story::page {
namespace {

bool letter(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Lower case of Latin, Greek without accents and Cyrillic letters, byte by byte; other letters stay.
std::string lowered(std::string_view word) {
    std::string text(word);
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto& c = text[i];
        const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c + 32);
        } else if (c == '\xC3' && next >= 0x80 && next <= 0x9E) {
            text[i + 1] = static_cast<char>(next + 32);
        } else if (c == '\xD0' && next >= 0x90 && next <= 0x9F) {
            text[i + 1] = static_cast<char>(next + 32);
        } else if (c == '\xD0' && next >= 0xA0 && next <= 0xAF) {
            c = '\xD1';
            text[i + 1] = static_cast<char>(next - 32);
        } else if (c == '\xCE' && next >= 0x91 && next <= 0x9F) {
            text[i + 1] = static_cast<char>(next + 32);
        } else if (c == '\xCE' && next >= 0xA0 && next <= 0xA9) {
            c = '\xCF';
            text[i + 1] = static_cast<char>(next - 32);
        }
    }
    return text;
}

const std::unordered_map<std::string_view, int>& months() {
    static const auto* const map = [] {
        auto* made = new std::unordered_map<std::string_view, int>();
        for (const std::string_view language : kMonthNames) {
            int month = 1;
            for (std::size_t at = 0; at <= language.size();) {
                const std::size_t end = std::min(language.find_first_of(" |", at), language.size());
                if (end > at) made->emplace(language.substr(at, end - at), month);
                if (end < language.size() && language[end] == '|') ++month;
                at = end + 1;
            }
        }
        return made;
    }();
    return *map;
}

int month_of(std::string_view word) {
    if (word.size() < 3 || word.size() > 40) return 0;
    const auto found = months().find(lowered(word));
    return found == months().end() ? 0 : found->second;
}

/// Arabic and Persian digits are two bytes; 0 when there is none at `at`, else its length.
int digit_at(std::string_view text, std::size_t at, int& value) {
    if (is_digit(text[at])) return value = text[at] - '0', 1;
    if (at + 1 >= text.size()) return 0;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    if (text[at] == '\xD9' && second >= 0xA0 && second <= 0xA9) return value = second - 0xA0, 2;
    if (text[at] == '\xDB' && second >= 0xB0 && second <= 0xB9) return value = second - 0xB0, 2;
    return 0;
}

/// Bytes of blank at `at`: also no-break spaces.
int blank_at(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
    if (text.substr(at, 2) == "\xC2\xA0") return 2;
    if (text.substr(at, 3) == "\xE2\x80\xAF" || text.substr(at, 3) == "\xE2\x80\x89" ||
        text.substr(at, 3) == "\xE3\x80\x80")
        return 3;
    return 0;
}

/// Bytes of a sign that is no ASCII: dashes, bullets, the ordinal "º"; they end words.
int wide_sign_at(std::string_view text, std::size_t at) {
    const std::string_view two = text.substr(at, 2), three = text.substr(at, 3);
    if (two == "\xC2\xB7" || two == "\xC2\xBA" || two == "\xC2\xAA" || two == "\xC2\xB0" || two == "\xC2\xBB") return 2;
    if (three.size() == 3 && three[0] == '\xE2' && (three[1] == '\x80' || three[1] == '\x97')) return 3;
    if (three == "\xEF\xBC\x9A" || three == "\xEF\xBC\x8C") return 3;  // full-width colon and comma
    return 0;
}

/// How much of `text` at `at` makes the number before it an ordinal.
std::size_t ordinal_at(std::string_view text, std::size_t at) {
    const std::string word = lowered(text.substr(at, 2));
    const bool ends = at + 2 >= text.size() || !letter(text[at + 2]);
    if (ends && (word == "st" || word == "nd" || word == "rd" || word == "th" || word == "er")) return 2;
    if (word == "\xC2\xBA" || word == "\xC2\xAA" || word == "\xC2\xB0") return 2;
    return 0;
}

}  // namespace

DateTokens::DateTokens(std::string_view text, std::size_t from) {
    bool space = false;
    for (std::size_t at = from; at < text.size() && size_ < kMost;) {
        if (const int skip = blank_at(text, at)) {
            at += skip;
            space = true;
            continue;
        }
        DateToken& token = tokens_[size_++];
        token.begin = at;
        token.space = space;
        space = false;
        int value = 0, length = digit_at(text, at, value);
        if (length) {
            token.kind = DateToken::Number;
            for (; at < text.size() && (length = digit_at(text, at, value)); at += length, ++token.digits)
                if (token.digits < 18) token.value = token.value * 10 + value;
            if (token.digits <= 2 && at < text.size())
                if (const std::size_t more = ordinal_at(text, at)) at += more, token.ordinal = true;
        } else if (const int wide = wide_sign_at(text, at)) {
            at += wide;
        } else if (letter(text[at])) {
            token.kind = DateToken::Word;
            while (at < text.size() && letter(text[at]) && !digit_at(text, at, value) && !blank_at(text, at) &&
                   !wide_sign_at(text, at))
                ++at;
            token.value = month_of(text.substr(token.begin, at - token.begin));
        } else {
            ++at;
        }
        token.end = at;
        token.text = text.substr(token.begin, at - token.begin);
    }
}

bool DateTokens::word(int i, std::string_view wanted) const {
    const DateToken& t = (*this)[i];
    return t.kind == DateToken::Word && t.text.size() == wanted.size() &&
           std::equal(wanted.begin(), wanted.end(), t.text.begin(), [](char a, char b) { return a == lower(b); });
}

}  // namespace dragoman::story::page
