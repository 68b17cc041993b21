// A hand-written grammar of time expressions, read from left to right without going back.
//
// `at` tries the rules in the order of how much they can take: fixed phrases, clock times, lengths of time, dates,
// parts of longer periods, words that point from the story's day or from a day told before, sets.
// Values are TIMEX3. Without a publication date what cannot be known stays X ("XXXX-03-13").
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "mentions/mentions.h"
#include "mentions/times/calendar.h"
#include "mentions/times/words.h"

namespace dragoman::mentions {

class Scan;

struct FoundTime {
    int begin = 0, end = 0;  ///< tokens
    TimeType type = TimeType::date;
    std::string value, mod;
    std::optional<Day> from, to;
    std::optional<Moment> moment;  ///< what later "that day", "a year earlier" count from
    bool vague = false;
    bool dated = false;   ///< names its own year, month and perhaps day
    bool listed = false;  ///< the "6" of "March 5, 6 and 7"
};

class Grammar {
public:
    Grammar(const Text& text, const Annotation& annotation, const TimeLexicon& lexicon, std::string_view published,
            DocumentType document);

    /// The expression beginning at `token`, inside the sentence.
    std::optional<FoundTime> at(int token, const Sentence& sentence);
    /// Tells the grammar that an expression was taken, in text order.
    void remember(const FoundTime& found, bool qualifies_noun);

private:
    using Found = std::optional<FoundTime>;

    /// A part of a longer period: the nth unit or weekday, or so many units.
    struct Part {
        int nth = 0;  ///< from the end when negative
        Grain grain = Grain::day;
        int end = 0;  ///< token past it; 0: no part
        int weekday = -1;
        int count = 0;  ///< of "the first 11 months"
    };
    struct Hour {
        int hour = -1, minute = 0, second = -1;
        int end = -1;            ///< token past it; -1: inside a token
        std::uint32_t stop = 0;  ///< byte past its figures
        bool certain = false;    ///< can be nothing else
        bool halved = false;     ///< told as morning or afternoon
        bool bare = false;       ///< a mere number
        bool counts = false;     ///< a number as any other ("1800", "8.30") unless something says that it is an hour
        std::string_view zone;
        std::optional<int> offset;  ///< minutes ahead of Greenwich, where the hour is told by another clock
    };
    struct Hours {
        Hour first, last;
        bool overnight = false;  ///< the second lies on the next day
    };
    /// A length of time: one or several counts with their units.
    struct Length {
        struct Of {
            std::optional<double> count;  ///< none for "several"
            std::string_view unit;
        };
        std::vector<Of> parts;
        int end = 0;
        Number counted;         ///< the first count; none for "a week"
        bool article = false;   ///< "a week"
        bool hyphened = false;  ///< "five-year"
    };

    Found one_of_rules(int i);

    // anchors.cpp: what is counted from
    bool tells_history() const;
    bool names_only_times();
    Outlook outlook(int token) const;
    bool since(int token) const;
    bool ends_pair(int token) const;
    int month_of_pair(int token, int end) const;
    bool told_ahead(Day day) const { return before_.from && before_.to && *before_.from <= day && day <= *before_.to; }
    bool moves_tale(const FoundTime& found);
    std::string untold_day() const;
    bool only_month_told() const;
    bool day_known() const { return last_day_ || (published_ && !history_); }
    bool bounded(int token) const;
    bool ended(int token) const;
    int verb_over(int token) const;
    int number_of(int token) const;
    bool moved_to(int token) const;
    bool wanted_by(int token) const;
    bool came_to_pass(int token) const;
    bool comes_once(int token) const;
    int year_ahead(int month, int end) const;
    int year_of_tale(int month, int token) const;
    int year_of(const std::function<Day(int)>& in, int token) const;
    Day resolve_day(int month, int day, int token, int end) const;
    Moment resolve_month(int month, int token, int end) const;
    Day resolve_weekday(int weekday, int token) const;
    std::optional<Day> next_of_list(int weekday, int token) const;
    Day today() const { return published_.value_or(0); }
    Moment told_before() const { return last_.value_or(Moment{Grain::day, today()}); }
    Day day_told_before() const { return last_day_.value_or(today()); }
    Day day_told_before(int token) const;
    Moment present(Grain grain) const;

