// Days and months by name or number: "January 28, 2019", "22–24 March", "Monday", "10-Apr-15".
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

std::string two(int number) { return fmt::format("{:02}", number); }

/// Has that month such a day? February 29 where no year says that it has none.
bool exists(int year, int month, int day) { return is_date({year != 0 ? year : 2024, month, day}); }

}  // namespace

bool Grammar::is_dash(int t) const { return is(t, "-") || is(t, "–") || is(t, "—") || is(t, "−") || is(t, "--"); }

/// Month named by a token. "May" and "March" may be verbs or names, "Jan" and "April" people, "Mar" and "Dec" anything.
int Grammar::month_at(int t) const {
    const TimeWord month = word(t);
    if (month.kind != TimeWordKind::month) return 0;
    const std::string_view lower = tree_.lower(t);
    int past = t;
    const bool said = colloquial_ && (ordinal_at(t + 1) > 0 || counted_day(t + 1, past) > 0);
    const bool dated = said || day_number(t + 1) > 0 || (is(t - 1, "of") && ordinal_at(t - 2) > 0) ||
                       year_number(is(t + 1, ",") || is(t + 1, "of") ? t + 2 : t + 1) > 0 || day_number(t - 1) > 0 ||
                       (is(t - 1, "of") && day_number(t - 2) > 0);
    if (dated) return lower == "may" && !capital(t) && tree_.tag[t] == Tag::MD ? 0 : month.value;
    const bool doubtful = lower == "may" || lower == "march" || lower == "mar";
    if (doubtful && !capital(t)) return 0;
    if (lower == "may" && !bare_ && (tree_.tag[t] == Tag::MD || t == first_)) return 0;
    if (lower == "march" && (tree_.is_verb(t) || names_a_march(t))) return 0;
    if (lower.size() <= 3 && lower != "may" && !capital(t)) return 0;
    if (lower == "mar" && t + 1 < limit_ && tree_.is_proper(t + 1) && word(t + 1).kind == TimeWordKind::none) return 0;
    return person(t) ? 0 : month.value;
}

/// "the Long March", "a protest March for Life", "his March to the Sea".
bool Grammar::names_a_march(int t) const {
    const bool onward = is(t + 1, "to") || is(t + 1, "for") || is(t + 1, "on") || is(t + 1, "of");
    const bool named = onward && (is(t - 1, "the") || is(t - 1, "a")) && t + 2 < limit_ && capital(t + 2) &&
                       word(t + 2).kind == TimeWordKind::none;  // the March for Bread
    const bool described = t > first_ && (tree_.tag[t - 1] == Tag::JJ || tree_.is_proper(t - 1) ||
                                          tree_.tag[t - 1] == Tag::PRPS || is(t - 1, "\"") || is(t - 1, "``"));
    return named || (onward && t == first_) ||
           (described && (word(t - 1).kind == TimeWordKind::none || word(t - 1).kind == TimeWordKind::set) &&
            !tree_.lower(t - 1).ends_with("."));
}

/// "Mrs May", "Theresa May", "Jan Kavan", "April Jones", "Dec" of a name: a person of that name, not the month.
bool Grammar::person(int t) const {
    const std::string_view lower = tree_.lower(t);
    const auto named = [&](int n) {
        return n >= first_ && n < limit_ && tree_.is_proper(n) && word(n).kind == TimeWordKind::none;
    };
    if (lower != "may" && lower != "april" && lower != "june" && lower != "august" && lower != "jan" && lower != "mar")
        return false;
    if (lower == "jan") return named(t + 1) && text_.word(t + 1).size() > 1;
    if (tree_.dep[t] == Dep::flat && named(tree_.head[t])) return true;
    const int before = t - 1;
    constexpr std::array<std::string_view, 4> offices = {"minister", "premier", "president", "secretary"};
    if (before >= first_ && std::find(offices.begin(), offices.end(), tree_.lower(before)) != offices.end())
        return lower != "august";  // prime minister May
    if (!named(before) || lower == "august") return false;
    const std::string_view title = tree_.lower(before);
    return title == "mrs" || title == "mrs." || title == "ms" || title == "ms." || title == "mr" || title == "mr." ||
           title == "miss" || title == "minister" || tree_.head[before] == t;
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
    if (year != 0 && is_date({year, month, day})) {
        FoundTime found = made(begin, end, {Grain::day, day_of({year, month, day})});
        found.dated = true;  // its year holds for the days after it
        return found;
    }
    if (!published_ && !(history_ && last_) && year_ahead(month, end) == 0)
        return made(begin, end, TimeType::date, "XXXX-" + two(month) + "-" + two(day));
    return made(begin, end, {Grain::day, resolve_day(month, day, begin, end)});
}

