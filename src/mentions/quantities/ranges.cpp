#include "mentions/quantities/ranges.h"

#include <cmath>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {

int Ranges::range(Amount& amount, const Number& first, int start, bool money) const {
    if (const int end = unit_twice(amount, first, start); end >= 0) return end;
    const bool hanging = is_dash(first.end) && (is(first.end + 1, "to") || is(first.end + 1, "or"));  // three- to five-
    const int join = first.end + hanging;
    const bool from = is(start - 1, "from") || is(amount.tokens.begin - 1, "from");
    const bool to = is(join, "to") && !from;
    const bool ages = is(start - 1, "of") && is(start - 2, "ages") && is(start - 3, "the") && is(start - 4, "between");
    const bool and_ = is(join, "and") && (ages || is(start - 1, "between") || is(amount.tokens.begin - 1, "between"));
    const bool or_ = is(join, "or") && first.value;
    if (from && is(join, "to")) lend_scale(amount, first, join + 1, money);
    if (!first.value || !first.suffix.empty() || !(to || and_ || or_ || (is_dash(join) && first.digits))) return join;
    int second = join + 1;
    if (int end = second; money && openings_.symbol(second, end) >= 0) {
        if (to && is_moved(amount.tokens.begin - 1)) return join;  // "rose $1.20 to $71.40"
        second = end;
    }
    Number last = number(second);
    if (!last || !last.value) return join;
    around_.settle_suffix(last, money);
    if (last.digits != first.digits && !to && !and_) return join;
    double low = *first.value;  // "five to six million"
    if (last.scaled && !first.scaled && low * last.scale < *last.value) low *= last.scale;
    if (in_thousands(first, last)) low *= 1000;
    if (*last.value <= low) return is_dash(join) ? -1 : join;
    if (to && is(amount.tokens.begin - 1, "by") && *last.value > 10 * low)
        return join;  // "up by 12,000 to 1.3 million"
    if (or_ && *last.value > 2 * low) return join;
    if (!last.suffix.empty() && !units_.read(last.end - 1, last.end_byte, limit_, true)) return join;
    amount.value = low;
    amount.max = last.value;
    return last.end;
}

/// "12-15,000 men", "12 to 15,000": the thousands are told once.
bool Ranges::in_thousands(const Number& first, const Number& last) const {
    if (!first.digits || !last.digits || first.scaled || last.scaled || *first.value < 1) return false;
    const double thousands = *last.value / 1000;
    return thousands == std::floor(thousands) && *first.value == std::floor(*first.value) && *first.value < thousands &&
           3 * *first.value >= thousands;
}

/// A word of change: what stands behind it is how much, and behind "to" where it went.
bool Ranges::is_moved(int t) const {
    return t >= first_ && is_one_of(tree_.lemma(t), "add", "advance", "climb", "decline", "decrease", "dip", "down",
                                    "drop", "ease", "fall", "gain", "increase", "jump", "lose", "rise", "shed", "slide",
                                    "slip", "soar", "surge", "up");
}

/// "rose from 5 to 7 million": two amounts, of which the scale of the second is that of the first as well.
void Ranges::lend_scale(Amount& amount, const Number& first, int second, bool money) const {
    constexpr double apart = 10;  // from 800 to 1 million, from 3 to 100 thousand
    if (int end = second; money && openings_.symbol(second, end) >= 0) second = end;
    const Number last = number(second);
    if (!first.value || first.scaled || !first.suffix.empty() || !last || !last.scaled || last.scale < 1000) return;
    const double value = *first.value * last.scale;
    if (value > 0 && value < apart * last.value.value_or(0) && *last.value < apart * value) amount.value = value;
}

/// "between 45% and 60%", "ranging from 5 metres to 6 metres", "for 7% to 10%": the unit twice. Returns the end of the
/// upper number, -1 for none; "rose from 5% to 7%" are two amounts.
int Ranges::unit_twice(Amount& amount, const Number& first, int start) const {
    if (!first.value || !first.suffix.empty() || start <= first_) return -1;
    const ReadUnit unit = units_.read(first.end, 0, limit_, glued(first.end));
    if (!unit) return -1;
    const bool ranging = is(start - 1, "from") && start - 2 >= first_ && tree_.lemma(start - 2) == "range";
    const bool between = is(start - 1, "between");
    const bool plain = unit.name == "percent" && is_one_of(tree_.lower(start - 1), "for", "of", "about", "around");
    const int join = unit.end;
    if (!((between && is(join, "and")) || ((ranging || plain) && is(join, "to")))) return -1;
    const Number last = number(join + 1);
    if (!last || !last.value || *last.value <= *first.value || !last.suffix.empty()) return -1;
    if (units_.read(last.end, 0, limit_, glued(last.end)).name != unit.name) return -1;
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