    // dates.cpp, day_numbers.cpp, compact.cpp
    Found date(int i);
    Found month_first(int i);
    Found month_alone(int i, int month);
    Found day_first(int i);
    Found another_day(int i);
    Found day_of_list(int i, int end, int day);
    FoundTime on_weekday(FoundTime found, int weekday) const;
    Found weekday(int i);
    Found weekday_on(int i, int weekday);
    Found day_of_month(int i);
    Found day_of_which(int begin, int t, int day);
    bool names_a_person(int i) const;
    std::optional<Day> day_numbered(int day, int weekday, int token) const;
    Found in_week(FoundTime found, int weekday);
    Found until_another(FoundTime found);
    Found compact_date(int i);
    Found month_and_year(int i);
    Found slashed_range(int i);
    Found slashed_day(int i, int month, int day, const Scan& scan, char mark);
    int month_at(int t) const;
    bool names_a_march(int t) const;
    bool person(int t) const;
    int day_number(int t) const;
    int spelled_day(int t, int& end) const;
    int counted_day(int t, int& end) const;
    int ordinal_at(int t) const;
    int year_after(int t, int& last);
    FoundTime month_day(int begin, int end, int month, int day, int year) const;
    FoundTime whole_month(int begin, int end, int month, int year) const;
    Found with_day_part(FoundTime found) const;
    Found day_range(int begin, int end, FoundTime first, FoundTime last) const;
    bool joined_range(int t) const;

    // years.cpp
    Found year(int i);
    Found early_range(int i);
    Found named_year(int i);
    int year_until(int i, int end) const;
    Found part_behind(int i, int end, int year);
    Found with_part(FoundTime year) const;
    Found with_weekday(FoundTime week) const;
    Found decade(int i);
    Found season(int i);
    Found period(int t);
    int year_number(int t) const;
    int year_at(int t, int& end) const;
    int spelled_year(int t, int& end) const;
    int era_at(int t) const;
    bool counts(int i) const;
    bool marked_at(int i) const;
    std::optional<Moment> year_phrase(int t, int& end) const;

    // parts.cpp
    Found part_of_period(int i);
    Found fiscal(int i);
    Found numbered_week(int i);
    Found latest_part(int i, const Part& part);
    Part part_at(int t) const;
    FoundTime several(int i, const Part& part, const FoundTime& whole) const;

    // clock.cpp, hours.cpp
    Found clock(int i);
    Found hours(int i, const Hour& first);
    std::optional<Hour> glued_end(const Hour& first) const;
    std::optional<Hours> hours_at(int i, const Hour& first, bool in_part) const;
    bool day_follows(int t) const;
    static void settle(Hours& pair);
    FoundTime hours_on(FoundTime found, const Hours& pair) const;
    Found clock_on_day(FoundTime found, Hour hour);
    FoundTime day_of_clock(FoundTime found, std::string& part);
    std::optional<FoundTime> with_hours(FoundTime found) const;
    bool line_parts(int t) const;
    Found day_behind(int t);
    Found with_hour(FoundTime found) const;
    std::optional<Hour> hour_at(int i) const;
    std::optional<Hour> hour_in_figures(int i) const;
    std::optional<Hour> hour_in_words(int i, bool whole = true) const;
    std::optional<Hour> minutes_and_hour(int i) const;
    bool placed(int i) const;
    bool runs(int i, const Hour& hour) const;
    int small_number(int t) const;
    int spoken_minutes(int& end) const;
    static std::string value_of_hour(const Hour& hour);

    // holidays.cpp
    Found phrase(int i);
    Found holiday_at(int i, TimeWord pointer);
    bool tells_a_sort(int end) const;
    const TimePhrase* phrase_at(int i) const;
    const TimePhrase* phrase_in(const TimePhrases& phrases, std::string_view first, int i) const;

    // relative.cpp
    Found deictic(int i);
    Found which(int i);
    TimeWord pointer_at(int t) const;
    Found after_next(int begin, int t);
    Found week_of(int i);
    Found quarters_past(int begin, int end, int count, int sign) const;
    Found which_unit(int begin, int t, TimeWord pointer);
    Found which_named_unit(int begin, int t, TimeWord pointer, Day from);
    Found which_length(int begin, int t, TimeWord pointer);
    bool is_past_length(int begin, int t) const;
    Found counted_which(int begin, int t);
    FoundTime length_from_today(int begin, int end, std::optional<double> count, std::string_view unit, int sign) const;
    Day which_weekday(int weekday, int pointer, Day from, int t) const;
    Found positioned(int i);
    Found mid(int i);
    Found earlier_in(int i);
    Found weekend(int i);
    Found part_of_day(int i);
    Found overnight(int i) const;
    bool qualifies_next(int t, int end) const;
    int named_part(int i, std::string& mod) const;

