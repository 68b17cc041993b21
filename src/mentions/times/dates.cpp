// Dates that name their month, weekday or year, parts of years, and clock times.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

std::string two(int number) { return fmt::format("{:02}", number); }

}  // namespace

bool Grammar::is_dash(int t) const { return is(t, "-") || is(t, "–") || is(t, "—") || is(t, "−") || is(t, "--"); }

/// Month named by a token; "may" and "march" only where they cannot be verbs.
int Grammar::month_at(int t) const {
    const TimeWord month = word(t);
    if (month.kind != TimeWordKind::month) return 0;
    const std::string_view lower = tree_.lower(t);
    const bool doubtful = lower == "may" || lower == "march" || lower == "mar";
    if (doubtful && !capital(t)) return lower == "march" && day_number(t + 1) > 0 ? 3 : 0;
    if (lower == "may" &&
        (tree_.tag[t] == Tag::MD || (t == first_ && day_number(t + 1) == 0 && year_number(t + 1) == 0)))
        return 0;
    if (lower == "march" && tree_.is_verb(t)) return 0;
    if (lower.size() <= 3 && lower != "may" && !capital(t)) return 0;
    return month.value;
}

int Grammar::day_number(int t) const {
    if (t < first_ || t >= limit_) return 0;
    const std::string_view lower = tree_.lower(t);
    const int day = lower.size() <= 2 ? plain_digits(lower) : digit_ordinal(lower);
    return day >= 1 && day <= 31 ? day : 0;
}

/// A year of four figures that counts nothing.
int Grammar::year_number(int t) const {
    if (t < first_ || t >= limit_) return 0;
    const std::string_view lower = tree_.lower(t);
    if (lower.size() != 4) return 0;
    const int year = plain_digits(lower);
    return year >= 1000 && year <= 2199 ? year : 0;
}

int Grammar::ordinal_at(int t) const {
    if (t < first_ || t >= limit_) return 0;
    const NumberWord told = lexicon_.numbers.find(tree_.lower(t));
    if (told.kind == NumberKind::ordinal) return static_cast<int>(told.value);
    if (is(t, "third")) return 3;
    if (is(t, "fourth")) return 4;
    return digit_ordinal(tree_.lower(t));
}

/// "until 9 a.m. Tuesday", "as soon as Tuesday": an end lies ahead, even of what was told in the past.
bool Grammar::bounded(int token) const {
    for (int t = token - 1; t >= first_ && t >= token - 4; --t) {
        if (is(t, "until") || is(t, "till")) return true;
        if ((is(t, "soon") || is(t, "early")) && is(t + 1, "as")) return true;
    }
    return is(token - 1, "by");
}

Day Grammar::resolve_day(int month, int day, int token) const {
    const int year = date_of(today()).year;
    const auto in = [&](int y) { return day_of({y, month, std::min(day, days_in_month(y, month))}); };
    const Outlook outlook = bounded(token) ? Outlook::unknown : outlook_at(tree_, lexicon_, token);
    if (outlook == Outlook::past && year_told_ && std::abs(*year_told_ - year) > 1) return in(*year_told_);
    if (outlook == Outlook::past) return in(year) <= today() + 1 ? in(year) : in(year - 1);
    if (outlook == Outlook::future) return in(year) >= today() - 1 ? in(year) : in(year + 1);
    Day best = in(year);
    for (int y : {year - 1, year + 1})
        if (std::abs(in(y)-today()) < std::abs(best - today())) best = in(y);
    return best;
}

Moment Grammar::resolve_month(int month, int token) const {
    const Day middle = resolve_day(month, date_of(today()).day, token);
    return moment(Grain::month, middle);
}

Day Grammar::resolve_weekday(int weekday, int token) const {
    const Outlook outlook =
        bounded(token) && !is(token - 1, "by") ? Outlook::future : outlook_at(tree_, lexicon_, token);
    const int back = (weekday_of(today()) - weekday + 7) % 7;
    if (outlook == Outlook::future || outlook == Outlook::present) return today() + (7 - back) % 7;
    return today() - back;
}

FoundTime Grammar::made(int begin, int end, Moment moment) const {
    FoundTime found{.begin = begin,
                    .end = end,
                    .value = value_of(moment),
                    .from = moment.first,
                    .to = last_day(moment),
                    .moment = moment};
    return found;
}

FoundTime Grammar::made(int begin, int end, TimeType type, std::string value) const {
    FoundTime found{.begin = begin, .end = end, .type = type, .value = std::move(value)};
    return found;
}

