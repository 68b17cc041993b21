// What a date without its year, a weekday or "the next day" counts from: the story's day and the tense, or the last
// date told. News tells of the days around its own; a history tells of another time, and then only the tale counts.
#include <algorithm>
#include <array>
#include <cstdlib>

#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

constexpr int most_back = 6;         // months that a history steps back without naming the year
constexpr int most_years_apart = 3;  // years that a tale goes on without being another one
constexpr int most_late = 31;        // days after which what came to pass is no longer told in the present

/// Long ago in the past and soon in the future: "fixed the hearing on March 12", told in February.
bool rather_next(Day past, Day next, Day today) { return today - past > 320 && next - today < 46; }

template <std::size_t size>
bool any_of(const std::array<std::string_view, size>& words, std::string_view lemma) {
    return std::find(words.begin(), words.end(), lemma) != words.end();
}

}  // namespace

/// Are there years long before the story's and hardly any days around it?
bool Grammar::tells_history() const {
    const int now = date_of(today()).year;
    int far = 0, near = 0;
    for (int t = 0; t < static_cast<int>(words_.size()); ++t) {
        const TimeWordKind kind = words_[t].kind;
        if (kind == TimeWordKind::weekday || kind == TimeWordKind::day) ++near;
        if (kind == TimeWordKind::which && t + 1 < static_cast<int>(words_.size()) &&
            words_[t + 1].kind == TimeWordKind::unit && words_[t].code.empty())
            ++near;
        const std::string_view lower = tree_.lower(t);
        if (lower == "bc" || lower == "bce" || lower == "b.c.") ++far;
        if (lower.size() != 4) continue;
        const int year = plain_digits(lower);
        if (year < 1000 || year > 2199) continue;
        if (!published_ || year < now - 1)
            ++far;
        else if (year <= now + 1)
            ++near;
    }
    return far >= 3 && far > 2 * near;
}

/// Is the whole text but an expression of time, as a query or an appointment is?
bool Grammar::names_only_times() {
    if (words_.size() > 8) return false;
    first_ = 0, limit_ = static_cast<int>(words_.size());
    for (int t = 0; t < static_cast<int>(words_.size()); ++t) {
        if (const TimePhrase* phrase = phrase_at(t)) {
            t += static_cast<int>(phrase->words.size()) - 1;
            continue;
        }
        const TimeWordKind kind = words_[t].kind;
        if (tree_.is_pronoun(t)) return false;
        if (kind != TimeWordKind::none && kind != TimeWordKind::outlook) continue;
        const char c = tree_.lower(t).empty() ? ' ' : tree_.lower(t)[0];
        if (tree_.is_noun(t) || tree_.is_verb(t) || tree_.tag[t] == Tag::MD) return c >= '0' && c <= '9';
    }
    return true;
}

/// What a clause says of when its times lie. "Since January two men have" tells the past.
Outlook Grammar::outlook(int token) const {
    if (bare_) return Outlook::future;
    const Outlook told = since(token) ? Outlook::past : outlook_at(tree_, lexicon_, token);
    return colloquial_ && told != Outlook::past ? Outlook::future : told;
}

bool Grammar::since(int token) const { return is(is(token - 1, "the") ? token - 2 : token - 1, "since"); }

/// Is it the second end of a range whose first was just taken: "to April" of "from October to April"?
bool Grammar::ends_pair(int token) const {
    if (before_.end != token - 1 || !before_.moment || before_.begin < first_) return false;
    const bool from = is(before_.begin - 1, "from") || is(before_.begin - 1, "between");
    const bool days = word(token).kind == TimeWordKind::weekday && before_.end == before_.begin + 1 &&
                      word(before_.begin).kind == TimeWordKind::weekday;  // open Monday to Friday
    return is_dash(token - 1) || is(token - 1, "through") || (days && is(token - 1, "to")) ||
           (from && (is(token - 1, "to") || is(token - 1, "and") || is(token - 1, "until") || is(token - 1, "till")));
}

/// The month that ends the range which the expression begins; 0 when it begins none.
int Grammar::month_of_pair(int token, int end) const {
    const bool from = is(token - 1, "from") || is(token - 1, "between");
    const bool joined = is_dash(end) || is(end, "through") ||
                        (from && (is(end, "to") || is(end, "and") || is(end, "until") || is(end, "till")));
    return joined ? month_at(end + 1) : 0;
}