FoundTime Grammar::whole_month(int begin, int end, int month, int year) const {
    if (year != 0) {
        FoundTime found = made(begin, end, moment(Grain::month, day_of({year, month, 1})));
        found.dated = true;
        return found;
    }
    if (!published_ && !(history_ && last_) && year_ahead(month, end) == 0)
        return made(begin, end, TimeType::date, "XXXX-" + two(month));
    return made(begin, end, resolve_month(month, begin, end));
}

Grammar::Found Grammar::day_range(int begin, int end, FoundTime first, FoundTime last) const {
    FoundTime range = made(begin, end, TimeType::date, first.value + "/" + last.value);
    range.from = first.from;
    range.to = last.to;
    range.dated = last.dated;
    range.moment = first.moment;
    return range;
}

/// Does a dash or a "to" at `t` join two ends of a range?
bool Grammar::joined_range(int t) const { return is_dash(t) || is(t, "to") || is(t, "through") || is(t, "thru"); }

/// The year behind a day or month: "2019", ", 2019", "in 2019", "of last year", "'87"; 0 and `last` untouched if none.
int Grammar::year_after(int t, int& last) {
    const int at = is(t, ",") || is(t, "of") || is(t, "in") ? t + 1 : t;
    int end = at;
    if (const int year = year_at(at, end); year != 0) {
        const bool spelled = at == t || !is(t, "in") || year_number(at) > 0;
        return spelled ? (last = end, year) : 0;
    }
    const bool pointed = is(t, ",") && word(at).kind == TimeWordKind::which && is(at + 1, "year");  // , last year
    if (is(t, "of") && at < limit_ && tree_.lower(at).size() == 2 && !(at + 1 < limit_ && tree_.is_noun(at + 1)))
        if (const int year = plain_digits(tree_.lower(at)); year > 31)  // April of 87
            return last = at + 1, year + (year < 30 ? 2000 : 1900);
    if (at == t || is(t, "of") || pointed) {
        if (const auto year = year_phrase(at, end); year && !is(at, "the"))
            return last = end, date_of(year->first).year;
    }
    return 0;
}

/// "January 28, 2019", "March 22–24, 2013", "March 2019", "September of this year", "March-May".
Grammar::Found Grammar::month_first(int i) {
    const int month = month_at(i);
    if (month == 0) return {};
    int end = i + 1;
    const int dotted = is(end, ".") ? end + 1 : end;  // "JAN. 27"
    int after = dotted + 1;
    const bool article = is(dotted, "the") && dotted + 1 < limit_ &&
                         (digit_ordinal(tree_.lower(dotted + 1)) > 0 || spelled_day(dotted + 1, after) > 3);
    const int named = article ? dotted + 1 : dotted;
    after = named + 1;
    int day = day_number(named);
    if (day == 0 && named < limit_ && (capital(i) || tree_.lower(i).size() > 5 || colloquial_))
        day = spelled_day(named, after);
    if (day == 0 && colloquial_) day = counted_day(named, after);
    if (day > 0 && (is(after, "percent") || is(after, "pct") || is(after, "%"))) day = 0;
    if (day == 0) return month_alone(i, month);
    if (!exists(0, month, day)) return {};  // February 30
    end = after;
    if (joined_range(end)) {  // March 22–24, 2013; November 27 − December 3, 2002
        const int month2 = month_at(end + 1) > 0 ? month_at(end + 1) : month;
        const int at = month_at(end + 1) > 0 ? end + 2 : end + 1;
        const int day2 = day_number(at);
        if (day2 > 0 && (month2 != month || day2 > day) && !is(at + 1, "percent")) {
            int last = at + 1;
            const int year = year_after(at + 1, last);
            const FoundTime to = month_day(i, last, month2, day2, year);
            const int from_year = to.moment ? date_of(to.moment->first).year - (month2 < month) : 0;
            return day_range(i, last, month_day(i, end, month, day, from_year), to);
        }
    }
    int last = end;
    const int year = year_after(end, last);
    if (!exists(year, month, day)) return {};
    return with_day_part(month_day(i, last, month, day, year));
}

