#include "story/markup/date.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <vector>

#include "story/markup/scan.h"

namespace dragoman::story::markup {
namespace {

/// A run of digits or of letters, and the character before it.
struct Part {
    std::string_view text;
    bool digits = false;
    char before = 0;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::vector<Part> parts_of(std::string_view text) {
    std::vector<Part> parts;
    for (std::size_t at = 0; at < text.size() && parts.size() < 16;) {
        const auto same = is_digit(text[at]) ? is_digit : is_letter(text[at]) ? is_letter : nullptr;
        std::size_t end = at + 1;
        if (same) {
            while (end < text.size() && same(text[end])) ++end;
            parts.push_back({text.substr(at, end - at), same == is_digit, at > 0 ? text[at - 1] : ' '});
        }
        at = end;
    }
    return parts;
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits.substr(0, 8)) value = value * 10 + (c - '0');
    return value;
}

/// 1–12 for a name or its beginning of three letters; 0 when it is none.
int month_of(std::string_view word) {
    constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                         "may",       "june",     "july",     "august",
                                                         "september", "october",  "november", "december"};
    if (same_letters(word, "sept")) return 9;
    for (int i = 0; i < 12; ++i)
        if (word.size() >= 3 && word.size() <= months[i].size() && same_letters(word, months[i].substr(0, word.size())))
            return i + 1;
    return 0;
}

/// The offsets that RFC 822 names, and a few more, in minutes.
std::optional<int> zone_of(std::string_view word) {
    constexpr std::pair<std::string_view, int> zones[] = {
        {"z", 0},      {"gmt", 0},    {"ut", 0},     {"utc", 0},    {"est", -300}, {"edt", -240}, {"cst", -360},
        {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480}, {"pdt", -420}, {"et", -300},  {"ct", -360},
        {"mt", -420},  {"pt", -480},  {"bst", 60},   {"cet", 60},   {"cest", 120}, {"eet", 120},  {"eest", 180},
        {"msk", 180},  {"jst", 540},  {"kst", 540},  {"ist", 330},  {"aest", 600}, {"aedt", 660}};
    for (const auto& [name, minutes] : zones)
        if (same_letters(word, name)) return minutes;
    return {};
}

struct Moment {
    int year = 0, month = 0, day = 0;
    int hour = -1, minute = 0, second = 0;
    std::optional<int> offset;  ///< minutes east
};

std::string written(const Moment& m) {
    constexpr int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (m.year < 1000 || m.year > 2999 || m.month < 1 || m.month > 12 || m.day < 1 || m.day > days[m.month - 1])
        return {};
    std::string text = fmt::format("{:04}-{:02}-{:02}", m.year, m.month, m.day);
    if (m.hour < 0 || m.hour > 24 || m.minute > 59 || m.second > 60) return text;
    text += fmt::format("T{:02}:{:02}:{:02}", m.hour == 24 ? 0 : m.hour, m.minute, m.second == 60 ? 59 : m.second);
    if (!m.offset) return text;
    const int minutes = *m.offset < 0 ? -*m.offset : *m.offset;
    return text +
           (minutes == 0 ? "Z" : fmt::format("{}{:02}:{:02}", *m.offset < 0 ? '-' : '+', minutes / 60, minutes % 60));
}

/// Reads parts one after the other.
class Reader {
public:
    explicit Reader(std::string_view text) : parts_(parts_of(text)) {}

    std::string read() {
        if (!date() || moment_.month == 0) return {};
        time();
        return written(moment_);
    }

private:
    bool digits(std::size_t i, std::size_t least, std::size_t most) const {
        return i < parts_.size() && parts_[i].digits && parts_[i].text.size() >= least && parts_[i].text.size() <= most;
    }
    int value(std::size_t i) const { return number(parts_[i].text); }

    bool date() {
        // The day of the week says nothing new; the zone or hour may stand before the date.
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            if (digits(i, 8, 14)) return compact(i);
            if (digits(i, 4, 4) && value(i) >= 1000 && i + 1 < parts_.size()) {
                if (digits(i + 1, 1, 2) && digits(i + 2, 1, 2) && parts_[i + 1].before != ':')
                    return set(value(i), value(i + 1), value(i + 2), i + 3);
                if (digits(i + 1, 3, 3) && parts_[i + 1].before == '-') return ordinal(i);
                if (digits(i + 1, 1, 2) && parts_[i + 1].before == '-') return set(value(i), value(i + 1), 1, i + 2);
            }
            if (digits(i, 4, 4) && i + 1 == parts_.size() && i == 0) return set(value(i), 1, 1, i + 1);
            if (digits(i, 1, 2) && digits(i + 1, 1, 2) && digits(i + 2, 2, 4) &&
                (parts_[i + 1].before == '/' || parts_[i + 1].before == '.' || parts_[i + 1].before == '-'))
                return three_numbers(i);
            if (!parts_[i].digits)
                if (const int month = month_of(parts_[i].text)) return around(i, month);
        }
        return false;
    }

    bool set(int year, int month, int day, std::size_t next) {
        moment_.year = year, moment_.month = month, moment_.day = day;
        at_ = next;
        return true;
    }

    /// "20240503", "20240503093000", "20240503T0930".
    bool compact(std::size_t i) {
        const std::string_view text = parts_[i].text;
        set(number(text.substr(0, 4)), number(text.substr(4, 2)), number(text.substr(6, 2)), i + 1);
        if (text.size() >= 12) {
            moment_.hour = number(text.substr(8, 2)), moment_.minute = number(text.substr(10, 2));
            if (text.size() == 14) moment_.second = number(text.substr(12, 2));
        }
        return true;
    }

