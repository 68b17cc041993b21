// Lengths of time and what they become: dates ("three days ago", "two weeks after Easter") and what recurs.
#include <algorithm>
#include <cmath>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

constexpr std::string_view longest_first[] = {"CE", "DE", "Y", "Q", "M", "F", "W", "WE", "D", "TH", "TM", "TS"};

/// "Two days later" in a tale whose day nobody told.
std::string open_value(Grain grain) {
    if (grain == Grain::day) return "XXXX-XX-XX";
    if (grain <= Grain::week) return "XXXX-WXX";
    return grain < Grain::year ? "XXXX-XX" : "XXXX";
}

auto rank(std::string_view unit) { return std::find(std::begin(longest_first), std::end(longest_first), unit); }

/// "4", "2.5": without trailing zeros.
std::string plain(double number) {
    if (number == std::floor(number) && std::abs(number) < 1e9) return std::to_string(static_cast<long long>(number));
    std::string text = std::to_string(number);
    while (text.ends_with('0')) text.pop_back();
    if (text.ends_with('.')) text.pop_back();
    return text;
}

}  // namespace

/// TIMEX3 duration; none counts as X ("several weeks" PXW). Fortnights are two weeks.
std::string Grammar::length_value(std::optional<double> count, std::string_view unit) const {
    if (unit == "F") return count ? "P" + plain(*count * 2) + "W" : "PXW";
    if (unit == "TH" && count && *count < 1 && *count * 60 == std::floor(*count * 60))
        return "PT" + plain(*count * 60) + "M";
    if (unit == "BW") unit = "W";
    const std::string number = count ? plain(*count) : "X";
    if (unit.starts_with('T')) return "PT" + number + std::string(unit.substr(1));
    return "P" + number + std::string(unit);
}

/// "P1Y6M", "P2DT1H30M": several lengths told in a row.
std::string Grammar::value_of(const Length& length) const {
    if (length.parts.size() == 1) return length_value(length.parts[0].count, length.parts[0].unit);
    auto parts = length.parts;
    std::stable_sort(parts.begin(), parts.end(),
                     [](const Length::Of& a, const Length::Of& b) { return rank(a.unit) < rank(b.unit); });
    std::string day, hour;
    for (const auto& part : parts) {
        const std::string value = length_value(part.count, part.unit);
        part.unit.starts_with('T') ? hour += value.substr(2) : day += value.substr(1);
    }
    return "P" + day + (hour.empty() ? "" : "T" + hour);
}

/// "more than", "nearly", "at least", "up to": the mod of what follows and where it begins.
std::string_view Grammar::modifier(int& t) const {
    const auto two_words = [&](std::string_view mod) { return t += 2, mod; };
    if (is(t, "an") && (is(t + 1, "estimated") || is(t + 1, "additional"))) return two_words("APPROX");
    if (word(t).kind == TimeWordKind::approx) return ++t, std::string_view("APPROX");
    if (is(t, "more") && is(t + 1, "than")) return two_words("MORE_THAN");
    if ((is(t, "less") || is(t, "fewer")) && is(t + 1, "than")) return two_words("LESS_THAN");
    if (is(t, "at") && is(t + 1, "least")) return two_words("EQUAL_OR_MORE");
    if (is(t, "at") && is(t + 1, "most")) return two_words("EQUAL_OR_LESS");
    if (is(t, "up") && is(t + 1, "to")) return two_words("EQUAL_OR_LESS");
    const bool just = is(t, "just") || is(t, "well") || is(t, "slightly");
    const int side = just ? t + 1 : is(t, "a") && is(t + 1, "little") ? t + 2 : t;
    if (is(side, "over")) return t = side + 1, std::string_view("MORE_THAN");
    if (is(side, "under")) return t = side + 1, std::string_view("LESS_THAN");
    if (is(t, "not") && is(t + 1, "quite")) return two_words("LESS_THAN");
    return {};
}

