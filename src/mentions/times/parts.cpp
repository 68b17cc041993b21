// Parts of a period: "the first quarter of 1987", "the last week of October", "the first 11 months of this year".
#include <algorithm>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {

/// "fiscal 1988", "fiscal year 2009", "the 2008 fiscal year", "last fiscal year": whose it is, only its owner knows.
Grammar::Found Grammar::fiscal(int i) {
    const auto made_fiscal = [&](int end, int year, bool dated) {
        FoundTime found = made(i, end, TimeType::date, "FY" + std::to_string(year));
        found.dated = dated;
        return found;
    };
    int t = is(i, "the") ? i + 1 : i;
    int pointed = 0;
    if (const int year = year_number(t);
        year > 0 && (is(t + 1, "fiscal") || is(t + 1, "financial")) && is(t + 2, "year"))
        return made_fiscal(t + 3, year, true);
    if (word(t).kind == TimeWordKind::which && word(t).code.empty() && published_) pointed = t++ + 1;
    if (is(t, "fy") && year_number(t + 1) > 0) return made_fiscal(t + 2, year_number(t + 1), true);
    if (!is(t, "fiscal") && !is(t, "financial")) return {};
    const int at = is(t + 1, "year") || is(t + 1, "years") ? t + 2 : t + 1;
    if (const int year = year_number(at); year > 0) return made_fiscal(at + 1, year, true);
    if (pointed > 0 && at == t + 2) return made_fiscal(at, date_of(today()).year + word(pointed - 1).value, false);
    return {};
}

/// "week 53 of 2020", "calendar week 23": small numbers without a year are rounds and chapters.
Grammar::Found Grammar::numbered_week(int i) {
    const int number = is(i, "week") && i + 1 < limit_ ? plain_digits(tree_.lower(i + 1)) : -1;
    if (number < 1 || number > 53) return {};
    int last = is(i + 2, "of") || is(i + 2, ",") ? i + 3 : i + 2;
    const bool told = year_number(last) > 0;
    int end = last;
    const auto pointed =
        !told && last > i + 2 && word(last).kind == TimeWordKind::which ? year_phrase(last, end) : std::nullopt;
    if (!told && !pointed &&
        (!published_ || is(i + 2, "of") || (number < 19 && !is(i - 1, "calendar") && !colloquial_)))
        return {};
    const int year = told      ? year_number(last)
                     : pointed ? date_of(pointed->first).year
                               : date_of(present(Grain::year).first).year;
    const Moment first = moment(Grain::week, day_of({year, 1, 4}));  // the fourth of January lies in the first week
    const Moment week = shift(first, number - 1);
    if (date_of(week.first + 3).year != year) return made(i, i + 2, TimeType::date, "XXXX-W" + std::to_string(number));
    return made(i, told ? last + 1 : pointed ? end : i + 2, week);
}

/// Which part and of what size: "first quarter", "Q3", "second half", "last week", "third Tuesday", "first 11 months".
Grammar::Part Grammar::part_at(int t) const {
    Part part;
    const std::string_view lower = t < limit_ ? tree_.lower(t) : std::string_view();
    const auto coded = [&](char letter, char digit) {
        return (lower[0] == letter && lower[1] == digit) || (lower[1] == letter && lower[0] == digit);
    };
    if (lower.size() == 2)
        for (int nth = 1; nth <= 4; ++nth) {
            if (coded('q', static_cast<char>('0' + nth))) return {nth, Grain::quarter, t + 1};
            if (nth <= 2 && coded('h', static_cast<char>('0' + nth)) && capital(t)) return {nth, Grain::half, t + 1};
        }
    int u = t + 1;
    if (is(t, "last") || is(t, "final") || is(t, "closing"))
        part.nth = -1;
    else if (is(t, "latter"))
        part.nth = 2;
    else if (is(t, "opening") || is(t, "initial"))
        part.nth = 1;
    else
        part.nth = spelled_day(t, u);  // "the thirty-first day of the month"
    if (part.nth == 0) return {};
    if (part.nth > 0 && is(u, "last")) part.nth = -part.nth, ++u;  // the second last week
    if (is_dash(u)) ++u;
    if (part.nth == 1 || part.nth == -1) {
        const Number count = number_at(text_, tree_, lexicon_.numbers, u, limit_);
        if (count && count.value && *count.value >= 2 && *count.value <= 100 && !count.fraction)
            part.count = static_cast<int>(*count.value), u = count.end;
    }
    while (word(u).code == "+") ++u;
    const TimeWord named = word(u);
    part.end = u + 1;
    if (is(u, "half")) return part.grain = Grain::half, part;
    if (is(u, "qtr")) return part.grain = Grain::quarter, part;
    if (named.kind == TimeWordKind::weekday && part.count == 0) return part.weekday = named.value, part;
    if (named.kind != TimeWordKind::unit) return {};
    const auto grain = grain_of(named.code);
    if (!grain || (part.count > 0) != tree_.lower(u).ends_with("s")) return {};
    return part.grain = *grain, part;
}