Grammar::Found Grammar::month_alone(int i, int month) {
    const int end = i + 1;
    int last = end;
    if (const int year = year_after(end, last); year != 0) return whole_month(i, last, month, year);
    if (is(end, "of") && is(end + 1, "the"))  // of the year
        if (const auto year = year_phrase(end + 1, last)) return whole_month(i, last, month, date_of(year->first).year);
    if (is_dash(end) && month_at(end + 1) > 0 && day_number(end + 2) == 0) {
        const Found until = month_first(end + 1);
        if (until && until->moment && until->moment->grain == Grain::month) {
            const Date to = date_of(until->moment->first);
            const Moment from = moment(Grain::month, day_of({month <= to.month ? to.year : to.year - 1, month, 1}));
            return day_range(i, until->end, made(i, end, from), *until);
        }
    }
    return whole_month(i, end, month, 0);
}

/// "13 March", "the 5th of May", "22–24 March 2013", "27 November – 3 December", the "28" of "28 and 29 August".
Grammar::Found Grammar::day_first(int i) {
    const int start = is(i, "the") ? i + 1 : i;
    int t = start + 1;
    int day = day_number(start);
    if (day == 0 && colloquial_ && counted_day(start, t) > 0 && month_at(t) > 0) {
        day = counted_day(start, t);
    } else if (day == 0) {
        day = spelled_day(start, t);
        if (start == i && !(is(t, "of") || month_at(t) > 0)) return {};
    }
    if (day == 0) return {};
    if (is(t, "day") && is(t + 1, "of")) ++t;
    if (is(t, ".") && month_at(t + 1) > 0 && t == start + 1 && text_.tokens[t].begin == text_.tokens[start].end)
        ++t;  // 16. Nov. 2016
    const bool range = joined_range(t) && (is(t + 1, "the") || day_number(t + 1) > day);
    if (start != i && t == start + 1 && day_number(start) > 0 && digit_ordinal(tree_.lower(start)) == 0 && !range)
        return {};
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
    } else if (const int to = is(t + 1, "the") ? t + 2 : t + 1;
               joined_range(t) && day_number(to) > day && month_at(is(to + 1, "of") ? to + 2 : to + 1) > 0) {
        day2 = day_number(to);
        t = is(to + 1, "of") ? to + 2 : to + 1;
        month1 = month = month_at(t++);
    } else if (Found of = is(t, "of") && (colloquial_ || !(t == start + 1 && plain_digits(tree_.lower(start)) > 0))
                              ? day_of_which(i, t + 1, day)
                              : Found()) {
        return of;
    } else {
        return day_of_list(i, t, day);
    }
    if (is(t, ".") && year_number(t + 1) > 0) ++t;
    int end = t;
    const int year = year_after(t, end);
    if (day2 == 0 && !exists(year, month, day)) return {};
    if (day2 == 0) return with_day_part(month_day(i, end, month, day, year));
    const FoundTime to = month_day(i, end, month, day2, year);
    const int from_year = to.moment ? date_of(to.moment->first).year - (month < month1) : 0;
    return day_range(i, end, month_day(i, end, month1, day, from_year), to);
}

/// The "22nd" of "22nd, 23rd or 30th of March": the month stands behind the last of them.
Grammar::Found Grammar::day_of_list(int i, int end, int day) {
    int t = end, last_day = day;
    for (int item = 0; item < 5; ++item) {
        const int from = t;
        if (is(t, ",")) ++t;
        if (is(t, "and") || is(t, "or")) ++t;
        if (is(t, "the")) ++t;
        const int next = t > from ? day_number(t) : 0;
        if (next <= last_day) return {};
        last_day = next;
        ++t;
        const int at = is(t, "of") ? t + 1 : t;
        const int month = month_at(at);
        if (month == 0) continue;
        int last = at + 1;
        const FoundTime later = month_day(from + 1, last, month, next, year_after(at + 1, last));
        return month_day(i, end, month, day, later.moment ? date_of(later.moment->first).year : 0);
    }
    return {};
}