/// A day of a month, its year told or looked for.
FoundTime Grammar::month_day(int begin, int end, int month, int day, int year) const {
    if (year > 0 && is_date({year, month, day})) {
        FoundTime found = made(begin, end, {Grain::day, day_of({year, month, day})});
        found.dated = true;  // its year holds for the days after it
        return found;
    }
    if (!published_) return made(begin, end, TimeType::date, "XXXX-" + two(month) + "-" + two(day));
    return made(begin, end, {Grain::day, resolve_day(month, day, begin)});
}

Grammar::Found Grammar::day_range(int begin, int end, FoundTime first, FoundTime last) const {
    FoundTime range = made(begin, end, TimeType::date, first.value + "/" + last.value);
    range.from = first.from;
    range.to = last.to;
    range.dated = last.dated;
    if (first.moment) range.moment = first.moment;
    return range;
}

/// Does a dash or a "to" at `t` join two ends of a range? "to" only after "from" or "between".
bool Grammar::joined_range(int t) const { return is_dash(t) || is(t, "to") || is(t, "through"); }

/// "January 28, 2019", "March 22–24, 2013", "March 2019", "September of this year", "March-May".
Grammar::Found Grammar::month_first(int i) {
    const int month = month_at(i);
    if (month == 0) return {};
    int end = i + 1;
    int day = day_number(end);
    if (day > 0 && (is(end + 1, "percent") || is(end + 1, "pct") || is(end + 1, "%"))) day = 0;
    const auto year_after = [&](int t, int& last) {
        const int at = is(t, ",") ? t + 1 : t;
        if (const int year = year_number(at); year > 0) return last = at + 1, year;
        return 0;
    };
    if (day == 0) {
        const int of = is(end, "of") || is(end, ",") ? end + 1 : end;
        int last = of;
        if (const auto year = year_phrase(of, last); year && (of == end || is(end, "of") || year_number(of) > 0)) {
            FoundTime found = made(i, last, moment(Grain::month, day_of({date_of(year->first).year, month, 1})));
            found.dated = true;
            return found;
        }
        if (is_dash(end) && month_at(end + 1) > 0 && day_number(end + 2) == 0) {
            Found last_month = month_first(end + 1);
            if (last_month && last_month->moment && published_) {
                const Date to = date_of(last_month->moment->first);
                const Moment from = moment(Grain::month, day_of({month <= to.month ? to.year : to.year - 1, month, 1}));
                return day_range(i, last_month->end, made(i, end, from), *last_month);
            }
        }
        if (!published_) return made(i, end, TimeType::date, "XXXX-" + two(month));
        return made(i, end, resolve_month(month, i));
    }
    ++end;
    if (joined_range(end)) {  // March 22–24, 2013; November 27 − December 3, 2002
        const int month2 = month_at(end + 1) > 0 ? month_at(end + 1) : month;
        const int at = month_at(end + 1) > 0 ? end + 2 : end + 1;
        const int day2 = day_number(at);
        if (day2 > 0 && (month2 != month || day2 > day)) {
            int last = at + 1;
            const int year = year_after(at + 1, last);
            const FoundTime to = month_day(i, last, month2, day2, year);
            const int from_year = to.moment ? date_of(to.moment->first).year - (month2 < month) : 0;
            return day_range(i, last, month_day(i, end, month, day, from_year), to);
        }
    }
    int last = end;
    const int year = year_after(end, last);
    return with_day_part(month_day(i, last, month, day, year));
}

/// "13 March", "the 5th of May", "22–24 March 2013", "27 November – 3 December".
Grammar::Found Grammar::day_first(int i) {
    const int start = is(i, "the") ? i + 1 : i;
    const int day = day_number(start);
    if (day == 0) return {};
    if (start != i && digit_ordinal(tree_.lower(start)) == 0) return {};
    int t = start + 1;
    int month = month_at(is(t, "of") ? t + 1 : t);
    int day2 = 0, month1 = 0;
    if (month > 0) {
        t = is(t, "of") ? t + 2 : t + 1;
        if (joined_range(t) && day_number(t + 1) > 0 && month_at(t + 2) > 0) {
            month1 = month;
            day2 = day_number(t + 1);
            month = month_at(t + 2);
            t += 3;
        }
    } else if (joined_range(t) && day_number(t + 1) > day && month_at(t + 2) > 0) {
        day2 = day_number(t + 1);
        month1 = month = month_at(t + 2);
        t += 3;
    } else {
        return {};
    }
    int end = is(t, ",") ? t + 1 : t;
    int year = year_number(end);
    end = year > 0 ? end + 1 : t;
    if (day2 == 0) return with_day_part(month_day(i, end, month, day, year));
    const FoundTime to = month_day(i, end, month, day2, year);
    const int from_year = to.moment ? date_of(to.moment->first).year - (month < month1) : 0;
    return day_range(i, end, month_day(i, end, month1, day, from_year), to);
}

