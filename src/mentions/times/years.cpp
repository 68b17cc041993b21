// Years, decades, centuries and eras; the parts of longer periods: quarters, halves, seasons, the last week of a month.
#include <algorithm>
#include <array>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

/// What is seldom told right behind a year: "(1770 km)", "1850 metres".
bool is_measure(std::string_view word) {
    constexpr std::array<std::string_view, 22> measures = {
        "km",     "kilometres", "kilometers", "miles",  "m",      "metres",   "meters", "feet",
        "ft",     "kg",         "kilograms",  "tonnes", "tons",   "hectares", "acres",  "mw",
        "litres", "liters",     "euros",      "yards",  "ounces", "barrels"};
    return std::find(measures.begin(), measures.end(), word) != measures.end();
}

int century_of(int digits) { return digits < 30 ? 2000 : 1900; }  // '87 and '07

}  // namespace

/// A year of four figures that counts nothing.
int Grammar::year_number(int t) const {
    if (t < first_ || t >= limit_) return 0;
    const std::string_view lower = tree_.lower(t);
    if (lower.size() != 4) return 0;
    const int year = plain_digits(lower);
    return year >= 1000 && year <= 2199 ? year : 0;
}

/// 1 for AD, -1 for BC.
int Grammar::era_at(int t) const {
    if (t >= limit_ || !capital(t)) return is(t, "b.c.") || is(t, "b.c.e.") ? -1 : is(t, "c.e.") ? 1 : 0;
    if (is(t, "bc") || is(t, "b.c.") || is(t, "b.c") || is(t, "bce") || is(t, "b.c.e.")) return -1;
    return is(t, "ad") || is(t, "a.d.") || is(t, "a.d") || is(t, "ce") || is(t, "c.e.") ? 1 : 0;
}

/// A year and the token past it: "1987", "480 BC" (-479), "AD 70", "'87", "nineteen eighty-seven"; 0 when none.
int Grammar::year_at(int t, int& end) const {
    if (t < first_ || t >= limit_) return 0;
    const std::string_view lower = tree_.lower(t);
    const int digits = lower.size() <= 4 ? plain_digits(lower) : -1;
    if (digits > 1) {
        if (const int era = era_at(t + 1); era != 0) return end = t + 2, era > 0 ? digits : 1 - digits;
        return year_number(t) > 0 ? (end = t + 1, digits) : 0;
    }
    if (era_at(t) > 0 && t + 1 < limit_)
        if (const int year = plain_digits(tree_.lower(t + 1)); year > 0 && year < 2000) return end = t + 2, year;
    const std::size_t mark = lower.starts_with('\'') ? 1 : lower.starts_with("’") ? 3 : 0;
    if (mark > 0 && lower.size() == mark + 2)
        if (const int year = plain_digits(lower.substr(mark)); year >= 0) return end = t + 1, century_of(year) + year;
    return spelled_year(t, end);
}

/// "nineteen eighty-seven", "two thousand and fifteen", "twenty twenty-one", "nineteen hundred".
int Grammar::spelled_year(int t, int& end) const {
    const auto number = [&](int n) { return n < limit_ ? lexicon_.numbers.find(tree_.lower(n)) : NumberWord{}; };
    const NumberWord first = number(t);
    if (first.kind != NumberKind::ones && first.kind != NumberKind::tens) return 0;
    if (first.value == 2 && is(t + 1, "thousand")) {
        const Number all = number_at(text_, tree_, lexicon_.numbers, t, limit_);
        int stop = t + 2, rest = 0;
        if (const int from = is(stop, "and") ? stop + 1 : stop;
            number(from).kind == NumberKind::ones || number(from).kind == NumberKind::tens) {
            const Number tail = number_at(text_, tree_, lexicon_.numbers, from, limit_);
            if (tail && tail.value && *tail.value < 100) rest = static_cast<int>(*tail.value), stop = tail.end;
        }
        stop = std::max(stop, all.end);
        if (stop < limit_ && (tree_.is_noun(stop) || tree_.tag[stop] == Tag::JJ)) return 0;
        return end = stop, 2000 + rest;
    }
    if (first.value < 15 || first.value > 20) return 0;
    const int century = static_cast<int>(first.value) * 100;
    int next = is_dash(t + 1) ? t + 2 : t + 1;
    const bool hundred = is(next, "hundred");
    if (hundred) next += is(next + 1, "and") ? 2 : 1;
    const NumberWord second = number(next);
    if (second.kind == NumberKind::tens) {
        const int at = is_dash(next + 1) ? next + 2 : next + 1;
        const NumberWord ones = number(at);
        const bool both = ones.kind == NumberKind::ones && ones.value > 0 && ones.value < 10;
        end = both ? at + 1 : next + 1;
        return century + static_cast<int>(second.value + (both ? ones.value : 0));
    }
    if (second.kind == NumberKind::ones && (second.value >= 10 || hundred))
        return end = next + 1, century + static_cast<int>(second.value);
    if ((is(next, "oh") || is(next, "o") || is(next, "zero")) && number(next + 1).kind == NumberKind::ones)
        return end = next + 2, century + static_cast<int>(number(next + 1).value);
    return hundred && first.value < 20 && !(next < limit_ && tree_.is_noun(next)) ? (end = next, century) : 0;
}

