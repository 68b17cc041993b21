// Units behind a number: words ("square kilometres"), symbols ("km²", "µg"), and what is made of both
// ("km/h", "m s-1", "kilograms per hectare", "dollars a barrel").
#pragma once

#include <string>

#include "mentions/quantities/units.h"
#include "text/text.h"

namespace dragoman::mentions {

struct ReadUnit {
    int end = -1;             ///< one past its last token; -1: no unit here
    int head = -1;            ///< the token that stands for it
    std::string name;         ///< "kilometres per hour"
    std::string_view simple;  ///< name of the unit before any "per"
    std::string dimension;    ///< "speed"
    std::string si;           ///< "m/s"; empty where the size is not fixed
    double factor = 0, offset = 0;
    explicit operator bool() const { return end >= 0; }
};

/// What a quantity is divided by: "a barrel", "per 1,000 inhabitants".
struct Divisor {
    int end = -1;
    std::string name;  ///< in the singular where it is a unit
    int unit = -1;     ///< index into the units, -1 for nouns
    explicit operator bool() const { return end >= 0; }
};

class UnitReader {
public:
    UnitReader(const Text& text, const Annotation& tree, const UnitLexicon& lexicon)
        : text_(text), tree_(tree), lexicon_(lexicon) {}

    /// The unit from byte `at` on, which lies in or before token `t`; ends before token `limit`. `glued`: right behind
    /// the figures, where a single letter is a unit.
    ReadUnit read(int t, std::uint32_t at, int limit, bool glued) const;

    /// "a day", "per share", "/ hour" at token `t`. After counted things an article leads to times only.
    Divisor divisor(int t, int limit, bool counted) const;

private:
    struct Term {
        int unit = -1, power = 1, token = -1;  // token: one past the last
        std::uint32_t end = 0;
        bool symbol = false;
    };
    Term term(int t, std::uint32_t at, int limit, bool glued) const;
    Term symbol(int t, std::uint32_t at, int limit, bool glued) const;
    bool alone(int t, std::string_view sign, std::uint32_t end, bool glued) const;
    int power(std::uint32_t& at, bool spaced) const;
    Term next_factor(const Term& last, int limit, bool& divided) const;
    std::string_view rest(std::uint32_t at) const { return std::string_view(text_.body).substr(at); }
    bool is(int t, int limit, std::string_view word) const { return t >= 0 && t < limit && tree_.lower(t) == word; }

    const Text& text_;
    const Annotation& tree_;
    const UnitLexicon& lexicon_;
};

}  // namespace dragoman::mentions