/// "Monday", "Monday, January 28, 2019", "Wednesday morning".
Grammar::Found Grammar::weekday(int i) {
    const TimeWord day = word(i);
    if (day.kind != TimeWordKind::weekday || !(capital(i) || tree_.lower(i).size() > 5)) return {};
    int t = i + 1;
    if (is(t, ",")) ++t;
    Found dated = month_first(t);
    if (!dated) dated = day_first(t);
    if (dated && dated->moment && dated->moment->grain == Grain::day) {
        dated->begin = i;
        return dated;
    }
    if (!published_) return made(i, i + 1, TimeType::date, "XXXX-WXX-" + std::to_string(day.value + 1));
    return with_day_part(made(i, i + 1, {Grain::day, resolve_weekday(day.value, i)}));
}

/// A part of the day after a date makes it a time: "Wednesday morning".
Grammar::Found Grammar::with_day_part(FoundTime found) const {
    const TimeWord part = word(found.end);
    if (part.kind != TimeWordKind::day_part || found.type != TimeType::date) return found;
    found.type = TimeType::time;
    found.value += part.code.starts_with('T') ? std::string(part.code) : "T" + std::string(part.code);
    ++found.end;
    return found;
}

/// "2016-03-14", "28/1/2019", "1/28/2019" (months first unless that is impossible).
Grammar::Found Grammar::numeric(int i) {
    if (const std::string_view word = text_.word(i); word.find('/') != std::string_view::npos) {  // one token
        const std::size_t one = word.find('/'), two = word.find('/', one + 1);
        if (two == std::string_view::npos) return {};
        const int a = plain_digits(word.substr(0, one)), b = plain_digits(word.substr(one + 1, two - one - 1)),
                  c = plain_digits(word.substr(two + 1));
        if (c >= 1000 && is_date({c, a, b})) return month_day(i, i + 1, a, b, c);
        if (c >= 1000 && is_date({c, b, a})) return month_day(i, i + 1, b, a, c);
        return {};
    }
    if (i + 5 > limit_ || tree_.lower(i + 1) != tree_.lower(i + 3)) return {};
    const int a = plain_digits(text_.word(i)), b = plain_digits(text_.word(i + 2)), c = plain_digits(text_.word(i + 4));
    if (is(i + 1, "-") && a >= 1000 && is_date({a, b, c})) return month_day(i, i + 5, b, c, a);
    return {};
}

/// "1987", "2012-2014", "1986/87"; not a count, not part of a name ("the UN 2030 Agenda").
Grammar::Found Grammar::year(int i) {
    const int year = year_number(i);
    if (year == 0) return {};
    if (i + 1 < limit_) {
        const std::string_view next = tree_.lower(i + 1);
        if (next == "%" || next == "percent" || next == "pct" || next == "/" ||
            lexicon_.numbers.find(next).kind == NumberKind::scale) {
            if (next != "/") return {};
        }
        const TimeWord unit = word(i + 1);
        if (unit.kind == TimeWordKind::unit || unit.kind == TimeWordKind::zone || unit.kind == TimeWordKind::clock)
            return {};
    }
    if (i > first_) {
        const std::string_view before = text_.word(i - 1);
        if (before.ends_with("$") || before == "£" || before == "€" || before == "#" || is(i - 1, "no.") ||
            is(i - 1, "resolution") || is(i - 1, "article"))
            return {};
        if (tree_.is_proper(i - 1) && i + 1 < limit_ && capital(i + 1) && word(i - 1).kind != TimeWordKind::month)
            return {};
    }
    const bool pointed = i > first_ && (is(i - 1, "in") || is(i - 1, "since") || is(i - 1, "until") ||
                                        is(i - 1, "by") || is(i - 1, "during") || is(i - 1, "from"));
    // "2000 people" is a count, "its 1986 results" is not: counts are round.
    if (!pointed && year % 100 == 0 && i + 1 < limit_ && tree_.tag[i + 1] == Tag::NNS) return {};
    if (!pointed && (year < 1500 || year > 2100)) return {};
    FoundTime found = made(i, i + 1, moment(Grain::year, day_of({year, 1, 1})));
    if ((is_dash(i + 1) || is(i + 1, "/")) && i + 2 < limit_) {
        int to = year_number(i + 2);
        if (to == 0 && tree_.lower(i + 2).size() == 2 && plain_digits(tree_.lower(i + 2)) > year % 100)
            to = year / 100 * 100 + plain_digits(tree_.lower(i + 2));
        if (to > year) {
            FoundTime last = made(i, i + 3, moment(Grain::year, day_of({to, 1, 1})));
            return day_range(i, i + 3, found, last);
        }
    }
    return found;
}