/// The "25" of "April 24 and 25": a day of the month just told.
Grammar::Found Grammar::another_day(int i) {
    const int day = day_number(i);
    int t = i - 1;
    if (is(t, "and") || is(t, "or")) --t;
    if (is(t, ",")) --t;
    const bool listed = t < i - 1 && before_.end == t + 1;
    if (day == 0 || !listed || !before_.moment || before_.moment->grain != Grain::day ||
        before_.type != TimeType::date || !(before_.listed || month_at(before_.begin) > 0))
        return {};
    const bool counts = i + 1 < limit_ && (tree_.is_noun(i + 1) || tree_.tag[i + 1] == Tag::JJ || is(i + 1, "%") ||
                                           tree_.tag[i + 1] == Tag::CD);
    const bool last = is(i - 1, ",") && !(is(i + 1, "and") || is(i + 1, ",") || digit_ordinal(tree_.lower(i)) > 0);
    if (counts || last) return {};
    const Date told = date_of(before_.moment->first);
    if (day <= told.day || day > days_in_month(told.year, told.month)) return {};
    FoundTime found = made(i, i + 1, {Grain::day, day_of({told.year, told.month, day})});
    found.listed = true;
    return found;
}

/// "Sunday Okoro, a minister, said": a weekday that opens a sentence before a name with its description.
bool Grammar::names_a_person(int i) const {
    if (i != first_ || i + 4 >= limit_ || !capital(i) || !tree_.is_proper(i + 1) || !capital(i + 1)) return false;
    if (word(i + 1).kind != TimeWordKind::none || !is(i + 2, ",")) return false;
    return is(i + 3, "a") || is(i + 3, "an") || is(i + 3, "the") || plain_digits(tree_.lower(i + 3)) > 0;
}

/// "Monday", "Monday, January 28, 2019", "Wednesday morning", "Tuesday the 19th", "Friday of next week".
Grammar::Found Grammar::weekday(int i) {
    const TimeWord day = word(i);
    if (day.kind != TimeWordKind::weekday || !(capital(i) || tree_.lower(i).size() > 5 || bare_)) return {};
    if (names_a_person(i)) return {};
    if (is(i + 1, "after") && is(i + 2, "next")) return after_next(i, i);  // Sunday after next
    int t = is(i + 1, ".") ? i + 2 : i + 1;
    if (is(t, ",")) ++t;
    Found dated = month_first(t);
    if (!dated) dated = day_first(t);
    if (!dated && t == i + 1 && t < limit_) dated = compact_date(t);
    if (dated && dated->moment && dated->moment->grain == Grain::day) {
        if (!dated->dated && published_) *dated = on_weekday(std::move(*dated), day.value);
        dated->begin = i;
        return dated;
    }
    const std::string_view lower = tree_.lower(i);
    if (lower.size() < 5 && (lower.starts_with("sun") || lower.starts_with("sat")) && !bare_)
        return {};  // in the Sun he sat
    const bool untold = history_ && last_ && (!last_day_ || aside_) && outlook(i) == Outlook::past;
    if (!published_ || untold) return made(i, i + 1, TimeType::date, "XXXX-WXX-" + std::to_string(day.value + 1));
    return weekday_on(i, day.value);
}

/// "Sunday, February 10": the weekday says of which year, where another one is as near.
FoundTime Grammar::on_weekday(FoundTime found, int weekday) const {
    if (found.value.find('/') != std::string::npos || weekday_of(found.moment->first) == weekday) return found;
    const Date told = date_of(found.moment->first);
    for (const int year : {told.year - 1, told.year + 1}) {
        const Date other{year, told.month, told.day};
        if (!is_date(other) || weekday_of(day_of(other)) != weekday || std::abs(day_of(other) - today()) > 550)
            continue;
        found.value.replace(0, 10, iso(day_of(other)));
        found.moment->first = day_of(other);
        found.from = found.to = day_of(other);
    }
    return found;
}

