#include "story/page/dates.h"

#include <algorithm>
#include <array>

#include "story/page/characters.h"
#include "story/page/date_tokens.h"

namespace dragoman::story::page {
namespace {

bool is_day(long year, long month, long day) {
    constexpr int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1900 || year > 2100 || month < 1 || month > 12 || day < 1 || day > lengths[month - 1]) return false;
    return month != 2 || day < 29 || (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
}

long full_year(const DateToken& t) { return t.digits != 2 ? t.value : t.value < 70 ? 2000 + t.value : 1900 + t.value; }

bool starts(const DateTokens& tokens, int i, std::initializer_list<std::string_view> words) {
    return tokens[i].kind == DateToken::Word && std::any_of(words.begin(), words.end(), [&](std::string_view w) {
               return tokens[i].text.substr(0, w.size()) == w;
           });
}

bool one_of(const DateTokens& tokens, int i, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return tokens.word(i, w); });
}

/// Reads a date whose first token is `i`; `end` becomes the token behind it.
class Reader {
public:
    explicit Reader(const DateTokens& tokens) : t(tokens) {}

    bool day_at(int i, Date& date, int& end) const {
        return year_first(i, date, end) || month_first(i, date, end) || day_first(i, date, end) ||
               numbers(i, date, end);
    }

    /// A time of day from token `i`, after what may stand between a day and a time.
    bool time_after(int i, Date& date, int& end) const;
    /// A time of day that ends before token `i`: "4:15 pm, March 3, 2021".
    void time_before(int i, Date& date) const;

private:
    bool set(Date& date, long year, long month, long day, int begin, int end_token, int& end) const {
        if (!is_day(year, month, day)) return false;
        date = Date();
        date.year = static_cast<int>(year), date.month = static_cast<int>(month), date.day = static_cast<int>(day);
        date.begin = t[begin].begin, date.end = t[end_token - 1].end;
        end = end_token;
        return true;
    }

    bool year_first(int i, Date& date, int& end) const;
    bool month_first(int i, Date& date, int& end) const;
    bool day_first(int i, Date& date, int& end) const;
    bool numbers(int i, Date& date, int& end) const;
    bool clock(int i, Date& date, int& end) const;
    void zone(int i, Date& date, int& end) const;

    const DateTokens& t;
};

bool Reader::year_first(int i, Date& date, int& end) const {
    if (!t.year(i)) return false;
    const long year = t[i].value;
    for (const char sign : {'-', '/', '.'})
        if (t.sign(i + 1, sign) && t.number(i + 2, 1, 2) && t.sign(i + 3, sign) && t.number(i + 4, 1, 2))
            return set(date, year, t[i + 2].value, t[i + 4].value, i, i + 5, end);
    if (starts(t, i + 1, {"年", "년"}) && t.number(i + 2, 1, 2) && starts(t, i + 3, {"月", "월"}) &&
        t.number(i + 4, 1, 2) && starts(t, i + 5, {"日", "일"}))
        return set(date, year, t[i + 2].value, t[i + 4].value, i, i + 6, end);
    int month = t.sign(i + 1, '.') || t.sign(i + 1, '-') || t.sign(i + 1, '/') ? i + 2 : i + 1;
    if (t.word(month, "gada") && t.number(month + 1, 1, 2) && t.sign(month + 2, '.') && t.month(month + 3))
        return set(date, year, t[month + 3].value, t[month + 1].value, i, month + 4, end);  // "2021. gada 3. martā"
    if (t.word(month, "m")) month += t.sign(month + 1, '.') ? 2 : 1;                        // "2021 m. kovo 3 d."
    const int day = t.sign(month + 1, '-') || t.sign(month + 1, '/') ? month + 2 : month + 1;
    if (t.month(month) && t.number(day, 1, 2) && !t.sign(day + 1, ':'))
        return set(date, year, t[month].value, t[day].value, i, day + 1, end);
    return false;
}

