// Feasts that move with the calendar, Easter or the moon: on which day of a year they fall.
#include "mentions/times/feasts.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "mentions/parts.h"
#include "mentions/quantities/numbers.h"
#include "text/text.h"

namespace dragoman::mentions {

int signed_number(std::string_view text) {
    const bool minus = text.starts_with('-');
    const int value = plain_digits(minus ? text.substr(1) : text);
    return minus ? -value : value;
}

namespace {

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

/// The first day of an Islamic month: the day after the first evening in Mecca with a new moon. The tabular calendar
/// says which moon it is; the sighted month may differ by a day.
Day islamic_month(int hijri, int month) {
    constexpr double sunset = 15.3;  // in Mecca, by the clock of Greenwich
    const int tabular = (11 * hijri + 3) / 30 + 354 * hijri + 30 * month - (month - 1) / 2 + 1 - 492533;
    const double moon = new_moon(lunation_before(tabular + 3, 0));
    const double day = std::floor(moon);
    return static_cast<Day>(day) + ((moon - day) * 24 < sunset ? 1 : 2);
}

/// The year's first such day in the Gregorian year.
Day islamic(int year, int month, int day) {
    int hijri = (year - 622) * 33 / 32 - 1;
    while (date_of(islamic_month(hijri, month) + day - 1).year < year) ++hijri;
    return islamic_month(hijri, month) + day - 1;
}

/// How far the moon stands ahead of the sun, in degrees, by its largest terms (Meeus), good to a fifth of one.
double elongation(double day) {
    constexpr double degree = 0.017453292519943295;
    const double centuries = (day + 2440587.5 - 2451545.0) / 36525;
    const double mean = 297.85036 + 445267.111480 * centuries, sun = 357.52772 + 35999.050340 * centuries;
    const double moon = 134.96298 + 477198.867398 * centuries, node = 93.27191 + 483202.017538 * centuries;
    const auto sine = [](double angle) { return std::sin(angle * degree); };
    const double ahead = mean + 6.289 * sine(moon) - 1.274 * sine(moon - 2 * mean) + 0.658 * sine(2 * mean) -
                         0.186 * sine(sun) + 0.214 * sine(2 * moon) - 0.114 * sine(2 * node) -
                         0.059 * sine(2 * moon - 2 * mean) - 0.057 * sine(moon - 2 * mean + sun) +
                         0.053 * sine(moon + 2 * mean) + 0.046 * sine(2 * mean - sun) - 1.915 * sine(sun);
    return ahead - 360 * std::floor(ahead / 360);
}

/// The day of a Hindu lunar month on which its `nth` lunar day (1 to 30, from the new moon) stands at an hour in India;
/// of two such days the first, of none the one before. The month begins with the last new moon before the sun leaves
/// its sign, which falls on about the same days of our century; leap months are not feasted.
Day hindu(int year, int month, int nth, int hour) {
    constexpr int leaves[12][2] = {{4, 14},  {5, 15},  {6, 15},  {7, 16}, {8, 17}, {9, 17},
                                   {10, 17}, {11, 16}, {12, 16}, {1, 14}, {2, 13}, {3, 14}};
    constexpr double india = 5.5;
    const auto& leave = leaves[std::clamp(month, 1, 12) - 1];
    const int lunation = lunation_before(day_of({year, leave[0], leave[1]}), india);
    Day day = day_of_moon(lunation, india) + std::max(0, nth - 3);
    for (int step = 0; step < 7; ++step, ++day) {
        const int told = static_cast<int>(elongation(day + (hour - india) / 24) / 12) + 1;
        if (told == nth) return day;
        if (told > nth && told - nth < 15) return day - 1;
    }
    return day;
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

/// The sun's entry into Capricorn by the stars, kept on the next day where it comes after sunset in India.
Day capricorn(int year) {
    constexpr double entry = 17910.6;  // 2019-01-14, 14:20 by the clock of Greenwich
    constexpr double sidereal_year = 365.256363, india = 5.5 / 24, sunset = 0.75;
    const double there = entry + sidereal_year * (year - 2019) + india;
    return static_cast<Day>(std::floor(there)) + (there - std::floor(there) > sunset);
}

Day by_rule(const std::vector<std::string_view>& parts, int year) {
    const auto at = [&](std::size_t k) { return k < parts.size() ? signed_number(parts[k]) : 0; };
    if (parts[0] == "easter") return easter(year) + at(1);
    if (parts[0] == "orthodox") return orthodox_easter(year) + at(1);
    if (parts[0] == "hebrew") return hebrew(year, at(1));
    if (parts[0] == "lunar") return lunar_new_year(year) + at(1);
    if (parts[0] == "diwali") return diwali(year) + at(1);
    if (parts[0] == "hindu") return hindu(year, at(1), at(2), at(3));
    if (parts[0] == "islamic") return islamic(year, at(1), at(2));
    if (parts[0] == "capricorn") return capricorn(year) + at(1);
    if (parts[0] == "parsi") return day_of({2018, 8, 17}) + 365 * (year - 2018);  // a calendar without leap years
    if (parts.size() >= 3) return nth_weekday(year, std::clamp(at(0), 1, 12), at(1), at(2)) + at(3);
    const int month = plain_digits(parts[0].substr(0, 2)), day = plain_digits(parts[0].substr(3, 2));
    return day_of({year, std::clamp(month, 1, 12), std::clamp(day, 1, 31)});
}

}  // namespace

/// "12-25"; "11 4 3 1": the fourth Thursday of November, one day later; "easter -2"; "orthodox 0"; "islamic 10 1";
/// "hebrew 9": days from the Hebrew new year; "lunar 0": the Chinese one; "diwali 0"; "hindu 7 10 14": the tenth lunar
/// day of the seventh month, at 14:00; "capricorn 0"; "parsi". Behind it "5=-1": on a Saturday a day earlier.
Day holiday_in(std::string_view rule, int year) {
    auto parts = split(rule, ' ');
    std::vector<std::string_view> moves;
    while (parts.size() > 1 && parts.back().find('=') == 1) moves.push_back(parts.back()), parts.pop_back();
    const Day day = by_rule(parts, year);
    for (const std::string_view move : moves)
        if (weekday_of(day) == move[0] - '0') return day + signed_number(move.substr(2));
    return day;
}

}  // namespace dragoman::mentions