/// A number that could be a year is a count, a price, a rank or a name's part ("the UN 2030 Agenda").
bool Grammar::counts(int i) const {
    if (i + 1 < limit_) {
        const std::string_view next = tree_.lower(i + 1);
        const TimeWord unit = word(i + 1);
        if (next == "%" || next == "percent" || next == "pct" || unit.kind == TimeWordKind::unit ||
            unit.kind == TimeWordKind::zone || unit.kind == TimeWordKind::clock ||
            lexicon_.numbers.find(next).kind == NumberKind::scale)
            return true;
        if (is_measure(next) && !is(i - 1, "in")) return true;
    }
    if (is_dash(i + 1) && i + 2 < limit_ && tree_.lower(i + 2).find('-') != std::string_view::npos)
        return true;  // 2019-555-0198
    if (i == first_) return false;
    const std::string_view before = text_.word(i - 1);
    if (before.ends_with("$") || before == "£" || before == "€" || before == "#") return true;
    if (word(i - 1).kind == TimeWordKind::numbered) return true;  // bus 1630, room 1805
    return tree_.is_proper(i - 1) && i + 1 < limit_ && capital(i + 1) && word(i - 1).kind != TimeWordKind::month;
}

/// "2017 Q1", "2019-H2", "2016 June": the part behind its year.
Grammar::Found Grammar::part_behind(int i, int end, int year) {
    const int t = is_dash(end) ? end + 1 : end;
    if (t >= limit_ || year < 1500) return {};
    const int month = t == end && tree_.lower(t) != "may" && tree_.lower(t) != "march" ? month_at(t) : 0;
    if (month > 0 && day_number(t + 1) == 0 && year_number(t + 1) == 0 && !is_dash(t + 1)) {
        FoundTime found = made(i, t + 1, moment(Grain::month, day_of({year, month, 1})));
        return found.dated = true, found;
    }
    const Part part = tree_.lower(t).size() == 2 ? part_at(t) : Part{};
    if (part.end != t + 1 || part.grain < Grain::quarter || !(capital(t) || part.grain == Grain::quarter)) return {};
    const int months = part.grain == Grain::half ? 6 : 3;
    FoundTime found = made(i, part.end, moment(part.grain, day_of({year, months * (part.nth - 1) + 1, 1})));
    return found.dated = true, found;
}

/// The year that ends "2008 to 2016" and "from 2007 until 2011"; 0 for none, -1 where both count ("from 1900 to 2000
/// seats").
int Grammar::year_until(int i, int end) const {
    const bool from = is(i - 1, "from");
    const bool joined = is(end, "to") || is(end, "through") || (from && (is(end, "until") || is(end, "till")));
    if (!joined || end != i + 1 || year_number(i) == 0) return 0;
    const int to = year_number(end + 1);
    if (to == 0) return 0;
    const bool things = end + 2 < limit_ && (tree_.tag[end + 2] == Tag::NNS || tree_.tag[end + 2] == Tag::NN);
    if (things && from && is(end, "to")) return -1;
    return to > year_number(i) && to < 2200 && !things && !counts(end + 1) ? to : 0;
}

/// "the year 2050", "calendar 1986", "calendar year 1986".
Grammar::Found Grammar::named_year(int i) {
    const int t = is(i, "the") ? i + 1 : i;
    const bool calendar = is(t, "calendar");
    const int at = calendar && !is(t + 1, "year") ? t + 1 : calendar ? t + 2 : t + 1;
    if (!calendar && !(t > i && is(t, "year"))) return {};
    if (year_number(at) == 0) return {};
    Found found = year(at);
    if (found) found->begin = i;
    return found;
}

/// "Landed at 1745", "closed at 2010": figures behind a verb and "at", but for "at 1985 prices", are an hour or a mark.
bool Grammar::marked_at(int i) const {
    if (!is(i - 1, "at") || i - 2 < first_ || !tree_.is_verb(i - 2) || tree_.lemma(i - 2) == "look") return false;
    const int next = i + 1;
    return next >= limit_ || !(tree_.is_noun(next) || tree_.tag[next] == Tag::JJ || tree_.tag[next] == Tag::POS);
}

