#include "findings/figures/parts.h"

namespace dragoman::findings {

/// The word by which a clause tells of people's fate or deeds: its predicate, a conjunct, or its subject.
int FigureReading::people_in(const Amount& amount, const Clause& clause) const {
    if (const int before = before_comparator(amount); word(before, people_word) && !tree_.is_noun(before))
        return before;
    if (word(clause.predicate, people_word)) return clause.predicate;
    if (clause.predicate >= 0 && tree_.child(clause.predicate, Dep::aux_pass) >= 0)  // "39 are confirmed dead"
        if (const int state = tree_.child(clause.predicate, Dep::xcomp);
            state >= 0 && tree_.tag[state] == Tag::JJ && word(state, people_word))
            return state;
    if (clause.predicate < 0) return word(clause.noun, people_word) ? clause.noun : -1;
    if (word(clause.subject, people_word)) return clause.subject;
    if (word(clause.noun, people_word)) return clause.noun;
    for (int c = tree_.first_child[clause.head]; c >= 0; c = tree_.next_sibling[c])
        if ((tree_.dep[c] == Dep::acl_relcl || tree_.dep[c] == Dep::acl) && word(c, people_word)) return c;
    return -1;
}

/// The last word before an amount and what compares it ("killed at least five").
int FigureReading::before_comparator(const Amount& amount) const {
    int before = amount.tokens.begin - 1;
    const int first = sentence(amount.tokens.begin).begin;
    while (
        before >= first && before > amount.tokens.begin - 5 &&
        (is_one_of(tree_.lower(before), "by", "about", "around", "nearly", "almost", "some", "over", "than", "more",
                   "less", "fewer", "another", "an", "a", "further", "estimated", "at", "least", "to", "as", "many",
                   "much", "approximately", "approx.", "roughly", "just", "under", "only", "likely", "probably", "~") ||
         (is(before, "up") && is(before + 1, "to"))))
        --before;
    return before >= first ? before : -1;
}

/// "30 inches of rain", "a storm surge of five feet": how much there is of it, no way between two places.
bool Roles::of_matter(const Amount& amount, const Clause& clause) const {
    const auto matter = [&](int t) { return t >= 0 && t < tree_.size() && tree_.is_noun(t) && word(t, matter_word); };
    if (is(amount.tokens.end, "of"))
        for (int t = amount.tokens.end + 1; t < amount.tokens.end + 4; ++t)
            if (matter(t)) return true;
    return matter(clause.noun) || (tree_.dep[clause.head] != Dep::obl && matter(clause.subject));
}

bool Roles::is_cap(const Clause& clause) const {
    return clause.predicate >= 0 && tree_.is_verb(clause.predicate) && clause.preposition >= 0 &&
           is_one_of(tree_.lower(clause.preposition), "to", "at") && tree_.head[clause.head] == clause.predicate &&
           is_one_of(tree_.lemma(clause.predicate), "limit", "cap", "restrict");
}

void Roles::set_role(Figure& figure, const Amount& amount, const Clause& clause) const {
    if (is_cap(clause)) {  // "limited to two terms", "capped at 5 percent"
        figure.role = "level";
        figure.comparator = "<=";
        return;
    }
    figure.role = plain_role(figure, amount, clause);
    const bool lies = figure.role == "level" && figure.dimension == "length";  // a surge of five feet is no change
    if (!lies && is_one_of(figure.role, "level", "count", "share")) {
        if (is_change(figure, amount, clause))
            figure.role = "change";
        else if (is_growth(figure, amount, clause))
            figure.role = "change";
        else if (is_aim(clause, amount))
            figure.role = "target";
        else if (figure.role == "count" && is_capacity(figure, clause))
            figure.role = "capacity";
        else if (figure.role == "level" && clause.subject >= 0 && tree_.lemma(clause.subject) == "capacity")
            figure.role = "capacity";
        if (figure.role == "level" || figure.role == "count") reached(figure, amount, clause);
    }
}

std::string Roles::plain_role(const Figure& figure, const Amount& amount, const Clause& clause) const {
    const std::string& dimension = figure.dimension;
    if (dimension == "count") return "count";
    if (dimension == "age") return "age";
    if (dimension == "time") return "duration";
    if (dimension == "length") return of_matter(amount, clause) ? "level" : "distance";
    if (figure.unit == "fraction") return "share";
    if (figure.unit == "percent") {
        if (is(amount.tokens.end, "of") ||
            (clause.predicate >= 0 &&
             is_one_of(tree_.lemma(clause.predicate), "account", "represent", "constitute", "comprise", "make")))
            return "share";
        if (clause.noun >= amount.tokens.end &&
            is_one_of(tree_.lemma(clause.noun), "stake", "share", "holding", "shareholding", "interest", "majority"))
            return "share";
        return clause.as_subject ? "share" : "level";
    }
    return "level";
}

/// Is the amount by how much something moved? Sets the direction.
bool Roles::is_change(Figure& figure, const Amount& amount, const Clause& clause) const {
    const int begin = amount.tokens.begin, end = amount.tokens.end;
    if (amount.counted && figure.dimension == "count") return gained(figure, amount, clause);
    const int before = is(begin - 1, "up") || is(begin - 1, "down") ? begin - 1 : before_comparator(amount);
    if (before >= 0 && is_one_of(tree_.lower(before), "up", "down") && tree_.dep[before] != Dep::compound_prt &&
        !is(begin - 1, "to"))
        return turned(figure, before);
    if (amount.dimension == "ratio" || amount.dimension == "money") {
        const int next = is(end, "-") ? end + 1 : end;
        const bool since = next + 2 < tree_.size() && (is_one_of(tree_.lower(next + 2), "in", "last", "during", "at") ||
                                                       document_.mentions.time_of_token[next + 2] >= 0);
        if (!is(next, "more") || !is(next + 1, "than") || since)
            if (!is(next, "of") && next < tree_.size() && !tree_.is_verb(next) &&
                !(amount.dimension == "money" && is_one_of(tree_.lower(next), "gain", "loss")) && turned(figure, next))
                return true;
    }
    if (const int verb = by_verb(amount, before); turned(figure, verb)) return true;
    if (figure.unit == "percent" && clause.object >= 0 && tree_.is_noun(clause.object) && turned(figure, clause.object))
        return true;
    const int mark = before_record(begin);
    const bool to =
        is(mark, "to") || is(begin - 1, "to") || is(begin - 1, "from") || is(begin - 1, "at") ||
        (clause.preposition >= 0 && is_one_of(tree_.lower(clause.preposition), "to", "from", "at", "in", "for"));
    if (to) return false;
    if (clause.noun >= 0 && clause.preposition >= 0 && is_one_of(tree_.lower(clause.preposition), "of", "by") &&
        tree_.head[clause.head] == clause.noun && turned(figure, clause.noun))
        return true;
    const bool direct = clause.predicate >= 0 && tree_.head[clause.head] == clause.predicate && !clause.as_subject;
    const bool points = figure.unit == "basis points" || figure.unit == "percentage points";
    if (direct && tree_.dep[clause.head] == Dep::obj && !points &&
        is_one_of(tree_.lemma(clause.predicate), "raise", "cut", "reduce", "boost", "slash", "add", "shed", "contract"))
        return false;  // raised 60 mln for a plant
    return direct && tree_.is_verb(clause.predicate) && turned(figure, clause.predicate);
}

/// "GDP growth came to 5.9 percent": the level of a growth is a change. Sets the direction.
bool Roles::is_growth(Figure& figure, const Amount& amount, const Clause& clause) const {
    if (figure.unit != "percent") return false;
    int noun = clause.subject >= 0 && tree_.is_noun(clause.subject) ? clause.subject : clause.noun;
    if (noun >= 0 && tree_.lemma(noun) == "rate" && noun > 0) --noun;
    if (noun < 0 || amount.tokens.contains(noun) || !is_one_of(tree_.lemma(noun), "growth", "increase", "decline"))
        return false;
    return turned(figure, noun);
}

/// "gained 66 seats", "shed 300 jobs": what a body has more or fewer of. Sets the direction.
bool Roles::gained(Figure& figure, const Amount& amount, const Clause& clause) const {
    if (!amount.counted || clause.predicate < 0 || !tree_.is_verb(clause.predicate)) return false;
    const bool times = tree_.lemma(amount.head) == "time";  // "has risen by five times", "fell 24 points"
    const int way = amount.tokens.begin - 1;
    if (tree_.lemma(amount.head) == "point" && (is(way, "up") || is(way, "down"))) return turned(figure, way);
    if (times || (tree_.lemma(amount.head) == "point" && turned(figure, clause.predicate)))
        return turned(figure, clause.predicate);
    if (!is_one_of(tree_.lemma(amount.head), "seat", "job", "point", "vote", "place")) return false;
    if (!is_one_of(tree_.lemma(clause.predicate), "gain", "lose", "shed", "net")) return false;
    if (tree_.dep[clause.head] != Dep::obj && tree_.lemma(clause.predicate) != "lose") return false;
    figure.direction = is_one_of(tree_.lemma(clause.predicate), "gain", "net") ? "up" : "down";
    return true;
}

/// The token before "a record", "a new high of".
int Roles::before_record(int begin) const {
    int mark = begin - 1;
    const int first = std::max(sentence(begin).begin, begin - 8);
    while (mark > first && is_one_of(tree_.lower(mark), "a", "an", "the", "record", "new", "total", "high", "low",
                                     "time", "all", "-", "of"))
        --mark;
    return mark;
}

/// "climbed to 61,400": a level, and which way it was reached. Sets the direction.
bool Roles::reached(Figure& figure, const Amount& amount, const Clause& clause) const {
    const int record = before_record(amount.tokens.begin);
    if (is(record, "to") && record < amount.tokens.begin - 1)  // "rose to a record 13 billion"
        for (int word : {record - 1, clause.predicate, clause.noun})
            if (word < record && turned(figure, word)) return true;
    const int before = before_comparator(amount);
    const int first = sentence(amount.tokens.begin).begin;
    if (amount.comparator == "=" && is(amount.tokens.begin - 1, "to") && is(amount.tokens.begin - 2, "up"))
        return turned(figure, amount.tokens.begin - 2);  // "went up to 60 dollars"
    for (int t = amount.tokens.begin - 1; t > before && t >= first; --t)
        if (is(t, "to") && !is(t - 1, "up") && !is(t - 1, "compared"))
            for (int word : {before, clause.predicate, clause.noun})
                if (word >= first && word < t && turned(figure, word)) return true;
    return false;
}

/// "reduce expenses by 4 mln", "rose by about 5 pct": the verb of moving that "by" belongs to.
int Roles::by_verb(const Amount& amount, int before) const {
    bool by = false;
    for (int t = before + 1; t < amount.tokens.begin; ++t) by |= is(t, "by");
    for (int t = before; by && t >= sentence(amount.tokens.begin).begin && before - t < 8; --t)
        if (tree_.is_verb(t)) return word(t, up_word | down_word) ? t : -1;
    return -1;
}

bool Roles::is_aim(const Clause& clause, const Amount& amount) const {
    if (is(before_comparator(amount), "worth")) return false;  // plans to impose tariffs worth so much
    if (clause.as_subject) return false;                       // "16 million people wanted to stay" counts who wants
    if (clause.noun >= amount.tokens.end && tree_.head[clause.head] == clause.noun)
        return false;  // wants to settle a 3 billion debt
    const int first = sentence(amount.tokens.begin).begin;
    for (int t = clause.predicate, step = 0; t >= first && step < 4; t = tree_.head[t], ++step) {
        if (word(t, aim_word) && (tree_.is_verb(t) || t == clause.predicate)) return true;
        if (tree_.dep[t] != Dep::xcomp && tree_.dep[t] != Dep::conj) break;
    }
    return word(clause.subject, aim_word) && tree_.is_noun(clause.subject);
}

/// What can be made or held; "make two visits" makes nothing, so making starts with the thousands.
bool Roles::is_capacity(const Figure& figure, const Clause& clause) const {
    if (tree_.size() > 0 && clause.predicate >= 0 && tree_.lemma(clause.predicate) == "make" &&
        figure.value.value_or(0) < 1000)
        return false;
    if (!word(clause.predicate, capacity_word) || tree_.tag[clause.predicate] != Tag::VB) return false;
    return !clause.as_subject;
}

/// Does a word tell that something moved? Sets the direction.
bool Roles::turned(Figure& figure, int token) const {
    if (token < 0 || token >= tree_.size() || !word(token, up_word | down_word)) return false;
    figure.direction = word(token, up_word) ? "up" : "down";
    return true;
}

}  // namespace dragoman::findings