namespace {

/// The `nth` unit that begins in the period, counted from its end when negative. Weeks belong to where their Thursday
/// is.
Moment nth_in(Moment period, Grain grain, int nth) {
    const Day first = period.first, last = last_day(period);
    const auto belongs = [](Moment of) { return of.grain == Grain::week ? of.first + 3 : of.first; };
    if (nth > 0) {
        Moment of = moment(grain, first);
        if (belongs(of) < first) of = shift(of, 1);
        return shift(of, nth - 1);
    }
    Moment of = moment(grain, last);
    if (belongs(of) > last) of = shift(of, -1);
    return shift(of, nth + 1);
}

Day nth_weekday_in(Moment period, int weekday, int nth) {
    if (nth > 0) return period.first + (weekday - weekday_of(period.first) + 7) % 7 + 7 * (nth - 1);
    const Day last = last_day(period);
    return last - (weekday_of(last) - weekday + 7) % 7 + 7 * (nth + 1);
}

}  // namespace

Grammar::Found Grammar::part_of_period(int i) {
    if (Found found = fiscal(i)) return found;
    if (Found found = numbered_week(i)) return found;
    const int t = is(i, "the") ? i + 1 : i;
    const int tens = is_dash(i - 1) ? i - 2 : i - 1;
    if (tens >= first_ && lexicon_.numbers.find(tree_.lower(tens)).kind == NumberKind::tens) return {};
    Part part = part_at(t);
    if (part.end == 0) return {};
    const bool joined = is(part.end, "of") || is(part.end, "in");
    Found whole = period(joined ? part.end + 1 : part.end);
    if (whole && !joined &&
        !(part.grain >= Grain::quarter && part.weekday < 0 && part.count == 0 && whole->moment->grain == Grain::year))
        whole = {};
    if (whole && is(part.end, "in") && part.grain < Grain::quarter && part.weekday < 0 && part.nth > 0) whole = {};
    if (!whole && is(part.end, "of")) return {};  // the second half of the book
    if (!whole && colloquial_ && part.weekday >= 0 && part.nth > 0 && part.nth < 5 && published_)  // first Sunday
        return made(i, part.end, {Grain::day, nth_weekday_in(moment(Grain::month, today()), part.weekday, part.nth)});
    if (!whole) return part.count == 0 && part.weekday < 0 && part.nth > 0 ? latest_part(i, part) : Found();
    const Moment of = *whole->moment;
    if (part.weekday >= 0) {
        if (of.grain < Grain::month || of.grain > Grain::year) return {};
        return with_day_part(made(i, whole->end, {Grain::day, nth_weekday_in(of, part.weekday, part.nth)}));
    }
    if (part.grain == Grain::half && of.grain != Grain::year) {  // of a decade, a month, the century
        FoundTime found = made(i, whole->end, of);
        found.mod = part.nth == 1 ? "START" : "END";
        return found;
    }
    if (part.grain >= of.grain) return {};
    FoundTime found = part.count > 0 ? several(i, part, *whole) : made(i, whole->end, nth_in(of, part.grain, part.nth));
    if (found.from && (*found.from > last_day(of) || *found.to < of.first)) return {};
    found.dated = whole->dated;
    return found;
}

/// "the first 11 months of this year" is a stretch from unit to unit.
FoundTime Grammar::several(int i, const Part& part, const FoundTime& whole) const {
    const int step = part.nth > 0 ? 1 : -1;
    Moment from = nth_in(*whole.moment, part.grain, step), to = nth_in(*whole.moment, part.grain, step * part.count);
    if (step < 0) std::swap(from, to);
    FoundTime range = made(i, whole.end, TimeType::date, value_of(from) + "/" + value_of(to));
    range.from = from.first;
    range.to = last_day(to);
    range.moment = from;
    return range;
}

/// "last year's fourth quarter": the part behind the year it is of.
Grammar::Found Grammar::with_part(FoundTime year) const {
    if (!year.moment || year.moment->grain != Grain::year || !(is(year.end, "'s") || is(year.end, "’s"))) return year;
    const Part part = part_at(year.end + 1);
    if (part.end == 0 || part.count > 0 || part.weekday >= 0 || part.grain < Grain::quarter ||
        part.grain >= Grain::year)
        return year;
    const Moment of = nth_in(*year.moment, part.grain, part.nth);
    if (of.first > last_day(*year.moment) || of.first < year.moment->first) return year;
    return made(year.begin, part.end, of);
}

/// A quarter or half without its year: the latest that has begun, or the next when the clause looks ahead.
Grammar::Found Grammar::latest_part(int i, const Part& part) {
    if (!published_ || (part.grain != Grain::quarter && part.grain != Grain::half)) return {};
    if (part.nth > (part.grain == Grain::half ? 2 : 4)) return {};
    if (part.grain == Grain::half && !is(i, "the") && !capital(i)) return {};
    if (i > first_ && part.grain == Grain::half && !is(i, "the")) return {};
    const int step = part.grain == Grain::half ? 6 : 3;
    Moment year = present(Grain::year);
    const int now = (date_of(today()).month - 1) / step + 1;
    const Outlook told = outlook(i);
    const bool agenda =
        told == Outlook::unknown && before_.from && *before_.from > today() && before_.begin >= first_ - 12;
    const bool ahead = told == Outlook::future || agenda;
    if (!(history_ && last_) && !ahead && part.nth > now) year = shift(year, -1);
    return made(i, part.end, moment(part.grain, day_of({date_of(year.first).year, (part.nth - 1) * step + 1, 1})));
}

}  // namespace dragoman::mentions