bool Reader::month_first(int i, Date& date, int& end) const {
    if (!t.month(i)) return false;
    const long month = t[i].value;
    int day = i + 1;
    while (day < i + 3 && (t.sign(day, '.') || t.sign(day, ',') || t.sign(day, '-') || t.sign(day, '/'))) ++day;
    if (!t.number(day, 1, 2)) return false;
    int year = day + 1;
    while (year < day + 3 && (t.sign(year, ',') || t.sign(year, '.') || t.sign(year, '-') || t.sign(year, '/'))) ++year;
    if (t.year(year)) return set(date, t[year].value, month, t[day].value, i, year + 1, end);
    // "Mar 3, '21"
    if ((t.sign(year, '\'') || t[year].text == "’" || t[year].text == "‘") && t.number(year + 1, 2, 2))
        return set(date, full_year(t[year + 1]), month, t[day].value, i, year + 2, end);
    // "Mar  4 16:15:00 GMT 2021"
    Date time;
    int after = 0;
    if (clock(year, time, after)) {
        if (t[after].kind == DateToken::Word && t.year(after + 1)) ++after;
        if (t.year(after) && set(date, t[after].value, month, t[day].value, i, after + 1, end)) {
            date.hour = time.hour, date.minute = time.minute, date.second = time.second, date.zone = time.zone;
            return true;
        }
    }
    return false;
}

bool Reader::day_first(int i, Date& date, int& end) const {
    if (!t.number(i, 1, 2)) return false;
    int month = i + 1;
    while (month < i + 3 && (t.sign(month, '.') || t.sign(month, '-') || t.sign(month, '/') || t.sign(month, ',') ||
                             t.sign(month, '\'') || t[month].text == "’" || one_of(t, month, {"de", "of", "d"})))
        ++month;
    if (!t.month(month)) return false;
    int year = month + 1;
    while (year < month + 3 && (t.sign(year, '.') || t.sign(year, '-') || t.sign(year, '/') || t.sign(year, ',') ||
                                one_of(t, year, {"de", "del", "of"})))
        ++year;
    if (t.year(year)) return set(date, t[year].value, t[month].value, t[i].value, i, year + 1, end);
    const bool apostrophe = t.sign(year, '\'') || t[year].text == "’";
    if (apostrophe) ++year;
    if (t.number(year, 2, 2) && !t.sign(year + 1, ':') && (apostrophe || t.sign(year - 1, '-')))
        return set(date, full_year(t[year]), t[month].value, t[i].value, i, year + 1, end);
    return false;
}

bool Reader::numbers(int i, Date& date, int& end) const {
    if (!t.number(i, 1, 2) || !t.number(i + 2, 1, 2) || t[i + 2].ordinal) return false;
    char sign = 0;
    for (const char c : {'/', '.', '-'})
        if (t.sign(i + 1, c) && t.sign(i + 3, c)) sign = c;
    if (!sign) return false;
    const bool short_year =
        t.number(i + 4, 2, 2) && sign != '-' && (sign == '/' || (t[i].digits == 2 && t[i + 2].digits == 2));
    if (!t.year(i + 4) && !short_year) return false;
    // "1.2.3.4" and "1/2/21/4" are no dates.
    if ((t.sign(i + 5, '.') || t.sign(i + 5, '/') || t.sign(i + 5, '-')) && t.number(i + 6, 1, 18) && !t[i + 6].space)
        return false;
    const long a = t[i].value, b = t[i + 2].value, year = full_year(t[i + 4]);
    const bool day_leads = sign == '.' || a > 12;
    if (!set(date, year, day_leads ? b : a, day_leads ? a : b, i, i + 5, end)) return false;
    date.either = !day_leads && b <= 12 && a != b;
    date.leads = sign == '.' ? 0 : day_leads ? 1 : b > 12 ? -1 : 0;
    return true;
}