/// The verb above a token, as near as what hangs on it may be; -1 when none is.
int Grammar::verb_over(int token) const {
    int t = token;
    for (int step = 0; t >= 0 && step < 4; ++step, t = tree_.head[t])
        if (tree_.is_verb(t)) return t;
    return -1;
}

/// "Put off the vote to Thursday": what is moved to a day comes on it.
bool Grammar::moved_to(int token) const {
    constexpr std::array<std::string_view, 9> moves = {"adjourn",  "defer", "delay",      "extend", "move",
                                                       "postpone", "push",  "reschedule", "put"};
    const int verb = is(token - 1, "to") ? verb_over(token) : -1;
    return verb >= 0 && any_of(moves, tree_.lemma(verb));
}

/// "The bridge opens in three days": beginnings and ends are told ahead in the present; what "doubles in two days" is
/// no plan, nor what comes for the third time.
bool Grammar::comes_once(int token) const {
    constexpr std::array<std::string_view, 17> comes = {"arrive", "begin", "close",  "depart", "end",    "expire",
                                                        "lapse",  "leave", "meet",   "open",   "reopen", "resume",
                                                        "retire", "start", "return", "vote",   "mature"};
    const int verb = verb_over(token);
    if (verb < 0 || verb > token) return false;
    const int object = tree_.child(verb, Dep::obj);
    const bool takes = object >= 0 && (tree_.lower(object) == "effect" || tree_.lower(object) == "office" ||
                                       tree_.lower(object) == "place" || tree_.lower(object) == "force");
    if (!takes && !any_of(comes, tree_.lemma(verb))) return false;
    for (int t = verb + 1; t < token; ++t)
        if (is(t, "time") || tree_.tag[t] == Tag::JJS || ordinal_at(t) > 0) return false;
    return true;
}

/// "Wanted a plan by Friday": an end that somebody set lies ahead, "rose to nine by Friday" tells of the last one.
bool Grammar::wanted_by(int token) const {
    constexpr std::array<std::string_view, 12> wills = {"ask",     "demand", "expect",  "need", "order", "pledge",
                                                        "promise", "seek",   "request", "urge", "want",  "require"};
    if (outlook(token) == Outlook::unknown) return true;
    const int verb = verb_over(token);
    return verb >= 0 && any_of(wills, tree_.lemma(verb));
}

/// The "18" of "May 18", on which the month hangs; else the token itself.
int Grammar::number_of(int token) const {
    const int head = tree_.head[token];
    return head >= 0 && day_number(head) > 0 ? head : token;
}

/// "The tower fell on May 18", "rents fell in June": what came to pass lies behind, while "set June 29 as the date" and
/// "payable June 29" name a day that may be ahead, even under the past.
bool Grammar::came_to_pass(int token) const {
    if (!is(token - 1, "on") && !is(token - 1, "in")) return false;
    const int t = number_of(token), verb = tree_.head[t];
    return tree_.dep[t] == Dep::obl && verb >= 0 && verb < token && tree_.tag[verb] == Tag::VBD &&
           tree_.dep[verb] != Dep::conj &&  // "will be read in March and voted on in April"
           tree_.child(verb, Dep::obj) < 0 && tree_.child(verb, Dep::xcomp) < 0;
}

/// "until 9 a.m. Tuesday", "as soon as Tuesday": an end lies ahead, even of what was told in the past.
bool Grammar::bounded(int token) const {
    for (int t = token - 1; t >= first_ && t >= token - 4; --t) {
        if (is(t, "until") || is(t, "till")) return true;
        if ((is(t, "soon") || is(t, "early")) && is(t + 1, "as")) return true;
        if (is(t, "later") && is(t + 1, "than") && is(t - 1, "no")) return true;
    }
    return is(token - 1, "by") || moved_to(token);
}

/// "Until Thursday they had not called": the end lies behind what the pluperfect tells.
bool Grammar::ended(int token) const {
    int t = token;
    for (int step = 0; t >= 0 && step < 6; ++step, t = tree_.head[t]) {
        if (!tree_.is_verb(t)) continue;
        for (int c = tree_.first_child[t]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::aux && (tree_.lower(c) == "had" || tree_.lower(c) == "'d")) return true;
        return false;
    }
    return false;
}

