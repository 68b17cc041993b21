// Times told from the story's day or from a day told before: "yesterday", "last week", "early next year",
// "the morning of April 19".
#include <algorithm>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {

/// "yesterday", "tonight", "tomorrow morning".
Grammar::Found Grammar::deictic(int i) {
    const TimeWord day = word(i);
    if (day.kind != TimeWordKind::day) return {};
    if (!published_) return made(i, i + 1, TimeType::date, "XXXX-XX-XX");
    FoundTime found = made(i, i + 1, {Grain::day, today() + day.value});
    if (day.code.empty()) return with_day_part(std::move(found));
    found.type = TimeType::time;
    found.value += "T" + std::string(day.code);
    return found;
}

/// "last", "next", "this"; "upcoming" points as "next" does.
TimeWord Grammar::pointer_at(int t) const { return is(t, "upcoming") ? TimeWord{TimeWordKind::which, 1, {}} : word(t); }

/// "the week of October 6".
Grammar::Found Grammar::week_of(int i) {
    const int t = is(i, "the") ? i + 1 : i;
    if (!is(t, "week") || !is(t + 1, "of") || t + 2 >= limit_) return {};
    const Found day = date(t + 2);
    if (!day || !day->moment || day->type != TimeType::date || day->moment->grain != Grain::day) return {};
    FoundTime found = made(i, day->end, moment(Grain::week, day->moment->first));
    found.dated = day->dated;
    return found;
}

/// "the past two quarters": whole ones, as they are counted.
Grammar::Found Grammar::quarters_past(int begin, int end, int count, int sign) const {
    FoundTime found = made(begin, end, TimeType::duration, length_value(count, "Q"));
    if (!published_ || history_ || sign == 0) return found;
    const Moment here = moment(Grain::quarter, today());
    found.from = shift(here, sign > 0 ? 1 : -count).first;
    found.to = last_day(shift(here, sign > 0 ? count : -1));
    return found;
}

/// "last week", "the previous day", "this morning", "the last four years", "next March".
Grammar::Found Grammar::which(int i) {
    const bool article = is(i, "the");
    const int t = article ? i + 1 : i;
    TimeWord pointer = pointer_at(t);
    if (colloquial_ && pointer.value != 0 && !last_) pointer.code = {};  // "the previous 4 days": nothing else is told
    if (Found week = week_of(i)) return week;
    if (article && is(t + 1, "after")) return after_next(i, t);
    if (article && is(t, "first"))  // the first four hours
        return which_length(i, t + 1, {TimeWordKind::which, 0, {}});
    if (pointer.kind != TimeWordKind::which) {
        if (Found found = after_next(i, t)) return found;
        return counted_which(i, t);
    }
    if (is(t, "same") && is(t + 1, "time")) return {};
    if (colloquial_ && is(t, "last") && tree_.is_verb(t)) return {};
    const bool lasts = !article && is(t, "last") && t > first_ && tree_.is_noun(t - 1);
    if (lasts && number_at(text_, tree_, lexicon_.numbers, t + 1, limit_)) return {};  // the rules last three years
    if (is(t, "that") &&
        !(is(t + 1, "day") || is(t + 1, "week") || is(t + 1, "month") || is(t + 1, "year") || is(t + 1, "night") ||
          word(t + 1).kind == TimeWordKind::season || word(t + 1).kind == TimeWordKind::day_part))
        return {};
    if (is(t, "this") && is(t + 1, "past")) return which_unit(i, t + 2, word(t + 1));
    if (is(t, "this") && word(t + 1).kind == TimeWordKind::which && word(t + 1).value > 0)  // this coming Friday
        return which_unit(i, t + 2, {TimeWordKind::which, 1, {}});
    if (Found found = which_length(i, t + 1, pointer)) return found;
    return which_unit(i, t + 1, pointer);
}

/// "the week after next", "the year before last".
Grammar::Found Grammar::after_next(int begin, int t) {
    const TimeWord unit = word(t);
    const int sign = is(t + 1, "after") ? 1 : is(t + 1, "before") ? -1 : 0;
    if (sign == 0 || !published_) return {};
    const int last = is(t + 2, "the") ? t + 3 : t + 2;
    if (unit.kind == TimeWordKind::weekday && sign > 0 && is(last, "next"))  // Sunday after next
        return made(begin, last + 1, {Grain::day, today() + 14 - (weekday_of(today()) - unit.value + 7) % 7});
    if (unit.kind != TimeWordKind::unit) return {};
    const auto grain = grain_of(unit.code);
    if (!grain || !is(last, sign > 0 ? "next" : "last")) return {};
    return made(begin, last + 1, shift(moment(*grain, today()), 2 * sign));
}