/// Abbreviations of zones that mean one thing in news, in minutes.
int named_zone(const DateTokens& t, int i) {
    static constexpr std::pair<std::string_view, int> zones[] = {
        {"z", 0},      {"utc", 0},    {"gmt", 0},    {"est", -300}, {"edt", -240}, {"cst", -360}, {"cdt", -300},
        {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"bst", 60},   {"cet", 60},   {"cest", 120},
        {"mez", 60},   {"mesz", 120}, {"eet", 120},  {"eest", 180}, {"msk", 180},  {"jst", 540},  {"kst", 540},
        {"sgt", 480},  {"hkt", 480},  {"aest", 600}, {"aedt", 660}, {"nzst", 720}, {"nzdt", 780}, {"sast", 120}};
    for (const auto& [name, minutes] : zones)
        if (t.word(i, name)) return minutes;
    return Date::kNoZone;
}

void Reader::zone(int i, Date& date, int& end) const {
    const bool bracket = t.sign(i, '(') || t.sign(i, '[');
    if (bracket) ++i;
    int minutes = named_zone(t, i);
    if (minutes != Date::kNoZone) end = ++i;
    const bool plus = t.sign(i, '+'), minus = t.sign(i, '-') || t[i].text == "\u2212";
    if ((plus || minus) && (minutes == 0 || minutes == Date::kNoZone) && t.number(i + 1, 1, 4) &&
        t[i + 1].digits != 3 && !t[i + 1].space) {
        long east = t[i + 1].digits == 4 ? t[i + 1].value / 100 * 60 + t[i + 1].value % 100 : t[i + 1].value * 60;
        int after = i + 2;
        if (t[i + 1].digits <= 2 && t.sign(i + 2, ':') && t.number(i + 3, 2, 2)) east += t[i + 3].value, after = i + 4;
        if (east <= 14 * 60) minutes = static_cast<int>(plus ? east : -east), end = after;
    }
    if (minutes != Date::kNoZone) date.zone = minutes;
}

/// "16:15", "16:15:30.25", "4:15 p.m.", "4 pm", "16h15", "161500" behind a T.
bool Reader::clock(int i, Date& date, int& end) const {
    long hour = -1, minute = 0, second = -1;
    int after = i;
    if (t.number(i, 1, 2) && t.sign(i + 1, ':') && t.number(i + 2, 2, 2)) {
        hour = t[i].value, minute = t[i + 2].value, after = i + 3;
        if (t.sign(after, ':') && t.number(after + 1, 2, 2)) second = t[after + 1].value, after += 2;
        if (second >= 0 && (t.sign(after, '.') || t.sign(after, ',')) && t.number(after + 1, 1, 18) &&
            !t[after + 1].space)
            after += 2;
    } else if (t.number(i, 1, 2) && t.word(i + 1, "h") &&
               (t.number(i + 2, 2, 2) || t[i + 2].kind != DateToken::Number)) {
        hour = t[i].value, after = i + 2;
        if (t.number(i + 2, 2, 2)) minute = t[i + 2].value, ++after;
    } else if (t.number(i, 6, 6) && t.word(i - 1, "t")) {
        hour = t[i].value / 10000, minute = t[i].value / 100 % 100, second = t[i].value % 100, after = i + 1;
    } else if (t.number(i, 4, 4) && t.word(i - 1, "t")) {
        hour = t[i].value / 100, minute = t[i].value % 100, after = i + 1;
    } else if (t.number(i, 1, 2)) {
        hour = t[i].value, after = i + 1;
        if (t.sign(after, '.') && t.number(after + 1, 2, 2)) minute = t[after + 1].value, after += 2;
        if (!one_of(t, after, {"am", "pm", "uhr"}) && !(one_of(t, after, {"a", "p"}) && t.sign(after + 1, '.')))
            return false;
    }
    if (hour < 0) return false;
    const bool dotted = one_of(t, after, {"a", "p"}) && t.sign(after + 1, '.') && t.word(after + 2, "m");
    if (dotted || one_of(t, after, {"am", "pm"})) {
        const bool afternoon = t[after].text[0] == 'p' || t[after].text[0] == 'P';
        if (hour > 12) return false;
        hour = hour % 12 + (afternoon ? 12 : 0);
        after += dotted ? (t.sign(after + 3, '.') ? 4 : 3) : 1;
    } else if (one_of(t, after, {"uhr", "h"})) {
        ++after;
    }
    if (hour > 23 || minute > 59 || second > 60) return false;
    date.hour = static_cast<int>(hour), date.minute = static_cast<int>(minute);
    date.second = static_cast<int>(std::min(second, 59L));
    end = after;
    zone(after, date, end);
    return true;
}

