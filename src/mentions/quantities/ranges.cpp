#include "mentions/quantities/ranges.h"

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {

int Ranges::range(Amount& amount, const Number& first, int start, bool money) const {
    if (const int end = percent_range(amount, first, start); end >= 0) return end;
    const int join = first.end;
    const bool to = is(join, "to") && !is(start - 1, "from") && !is(amount.tokens.begin - 1, "from");
    const bool ages = is(start - 1, "of") && is(start - 2, "ages") && is(start - 3, "the") && is(start - 4, "between");
    const bool and_ = is(join, "and") && (ages || is(start - 1, "between") || is(amount.tokens.begin - 1, "between"));
    const bool or_ = is(join, "or") && first.value;
    if (!first.value || !first.suffix.empty() || !(to || and_ || or_ || (is_dash(join) && first.digits))) return join;
    int second = join + 1;
    if (int end = second; money && openings_.symbol(second, end) >= 0) second = end;
    Number last = number(second);
    if (!last || !last.value) return join;
    around_.settle_suffix(last, money);
    if (last.digits != first.digits && !to && !and_) return join;
    double low = *first.value;  // "five to six million"
    if (last.scaled && !first.scaled && low * last.scale < *last.value) low *= last.scale;
    if (*last.value <= low) return is_dash(join) ? -1 : join;
    if (or_ && *last.value > 2 * low) return join;
    if (!last.suffix.empty() && !units_.read(last.end - 1, last.end_byte, limit_, true)) return join;
    amount.value = low;
    amount.max = last.value;
    return last.end;
}

/// "between 45% and 60%", "ranging from 45% to 60%", "for 7% to 10%": the sign twice. Returns the end of the upper
/// number, -1 for none; "rose from 5% to 7%" are two amounts.
int Ranges::percent_range(Amount& amount, const Number& first, int start) const {
    const auto percent = [&](int t) { return t < limit_ && is_one_of(tree_.lower(t), "%", "percent", "pct"); };
    if (!first.value || !first.suffix.empty() || !percent(first.end) || start <= first_) return -1;
    const bool ranging = is(start - 1, "from") && start - 2 >= first_ && tree_.lemma(start - 2) == "range";
    const bool between = is(start - 1, "between");
    const bool plain = is_one_of(tree_.lower(start - 1), "for", "of", "about", "around");
    const int join = first.end + 1;
    if (!((between && is(join, "and")) || ((ranging || plain) && is(join, "to")))) return -1;
    const Number last = number(join + 1);
    if (!last || !last.value || *last.value <= *first.value || !percent(last.end)) return -1;
    amount.max = last.value;
    return last.end;
}

Number Ranges::last_number(const Number& first, int end) const {
    for (int t = first.end + 1; t < end; ++t)
        if (Number last = number(t); last && last.end == end) return around_.settle_suffix(last, false), last;
    return first;
}

int Ranges::behind_score(const Number& first) const {
    const Number last = number(first.end + 1);
    return last && last.end == first.end + 2 ? last.end : first.end;
}

}  // namespace dragoman::mentions