/// One count with its unit: "three hours", "a week", "two more weeks", "half an hour", "30min", "five-year".
std::optional<Grammar::Length> Grammar::one_length(int t) const {
    if (t < first_ || t >= limit_) return {};
    Length length;
    length.article = is(t, "a") || is(t, "an") || is(t, "another") || is(t, "one");
    length.counted = number_at(text_, tree_, lexicon_.numbers, t, limit_);
    const Number& count = length.counted;
    if (!count && !length.article) return {};
    int unit = count ? count.end : t + 1;
    std::optional<double> number = count ? count.value : std::optional<double>(1);
    if (colloquial_ && !count && is(t + 1, "pair") && is(t + 2, "of")) unit = t + 3, number = 2;
    if (count && count.few && (is(unit - 1, "couple") || is(t, "couple"))) number = 2;
    if (colloquial_ && count && count.few && !number && !is(t, "many")) number = number_of_few();
    if (count && count.fraction && (is(unit, "a") || is(unit, "an"))) ++unit;
    if (is(unit, "of") && count && (count.few || !count.value || count.fraction)) {
        ++unit;  // a couple of days, dozens of years, three quarters of an hour
        if (count.fraction && (is(unit, "a") || is(unit, "an"))) ++unit;
    }
    if (is(unit, "more") || is(unit, "full") || is(unit, "straight") || is(unit, "consecutive") || is(unit, "long") ||
        is(unit, "further") || is(unit, "whole") || is(unit, "additional") || is(unit, "successive") ||
        is(unit, "entire") || is(unit, "mere"))
        ++unit;
    while (word(unit).code == "+") ++unit;  // business days
    length.hyphened = count && is_dash(unit);
    if (length.hyphened) ++unit;
    TimeWord named = word(unit);
    if (count && !count.suffix.empty()) {  // 30min, 3h
        named = glued_unit(count.suffix);
        --unit;
    }
    if (named.kind != TimeWordKind::unit) return {};
    const bool ordinal = count && tree_.lower(unit) == "second" && !count.digits && number.value_or(1) != 1;
    const bool day = !length.hyphened || (is(t - 1, "the") && !(unit + 1 < limit_ && tree_.is_noun(unit + 1)));
    if (ordinal && day) return {};  // the twenty-second, twenty second of June
    if (count && count.digits && (year_number(t) > 0 || count.value.value_or(0) >= 100000)) return {};
    const bool soon = colloquial_ && is(t - 1, "in");  // in a sec
    if (!count && named.code == "TS" && !is(t, "one") && !soon) return {};
    length.end = unit + 1;
    if (is(length.end, "and") && number) {  // a year and a half, an hour and half
        const bool article = is(length.end + 1, "a");
        if (is(length.end + 1 + article, "half")) length.end += 2 + article, *number += 0.5;
    }
    length.parts.push_back({number, named.code});
    return length;
}

/// Units that stick to figures: "3h", "30min", "5yr".
TimeWord Grammar::glued_unit(std::string_view letters) const {
    const TimeWord named = lexicon_.find(letters);
    if (named.kind == TimeWordKind::unit && letters.size() > 1) return named;
    if (letters == "h") return {TimeWordKind::unit, 0, "TH"};
    if (colloquial_ && letters == "d") return {TimeWordKind::unit, 0, "D"};
    if (colloquial_ && letters == "w") return {TimeWordKind::unit, 0, "W"};
    if (letters == "y") return {TimeWordKind::unit, 0, "Y"};
    return {};
}