Grammar::Found Grammar::which_unit(int begin, int t, TimeWord pointer) {
    while (word(t).code == "+") ++t;
    const TimeWord named = word(t);
    const bool the_next = is(t - 1, "next") && t - 1 > begin && is(t - 2, "the");
    const bool of_tale = history_ || !published_ || named.kind == TimeWordKind::day_part;
    if (the_next && of_tale) pointer.code = "anchor";
    const bool anchored = pointer.code == "anchor";
    if (!published_ && !(anchored && last_)) {
        if (named.kind == TimeWordKind::unit && !named.code.starts_with('T'))
            return made(begin, t + 1, TimeType::date,
                        named.code == "W"   ? "XXXX-WXX"
                        : named.code == "Y" ? "XXXX"
                                            : "XXXX-XX");
        return {};
    }
    const bool by_day = named.code == "D" || named.kind == TimeWordKind::day_part;
    const Day from = anchored ? (by_day ? day_told_before(t) : told_before().first) : today();
    if (named.kind == TimeWordKind::unit) return which_named_unit(begin, t, pointer, from);
    if (named.kind == TimeWordKind::day_part && !is(t - 1, "past")) {
        if (anchored && !day_known())
            return made(begin, t + 1, TimeType::time,
                        "XXXX-XX-XXT" + std::string(named.code.substr(named.code.starts_with('T'))));
        const FoundTime found = made(begin, t, {Grain::day, from + (pointer.value < 0 ? -1 : pointer.value)});
        return with_day_part(found);
    }
    if (colloquial_ && !anchored && pointer.value >= 0 && t < limit_)
        if (Found dated = pointed_date(begin, t, pointer)) return dated;
    if (named.kind == TimeWordKind::weekday) {
        if (Found dated = is(t + 1, ",") ? weekday(t) : Found();
            dated && dated->end > t + 2)  // next Wednesday, July 31
            return dated->begin = begin, dated;
        const Day day = which_weekday(named.value, pointer.value, from, t);
        return with_day_part(made(begin, t + 1, {Grain::day, day}));
    }
    if (named.kind == TimeWordKind::season) {
        if (is(t, "fall") && tree_.is_verb(t)) return {};
        const auto in = [&](int year) { return moment(Grain::season, day_of({year, named.value, 1})); };
        const int year = date_of(from).year;
        if (anchored && is(t - 1, "that")) return made(begin, t + 1, in(date_of(told_before().first).year));
        Moment season = in(year);
        if (pointer.value < 0 && last_day(season) >= from) season = in(year - 1);
        if (pointer.value > 0 && season.first <= from) season = in(year + 1);
        if (pointer.value == 0 && named.value == 12 && date_of(from).month < 3) season = in(year - 1);
        return made(begin, t + 1, season);
    }
    if (const int month = month_at(t); month > 0) {
        const int year = date_of(from).year, now = date_of(from).month;
        const int shifted = pointer.value < 0   ? (month < now ? year : year - 1)
                            : pointer.value > 0 ? (month > now ? year : year + 1)
                                                : year;
        if (const int day = day_number(t + 1); day > 0) return month_day(begin, t + 2, month, day, shifted);
        return made(begin, t + 1, moment(Grain::month, day_of({shifted, month, 1})));
    }
    if (Found holiday = holiday_at(t, pointer)) return holiday->begin = begin, holiday;
    return {};
}

