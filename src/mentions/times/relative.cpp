// Times told from the story's day or from a day told before, lengths of time, and what recurs.
#include <algorithm>
#include <cmath>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

/// "4", "2.5": without trailing zeros.
std::string plain(double number) {
    if (number == std::floor(number) && std::abs(number) < 1e9) return std::to_string(static_cast<long long>(number));
    std::string text = std::to_string(number);
    while (text.ends_with('0')) text.pop_back();
    return text;
}

}  // namespace

/// TIMEX3 duration; none counts as X ("several weeks" PXW). Fortnights are two weeks.
std::string Grammar::length_value(std::optional<double> count, std::string_view unit) const {
    if (unit == "F") return count ? "P" + plain(*count * 2) + "W" : "PXW";
    if (unit == "WE") return count ? "P" + plain(*count) + "WE" : "PXWE";
    if (unit == "TH" && count && *count == 0.5) return "PT30M";
    const std::string number = count ? plain(*count) : "X";
    if (unit.starts_with('T')) return "PT" + number + std::string(unit.substr(1));
    return "P" + number + std::string(unit);
}

Grammar::Found Grammar::phrase(int i) {
    const auto list = lexicon_.phrases.find(tree_.lower(i));
    if (list == lexicon_.phrases.end()) return {};
    for (const TimePhrase& phrase : list->second) {
        const int size = static_cast<int>(phrase.words.size());
        int k = 0;
        while (k < size && is(i + k, phrase.words[k])) ++k;
        if (k < size || (is(i - 1, "as") && is(i, "soon"))) continue;
        if (phrase.type == "holiday") {
            if (!capital(i)) return {};
            const int month = plain_digits(phrase.value.substr(0, 2)), day = plain_digits(phrase.value.substr(3, 2));
            const int at = is(i + size, ",") ? i + size + 1 : i + size;
            const int year = year_number(at);
            return month_day(i, year > 0 ? at + 1 : i + size, month, day, year);
        }
        if (phrase.type == "day") {
            if (!published_) return {};
            return with_day_part(made(i, i + size, {Grain::day, today() + (phrase.value == "2" ? 2 : -2)}));
        }
        FoundTime found = made(i, i + size, TimeType::date, std::string(phrase.value));
        found.vague = true;
        return found;
    }
    return {};
}

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

/// What "that day" and "the day before" count from: no coming day where the clause tells the past.
Day Grammar::day_told_before(int token) const {
    const bool ahead = published_ && last_day_ && *last_day_ > *published_;
    return ahead && last_past_ && outlook_at(tree_, lexicon_, token) == Outlook::past ? *last_past_ : day_told_before();
}

/// "last week", "the previous day", "this morning", "the last four years", "next March".
Grammar::Found Grammar::which(int i) {
    const bool article = is(i, "the");
    const int t = article ? i + 1 : i;
    const TimeWord pointer = word(t);
    if (pointer.kind != TimeWordKind::which) return {};
    if (is(t, "same") && is(t + 1, "time")) return {};
    if (is(t, "that") &&
        !(is(t + 1, "day") || is(t + 1, "week") || is(t + 1, "month") || is(t + 1, "year") || is(t + 1, "night")))
        return {};
    if (is(t, "this") && is(t + 1, "past")) return which_unit(i, t + 2, word(t + 1));
    if (Found found = which_length(i, t + 1, pointer)) return found;
    return which_unit(i, t + 1, pointer);
}