/// Lengths told in a row, each in a smaller unit: "1 hour and 30 minutes", "2 years, 3 months"; "six months and two
/// years" are two lengths.
std::optional<Grammar::Length> Grammar::length_at(int t) const {
    auto length = one_length(t);
    if (!length || !length->parts[0].count) return length;
    for (int more = 0; more < 4; ++more) {
        int next = length->end;
        if (is(next, ",")) ++next;
        if (is(next, "and")) ++next;
        const auto part = next < limit_ ? one_length(next) : std::nullopt;
        if (!part || !part->parts[0].count || !part->counted || part->hyphened ||
            (next > length->end && rank(part->parts[0].unit) <= rank(length->parts.back().unit)))
            break;
        length->parts.push_back(part->parts[0]);
        length->end = part->end;
    }
    return length;
}

/// The day a length away. Few, or parts that are no number, are nowhere.
std::optional<Day> Grammar::moved(Day from, const Length& length, int sign) {
    for (const auto& part : length.parts) {
        if (part.unit == "BD" && part.count) {
            from = working_days(from, sign * static_cast<int>(std::min(*part.count, 1000.0)));
            continue;
        }
        const auto grain = part.unit == "F" ? std::optional(Grain::week) : grain_of(part.unit);
        if (!part.count || !grain || *part.count > 100000) return {};
        const double steps = part.unit == "F" ? 2 * *part.count : *part.count;
        if (steps == std::floor(steps))
            from = shift(from, sign * static_cast<int>(steps), *grain);
        else if (*grain >= Grain::year)
            from = shift(from, sign * static_cast<int>(std::lround(steps * 12)), Grain::month);
        else
            from = shift(from, sign * static_cast<int>(std::lround(steps * (*grain == Grain::month ? 30 : 7))),
                         Grain::day);
    }
    return from;
}

/// What follows a length may make it a date: "ago", "earlier", "later", "from now", "after Easter".
Grammar::Found Grammar::relation(int begin, const Length& length) {
    const int end = length.end;
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
    else if (Found counted = away_from(begin, length))
        return counted;
    else if (next.kind == TimeWordKind::relation && (last >= limit_ || is(last, ",") || is(last, ".") || is(last, ";")))
        sign = next.value, anchored = true;
    if (sign == 0 || (!published_ && !(anchored && last_))) return {};
    return at_distance(begin, last, length, sign, anchored);
}

/// "2 weeks from January 15", "three months after Easter", "two days before yesterday".
Grammar::Found Grammar::away_from(int begin, const Length& length) {
    const int t = length.end;
    const int sign = is(t, "after") || is(t, "from") || is(t, "since") || is(t, "following") ? 1
                     : is(t, "before")                                                       ? -1
                                                                                             : 0;
    if (sign == 0 || t + 1 >= limit_ || (!length.counted && rate(begin, length))) return {};  // ten a week from May 31
    Found day = phrase(t + 1);
    if (!day) day = date(t + 1);
    if (!day) day = deictic(t + 1);
    if (!day) day = which(t + 1);
    if (!day || !day->moment || day->type != TimeType::date || day->moment->grain != Grain::day) return {};
    const auto there = moved(day->moment->first, length, sign);
    if (!there) return {};
    return made(begin, day->end, {Grain::day, *there});
}

