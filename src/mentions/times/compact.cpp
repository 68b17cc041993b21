// Dates in figures, read letter by letter since tokens cut them anywhere: "2016-12-16", "10-Apr-15", "1/28/2019".
#include <algorithm>
#include <array>

#include "mentions/times/grammar.h"
#include "mentions/times/scan.h"

namespace dragoman::mentions {
namespace {

constexpr std::array<std::string_view, 12> months = {"jan", "feb", "mar", "apr", "may", "jun",
                                                     "jul", "aug", "sep", "oct", "nov", "dec"};

int month_named(std::string_view letters) {
    if (letters.size() < 3) return 0;
    std::string low;
    for (char c : letters) low += static_cast<char>(c | 0x20);
    for (int m = 0; m < 12; ++m)
        if (low.starts_with(months[m]) && (low.size() == 3 || low == "sept" || low.size() > 4)) return m + 1;
    return 0;
}

int full_year(int year, int digits) { return digits == 2 ? year + (year < 50 ? 2000 : 1900) : year; }

struct Numbers {
    int value[3] = {0, 0, 0}, digits[3] = {0, 0, 0};
};

/// "2016-12-16", "1/28/2019", "31.12.2015", "8-12-2014": which number is what.
std::optional<Date> order(const Numbers& n, char mark, bool colloquial) {
    const auto fits = [](int y, int m, int d) {
        return is_date({y, m, d}) ? std::optional(Date{y, m, d}) : std::nullopt;
    };
    const auto& v = n.value;
    if (n.digits[0] == 4) return fits(v[0], v[1], v[2]);
    const bool dashed = colloquial && mark == '-';  // 9-18-15, in news rather a score
    if (n.digits[2] != 4 && !(n.digits[2] == 2 && (mark == '/' || dashed))) return {};
    const int year = full_year(v[2], n.digits[2]);
    const auto months_first = fits(year, v[0], v[1]), days_first = fits(year, v[1], v[0]);
    if (mark == '.') return days_first ? days_first : months_first;
    return months_first ? months_first : days_first;
}

/// Three numbers parted by one mark; more of them are a telephone number, an address, a version.
std::optional<Date> numbered(Scan& scan, bool colloquial) {
    Numbers n;
    Scan at = scan;
    if (!at.number(1, 4, n.value[0], n.digits[0])) return {};
    const char mark = at.peek();
    if (mark != '-' && mark != '/' && mark != '.') return {};
    for (int k = 1; k < 3; ++k)
        if (!at.take(mark) || !at.number(1, 4, n.value[k], n.digits[k])) return {};
    if (at.peek() == mark && at.digit(1)) return {};
    const auto date = order(n, mark, colloquial);
    if (date) scan = at;
    return date;
}

/// "10-Apr-15", "31/Oct/1974", "14april 2015", "2018-Oct-04".
std::optional<Date> with_month(Scan& scan) {
    Scan at = scan;
    int first = 0, digits = 0;
    if (!at.number(1, 4, first, digits)) return {};
    const char mark = at.peek();
    const bool marked = mark == '-' || mark == '/' || mark == '.';
    if (marked) at.take(mark);
    const int month = month_named(at.letters());
    if (month == 0) return {};
    int last = 0, last_digits = 0;
    if (marked ? !at.take(mark) : !at.take(' ')) return {};
    if (!at.number(1, 4, last, last_digits) || last_digits == 3) return {};
    const Date date = digits == 4       ? Date{first, month, last}
                      : last_digits > 1 ? Date{full_year(last, last_digits), month, first}
                                        : Date{0, 0, 0};
    if (!is_date(date) || (!marked && last_digits != 4)) return {};
    scan = at;
    return date;
}

/// "Dec-31-2018", "Sept/23/2020", "Dec31, 1994".
std::optional<Date> month_first(Scan& scan) {
    Scan at = scan;
    const int month = month_named(at.letters());
    if (month == 0) return {};
    const char mark = at.peek();
    const bool marked = (mark == '-' || mark == '/') && at.take(mark);
    int day = 0, year = 0, digits = 0;
    if (!at.number(1, 2, day, digits)) return {};
    if (marked ? !at.take(mark) : !(at.spaces(), at.take(','))) return {};
    if (!marked) at.spaces();
    if (!at.number(4, 4, year, digits) || !is_date({year, month, day})) return {};
    scan = at;
    return Date{year, month, day};
}

/// "20161016"
std::optional<Date> in_eight_figures(Scan& scan) {
    Scan at = scan;
    int all = 0, digits = 0;
    if (!at.number(8, 8, all, digits)) return {};
    const Date date{all / 10000, all / 100 % 100, all % 100};
    if (date.year < 1900 || date.year > 2100 || !is_date(date)) return {};
    scan = at;
    return date;
}

}  // namespace

Grammar::Found Grammar::compact_date(int i) {
    if (i >= limit_) return {};
    const std::string_view word_ = text_.word(i);
    if (word_.size() > 20) return {};
    Scan scan(text_.body, text_.tokens[i].begin, sentence_end());
    if (scan.behind_letter_or_mark() && i != range_end_) return {};
    if (Found range = slashed_range(i)) return range;
    auto date = numbered(scan, colloquial_);
    if (!date) date = with_month(scan);
    if (!date) date = mentions::month_first(scan);
    if (!date && colloquial_) date = in_eight_figures(scan);
    if (date) {
        const bool timed = scan.peek() == 'T' && scan.digit(1);
        const int end = token_end(timed ? scan.run_end() : scan.at());
        if (end < 0) return {};
        FoundTime found = month_day(i, end, date->month, date->day, date->year);
        if (!timed) return with_day_part(std::move(found));
        found.type = TimeType::time;
        found.value += scan.run();
        return found;
    }
    return month_and_year(i);
}

/// "12/2015", "2014-10", "Dec-2018", "2018Q4"; "2012-13" is two years.
Grammar::Found Grammar::month_and_year(int i) {
    Scan scan(text_.body, text_.tokens[i].begin, sentence_end());
    if (scan.behind_letter_or_mark()) return {};
    int a = 0, b = 0, digits_a = 0, digits_b = 0;
    const auto whole = [&](int year, int month) -> Found {
        const int end = token_end(scan.at());
        return end < 0 || scan.goes_on() ? Found() : Found(whole_month(i, end, month, year));
    };
    if (!scan.number(1, 4, a, digits_a)) {
        const int month = text_.word(i).size() <= 14 ? month_named(scan.letters()) : 0;
        if (month == 0 || !(scan.take('-') || scan.take('/')) || !scan.number(4, 4, b, digits_b)) return {};
        return b < 1000 || b > 2199 ? Found() : whole(b, month);
    }
    if (colloquial_) scan.spaces();
    const char mark = scan.peek();
    if (((mark | 0x20) == 'q' || mark == 'H') && (digits_a == 4 || digits_a == 2) && scan.digit(1)) {
        scan.take(mark);
        scan.number(1, 1, b, digits_b);
        const int end = token_end(scan.at()), year = full_year(a, digits_a);
        if (end < 0 || b < 1 || b > (mark == 'H' ? 2 : 4) || year > 2199) return {};
        if (mark == 'H' && digits_a != 4) return {};
        if (mark == 'H') return made(i, end, moment(Grain::half, day_of({year, 6 * b - 5, 1})));
        return made(i, end, moment(Grain::quarter, day_of({year, 3 * b - 2, 1})));
    }
    const bool marked = mark == '/' || mark == '-' || (mark == '.' && colloquial_ && digits_a == 4);
    if (!marked || !scan.take(mark)) return {};
    if (colloquial_) scan.spaces();
    if (!scan.number(1, 4, b, digits_b)) return {};
    if ((mark == '/' || colloquial_) && digits_a <= 2 && digits_b == 4 && a >= 1 && a <= 12 && b >= 1000 && b < 2200)
        return whole(b, a);
    const bool later = b > a % 100 && digits_b == 2 && !colloquial_;  // 2003-04 is a season
    const bool written = digits_b == 2 || (digits_b == 1 && (mark == '/' || colloquial_));
    if (digits_a == 4 && written && !later && a >= 1000 && a < 2200 && b >= 1 && b <= 12) return whole(a, b);
    return slashed_day(i, a, b, scan, mark);
}

/// "4/22" of no year: only where a preposition says that it is a day.
Grammar::Found Grammar::slashed_day(int i, int month, int day, const Scan& scan, char mark) {
    if (mark == '-' ? !(bare_ && colloquial_ && i == first_) : mark != '/') return {};
    if (scan.goes_on() || !is_date({2024, month, day})) return {};
    if (!colloquial_ &&
        !(is(i - 1, "on") || is(i - 1, "until") || is(i - 1, "since") || is(i - 1, "from") || is(i - 1, "by")))
        return {};
    const int end = token_end(scan.at());
    const bool part =
        end > 0 && (word(end).kind == TimeWordKind::unit || is(end, "h") || is(end, "of") || month_at(end) > 0);
    if (end < 0 || (part && !is(i - 1, "on"))) return {};  // 1/2 h, 1/2 of it, 1-8 September
    return with_day_part(month_day(i, end, month, day, 0));
}

/// "10/1-11/2/2017"; without its year ("10/1-11/7") only in plans.
Grammar::Found Grammar::slashed_range(int i) {
    Scan scan(text_.body, text_.tokens[i].begin, sentence_end());
    int n[5] = {0, 0, 0, 0, 0}, digits = 0;
    if (!scan.number(1, 2, n[0], digits) || !scan.take('/') || !scan.number(1, 2, n[1], digits) || !scan.take('-') ||
        !scan.number(1, 2, n[2], digits) || !scan.take('/') || !scan.number(1, 2, n[3], digits))
        return {};
    if (Scan year = scan; (year.take('/') || (colloquial_ && year.take(", "))) && year.number(4, 4, n[4], digits))
        scan = year;
    const int end = token_end(scan.at());
    if (end < 0 || scan.goes_on() || (n[4] == 0 && !(colloquial_ && published_))) return {};
    if (!is_date({n[4] > 0 ? n[4] : 2024, n[0], n[1]}) || !is_date({n[4] > 0 ? n[4] : 2024, n[2], n[3]})) return {};
    const int year = n[4] > 0 ? n[4] : date_of(today()).year;
    return day_range(i, end, month_day(i, end, n[0], n[1], year - (n[4] > 0 && n[2] < n[0])),
                     month_day(i, end, n[2], n[3], year + (n[4] == 0 && n[2] < n[0])));
}

/// The token past a byte, when a token ends there.
int Grammar::token_end(std::uint32_t byte) const {
    for (int t = text_.token_at(byte - 1); t >= 0 && t < limit_; ++t) {
        if (text_.tokens[t].end == byte) return t + 1;
        if (text_.tokens[t].end > byte) return -1;
    }
    return -1;
}

}  // namespace dragoman::mentions
