// A hand-written grammar of time expressions, read from left to right without going back.
//
// `at` tries the rules in the order of how much they can take: fixed phrases, clock times, dates,
// parts of years, lengths of time, words that point from the story's day or from a day told before.
// Values are TIMEX3. Without a publication date what cannot be known stays X ("XXXX-03-13").
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mentions/mentions.h"
#include "mentions/times/calendar.h"
#include "mentions/times/words.h"

namespace dragoman::mentions {

struct FoundTime {
    int begin = 0, end = 0;  ///< tokens
    TimeType type = TimeType::date;
    std::string value, mod;
    std::optional<Day> from, to;
    std::optional<Moment> moment;  ///< what later "that day", "a year earlier" count from
    bool vague = false;
    bool dated = false;  ///< names its own year, month and perhaps day
};

class Grammar {
public:
    Grammar(const Text& text, const Annotation& annotation, const TimeLexicon& lexicon, std::string_view published);

    /// The expression beginning at `token`, inside the sentence.
    std::optional<FoundTime> at(int token, TokenRange sentence);
    /// Tells the grammar that an expression was taken, in text order.
    void remember(const FoundTime& found, int paragraph, bool qualifies_noun);

private:
    using Found = std::optional<FoundTime>;

    // dates.cpp
    Found date(int i);
    Found month_first(int i);
    Found day_first(int i);
    Found weekday(int i);
    Found numeric(int i);
    Found year(int i);
    Found decade(int i);
    Found part_of_year(int i);
    Found clock(int i);
    Found clock_on_day(FoundTime found, const std::string& hour);
    bool joined_range(int t) const;
    int month_at(int t) const;
    int day_number(int t) const;
    int year_number(int t) const;
    std::optional<Moment> year_phrase(int t, int& end);
    int ordinal_at(int t) const;
    bool bounded(int token) const;
    Day resolve_day(int month, int day, int token) const;
    Moment resolve_month(int month, int token) const;
    Day resolve_weekday(int weekday, int token) const;
    FoundTime month_day(int begin, int end, int month, int day, int year) const;
    Found with_day_part(FoundTime found) const;
    Found day_range(int begin, int end, FoundTime first, FoundTime last) const;

    // relative.cpp
    Found phrase(int i);
    Found deictic(int i);
    Found which(int i);
    Found which_unit(int begin, int t, TimeWord pointer);
    Found which_length(int begin, int t, TimeWord pointer);
    Found length(int i);
    Found bare_length(int i);
    Found relation(int begin, int end, double count, bool few, TimeWord unit);
    Found every(int i);
    Found positioned(int i);
    Found earlier_in(int i);
    std::string length_value(std::optional<double> count, std::string_view unit) const;
    FoundTime made(int begin, int end, Moment moment) const;
    FoundTime made(int begin, int end, TimeType type, std::string value) const;

    TimeWord word(int t) const { return t >= first_ && t < limit_ ? words_[t] : TimeWord{}; }
    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    bool is_dash(int t) const;
    bool capital(int t) const {
        const char c = text_.word(t)[0];
        return c >= 'A' && c <= 'Z';
    }
    Day today() const { return published_.value_or(0); }
    Moment told_before() const { return last_.value_or(Moment{Grain::day, today()}); }
    Day day_told_before() const { return last_day_.value_or(today()); }
    Day day_told_before(int token) const;

    const Text& text_;
    const Annotation& tree_;
    const TimeLexicon& lexicon_;
    std::optional<Day> published_;
    std::vector<TimeWord> words_;   ///< of every token
    std::optional<Moment> last_;    ///< last dated expression
    std::optional<Day> last_day_;   ///< last single day
    std::optional<Day> last_past_;  ///< last single day not after the story's
    std::optional<int> year_told_;  ///< year named in this paragraph
    int paragraph_ = -1;
    int first_ = 0, limit_ = 0;  ///< the sentence
};

}  // namespace dragoman::mentions