Grammar::Found Grammar::at_distance(int begin, int last, const Length& length, int sign, bool anchored) {
    const auto& unit = length.parts[0].unit;
    const bool few = !length.parts[0].count;
    if (unit.starts_with('T')) return hours_away(begin, last, length, sign, anchored);
    auto grain = unit == "F" ? std::optional(Grain::week) : unit == "BD" ? std::optional(Grain::day) : grain_of(unit);
    if (!grain) return {};
    const bool of_days = *grain <= Grain::week;
    if (anchored && *grain == Grain::day && (!day_known() || only_month_told()))
        return made(begin, last, TimeType::date, untold_day());
    if (anchored && of_days && only_month_told() && !colloquial_)
        return made(begin, last, TimeType::date, mentions::value_of(moment(Grain::year, last_->first)) + "-WXX");
    const Day from = anchored ? (of_days && day_known() ? day_told_before(last - 2) : told_before().first) : today();
    if (few) {  // several days ago: some time in the month; weeks and months ago: in the year
        if (*grain >= Grain::year) return made(begin, last, TimeType::date, sign < 0 ? "PAST_REF" : "FUTURE_REF");
        const Grain wider = *grain == Grain::day || *grain == Grain::week ? Grain::month : Grain::year;
        return made(begin, last, moment(wider, shift(from, sign * 3, *grain)));
    }
    const auto there = moved(from, length, sign);
    if (!there)
        return length.parts.back().unit.starts_with('T') ? days_and_hours_away(begin, last, length, sign, anchored)
                                                         : Found();
    const bool to_come =
        !colloquial_ && anchored && sign > 0 && !history_ && published_ && moment(*grain, *there).first > today() + 1;
    if (to_come && outlook(begin) == Outlook::past) return made(begin, last, TimeType::date, open_value(*grain));
    const double count = *length.parts[0].count;
    if (length.parts.size() > 1 || colloquial_) return made(begin, last, {Grain::day, *there});
    if (count != std::floor(count) && *grain == Grain::year) grain = Grain::month;  // a year and a half ago
    return made(begin, last, moment(*grain, *there));
}

/// "1 day 2 hours ago": the days first, then the hours.
Grammar::Found Grammar::days_and_hours_away(int begin, int last, const Length& length, int sign, bool anchored) const {
    Length days = length, hours = length;
    const auto timed = [](const Length::Of& part) { return part.unit.starts_with('T'); };
    std::erase_if(days.parts, timed);
    std::erase_if(hours.parts, [&](const Length::Of& part) { return !timed(part); });
    const auto there = moved(anchored ? day_told_before() : today(), days, sign);
    Found found = there ? hours_away(begin, last, hours, sign, anchored) : Found();
    if (!found || !found->moment) return {};
    const Day day = *there + found->moment->first - (anchored ? day_told_before() : today());
    found->moment->first = day;
    found->from = found->to = day;
    found->value.replace(0, 10, iso(day));
    return found;
}

/// "two hours ago" is a time of day when the story's own is known, else the day.
Grammar::Found Grammar::hours_away(int begin, int last, const Length& length, int sign, bool anchored) const {
    const Day from = anchored ? day_told_before() : today();
    if (anchored || !minute_ || !length.parts[0].count) return made(begin, last, {Grain::day, from});
    double seconds = *minute_ * 60.0;
    for (const auto& part : length.parts) {
        if (!part.count || !part.unit.starts_with('T') || *part.count > 1e6) return {};
        seconds += sign * *part.count * (part.unit == "TH" ? 3600 : part.unit == "TM" ? 60 : 1);
    }
    const int whole = static_cast<int>(std::lround(seconds)), day = static_cast<int>(std::floor(whole / 86400.0));
    const int rest = whole - day * 86400;
    FoundTime found = made(begin, last, {Grain::day, from + day});
    found.type = TimeType::time;
    Hour hour{.hour = rest / 3600, .minute = rest / 60 % 60};
    if (rest % 60 != 0) hour.second = rest % 60;
    found.value += value_of_hour(hour);
    return found;
}

/// "The worst storm in a decade", "the third time in two weeks": what stands before looks back.
bool Grammar::compared(int i) const {
    for (int t = i - 1; t >= first_ && t > i - 6; --t)
        if (tree_.tag[t] == Tag::JJS || tree_.tag[t] == Tag::RBS || ordinal_at(t) > 0 || is(t, "first") ||
            is(t, "second") || is(t, "only") || is(t, "twice") || is(t, "time") || is(t, "times"))
            return true;
    return false;
}