Grammar::Found Grammar::which_unit(int begin, int t, TimeWord pointer) {
    const TimeWord named = word(t);
    const bool anchored = pointer.code == "anchor";
    if (!published_ && !(anchored && last_)) {
        if (named.kind == TimeWordKind::unit && !named.code.starts_with('T'))
            return made(begin, t + 1, TimeType::date,
                        named.code == "W"   ? "XXXX-WXX"
                        : named.code == "Y" ? "XXXX"
                                            : "XXXX-XX");
        return {};
    }
    const Day from = anchored ? (named.code == "D" ? day_told_before(t) : told_before().first) : today();
    if (named.kind == TimeWordKind::unit) {
        const auto grain = grain_of(named.code);
        if (!grain || tree_.tag[t] == Tag::NNS) return {};
        if (*grain == Grain::day && !anchored)
            return is(t - 1, "next") ? Found(made(begin, t + 1, {Grain::day, day_told_before() + 1})) : Found();
        if (is(t - 1, "past")) return made(begin, t + 1, TimeType::duration, length_value(1, named.code));
        return made(begin, t + 1, shift(moment(*grain, from), pointer.value));
    }
    if (named.kind == TimeWordKind::day_part && !is(t - 1, "past")) {
        FoundTime found = made(begin, t, {Grain::day, from + (pointer.value < 0 ? -1 : pointer.value)});
        return with_day_part(std::move(found));
    }
    if (named.kind == TimeWordKind::weekday) {
        const int back = (weekday_of(from) - named.value + 7) % 7;
        const Day day = pointer.value < 0   ? from - (back == 0 ? 7 : back)
                        : pointer.value > 0 ? from + 7 - back
                                            : from - weekday_of(from) + named.value;
        return with_day_part(made(begin, t + 1, {Grain::day, day}));
    }
    if (named.kind == TimeWordKind::season && !is(t - 1, "that")) {
        if (is(t, "fall") && tree_.is_verb(t)) return {};
        const int year = date_of(from).year;
        Moment season = moment(Grain::season, day_of({year, named.value, 1}));
        if (pointer.value < 0 && season.first > from)
            season = moment(Grain::season, day_of({year - 1, named.value, 1}));
        if (pointer.value > 0 && season.first <= from)
            season = moment(Grain::season, day_of({year + 1, named.value, 1}));
        return made(begin, t + 1, season);
    }
    if (const int month = month_at(t); month > 0) {
        const int end = is(t + 1, "of") ? t + 1 : t + 1;
        const int year = date_of(from).year, now = date_of(from).month;
        const int shifted = pointer.value < 0   ? (month < now ? year : year - 1)
                            : pointer.value > 0 ? (month > now ? year : year + 1)
                                                : year;
        const int day = day_number(end);
        if (day > 0) return month_day(begin, end + 1, month, day, shifted);
        return made(begin, end, moment(Grain::month, day_of({shifted, month, 1})));
    }
    return {};
}

/// "the last four years", "the next two weeks", "recent months", "the past few days".
Grammar::Found Grammar::which_length(int begin, int t, TimeWord pointer) {
    if (t >= limit_ || is(t - 1, "this") || is(t - 1, "that") || is(t - 1, "current")) return {};
    const Number count = number_at(text_, tree_, lexicon_.numbers, t, limit_);
    int unit = count ? count.end : t;
    if (is(unit, "of")) ++unit;
    if (is(unit, "or") && number_at(text_, tree_, lexicon_.numbers, unit + 1, limit_))
        unit = number_at(text_, tree_, lexicon_.numbers, unit + 1, limit_).end;
    if (word(unit).kind != TimeWordKind::unit || (!count && tree_.tag[unit] != Tag::NNS)) return {};
    if (!count && word(unit).code == "TS") return {};
    (void)pointer;
    return made(begin, unit + 1, TimeType::duration, length_value(count ? count.value : std::nullopt, word(unit).code));
}

/// What follows a length may make it a date: "ago", "earlier", "later", "from now".
Grammar::Found Grammar::relation(int begin, int end, double count, bool few, TimeWord unit) {
    int sign = 0, last = end + 1;
    bool anchored = false;
    const TimeWord next = word(end);
    if (next.kind == TimeWordKind::relation && next.code.empty())
        sign = next.value;
    else if (is(end, "earlier") || is(end, "previously"))
        sign = -1, anchored = true;
    else if (is(end, "later"))
        sign = 1, anchored = true;
    else if (is(end, "from") && (is(end + 1, "now") || is(end + 1, "today")))
        sign = 1, ++last;
    else if (next.kind == TimeWordKind::relation && last < limit_ && (is(last, ",") || is(last, ".")))
        sign = next.value, anchored = true;
    if (sign == 0 || (!published_ && !(anchored && last_))) return {};
    const Day from = anchored ? (unit.code == "D" ? day_told_before(end - 1) : told_before().first) : today();
    if (unit.code.starts_with('T')) return made(begin, last, {Grain::day, from});
    auto grain = unit.code == "F" ? std::optional(Grain::week) : grain_of(unit.code);
    if (!grain) return {};
    if (few) {  // several days ago: some time in the month; weeks and months ago: in the year
        if (*grain >= Grain::year) return made(begin, last, TimeType::date, sign < 0 ? "PAST_REF" : "FUTURE_REF");
        const Grain wider = *grain == Grain::day ? Grain::month : *grain == Grain::week ? Grain::month : Grain::year;
        return made(begin, last, moment(wider, shift(from, sign * 3, *grain)));
    }
    const double steps = unit.code == "F" ? 2 * count : count;
    if (steps > 1000000) return {};
    if (steps != std::floor(steps)) {  // a year and a half ago: by months
        const int months = static_cast<int>(std::lround(steps * (*grain == Grain::year ? 12 : 1)));
        return made(begin, last,
                    moment(*grain == Grain::year ? Grain::month : *grain, shift(from, sign * months, Grain::month)));
    }
    return made(begin, last, moment(*grain, shift(from, sign * static_cast<int>(steps), *grain)));
}

