// What recurs: "every Friday", "twice a week", "weekly", "on Mondays".
#include "mentions/times/grammar.h"

namespace dragoman::mentions {

namespace {

std::string_view season_code(int first_month) {
    return first_month == 3 ? "SP" : first_month == 6 ? "SU" : first_month == 9 ? "FA" : "WI";
}

}  // namespace

/// "every year", "each Friday", "every two weeks", "weekly", "Mondays".
Grammar::Found Grammar::every(int i) {
    const TimeWord first = word(i);
    if (first.kind == TimeWordKind::set) {
        const bool named = i > first_ && tree_.is_noun(i - 1) && i + 1 < limit_ &&
                           (tree_.is_proper(i + 1) || tree_.tag[i + 1] == Tag::VBD || tree_.tag[i + 1] == Tag::VBZ);
        const bool paper = i > first_ && i + 1 < limit_ && capital(i) && capital(i + 1) && tree_.is_proper(i + 1);
        if (paper) return {};  // "the Daily Courier"
        const bool thing = i + 1 < limit_ && (tree_.is_noun(i + 1) || tree_.tag[i + 1] == Tag::JJ);
        if (is(i, "everyday") && thing) return {};                                              // everyday life
        if (named || (tree_.tag[i] == Tag::NN && i > first_ && !is(i, "everyday"))) return {};  // "the party daily"
        return made(i, i + 1, TimeType::set, std::string(first.code));
    }
    if (first.kind == TimeWordKind::weekdays) {
        FoundTime found = made(i, i + 1, TimeType::set, "XXXX-WXX-" + std::to_string(first.value + 1));
        if (word(i + 1).kind == TimeWordKind::day_part)
            found.end = i + 2, found.value += "T" + std::string(word(i + 1).code);
        return found;
    }
    if (is(i, "weekends") && (is(i - 1, "on") || is(i - 1, "at"))) return made(i, i + 1, TimeType::set, "XXXX-WXX-WE");
    if (Found found = times_a(i)) return found;
    if (first.kind != TimeWordKind::every) return {};
    const Number count = number_at(text_, tree_, lexicon_.numbers, i + 1, limit_);
    int t = count ? count.end : i + 1;
    double number = count && count.value ? *count.value : 1;
    if (!count && is(t, "other")) number = 2, ++t;
    if (!count && (is(t, "single") || is(t, "second"))) number = is(t, "second") ? 2 : 1, ++t;
    while (word(t).code == "+") ++t;
    const TimeWord named = word(t);
    if (named.code == "WE" && number == 1) return made(i, t + 1, TimeType::set, "XXXX-WXX-WE");
    if (named.kind == TimeWordKind::unit && named.code != "TS")
        return made(i, t + 1, TimeType::set,
                    named.code == "Q" ? length_value(3 * number, "M") : length_value(number, named.code));
    if (named.kind == TimeWordKind::weekday) {
        FoundTime found = made(i, t + 1, TimeType::set, "XXXX-WXX-" + std::to_string(named.value + 1));
        if (word(t + 1).kind == TimeWordKind::day_part)
            found.end = t + 2, found.value += "T" + std::string(word(t + 1).code);
        return found;
    }
    if (named.kind == TimeWordKind::month && month_at(t) > 0)
        return made(i, t + 1, TimeType::set,
                    named.value < 10 ? "XXXX-0" + std::to_string(named.value) : "XXXX-" + std::to_string(named.value));
    if (named.kind == TimeWordKind::season)
        return made(i, t + 1, TimeType::set, "XXXX-" + std::string(season_code(named.value)));
    if (named.kind == TimeWordKind::day_part && !named.code.starts_with('T'))
        return made(i, t + 1, TimeType::set, "XXXX-XX-XXT" + std::string(named.code));
    return {};
}

/// "once a month", "twice a week", "three times a day".
Grammar::Found Grammar::times_a(int i) {
    int t = i + 1;
    if (!is(i, "once") && !is(i, "twice") && !is(i, "thrice")) {
        const Number count = number_at(text_, tree_, lexicon_.numbers, i, limit_);
        if (!count || !is(count.end, "times")) return {};
        t = count.end + 1;
    }
    if (!is(t, "a") && !is(t, "an") && !is(t, "per") && !is(t, "every") && !is(t, "each")) return {};
    const TimeWord unit = word(t + 1);
    if (unit.kind != TimeWordKind::unit) return {};
    return made(i, t + 2, TimeType::set, length_value(1, unit.code));
}

/// "every day at 7:13 p.m.", "each Monday 4pm": the hour of what recurs.
FoundTime Grammar::set_at_hour(FoundTime found) const {
    const bool at = is(found.end, "at");
    const int t = at ? found.end + 1 : found.end;
    const bool daily = found.value == "P1D" || found.value.starts_with("XXXX-XX-XXT");
    if (t >= limit_ || !(daily || found.value.starts_with("XXXX-WXX-"))) return found;
    auto hour = hour_at(t);
    const bool late = found.value.ends_with("TAF") || found.value.ends_with("TEV") || found.value.ends_with("TNI");
    const bool part = late || found.value.ends_with("TMO");
    if (!hour || hour->end < 0 || !(hour->certain || (at && part && !hour->counts))) return found;
    if (late && !hour->halved && hour->hour < 12) hour->hour += 12;
    found.end = hour->end;
    found.value = (daily ? "XXXX-XX-XX" : found.value.substr(0, 10)) + value_of_hour(*hour);
    return found;
}

/// "9am on Sundays", "3pm every day".
Grammar::Found Grammar::hour_of_set(int begin, int t, const Hour& hour) {
    const int at = is(t, "on") ? t + 1 : t;
    if (at >= limit_ || (word(at).kind != TimeWordKind::weekdays && word(at).kind != TimeWordKind::every)) return {};
    const Found set = every(at);
    if (!set || set->type != TimeType::set || !(set->value == "P1D" || set->value.starts_with("XXXX-W"))) return {};
    FoundTime found = *set;
    found.begin = begin;
    found.value = (set->value == "P1D" ? "XXXX-XX-XX" : set->value.substr(0, 10)) + value_of_hour(hour);
    return found;
}

/// "three Fridays from now", "two Thursdays ago".
Grammar::Found Grammar::weekdays_away(int i) {
    const Number count = number_at(text_, tree_, lexicon_.numbers, i, limit_);
    if (!count || !count.value || *count.value > 100 || word(count.end).kind != TimeWordKind::weekdays || !published_)
        return {};
    const int t = count.end + 1, steps = static_cast<int>(*count.value), weekday = word(count.end).value;
    if (is(t, "from") && (is(t + 1, "now") || is(t + 1, "today")))
        return made(i, t + 2, {Grain::day, today() + 7 * steps - (weekday_of(today()) - weekday + 7) % 7});
    if (!is(t, "ago") && !(colloquial_ && is(t, "back"))) return {};
    const int back = (weekday_of(today()) - weekday + 7) % 7;
    return made(i, t + 1, {Grain::day, today() - 7 * (steps - 1) - (back == 0 ? 7 : back)});
}

}  // namespace dragoman::mentions
