// What follows an expression in texts that make plans: a distance ("Easter in two years"), a length ("4pm for an
// hour"), and the days that "early May" and "by EOM" mean there.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "mentions/times/feasts.h"
#include "mentions/times/grammar.h"

namespace dragoman::mentions {

constexpr int minutes_a_day = 24 * 60;

/// The first or last days of a longer period, as one plans with them: ten of a month, three of a week.
void Grammar::narrow(FoundTime& found) const {
    const Day first = found.moment->first, last = last_day(*found.moment);
    const bool start = found.mod == "START", end = found.mod == "END";
    switch (found.moment->grain) {
        case Grain::week:
            if (start) found.to = first + 2;
            if (end) found.from = last - 2;
            break;
        case Grain::month:
            if (!end) found.to = first + (start ? 9 : 19);
            if (!start) found.from = first + (end ? 20 : 10);
            break;
        case Grain::year:
            if (start) found.to = shift(first, 3, Grain::month) - 1;
            if (end) found.from = shift(first, 8, Grain::month);
            break;
        default:
            break;
    }
}

/// What may follow any expression: a distance ("Easter in two years"), a length ("from 4pm for an hour").
FoundTime Grammar::settled(FoundTime found) {
    if (!found.moment || !published_) return found;
    if (const TimePhrase* phrase = phrase_at(found.end);
        phrase && phrase->type == "end" && phrase->value == "D" && found.moment->grain == Grain::day &&
        found.type == TimeType::date && found.value.find('/') == std::string::npos) {  // Friday EOD
        found.end += static_cast<int>(phrase->words.size());
        found.type = TimeType::time, found.value += "T23:59:59";
        return found;
    }
    const bool part = found.mod == "START" || found.mod == "END" || found.mod == "MID";
    if (part && found.type == TimeType::date && found.value.find('/') == std::string::npos) {
        if (found.moment->grain == Grain::day && found.mod == "END" &&
            word(found.begin).kind != TimeWordKind::position) {
            found.type = TimeType::time, found.value += "T23:59:59", found.mod.clear();
            return until(std::move(found));
        }
        narrow(found);
        return until(std::move(found));
    }
    if (found.value.find('/') != std::string::npos) return found;
    if (const int t = is(found.end, ",") ? found.end + 1 : found.end;
        bare_ && t == limit_ - 1 && word(t).kind == TimeWordKind::weekday && found.type == TimeType::date &&
        !found.dated && found.moment->grain == Grain::day && month_at(found.begin) > 0)  // Jul 18, Fri
        return found.end = limit_, on_weekday(std::move(found), word(t).value);
    if (Found away = at_distance_from(found)) return *away;
    if (is(found.end, "for"))
        if (const auto length = length_at(found.end + 1)) return lasting(std::move(found), *length);
    return until(std::move(found));
}

/// "by EOM", "by 2pm" asked for alone: from now until then.
FoundTime Grammar::until(FoundTime found) const {
    const bool hour = found.value.find(':') != std::string::npos;
    if (!bare_ || !is(found.begin - 1, "by") || found.begin != first_ + 1 || !(hour || found.mod == "END"))
        return found;
    if (!hour) found.value = iso(last_day(*found.moment));
    found.value = now_value() + "/" + found.value;
    found.type = TimeType::time;
    found.from = today();
    return found;
}

/// "from 4pm for thirty minutes", "18 December for 10 days".
FoundTime Grammar::lasting(FoundTime found, const Length& length) {
    const std::size_t clock = found.value.find('T');
    const bool hours = clock != std::string::npos && found.value.size() > clock + 3 && found.value[clock + 3] == ':';
    Length days = length;
    std::erase_if(days.parts, [](const Length::Of& part) { return part.unit.starts_with('T'); });
    if (endless(length) || (days.parts.size() != length.parts.size() && !hours)) return found;
    const auto there = moved(found.moment->first, days, 1);
    if (!there || found.moment->grain != Grain::day) return found;
    found.end = length.end;
    if (Found day = hours && !found.dated ? day_behind(found.end) : Found(); day && day->type == TimeType::date) {
        found.value.replace(0, clock, iso(day->moment->first));  // 2pm for 90 minutes on Thursday
        const Day away = *there - found.moment->first;
        found.moment = day->moment, found.end = day->end, found.from = day->moment->first;
        return found.to = *found.from + away, lasting_hours(std::move(found), length);
    }
    found.to = *there;
    if (!hours) return found.value += "/" + iso(*there), found;
    return lasting_hours(std::move(found), length);
}

/// The end of a stretch of hours: `to` has the days of its length, the value its beginning.
FoundTime Grammar::lasting_hours(FoundTime found, const Length& length) const {
    const std::string_view clock = std::string_view(found.value).substr(found.value.find('T') + 1);
    double sum = 60 * plain_digits(clock.substr(0, 2)) + plain_digits(clock.substr(3, 2));
    for (const auto& part : length.parts)
        if (part.unit.starts_with('T'))
            sum += part.count.value_or(number_of_few()) * (part.unit == "TH" ? 60 : part.unit == "TM" ? 1 : 1.0 / 60);
    const int last = static_cast<int>(std::lround(sum));
    found.to = *found.to + last / minutes_a_day;
    found.value += "/" + iso(*found.to) + value_of_hour({.hour = last % minutes_a_day / 60, .minute = last % 60});
    return found;
}

/// "thanksgiving in a year", "March in 2 years", "Monday two weeks from now", "Easter six years hence".
Grammar::Found Grammar::at_distance_from(const FoundTime& found) {
    if (found.dated || found.type != TimeType::date || found.moment->grain > Grain::month) return {};
    int t = is(found.end, ",") ? found.end + 1 : found.end;
    const bool in = is(t, "in");
    const auto told = t < limit_ ? length_at(in ? t + 1 : t) : std::nullopt;
    if (!told || told->parts.size() != 1 || told->parts[0].unit.starts_with('T')) return {};
    const Found away = in ? at_distance(t, told->end, *told, 1, false) : relation(t, *told);
    if (!away || !away->moment || away->moment->grain != Grain::day) return {};
    const Day there = away->moment->first;
    const bool years = told->parts[0].unit == "Y";
    const int year = date_of(there).year;
    if (const TimeWord day = word(found.begin); day.kind == TimeWordKind::weekday)
        return made(found.begin, away->end, {Grain::day, there - weekday_of(there) + day.value});
    const auto nearest = [&](const std::function<Day(int)>& in_year) {
        if (years) return in_year(year);
        Day best = in_year(year);
        for (const int other : {year - 1, year + 1})
            if (std::abs(in_year(other) - there) < std::abs(best - there)) best = in_year(other);
        return best;
    };
    const TimePhrase* phrase = phrase_at(found.begin);
    if (phrase && phrase->type == "holiday" && phrase->value.find("..") == std::string_view::npos)
        return made(found.begin, away->end, {Grain::day, nearest([&](int y) { return holiday_in(phrase->value, y); })});
    const Date of = date_of(found.moment->first);
    return made(found.begin, away->end,
                moment(found.moment->grain, nearest([&](int y) {
                           return day_of({y, of.month, std::min(of.day, days_in_month(y, of.month))});
                       })));
}

}  // namespace dragoman::mentions