/// "the 1970s", "the '90s", "the late 1980s", "the 21st century".
Grammar::Found Grammar::decade(int i) {
    int t = is(i, "the") ? i + 1 : i;
    std::string mod;
    if (word(t).kind == TimeWordKind::position && t > i) mod = word(t++).code;
    if (t >= limit_) return {};
    std::string_view lower = tree_.lower(t);
    int end = t + 1;
    if (lower.size() >= 4 && lower.ends_with("s"))
        lower.remove_suffix(1);
    else if (is(t + 1, "s") || is(t + 1, "'s") || is(t + 1, "’s"))
        ++end;
    else
        lower = {};
    if (lower.ends_with("'")) lower.remove_suffix(1);
    int first = plain_digits(lower);
    if (lower.size() == 3 && (lower[0] == '\'')) first = 1900 + plain_digits(lower.substr(1));
    if (first >= 1000 && first < 2200 && first % 10 == 0) {
        FoundTime found = made(i, end, moment(Grain::decade, day_of({first, 1, 1})));
        found.mod = mod;
        return found;
    }
    if (const int nth = ordinal_at(t); nth > 1 && nth < 30 && is(t + 1, "century")) {
        FoundTime found = made(i, t + 2, moment(Grain::century, day_of({(nth - 1) * 100 + 1, 1, 1})));
        found.mod = mod;
        return found;
    }
    return {};
}

/// A year as others attach it: "1987", "this year", "last year", "the year"; `end` past it.
std::optional<Moment> Grammar::year_phrase(int t, int& end) {
    if (const int year = year_number(t); year > 0) return end = t + 1, moment(Grain::year, day_of({year, 1, 1}));
    if (!published_) return {};
    const int pointer = is(t, "the") ? t + 1 : t;
    if (is(t, "the") && is(t + 1, "year") && !is(t + 2, "of")) return end = t + 2, moment(Grain::year, today());
    if (word(pointer).kind != TimeWordKind::which || !(is(pointer + 1, "year"))) return {};
    end = pointer + 2;
    const Moment from = moment(Grain::year, word(pointer).code == "anchor" ? told_before().first : today());
    return shift(from, word(pointer).value);
}

/// "the first quarter of 1987", "the second half", "the first 11 months of this year", "Q3 2019", "fiscal 1988".
Grammar::Found Grammar::part_of_year(int i) {
    int t = is(i, "the") ? i + 1 : i;
    int nth = 0;
    Grain grain = Grain::quarter;
    int end = t, months = 0;
    if (is(t, "fiscal") || is(t, "financial")) {
        const int at = is(t + 1, "year") ? t + 2 : t + 1;
        if (year_number(at) == 0) return {};
        FoundTime found = made(i, at + 1, moment(Grain::year, day_of({year_number(at), 1, 1})));
        found.dated = true;
        return found;
    }
    if (t < limit_ && tree_.lower(t).size() == 2 && tree_.lower(t)[0] == 'q' && tree_.lower(t)[1] >= '1' &&
        tree_.lower(t)[1] <= '4') {
        nth = tree_.lower(t)[1] - '0';
        end = t + 1;
    } else {
        nth = is(t, "last") || is(t, "final") ? 0 : ordinal_at(t);
        if (nth == 0) return {};
        int u = is_dash(t + 1) ? t + 2 : t + 1;
        if (is(u, "quarter")) {
            end = u + 1;
        } else if (is(u, "half")) {
            grain = Grain::half;
            end = u + 1;
        } else if (nth == 1) {
            const Number count = number_at(text_, tree_, lexicon_.numbers, u, limit_);
            if (!count || !count.value || *count.value < 2 || *count.value > 12 || !is(count.end, "months")) return {};
            months = static_cast<int>(*count.value);
            end = count.end + 1;
        } else {
            return {};
        }
    }
    if (grain == Grain::half ? nth > 2 : nth > 4) return {};
    const int of = is(end, "of") || is(end, "in") ? end + 1 : end;
    int last = end;
    std::optional<Moment> year = year_phrase(of, last);
    if (!year && (months > 0 || !published_)) return {};
    const bool told = year.has_value();
    if (!told) {  // the latest one that has begun, or the next when the clause looks ahead
        year = moment(Grain::year, today());
        const Moment here = moment(grain, today());
        const int step = grain == Grain::half ? 6 : 3;
        const int now = (date_of(here.first).month - 1) / step + 1;
        if (outlook_at(tree_, lexicon_, i) != Outlook::future && nth > now) year = shift(*year, -1);
        if (i > first_ && grain == Grain::half && !is(i, "the")) return {};
    }
    const int y = date_of(year->first).year;
    if (months > 0) {
        const Moment from = moment(Grain::month, day_of({y, 1, 1})), to = moment(Grain::month, day_of({y, months, 1}));
        return day_range(i, last, made(i, last, from), made(i, last, to));
    }
    const int step = grain == Grain::half ? 6 : 3;
    FoundTime found = made(i, told ? last : end, moment(grain, day_of({y, (nth - 1) * step + 1, 1})));
    found.dated = told;
    return found;
}