/// The year that stands after a later part of the same list: "June" in "in June and August 1941".
int Grammar::year_ahead(int month, int end) const {
    int t = end, last = month;
    bool turned = false;  // "December, January and February 1942": the list goes over a new year
    for (int step = 0; step < 4; ++step) {
        if (!(is_dash(t) || is(t, "and") || is(t, "or") || is(t, "to") || is(t, "through") || is(t, "until") ||
              is(t, ",")))
            return 0;
        ++t;
        for (int skip = 0; skip < 2 && (is(t, "the") || is(t, "early") || is(t, "late") || is(t, "mid") || is_dash(t) ||
                                        is(t, "on") || is(t, "in") || day_number(t) > 0);
             ++skip)
            ++t;
        const int next = month_at(t);
        if (next == 0) return 0;
        turned = turned || next < last;
        if (day_number(++t) > 0) ++t;
        int past = t;
        if (const auto told = year_phrase(is(t, ",") || is(t, "of") || is(t, "in") ? t + 1 : t, past)) {
            const int year = date_of(told->first).year;
            return turned ? year - 1 : year;
        }
        last = next;
    }
    return 0;
}

/// In a history a month comes soon after what was told before, or a little before it.
int Grammar::year_of_tale(int month, int token) const {
    const bool in_aside = aside_ && aside_sentence_ == first_ && before_.moment && token - before_.end < 7;
    if (in_aside) return *aside_;  // "In 1806 they camped there from May to June"
    const Date told = date_of(last_->first);
    if (last_->grain >= Grain::year) return told.year;
    if (month < told.month - most_back) return told.year + 1;
    if (month > told.month + 12 - most_back) return told.year - 1;
    return told.year;
}

/// The year of a day that comes every year, by what the clause tells of.
int Grammar::year_of(const std::function<Day(int)>& in, int token) const {
    if (ends_pair(token)) {
        const int first = date_of(before_.moment->first).year;
        return in(first) >= before_.moment->first ? first : first + 1;
    }
    if (history_ && last_) return year_of_tale(date_of(in(date_of(last_->first).year)).month, token);
    const int year = date_of(today()).year;
    // A bound tells nothing of the tense ("owed by March"), but "will leave by December" looks ahead.
    const bool named = colloquial_ && is(token - 1, "of") && token - 2 >= first_ && tree_.is_noun(token - 2) &&
                       word(token - 2).kind == TimeWordKind::none;  // the invoice of May 3
    const Outlook clause = named ? Outlook::unknown : outlook(token);
    const bool late = in(year) <= today() && today() - in(year) <= most_late;
    const Outlook told = bounded(token) && (late || clause != Outlook::future) ? Outlook::unknown : clause;
    if (told == Outlook::past && year_told_ && *year_told_ < year - 1) return *year_told_;
    if (told == Outlook::past) {
        const int past = in(year) <= today() + 1 ? year : year - 1;
        const bool next = !since(token) && rather_next(in(past), in(past + 1), today());
        return next && !came_to_pass(token) ? past + 1 : past;
    }
    if (told == Outlook::future) return in(year) >= today() - 1 ? year : year + 1;
    int best = year;
    for (int y : {year - 1, year + 1})
        if (std::abs(in(y)-today()) < std::abs(in(best)-today())) best = y;
    // "Takes effect on January 1": the present looks ahead, or tells what is but just past.
    const bool gone = in(best) < today() - most_late && comes_once(token);
    return gone && outlook(number_of(token)) == Outlook::present ? best + 1 : best;
}

Day Grammar::resolve_day(int month, int day, int token, int end) const {
    const auto in = [&](int y) { return day_of({y, month, std::min(day, days_in_month(y, month))}); };
    const int year = year_ahead(month, end);
    return in(year > 0 ? year : year_of(in, token));
}

Moment Grammar::resolve_month(int month, int token, int end) const {
    const Moment first = moment(Grain::month, resolve_day(month, date_of(today()).day, token, end));
    const int last = month_of_pair(token, end);
    if (last == 0 || (history_ && last_) || year_ahead(month, end) > 0) return first;
    // The whole stretch lies behind or ahead: "from May to September it grew", told in July, is the last year's.
    const Date begin = date_of(first.first);
    const auto ends = [&](int year) { return last_day(moment(Grain::month, day_of({year, last, 1}))); };
    const int year = last < month ? begin.year + 1 : begin.year;
    const Outlook told = outlook(token);
    const bool back = (told == Outlook::past && ends(year) > today() + 31) ||
                      (told == Outlook::future && first.first > today() && ends(year - 1) >= today());
    return back ? shift(first, -12) : first;
}

