// How texts that make plans tell of times (DocumentType::colloquial): mere numbers are hours, hours and days lie ahead,
// lengths from now are stretches with a beginning and an end, "a few" are three, "EOD" and "lunch" are times.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

constexpr long long seconds_a_day = 86400;

template <std::size_t size>
bool any_of(const std::array<std::string_view, size>& words, std::string_view lower) {
    return std::find(words.begin(), words.end(), lower) != words.end();
}

bool at_weekend(Day day) { return weekday_of(day) > 4; }

/// "a few", "several": as many as assistants take them for.
constexpr double few = 3;

}  // namespace

/// The words of such texts go before those of news; the first words of compounds ("business days") are passed over.
void Grammar::take_colloquial_words() {
    first_ = 0, limit_ = static_cast<int>(words_.size());
    for (int t = 0; t < limit_; ++t) {
        auto at = lexicon_.colloquial_words.find(tree_.lower(t));
        if (at == lexicon_.colloquial_words.end()) at = lexicon_.colloquial_words.find(text_.word(t));
        if (at != lexicon_.colloquial_words.end() &&
            (words_[t].kind == TimeWordKind::none || at->second.kind != TimeWordKind::opener))
            words_[t] = at->second;
        if (tree_.lower(t) == "my" && words_[t].kind == TimeWordKind::none) words_[t].kind = TimeWordKind::opener;
    }
    for (int t = 0; t < limit_; ++t) {
        const TimePhrase* phrase = phrase_at(t);
        if (!phrase || phrase->words.size() < 2 || (phrase->type != "unit" && phrase->type != "day_part")) continue;
        const int last = t + static_cast<int>(phrase->words.size()) - 1;
        for (; t < last; ++t) words_[t] = {TimeWordKind::opener, 0, "+"};
        words_[last] = {phrase->type == "unit" ? TimeWordKind::unit : TimeWordKind::day_part, 0, phrase->value};
    }
}

double Grammar::number_of_few() { return few; }

/// The rules of such texts, which go before those of news.
Grammar::Found Grammar::spoken(int i) {
    for (const auto rule : {&Grammar::until_now, &Grammar::from_now, &Grammar::unit_end, &Grammar::rest_of,
                            &Grammar::within, &Grammar::length_before, &Grammar::length_from_hour, &Grammar::or_next,
                            &Grammar::days_of_month, &Grammar::spoken_unit, &Grammar::nights, &Grammar::spoken_part})
        if (Found found = (this->*rule)(i)) return found;
    return {};
}

/// Whether "now", "today's date" and the like stand here; the token past it.
int Grammar::now_at(int t) const {
    if (is(t, "date") || is(t, "now")) return t + 1;
    const TimePhrase* phrase = phrase_at(t);
    return phrase && phrase->value == "PRESENT_REF" ? t + static_cast<int>(phrase->words.size()) : -1;
}

/// "(from|between) X (to|and|till) now": a stretch that ends today.
Grammar::Found Grammar::until_now(int i) {
    if (!is(i - 1, "from") && !is(i - 1, "between")) return {};
    if (!published_ || now_at(i) > 0) return {};
    bool ends = false;
    for (int t = i + 1; t < limit_ && t < i + 7; ++t)
        ends = ends || ((is(t, "to") || is(t, "and") || is(t, "till") || is(t, "until")) && now_at(t + 1) > 0);
    if (!ends) return {};
    Found found = one_of_rules(i);
    if (!found || !found->moment || found->value.find('/') != std::string::npos) return {};
    const int end = now_at(found->end + 1);
    if (end < 0) return {};
    if (found->type == TimeType::time && found->moment->first > today())
        found->value.replace(0, 10, iso(today())), found->from = today();
    if (found->type == TimeType::date && found->moment->first > today())  // "from March to date" lies behind
        *found = made(i, found->end,
                      shift(*found->moment, word(i).kind == TimeWordKind::weekday ? -7
                                            : found->moment->grain == Grain::day  ? -365
                                                                                  : -12));
    found->value += "/" + (found->type == TimeType::time ? now_value() : iso(today()));
    found->end = end;
    found->to = today();
    return found;
}

