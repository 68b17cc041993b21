// Dates as pages write them → ISO 8601.
//
// Forms: ISO 8601 with and without zone, RFC 2822, what JavaScript and ctime print, "March 3, 2021 4:15 pm", "3. März
// 2021", "3 de marzo de 2021", 2021年3月3日, "03/04/2021", epochs, and dates in addresses. A date without its day, or
// without its year, is none. Nothing here reads a clock: what is too early or too late is for the caller to say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dragoman::story::page {

struct Date {
    static constexpr int kNoZone = 100000;

    int year = 0, month = 0, day = 0;  ///< day 0 only from url_date: the address says the month
    int hour = -1, minute = 0;         ///< hour -1: no time of day
    int second = -1;                   ///< -1: not said
    int zone = kNoZone;                ///< minutes east of Greenwich
    bool either = false;               ///< "03/04/2021": read as month, day, but day, month is as good
    int leads = 0;  ///< of numbers alone: 1 the day stands first ("13/04/2021"), -1 the month, 0 either
    std::size_t begin = 0, end = 0;  ///< where it stood in the text, without the time of day

    bool same_day(const Date& other) const { return year == other.year && month == other.month && day == other.day; }
};

/// "2021-03-04", "2021-03-04T16:15:00+01:00", "…Z"; with the zone only where the page said it.
std::string iso(const Date& date);

/// The date that a value is: "2021-03-04T16:15Z", "1614874500", "Thu, 04 Mar 2021 …". Words before it ("Published:")
/// are passed over. None when there is none, or when the value holds no day.
std::optional<Date> date_of_value(std::string_view value);

/// The first date in running text at `from` or after. Looks no further than some hundreds of bytes. Stricter than
/// date_of_value: no bare numbers.
std::optional<Date> find_date(std::string_view text, std::size_t from = 0);

/// The date in an address: ".../2021/03/04/...", "2021-03-04", "20210304", "2021/mar/04"; or its month,
/// ".../2021/03/...".
std::optional<Date> url_date(std::string_view url);

/// The other reading of a date that can be read either way.
Date other_order(const Date& date);

/// Days since 1970-01-01, for comparing.
long days(const Date& date);

}  // namespace dragoman::story::page