/// The "Thursday" of "on Tuesday or Thursday": the next one after the weekday before it.
std::optional<Day> Grammar::next_of_list(int weekday, int token) const {
    int t = token - 1;
    if (is(t, "on")) --t;
    const bool joined = is(t, "and") || is(t, "or") || is(t, ",");
    if (joined && !is(t, ",") && is(t - 1, ",")) --t;
    if (!joined || before_.end != t || !before_.moment || before_.moment->grain != Grain::day ||
        before_.type != TimeType::date || word(before_.end - 1).kind != TimeWordKind::weekday)
        return {};
    const Day first = before_.moment->first;
    return first + (weekday - weekday_of(first) + 6) % 7 + 1;
}

Day Grammar::resolve_weekday(int weekday, int token) const {
    if (history_ && last_day_) return *last_day_ - (weekday_of(*last_day_) - weekday + 7) % 7;
    const bool end_ahead = bounded(token) && !ended(token) && (!is(token - 1, "by") || wanted_by(token));
    const Outlook told = end_ahead ? Outlook::future : outlook(token);
    const int back = (weekday_of(today()) - weekday + 7) % 7;
    if (ends_pair(token) && before_.moment->grain == Grain::day) {
        const Day first = before_.moment->first;
        return first + (weekday - weekday_of(first) + 6) % 7 + 1;
    }
    if (const auto listed = next_of_list(weekday, token); listed && !(told == Outlook::past && *listed > today()))
        return *listed;
    if (told == Outlook::unknown && told_ahead(today() + 7 - back)) return today() + 7 - back;
    if (told == Outlook::future || told == Outlook::present) return today() + (7 - back) % 7;
    return today() - back;
}

/// What "that day" and "the day before" count from: no coming day where the clause tells the past.
Day Grammar::day_told_before(int token) const {
    const bool ahead = published_ && last_day_ && *last_day_ > *published_;
    return ahead && last_past_ && outlook(token) == Outlook::past ? *last_past_ : day_told_before();
}

/// Was a month told last, and no day since: "in late April … two weeks later" counts from none.
bool Grammar::only_month_told() const {
    if (history_ || !last_ || last_->grain <= Grain::week || last_->grain >= Grain::year) return false;
    const bool here = before_.begin >= first_ && before_.moment && before_.moment->grain == last_->grain;
    return here || !last_day_;
}

/// Where a tale has told a month or year only, a day counted from it is open.
std::string Grammar::untold_day() const {
    return last_ && last_->grain == Grain::month ? mentions::value_of(*last_) + "-XX" : "XXXX-XX-XX";
}

void Grammar::remember(const FoundTime& found, bool qualifies_noun) {
    before_ = found;
    if (!found.moment || (qualifies_noun && !found.dated && !history_))
        return;  // "the August 2 vote" moves the tale to no other day
    if (history_ && !moves_tale(found)) return;
    last_ = found.moment;
    if (found.moment->grain == Grain::day)
        last_day_ = found.moment->first;
    else if (history_)
        last_day_.reset();  // "in March 1940 … the next day": of a day nobody told
    if (last_day_ && *last_day_ <= today()) last_past_ = last_day_;
    if (!found.dated) return;
    const int year = date_of(found.moment->first).year;
    year_kept_ = year_told_ == year;
    year_told_ = year;
}

/// A history keeps to its years: a year far off is an aside until a second one near it is told, and what is told from
/// the day of publication, or only names the year of the tale again, moves nothing.
bool Grammar::moves_tale(const FoundTime& found) {
    const int year = date_of(found.moment->first).year;
    if (found.moment->grain > Grain::year) return false;
    if (!found.dated && published_ && year >= date_of(today()).year - 1) return false;
    if (!last_) return true;
    const bool heading = limit_ - first_ <= 4;
    const int told = date_of(last_->first).year;
    if (found.moment->grain == Grain::year && year == told && last_->grain < Grain::year && !heading) return false;
    const bool aside = std::abs(year - told) > most_years_apart && !heading &&
                       !(aside_ && std::abs(year - *aside_) <= most_years_apart);
    if (aside_ && !found.dated && aside_sentence_ == first_) return false;
    aside_ = aside ? std::optional(year) : std::nullopt;
    aside_sentence_ = first_;
    return !aside;
}

}  // namespace dragoman::mentions
