// Fixed phrases of time and holidays, those that move with the calendar, Easter or the moon included.
#include <algorithm>
#include <cmath>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

int number(std::string_view text) {
    const bool minus = text.starts_with('-');
    const int value = plain_digits(minus ? text.substr(1) : text);
    return minus ? -value : value;
}

/// The Gregorian reckoning of Easter (Meeus, Jones, Butcher).
Day easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return day_of({year, f / 31, f % 31 + 1});
}

/// The Julian reckoning, in Gregorian days.
Day orthodox_easter(int year) {
    const int d = (19 * (year % 19) + 15) % 30;
    const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
    return day_of({year, month, day}) + year / 100 - year / 400 - 2;
}

/// The tabular Islamic calendar; the sighted one may differ by a day. The year's first such day in the Gregorian year.
Day islamic(int year, int month, int day) {
    const auto there = [&](int hijri) {
        return (11 * hijri + 3) / 30 + 354 * hijri + 30 * month - (month - 1) / 2 + day - 492533;
    };
    int hijri = (year - 622) * 33 / 32 - 1;
    while (date_of(there(hijri)).year < year) ++hijri;
    return there(hijri);
}

/// Days from the epoch of the Hebrew calendar to the mean beginning of its year, by the molad and the rule of weekdays.
int hebrew_elapsed(int year) {
    const long long months = (235LL * year - 234) / 19, parts = 12084 + 13753 * months;
    const int day = static_cast<int>(29 * months + parts / 25920);
    return 3 * (day + 1) % 7 < 3 ? day + 1 : day;
}

Day hebrew_new_year(int year) {
    const int last = hebrew_elapsed(year - 1), now = hebrew_elapsed(year), next = hebrew_elapsed(year + 1);
    const int delay = next - now == 356 ? 2 : now - last == 382 ? 1 : 0;
    return now + delay - 2092590;  // days from 1970-01-01
}

/// `offset` days from the Hebrew new year in autumn of the Gregorian year; those past Heshvan count its 30th day.
Day hebrew(int year, int offset) {
    const Day first = hebrew_new_year(year + 3761);
    const bool full = (hebrew_new_year(year + 3762) - first) % 10 == 5;
    return first + offset + (offset > 58 && full);
}

/// The mean new moon nearest to lunation `k` with its largest terms (Meeus), in days from 1970-01-01, good to minutes.
double new_moon(int k) {
    constexpr double degree = 0.017453292519943295;
    const double sun = (2.5534 + 29.10535670 * k) * degree, moon = (201.5643 + 385.81693528 * k) * degree;
    const double node = (160.7108 + 390.67050284 * k) * degree;
    return 2451550.09766 - 2440587.5 + 29.530588861 * k - 0.40720 * std::sin(moon) + 0.17241 * std::sin(sun) +
           0.01608 * std::sin(2 * moon) + 0.01039 * std::sin(2 * node) + 0.00739 * std::sin(moon - sun) -
           0.00514 * std::sin(moon + sun) + 0.00208 * std::sin(2 * sun);
}

/// The day of a lunation by clocks `hours` ahead of Greenwich.
Day day_of_moon(int k, double hours) { return static_cast<Day>(std::floor(new_moon(k) + hours / 24)); }

/// The last lunation whose day is not after the given one.
int lunation_before(Day day, double hours) {
    int k = static_cast<int>((day - 10957) / 29.530588861) + 2;  // counted from 2000-01-06
    while (day_of_moon(k, hours) > day) --k;
    return k;
}

/// The Chinese new year: the second new moon after the one that begins the month of the winter solstice.
Day lunar_new_year(int year) {
    constexpr double china = 8;
    const double solstice = 2451900.05952 - 2440587.5 + 365.24274049 * (year - 2001);
    const int k = lunation_before(static_cast<Day>(std::floor(solstice + china / 24)), china) + 2;
    const Day found = day_of_moon(k, china);
    return found < day_of({year, 1, 21}) ? day_of_moon(k + 1, china) : found;
}

/// Diwali: the day on whose evening the moon is new in India, between the middles of October and November. The
/// hour at which the evening begins is the one that gives the days kept from 2000 to 2025: with the moon new by this
/// series at 18:20 the day was kept (2003, 2013), with 18:19 the day before it (2024).
Day diwali(int year) {
    constexpr double evening = 5.5 - 18.33;
    return day_of_moon(lunation_before(day_of({year, 11, 14}), evening), evening);
}

Day nth_weekday(int year, int month, int nth, int weekday) {
    if (nth > 0) {
        const Day first = day_of({year, month, 1});
        return first + (weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1);
    }
    const Day last = day_of({year, month, days_in_month(year, month)});
    return last - (weekday_of(last) - weekday + 7) % 7;
}

}  // namespace