/// "three hours", "nearly two decades ago", "in 20 days", "five-year", "10 year-old", "half an hour".
Grammar::Found Grammar::length(int i) {
    int t = i;
    if (is(t, "an") && (is(t + 1, "estimated") || is(t + 1, "additional")))
        t += 2;
    else if (word(t).kind == TimeWordKind::approx)
        ++t;
    else if ((is(t, "more") || is(t, "less")) && is(t + 1, "than"))
        t += 2;
    else if (is(t, "at") && (is(t + 1, "least") || is(t + 1, "most")))
        t += 2;
    else if (is(t, "over") || (is(t, "up") && is(t + 1, "to")))
        t += is(t, "up") ? 2 : 1;
    const bool in = t == i && is(i, "in") && i + 1 < limit_;
    if (in) ++t;
    const bool article = is(t, "a") || is(t, "an");
    const Number count = number_at(text_, tree_, lexicon_.numbers, t, limit_);
    if (!count && !article) return {};
    int unit = count ? count.end : t + 1;
    if (count && count.fraction && (is(unit, "a") || is(unit, "an"))) ++unit;
    if (is(unit, "more") || is(unit, "full") || is(unit, "straight") || is(unit, "consecutive") || is(unit, "long") ||
        is(unit, "further"))
        ++unit;
    if (count && is_dash(unit)) ++unit;
    if (count && is(unit, "of") && !count.value) ++unit;  // dozens of years
    const TimeWord named = word(unit);
    if (named.kind != TimeWordKind::unit || (count && count.suffix.size() > 0)) return {};
    if (count && count.digits && (year_number(t) > 0 || count.value.value_or(0) >= 100000))
        return {};  // the 1986 year; columns of a table
    if (!count && named.code == "TS") return {};
    const std::optional<double> number = count ? count.value : std::optional<double>(1);
    int end = unit + 1;
    if (is(end, "and") && is(end + 1, "a") && is(end + 2, "half") && number) {  // a year and a half
        end += 3;
        if (Found dated = relation(i, end, *number + 0.5, false, named)) return dated;
        return made(i, end, TimeType::duration, length_value(*number + 0.5, named.code));
    }
    if (Found dated = relation(in ? t : i, end, number.value_or(0), !number, named)) return dated;
    const bool hyphened = is_dash(unit - 1);
    if (in && published_ && number && number == std::floor(*number) && *number < 10000 && !hyphened && count) {
        const Outlook outlook = outlook_at(tree_, lexicon_, unit);
        const auto grain = grain_of(named.code);
        if (grain && (outlook == Outlook::future || (outlook == Outlook::unknown && *grain == Grain::day)))
            return made(i, end, moment(*grain, shift(today(), static_cast<int>(*number), *grain)));
    }
    if (in) return {};
    if (!count) {  // a week: a length after a preposition, a rate after a count
        const bool approximate = t > i;
        const bool after = i > first_ && (is(i - 1, "for") || is(i - 1, "within") || is(i - 1, "over") ||
                                          is(i - 1, "than") || is(i - 1, "after"));
        const bool rate = i > first_ && tree_.is_noun(i - 1) && word(i - 1).kind == TimeWordKind::none &&
                          (is(i, "a") || is(i, "an")) && i > first_ + 1;
        const bool offset = is(end, "after") || is(end, "before");
        if (rate && !is(end, "of") && named.code != "TS")
            return made(i, end, TimeType::set, length_value(1, named.code));
        if (!approximate && !after && !offset) return {};
        if (is(end, "of") && !approximate) return {};
    }
    if (is_dash(end) && is(end + 1, "old"))
        end += 2;
    else if (is(end, "old"))
        ++end;
    return made(i, end, TimeType::duration, length_value(number, named.code));
}

/// "decades of conflict", "for weeks": a plural unit that nobody counted.
Grammar::Found Grammar::bare_length(int i) {
    const TimeWord unit = word(i);
    if (unit.kind != TimeWordKind::unit || !tree_.lower(i).ends_with("s")) return {};
    if (unit.code == "TS" || unit.code == "Q" || unit.code == "WE") return {};
    if (Found dated = relation(i, i + 1, 0, true, unit)) return dated;
    const bool before = i > first_ && (is(i - 1, "for") || is(i - 1, "over") || is(i - 1, "within") ||
                                       is(i - 1, "after") || is(i - 1, "lasted"));
    const bool after = is(i + 1, "of") || is(i + 1, "after") || is(i + 1, "before");
    if (!before && !after) return {};
    if (i > first_ && (tree_.tag[i - 1] == Tag::JJ || tree_.tag[i - 1] == Tag::CD || is(i - 1, "the"))) return {};
    return made(i, i + 1, TimeType::duration, length_value(std::nullopt, unit.code));
}

