// The time that a figure is true of: the one told in its clause, or in the clauses that this one hangs on.
#include <algorithm>

#include "findings/figures/parts.h"

namespace dragoman::findings {

namespace {

/// "the next two months": from the month, year or day on which it begins to the one on which it ends. A length that
/// no day bounds ("for ten hours") is no period.
std::string bounds(const TimeExpression& length) {
    if (length.from.empty() || length.to.empty()) return {};
    const bool years = length.value.ends_with('Y') && length.value != "P1Y";
    const std::size_t size = years ? 4 : is_one_of(length.value.back(), 'Y', 'M', 'Q') ? 7 : 10;
    return length.from.substr(0, size) + "/" + length.to.substr(0, size);
}

}  // namespace

/// Days, not hours: "yesterday evening" is yesterday. "Since June" goes on until the story is told.
std::string Periods::value_of(int time) const {
    const TimeExpression& row = document_.mentions.times[time];
    if (row.type == TimeType::duration) return bounds(row);
    if (row.type == TimeType::set && row.value.starts_with('P')) return {};  // "annually"
    std::string value = row.value.substr(0, row.value.find('T'));
    const bool since = is(row.tokens.begin - 1, "since") || is(row.tokens.begin, "since");
    const bool whole = value.size() >= 4 && value.size() <= 10 && value.find('/') == std::string::npos;
    if (since && whole && document_.published.size() >= 7 && value < document_.published.substr(0, value.size()))
        return value + "/" + std::string(document_.published.substr(0, value.size() == 10 ? 10 : 7));
    return value;
}

/// "up from 90 last year", "than 90 in May": the time is that of the amount before it, which others are held against.
bool Periods::dates_another(const TimeExpression& time, const Amount& amount) const {
    int before = time.tokens.begin - 1;
    if (is_one_of(before < 0 ? std::string_view() : tree_.lower(before), "in", "on", "for", "during")) --before;
    const int index = before < 0 ? -1 : document_.mentions.amount_of_token[before];
    if (index < 0) return false;
    const Amount& other = document_.mentions.amounts[index];
    if (other.tokens == amount.tokens || other.tokens.end != before + 1) return false;
    const int mark = before_comparator(other);
    const int last = (is(mark, "and") || is(mark, ",")) && mark > 0 ? document_.mentions.time_of_token[mark - 1] : -1;
    if (last >= 0 && other.tokens.begin > amount.tokens.end)  // "against 76 in March and 230 | in April"
        return dates_another(document_.mentions.times[last], amount);
    return is_one_of(mark < 0 ? std::string_view() : tree_.lower(mark), "from", "with", "against", "versus", "vs.") &&
           (is(mark, "with") ? is(mark - 1, "compared") : other.tokens.begin > amount.tokens.begin);
}

/// "From January to September", "between January and August" are one period.
std::string Periods::of(const Figure& figure, const Amount& amount, const Clause& clause, TokenRange of) const {
    const bool kind = figure.dimension == "time" && clause.noun >= amount.tokens.end;  // a three-year term
    if (figure.dimension == "age" || kind) return {};
    const auto& times = document_.mentions.times;
    for (int t = of.begin; t < of.end; ++t)  // "1986 net income"
        if (const int time = document_.mentions.time_of_token[t];
            time >= 0 && times[time].type == TimeType::date && !times[time].vague)
            return value_of(time);
    int best = nearest(amount, clause, false);
    if (best < 0) best = nearest(amount, clause, true);
    if (best < 0) return {};
    return value_with(best);
}

std::string Periods::value_with(int time) const {
    const auto& times = document_.mentions.times;
    const auto range = [&](int first) {
        if (first < 0 || first + 1 >= static_cast<int>(times.size())) return false;
        const int join = times[first].tokens.end, before = times[first].tokens.begin - 1;
        return times[first + 1].tokens.begin == join + 1 && join < tree_.size() &&
               ((is(before, "from") && is_one_of(tree_.lower(join), "to", "through", "until")) ||
                (is(before, "between") && is(join, "and")));
    };
    for (int first : {time, time - 1}) {
        if (!range(first)) continue;
        const std::string from = value_of(first), to = value_of(first + 1);
        if (!from.empty() && !to.empty() && from != to) return from + "/" + to;
    }
    return value_of(time);
}

/// The time nearest to the amount that its clause has, or, `wider`, the clauses over it; -1 for none.
int Periods::nearest(const Amount& amount, const Clause& clause, bool wider) const {
    const TokenRange around = sentence(amount.tokens.begin);
    const int statement = told_.statement_of_token[amount.tokens.begin];
    int best = -1, best_distance = 1 << 20;
    for (int t = around.begin; t < around.end; ++t) {
        const int time = document_.mentions.time_of_token[t];
        if (time < 0) continue;
        const TimeExpression& row = document_.mentions.times[time];
        t = row.tokens.end - 1;
        if (row.vague || row.type == TimeType::set || value_of(time).empty() ||
            told_.statement_of_token[row.tokens.begin] != statement || is_compared(row) || dates_another(row, amount))
            continue;
        const int distance = std::max(row.tokens.begin - amount.tokens.end, amount.tokens.begin - row.tokens.end) +
                             (row.tokens.begin < amount.tokens.begin ? 4 : 0);
        if (distance >= best_distance) continue;
        if (!(wider ? over_clause(row, clause) : same_clause(row, clause))) continue;
        best = time;
        best_distance = distance;
    }
    return best;
}

/// "30 percent more than last year": the time of what is compared. "Signed more than a year ago" is none.
bool Periods::is_compared(const TimeExpression& time) const {
    int before = time.tokens.begin - 1;
    if (before >= 0 && is(before + 1, "more") && is(before + 2, "than"))
        return document_.mentions.amount_of_token[before] >= 0;
    if (before > 0 && is(before, "from") && !is(time.tokens.end, "to")) {  // "up 12 percent from last year"
        const int amount = document_.mentions.amount_of_token[before - 1];
        if (amount >= 0 && document_.mentions.amounts[amount].dimension == "ratio") return true;
    }
    while (before > 0 && is_one_of(tree_.lower(before), "in", "the", "for", "of", "on")) --before;
    return is(before, "than");
}

bool Periods::same_clause(const TimeExpression& time, const Clause& clause) const {
    for (int t = time.tokens.begin; t < time.tokens.end; ++t) {
        int up = tree_.head[t];
        if (time.tokens.contains(up)) continue;
        for (int step = 0; up >= 0 && step < 6; ++step, up = tree_.head[up]) {
            if (up == clause.predicate || up == clause.head || up == clause.noun) return true;
            if (tree_.is_verb(up)) break;
        }
        return false;
    }
    return false;
}

/// Does a time belong to the subject ("an accident on Thursday killed five"), to what a clause tells more of ("last
/// week's quake, which caused"), or to the clauses that this one goes on from ("in 1979 they seized it, taking …")?
bool Periods::over_clause(const TimeExpression& time, const Clause& clause) const {
    const int at = time.tokens.begin;
    if (clause.predicate < 0) return false;
    if (clause.subject >= 0 && tree_.subtree(clause.subject).contains(at)) return true;
    int verb = clause.predicate;
    if (is_one_of(tree_.dep[verb], Dep::acl_relcl, Dep::acl) && tree_.head[verb] >= 0 && at < verb)
        return tree_.subtree(tree_.head[verb]).contains(at);
    for (int step = 0; step < 3 && is_one_of(tree_.dep[verb], Dep::conj, Dep::advcl, Dep::xcomp); ++step) {
        verb = tree_.head[verb];
        if (verb < 0) return false;
        int up = tree_.head[at];
        while (up >= 0 && time.tokens.contains(up)) up = tree_.head[up];
        for (int hop = 0; up >= 0 && hop < 3 && up != verb && !tree_.is_verb(up); ++hop) up = tree_.head[up];
        if (up == verb && at < clause.predicate) return true;
    }
    return false;
}

}  // namespace dragoman::findings