/// "5 p.m.", "15:30", "1800 UTC", "3:00 p.m. local time on Monday", "noon on Friday".
Grammar::Found Grammar::clock(int i) {
    if (i >= limit_) return {};
    const std::string_view lower = tree_.lower(i);
    int hour = -1, minute = 0, t = i + 1;
    const std::size_t colon = lower.find_first_of(":.");
    if (colon != std::string_view::npos && lower.size() == colon + 3) {
        hour = plain_digits(lower.substr(0, colon));
        minute = plain_digits(lower.substr(colon + 1));
    } else if (lower.size() <= 2) {
        hour = plain_digits(lower);
    } else if (lower.size() == 4 && word(t).kind == TimeWordKind::zone && plain_digits(lower) >= 0) {
        hour = plain_digits(lower) / 100;
        minute = plain_digits(lower) % 100;
    }
    const bool dot = colon != std::string_view::npos && lower[colon] == '.';
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59) return {};
    const bool written = colon != std::string_view::npos && !dot;
    bool certain = written && lower.size() >= 4;
    if (is(t, "o'clock") || is(t, "o’clock")) ++t, certain = true;
    if (word(t).kind == TimeWordKind::clock && hour <= 12 && (tree_.lower(t) != "am" || tree_.tag[t] != Tag::VBP)) {
        hour = hour % 12 + word(t).value;
        ++t;
        certain = true;
    }
    std::string zone;
    const int bracket = is(t, "(") ? t + 1 : t;
    if (word(bracket).kind == TimeWordKind::zone && capital(bracket)) {
        certain = certain || lower.size() == 4;
        if (bracket == t) zone = word(t++).code;
    }
    if (!certain) return {};
    if (is(t, "local") && is(t + 1, "time"))
        t += 2;
    else if (t + 1 < limit_ && is(t + 1, "time") && tree_.is_proper(t))
        t += 2;
    FoundTime found = made(i, t, TimeType::time, {});
    return clock_on_day(std::move(found), "T" + two(hour) + ":" + two(minute) + zone);
}

/// The day of a clock time: told after it ("on Monday"), else the last day told, else the story's.
Grammar::Found Grammar::clock_on_day(FoundTime found, const std::string& hour) {
    const int t = is(found.end, "on") || is(found.end, ",") ? found.end + 1 : found.end;
    Found day;
    if (t < limit_ && !(is(found.end, ",") && word(t).kind != TimeWordKind::weekday)) day = weekday(t);
    if (!day && t < limit_ && t == found.end) day = deictic(t);
    if (!day && t < limit_ && !is(found.end, ",")) day = month_first(t);
    if (!day && t < limit_ && !is(found.end, ",")) day = day_first(t);
    Found over;  // "8:30 p.m. (1930 UTC) on August 27": the day stands behind the bracket
    for (int close = found.end + 1; !day && is(found.end, "(") && close < found.end + 5; ++close)
        if (is(close, ")") && is(close + 1, "on") && close + 2 < limit_) over = date(close + 2);
    if (over && over->moment && over->moment->grain == Grain::day) {
        found.moment = over->moment;
    } else if (day && day->type == TimeType::date && day->moment && day->moment->grain == Grain::day) {
        found.end = day->end;
        found.moment = day->moment;
        found.dated = day->dated;
    } else if (published_ || last_day_) {
        found.moment = Moment{Grain::day, day_told_before()};
    } else {
        found.value = "XXXX-XX-XX" + hour;
        return found;
    }
    found.from = found.to = found.moment->first;
    found.value = iso(found.moment->first) + hour;
    return found;
}

Grammar::Found Grammar::date(int i) {
    if (Found found = numeric(i)) return found;
    if (Found found = weekday(i)) return found;
    if (Found found = month_first(i)) return found;
    if (Found found = day_first(i)) return found;
    if (Found found = part_of_year(i)) return found;
    if (Found found = decade(i)) return found;
    return year(i);
}

}  // namespace dragoman::mentions
