// What the words around a number say of it: an age, a vote, a change, how exactly it is meant, whether it may stand
// alone.
#pragma once

#include <string>
#include <string_view>

#include "mentions/quantities/units.h"
#include "text/text.h"

namespace dragoman::mentions {

class Surroundings {
public:
    Surroundings(const Text& text, const Annotation& tree, const UnitLexicon& lexicon)
        : text_(text), tree_(tree), lexicon_(lexicon) {}

    /// The stretch of tokens that belongs together: a sentence, a cell of a table.
    void stay_within(int first, int limit) { first_ = first, limit_ = limit; }

    void settle_suffix(Number& number, bool money) const;
    bool is_age(const Number& number, int start) const;
    bool is_magnitude(double value, int start) const;
    bool moved_by(int start) const;
    bool is_poll(int start, int end, double most) const;
    bool stands_alone(const Number& number, int start, int end) const;
    /// How exactly an amount is meant: "=", ">", "~" …
    std::string comparator(int begin, int end) const;
    /// "Less than | a mile", "under | an acre": the article of a unit of land or way says one.
    bool compares_one(int article, int unit) const;
    /// "We are 100 percent committed", sure, behind it: nothing is measured.
    bool is_emphasis(double percent, int end) const;

private:
    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    bool is_dash(int t) const { return is(t, "-") || is(t, "–") || is(t, "−"); }
    /// No blank between a token and the one before it.
    bool glued(int t) const { return t > first_ && t < limit_ && text_.tokens[t].begin == text_.tokens[t - 1].end; }
    bool may_have_age(int noun, int number) const;
    bool is_topic(int preposition) const;
    bool is_way_up(int t) const;
    bool is_age_set_apart(const Number& number, int start) const;
    bool is_age_of_several(const Number& number, int start) const;
    bool denied(int verb) const;
    std::string_view turned(std::string_view comparator, int first) const;

    const Text& text_;
    const Annotation& tree_;
    const UnitLexicon& lexicon_;
    int first_ = 0, limit_ = 0;
};

}  // namespace dragoman::mentions