/// "between now and X", "from now until X".
Grammar::Found Grammar::from_now(int i) {
    const int end = now_at(i);
    if (end < 0 || is(i, "date") || !published_ || !(is(i - 1, "from") || is(i - 1, "between"))) return {};
    if (!is(end, "and") && !is(end, "to") && !is(end, "until") && !is(end, "till")) return {};
    Found last = end + 1 < limit_ ? one_of_rules(end + 1) : Found();
    if (last && last->type == TimeType::date) last = with_hour(std::move(*last));
    if (!last || !last->moment || last->value.find('/') != std::string::npos) return {};
    last->begin = i;
    last->value = (last->type == TimeType::time ? now_value() : iso(today())) + "/" + last->value;
    last->from = today();
    return last;
}

std::string Grammar::now_value() const {
    return iso(today()) + value_of_hour({.hour = now() / 60, .minute = now() % 60});
}

/// "EOD", "EOM", "end of (the) day", "end of tomorrow" is in `settled`.
Grammar::Found Grammar::unit_end(int i) {
    if (!published_) return {};
    const int start = is(i, "the") ? i + 1 : i;
    if (const TimePhrase* phrase = start < limit_ ? phrase_at(start) : nullptr;
        phrase && (phrase->type == "end" || phrase->type == "start")) {
        const auto grain = grain_of(phrase->value);
        if (!grain) return {};
        FoundTime found = made(i, start + static_cast<int>(phrase->words.size()), present(*grain));
        if (Found day = *grain == Grain::day ? day_behind(found.end) : Found(); day && day->type == TimeType::date)
            found = made(i, day->end, *day->moment);  // EOD Friday
        found.mod = phrase->type == "end" ? "END" : "START";
        return found;
    }
    std::string mod;
    int t = named_part(i, mod);
    if (t < 0 || mod.empty()) return {};
    if (is(t, "around")) ++t;  // the end of around next week
    if (is(t, "the") || is(t, "my") || is(t, "this") || is(t, "current")) ++t;
    if (word(t).code == "D" && !tree_.lower(t).ends_with("s") && mod == "END") {
        FoundTime found = made(i, t + 1, {Grain::day, today()});
        return found.mod = mod, found;
    }
    if (!is(t - 1, "around")) return {};
    Found found = which(t);
    if (found) found->begin = i, found->mod = mod;
    return found;
}

/// "rest of the week", "the remainder of my day", "rest this week": from now to its end.
Grammar::Found Grammar::rest_of(int i) {
    const int start = is(i, "the") ? i + 1 : i;
    if (!published_ || !(is(start, "rest") || is(start, "remainder") || is(start, "remaining") || is(start, "balance")))
        return {};
    int t = start + 1;
    if (is(t, "of")) ++t;
    if (is(t, "the") || is(t, "my") || is(t, "this") || is(t, "current")) ++t;
    const auto grain = word(t).kind == TimeWordKind::unit ? grain_of(word(t).code) : std::nullopt;
    if (!grain || t == start + 1 || tree_.lower(t).ends_with("s")) return {};
    FoundTime found = made(i, t + 1, {Grain::day, today()});
    found.to = last_day(present(*grain));
    if (*grain == Grain::day)
        found.type = TimeType::time, found.value = now_value() + "/" + iso(today()) + "T23:59:59";
    else
        found.value += "/" + iso(*found.to);
    return found;
}

/// Longer than anybody plans, and than days can be counted.
bool Grammar::endless(const Length& length) {
    return std::any_of(length.parts.begin(), length.parts.end(),
                       [](const Length::Of& part) { return part.count.value_or(few) > 1e5; });
}

