// The numbers of a sentence, alone and as the two ends of a range.
#pragma once

#include "mentions/mentions.h"
#include "mentions/quantities/openings.h"
#include "mentions/quantities/surroundings.h"
#include "mentions/quantities/unit_reader.h"
#include "mentions/quantities/units.h"

namespace dragoman::mentions {

class Ranges {
protected:
    Ranges(const Text& text, const Annotation& annotation, const UnitLexicon& lexicon, Mentions& found)
        : text_(text),
          tree_(annotation),
          lexicon_(lexicon),
          found_(found),
          units_(text, annotation, lexicon),
          openings_(text, annotation, lexicon),
          around_(text, annotation, lexicon) {}

    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    bool is_dash(int t) const { return is(t, "-") || is(t, "–") || is(t, "−"); }
    /// No blank between a token and the one before it.
    bool glued(int t) const { return t > first_ && t < limit_ && text_.tokens[t].begin == text_.tokens[t - 1].end; }
    bool inside_date(int t) const {
        const int time = found_.time_of_token[t];
        return time >= 0 && found_.times[time].type != TimeType::duration;
    }
    bool capital(int t) const { return text_.word(t)[0] >= 'A' && text_.word(t)[0] <= 'Z'; }

    Number number(int t, std::uint32_t from = 0) const {
        return t < limit_ && !inside_date(t) ? number_at(text_, tree_, lexicon_.numbers, t, limit_, from) : Number();
    }

    /// "10 to 15", "5-7", "between 5 and 7": fills `max`; returns the end of the number(s), -1 for a score or a name.
    int range(Amount& amount, const Number& first, int start, bool money) const;
    /// The upper number of a range that ends at `end`: its suffix and fraction count.
    Number last_number(const Number& first, int end) const;
    /// "a 65-53 victory": neither number counts anything. Returns the end of the second one.
    int behind_score(const Number& first) const;

    const Text& text_;
    const Annotation& tree_;
    const UnitLexicon& lexicon_;
    Mentions& found_;
    UnitReader units_;
    Openings openings_;
    Surroundings around_;
    int first_ = 0, limit_ = 0;  ///< the stretch of tokens that belongs together

private:
    int unit_twice(Amount& amount, const Number& first, int start) const;
    bool in_thousands(const Number& first, const Number& last) const;
    bool is_moved(int token) const;
    void lend_scale(Amount& amount, const Number& first, int second, bool money) const;
};

}  // namespace dragoman::mentions