Grammar::Found Grammar::which_named_unit(int begin, int t, TimeWord pointer, Day from) {
    const TimeWord named = word(t);
    const bool anchored = pointer.code == "anchor";
    const auto grain = grain_of(named.code);
    if (named.code == "F" && published_ && pointer.value != 0 && !anchored && !is_dash(t + 1))  // the past fortnight
        return length_from_today(begin, t + 1, 1, "F", pointer.value);
    if (colloquial_ && named.code == "BW" && !anchored) return working_week(begin, t + 1, pointer.value);
    if (colloquial_ && named.code.starts_with('T') && published_ && pointer.value != 0 && !anchored &&
        !tree_.lower(t).ends_with("s"))
        return length_from_today(begin, t + 1, 1, named.code, pointer.value);  // the last minute
    if (!grain || tree_.tag[t] == Tag::NNS || (t + 1 < limit_ && is_dash(t + 1))) return {};
    if (anchored && *grain == Grain::day && !day_known()) return made(begin, t + 1, TimeType::date, untold_day());
    if (*grain == Grain::day && !anchored && colloquial_)
        return made(begin, t + 1, {Grain::day, today() + pointer.value});
    if (*grain == Grain::day && !anchored) {
        return is(t - 1, "next") ? Found(made(begin, t + 1, {Grain::day, day_told_before() + 1})) : Found();
    }
    if (is(t - 1, "past") && *grain == Grain::quarter) return quarters_past(begin, t + 1, 1, -1);
    if (is_past_length(begin, t) && *grain != Grain::weekend) {
        FoundTime found = made(begin, t + 1, TimeType::duration, length_value(1, named.code));
        found.from = shift(today(), -1, *grain), found.to = today();
        return found;
    }
    if (*grain == Grain::weekend && pointer.value > 0 && !anchored && weekday_of(from) < 5 && is(t - 1, "coming"))
        return made(begin, t + 1, moment(*grain, from));
    FoundTime found = made(begin, t + 1, shift(moment(*grain, from), pointer.value));
    if (history_ && anchored && pointer.value < 0) found.moment.reset();  // "than the previous year": the tale stays
    if (*grain == Grain::week && pointer.value != 0) return with_weekday(std::move(found));
    return with_part(std::move(found));
}

/// "the past year", "over the last year": as long as one, up to today; "last year" is the one of the calendar.
bool Grammar::is_past_length(int begin, int t) const {
    if (colloquial_ && (bare_ || word(t).code == "Q")) return false;
    if (is(t - 1, "past")) return true;
    const bool within = is(begin - 1, "over") || is(begin - 1, "in") || is(begin - 1, "within") ||
                        is(begin - 1, "during") || is(begin - 1, "for");
    return is(t - 1, "last") && is(begin, "the") && within && !is(t + 1, "of");  // "in the last week of June"
}

/// "next week on Tuesday", "last week Thursday".
Grammar::Found Grammar::with_weekday(FoundTime week) const {
    const bool own =
        is(week.end, "on") || (colloquial_ && (is(week.end, "'s") || is(week.end, "’s") || is_dash(week.end)));
    const int t = own ? week.end + 1 : week.end;
    const TimeWord day = word(t);
    const auto hour = colloquial_ && day_number(t + 1) > 0 ? hour_at(t + 1) : std::nullopt;  // next week Mon 9 am
    if (day.kind != TimeWordKind::weekday || !(capital(t) || colloquial_) || !week.moment ||
        (day_number(t + 1) > 0 && !(hour && hour->certain)) || word(t + 1).kind == TimeWordKind::month ||
        (is(t + 1, ",") && !colloquial_))
        return week;
    return with_day_part(made(week.begin, t + 1, {Grain::day, week.moment->first + day.value}));
}

/// "next Friday" is the one of next week, as who means the coming one says "Friday"; "last Friday" is the latest that
/// was not yesterday.
Day Grammar::which_weekday(int weekday, int pointer, Day from, int t) const {
    const int back = (weekday_of(from) - weekday + 7) % 7;
    if (pointer < 0 && is(t - 1, "previous")) return today() - weekday_of(today()) + weekday - 7;
    const bool yesterday = back == 1 && weekday < 6 && !is(t - 1, "past");  // on Mondays "last Sunday" is yesterday
    if (pointer < 0) return from - (back == 0 || yesterday ? 7 + back : back);
    if (is(t - 1, "coming") || is(t - 1, "upcoming")) return from + 7 - back;
    const Day this_week = from - weekday_of(from) + weekday;
    if (pointer > 0) return this_week + 7;
    return this_week < from && outlook(t) == Outlook::future ? this_week + 7 : this_week;
}