/// From now as far as a length reaches, ahead or back.
FoundTime Grammar::stretch_from_now(int begin, const Length& length, int sign) const {
    Length days = length;
    std::erase_if(days.parts, [](const Length::Of& part) { return part.unit.starts_with('T'); });
    const auto there = moved(today(), days, sign);
    long long second = 60LL * now();
    for (const auto& part : length.parts)
        if (part.unit.starts_with('T'))
            second += std::llround(sign * part.count.value_or(few) *
                                   (part.unit == "TH"   ? 3600
                                    : part.unit == "TM" ? 60
                                                        : 1));
    FoundTime found = made(begin, length.end, {Grain::day, today()});
    const long long over = second >= 0 ? second / seconds_a_day : -((seconds_a_day - 1 - second) / seconds_a_day);
    const Day last = there.value_or(today()) + static_cast<Day>(over);
    std::string value = iso(last);
    if (days.parts.size() < length.parts.size()) {
        const int rest = static_cast<int>(second - over * seconds_a_day);
        Hour hour{.hour = rest / 3600, .minute = rest / 60 % 60};
        if (rest % 60 != 0) hour.second = rest % 60;
        value += value_of_hour(hour);
        found.type = TimeType::time;
        found.value = now_value();
    }
    found.value = sign > 0 ? found.value + "/" + value : value + "/" + found.value;
    (sign > 0 ? found.to : found.from) = last;
    return found;
}

/// "within 5 minutes", "within the next 1 day and 5 hours", "within 2 weeks from today".
Grammar::Found Grammar::within(int i) {
    if (!published_ || !is(i - 1, "within")) return {};
    int t = is(i, "the") ? i + 1 : i;
    if (word(t).kind == TimeWordKind::which && word(t).value > 0) ++t;
    if (is(t, "upcoming")) ++t;
    auto length = length_at(t);
    if (!length && word(t).kind == TimeWordKind::unit && t > i) {  // within the next day and 5 hours
        length = Length{.parts = {{1.0, word(t).code}}, .end = t + 1};
        const auto more = is(t + 1, "and") ? length_at(t + 2) : std::nullopt;
        if (more) {
            length->parts.insert(length->parts.end(), more->parts.begin(), more->parts.end());
            length->end = more->end;
        }
    }
    if (!length || endless(*length) || is(length->end, "of") || is(length->end, "before")) return {};
    const bool after = is(length->end, "after") || is(length->end, "from");
    if (after && !is(length->end + 1, "today") && !is(length->end + 1, "now")) return {};
    if (after) length->end += 2;
    return stretch_from_now(i, *length, 1);
}

/// "from 4 to 22 this month", "4-23 in next month": days of a month that is pointed at.
Grammar::Found Grammar::days_of_month(int i) {
    const int first = day_number(i), t = i + 1;
    const bool joined =
        is_dash(t) || is(t, "to") || is(t, "till") || is(t, "until") || is(t, "and") || is(t, "through");
    const int last = joined ? day_number(t + 1) : 0;
    if (first == 0 || last <= first) return {};
    int at = t + 2;
    if (is(at, "of") || is(at, "in")) ++at;
    if (is(at, "the")) ++at;
    if (word(at).kind != TimeWordKind::which || !is(at + 1, "month")) return {};
    const Found month = which(at);
    if (!month || !month->moment || month->moment->grain != Grain::month) return {};
    if (month->moment->first + last - 1 > last_day(*month->moment)) return {};
    const auto day = [&](int nth) { return made(i, month->end, {Grain::day, month->moment->first + nth - 1}); };
    return day_range(i, month->end, day(first), day(last));
}

/// "for 3 hours from 10 am", "for 2 weeks starting May 20th".
Grammar::Found Grammar::length_before(int i) {
    if (!is(i - 1, "for")) return {};
    const auto length = length_at(i);
    if (!length) return {};
    int t = length->end;
    const bool starts = is(t, "starting") || is(t, "beginning");
    if (!starts && !is(t, "from")) return {};
    if (is(++t, "on")) ++t;
    if (t >= limit_ || now_at(t) > 0) return {};
    const auto hour = hour_at(t);
    Found start = hour && hour->end > 0 && !hour->certain && !hour->counts && hour->end >= limit_
                      ? clock_on_day(made(t, hour->end, TimeType::time, {}), *hour)
                      : one_of_rules(t);
    if (!start) return {};
    if (start->type != TimeType::set) start = with_hour(std::move(*start));
    if (!start->moment || start->moment->grain != Grain::day || start->value.find('/') != std::string::npos) return {};
    const int end = start->end;
    FoundTime found = lasting(std::move(*start), *length);
    if (found.value.find('/') == std::string::npos) return {};
    found.begin = i, found.end = end;
    return found;
}

