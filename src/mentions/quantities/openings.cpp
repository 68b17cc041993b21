#include "mentions/quantities/openings.h"

#include <algorithm>
#include <string>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {
namespace {

bool all_capitals(std::string_view word) {
    return std::none_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace

int Openings::symbol(int t, int& end) const {
    if (t >= limit_) return -1;
    if (is(t + 1, "$")) {  // "mex$ 5"; "c $ 5" of old wires
        const auto pair = lexicon_.symbols.find(std::string(tree_.lower(t)) + (glued(t + 1) ? "$" : " $"));
        if (pair != lexicon_.symbols.end()) return end = t + 2, pair->second;
    }
    const std::string_view lower = tree_.lower(t);
    const auto single = lexicon_.symbols.find(lower);
    if (single == lexicon_.symbols.end()) return -1;
    end = t + 1;
    const bool code = lower.size() <= 3 && is_letter(lower[0]) && is_letter(lower.back());
    const bool known = is_one_of(lower, "usd", "eur", "gbp", "rmb", "btc", "rs");
    return !code || known || all_capitals(text_.word(t)) ? single->second : -1;
}

Opening Openings::at(int t) const {
    Opening open;
    const bool dash = is(t, "-") || is(t, "–") || is(t, "−");
    const bool blank_before = t == first_ || !glued(t) || is(t - 1, "(") || is(t - 1, "[");
    const bool said = (is(t, "minus") || is(t, "negative")) && (t == first_ || tree_.tag[t - 1] != Tag::CD);
    open.negative = t + 1 < limit_ && ((dash && glued(t + 1) && blank_before) || said);
    open.start = open.negative ? t + 1 : t;
    int end = open.start;
    open.currency = symbol(open.start, end);
    if (open.currency >= 0) open.start = end;
    if (open.start >= limit_) return open;
    if (open.currency < 0)
        glued_code(open);
    else if (text_.word(open.start)[0] == '.' && is_letter(text_.word(open.start - 1)[0]))
        open.from = text_.tokens[open.start].begin + 1;  // "Rs.500"
    return open;
}

/// "USD115", "Rs500": code and figures in one token.
void Openings::glued_code(Opening& open) const {
    const std::string_view word = text_.word(open.start);
    std::size_t letters = 0;
    while (letters < word.size() && letters < 5 && !is_digit(word[letters])) ++letters;
    if (letters < 1 || letters >= word.size() || !is_digit(word[letters])) return;
    if (is_letter(word[0]) && !capital(open.start)) return;
    const auto code = lexicon_.symbols.find(tree_.lower(open.start).substr(0, letters));
    if (code == lexicon_.symbols.end()) return;
    open.currency = code->second;
    open.from = text_.tokens[open.start].begin + static_cast<std::uint32_t>(letters);
}

}  // namespace dragoman::mentions
