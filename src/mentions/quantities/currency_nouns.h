// Nouns of money alone: whose dollars, pesos or pounds they are, and when pounds are a weight.
#pragma once

#include <string_view>
#include <unordered_map>

#include "mentions/quantities/units.h"

namespace dragoman::mentions {

class CurrencyNouns {
public:
    CurrencyNouns(const Annotation& tree, const UnitLexicon& lexicon) : tree_(tree), lexicon_(lexicon) {}

    /// The stretch of tokens that belongs together: a sentence, a cell of a table.
    void stay_within(int first, int limit) { first_ = first, limit_ = limit; }

    /// The currency that a bare noun means where it usually means `usual`.
    int bare(int usual);
    /// Remembers which currency a noun with an adjective named.
    void tell(int begin, int end, int currency) { told_[noun_list(begin, end)] = currency; }
    bool is_weight(int at, int end) const;

private:
    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    bool is_person(int verb) const;
    std::string_view noun_list(int begin, int end) const;

    const Annotation& tree_;
    const UnitLexicon& lexicon_;
    std::unordered_map<std::string_view, int> told_;  ///< currency noun → the one told with an adjective
    int first_ = 0, limit_ = 0;
};

}  // namespace dragoman::mentions
