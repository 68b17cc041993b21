// Hours in words ("half past three", "seven thirty p.m.", "noon") and their TIMEX3 values.
#include <fmt/format.h>

#include <cstdlib>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

/// "+01:00", "-03:30".
std::string offset_of(int minutes) {
    return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

}  // namespace

/// The hour that a token may name: "five", "17"; 0 when none.
int Grammar::small_number(int t) const {
    if (t < first_ || t >= limit_) return 0;
    const NumberWord named = lexicon_.numbers.find(tree_.lower(t));
    if (named.kind == NumberKind::ones && named.value >= 1 && named.value <= 12) return static_cast<int>(named.value);
    const int figure = tree_.lower(t).size() <= 2 ? plain_digits(tree_.lower(t)) : -1;
    return figure >= 1 && figure <= 24 ? figure : 0;
}

/// Minutes behind an hour in words: "thirty" of "seven thirty p.m." and "two-thirty"; `end` past them.
int Grammar::spoken_minutes(int& end) const {
    const int t = is_dash(end) ? end + 1 : end;
    const NumberWord tens = t < limit_ ? lexicon_.numbers.find(tree_.lower(t)) : NumberWord{};
    if (colloquial_ && (is(t, "oh") || is(t, "o") || is(t, "ou") || is(t, "zero"))) {  // twelve oh three
        const int ones = is_dash(t + 1) ? t + 2 : t + 1;
        const NumberWord told = ones < limit_ ? lexicon_.numbers.find(tree_.lower(ones)) : NumberWord{};
        if (told.kind == NumberKind::ones && told.value < 10) return end = ones + 1, static_cast<int>(told.value);
    }
    const bool round = tens.kind == NumberKind::tens || (tens.kind == NumberKind::ones && tens.value >= 10);
    if (!round || tens.value > 50) return 0;
    const int more = is_dash(t + 1) ? t + 2 : t + 1;
    const NumberWord ones = more < limit_ ? lexicon_.numbers.find(tree_.lower(more)) : NumberWord{};
    const bool clock = word(more + 1).kind == TimeWordKind::clock || (colloquial_ && is(more + 2, "m"));
    const bool both = tens.kind == NumberKind::tens && ones.kind == NumberKind::ones && ones.value > 0 &&
                      (ones.value == 5 || (clock && ones.value < 10));  // nine fifty-nine a.m.
    end = both ? more + 1 : t + 1;
    return static_cast<int>(tens.value + (both ? ones.value : 0));
}

/// "half past three", "a quarter to five p.m.", "ten minutes past six"; "5 to 6 p.m." is rather a range.
std::optional<Grammar::Hour> Grammar::minutes_and_hour(int i) const {
    int t = i, minutes = -1;
    bool told = true;  // that these are minutes
    if (colloquial_ && is(t, "half") && (bare_ || is(t - 1, "at")) && small_number(t + 1) > 0 &&
        small_number(t + 1) < 13) {
        Hour half{.hour = small_number(t + 1), .minute = 30, .end = t + 2};
        return half.certain = true, half;  // half three
    }
    if (is(t, "half") && (is(t + 1, "past") || is(t + 1, "after"))) {
        minutes = 30, t += 1;
    } else if (is(t, "quarter") || (is(t, "a") && is(t + 1, "quarter"))) {
        minutes = 15, t += is(t, "a") ? 2 : 1;
    } else if (const Number count = number_at(text_, tree_, lexicon_.numbers, t, limit_);
               count && count.value && *count.value >= 1 && *count.value < 60 && !count.scaled) {
        minutes = static_cast<int>(*count.value), t = count.end;
        told = word(t).code == "TM";
        if (told) ++t;
        const bool spoken = count.digits ? minutes > 12 : minutes % 5 == 0;
        if (is(t, "to") && !told && (!spoken || is(i - 1, "from") || is(i - 1, "between"))) return {};
    }
    if (minutes < 0 || !(is(t, "past") || is(t, "after") || is(t, "to"))) return {};
    auto of = hour_in_words(t + 1, false);
    if ((!of || of->bare) && t + 1 < limit_)
        if (const auto figures = hour_in_figures(t + 1)) of = figures;
    if (!of || of->minute > 0 || of->end < 0) return {};
    const bool placed = told && is(i - 1, "at");  // "at ten minutes to seven", but "five to ten"
    if (of->counts || (!is(t, "past") && !of->certain && !placed && minutes != 15 && minutes != 30)) return {};
    if (is(t, "to"))
        of->hour = (of->hour + 23) % 24, of->minute = 60 - minutes;
    else
        of->minute = minutes;
    of->bare = false, of->certain = true;
    return of;
}

/// Hours in words: "noon", "three o'clock", "half past three", "seven thirty p.m.".
std::optional<Grammar::Hour> Grammar::hour_in_words(int i, bool whole) const {
    Hour hour;
    if (word(i).kind == TimeWordKind::day_part && word(i).code.starts_with('T')) {  // T12:00
        hour.hour = plain_digits(word(i).code.substr(1, 2));
        hour.certain = hour.halved = true;
        hour.end = i + 1;
        return hour;
    }
    if (auto counted = whole ? minutes_and_hour(i) : std::nullopt) return counted;
    hour.hour = small_number(i);
    if (hour.hour == 0) return {};
    hour.end = i + 1;
    if (text_.word(i)[0] > '9') hour.minute = spoken_minutes(hour.end);
    if (is(hour.end, "o'clock") || is(hour.end, "o’clock") || is(hour.end, "oclock")) ++hour.end, hour.certain = true;
    const bool verb = is(hour.end, "am") && tree_.tag[hour.end] == Tag::VBP;
    if (colloquial_ && hour.hour <= 12 && (is(hour.end, "a") || is(hour.end, "p")) && is(hour.end + 1, "m")) {
        hour.hour = hour.hour % 12 + (is(hour.end, "p") ? 12 : 0);
        hour.end += 2, hour.certain = hour.halved = true;
    }
    if (word(hour.end).kind == TimeWordKind::clock && hour.hour <= 12 && !verb) {
        hour.hour = hour.hour % 12 + word(hour.end++).value;
        hour.certain = hour.halved = true;
    }
    if (bare_ && colloquial_ && hour.minute > 0 && i == first_ && hour.end >= limit_) hour.certain = true;
    if (hour.minute > 0 && is(i - 1, "at") && !(hour.end < limit_ && (tree_.is_noun(hour.end) || is_dash(hour.end))))
        hour.certain = true;  // at two-thirty
    hour.bare = !hour.certain;
    return hour;
}

std::string Grammar::value_of_hour(const Hour& hour) {
    return fmt::format("T{:02}:{:02}", hour.hour, hour.minute) +
           (hour.second >= 0 ? fmt::format(":{:02}", hour.second) : std::string()) +
           (hour.offset.value_or(0) != 0 ? offset_of(*hour.offset) : std::string(hour.zone));
}

}  // namespace dragoman::mentions
