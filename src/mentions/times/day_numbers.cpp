// The number of a day in figures and words: "22", "21st", "twenty-second", "twenty two".
#include "mentions/times/grammar.h"

namespace dragoman::mentions {

int Grammar::day_number(int t) const {
    if (t < first_ || t >= limit_) return 0;
    const std::string_view lower = tree_.lower(t);
    const int day = lower.size() <= 2 ? plain_digits(lower) : digit_ordinal(lower);
    return day >= 1 && day <= 31 ? day : 0;
}

int Grammar::ordinal_at(int t) const {
    if (t < first_ || t >= limit_) return 0;
    const NumberWord told = lexicon_.numbers.find(tree_.lower(t));
    if (told.kind == NumberKind::ordinal) return static_cast<int>(told.value);
    if (is(t, "third")) return 3;
    if (is(t, "fourth")) return 4;
    if (is(t, "fifth")) return 5;
    if (is(t, "sixth")) return 6;
    if (is(t, "eighth")) return 8;
    if (is(t, "tenth")) return 10;
    return digit_ordinal(tree_.lower(t));
}

/// "twenty five", "twenty-two", "fifteen" beside a month: a day that people say as a number.
int Grammar::counted_day(int t, int& end) const {
    if (t < first_ || t >= limit_ || lexicon_.numbers.find(tree_.lower(t)).kind > NumberKind::tens) return 0;
    if (lexicon_.numbers.find(tree_.lower(t)).kind == NumberKind::none) return 0;
    const bool tens = lexicon_.numbers.find(tree_.lower(t)).kind == NumberKind::tens;
    const int next = is_dash(t + 1) ? t + 2 : t + 1;
    const NumberWord ones = tens && next < limit_ ? lexicon_.numbers.find(tree_.lower(next)) : NumberWord{};
    const bool both = ones.kind == NumberKind::ones && ones.value > 0 && ones.value < 10;
    const int day = static_cast<int>(lexicon_.numbers.find(tree_.lower(t)).value + (both ? ones.value : 0));
    const int last = both ? next + 1 : t + 1;
    if (day < 1 || day > 31 || is(last, "thousand") || is(last, "hundred")) return 0;
    return end = both ? next + 1 : t + 1, day;
}

/// "first", "the tenth", "twenty-second", "21st": the day of a month in words.
int Grammar::spelled_day(int t, int& end) const {
    const NumberWord tens = t < limit_ ? lexicon_.numbers.find(tree_.lower(t)) : NumberWord{};
    if (tens.kind == NumberKind::tens && tens.value <= 30) {
        const int ones = ordinal_at(is_dash(t + 1) ? t + 2 : t + 1);
        if (ones > 0 && ones < 10 && tens.value + ones <= 31) {
            end = is_dash(t + 1) ? t + 3 : t + 2;
            return static_cast<int>(tens.value) + ones;
        }
    }
    if (is(t, "thirtieth")) return end = t + 1, 30;
    const int day = ordinal_at(t);
    return day <= 31 ? (end = t + 1, day) : 0;
}

}  // namespace dragoman::mentions
