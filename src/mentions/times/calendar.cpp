#include "mentions/times/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace dragoman::mentions {
namespace {

int floor_div(int a, int b) { return a / b - (a % b != 0 && (a % b < 0) != (b < 0)); }

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

int number(std::string_view text) {
    int value = 0;
    for (char c : text) value = 10 * value + (c - '0');
    return value;
}

/// ISO 8601: the week belongs to the year of its Thursday.
std::string week_value(Day monday) {
    const Date thursday = date_of(monday + 3);
    const int week = (monday + 3 - day_of({thursday.year, 1, 1})) / 7 + 1;
    return fmt::format("{:04}-W{:02}", thursday.year, week);
}

}  // namespace

// Howard Hinnant's days_from_civil and civil_from_days (public domain), with March as first month.
Day day_of(Date date) {
    const int y = date.year - (date.month <= 2);
    const int era = floor_div(y, 400);
    const int year_of_era = y - era * 400;
    const int day_of_year = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

Date date_of(Day day) {
    const int z = day + 719468;
    const int era = floor_div(z, 146097);
    const int doe = z - era * 146097;
    const int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int month = mp < 10 ? mp + 3 : mp - 9;
    return {yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) / 5 + 1};
}

int weekday_of(Day day) { return (day % 7 + 7 + 3) % 7; }  // 1970-01-01 was a Thursday

int days_in_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool is_date(Date date) {
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in_month(date.year, date.month);
}

std::string iso(Day day) {
    const Date d = date_of(day);
    return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

std::optional<Day> parse_iso(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-') return {};
    const auto year = text.substr(0, 4), month = text.substr(5, 2), day = text.substr(8, 2);
    if (!digits(year) || !digits(month) || !digits(day)) return {};
    const Date date{number(year), number(month), number(day)};
    if (!is_date(date)) return {};
    return day_of(date);
}

Moment moment(Grain grain, Day day) {
    const Date d = date_of(day);
    switch (grain) {
        case Grain::day:
            return {grain, day};
        case Grain::week:
            return {grain, day - weekday_of(day)};
        case Grain::weekend:
            return {grain, day - weekday_of(day) + 5};
        case Grain::month:
            return {grain, day_of({d.year, d.month, 1})};
        case Grain::quarter:
            return {grain, day_of({d.year, (d.month - 1) / 3 * 3 + 1, 1})};
        case Grain::half:
            return {grain, day_of({d.year, d.month < 7 ? 1 : 7, 1})};
        case Grain::season:  // winter begins in December and bears the year in which it begins
            return {grain, d.month < 3 ? day_of({d.year - 1, 12, 1}) : day_of({d.year, d.month / 3 * 3, 1})};
        case Grain::year:
            return {grain, day_of({d.year, 1, 1})};
        case Grain::decade:
            return {grain, day_of({floor_div(d.year, 10) * 10, 1, 1})};
        case Grain::century:
            return {grain, day_of({floor_div(d.year, 100) * 100, 1, 1})};
    }
    return {grain, day};
}

Day shift(Day from, int count, Grain grain) {
    const auto by_months = [&](long long months) {
        const Date d = date_of(from);
        const long long all = std::clamp<long long>(d.year * 12LL + d.month - 1 + months, -9999LL * 12, 9999 * 12 + 11);
        const int year = floor_div(static_cast<int>(all), 12), month = static_cast<int>(all) - year * 12 + 1;
        return day_of({year, month, std::min(d.day, days_in_month(year, month))});
    };
    const long long n = count;
    switch (grain) {
        case Grain::day:
            return from + count;
        case Grain::weekend:
        case Grain::week:
            return from + 7 * count;
        case Grain::month:
            return by_months(n);
        case Grain::quarter:
        case Grain::season:
            return by_months(3 * n);
        case Grain::half:
            return by_months(6 * n);
        case Grain::year:
            return by_months(12 * n);
        case Grain::decade:
            return by_months(120 * n);
        case Grain::century:
            return by_months(1200 * n);
    }
    return from;
}

Moment shift(Moment from, int count) { return moment(from.grain, shift(from.first, count, from.grain)); }

Day last_day(Moment of) {
    if (of.grain == Grain::day) return of.first;
    if (of.grain == Grain::weekend) return of.first + 1;
    return shift(of.first, 1, of.grain) - 1;
}

std::string value_of(Moment of) {
    const Date d = date_of(of.first);
    const std::string year = d.year > 0 ? fmt::format("{:04}", d.year) : fmt::format("BC{:04}", 1 - d.year);
    switch (of.grain) {
        case Grain::day:
            return iso(of.first);
        case Grain::week:
            return week_value(of.first);
        case Grain::weekend:
            return week_value(of.first - 5) + "-WE";
        case Grain::month:
            return fmt::format("{}-{:02}", year, d.month);
        case Grain::quarter:
            return fmt::format("{}-Q{}", year, (d.month - 1) / 3 + 1);
        case Grain::half:
            return fmt::format("{}-H{}", year, d.month < 7 ? 1 : 2);
        case Grain::season:
            return year + (d.month == 3 ? "-SP" : d.month == 6 ? "-SU" : d.month == 9 ? "-FA" : "-WI");
        case Grain::year:
            return year;
        case Grain::decade:
            return year.substr(0, d.year > 0 ? 3 : 5);  // BC048
        case Grain::century:                            // the years 900 to 801 BC are BC08
            return d.year > 0 ? year.substr(0, 2) : fmt::format("BC{:02}", -d.year / 100);
    }
    return {};
}

}  // namespace dragoman::mentions
