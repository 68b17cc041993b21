// The words of time expressions, from knowledge/time_words.tsv, time_phrases.tsv and colloquial_times.tsv.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"
#include "mentions/quantities/numbers.h"
#include "mentions/times/calendar.h"

namespace dragoman::mentions {

enum class TimeWordKind : std::uint8_t {
    none,
    month,     ///< value 1…12
    weekday,   ///< value 0…6
    weekdays,  ///< Mondays: value 0…6
    decade,    ///< nineties: value 90
    unit,      ///< code: TS, TM, TH, D, WE, W, M, Q, Y, DE, CE (T marks parts of a day), F; BD, BW, WD, N of colloquial
               ///< ones
    day_part,  ///< code: MO, AF, EV, NI, or a clock time as T12:00
    season,    ///< value: first month
    day,       ///< today, yesterday: value is the distance in days; code a part of the day or empty
    set,       ///< weekly: code is the TIMEX3 value
    which,     ///< last, next, this: value is the distance; code "anchor" when counted from a date told before
    approx,    ///< about, nearly
    position,  ///< early, late, mid: code is the TIMEX3 mod
    relation,  ///< ago, earlier, later: value is the sign; code "anchor" as above
    every,     ///< every, each
    clock,     ///< a.m. and p.m.: value is the hours to add
    zone,      ///< UTC, GMT: code is the suffix of the value in news, value the minutes ahead of Greenwich
    numbered,  ///< bus, room, flight: the number behind it is its own and no year
    outlook,   ///< scheduled, due, upcoming: what they govern lies ahead
    opener,    ///< no word of time, but expressions begin with it: the, another, half
};

struct TimeWord {
    TimeWordKind kind = TimeWordKind::none;
    int value = 0;
    std::string_view code;
};

/// "at present", "Christmas Eve": several words with one meaning.
struct TimePhrase {
    std::vector<std::string_view> words;
    std::string_view type;  ///< DATE, DURATION, SET, or day (distance in days) or holiday (feasts.cpp says how)
    std::string_view value;
};

using TimePhrases = std::unordered_map<std::string_view, std::vector<TimePhrase>>;  ///< by first word, longest first

struct TimeLexicon {
    std::unordered_map<std::string_view, TimeWord> words, colloquial_words;
    TimePhrases phrases, colloquial_phrases;
    NumberWords numbers;

    TimeWord find(std::string_view lower) const {
        const auto at = words.find(lower);
        return at == words.end() ? TimeWord{} : at->second;
    }
};

/// The grain of a unit's code; none for parts of a day.
std::optional<Grain> grain_of(std::string_view unit_code);

/// Whether what a token tells of lies behind or ahead of the story, by the clause around it.
enum class Outlook : std::uint8_t { unknown, past, present, future };
Outlook outlook_at(const Annotation& annotation, const TimeLexicon& lexicon, int token);

}  // namespace dragoman::mentions