/// "12-25"; "11 4 3 1": the fourth Thursday of November, one day later; "easter -2"; "orthodox 0"; "islamic 10 1";
/// "hebrew 9": days from the Hebrew new year; "lunar 0": the Chinese one; "diwali 0".
Day holiday_in(std::string_view rule, int year) {
    const auto parts = split(rule, ' ');
    const auto at = [&](std::size_t k) { return k < parts.size() ? number(parts[k]) : 0; };
    if (parts[0] == "easter") return easter(year) + at(1);
    if (parts[0] == "orthodox") return orthodox_easter(year) + at(1);
    if (parts[0] == "hebrew") return hebrew(year, at(1));
    if (parts[0] == "lunar") return lunar_new_year(year) + at(1);
    if (parts[0] == "diwali") return diwali(year) + at(1);
    if (parts[0] == "islamic") return islamic(year, at(1), at(2));
    if (parts.size() >= 3) return nth_weekday(year, std::clamp(at(0), 1, 12), at(1), at(2)) + at(3);
    const int month = plain_digits(rule.substr(0, 2)), day = plain_digits(rule.substr(3, 2));
    return day_of({year, std::clamp(month, 1, 12), std::clamp(day, 1, 31)});
}

/// The phrase of the table that stands at a token, none that is part of a longer idiom.
const TimePhrase* Grammar::phrase_at(int i) const {
    const auto list = lexicon_.phrases.find(tree_.lower(i));
    if (list == lexicon_.phrases.end()) return nullptr;
    for (const TimePhrase& phrase : list->second) {
        const int size = static_cast<int>(phrase.words.size());
        int k = 0;
        while (k < size && is(i + k, phrase.words[k])) ++k;
        if (k == size && !(is(i - 1, "as") && is(i, "soon"))) return &phrase;
    }
    return nullptr;
}

/// A holiday: its year told ("Easter 2018"), pointed at ("last Easter") or looked for.
Grammar::Found Grammar::holiday_at(int i, TimeWord pointer) {
    if (i >= limit_) return {};
    const TimePhrase* phrase = phrase_at(i);
    if (!phrase || phrase->type != "holiday") return {};
    int end = i + static_cast<int>(phrase->words.size());
    const std::string_view rule = phrase->value;
    const auto in = [&](int year) { return holiday_in(rule, year); };
    const auto made_in = [&](int year, bool dated) {
        FoundTime found = made(i, end, {Grain::day, in(year)});
        if (rule.starts_with("islamic")) found.mod = "APPROX";
        found.dated = dated;
        found.vague = !dated && pointer.kind != TimeWordKind::which && tells_a_sort(end);
        return found;
    };
    const bool joined = is(end, ",") || is(end, "of") || is(end, "in");
    int last = joined ? end + 1 : end;
    if (const auto year = year_phrase(last, last); year && date_of(year->first).year > 400)
        return end = last, made_in(date_of(year->first).year, true);
    if (!published_ && !(history_ && last_)) {
        if (rule.size() != 5) return made(i, end, TimeType::date, "XXXX-XX-XX");
        return made(i, end, TimeType::date, "XXXX-" + std::string(rule));
    }
    const int now = date_of(today()).year;
    if (pointer.kind == TimeWordKind::which) {
        if (pointer.value < 0) return made_in(in(now) < today() ? now : now - 1, false);
        if (pointer.value > 0) return made_in(in(now) > today() ? now : now + 1, false);
        return made_in(now, false);
    }
    return made_in(year_of(in, i), false);
}

/// "A Christmas party", "Easter eggs": of which sort they are, not when; but "the Easter Sunday attacks".
bool Grammar::tells_a_sort(int end) const {
    const int last = end - 1;
    if (end >= limit_ || tree_.dep[last] != Dep::compound || tree_.head[last] < end) return false;
    return !is(last, "day") && !is(last, "eve") && word(last).kind != TimeWordKind::weekday;
}

Grammar::Found Grammar::phrase(int i) {
    const TimePhrase* phrase = phrase_at(i);
    if (!phrase) return {};
    if (phrase->type == "holiday") return holiday_at(i, {});
    const int size = static_cast<int>(phrase->words.size());
    if (phrase->type == "day") {
        if (!published_) return {};
        return with_day_part(made(i, i + size, {Grain::day, today() + number(phrase->value)}));
    }
    const bool offset = is(i + size, "after") || is(i + size, "before") || is(i + size, "afterwards") ||
                        is(i + size, "afterward") || is(i + size, "thereafter");
    if (size == 1 && (phrase->value == "FUTURE_REF" || phrase->value == "PAST_REF")) {
        if (offset) return {};  // shortly after the vote
        if (phrase->value == "FUTURE_REF" && outlook(i) == Outlook::past) return {};
    }
    if (is(i, "the") && (is(i + 1, "future") || is(i + 1, "past")) &&
        (is(i + size, "of") || (i + size < limit_ && (tree_.is_noun(i + size) || tree_.tag[i + size] == Tag::CD ||
                                                      word(i + size).kind != TimeWordKind::none ||
                                                      number_at(text_, tree_, lexicon_.numbers, i + size, limit_)))))
        return {};
    FoundTime found = made(i, i + size, TimeType::date, std::string(phrase->value));
    found.vague = true;
    return found;
}

}  // namespace dragoman::mentions