    // lengths.cpp
    Found length(int i);
    Found bare_length(int i);
    Found whole_unit(int i);
    Found relation(int begin, const Length& length);
    Found away_from(int begin, const Length& length);
    Found at_distance(int begin, int last, const Length& length, int sign, bool anchored);
    Found hours_away(int begin, int last, const Length& length, int sign, bool anchored) const;
    Found days_and_hours_away(int begin, int last, const Length& length, int sign, bool anchored) const;
    Found length_range(int i, int t) const;
    bool rate(int i, const Length& told) const;
    bool compared(int i) const;
    bool stands_alone(int end) const;
    bool article_counts(int i, int t, const Length& told) const;
    std::optional<Length> one_length(int t) const;
    std::optional<Length> length_at(int t) const;
    TimeWord glued_unit(std::string_view letters) const;
    std::string_view modifier(int& t) const;
    std::string length_value(std::optional<double> count, std::string_view unit) const;
    std::string value_of(const Length& length) const;
    static std::string value_of(Moment of) { return mentions::value_of(of); }
    static std::optional<Day> moved(Day from, const Length& length, int sign);

    // colloquial.cpp, plans.cpp: only in colloquial texts
    void take_colloquial_words();
    Found spoken(int i);
    int now_at(int t) const;
    int now() const { return minute_.value_or(0); }
    std::string now_value() const;
    Found until_now(int i);
    Found from_now(int i);
    Found unit_end(int i);
    Found rest_of(int i);
    static bool endless(const Length& length);
    FoundTime stretch_from_now(int begin, const Length& length, int sign) const;
    Found within(int i);
    Found days_of_month(int i);
    Found length_before(int i);
    Found length_from_hour(int i);
    Found or_next(int i);
    std::optional<Day> day_of_week_behind(int weekday, int token);
    Found pointed_date(int begin, int t, TimeWord pointer);
    Found spoken_unit(int i);
    FoundTime working_week(int begin, int end, int away) const;
    Found nights(int i);
    Found spoken_part(int i);
    Day day_meant(int token) const;
    bool spoken_hour(int i, const Hour& hour) const;
    void look_ahead(FoundTime& found, Hour& hour) const;
    void narrow(FoundTime& found) const;
    FoundTime settled(FoundTime found);
    FoundTime until(FoundTime found) const;
    FoundTime lasting(FoundTime found, const Length& length);
    FoundTime lasting_hours(FoundTime found, const Length& length) const;
    Found at_distance_from(const FoundTime& found);
    static Day working_days(Day from, int count);
    static double number_of_few();
    FoundTime units_of_calendar(FoundTime found, int count, Grain grain, int sign) const;

    // sets.cpp
    Found every(int i);
    Found times_a(int i);
    FoundTime set_at_hour(FoundTime found) const;
    Found hour_of_set(int begin, int t, const Hour& hour);
    Found weekdays_away(int i);

    FoundTime made(int begin, int end, Moment moment) const;
    FoundTime made(int begin, int end, TimeType type, std::string value) const;

    TimeWord word(int t) const { return t >= first_ && t < limit_ ? words_[t] : TimeWord{}; }
    bool is(int t, std::string_view lower) const { return t >= first_ && t < limit_ && tree_.lower(t) == lower; }
    bool is_dash(int t) const;
    bool capital(int t) const {
        const char c = text_.word(t)[0];
        return c >= 'A' && c <= 'Z';
    }
    bool may_open(int t) const;
    std::uint32_t sentence_end() const;
    int token_end(std::uint32_t byte) const;
    int token_end_or_stop(std::uint32_t byte) const;

    const Text& text_;
    const Annotation& tree_;
    const TimeLexicon& lexicon_;
    std::optional<Day> published_;
    bool colloquial_ = false;       ///< a text that makes plans, no news
    std::optional<int> minute_;     ///< of the day, when the publication date has a time
    std::vector<TimeWord> words_;   ///< of every token
    bool bare_ = false;             ///< nothing but an expression: who asks for "Monday" means the coming one
    bool history_ = false;          ///< tells of times long before its publication
    std::optional<Moment> last_;    ///< last dated expression
    std::optional<Day> last_day_;   ///< last single day
    std::optional<Day> last_past_;  ///< last single day not after the story's
    std::optional<int> year_told_;  ///< year named in this paragraph
    bool year_kept_ = false;        ///< it was named twice, so that the next paragraph begins in it
    std::optional<int> aside_;      ///< year far from the tale's, told last
    int aside_sentence_ = -1;       ///< first token of the sentence that told it
    FoundTime before_;              ///< the expression taken before
    int paragraph_ = -1;
    std::optional<int> range_end_;  ///< the second date of "10/1/2018-10/7/2018" begins there
    int first_ = 0, limit_ = 0;     ///< the sentence
};

}  // namespace dragoman::mentions