/// "every year", "each Friday", "every two weeks", "weekly".
Grammar::Found Grammar::every(int i) {
    if (word(i).kind == TimeWordKind::set) return made(i, i + 1, TimeType::set, std::string(word(i).code));
    if (word(i).kind != TimeWordKind::every) return {};
    const Number count = number_at(text_, tree_, lexicon_.numbers, i + 1, limit_);
    int t = count ? count.end : i + 1;
    double number = count && count.value ? *count.value : 1;
    if (!count && is(t, "other")) number = 2, ++t;
    const TimeWord named = word(t);
    if (named.kind == TimeWordKind::unit && named.code != "TS")
        return made(i, t + 1, TimeType::set, length_value(number, named.code));
    if (named.kind == TimeWordKind::weekday)
        return made(i, t + 1, TimeType::set, "XXXX-WXX-" + std::to_string(named.value + 1));
    if (named.kind == TimeWordKind::season)
        return made(i, t + 1, TimeType::set,
                    named.value == 3   ? "XXXX-SP"
                    : named.value == 6 ? "XXXX-SU"
                    : named.value == 9 ? "XXXX-FA"
                                       : "XXXX-WI");
    if (named.kind == TimeWordKind::day_part && !named.code.starts_with('T'))
        return made(i, t + 1, TimeType::set, "XXXX-XX-XXT" + std::string(named.code));
    return {};
}

/// "earlier this month", "earlier in the month", "later in the day", "later the same day".
Grammar::Found Grammar::earlier_in(int i) {
    if (!published_) return {};
    const int t = is(i + 1, "in") || is(i + 1, "on") ? i + 2 : i + 1;
    const bool here = is(t, "the") && word(t + 1).kind == TimeWordKind::unit;
    if (here) {
        const TimeWord unit = word(t + 1);
        const auto grain = grain_of(unit.code);
        if (!grain || is(t + 2, "of") || is(t + 2, "before") || is(t + 2, "after")) return {};
        return made(i, t + 2, moment(*grain, *grain == Grain::day ? day_told_before() : today()));
    }
    return {};
}

/// Early, late, mid and the parts of a period: "early May", "mid-July", "Late on Sunday", "the rest of the year".
Grammar::Found Grammar::positioned(int i) {
    const std::string_view lower = tree_.lower(i);
    std::string mod;
    int t = i + 1;
    if (lower.starts_with("mid-")) {  // one token
        const TimeWord joined = lexicon_.find(lower.substr(4));
        if (joined.kind == TimeWordKind::month && published_) {
            FoundTime found = made(i, i + 1, resolve_month(joined.value, i));
            int last = i + 1;
            if (const auto year = year_phrase(is(last, "of") ? last + 1 : last, last))
                found = made(i, last, moment(Grain::month, day_of({date_of(year->first).year, joined.value, 1})));
            found.mod = "MID";
            return found;
        }
        if (joined.kind == TimeWordKind::weekday && published_)
            return made(i, i + 1, {Grain::day, resolve_weekday(joined.value, i)});
        const int year = plain_digits(lower.substr(4));
        if (year >= 1500 && year <= 2199) return made(i, i + 1, moment(Grain::year, day_of({year, 1, 1})));
        return {};
    }
    if (word(i).kind == TimeWordKind::position) {
        mod = word(i).code;
        if (Found found = earlier_in(i)) return found->mod = mod, found;
        if (is_dash(t) || is(t, "on") || is(t, "in")) ++t;
    } else {  // the beginning of 2019
        int part = is(i, "the") ? i + 1 : i;
        if (is(part, "beginning") || is(part, "start"))
            mod = "START";
        else if (is(part, "end") || is(part, "close"))
            mod = "END";
        else if (is(part, "middle"))
            mod = "MID";
        else if (!is(part, "rest") && !is(part, "remainder"))
            return {};
        if (!is(part + 1, "of")) return {};
        t = part + 2;
        int last = t;
        if (const auto year = year_phrase(t, last)) {
            FoundTime found = made(i, last, *year);
            return found.mod = mod, found;
        }
        if (published_ && is(t, "the") && word(t + 1).kind == TimeWordKind::unit) {
            const auto grain = grain_of(word(t + 1).code);
            if (grain && *grain != Grain::day && !is(t + 2, "of")) {
                FoundTime found = made(i, t + 2, moment(*grain, today()));
                return found.mod = mod, found;
            }
        }
    }
    if (t >= limit_) return {};
    Found found = which(t);
    if (!found) found = deictic(t);
    if (!found) found = date(t);
    if (!found || found->type == TimeType::set || found->type == TimeType::duration) return {};
    found->begin = i;
    if (found->mod.empty()) found->mod = mod;
    return found;
}

}  // namespace dragoman::mentions