/// "1987", "2012-2014", "1986/87", "480 BC", "492-490 BC"; not a count, not part of a name.
Grammar::Found Grammar::year(int i) {
    int end = i;
    if (Found named = named_year(i)) return named;
    const int year = year_at(i, end);
    if (year == 0) return early_range(i);
    const bool pointed = i > first_ && (is(i - 1, "in") || is(i - 1, "since") || is(i - 1, "until") ||
                                        is(i - 1, "by") || is(i - 1, "during") || is(i - 1, "from"));
    const bool era = end == i + 2 && year_number(i) == 0 && plain_digits(tree_.lower(i)) > 0;
    if (year_number(i) == 0 && !era && !pointed && era_at(i) == 0) return {};
    if (!era && year_number(i) > 0 && (counts(i) || marked_at(i))) return {};
    // "2000 people" is a count, "its 1986 results" is not: counts are round.
    if (!pointed && !era && year % 100 == 0 && end < limit_ && tree_.tag[end] == Tag::NNS) return {};
    if (!pointed && !era && (year < 1500 || year > 2100) && era_at(i) == 0) return {};
    if (Found part = part_behind(i, end, year)) return part;
    FoundTime found = made(i, end, moment_of_year(Grain::year, year));
    found.dated = history_ || era;
    if (const int to = year_until(i, end); to != 0) {
        if (to < 0) return {};
        return day_range(i, end + 2, found, made(i, end + 2, moment_of_year(Grain::year, to)));
    }
    if (end == i + 1 && (is_dash(end) || is(end, "/")) && end + 1 < limit_) {
        int last = end + 1;
        int to = year_number(end + 1);
        if (to == 0 && tree_.lower(end + 1).size() == 2 && plain_digits(tree_.lower(end + 1)) > year % 100)
            to = year / 100 * 100 + plain_digits(tree_.lower(end + 1));
        if (to > year) {
            ++last;
            return day_range(i, last, found, made(i, last, moment_of_year(Grain::year, to)));
        }
    }
    return found;
}

/// "492-490 BC", "from 264 to 241 BC": the era stands behind the second year.
Grammar::Found Grammar::early_range(int i) {
    const std::string_view lower = i < limit_ ? tree_.lower(i) : std::string_view();
    const int from = lower.size() <= 4 ? plain_digits(lower) : -1;
    if (from <= 1 || !(joined_range(i + 1) || is(i + 1, "and") || is(i + 1, "or"))) return {};
    int end = i + 2;
    const int to = year_at(i + 2, end);
    if (to >= 0 || from <= 1 - to) return {};
    const auto in = [&](int year) { return moment_of_year(Grain::year, year); };
    if (!is_dash(i + 1)) return made(i, i + 1, in(1 - from));
    return day_range(i, end, made(i, end, in(1 - from)), made(i, end, in(to)));
}

/// "the 1970s", "the '90s", "the nineties", "the late 1980s", "the 21st century", "the 5th century BC".
Grammar::Found Grammar::decade(int i) {
    int t = is(i, "the") ? i + 1 : i;
    std::string mod;
    if (word(t).kind == TimeWordKind::position && t > i) mod = word(t++).code;
    if (t > i && is_dash(t)) ++t;
    if (t >= limit_) return {};
    std::string_view lower = tree_.lower(t);
    int end = t + 1;
    const auto made_with_mod = [&](int last, Moment of) {
        FoundTime found = made(i, last, of);
        found.mod = mod;
        return found;
    };
    const bool twenty = is(t, "twenty");
    if (twenty || is(t, "nineteen") || is(t, "eighteen")) {  // the nineteen twenties, the twenty-tens
        const int named = is_dash(t + 1) ? t + 2 : t + 1;
        const int century = twenty ? 2000 : is(t, "nineteen") ? 1900 : 1800;
        if (word(named).kind == TimeWordKind::decade && word(named).value < 100)
            return made_with_mod(named + 1, moment_of_year(Grain::decade, century + word(named).value));
    }
    if (word(t).kind == TimeWordKind::decade && t > i && word(t).value != 10)
        return made_with_mod(end, moment_of_year(Grain::decade, 1900 + word(t).value));
    if (t > i && is(t, "two") && (is(end, "thousands") || (is(end, "thousand") && is(end + 2, "tens"))))
        return made_with_mod(is(end, "thousands") ? end + 1 : end + 3,
                             moment_of_year(Grain::decade, is(end, "thousands") ? 2000 : 2010));
    if (lower.size() >= 4 && lower.ends_with("s"))
        lower.remove_suffix(1);
    else if (is(t + 1, "s") || is(t + 1, "'s") || is(t + 1, "’s"))
        ++end;
    else if ((is(t + 1, "'") || is(t + 1, "’")) && is(t + 2, "s") && t > i)  // the 1970's
        end += 2;
    else
        lower = {};
    if (lower.ends_with("'")) lower.remove_suffix(1);
    if (lower.ends_with("’")) lower.remove_suffix(3);
    const std::size_t mark = lower.starts_with('\'') ? 1 : lower.starts_with("’") ? 3 : 0;
    int first = plain_digits(lower);
    if (mark > 0 && lower.size() == mark + 2) first = 1900 + plain_digits(lower.substr(mark));
    if (first >= 1000 && first < 2200 && first % 10 == 0)
        return made_with_mod(end, moment_of_year(Grain::decade, first));
    const int nth = ordinal_at(t);
    const int century = is_dash(t + 1) ? t + 2 : t + 1;
    if (nth > 1 && nth < 30 && is(century, "century")) {
        if (era_at(century + 1) < 0) return made_with_mod(century + 2, {Grain::century, day_of({1 - 100 * nth, 1, 1})});
        return made_with_mod(century + 1, moment_of_year(Grain::century, (nth - 1) * 100 + 1));
    }
    return {};
}