Grammar::Found Grammar::weekday_on(int i, int weekday) {
    const int t = is(i + 1, "the") ? i + 2 : i + 1;
    int end = t + 1;
    int number = t < limit_ && digit_ordinal(tree_.lower(t)) > 0 ? day_number(t) : 0;
    if (number == 0 && t == i + 2 && t < limit_) number = spelled_day(t, end);  // Monday the twenty-seventh
    if (number > 0)
        if (const auto day = day_numbered(number, weekday, i)) return with_day_part(made(i, end, {Grain::day, *day}));
    if (word(i + 1).kind == TimeWordKind::day_part && tree_.lower(i + 1).ends_with("s"))  // Friday mornings
        return made(i, i + 2, TimeType::set,
                    "XXXX-WXX-" + std::to_string(weekday + 1) + "T" + std::string(word(i + 1).code));
    if (colloquial_)
        if (const auto listed = day_of_week_behind(weekday, i)) return made(i, i + 1, {Grain::day, *listed});
    Found found = with_day_part(made(i, i + 1, {Grain::day, resolve_weekday(weekday, i)}));
    return found ? in_week(std::move(*found), weekday) : found;
}

/// "Friday of next week", "Wednesday evening next week", "sunday from last week".
Grammar::Found Grammar::in_week(FoundTime found, int weekday) {
    const int t = is(found.end, "of") || is(found.end, "in") || is(found.end, "from") ? found.end + 1 : found.end;
    const Found week = t < limit_ ? which(t) : Found();
    if (!week || !week->moment || week->moment->grain != Grain::week || week->type != TimeType::date) return found;
    const std::size_t clock = found.value.find('T');
    const std::string part = clock == std::string::npos ? "" : found.value.substr(clock);
    FoundTime there = made(found.begin, week->end, {Grain::day, week->moment->first + weekday});
    there.type = found.type;
    there.value += part;
    return there;
}

/// The day of that number, and weekday when one is told, that the clause points to; in a history that of the month
/// told.
std::optional<Day> Grammar::day_numbered(int day, int weekday, int token) const {
    const Outlook ahead = outlook(token);
    const Day from = history_ && last_ ? last_->first : today();
    std::optional<Day> best;
    for (int step = -12; step <= 12; ++step) {
        const Date month = date_of(shift(moment(Grain::month, from).first, step, Grain::month));
        if (day > days_in_month(month.year, month.month)) continue;
        const Day found = day_of({month.year, month.month, day});
        if (weekday >= 0 && weekday_of(found) != weekday) continue;
        if (ahead == Outlook::past && found > from && !history_) continue;
        if (ahead == Outlook::future && found < from) continue;
        if (!best || std::abs(found - from) < std::abs(*best - from)) best = found;
    }
    return best;
}

/// "the 20th of this month", "the 5th of next month", "the 19th of every month".
Grammar::Found Grammar::day_of_which(int begin, int t, int day) {
    if (colloquial_ && is(t, "the")) ++t;
    const TimeWord pointer = word(t);
    if (!is(t + 1, "month") || t + 1 >= limit_) return {};
    if (pointer.kind == TimeWordKind::every) return made(begin, t + 2, TimeType::set, "XXXX-XX-" + two(day));
    const Found month = pointer.kind == TimeWordKind::which ? which(t) : Found();
    if (!month || !month->moment || month->moment->grain != Grain::month) return {};
    const Date of = date_of(month->moment->first);
    if (day > days_in_month(of.year, of.month)) return {};
    return with_day_part(made(begin, month->end, {Grain::day, month->moment->first + day - 1}));
}

