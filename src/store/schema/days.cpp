#include "store/schema/days.h"

#include <charconv>

namespace dragoman::store {
namespace {

using namespace std::chrono;

/// Exactly `digits` digits at the front of `text`, taken off it.
std::optional<int> take(std::string_view& text, std::size_t digits) {
    int number = 0;
    if (text.size() < digits) return {};
    const auto end = std::from_chars(text.data(), text.data() + digits, number);
    if (end.ec != std::errc() || end.ptr != text.data() + digits || text[0] == '-') return {};
    text.remove_prefix(digits);
    return number;
}

Days months(int y, int first, int last) {
    return {sys_days(year(y) / first / 1), sys_days(year(y) / last / std::chrono::last)};
}

std::optional<Days> week(int y, std::string_view rest) {
    const auto number = take(rest, 2);
    if (!number || *number < 1 || *number > 53) return {};
    const sys_days fourth = year(y) / January / 4;  // ISO 8601: the week of 4 January is the first
    const sys_days monday = fourth - (weekday(fourth) - Monday) + weeks(*number - 1);
    if (rest == "-WE") return Days{monday + days(5), monday + days(6)};
    if (rest.size() == 2 && rest[0] == '-' && rest[1] >= '1' && rest[1] <= '7') {
        const sys_days day = monday + days(rest[1] - '1');
        return Days{day, day};
    }
    return rest.empty() ? std::optional(Days{monday, monday + days(6)}) : std::nullopt;
}

/// Parts of a year: quarters, halves, and seasons of the northern year (winter is that of its end).
std::optional<Days> part(int y, std::string_view rest) {
    if (rest.size() != 2) return {};
    const int n = rest[1] - '0';
    if (rest[0] == 'Q' && n >= 1 && n <= 4) return months(y, 3 * n - 2, 3 * n);
    if (rest[0] == 'H' && n >= 1 && n <= 2) return months(y, 6 * n - 5, 6 * n);
    if (rest == "SP") return months(y, 3, 5);
    if (rest == "SU") return months(y, 6, 8);
    if (rest == "FA") return months(y, 9, 11);
    if (rest == "WI")
        return Days{sys_days(year(y - 1) / December / 1), sys_days(year(y) / February / std::chrono::last)};
    return {};
}

}  // namespace

std::optional<Days> days_of(std::string_view timex) {
    if (const auto slash = timex.find('/'); slash != std::string_view::npos) {
        const auto first = days_of(timex.substr(0, slash)), last = days_of(timex.substr(slash + 1));
        if (!first || !last || last->last < first->first) return {};
        return Days{first->first, last->last};
    }
    std::string_view rest = timex;
    if (timex.size() == 2 || timex.size() == 3) {
        const auto number = take(rest, timex.size());
        if (!number) return {};
        const int span = timex.size() == 2 ? 100 : 10;
        return Days{sys_days(year(*number * span) / January / 1),
                    sys_days(year(*number * span + span - 1) / December / 31)};
    }
    const auto y = take(rest, 4);
    if (!y) return {};
    if (rest.empty()) return months(*y, 1, 12);
    if (rest[0] != '-') return {};
    rest.remove_prefix(1);
    if (rest.starts_with('W') && !rest.starts_with("WI")) return week(*y, rest.substr(1));
    const auto m = take(rest, 2);
    if (!m) return part(*y, rest);
    if (*m < 1 || *m > 12) return {};
    if (rest.empty()) return months(*y, *m, *m);
    if (rest[0] != '-') return {};
    rest.remove_prefix(1);
    const auto d = take(rest, 2);
    if (!d || !(rest.empty() || rest[0] == 'T')) return {};
    const year_month_day day(year(*y), month(static_cast<unsigned>(*m)), std::chrono::day(static_cast<unsigned>(*d)));
    return day.ok() ? std::optional(Days{day, day}) : std::nullopt;
}

}  // namespace dragoman::store