/// "15 minutes after 1pm", "half an hour before noon".
Grammar::Found Grammar::length_from_hour(int i) {
    const auto length = length_at(i);
    if (!length || endless(*length) || !length->parts[0].unit.starts_with('T')) return {};
    const int t = length->end, sign = is(t, "from") || is(t, "after") ? 1 : is(t, "before") ? -1 : 0;
    const auto hour = sign != 0 ? hour_at(t + 1) : std::nullopt;
    if (!hour || !hour->certain || hour->end < 0) return {};
    FoundTime found = *clock_on_day(made(i, hour->end, TimeType::time, {}), *hour);
    const std::size_t clock = found.value.find('T');
    if (!found.moment || clock == std::string::npos) return {};
    double minutes =
        60 * plain_digits(found.value.substr(clock + 1, 2)) + plain_digits(found.value.substr(clock + 4, 2));
    for (const auto& part : length->parts)
        minutes += sign * part.count.value_or(few) * (part.unit == "TH" ? 60 : part.unit == "TM" ? 1 : 1.0 / 60);
    if (minutes < 0 || minutes >= 24 * 60) return {};
    const int there = static_cast<int>(std::lround(minutes));
    found.value = iso(found.moment->first) + value_of_hour({.hour = there / 60, .minute = there % 60});
    return found;
}

/// The other of "this week or next", "last year or next".
Grammar::Found Grammar::or_next(int i) {
    if (!is(i, "next") || !is(i - 1, "or") || before_.end != i - 1 || !before_.moment || !published_) return {};
    const TimeWord next = word(i + 1);
    if (before_.moment->grain < Grain::week || next.kind == TimeWordKind::unit || next.kind == TimeWordKind::weekday)
        return {};
    return made(i, i + 1, shift(moment(before_.moment->grain, today()), 1));
}

/// The week told behind a list of its days: "Monday, Thursday or Friday next week".
std::optional<Day> Grammar::day_of_week_behind(int weekday, int token) {
    for (int t = token + 1; t < limit_ && t < token + 10; ++t) {
        if (word(t).kind == TimeWordKind::weekday || is(t, ",") || is(t, "and") || is(t, "or") || is(t, "on")) continue;
        if (t == token + 1 || word(t).kind != TimeWordKind::which || !is(t + 1, "week")) return {};
        const Found week = which(t);
        if (!week || !week->moment || week->moment->grain != Grain::week) return {};
        return week->moment->first + weekday;
    }
    return {};
}

/// "this Friday 5/12", "next Friday (Jun-15)": the date says which; without a weekday "next" is the next year's.
Grammar::Found Grammar::pointed_date(int begin, int t, TimeWord pointer) {
    const bool weekday = word(t).kind == TimeWordKind::weekday;
    int at = weekday ? t + 1 : t;
    const bool bracket = weekday && is(at, "(");
    if (weekday && (is_dash(at) || bracket)) ++at;
    if (at >= limit_) return {};
    Found date = compact_date(at);
    if (!date) date = month_first(at);
    if (!date || !date->moment || date->moment->grain != Grain::day || date->type != TimeType::date) return {};
    const int end = date->end + (bracket && is(date->end, ")"));
    if (date->dated) return date->begin = begin, date->end = end, date;
    const Date told = date_of(date->moment->first);
    const int year = date_of(today()).year + (!weekday && pointer.value > 0 ? 1 : 0);
    if (!is_date({year, told.month, told.day})) return {};
    return made(begin, end, {Grain::day, day_of({year, told.month, told.day})});
}

