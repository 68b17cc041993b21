// Clock times and parts of the day, with the day they belong to: "5 p.m.", "1800 UTC", "half past three",
// "3:00 p.m. local time on Monday", "from 9am to 5pm", "the morning of April 19", "at noon".
#include <fmt/format.h>

#include "mentions/times/grammar.h"
#include "mentions/times/scan.h"

namespace dragoman::mentions {
namespace {

/// "a.m.", "PM", "p . m ."; 0 or 12 hours to add, none when it is neither.
std::optional<int> half_of_day(Scan& scan, bool written) {
    Scan at = scan;
    const bool glued = written && at.peek() != ' ';
    at.spaces();
    const char low = static_cast<char>(at.peek() | 0x20);
    if (low != 'a' && low != 'p') return {};
    const bool capital = at.peek() < 'a';
    at.take(at.peek());
    Scan dotted = at;
    dotted.spaces();
    const bool stops = dotted.take('.');
    if (stops) {
        dotted.spaces();
        at = dotted;
    }
    if (glued && !at.letter() && !at.digit()) return scan = at, low == 'p' ? 12 : 0;  // 8:45a
    if ((at.peek() | 0x20) != 'm' || (capital && at.peek() == 'm')) return {};
    at.take(at.peek());
    if (at.letter()) return {};
    Scan stop = at;
    stop.spaces();
    if (stops && stop.peek() == '.' && (stop.at() == at.at() || !stop.letter(2))) stop.take('.'), at = stop;
    scan = at;
    return low == 'p' ? 12 : 0;
}

}  // namespace

std::uint32_t Grammar::sentence_end() const { return limit_ > first_ ? text_.tokens[limit_ - 1].end : 0; }

/// The token past a byte, or past the byte before it when that is a stop of its own.
int Grammar::token_end_or_stop(std::uint32_t byte) const {
    const int end = token_end(byte);
    return end < 0 && text_.body[byte - 1] == '.' ? token_end(byte - 1) : end;
}

/// Hours in figures: "5 p.m.", "15:30", "8.30pm", "16:00:45", "15h30", "1800 UTC".
std::optional<Grammar::Hour> Grammar::hour_in_figures(int i) const {
    if (text_.word(i)[0] < '0' || text_.word(i)[0] > '9') return {};
    Scan scan(text_.body, text_.tokens[i].begin, sentence_end());
    if (scan.behind_letter_or_mark() && !is_dash(i - 1)) return {};
    Hour hour;
    int digits = 0, minute_digits = 0;
    if (!scan.number(1, 4, hour.hour, digits)) return {};
    const char mark = scan.peek();
    bool dotted = false;
    if (digits >= 3) {  // 1800 UTC, 1140 a.m.
        if (hour.hour > 2400 || hour.hour % 100 > 59) return {};
        hour.minute = hour.hour % 100, hour.hour /= 100;
    } else if ((mark == ':' || mark == '.' || mark == 'h') && scan.digit(1)) {
        scan.take(mark);
        if (!scan.number(2, 2, hour.minute, minute_digits) || hour.minute > 59) return {};
        dotted = mark == '.';
        hour.certain = !dotted;
        if (mark == ':' && scan.peek() == ':' && scan.digit(1)) {
            scan.take(':');
            if (!scan.number(2, 2, hour.second, minute_digits) || hour.second > 59) return {};
        }
    } else if (mark == 'h' && digits == 2 && !scan.letter(1) && !scan.digit(1)) {
        return {};  // "15h": hours of a length
    }
    const bool before = !is(i + 1, "am") || tree_.tag[i + 1] != Tag::VBP;
    if (const auto half = hour.hour <= 12 && before ? half_of_day(scan, mark == ':') : std::nullopt) {
        hour.hour = hour.hour % 12 + *half;
        hour.certain = hour.halved = true;
    }
    if (scan.letter() || scan.peek() == '%' || hour.hour > 24 ||
        (scan.peek() == '-' && scan.digit(1) && digits >= 3 && !hour.certain)) {
        if (!hour.halved) return {};
    }
    hour.end = token_end_or_stop(scan.at());
    hour.stop = scan.at();
    if (hour.end < 0 && !hour.certain) return {};
    if (is(hour.end, "noon") && hour.hour == 12) ++hour.end, hour.certain = hour.halved = true;
    if (hour.end > 0 && (is(hour.end, "o'clock") || is(hour.end, "o’clock") || is(hour.end, "oclock"))) {
        ++hour.end;
        hour.certain = true;
        if (word(hour.end).kind == TimeWordKind::clock && hour.hour <= 12)
            hour.hour = hour.hour % 12 + word(hour.end++).value, hour.halved = true;
    }
    hour.bare = !hour.certain;
    hour.counts = digits >= 3 || dotted;
    return hour;
}

/// Hours in words: "noon", "three o'clock", "half past three", "a quarter to five p.m.", "ten minutes past six".
std::optional<Grammar::Hour> Grammar::hour_in_words(int i) const {
    Hour hour;
    const auto number = [&](int t) {
        const NumberWord named = t < limit_ ? lexicon_.numbers.find(tree_.lower(t)) : NumberWord{};
        if (named.kind == NumberKind::ones && named.value >= 1 && named.value <= 12)
            return static_cast<int>(named.value);
        const int figure = t < limit_ && tree_.lower(t).size() <= 2 ? plain_digits(tree_.lower(t)) : -1;
        return figure >= 1 && figure <= 24 ? figure : 0;
    };
    if (word(i).kind == TimeWordKind::day_part && word(i).code.starts_with('T')) {  // T12:00
        hour.hour = plain_digits(word(i).code.substr(1, 2));
        hour.certain = hour.halved = true;
        hour.end = i + 1;
        return hour;
    }
    int t = i, minutes = -1;
    if (is(t, "half") && (is(t + 1, "past") || is(t + 1, "after")))
        minutes = 30, t += 1;
    else if (is(t, "quarter") || (is(t, "a") && is(t + 1, "quarter")))
        minutes = 15, t += is(t, "a") ? 2 : 1;
    else if (const Number count = number_at(text_, tree_, lexicon_.numbers, t, limit_);
             count && count.value && *count.value >= 1 && *count.value < 60 && !count.scaled) {
        const int end = word(count.end).code == "TM" ? count.end + 1 : count.end;
        if (is(end, "past") || is(end, "to") || is(end, "after")) minutes = static_cast<int>(*count.value), t = end;
    }
    if (minutes >= 0 && (is(t, "past") || is(t, "after") || is(t, "to"))) {
        auto of = hour_in_words(t + 1);
        if (!of && t + 1 < limit_) of = hour_in_figures(t + 1);
        const int bare = !of ? number(t + 1) : 0;
        if (!of && bare == 0) return {};
        if (!is(t, "past") && !(of && of->certain) && minutes != 15 && minutes != 30)
            return {};  // "five to ten": rather a range
        if (!of) of = Hour{.hour = bare, .end = t + 2};
        if (of->minute > 0) return {};
        if (is(t, "to"))
            of->hour = (of->hour + 23) % 24, of->minute = 60 - minutes;
        else
            of->minute = minutes;
        of->certain = true;
        return of;
    }
    hour.hour = number(i);
    if (hour.hour == 0) return {};
    hour.end = i + 1;
    if (is(hour.end, "o'clock") || is(hour.end, "o’clock") || is(hour.end, "oclock")) ++hour.end, hour.certain = true;
    const bool verb = is(hour.end, "am") && tree_.tag[hour.end] == Tag::VBP;
    if (word(hour.end).kind == TimeWordKind::clock && hour.hour <= 12 && !verb) {
        hour.hour = hour.hour % 12 + word(hour.end++).value;
        hour.certain = hour.halved = true;
    }
    hour.bare = !hour.certain;
    return hour;
}

/// An hour and what says more of it: zone, "local time", "in the morning".
std::optional<Grammar::Hour> Grammar::hour_at(int i) const {
    if (i >= limit_) return {};
    const bool counted = is(i + 1, "past") || is(i + 1, "to") || is(i + 1, "after") || word(i + 1).code == "TM";
    auto hour = counted ? hour_in_words(i) : std::nullopt;
    if (!hour || !hour->certain) hour = hour_in_figures(i);
    if (!hour) hour = hour_in_words(i);
    if (!hour || hour->end < 0) return hour;
    const auto in_part = [&](std::string_view part) {
        if ((part == "AF" || part == "EV" || part == "NI") && hour->hour < 12 && !(part == "NI" && hour->hour < 5))
            hour->hour += 12;
        if (!hour->counts) hour->certain = hour->halved = true;
    };
    int t = hour->end;
    if (is(t, "in") && is(t + 1, "the") && word(t + 2).kind == TimeWordKind::day_part)
        in_part(word(t + 2).code), hour->end = t + 3;
    else if (is(t, "at") && is(t + 1, "night"))
        in_part("NI"), hour->end = t + 2;
    else if (is(t, "this") && word(t + 1).kind == TimeWordKind::day_part)
        in_part(word(t + 1).code);
    else if (is(t, "tonight"))
        in_part("NI");
    t = hour->end;
    const int bracket = is(t, "(") ? t + 1 : t;
    if (word(bracket).kind == TimeWordKind::zone && (capital(bracket) || !word(bracket).code.empty())) {
        hour->certain = hour->certain || hour->counts;
        if (bracket == t) hour->zone = word(t).code, hour->end = t + 1;
    }
    t = hour->end;
    if (hour->certain && t + 1 < limit_ && (is(t, "local") || tree_.is_proper(t)) && is(t + 1, "time"))
        hour->end = t + 2;
    if (hour->certain && t + 2 < limit_ && tree_.is_proper(t) && is(t + 2, "time")) hour->end = t + 3;
    return hour;
}

std::string Grammar::value_of_hour(const Hour& hour) {
    return fmt::format("T{:02}:{:02}", hour.hour, hour.minute) +
           (hour.second >= 0 ? fmt::format(":{:02}", hour.second) : std::string()) + std::string(hour.zone);
}

/// A clock time with its day, or a range of them.
Grammar::Found Grammar::clock(int i) {
    if (i >= limit_) return {};
    const auto hour = hour_at(i);
    if (!hour) return {};
    if (Found range = hours(i, *hour)) return range;
    const bool noon = word(i).kind == TimeWordKind::day_part;
    const bool placed =
        i > first_ &&
        (is(i - 1, "at") || is(i - 1, "by") || is(i - 1, "until") || is(i - 1, "around") || is(i - 1, "before") ||
         is(i - 1, "after") || is(i - 1, "till") || is(i - 1, "about") || is(i - 1, "since") || is(i - 1, "past"));
    if (!hour->certain || hour->end < 0 || (noon && !placed)) return {};
    if (Found set = hour_of_set(i, hour->end, *hour)) return set;
    return clock_on_day(made(i, hour->end, TimeType::time, {}), value_of_hour(*hour));
}

/// "from 9am to 5pm", "between 3 and 5 pm", "10:30-11:45": the first may leave its half of the day to the second.
Grammar::Found Grammar::hours(int i, const Hour& first) {
    const bool from = is(i - 1, "from") || is(i - 1, "between");
    std::optional<Hour> last;
    if (first.end < 0) {  // "4pm-5pm", cut as "4pm-5" and "pm"
        Scan scan(text_.body, first.stop, sentence_end());
        if (!scan.take('-')) return {};
        Hour until;
        int digits = 0;
        if (!scan.number(1, 2, until.hour, digits)) return {};
        if (scan.peek() == ':' && scan.digit(1)) {
            scan.take(':');
            if (!scan.number(2, 2, until.minute, digits)) return {};
        }
        const auto half = half_of_day(scan, false);
        if (!half || until.hour > 12) return {};
        until.hour = until.hour % 12 + *half;
        until.certain = until.halved = true;
        until.end = token_end_or_stop(scan.at());
        if (until.end > 0) last = until;
    } else {
        const int t = first.end;
        const bool to = is(t, "to") || is(t, "until") || is(t, "till") || is(t, "til") || is(t, "through");
        if (!is_dash(t) && !to && !(from && is(t, "and"))) return {};
        last = hour_at(t + 1);
        if (!is_dash(t) && !from && !(last && last->halved && (first.bare || first.certain))) return {};
    }
    if (!last || last->end < 0 || (!last->certain && !first.certain) || first.counts || last->counts) return {};
    if (last->bare && (last->end < limit_ && (tree_.is_noun(last->end) || is_dash(last->end)))) return {};
    Hour begin = first;
    if (!begin.halved && last->halved && last->hour >= 12 && begin.hour < 12 && begin.hour + 12 <= last->hour)
        begin.hour += 12;
    if (!last->halved && last->hour < 12 && 60 * last->hour + last->minute <= 60 * begin.hour + begin.minute)
        last->hour += 12;
    Found found = clock_on_day(made(i, last->end, TimeType::time, {}), value_of_hour(begin));
    if (!found) return {};
    const std::string day = found->value.substr(0, found->value.find('T'));
    found->value += "/" + day + value_of_hour(*last);
    return found;
}

/// The day of a clock time: told after it ("on Monday"), else the last day told, else the story's.
Grammar::Found Grammar::clock_on_day(FoundTime found, const std::string& hour) {
    Found over;  // "8:30 p.m. (1930 UTC) on August 27": the day stands behind the bracket
    int end = found.end;
    Found day = day_behind(end);
    for (int close = found.end + 1; !day && is(found.end, "(") && close < found.end + 5; ++close)
        if (is(close, ")") && is(close + 1, "on") && close + 2 < limit_) over = date(close + 2);
    if (over && over->moment && over->moment->grain == Grain::day) {
        found.moment = over->moment;
    } else if (day) {
        found.end = day->end;
        found.moment = day->moment;
        found.dated = day->dated;
    } else if (day_known()) {
        found.moment = Moment{Grain::day, day_told_before()};
    } else {
        found.value = "XXXX-XX-XX" + hour;
        return found;
    }
    found.from = found.to = found.moment->first;
    found.value = iso(found.moment->first) + hour;
    return found;
}

/// A day told right behind an hour: "on Monday", "tomorrow", ", March 3", "this morning".
Grammar::Found Grammar::day_behind(int t) {
    const bool on = is(t, "on") || is(t, "of"), comma = is(t, ",");
    if (on || comma) ++t;
    if (t >= limit_) return {};
    Found day = weekday(t);
    if (!day) day = compact_date(t);
    if (!day && !comma) day = deictic(t);
    if (!day && !comma) day = day_first(t);
    if (!day) day = month_first(t);
    if (!day && !comma && word(t).kind == TimeWordKind::which) day = which(t);
    if (!day && !comma) day = phrase(t);
    if (!day || !day->moment || day->moment->grain != Grain::day) return {};
    return day->type == TimeType::date || day->type == TimeType::time ? day : Found();
}

/// "tomorrow at 5pm", "Tuesday 9 a.m.", "this evening at 7": the hour behind a day.
Grammar::Found Grammar::with_hour(FoundTime found) const {
    if (!found.moment || found.moment->grain != Grain::day || found.value.find('/') != std::string::npos ||
        found.value.find(':') != std::string::npos)
        return found;
    const bool part = found.type == TimeType::time;
    int t = found.end;
    const bool at = is(t, "at") || is(t, "@");
    if (at || is(t, ",")) ++t;
    if ((at || part) && (is(t, "around") || is(t, "about"))) ++t;
    if (t >= limit_ || is(t, "a")) return found;
    auto hour = hour_at(t);
    if (!hour || hour->end < 0 || !(hour->certain || (part && (at || t > found.end) && !hour->counts)) ||
        (is(t, "to") && !at))
        return found;
    if (word(t).kind == TimeWordKind::day_part && !at) return found;
    if (!hour->certain && hour->end < limit_ && tree_.is_noun(hour->end)) return found;
    if (part && !hour->halved && hour->hour < 12 && !found.value.ends_with("TMO")) hour->hour += 12;
    found.type = TimeType::time;
    found.end = hour->end;
    found.value = iso(found.moment->first) + value_of_hour(*hour);
    return found;
}

/// "the morning of April 19", "in the evening", "late in the afternoon", "overnight".
Grammar::Found Grammar::part_of_day(int i) {
    int t = i;
    std::string mod;
    if (word(t).kind == TimeWordKind::position && is(t + 1, "in") && is(t + 2, "the")) mod = word(t).code, t += 2;
    const bool placed = t > i || is(i - 1, "in") || is(i - 1, "during") || is(i - 1, "on") || is(i - 1, "by") ||
                        is(i - 1, "into") || is(i - 1, "throughout");
    if (!is(t, "the")) return {};
    ++t;
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
        if (!day || !day->moment || day->type != TimeType::date || !day->from || *day->from < day->moment->first ||
            day->moment->grain != Grain::day)
            return {};
        end = day->end;
    } else if (is(end, "of") || !placed || !day_known() || (end < limit_ && tree_.is_noun(end))) {
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
