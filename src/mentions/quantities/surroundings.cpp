#include "mentions/quantities/surroundings.h"

#include <algorithm>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {

/// Letters glued to figures that may scale or measure: "$3.5m", "3.5m people", but "3.5m" is a length.
void Surroundings::settle_suffix(Number& number, bool money) const {
    const std::string_view letters = number.suffix;
    double scale = 0;
    const bool million = letters == "m" || letters == "M" || letters == "mm" || letters == "MM";
    const bool noun = number.end < limit_ && tree_.is_noun(number.end) && !glued(number.end);
    // "3.5m people" are millions; "a 100m sprint", "a 4K film" are not
    const bool sum = !glued(number.end) && lexicon_.currency_forms.match(tree_, number.end, limit_);  // "5m US dollars"
    const bool thing = sum || (noun && (tree_.tag[number.end] == Tag::NNS || tree_.lower(number.end) == "people"));
    if (letters == "k" || (letters == "K" && (money || !noun || thing)))
        scale = 1e3;
    else if (letters == "b" || letters == "B")
        scale = 1e9;
    else if (million && (money || letters == "M" || (letters == "m" && thing)))
        scale = 1e6;
    else if (money && (letters == "t" || letters == "T"))
        scale = 1e12;
    else if (money && is_one_of(letters, "cr", "Cr"))
        scale = 1e7;
    if (scale == 0 || !number.value) return;
    number.value = *number.value * scale;
    number.scale *= scale;
    number.scaled = true;
    number.suffix = {};
    number.end_byte = text_.tokens[number.end - 1].end;
}

/// "aged 39", "at age 68", "under the age of 16", "Ann Lee, 52, said".
bool Surroundings::is_age(const Number& number, int start) const {
    if (!number.value || number.scaled || *number.value > 125) return false;
    if (is(start - 1, "now") && is(start - 2, ",")) return is(number.end, ",");
    const int named = is(start - 1, "of") ? start - 2 : start - 1;
    if (is(start - 1, "aged") || is(named, "age") || is(named, "ages")) return true;
    if (is(start - 1, "between") && (is(start - 2, "aged") || is(start - 2, "ages"))) return true;
    if (is_age_set_apart(number, start) || is_age_of_several(number, start)) return true;
    return number.digits && *number.value >= 10 && is(start - 1, ",") && start - 2 >= first_ &&
           (is(number.end, ",") || is(number.end, ".") || number.end >= limit_ ||
            (is(number.end, "and") && is(number.end + 2, ","))) &&
           may_have_age(start - 2, start);
}

/// "Mia Ortega, 9, …", "Tomas Vega (56)": behind a person's name.
bool Surroundings::is_age_set_apart(const Number& number, int start) const {
    if (!number.digits || number.end != start + 1 || start - 2 < first_) return false;
    const auto& names = tree_.names;
    const auto name =
        std::partition_point(names.begin(), names.end(), [&](const Name& n) { return n.tokens.end < start - 1; });
    if (name == names.end() || name->tokens.end != start - 1 || name->type != NameType::person) return false;
    if (is(start - 1, ",")) return is(number.end, ",");
    return is(start - 1, "(") && is(number.end, ")") && name->tokens.size() > 1 && *number.value >= 10;
}

/// "Her sons, 16 and 18, …": the first of several ages.
bool Surroundings::is_age_of_several(const Number& number, int start) const {
    if (!number.digits || number.end != start + 1 || !is(start - 1, ",") || start - 2 < first_) return false;
    if (!is(number.end, "and") || tree_.tag[std::min(number.end + 1, limit_ - 1)] != Tag::CD) return false;
    const bool closed = number.end + 2 >= limit_ || is(number.end + 2, ",") || is(number.end + 2, ".");
    return closed && is_one_of(tree_.lemma(start - 2), "son", "daughter", "child", "kid", "brother", "sister", "boy",
                               "girl", "grandchild", "grandson", "granddaughter", "twin", "teenager");
}