/// "on the 15th", "by the 3rd": of the month around.
Grammar::Found Grammar::day_of_month(int i) {
    const int t = is(i, "the") ? i + 1 : i;
    const bool part = is(i - 1, "of") && word(i - 2).kind == TimeWordKind::day_part;  // the evening of the ninth
    const bool on =
        (colloquial_ && bare_) || is(i - 1, "on") || is(i - 1, "by") || is(i - 1, "until") || is(i - 1, "since");
    if (t >= limit_ || !(on || part) || !published_) return {};
    int end = t + 1;
    int day = digit_ordinal(tree_.lower(t)) > 0 ? day_number(t) : 0;
    if (day == 0 && (part || colloquial_) && t > i) day = spelled_day(t, end);
    if (day == 0 && bare_ && colloquial_ && t > i) day = day_number(t);
    if (day == 0) return {};
    if (is(end, "of") && t > i)
        if (Found found = day_of_which(i, end + 1, day)) return found;
    if (is(end, "of") || is_dash(end)) return {};
    if (end < limit_ && (tree_.is_noun(end) || tree_.tag[end] == Tag::JJ || tree_.tag[end] == Tag::CD)) return {};
    const auto found = day_numbered(day, -1, t);
    return found ? with_day_part(made(i, end, {Grain::day, *found})) : Found();
}

/// "10/1/2018 - 10/7/2018", "Nov 18, 2014 – Dec 19, 2015": two whole dates joined by a dash.
Grammar::Found Grammar::until_another(FoundTime found) {
    if (found.type != TimeType::date || !found.moment || !is_dash(found.end) || found.end + 1 >= limit_ ||
        found.value.find('/') != std::string::npos || found.moment->grain > Grain::month)
        return found;
    const bool named = word(found.begin).kind == TimeWordKind::weekday && found.end > found.begin + 2 &&
                       word(found.end + 1).kind == TimeWordKind::weekday;  // Saturday, July 5 - Sunday, July 6
    if (!found.dated && !named) return found;
    range_end_ = found.end + 1;
    const Found last = date(found.end + 1);
    range_end_.reset();
    if (!last || !last->moment || last->moment->grain != found.moment->grain ||
        last->moment->first <= found.moment->first || last->type != TimeType::date)
        return found;
    if (found.dated ? !last->dated : (last->end < found.end + 4 || last->moment->first > found.moment->first + 60))
        return found;
    return day_range(found.begin, last->end, found, *last);
}

/// A part of the day after a date makes it a time: "Wednesday morning".
Grammar::Found Grammar::with_day_part(FoundTime found) const {
    int t = found.end;
    bool positioned = word(t).kind == TimeWordKind::position && word(t + 1).kind == TimeWordKind::day_part;
    if (positioned) ++t;
    if (colloquial_ && word(t).kind == TimeWordKind::position && is(t + 1, "in") && is(t + 2, "the") &&
        word(t + 3).kind == TimeWordKind::day_part)  // Monday early in the morning
        positioned = true, t += 3;
    if (is(t, "in") && is(t + 1, "the") && word(t + 2).kind == TimeWordKind::day_part) t += 2;  // in the morning
    if (colloquial_ && (is(t, "at") || is(t, "in") || is(t, "for")) && word(t + 1).kind == TimeWordKind::day_part &&
        !word(t + 1).code.starts_with('T'))
        ++t;  // tomorrow at lunch
    while (word(t).code == "+") ++t;
    if (colloquial_ && word(t).kind == TimeWordKind::clock && found.type == TimeType::date) {  // today pm
        found.type = TimeType::time;
        found.value += word(t).value > 0 ? "TAF" : "TMO";
        return found.end = t + 1, found;
    }
    const TimeWord part = word(t);
    if (part.kind != TimeWordKind::day_part || found.type != TimeType::date) return found;
    if (positioned) found.mod = word(found.end).code;
    found.type = TimeType::time;
    found.value += part.code.starts_with('T') ? std::string(part.code) : "T" + std::string(part.code);
    found.end = t + 1;
    return found;
}

Grammar::Found Grammar::date(int i) {
    for (const auto rule :
         {&Grammar::compact_date, &Grammar::weekday, &Grammar::month_first, &Grammar::day_first, &Grammar::another_day,
          &Grammar::day_of_month, &Grammar::part_of_period, &Grammar::season, &Grammar::decade})
        if (Found found = (this->*rule)(i)) return until_another(std::move(*found));
    return year(i);
}

}  // namespace dragoman::mentions