/// "three hours", "nearly two decades ago", "in 20 days", "five-year", "half an hour"; an age is none.
Grammar::Found Grammar::length(int i) {
    int t = i;
    std::string mod(modifier(t));
    const bool in = t == i && is(i, "in") && i + 1 < limit_;
    if (in) {
        ++t;
        mod = std::string(modifier(t));
    }
    const auto told = length_at(t);
    if (!told) {
        Found range = length_range(i, t);
        if (range) range->mod = mod;
        return range;
    }
    const int end = told->end;
    const auto& [count, unit] = told->parts[0];
    if (is(end, "old") || (is_dash(end) && is(end + 1, "old"))) return {};
    const auto with_mod = [&](FoundTime found) {
        if (found.mod.empty()) found.mod = mod;
        return found;
    };
    if (Found dated = relation(in ? t : i, *told)) return with_mod(*dated);
    if (const int time = is(end, "'") || is(end, "’") || is(end, "'s") || is(end, "’s") ? end + 1 : -1;
        in && published_ && time >= 0 && is(time, "time"))  // "in two years' time"
        if (Found dated = at_distance(i, time + 1, *told, 1, false)) return with_mod(*dated);
    if (in) {
        const bool number = count && (*count == std::floor(*count) || unit.starts_with('T')) && *count < 10000;
        if (!published_ || !number || told->hyphened || (is(end, "of") && !unit.starts_with('T'))) return {};
        const Outlook told_as = outlook(end - 1);
        const bool unsaid = unit == "D" || (unit.starts_with('T') && minute_) || !told->counted || colloquial_;
        const bool ahead = told_as == Outlook::future || (told_as == Outlook::unknown && unsaid) ||
                           (told_as == Outlook::present && (unit.starts_with('T') || comes_once(end - 1)));
        const bool alone = is(end, "'") || is(end, "'s");
        if (!ahead || alone || (told_as != Outlook::future && compared(i)) || (!minute_ && unit.starts_with('T')))
            return {};
        if (Found dated = at_distance(i, end, *told, 1, false)) return with_mod(*dated);
        return {};
    }
    if (!told->counted && !article_counts(i, t, *told)) return {};
    if (!told->counted && rate(i, *told)) return made(i, end, TimeType::set, length_value(1, unit));
    FoundTime found = made(i, is_dash(end) && is(end + 1, "long") ? end + 2 : end, TimeType::duration, value_of(*told));
    if (is(i - 1, "within") && outlook(end - 1) == Outlook::future && published_)
        if (const auto until = moved(today(), *told, 1)) found.from = today(), found.to = *until;
    return with_mod(std::move(found));
}

/// "three to five years", "10-12 weeks", "two or three days".
Grammar::Found Grammar::length_range(int i, int t) const {
    const Number low = number_at(text_, tree_, lexicon_.numbers, t, limit_);
    if (!low || !low.value || !(is_dash(low.end) || is(low.end, "to") || is(low.end, "or"))) return {};
    const auto high = one_length(low.end + 1);
    if (!high || !high->counted || !high->parts[0].count || *high->parts[0].count <= *low.value || high->hyphened ||
        !low.suffix.empty() || high->counted.fraction || is(high->end, "old") || low.digits != high->counted.digits)
        return {};
    const std::string_view unit = high->parts[0].unit;
    const TimeWord next = word(high->end);
    if (next.kind == TimeWordKind::relation || is(high->end, "from") || is(high->end, "later") || is_dash(high->end))
        return {};
    return made(i, high->end, TimeType::duration,
                length_value(low.value, unit) + "/" + length_value(high->parts[0].count, unit));
}

/// "a day" after a count is a rate.
bool Grammar::rate(int i, const Length& told) const {
    return i > first_ + 1 && tree_.is_noun(i - 1) &&
           (word(i - 1).kind == TimeWordKind::none || word(i - 1).kind == TimeWordKind::numbered) &&
           (is(i, "a") || is(i, "an")) && !is(told.end, "of") && told.parts[0].unit != "TS";
}

