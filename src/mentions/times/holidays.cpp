// Fixed phrases of time and holidays, those that move with the calendar, Easter or the moon included.
#include <algorithm>

#include "mentions/times/feasts.h"
#include "mentions/times/grammar.h"

namespace dragoman::mentions {
namespace {

/// Does the phrase say when by itself? Units, parts of the day and ends are read where they stand.
bool of_its_own(const TimePhrase& phrase) {
    return phrase.type != "unit" && phrase.type != "day_part" && phrase.type != "end" && phrase.type != "start";
}

/// The last day of a feast that began on a day.
Day last_of_feast(std::string_view rule, Day first) {
    const int year = date_of(first).year;
    const Day last = holiday_in(rule, year);
    return last < first ? holiday_in(rule, year + 1) : last;
}

}  // namespace

/// The phrase of the table that stands at a token, none that is part of a longer idiom.
const TimePhrase* Grammar::phrase_at(int i) const {
    if (i < first_ || i >= limit_) return nullptr;
    const TimePhrase* found = phrase_in(lexicon_.phrases, tree_.lower(i), i);
    if (!colloquial_) return found;
    const TimePhrase* said = phrase_in(lexicon_.colloquial_phrases, tree_.lower(i), i);
    if (!said) said = phrase_in(lexicon_.colloquial_phrases, text_.word(i), i);
    return said && (!found || said->words.size() >= found->words.size()) ? said : found;
}

const TimePhrase* Grammar::phrase_in(const TimePhrases& phrases, std::string_view first, int i) const {
    const auto list = phrases.find(first);
    if (list == phrases.end()) return nullptr;
    for (const TimePhrase& phrase : list->second) {
        const int size = static_cast<int>(phrase.words.size());
        int k = 1;
        while (k < size && is(i + k, phrase.words[k])) ++k;
        if (k == size && !(is(i - 1, "as") && is(i, "soon"))) return &phrase;
    }
    return nullptr;
}

/// A holiday: its year told ("Easter 2018"), pointed at ("last Easter") or looked for.
Grammar::Found Grammar::holiday_at(int i, TimeWord pointer) {
    if (i >= limit_) return {};
    const TimePhrase* phrase = phrase_at(i);
    if (!phrase || phrase->type != "holiday") return {};
    int end = i + static_cast<int>(phrase->words.size());
    const std::size_t dots = phrase->value.find(" .. ");  // all days from one to another
    const std::string_view rule = phrase->value.substr(0, dots);
    const auto in = [&](int year) { return holiday_in(rule, year); };
    const auto made_in = [&](int year, bool dated) {
        FoundTime found = made(i, end, {Grain::day, in(year)});
        if (dots != std::string_view::npos) {
            found.to = last_of_feast(phrase->value.substr(dots + 4), in(year));
            found.value += "/" + iso(*found.to);
        }
        if (rule.starts_with("islamic")) found.mod = "APPROX";
        found.dated = dated;
        found.vague = !dated && pointer.kind != TimeWordKind::which && tells_a_sort(end);
        return found;
    };
    const bool joined = is(end, ",") || is(end, "of") || is(end, "in");
    int last = joined ? end + 1 : end;
    if (const auto year = year_phrase(last, last); year && date_of(year->first).year > 400)
        return end = last, made_in(date_of(year->first).year, true);
    if (!published_ && !(history_ && last_)) {
        if (rule.size() < 5 || rule[2] != '-') return made(i, end, TimeType::date, "XXXX-XX-XX");
        return made(i, end, TimeType::date, "XXXX-" + std::string(rule.substr(0, 5)));
    }
    const int now = date_of(today()).year;
    if (pointer.kind == TimeWordKind::which) {
        if (pointer.value < 0) return made_in(in(now) < today() ? now : now - 1, false);
        if (pointer.value > 0) return made_in(in(now) > today() ? now : now + 1, false);
        return made_in(now, false);
    }
    return made_in(year_of(in, i), false);
}

/// "A Christmas party", "Easter eggs": of which sort they are, not when; but "the Easter Sunday attacks".
bool Grammar::tells_a_sort(int end) const {
    const int last = end - 1;
    if (end >= limit_ || tree_.dep[last] != Dep::compound || tree_.head[last] < end) return false;
    return !is(last, "day") && !is(last, "eve") && word(last).kind != TimeWordKind::weekday;
}

Grammar::Found Grammar::phrase(int i) {
    const TimePhrase* phrase = phrase_at(i);
    if (!phrase || !of_its_own(*phrase)) return {};
    if (phrase->type == "holiday") return holiday_at(i, {});
    const int size = static_cast<int>(phrase->words.size());
    if (phrase->type == "day") {
        if (!published_) return {};
        return with_day_part(made(i, i + size, {Grain::day, today() + signed_number(phrase->value)}));
    }
    const bool offset = is(i + size, "after") || is(i + size, "before") || is(i + size, "afterwards") ||
                        is(i + size, "afterward") || is(i + size, "thereafter");
    if (size == 1 && (phrase->value == "FUTURE_REF" || phrase->value == "PAST_REF")) {
        if (offset) return {};  // shortly after the vote
        if (phrase->value == "FUTURE_REF" && outlook(i) == Outlook::past) return {};
    }
    if (is(i, "the") && (is(i + 1, "future") || is(i + 1, "past")) &&
        (is(i + size, "of") || (i + size < limit_ && (tree_.is_noun(i + size) || tree_.tag[i + size] == Tag::CD ||
                                                      word(i + size).kind != TimeWordKind::none ||
                                                      number_at(text_, tree_, lexicon_.numbers, i + size, limit_)))))
        return {};
    FoundTime found = made(i, i + size, TimeType::date, std::string(phrase->value));
    found.vague = true;
    return found;
}

}  // namespace dragoman::mentions