/// "the week", "my weekend", "in the year": the one that is.
Grammar::Found Grammar::spoken_unit(int i) {
    if (!published_) return {};
    const bool article = is(i, "the") || is(i, "my") || is(i, "this");
    int t = article ? i + 1 : i;
    if (word(t).code == "+") ++t;
    const TimeWord unit = word(t);
    if (unit.kind != TimeWordKind::unit || t >= limit_ || (tree_.lower(t).ends_with("s") && unit.code != "BD"))
        return {};
    if (!article && unit.code != "WE") return {};
    const int end = t + 1;
    if (is(i - 1, "half") || is(i - 1, "all") || is(i - 1, "most")) return {};
    if (is(end, "before") || is(end, "after")) {
        const bool alone = end + 1 >= limit_ || is(end + 1, ".") || is(end + 1, "?") || is(end + 1, "!");
        if (!alone || unit.code != "D") return {};
        return made(i, end + 1, {Grain::day, day_told_before() + (is(end, "after") ? 1 : -1)});
    }
    if (is(end, "of") || is(end, "that") || is(end, "when") || is(end, "'s") || is(end, "’s") || is_dash(end) ||
        day_number(end) > 0 || ordinal_at(end) > 0 || (end < limit_ && tree_.is_noun(end)))
        return {};
    if (!article &&
        (is(i - 1, "a") || is(i - 1, "every") || is(i - 1, "each") || is(i - 1, "any") || is(i - 1, "next") ||
         is(i - 1, "last") || (i > first_ && number_at(text_, tree_, lexicon_.numbers, i - 1, i))))
        return {};
    if (unit.code == "BW") return working_week(i, end, 0);
    const auto grain = grain_of(unit.code);
    if (!grain || *grain > Grain::year) return {};
    return made(i, end, moment(*grain, today()));
}

/// Monday to Friday.
FoundTime Grammar::working_week(int begin, int end, int away) const {
    const Day monday = moment(Grain::week, today()).first + 7 * away;
    FoundTime found = made(begin, end, TimeType::date, iso(monday) + "/" + iso(monday + 4));
    found.from = monday, found.to = monday + 4;
    return found;
}

/// "two nights", "1 night": how long one stays.
Grammar::Found Grammar::nights(int i) {
    const Number count = number_at(text_, tree_, lexicon_.numbers, i, limit_);
    if (!count || !count.value || !(is(count.end, "nights") || (is(count.end, "night") && *count.value == 1)))
        return {};
    if (count.end + 1 < limit_ && tree_.is_noun(count.end + 1)) return {};
    return made(i, count.end + 1, TimeType::duration, length_value(count.value, "D"));
}

/// Parts of the day without an article: "after lunch", "early morning", "in the afternoon, this Friday", "mornings".
Grammar::Found Grammar::spoken_part(int i) {
    int t = i;
    std::string mod;
    if (is(t, "the") && word(t + 1).kind != TimeWordKind::position) ++t;
    if (is(t, "the")) ++t;
    if (word(t).kind == TimeWordKind::position) mod = word(t++).code;
    if (is(t, "in") && is(t + 1, "the") && !mod.empty()) t += 2;
    while (word(t).code == "+") ++t;
    const TimeWord part = word(t);
    if (part.kind != TimeWordKind::day_part || !day_known() || is(i - 1, "good") || is(t + 1, "of")) return {};
    if (part.code.starts_with('T')) return {};  // noon is an hour
    if (const TimePhrase* phrase = phrase_at(t); phrase && phrase->type == "holiday") return {};
    if (tree_.lower(t).ends_with("s") && part.code.size() == 2 && mod.empty() && t == i)  // mornings
        return part.code == "BH" || part.code == "MO" || part.code == "AF" || part.code == "EV" || part.code == "NI"
                   ? Found(made(i, t + 1, TimeType::set, "XXXX-XX-XXT" + std::string(part.code)))
                   : Found();
    FoundTime found = made(i, t + 1, {Grain::day, day_meant(i)});
    const int behind = is(found.end, ",") ? found.end + 1 : found.end;
    if (Found day = behind < limit_ ? day_behind(behind) : Found(); day && day->type == TimeType::date) {
        found = made(i, day->end, *day->moment);
        found.dated = day->dated;
    }
    found.type = TimeType::time;
    found.mod = mod;
    found.value += "T" + std::string(part.code);
    return found;
}