/// "In a decade", but not "in a year marked by storms", "in a day when", "in a year or two", "in a fortnight's time".
bool Grammar::stands_alone(int end) const {
    if (end >= limit_) return true;
    const bool clause = is(end, "that") || is(end, "when") || is(end, "which") || is(end, "in") || is(end, "or");
    const bool joined = is(end, "'") || is(end, "'s") || is(end, "’s") || is_dash(end) || is(end + 1, "age");
    return !clause && !joined && !tree_.lower(end - 1).ends_with("s") && tree_.tag[end] != Tag::VBN &&
           !tree_.is_noun(end);
}

/// "a week" is a length after a preposition or a modifier; elsewhere it may be any week ("a day of mourning").
bool Grammar::article_counts(int i, int t, const Length& told) const {
    const int end = told.end;
    if (rate(i, told) || is(i, "another")) return true;
    const bool approximate = t > i;
    const bool after =
        i > first_ && ((is(i - 1, "in") && stands_alone(end)) || is(i - 1, "for") || is(i - 1, "within") ||
                       is(i - 1, "over") || is(i - 1, "than") || is(i - 1, "after") || is(i - 1, "as") ||
                       tree_.lemma(i - 1) == "take" || (tree_.lemma(i - 1) == "last" && tree_.is_verb(i - 1)));
    const bool offset = is(end, "after") || is(end, "before");
    const bool half = told.parts[0].count && *told.parts[0].count != 1;
    if (!approximate && !after && !offset && !half) return false;
    return !is(end, "of") || approximate || half;
}

/// "all day", "the whole year", "for a full week".
Grammar::Found Grammar::whole_unit(int i) {
    const bool all = is(i, "all");
    if (!all && !is(i, "full") && !is(i, "whole") && !is(i, "entire")) return {};
    const int t = is_dash(i + 1) ? i + 2 : i + 1;
    const TimeWord unit = word(t);
    if (unit.kind != TimeWordKind::unit || unit.code == "TS" || tree_.lower(t).ends_with("s") || is(t + 1, "of"))
        return {};
    if (t + 1 < limit_ && (tree_.is_noun(t + 1) || is_dash(t + 1) || is(t + 1, "old"))) return {};
    return made(i, t + 1, TimeType::duration, length_value(1, unit.code));
}

/// "decades of conflict", "for weeks", "week-long": a unit that nobody counted.
Grammar::Found Grammar::bare_length(int i) {
    const TimeWord unit = word(i);
    if (is(i, "some") && word(i + 1).kind == TimeWordKind::unit && tree_.lower(i + 1).ends_with("s") &&
        !is(i + 2, "of"))
        return made(i, i + 2, TimeType::duration,
                    length_value(colloquial_ ? std::optional(number_of_few()) : std::nullopt, word(i + 1).code));
    if (unit.kind != TimeWordKind::unit) return {};
    if (is_dash(i + 1) && is(i + 2, "long") && unit.code != "TS")
        return made(i, i + 3, TimeType::duration,
                    length_value(tree_.lower(i).ends_with("s") ? std::nullopt : std::optional(1.0), unit.code));
    if (!tree_.lower(i).ends_with("s") || unit.code == "TS" || unit.code == "Q" || unit.code == "WE") return {};
    if (is(i + 1, "old")) return {};
    Length few;
    few.parts.push_back({std::nullopt, unit.code});
    few.end = i + 1;
    if (Found dated = relation(i, few)) return dated;
    const bool before = i > first_ && (is(i - 1, "for") || is(i - 1, "over") || is(i - 1, "within") ||
                                       is(i - 1, "after") || is(i - 1, "lasted"));
    const bool after = is(i + 1, "of") || is(i + 1, "after") || is(i + 1, "before");
    if (!before && !after) return {};
    if (i > first_ && (tree_.tag[i - 1] == Tag::JJ || tree_.tag[i - 1] == Tag::CD || is(i - 1, "the"))) return {};
    return made(i, i + 1, TimeType::duration, length_value(std::nullopt, unit.code));
}

}  // namespace dragoman::mentions
