// What stands before a number and belongs to it: a sign, a currency's sign or code.
#pragma once

#include "mentions/quantities/units.h"
#include "text/text.h"

namespace dragoman::mentions {

/// Where an amount stands.
struct Opening {
    int start = 0;  ///< token of the number
    bool negative = false;
    int currency = -1;       ///< index into the currencies; -1: none before the number
    std::uint32_t from = 0;  ///< byte of the number inside a token: "USD115"; 0: where the token begins
};

class Openings {
public:
    Openings(const Text& text, const Annotation& tree, const UnitLexicon& lexicon)
        : text_(text), tree_(tree), lexicon_(lexicon) {}

    /// The stretch of tokens that belongs together: a sentence, a cell of a table.
    void stay_within(int first, int limit) { first_ = first, limit_ = limit; }

    Opening at(int t) const;
    /// The currency whose sign or code is at `t`, -1 when there is none; `end` is one past it.
    int symbol(int t, int& end) const;

private:
    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    /// No blank between a token and the one before it.
    bool glued(int t) const { return t > first_ && t < limit_ && text_.tokens[t].begin == text_.tokens[t - 1].end; }
    bool capital(int t) const { return text_.word(t)[0] >= 'A' && text_.word(t)[0] <= 'Z'; }
    void glued_code(Opening& open) const;

    const Text& text_;
    const Annotation& tree_;
    const UnitLexicon& lexicon_;
    int first_ = 0, limit_ = 0;
};

}  // namespace dragoman::mentions
