// Days, weeks, months, years.
#include <fmt/chrono.h>

#include "ask/relations/relations.h"

namespace dragoman::ask {

using namespace std::chrono;

sys_days start_of(sys_days day, const std::string& by) {
    const year_month_day date(day);
    if (by == "year") return sys_days(date.year() / January / 1);
    if (by == "month") return sys_days(date.year() / date.month() / 1);
    if (by == "week") return day - (weekday(day) - Monday);
    return day;
}

sys_days next_start(sys_days start, const std::string& by) {
    const year_month_day date(start);
    if (by == "year") return sys_days((date.year() + years(1)) / January / 1);
    if (by == "month") return sys_days((date.year() / date.month() + months(1)) / 1);
    return start + days(by == "week" ? 7 : 1);
}

std::string name_of(sys_days start, const std::string& by) {
    const year_month_day date(start);
    const int year = static_cast<int>(date.year());
    const unsigned month = static_cast<unsigned>(date.month());
    if (by == "year") return fmt::format("{:04}", year);
    if (by == "month") return fmt::format("{:04}-{:02}", year, month);
    if (by == "week") {  // ISO 8601: the week belongs to the year of its Thursday
        const year_month_day thursday(start + days(3));
        const auto since = sys_days(start + days(3)) - sys_days(thursday.year() / January / 1);
        return fmt::format("{:04}-W{:02}", static_cast<int>(thursday.year()), since.count() / 7 + 1);
    }
    return fmt::format("{:04}-{:02}-{:02}", year, month, static_cast<unsigned>(date.day()));
}

}  // namespace dragoman::ask