/// Whose age may stand behind a comma: a name, or a common noun in the singular that the number hangs on or that
/// is told of with an article ("another brother, 22,").
bool Surroundings::may_have_age(int noun, int number) const {
    if (tree_.is_proper(noun)) {
        const auto name = std::partition_point(tree_.names.begin(), tree_.names.end(),
                                               [&](const Name& n) { return n.tokens.end <= noun; });
        const bool known = name != tree_.names.end() && name->tokens.contains(noun);
        return known ? name->type == NameType::person : tree_.tag[noun] == Tag::NNP && tree_.head[number] == noun;
    }
    if (tree_.tag[noun] != Tag::NN) return false;
    if (tree_.head[number] == noun) return true;
    const int before = noun - 1;
    return before >= first_ && (tree_.tag[before] == Tag::DT || tree_.tag[before] == Tag::PRPS);
}

/// "magnitude 4.9", "a magnitude of 4.9", "a quake measuring 6.1".
bool Surroundings::is_magnitude(double value, int start) const {
    constexpr double strongest = 11;
    const int before = is(start - 1, "of") || is(start - 1, "-") ? start - 2 : start - 1;
    if (value >= strongest) return false;
    if (is_one_of(start > first_ ? tree_.lower(start - 1) : std::string_view(), "measuring", "measured"))
        for (int t = start - 2; t >= first_ && t > start - 7; --t)
            if (is_one_of(tree_.lemma(t), "quake", "earthquake", "tremor", "temblor", "aftershock")) return true;
    return is(before, "magnitude");
}

/// "increase by more than | a third".
bool Surroundings::moved_by(int start) const {
    int t = start - 1;
    while (t > first_ && t > start - 4 &&
           is_one_of(tree_.lower(t), "more", "less", "than", "about", "almost", "nearly", "around", "over"))
        --t;
    return is(t, "by");
}

/// Is it a vote that the two numbers from `start` to `end` tell of? A team passes 2-1 too, so that "passed" alone
/// asks for many.
bool Surroundings::is_poll(int start, int end, double most) const {
    constexpr double many = 20;
    const int told = is_dash(end) ? end + 1 : end;
    if (told < limit_ && is_one_of(tree_.lower(told), "vote", "ruling", "decision", "verdict", "majority")) return true;
    if (end < limit_ && (is_dash(end) || is(end, "percent") || is(end, "%") || tree_.is_noun(end))) return false;
    for (int t = start - 1; t >= first_ && t > start - 6; --t) {
        if (tree_.lemma(t) == "vote" || tree_.lemma(t) == "ballot") return true;
        if (tree_.lemma(t) == "rule" && tree_.is_verb(t)) return true;
        if (most >= many && is_one_of(tree_.lemma(t), "pass", "approve", "reject", "adopt", "ratify", "defeat"))
            return true;
    }
    return false;
}

/// A number without unit or noun is kept only where it stands for people or things told of before.
bool Surroundings::stands_alone(const Number& number, int start, int end) const {
    if (!number.value) return true;  // dozens died
    if (number.digits && number.end == start + 1 && text_.word(start).size() == 4 && *number.value >= 1900 &&
        *number.value <= 2100)
        return false;
    if ((is(start, "one") && number.end == start + 1) || number.fraction) return false;
    if (number.digits && !number.scaled && start > first_ && tree_.is_proper(start - 1)) return false;  // Boeing 737
    if (is(start - 1, "[") && is(end, "]")) return false;                                               // a note
    if (is(end, ":")) return !number.digits && start > first_;  // "12:", but "shot five: two nurses …"
    return !(is(end, "/") || (is_dash(end) && glued(end)));
}

bool Surroundings::compares_one(int article, int unit) const {
    return is_one_of(tree_.lemma(unit), "mile", "kilometre", "kilometer", "metre", "meter", "hectare", "acre",
                     "inch") &&
           (unit + 1 >= limit_ || (!tree_.is_noun(unit + 1) && !is_dash(unit + 1))) && comparator(article, unit) != "=";
}

