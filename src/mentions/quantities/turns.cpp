#include "mentions/quantities/turns.h"

#include <cmath>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {

int Turns::fold(Amount& amount, int t) const {
    std::string_view word = tree_.lower(t);
    if (!word.ends_with("fold") || word.size() < 7) return -1;
    word.remove_suffix(4);
    const NumberWord read = lexicon_.numbers.find(word.ends_with("-") ? word.substr(0, word.size() - 1) : word);
    if (read.kind == NumberKind::none || read.value < 2) return -1;
    amount.value = read.value;
    amount.unit = "times";
    amount.dimension = "ratio";
    return t + 1;
}

/// "five", "every ten", "every thousand".
Number Turns::whole_at(int t) const {
    const int at = is(t, "every") ? t + 1 : t;
    Number whole = number(at);
    if (whole || at == t || at >= limit_) return whole.scaled ? Number() : whole;
    const NumberWord many = lexicon_.numbers.find(tree_.lower(at));
    if (many.kind != NumberKind::scale || (many.value != 100 && many.value != 1000)) return {};
    whole.end = at + 1;
    whole.value = many.value;
    return whole;
}

int Turns::share(Amount& amount, const Number& first, int start) const {
    if (!first.value || !first.suffix.empty() || first.scaled || first.fraction) return -1;
    const bool hyphens = is_dash(first.end) && is(first.end + 1, "in") && is_dash(first.end + 2);
    const bool out = is(first.end, "out") && is(first.end + 1, "of");
    const int join = hyphens ? first.end + 2 : out ? first.end + 1 : first.end;
    if (!hyphens && !out && !is(join, "in")) return -1;
    const Number whole = whole_at(join + 1);
    if (!whole || !whole.value || !whole.suffix.empty() || *whole.value <= *first.value) return -1;
    const double n = *first.value, of = *whole.value;  // "three in seven attacks" is none
    const bool usual =
        of == 10 || of == 100 || of == 1000 || (n == 1 && of <= 1000) || (of < 5 && n + 1 == of) || of == 5;
    const int next = whole.end;
    if (!usual || found_.time_of_token[join + 1] >= 0 || is_dash(next) || is(next, "of") ||
        units_.read(next, 0, limit_, false) || lexicon_.currency_forms.match(tree_, next, limit_))
        return -1;
    if (start > first_ && tree_.is_verb(start - 1) && tree_.dep[start - 1] != Dep::aux) return -1;  // killing one in
    amount.value = rounded_share(n / of);
    amount.unit = "fraction";
    amount.dimension = "ratio";
    amount.head = whole.end - 1;
    return whole.end;
}

int Turns::one_long(Amount& amount, int t) const {
    const bool joined = is_dash(t + 1) && glued(t + 1) && is(t + 2, "long") && glued(t + 2);
    if (!joined || !is_one_of(tree_.lower(t), "hour", "day", "week", "month", "year", "decade", "century")) return -1;
    if (t > first_ && (is_dash(t - 1) || tree_.tag[t - 1] == Tag::CD)) return -1;  // three-year-long
    const ReadUnit read = units_.read(t, 0, t + 1, false);
    if (!read) return -1;
    amount.value = 1;
    amount.unit = read.name;
    amount.dimension = read.dimension;
    amount.head = t;
    set_si(amount, read.factor, read.offset, read.si);
    return t + 3;
}

int Turns::strong(Amount& amount, const Number& number, int end) const {
    if (!number.value || *number.value < 2 || number.fraction) return -1;
    const bool hyphen = is_dash(end) && glued(end) && is(end + 1, "strong") && glued(end + 1);
    const int next = end + 1;
    const bool after = is(end, "strong") && *number.value >= 10 &&
                       (next >= limit_ || !(tree_.is_noun(next) || tree_.tag[next] == Tag::JJ));
    if (!hyphen && !after) return -1;
    amount.unit = "people";
    amount.dimension = "count";
    amount.head = hyphen ? end + 1 : end;
    return amount.head + 1;
}

}  // namespace dragoman::mentions