/// "the last four years", "the next two weeks", "recent months", "the past few days".
Grammar::Found Grammar::which_length(int begin, int t, TimeWord pointer) {
    if (t >= limit_ || (is(t - 1, "first") && !number_at(text_, tree_, lexicon_.numbers, t, limit_)) ||
        is(t - 1, "this") || is(t - 1, "that") || is(t - 1, "current") || is(t - 1, "same"))
        return {};
    const Number count = number_at(text_, tree_, lexicon_.numbers, t, limit_);
    int unit = count ? count.end : t;
    if (colloquial_ && count && !count.suffix.empty() && count.value &&
        glued_unit(count.suffix).kind == TimeWordKind::unit)
        return length_from_today(begin, count.end, count.value, glued_unit(count.suffix).code, pointer.value);  // 3mins
    if (count && count.fraction && is(unit - 1, "quarters"))  // "the past two quarters" are no halves
        if (const Number whole = number_at(text_, tree_, lexicon_.numbers, t, unit - 1); whole && whole.value)
            return quarters_past(begin, unit, static_cast<int>(*whole.value),
                                 pointer.code == "anchor" ? 0 : pointer.value);
    std::optional<double> number = count ? count.value : std::nullopt;
    if (count && count.few && (is(t, "couple") || is(t + 1, "couple"))) number = 2;
    if (colloquial_ && count && count.few && !number && !is(t, "many")) number = number_of_few();
    if (is(unit, "of")) ++unit;
    while (word(unit).code == "+") ++unit;  // business days
    if (is(unit, "or") && number_at(text_, tree_, lexicon_.numbers, unit + 1, limit_))
        unit = number_at(text_, tree_, lexicon_.numbers, unit + 1, limit_).end;
    if (Found range = count ? length_range(begin, t) : Found()) return range;
    if (word(unit).kind != TimeWordKind::unit || (!count && tree_.tag[unit] != Tag::NNS)) return {};
    if (!count && word(unit).code == "TS") return {};
    if (number && word(unit).code == "Q" && *number < 100 && pointer.code.empty())
        return quarters_past(begin, unit + 1, static_cast<int>(*number), pointer.value);
    return length_from_today(begin, unit + 1, number, word(unit).code, pointer.code == "anchor" ? 0 : pointer.value);
}

/// "the 5 past years", "the two coming weeks".
Grammar::Found Grammar::counted_which(int begin, int t) {
    const Number count = number_at(text_, tree_, lexicon_.numbers, t, limit_);
    if (!count || !count.value || pointer_at(count.end).kind != TimeWordKind::which) return {};
    const TimeWord pointer = pointer_at(count.end), unit = word(count.end + 1);
    const bool plural = tree_.lower(std::min(count.end + 1, limit_ - 1)).ends_with("s");
    if (!plural && !(*count.value == 1 && t > begin)) return {};  // "4 to 23 next month", "$1k last month"
    if (!count.suffix.empty()) return {};
    if (pointer.value == 0 || unit.kind != TimeWordKind::unit) return {};
    return length_from_today(begin, count.end + 2, count.value, unit.code, pointer.value);
}

/// A length whose days are known since it ends or begins with the story's.
FoundTime Grammar::length_from_today(int begin, int end, std::optional<double> count, std::string_view unit,
                                     int sign) const {
    FoundTime found = made(begin, end, TimeType::duration, length_value(count, unit));
    if (colloquial_ && published_ && count && *count < 1e5 && sign != 0 && unit.starts_with('T'))
        return stretch_from_now(begin, {.parts = {{count, unit}}, .end = end}, sign);
    if (colloquial_ && published_ && count && sign != 0 && unit == "BD") {
        found.from = working_days(today(), sign > 0 ? 1 : -static_cast<int>(std::min(*count, 1000.0)));
        found.to = working_days(today(), sign > 0 ? static_cast<int>(std::min(*count, 1000.0)) : -1);
        return found;
    }
    const auto grain = unit == "F" ? std::optional(Grain::week) : grain_of(unit);
    if (!published_ || !count || !grain || sign == 0 || *count > 10000 || history_) return found;
    if (date_of(shift(today(), -static_cast<int>(*count), *grain)).year < 1) return found;
    if (colloquial_ && unit != "F" && *grain > Grain::day && (bare_ || *grain == Grain::decade))
        return units_of_calendar(std::move(found), static_cast<int>(*count), *grain, sign);
    const Day there = shift(today(), static_cast<int>(*count * (unit == "F" ? 2 : 1)) * sign, *grain);
    found.from = sign > 0 ? today() + 1 : there;
    found.to = sign > 0 ? there : today() - 1;
    return found;
}

