// Civil dates and the calendar units that time expressions name. Proleptic Gregorian; no clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dragoman::mentions {

/// Days since 1970-01-01.
using Day = int;

struct Date {
    int year = 1970;
    int month = 1;  ///< 1…12
    int day = 1;    ///< 1…31
};

Day day_of(Date date);
Date date_of(Day day);
/// 0 Monday … 6 Sunday.
int weekday_of(Day day);
int days_in_month(int year, int month);
bool is_date(Date date);
/// "2021-12-15"
std::string iso(Day day);
/// The date at the head of an ISO 8601 date or date-time; none when it is not complete or not valid.
std::optional<Day> parse_iso(std::string_view text);

enum class Grain { day, weekend, week, month, quarter, half, season, year, decade, century };

/// One unit of the calendar, known by its first day.
struct Moment {
    Grain grain = Grain::day;
    Day first = 0;
};

/// The unit of that grain in which the day lies (for weekends: of that week).
Moment moment(Grain grain, Day day);
/// The unit of that grain, a year or longer, in which the year lies.
inline Moment moment_of_year(Grain grain, int year) { return moment(grain, day_of({year, 1, 1})); }
/// `count` units later (earlier when negative).
Moment shift(Moment from, int count);
/// The day moved by `count` units of that grain; months and years keep the day where the month has it.
Day shift(Day from, int count, Grain grain);
Day last_day(Moment of);
/// TIMEX3 value: 2021-12-15, 2021-W50, 2021-W50-WE, 2021-12, 2021-Q4, 2021-H2, 2021-WI, 2021, 202, 20.
std::string value_of(Moment of);

}  // namespace dragoman::mentions