    /// "2003-335": the day of the year.
    bool ordinal(std::size_t i) {
        const int year = value(i);
        int day = value(i + 1), month = 0;
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        const int days[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        while (month < 12 && day > days[month]) day -= days[month++];
        return set(year, month + 1, day, i + 2);
    }

    /// "05/03/2024", "03.05.2024", "31/12/03".
    bool three_numbers(std::size_t i) {
        int month = value(i), day = value(i + 1);
        if (month > 12 || parts_[i + 1].before == '.') std::swap(month, day);
        return set(full_year(i + 2), month, day, i + 3);
    }

    /// Around the name of a month: "3 May 2024", "May 3, 2024", "May  3 09:30:00 2024".
    bool around(std::size_t i, int month) {
        std::size_t next = i + 1;
        int day = 0;
        std::size_t before = i;  // one behind the day: "3 May", "3rd of May"
        while (before > 0 && i - before < 2 && !parts_[before - 1].digits && parts_[before - 1].text.size() == 2)
            --before;
        if (before > 0 && digits(before - 1, 1, 2) && parts_[before - 1].before != ':')
            day = value(before - 1);
        else if (i > 0 && digits(i - 1, 4, 4))  // "2024 May 3"
            return digits(next, 1, 2) && set(value(i - 1), month, value(next), next + 1);
        else if (digits(next, 1, 2))
            day = value(next++);
        else
            return false;
        if (next < parts_.size() && !parts_[next].digits && parts_[next].text.size() == 2 &&
            zone_of(parts_[next].text) == std::nullopt)
            ++next;
        if (digits(next, 1, 2) && digits(next + 1, 2, 2) && parts_[next + 1].before == ':') {
            for (std::size_t k = next + 2; k < parts_.size(); ++k)  // the year is last
                if (digits(k, 4, 4) && parts_[k].before != '+' && parts_[k].before != '-')
                    return set(value(k), month, day, next);
            return false;
        }
        if (!digits(next, 2, 4)) return false;
        return set(full_year(next), month, day, next + 1);
    }

    int full_year(std::size_t i) const {
        const int year = value(i);
        if (parts_[i].text.size() == 2) return year < 70 ? 2000 + year : 1900 + year;
        return parts_[i].text.size() == 3 ? 1900 + year : year;
    }

    /// An hour and what follows it, from the part `at_` on.
    void time() {
        std::size_t i = at_;
        if (moment_.hour < 0) {
            while (i < parts_.size() && !(digits(i, 1, 2) && i + 1 < parts_.size()) && !digits(i, 4, 6)) ++i;
            if (i == parts_.size()) return;
            if (digits(i, 4, 6)) {
                if (i == 0 || !same_letters(parts_[i - 1].text, "T")) return;
                moment_.hour = value(i) / (parts_[i].text.size() == 6 ? 10000 : 100);
                moment_.minute = value(i) / (parts_[i].text.size() == 6 ? 100 : 1) % 100;
                if (parts_[i].text.size() == 6) moment_.second = value(i) % 100;
                ++i;
            } else if (!clock(i)) {
                return;
            }
        }
        zone(i);
    }

    bool clock(std::size_t& i) {
        const bool minutes = digits(i + 1, 1, 2) && (parts_[i + 1].before == ':' || parts_[i + 1].before == '.');
        const auto half = [&](std::size_t k) {
            return k < parts_.size() && (same_letters(parts_[k].text, "am") || same_letters(parts_[k].text, "pm"));
        };
        const bool alone = !minutes && (half(i + 1) || same_letters(i > 0 ? parts_[i - 1].text : "", "T"));
        if (!minutes && !alone) return false;
        moment_.hour = value(i++);
        if (minutes) moment_.minute = value(i++);
        if (minutes && digits(i, 1, 2) && parts_[i].before == ':') {
            moment_.second = value(i++);
            if (i < parts_.size() && parts_[i].digits && (parts_[i].before == '.' || parts_[i].before == ','))
                ++i;  // fractions
        }
        if (half(i)) {
            const bool afternoon = same_letters(parts_[i].text, "pm");
            if (moment_.hour < 12 && afternoon) moment_.hour += 12;
            if (moment_.hour == 12 && !afternoon) moment_.hour = 0;
            ++i;
        }
        return true;
    }

    void zone(std::size_t i) {
        for (; i < parts_.size(); ++i) {
            const Part& part = parts_[i];
            if (part.digits && (part.before == '+' || part.before == '-')) {
                int minutes = part.text.size() > 2 ? number(part.text) / 100 * 60 + number(part.text) % 100
                                                   : number(part.text) * 60;
                if (part.text.size() <= 2 && digits(i + 1, 2, 2) && parts_[i + 1].before == ':')
                    minutes += value(i + 1);
                if (minutes < 15 * 60) moment_.offset = part.before == '-' ? -minutes : minutes;
                return;
            }
            if (part.digits) continue;
            if (const auto named = zone_of(part.text)) {
                moment_.offset = named;
                // "GMT+02:00": the number says it.
                if (*named != 0 || i + 1 >= parts_.size() ||
                    (parts_[i + 1].before != '+' && parts_[i + 1].before != '-'))
                    return;
            }
        }
    }

    std::vector<Part> parts_;
    Moment moment_;
    std::size_t at_ = 0;
};

}  // namespace

std::string iso_date(std::string_view text) {
    text = trimmed(text);
    return Reader(text.substr(0, 80)).read();
}

}  // namespace dragoman::story::markup