bool Reader::time_after(int i, Date& date, int& end) const {
    for (int skipped = 0; skipped <= 4; ++skipped, ++i) {
        if (clock(i, date, end)) return true;
        const DateToken& token = t[i];
        const bool passes = token.kind == DateToken::Sign
                                ? !token.text.empty()
                                : one_of(t, i, {"t",  "at",  "um", "à", "a", "as", "às",   "las", "ore", "alle",
                                                "kl", "klo", "om", "u", "в", "о",  "time", "la",  "時",  "saat"});
        if (!passes) return false;
    }
    return false;
}

void Reader::time_before(int i, Date& date) const {
    for (int from = std::max(0, i - 12); from < i; ++from) {
        Date time;
        int end = 0;
        if (!clock(from, time, end) || end > i) continue;
        int words = 0;  // a zone that means several things, "on", a weekday
        for (int k = end; k < i; ++k)
            words += t[k].kind == DateToken::Word ? 1 : t[k].kind == DateToken::Number ? 9 : 0;
        if (words > 3) continue;
        date.hour = time.hour, date.minute = time.minute, date.second = time.second, date.zone = time.zone;
        return;
    }
}

std::optional<Date> first_date(const DateTokens& tokens) {
    const Reader reader(tokens);
    for (int i = 0; i < tokens.size(); ++i) {
        const DateToken& token = tokens[i];
        if (token.kind == DateToken::Sign || (token.kind == DateToken::Word && !token.value)) continue;
        // A number in the midst of another: "12.345.2021", "v1.2021-03-04".
        if (token.kind == DateToken::Number && !token.space && i > 0 &&
            (tokens.sign(i - 1, '.') || tokens.sign(i - 1, '/') || tokens.sign(i - 1, '-')) &&
            tokens.number(i - 2, 1, 18))
            continue;
        Date date;
        int end = 0;
        if (!reader.day_at(i, date, end)) continue;
        if (date.hour < 0 && !reader.time_after(end, date, end)) reader.time_before(i, date);
        return date;
    }
    return std::nullopt;
}

/// Seconds, or milliseconds, since 1970 → the moment in Greenwich.
std::optional<Date> from_epoch(long long seconds) {
    // Civil from days: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    const long long day = seconds / 86400, rest = seconds % 86400;
    const long long z = day + 719468, era = z / 146097, doe = z - era * 146097;
    const long long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365,
                    doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const long long mp = (5 * doy + 2) / 153;
    Date date;
    date.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    date.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    date.year = static_cast<int>(yoe + era * 400 + (date.month <= 2));
    date.hour = static_cast<int>(rest / 3600), date.minute = static_cast<int>(rest / 60 % 60),
    date.second = static_cast<int>(rest % 60);
    date.zone = 0;
    return date;
}

/// "20210304", "20210304161500", "20210304T161500Z", "1614874500", "1614874500123".
std::optional<Date> bare_number(const DateTokens& t) {
    const DateToken& number = t[0];
    if (number.kind != DateToken::Number) return std::nullopt;
    std::optional<Date> date;
    if (number.digits == 8 || number.digits == 12 || number.digits == 14) {
        long long day = number.value, time = 0;
        for (int i = 8; i < number.digits; ++i) day /= 10;
        for (int i = 8; i < number.digits; ++i) time = time * 10;
        if (!is_day(day / 10000, day / 100 % 100, day % 100)) return std::nullopt;
        date.emplace();
        date->year = static_cast<int>(day / 10000), date->month = static_cast<int>(day / 100 % 100),
        date->day = static_cast<int>(day % 100);
        if (number.digits > 8) {
            time = number.digits == 14 ? number.value % 1000000 : number.value % 10000 * 100;
            if (time / 10000 < 24 && time / 100 % 100 < 60 && time % 100 < 60) {
                date->hour = static_cast<int>(time / 10000), date->minute = static_cast<int>(time / 100 % 100);
                if (number.digits == 14) date->second = static_cast<int>(time % 100);
            }
        } else {
            int end = 0;
            Reader(t).time_after(1, *date, end);
        }
    } else if (t.size() == 1 && number.digits == 10) {
        date = from_epoch(number.value);
    } else if ((t.size() == 1 || t.sign(1, '.')) && number.digits == 13) {
        date = from_epoch(number.value / 1000);
    }
    if (date) date->begin = number.begin, date->end = number.end;
    return date;
}

}  // namespace