bool Surroundings::is_emphasis(double percent, int end) const {
    return percent == 100 && end < limit_ &&
           is_one_of(tree_.lower(end), "committed", "certain", "sure", "convinced", "confident", "behind", "right",
                     "correct", "wrong", "true", "honest", "focused", "dedicated", "positive", "clear", "serious",
                     "supportive", "opposed");
}

/// "They care about two things", "fought over an acre": what they cared or fought for, not roughly how much.
bool Surroundings::is_topic(int preposition) const {
    if (preposition <= first_) return false;
    const std::string_view before = tree_.lemma(preposition - 1);
    if (is(preposition, "over")) return is_one_of(before, "fight", "quarrel", "argue", "dispute", "war", "feud");
    if (is(preposition, "around"))  // three fires, not 500 signatures
        return is_one_of(before, "gather", "huddle", "crowd", "sit", "dance", "circle") &&
               is_one_of(tree_.lower(preposition + 1), "two", "three", "four", "five", "six");
    return is(preposition, "about") &&
           is_one_of(before, "care", "talk", "think", "speak", "worry", "know", "hear", "learn", "ask", "complain",
                     "read", "write", "argue", "lie", "concern", "feel", "dream", "forget", "joke", "sing");
}

/// "The price went up | to 60 dollars": the way it went, no bound as in "can go up to 60 miles".
bool Surroundings::is_way_up(int t) const {
    if (!is(t, "up") || !is(t + 1, "to") || t <= first_) return false;
    return tree_.is_verb(t - 1) && tree_.tag[t - 1] != Tag::VB &&
           is_one_of(tree_.lemma(t - 1), "go", "come", "move", "creep", "shoot", "edge", "inch");
}

/// "did not", "never", "cannot" before a verb.
bool Surroundings::denied(int verb) const {
    for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
        if (is_one_of(tree_.lower(c), "not", "n't", "n’t", "never")) return true;
    return false;
}

/// What a comparator beginning at `first` says under a denied verb: "would not go above 12", "does not exceed 12" mean
/// at most 12.
std::string_view Surroundings::turned(std::string_view comparator, int first) const {
    if (first >= limit_ || (comparator != ">" && comparator != "<")) return comparator;
    const int verb = tree_.is_verb(first) ? first : first - 1;
    if (verb < first_ || !tree_.is_verb(verb) || !denied(verb)) return comparator;
    return comparator == ">" ? "<=" : ">=";
}

std::string Surroundings::comparator(int begin, int end) const {
    for (int t = begin + 1; t < end; ++t)
        if (is(t, "+") && glued(t)) return ">=";  // "30+ years"
    for (int t = begin + 1; t < end; ++t)         // "40 or more cranes"
        if (const auto inside = lexicon_.comparators_after.match(tree_, t, end))
            return std::string(lexicon_.comparators[inside.meaning]);
    if (const auto after = lexicon_.comparators_after.match(tree_, is_dash(end) ? end + 1 : end, limit_))
        return std::string(lexicon_.comparators[after.meaning]);
    int last = begin;
    if (is(last - 1, "of") && is(last - 2, "total") && is(last - 3, "a")) last -= 3;
    const bool article = is(last - 1, "a") && !is_one_of(tree_.lower(std::max(first_, last - 2)), "over", "under");
    if (article) --last;                                   // no sum is meant by "quarrel over a 17 billion debt"
    if (is(last - 1, "to") && is(last - 2, "to")) --last;  // "up to to", a slip of wires
    for (int size = lexicon_.longest_comparator; size >= 1; --size) {
        if (last - size < first_) continue;
        const auto before = lexicon_.comparators_before.match(tree_, last - size, last);
        if (before && before.end == last && !is_topic(last - size) && !is_way_up(last - size))
            return std::string(turned(lexicon_.comparators[before.meaning], last - size));
    }
    return "=";
}

}  // namespace dragoman::mentions