/// What "the month" and "the year" without a name are: those of the tale in a history, else of the story.
Moment Grammar::present(Grain grain) const { return moment(grain, history_ && last_ ? last_->first : today()); }

/// A year as others attach it: "1987", "this year", "last year", "the year"; `end` past it.
std::optional<Moment> Grammar::year_phrase(int t, int& end) const {
    if (const int year = year_at(t, end); year != 0) return moment_of_year(Grain::year, year);
    if (!published_ && !(history_ && last_)) return {};
    const int pointer = is(t, "the") ? t + 1 : t;
    if (is(t, "the") && is(t + 1, "year") && !is(t + 2, "of")) return end = t + 2, present(Grain::year);
    if (word(pointer).kind != TimeWordKind::which || !is(pointer + 1, "year")) return {};
    end = pointer + 2;
    const Moment from = word(pointer).code == "anchor" ? told_before() : Moment{Grain::day, today()};
    return shift(moment(Grain::year, from.first), word(pointer).value);
}

/// A stretch that parts are cut from: "2018", "October 2014", "next month", "the year", "the 1990s".
Grammar::Found Grammar::period(int t) {
    int end = t;
    if (const auto year = year_phrase(t, end)) {
        FoundTime found = made(t, end, *year);
        found.dated = year_number(t) > 0;
        return found;
    }
    if (Found month = month_first(t); month && month->moment && month->moment->grain == Grain::month) return month;
    if (Found named = which(t);
        named && named->moment && named->type == TimeType::date && named->moment->grain > Grain::day)
        return named;
    if (Found decade_ = decade(t)) return decade_;
    if (is(t, "the") && word(t + 1).kind == TimeWordKind::unit && published_) {
        const auto grain = grain_of(word(t + 1).code);
        if (grain && *grain > Grain::day && !is(t + 2, "of") && !is(t + 2, "before") && !is(t + 2, "after") &&
            !is(t + 2, "when") && !is(t + 2, "that"))
            return made(t, t + 2, present(*grain));
    }
    return {};
}

/// "spring 1918", "the summer of 1778", "late summer", "in the autumn".
Grammar::Found Grammar::season(int i) {
    const int t = is(i, "the") ? i + 1 : i;
    const TimeWord named = word(t);
    if (named.kind != TimeWordKind::season || tree_.is_verb(t)) return {};
    int end = t + 1;
    int last = is(end, "of") || is(end, ",") ? end + 1 : end;
    if (const auto year = year_phrase(last, last)) {
        if (is_dash(last) && plain_digits(tree_.lower(std::min(last + 1, limit_ - 1))) > 0) last += 2;  // 1941-42
        FoundTime found = made(i, last, moment(Grain::season, day_of({date_of(year->first).year, named.value, 1})));
        return found.dated = true, found;
    }
    const bool placed =
        i > first_ &&
        (is(i - 1, "in") || is(i - 1, "by") || is(i - 1, "during") || is(i - 1, "until") || is(i - 1, "since") ||
         is(i - 1, "spent") || is(i - 1, "early") || is(i - 1, "late") || is(i - 1, "throughout") || is(i - 1, "and"));
    if (!placed || is(end, "of") || (is(t, "fall") && t == i) || (end < limit_ && tree_.is_noun(end))) return {};
    if (!published_ && !(history_ && last_)) return {};
    Moment of = moment(Grain::season, resolve_day(named.value, 15, t, end));
    if (history_ && last_ && last_->grain == Grain::season)
        of = moment(Grain::season, day_of({date_of(last_->first).year, named.value, 1}));
    return made(i, end, of);
}

}  // namespace dragoman::mentions