/// "earlier in the month", "later in the day", "later the same day".
Grammar::Found Grammar::earlier_in(int i) {
    if (!published_) return {};
    const int t = is(i + 1, "in") || is(i + 1, "on") ? i + 2 : i + 1;
    if (!is(t, "the") || word(t + 1).kind != TimeWordKind::unit) return {};
    const auto grain = grain_of(word(t + 1).code);
    if (!grain || is(t + 2, "of") || is(t + 2, "before") || is(t + 2, "after")) return {};
    if (*grain == Grain::day && !day_known()) return {};
    return made(i, t + 2, *grain == Grain::day ? Moment{Grain::day, day_told_before()} : present(*grain));
}

/// "mid-July", "mid-1990s", "mid-2005": one token.
Grammar::Found Grammar::mid(int i) {
    const std::string_view rest = tree_.lower(i).substr(4);
    const TimeWord joined = lexicon_.find(rest);
    Found found;
    if (joined.kind == TimeWordKind::month) {
        int last = i + 1;
        int year = 0;
        if (const auto phrase = year_phrase(is(last, "of") || is(last, ",") ? last + 1 : last, last))
            year = date_of(phrase->first).year;
        found = whole_month(i, last, joined.value, year);
    } else if (joined.kind == TimeWordKind::weekday && published_) {
        found = made(i, i + 1, {Grain::day, resolve_weekday(joined.value, i)});
    } else if (joined.kind == TimeWordKind::day_part && published_) {
        found = made(i, i + 1, {Grain::day, day_told_before()});
        found->type = TimeType::time;
        found->value += "T" + std::string(joined.code);
    } else if (const int year = plain_digits(rest); rest.size() == 4 && year >= 1500 && year <= 2199) {
        found = made(i, i + 1, moment_of_year(Grain::year, year));
    } else if (rest.size() == 5 && rest.ends_with("s")) {
        const int decade = plain_digits(rest.substr(0, 4));
        if (decade < 1000 || decade > 2199 || decade % 10 != 0) return {};
        found = made(i, i + 1, moment_of_year(Grain::decade, decade));
    }
    if (found) found->mod = "MID";
    return found;
}

/// "the beginning of 2019", "month's end", "the rest of the year": where the part begins and its mod; -1 when none.
int Grammar::named_part(int i, std::string& mod) const {
    const int t = is(i, "the") ? i + 1 : i;
    if (is(t, "beginning") || is(t, "start") || is(t, "outset"))
        mod = "START";
    else if (is(t, "end") || is(t, "close") || is(t, "tail"))
        mod = "END";
    else if (is(t, "middle") || is(t, "midst"))
        mod = "MID";
    else if (!is(t, "rest") && !is(t, "remainder") && !is(t, "balance"))
        return -1;
    return is(t + 1, "of") ? t + 2 : -1;
}

/// Early, late, mid and the parts of a period: "early May", "mid-July", "Late on Sunday", "the rest of the year".
Grammar::Found Grammar::positioned(int i) {
    if (tree_.lower(i).starts_with("mid-")) return mid(i);
    if (is(i, "the") && i + 1 < limit_ && tree_.lower(i + 1).starts_with("mid-")) {
        Found found = mid(i + 1);
        if (found) found->begin = i;
        return found;
    }
    std::string mod;
    const bool article = is(i, "the") && word(i + 1).kind == TimeWordKind::position;
    int t = article ? i + 2 : i + 1;
    Found found;
    if (word(article ? i + 1 : i).kind == TimeWordKind::position) {
        mod = word(article ? i + 1 : i).code;
        if ((found = earlier_in(article ? i + 1 : i))) return found->begin = i, found->mod = mod, found;
        if (is(t, "part") && is(t + 1, "of")) ++t;
        if (is_dash(t) || is(t, "on") || is(t, "in") || is(t, "of")) ++t;
    } else {
        t = named_part(i, mod);
        if (t < 0) return {};
        found = period(t);
        if (!found && word(t).kind == TimeWordKind::unit && published_ && !(t + 1 < limit_ && tree_.is_noun(t + 1)))
            if (const auto grain = grain_of(word(t).code);
                grain && *grain > Grain::day && !tree_.lower(t).ends_with("s"))
                found = made(t, t + 1, present(*grain));  // end of year
    }
    if (t >= limit_) return {};
    if (!found) found = which(t);
    if (!found) found = deictic(t);
    if (!found) found = date(t);
    if (!found || found->type == TimeType::set || found->type == TimeType::duration) return {};
    found->begin = i;
    if (found->mod.empty()) found->mod = mod;
    return found;
}