std::string iso(const Date& date) {
    std::string text;
    const auto put = [&](int number, int digits) {
        char reversed[8];
        for (int i = 0; i < digits; ++i, number /= 10) reversed[i] = static_cast<char>('0' + number % 10);
        for (int i = digits; i-- > 0;) text += reversed[i];
    };
    put(date.year, 4), text += '-', put(date.month, 2), text += '-', put(date.day, 2);
    if (date.hour < 0) return text;
    text += 'T', put(date.hour, 2), text += ':', put(date.minute, 2), text += ':', put(std::max(date.second, 0), 2);
    if (date.zone == 0) text += 'Z';
    if (date.zone != 0 && date.zone != Date::kNoZone) {
        const int minutes = date.zone < 0 ? -date.zone : date.zone;
        text += date.zone < 0 ? '-' : '+', put(minutes / 60, 2), text += ':', put(minutes % 60, 2);
    }
    return text;
}

std::optional<Date> date_of_value(std::string_view value) {
    const DateTokens tokens(value.substr(0, 300));
    if (auto date = bare_number(tokens)) return date;
    return first_date(tokens);
}

std::optional<Date> find_date(std::string_view text, std::size_t from) {
    text = text.substr(0, std::min(text.size(), from + 500));
    if (from >= text.size() || std::none_of(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                                            [](char c) { return is_digit(c) || c == '\xD9' || c == '\xDB'; }))
        return std::nullopt;
    return first_date(DateTokens(text, from));
}

std::optional<Date> url_date(std::string_view url) {
    url = url.substr(0, 1000);
    url = url.substr(0, std::min(url.find_first_of("?#"), url.size()));
    std::optional<Date> month;
    const std::size_t host = url.find("://");
    const std::size_t path = url.find('/', host == url.npos ? 0 : host + 3);
    if (path == url.npos) return std::nullopt;
    for (std::size_t at = path; at < url.size(); ++at) {
        if (!is_digit(url[at]) || is_digit(url[at - 1])) continue;
        std::size_t end = at;
        while (end < url.size() && is_digit(url[end])) ++end;
        Date date;
        if (end - at == 8) {
            if (auto found = bare_number(DateTokens(url.substr(at, 8)))) return found;
        } else if (end - at == 4 && end < url.size() && (url[end] == '/' || url[end] == '-' || url[end] == '_')) {
            const DateTokens t(url.substr(at, 24));
            const bool slash = url[end] == '/' && url[at - 1] == '/';
            const long number = t.month(2) ? t[2].value : t.number(2, 1, 2) ? t[2].value : 0;
            if (t.year(0) && number && t[3].text == t[1].text && t.number(4, 1, 2) &&
                is_day(t[0].value, number, t[4].value)) {
                date.year = static_cast<int>(t[0].value), date.month = static_cast<int>(number),
                date.day = static_cast<int>(t[4].value);
                return date;
            }
            if (t.year(0) && number >= 1 && number <= 12 && slash && t.number(2, 2, 2) && !month) {
                date.year = static_cast<int>(t[0].value), date.month = static_cast<int>(number);
                month = date;
            }
        }
        at = end - 1;
    }
    return month;
}

Date other_order(const Date& date) {
    Date other = date;
    if (date.either) std::swap(other.month, other.day);
    return other;
}

long days(const Date& date) {
    const long y = date.year - (date.month <= 2), era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    const long doy = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

}  // namespace dragoman::story::page
