// Clock times with the day they belong to: "5 p.m.", "1800 UTC", "half past three", "3:00 p.m. local time on Monday",
// "from 9am to 5pm", "at noon".
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "mentions/times/grammar.h"
#include "mentions/times/scan.h"

namespace dragoman::mentions {
namespace {

/// "a.m.", "PM", "p . m ."; 0 or 12 hours to add, none when it is neither.
std::optional<int> half_of_day(Scan& scan, bool written, bool spoken = false) {
    Scan at = scan;
    if (spoken) at.take("ish");  // 3ish pm
    at.spaces();
    if (spoken && at.take("in the ")) at.spaces();  // 3 in the AM
    const bool glued = written && at.at() == scan.at();
    const char low = static_cast<char>(at.peek() | 0x20);
    if (low != 'a' && low != 'p') return {};
    if (!at.letter(1) && at.peek(1) == ' ' && (at.peek(2) | 0x20) == 'm' && !at.letter(3) && spoken)  // p m
        return scan = (at.take(at.peek()), at.spaces(), at.take(at.peek()), at), low == 'p' ? 12 : 0;
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

/// Does what stands before a number say that it is an hour?
bool Grammar::placed(int i) const {
    constexpr std::array<std::string_view, 16> words = {"@",       "about", "after", "around", "at",    "before",
                                                        "between", "by",    "from",  "past",   "since", "till",
                                                        "to",      "until", "til",   "through"};
    return i > first_ && std::find(words.begin(), words.end(), tree_.lower(i - 1)) != words.end();
}

/// Hours in figures: "5 p.m.", "15:30", "8.30pm", "16:00:45", "15h30", "1800 UTC", "0800 hours".
std::optional<Grammar::Hour> Grammar::hour_in_figures(int i) const {
    if (text_.word(i)[0] < '0' || text_.word(i)[0] > '9') return {};
    Scan scan(text_.body, text_.tokens[i].begin, sentence_end());
    if (scan.behind_letter_or_mark() && !is_dash(i - 1)) return {};
    Hour hour;
    int digits = 0, minute_digits = 0;
    if (!scan.number(1, 4, hour.hour, digits)) return {};
    const char mark = scan.peek();
    bool dotted = false, spaced = false;
    if (digits >= 3) {  // 1800 UTC, 1140 a.m.
        if (hour.hour > 2400 || hour.hour % 100 > 59) return {};
        hour.minute = hour.hour % 100, hour.hour /= 100;
    } else if ((mark == ':' || mark == '.' || mark == 'h') && scan.digit(1)) {
        scan.take(mark);
        if (!scan.number(2, 2, hour.minute, minute_digits) || hour.minute > 59) return {};
        dotted = mark == '.';
        hour.certain = !dotted;
        hour.halved = colloquial_ && mark == 'h';  // 3h18 is told by the whole day's clock
        if (mark == ':' && scan.peek() == ':' && scan.digit(1)) {
            scan.take(':');
            if (!scan.number(2, 2, hour.second, minute_digits) || hour.second > 59) return {};
        }
    } else if (mark == 'h' && (digits == 2 || (colloquial_ && word(i + 1).kind == TimeWordKind::zone)) &&
               !scan.letter(1) && !scan.digit(1)) {
        const bool length = is(i - 1, "for") || is(i - 1, "in") || is(i - 1, "within") || is(i - 1, "last");
        if (!is(i - 1, "at") && (!colloquial_ || length)) return {};  // "15h": hours of a length
        scan.take(mark);
        hour.certain = true;
    } else if (mark == ':') {
        spaced = scan.spaced_minutes(hour.minute);  // 10: 46 AM
    }
    if (colloquial_ && !hour.certain && hour.minute == 0 && i + 1 < limit_ && text_.tokens[i].end == scan.at() &&
        digits <= 2 && tree_.lower(i + 1).size() == 2 && (is(i - 1, "at") || is(i - 1, "@")))
        if (const int more = plain_digits(tree_.lower(i + 1)); more >= 0 && more < 60) {  // at 3 15
            scan = Scan(text_.body, text_.tokens[i + 1].end, sentence_end());
            hour.minute = more;
        }
    const bool before = !is(i + 1, "am") || tree_.tag[i + 1] != Tag::VBP;
    const bool written =
        mark == ':' ||
        (digits <= 2 && (is(i - 1, "at") || (colloquial_ && (bare_ || is(i - 1, "from") || is(i - 1, "to")))));
    if (const auto half = hour.hour <= 12 && before ? half_of_day(scan, written, colloquial_) : std::nullopt) {
        hour.hour = hour.hour % 12 + *half;
        hour.certain = hour.halved = true;
    }
    if (Scan ish = scan; colloquial_ && !hour.halved && ish.take("ish") && !ish.letter())  // 11ish
        scan = ish, hour.certain = true;
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
    const bool led = digits == 4 && text_.word(i)[0] == '0';
    if (digits == 4 && (is(hour.end, "hours") || is(hour.end, "hrs")) && (led || placed(i)))
        ++hour.end, hour.certain = true;  // 0800 hours
    else if (led && is(i - 1, "at") && !(hour.end < limit_ && tree_.is_noun(hour.end)))
        hour.certain = true;
    hour.bare = !hour.certain;
    hour.counts = !hour.certain && (digits >= 3 || dotted || spaced);
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
        if (!hour->counts) hour->certain = hour->halved = true, hour->bare = false;
    };
    const auto night = [&](int t) { return is(t, "tonight") || (is(t, "last") && is(t + 1, "night")); };
    int t = hour->end;
    if (colloquial_ && is(t, "in") && word(t + 1).kind == TimeWordKind::day_part && !word(t + 1).code.starts_with('T'))
        in_part(word(t + 1).code), hour->end = t + 2;
    else if (is(t, "in") && is(t + 1, "the") && word(t + 2).kind == TimeWordKind::day_part)
        in_part(word(t + 2).code), hour->end = t + 3;
    else if (is(t, "at") && is(t + 1, "night"))
        in_part("NI"), hour->end = t + 2;
    else if (hour->bare && !placed(i) && !is(i - 1, "and") && !is_dash(i - 1))
        ;  // "building 4 this afternoon"
    else if (night(t))
        in_part("NI");
    else if (word(t + 1).kind == TimeWordKind::day_part &&
             (is(t, "this") || word(t).kind == TimeWordKind::day || word(t).kind == TimeWordKind::weekday))
        in_part(word(t + 1).code);
    t = hour->end;
    const int bracket = is(t, "(") ? t + 1 : t;
    if (word(bracket).kind == TimeWordKind::zone &&
        (capital(bracket) || !word(bracket).code.empty() || (colloquial_ && hour->certain))) {
        if (colloquial_) hour->offset = word(bracket).value;
        if (hour->counts || colloquial_) hour->certain = true, hour->bare = hour->counts = false;
        if (bracket == t) hour->zone = word(t).code, hour->end = t + 1;
    }
    t = hour->end;
    const bool own = t + 1 < limit_ && (is(t, "local") || tree_.is_proper(t)) && is(t + 1, "time");
    if (own && hour->counts) hour->certain = true, hour->bare = hour->counts = false;  // 17.30 local time
    if (hour->certain && own) hour->end = t + 2;
    if (hour->certain && t + 2 < limit_ && tree_.is_proper(t) && is(t + 2, "time")) hour->end = t + 3;
    return hour;
}

/// "She won in 2:14:04", "under 1:59", "ran 2:05:46": how long a race took, in hours of one figure.
bool Grammar::runs(int i, const Hour& hour) const {
    if (hour.halved || !hour.zone.empty() || hour.minute < 0 || text_.word(i)[0] > '9') return false;
    const Scan scan(text_.body, text_.tokens[i].begin, sentence_end());
    if (!scan.digit() || scan.peek(1) != ':') return false;
    const bool taken = is(i - 1, "in") || is(i - 1, "under") || is(i - 1, "below") || is(i - 1, "of");
    return taken || (hour.second >= 0 && !placed(i));
}

/// A clock time with its day, or a range of them.
Grammar::Found Grammar::clock(int i) {
    if (i >= limit_) return {};
    auto hour = hour_at(i);
    if (!hour) return {};
    if (Found range = hours(i, *hour)) return range;
    const bool noon = word(i).kind == TimeWordKind::day_part;
    const bool placed =
        i > first_ &&
        (is(i - 1, "at") || is(i - 1, "by") || is(i - 1, "until") || is(i - 1, "around") || is(i - 1, "before") ||
         is(i - 1, "after") || is(i - 1, "till") || is(i - 1, "about") || is(i - 1, "since") || is(i - 1, "past"));
    if (colloquial_ && !hour->certain && spoken_hour(i, *hour)) {
        hour->certain = true;
        if (is(hour->end, ",") && word(hour->end + 1).kind == TimeWordKind::day) ++hour->end;  // 10, tonight
    }
    if (!hour->certain || hour->end < 0 || (noon && !placed && !colloquial_) || runs(i, *hour)) return {};
    if (Found set = hour_of_set(i, hour->end, *hour)) return set;
    return clock_on_day(made(i, hour->end, TimeType::time, {}), *hour);
}

/// The end of "4pm-5pm", which is cut as "4pm-5" and "pm".
std::optional<Grammar::Hour> Grammar::glued_end(const Hour& first) const {
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
    return until;
}

/// Is the next word one of a day, so that mere numbers before it are hours: "five to seven today", "3 and 5 on Monday"?
bool Grammar::day_follows(int t) const {
    if (is(t, "in")) return is(t + 1, "the") && word(t + 2).kind == TimeWordKind::day_part;
    if (is(t, "on") || is(t, "of"))
        return (is(t, "on") && (word(t + 1).kind == TimeWordKind::weekday || month_at(t + 1) > 0)) ||
               (t + 1 < limit_ && tree_.lower(t + 1).find('/') != std::string_view::npos);
    return word(t).kind == TimeWordKind::day || word(t).kind == TimeWordKind::weekday ||
           (word(t).kind == TimeWordKind::which && word(t + 1).kind == TimeWordKind::day_part);
}

/// Two hours: "from 9am to 5pm", "between 3 and 5 pm", "10:30-11:45". `in_part`: a part of the day stands before them,
/// so that mere numbers are hours too ("tonight from 7 to 9").
std::optional<Grammar::Hours> Grammar::hours_at(int i, const Hour& first, bool in_part) const {
    const bool from = is(i - 1, "from") || is(i - 1, "between");
    std::optional<Hour> last;
    if (first.end < 0) {
        last = glued_end(first);
    } else {
        const int t = first.end;
        const bool until = is(t, "until") || is(t, "till") || is(t, "til") || is(t, "through") || is(t, "untill");
        if (!is_dash(t) && !until && !is(t, "to") && !(from && is(t, "and"))) return {};
        last = hour_at(t + 1);
        const bool both = last && last->certain && first.certain;
        const bool said = colloquial_ && last && last->end > 0 && ((until && first.certain) || day_follows(last->end));
        if (!is_dash(t) && !from && !both && !(last && last->halved) && !said) return {};
    }
    if (!last || last->end < 0 || last->counts || (first.counts && last->bare)) return {};
    const bool onward = first.hour < last->hour || first.hour >= 8;  // "won 5 to 3 on Saturday" is a score
    const bool said = colloquial_ && (in_part || (day_follows(last->end) && onward)) && !first.counts && !last->counts;
    if (!last->certain && !first.certain && !(in_part && from) && !said) return {};
    const bool counted = last->end < limit_ && (tree_.is_noun(last->end) || is_dash(last->end));
    if (last->bare && counted && !said) return {};
    Hours pair{first, *last, false};
    if (!first.offset) pair.first.offset = last->offset;  // "9:30 - 11:00 CST": one clock for both
    settle(pair);
    return pair;
}

/// Which half of the day two hours mean when only one of them or none says so: the stretch is the short one, and what
/// ends before it begins ends on the next day.
void Grammar::settle(Hours& pair) {
    Hour &begin = pair.first, &end = pair.last;
    const auto minutes = [](const Hour& hour) { return 60 * hour.hour + hour.minute; };
    constexpr int half = 12 * 60;
    if (!begin.halved && end.halved && begin.hour < 12) {
        const bool same_half = end.hour >= 12 && minutes(begin) + half < minutes(end);
        const bool evening = end.hour < 12 && minutes(begin) > minutes(end);
        if (same_half || evening) begin.hour += 12;  // "5 to 6 p.m.", "11 to 3 a.m."
    }
    if (!end.halved && end.hour < 12 && minutes(end) <= minutes(begin) && minutes(end) + half > minutes(begin))
        end.hour += 12;  // "9 a.m. to 5"
    pair.overnight = minutes(end) < minutes(begin);
}

/// A range of hours on a day.
FoundTime Grammar::hours_on(FoundTime found, const Hours& pair) const {
    const bool known = found.moment.has_value();
    const auto day = [&](bool next) { return known ? iso(found.moment->first + next) : std::string("XXXX-XX-XX"); };
    found.type = TimeType::time;
    found.value = day(false) + value_of_hour(pair.first) + "/" + day(pair.overnight) + value_of_hour(pair.last);
    if (!known) return found;
    found.from = found.moment->first;
    found.to = found.moment->first + pair.overnight;
    return found;
}

/// "from 9am to 5pm on Monday": the first may leave its half of the day to the second.
Grammar::Found Grammar::hours(int i, const Hour& first) {
    const auto pair = hours_at(i, first, false);
    if (!pair) return {};
    std::string part;
    return hours_on(day_of_clock(made(i, pair->last.end, TimeType::time, {}), part), *pair);
}

/// The day of a clock time, and the part of it when one is told: behind the hour ("on Monday"), else the last day told,
/// else the story's; none when it is open.
FoundTime Grammar::day_of_clock(FoundTime found, std::string& part) {
    Found over;  // "8:30 p.m. (1930 UTC) on August 27": the day stands behind the bracket
    Found day = day_behind(found.end);
    for (int close = found.end + 1; !day && is(found.end, "(") && close < found.end + 5; ++close)
        if (is(close, ")") && is(close + 1, "on") && close + 2 < limit_) over = date(close + 2);
    if (over && over->moment && over->moment->grain == Grain::day) {
        found.moment = over->moment;
    } else if (day) {
        found.end = day->end;
        found.moment = day->moment;
        found.dated = day->dated;
        if (day->type == TimeType::time) part = day->value.substr(day->value.size() - 2);
    } else if (day_known()) {
        found.moment = Moment{Grain::day, colloquial_ ? day_meant(found.begin) : day_told_before()};
    }
    if (found.moment) found.from = found.to = found.moment->first;
    return found;
}

Grammar::Found Grammar::clock_on_day(FoundTime found, Hour hour) {
    std::string part;
    const int end = found.end;
    found = day_of_clock(std::move(found), part);
    const bool untold = colloquial_ && found.end == end && found.moment && found.moment->first == today();
    if (untold) look_ahead(found, hour);
    const bool late = part == "AF" || part == "EV" || (part == "NI" && hour.hour > 4);
    if (late && !hour.halved && hour.hour < 12) hour.hour += 12;  // 7:00 on Sunday afternoon
    found.value = (found.moment ? iso(found.moment->first) : "XXXX-XX-XX") + value_of_hour(hour);
    return found;
}

/// A day told right behind an hour: "on Monday", "tomorrow", ", March 3", "this morning".
Grammar::Found Grammar::day_behind(int t) {
    const bool on = is(t, "on") || is(t, "of"), comma = is(t, ",");
    if (on || comma) ++t;
    if (t >= limit_ || line_parts(t)) return {};
    Found day = weekday(t);
    if (!day) day = compact_date(t);
    if (!day && !comma) day = deictic(t);
    if (!day && !comma) day = day_first(t);
    if (!day) day = month_first(t);
    if (!day && !comma && word(t).kind == TimeWordKind::which) day = which(t);
    if (!day && !comma) day = phrase(t);
    if (!day && on) day = part_of_day(t);  // half past three on the afternoon of April 19
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
    if (line_parts(t)) return found;
    if (auto range = with_hours(found)) return *range;
    const bool at = is(t, "at") || is(t, "@") || (colloquial_ && is(t, "for"));
    if (at || is(t, ",")) ++t;
    if ((at || part) && (is(t, "around") || is(t, "about"))) ++t;
    if (t >= limit_ || is(t, "a")) return found;
    auto hour = hour_at(t);
    const bool said = colloquial_ && hour && (part || (at && !is(t - 1, "for")));
    if (!hour || hour->end < 0 || !(hour->certain || said || (part && (at || t > found.end) && !hour->counts)) ||
        (is(t, "to") && !at))
        return found;
    if (word(t).kind == TimeWordKind::day_part && !at) return found;
    if (!hour->certain && hour->end < limit_ && tree_.is_noun(hour->end)) return found;
    if (part && !hour->halved && hour->hour < 12 && !found.value.ends_with("TMO")) hour->hour += 12;
    found.type = TimeType::time;
    found.end = hour->end;
    const bool late = found.value.ends_with("TEV") || found.value.ends_with("TNI");
    if (colloquial_ && late && !hour->halved && hour->hour == 12) {  // 12 tonight
        hour->hour = 0;
        found.from = found.to = ++found.moment->first;
    }
    const int year = !found.dated && hour->second >= 0 ? year_number(found.end) : 0;
    if (const Date day = date_of(found.moment->first); year > 0 && is_date({year, day.month, day.day})) {
        found.moment->first = day_of({year, day.month, day.day});  // Wed Oct 26 15:50:06 2016
        found.from = found.to = found.moment->first;
        ++found.end;
    }
    found.value = iso(found.moment->first) + value_of_hour(*hour);
    return found;
}

/// "Thursday from 9:30 to 11:00", "tonight between 7 and 9", "Friday 9-11am": the hours behind a day.
std::optional<FoundTime> Grammar::with_hours(FoundTime found) const {
    int t = is(found.end, ",") ? found.end + 1 : found.end;
    if (is(t, "from") || is(t, "between")) ++t;
    const auto first = hour_at(t);
    const bool part = found.type == TimeType::time;
    auto pair = first ? hours_at(t, *first, part) : std::nullopt;
    if (!pair) return {};
    const bool late = part && !found.value.ends_with("TMO");
    if (late && !pair->first.halved && !pair->last.halved && pair->first.hour < 12 && pair->last.hour < 12)
        pair->first.hour += 12, pair->last.hour += 12;
    found.end = pair->last.end;
    return hours_on(std::move(found), *pair);
}

/// Does a line of its own end before the token, as in a programme or a table? Wrapped text has long lines.
bool Grammar::line_parts(int t) const {
    if (t <= first_ || t >= limit_) return false;
    constexpr std::uint32_t short_line = 50;
    const std::uint32_t begin = text_.tokens[t - 1].end;
    if (text_.body.substr(begin, text_.tokens[t].begin - begin).find('\n') == std::string_view::npos) return false;
    const std::uint32_t from = begin > short_line ? begin - short_line : 0;
    return from == 0 || text_.body.substr(from, begin - from).find('\n') != std::string_view::npos;
}

}  // namespace dragoman::mentions