/// Is a number an hour where nothing else says so: "at 5", "9 tomorrow", "7, this morning", "around 1030"?
bool Grammar::spoken_hour(int i, const Hour& hour) const {
    if (hour.end < 0 || hour.hour > 24) return false;
    const int t = is(hour.end, ",") ? hour.end + 1 : hour.end;
    const bool day = word(t).kind == TimeWordKind::day || (is(t, "this") && word(t + 1).kind == TimeWordKind::day_part);
    constexpr std::array<std::string_view, 5> near = {"at", "@", "around", "approximately", "about"};
    constexpr std::array<std::string_view, 6> bounds = {"by", "until", "till", "til", "before", "after"};
    const bool near_it = i > first_ && any_of(near, tree_.lower(i - 1));
    const bool numbered =
        i > first_ && (tree_.is_noun(i - 1) || tree_.tag[i - 1] == Tag::VBG) && !near_it;  // building 4 this afternoon
    const bool ends = (is(i - 1, "to") && (day_number(i - 2) > 0 || small_number(i - 2) > 0)) || is_dash(i - 1);
    if (day && !ends && !numbered && (!hour.counts || near_it)) return true;
    if (bare_ && i == first_ && hour.end >= limit_) return !hour.counts;
    const bool bound = i > first_ && !hour.counts && any_of(bounds, tree_.lower(i - 1));
    const bool starts = is(i - 1, "from") && is(hour.end, "for") && length_at(hour.end + 1);
    if (!near_it && !bound && !starts) return false;
    if ((is(hour.end, "and") || is(hour.end, "or") || is(hour.end, ",")) && day_number(hour.end + 1) > 0)
        return false;  // 18 and 19 June
    if (hour.end >= limit_) return true;
    const Tag next = tree_.tag[hour.end];
    return !(tree_.is_noun(hour.end) || next == Tag::CD || next == Tag::JJ || is(hour.end, "%") || is_dash(hour.end) ||
             word(hour.end).kind == TimeWordKind::unit || is(hour.end, "of") || is(hour.end, "/") ||
             is(hour.end, "each") || is(hour.end, "per") || is(hour.end, "apiece")) ||
           word(hour.end).kind == TimeWordKind::weekday;
}

/// The day of an hour whose day is not told beside it: that of the plan before, none behind us for what is planned and
/// none ahead of us for what is past.
Day Grammar::day_meant(int token) const {
    if (bare_ || !last_day_) return today();
    const bool past = outlook(token) == Outlook::past;
    return (past ? *last_day_ > today() : *last_day_ < today()) ? today() : *last_day_;
}

/// An hour of no told day lies ahead, one of no told half of the day in the half that comes.
void Grammar::look_ahead(FoundTime& found, Hour& hour) const {
    if (!minute_ || !found.moment || outlook(found.begin) == Outlook::past) return;
    if (!hour.halved && hour.hour > 0 && hour.hour < 12 && 60 * hour.hour + hour.minute <= *minute_) hour.hour += 12;
    if (60 * hour.hour + hour.minute >= *minute_) return;
    found.moment->first += 1;
    found.from = found.to = found.moment->first;
}

/// So many working days on or back.
Day Grammar::working_days(Day from, int count) {
    const int step = count < 0 ? -1 : 1;
    for (int left = std::min(std::abs(count), 1000); left > 0;) {
        from += step;
        if (!at_weekend(from)) --left;
    }
    return from;
}

/// "last 2 weeks", asked for alone, are those of the calendar; in a sentence they are as long, up to today.
FoundTime Grammar::units_of_calendar(FoundTime found, int count, Grain grain, int sign) const {
    const Moment here = moment(grain, today());
    found.from = shift(here, sign > 0 ? 1 : -count).first;
    found.to = last_day(shift(here, sign > 0 ? count : -1));
    return found;
}

}  // namespace dragoman::mentions