/// "over the weekend", "at the weekend": the last one where the past is told, else the coming one.
Grammar::Found Grammar::weekend(int i) {
    if (!published_ || history_ || !is(i, "the") || !is(i + 1, "weekend") || is(i + 2, "of") || is(i + 2, "after") ||
        is(i + 2, "before") || (i + 2 < limit_ && tree_.is_noun(i + 2)))
        return {};
    const Moment here = moment(Grain::weekend, today());
    const bool past = outlook(i + 1) == Outlook::past;
    return made(i, i + 2, past && here.first > today() ? shift(here, -1) : here);
}

/// "Killed overnight": the night before, where the past is told and no other day in the sentence. Before a noun it is
/// of which sort, and what was "not solved overnight" was not solved at once.
Grammar::Found Grammar::overnight(int i) const {
    const bool adverb =
        is(i, "overnight") && tree_.tag[i] == Tag::RB && !(i + 1 < limit_ && tree_.is_noun(i + 1)) && !is(i + 1, "on");
    if (!adverb || !published_ || history_ || (before_.end > first_ && before_.begin < i) ||
        outlook(i) != Outlook::past)
        return {};
    for (int t = first_; t < i; ++t)
        if (tree_.tag[t] == Tag::MD || is(t, "not") || is(t, "n't") || is(t, "n’t")) return {};
    FoundTime found = *with_day_part(made(i, i, {Grain::day, today() - 1}));
    found.moment.reset();  // what follows counts from the day, not from the night
    return found;
}

/// "the evening news", but not "in the evening divers came".
bool Grammar::qualifies_next(int t, int end) const {
    return end < limit_ && tree_.is_noun(end) && !(tree_.dep[t] == Dep::obl && tree_.head[t] > end);
}

/// "the morning of April 19", "in the evening", "late in the afternoon", "overnight".
Grammar::Found Grammar::part_of_day(int i) {
    if (Found night = overnight(i)) return night;
    int t = i;
    std::string mod;
    if (word(t).kind == TimeWordKind::position && is(t + 1, "in") && is(t + 2, "the")) mod = word(t).code, t += 2;
    const bool placed = t > i || is(i - 1, "in") || is(i - 1, "during") || is(i - 1, "on") || is(i - 1, "by") ||
                        is(i - 1, "into") || is(i - 1, "throughout");
    const bool article = is(t, "the");
    if (article) ++t;
    if (!article && !(word(t).kind == TimeWordKind::day_part && is(t + 1, "of"))) return {};
    if (word(t).kind == TimeWordKind::position) mod = word(t++).code;
    if (!mod.empty() && is_dash(t)) ++t;
    const TimeWord part = word(t);
    if (part.kind != TimeWordKind::day_part && !(is(t, "hours") && !mod.empty())) return {};
    const std::string code = part.kind == TimeWordKind::day_part ? std::string(part.code) : "MO";
    if (is(t + 1, "hours") || is(t + 1, "hour")) ++t;
    int end = t + 1;
    Found day;
    if (is(end, "of") && end + 1 < limit_) {
        day = date(end + 1);
        if (!day) day = deictic(end + 1);
        if (!day) day = phrase(end + 1);
        if (!day) day = which(end + 1);
        const bool same = day && day->type == TimeType::time && day->value.ends_with("T" + code);  // Tuesday morning
        if (!day || !day->moment || !(day->type == TimeType::date || same) || !day->from ||
            *day->from < day->moment->first || day->moment->grain != Grain::day)
            return {};
        end = day->end;
    } else if (is(end, "of") || !placed || !day_known() || qualifies_next(end - 1, end)) {
        return {};
    }
    FoundTime found = day ? *day : made(i, end, {Grain::day, day_told_before()});
    found.begin = i, found.end = end;
    found.type = TimeType::time;
    found.mod = mod;
    found.to = found.from;
    found.value = iso(found.moment->first) + (code.starts_with('T') ? code : "T" + code);
    return found;
}

}  // namespace dragoman::mentions
