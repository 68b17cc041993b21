// Constructions that leave no doubt in which part a figure stands and what it measures, whatever the weights make of
// it.
#include <algorithm>

#include "findings/figures/parts.h"

namespace dragoman::findings {

namespace {

/// Who aims, binds himself or is asked to: under these a level to come is a target.
bool leads_to_aim(std::string_view lemma) {
    return is_one_of(lemma, "agree", "propose", "decide", "vow", "urge", "measure", "proposal", "decision", "agreement",
                     "pact", "deal", "effort", "approval", "cartel", "bid");
}

}  // namespace

/// "won the 400 metres hurdles": the race is called so.
bool FigureReading::names_race(const Amount& amount) const {
    const int next = amount.tokens.end;
    return amount.dimension == "length" && next < tree_.size() &&
           is_one_of(tree_.lower(next), "hurdles", "freestyle", "butterfly", "backstroke", "breaststroke", "medley",
                     "steeplechase");
}

bool Roles::settle(Figure& figure, const Amount& amount, const Clause& clause) const {
    const auto is_now = [&](std::string_view role) {
        figure.role = role;
        if (role != "change") figure.direction.clear();
        return true;
    };
    if (is_goal(amount)) return is_now("target");
    const int next = is(amount.tokens.end, "-") ? amount.tokens.end + 1 : amount.tokens.end;
    if (figure.unit == "percent" && is(next, "owned")) return is_now("share");
    const int size = behind_brackets(tree_, amount.tokens.end);
    if (figure.dimension == "length" && (is(size, "tall") || is(size, "high"))) return is_now("level");
    const bool chance = clause.noun >= 0 && is_one_of(tree_.lemma(clause.noun), "chance", "probability", "likelihood");
    if (figure.unit == "fraction" && chance) return is_now("level");
    if (figure.role == "share" && !of_output(amount).empty() && reached(figure, amount, clause)) {
        figure.role = "level";  // "debt fell to 149 percent of GDP" tells of the debt
        return true;
    }
    if (moved_so_far(figure, amount)) return is_now("change");
    if (holds_so_much(figure, amount, clause)) return is_now("capacity");
    if (points_away(figure, amount)) return true;
    const bool of = is(before_comparator(amount), "of");
    if (figure.role == "count" && of && clause.noun >= 0 && tree_.lemma(clause.noun) == "population")
        return is_now("level");
    if (is_one_of(figure.role, "level", "share", "change") && moves_to_aim(amount, clause)) return is_now("target");
    return false;
}

/// "fell | 12 percent year on year", "rose nearly a third": a verb that takes nothing else moved by so much. Sets the
/// direction.
bool Roles::moved_so_far(Figure& figure, const Amount& amount) const {
    if (!is_one_of(figure.unit, "percent", "percentage points", "basis points", "fraction") ||
        is(amount.tokens.end, "of") || is(amount.tokens.begin - 1, "to"))
        return false;
    int verb = before_comparator(amount);
    if (is(verb, "by")) --verb;
    return verb >= 0 && tree_.is_verb(verb) && figure.role != "target" &&
           is_one_of(tree_.lemma(verb), "climb", "contract", "decline", "decrease", "drop", "fall", "grow", "increase",
                     "jump", "plummet", "plunge", "rise", "shrink", "slip", "slump", "soar", "surge", "tumble") &&
           turned(figure, verb);
}

/// "can hold 3,000 people", "is designed to process 150,000 barrels a day", "a capacity of 1,200 megawatts".
bool Roles::holds_so_much(const Figure& figure, const Amount& amount, const Clause& clause) const {
    if (!is_one_of(figure.role, "level", "count") || figure.dimension == "money") return false;
    const int of = before_comparator(amount);
    if (of > 0 && is(of, "of") && tree_.lemma(of - 1) == "capacity") return true;
    const int verb = clause.predicate, subject = clause.subject;
    if (verb < 0 || !word(verb, capacity_word) || !tree_.is_verb(verb) || subject < 0 || clause.as_subject)
        return false;
    if (tree_.dep[clause.head] != Dep::obj || figure.value.value_or(0) < 10 || tree_.is_pronoun(subject)) return false;
    for (const EntityId id : document_.mentions.of_head(subject))  // people can carry many things, and states supply
        if (is_one_of(document_.mentions.entities[id].type, EntityType::person, EntityType::people,
                      EntityType::country))
            return false;
    if (is_one_of(tree_.lemma(verb), "seat", "accommodate")) return true;
    if (tree_.tag[verb] != Tag::VB) return false;
    for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::aux && is_one_of(tree_.lower(c), "can", "could")) return true;
    const int up = is_one_of(tree_.dep[verb], Dep::xcomp, Dep::advcl) ? tree_.head[verb] : -1;
    return up >= 0 && is_one_of(tree_.lemma(up), "able", "design", "build", "equip", "capable");
}

/// "down | four points", "five points lower than before". Sets role and direction.
bool Roles::points_away(Figure& figure, const Amount& amount) const {
    if (!is_one_of(figure.unit, "points", "percentage points")) return false;
    const int way = amount.tokens.begin - 1, next = amount.tokens.end;
    const bool before = is(way, "up") || is(way, "down");
    const bool behind = is_one_of(next < tree_.size() ? tree_.lower(next) : std::string_view(), "lower", "higher",
                                  "down", "up", "fewer", "less", "more") &&
                        !is(next + 1, "to");
    if (!before && !behind) return false;
    const std::string_view word = tree_.lower(before ? way : next);
    figure.role = "change";
    figure.direction = is_one_of(word, "up", "higher", "more") ? "up" : "down";
    return true;
}

/// "149 percent | of gross domestic product": what sizes of states are told by; empty for none.
TokenRange FigureReading::of_output(const Amount& amount) const {
    const int of = amount.tokens.end;
    if (!is(of, "of")) return {};
    const int at = is(of + 1, "the") || is(of + 1, "its") ? of + 2 : of + 1;
    if (is(at, "gdp") || is(at, "gnp")) return {of + 1, at + 1};
    const bool product = is(at, "gross") && (is(at + 1, "domestic") || is(at + 1, "national")) && is(at + 2, "product");
    return product ? TokenRange{of + 1, at + 3} : TokenRange{};
}

/// "a target of 3 percent", "their goal of $10,000".
bool Roles::is_goal(const Amount& amount) const {
    const int of = before_comparator(amount);
    return of > 0 && is(of, "of") && is_one_of(tree_.lemma(of - 1), "goal", "target", "aim", "objective", "ambition");
}

/// "plans to raise its loans | to 30 billion", "a cartel to cut output to half": whoever will move it there says where
/// to.
bool Roles::moves_to_aim(const Amount& amount, const Clause& clause) const {
    const int verb = clause.predicate, to = before_comparator(amount);
    const bool reached = (to >= 0 && is(to, "to")) || is(amount.tokens.begin - 1, "to") ||
                         (clause.preposition >= 0 && is(clause.preposition, "to"));
    if (!reached || verb < 0 || tree_.tag[verb] != Tag::VB || !word(verb, up_word | down_word)) return false;
    if (tree_.child(verb, Dep::obj) < 0) return false;
    bool infinitive = false;
    for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c]) infinitive |= is(c, "to");
    if (!infinitive) return false;
    int up = tree_.head[verb];
    for (int step = 0; step < 3 && up >= 0; ++step, up = tree_.head[up])
        if (word(up, aim_word) || leads_to_aim(tree_.lemma(up))) return true;
    return false;
}

TokenRange Measured::settled(const Figure& figure, const Amount& amount, const Clause& clause,
                             TokenRange chosen) const {
    TokenRange better;
    if (figure.role == "age")
        better = at_age(amount, clause);
    else if (figure.dimension == "money")
        better = priced(amount, chosen);
    else if (figure.dimension == "count")
        better = of_people(amount, clause, chosen);
    if (better.empty()) better = of_which(amount);
    if (better.empty() && figure.unit == "percent" && figure.role != "share") better = sized(amount, clause, chosen);
    if (better.empty() && figure.role == "change") better = up_from_sum(figure, amount, chosen);
    if (better.empty()) better = not_the_act(figure, amount, clause, chosen);
    if (better.empty()) better = chosen;
    return figure.dimension == "count" ? better : with_object(better, amount);
}

/// "tariffs | on electronic goods": what a bare noun is of.
TokenRange Measured::with_object(TokenRange of, const Amount& amount) const {
    if (of.size() != 1 || !tree_.is_noun(of.begin)) return of;
    const int next = of.end;
    if (next >= tree_.size() || amount.tokens.contains(next) || !is_one_of(tree_.lower(next), "on", "to", "against"))
        return of;
    for (int c = tree_.first_child[of.begin]; c >= 0; c = tree_.next_sibling[c])
        if (tree_.dep[c] == Dep::nmod && tree_.left[c] == next && !amount.tokens.contains(c) &&
            document_.mentions.time_of_token[c] < 0 && document_.mentions.amount_of_token[c] < 0)
            return {of.begin, noun_phrase(tree_, c, amount.tokens).end};
    return of;
}

/// "A total of 39 are confirmed dead", "turned out two million strong", "a 149 vote margin".
TokenRange Measured::of_people(const Amount& amount, const Clause& clause, TokenRange chosen) const {
    const TokenRange own = amount.tokens;
    if (chosen.size() == 1 && is(chosen.begin, "total"))
        if (const int told = people_in(amount, clause); told >= 0 && !tree_.is_noun(told)) return {told, told + 1};
    if (is(own.end - 1, "strong") && !is(own.end - 2, "-")) return subject_phrase(clause, own);
    const int object = clause.object;  // "others put the crowd at 40,000"
    if (object >= 0 && object < own.begin && clause.predicate >= 0 && !amount.counted &&
        is_one_of(tree_.lemma(clause.predicate), "put", "estimate", "reckon"))
        return noun_phrase(tree_, object, own);
    const int whole = amount.counted ? tree_.head[amount.head] : -1;
    const bool one = (is(own.begin - 1, "a") || is(own.begin - 1, "an")) && amount.value.value_or(0) >= 2;
    if (one && whole == amount.head + 1 && tree_.tag[amount.head] == Tag::NN && tree_.is_noun(whole))
        return {whole, noun_phrase(tree_, whole, own).end};
    return {};
}

/// "learned to sail at age 10", "in a park at the age of 10": whoever did it, not where.
TokenRange Measured::at_age(const Amount& amount, const Clause& clause) const {
    int t = amount.tokens.begin - 1;
    if (is(t, "of")) --t;
    if (!is(t, "age") || !(is(t - 1, "at") || (is(t - 1, "the") && is(t - 2, "at")))) return {};
    int verb = clause.predicate;
    for (int step = 0; step < 4 && verb >= 0; ++step) {
        for (const Dep dep : {Dep::nsubj, Dep::nsubj_pass})
            if (const int subject = tree_.child(verb, dep); subject >= 0) {
                const bool relative = is_one_of(tree_.tag[subject], Tag::WP, Tag::WDT);
                const int whose = relative ? tree_.head[verb] : subject;
                return whose >= 0 && acts(whose) ? named(whose, amount.tokens) : TokenRange{};
            }
        if (!is_one_of(tree_.dep[verb], Dep::xcomp, Dep::conj, Dep::advcl)) break;
        verb = tree_.head[verb];
    }
    return {};
}

/// "bought four planes for | 300 million dollars": what has the price.
TokenRange Measured::priced(const Amount& amount, TokenRange chosen) const {
    const int noun = before_comparator(amount) - 1;
    if (noun < sentence(amount.tokens.begin).begin || !is(noun + 1, "for") || !tree_.is_noun(noun)) return {};
    if (chosen.contains(noun) || acts(noun) || document_.mentions.time_of_token[noun] >= 0) return {};
    const int other = document_.mentions.amount_of_token[noun];
    if (other < 0 || !document_.mentions.amounts[other].counted) return {};
    int begin = document_.mentions.amounts[other].tokens.begin;
    while (begin < noun && (tree_.tag[begin] == Tag::CD || is_one_of(tree_.lower(begin), "mln", "bln", "-"))) ++begin;
    return {begin, noun + 1};
}

/// "160 million dollars, of which | 38 percent": the whole.
TokenRange Measured::of_which(const Amount& amount) const {
    const int which = amount.tokens.begin - 1, first = sentence(amount.tokens.begin).begin;
    if (which - 2 < first || !(is(which, "which") || is(which, "whom")) || !is(which - 1, "of")) return {};
    const int last = is(which - 2, ",") ? which - 3 : which - 2;
    if (last < first) return {};
    if (const int other = document_.mentions.amount_of_token[last]; other >= 0) {
        const Amount& whole = document_.mentions.amounts[other];
        return whole.counted ? TokenRange{whole.head, last + 1} : whole.tokens;
    }
    return tree_.is_noun(last) ? noun_phrase(tree_, phrase_head(last), amount.tokens) : TokenRange{};
}

/// "debt fell to 149 percent of gross domestic product", "a deficit of 3 percent of GDP": what is so large.
TokenRange Measured::sized(const Amount& amount, const Clause& clause, TokenRange chosen) const {
    const TokenRange output = of_output(amount);
    if (output.empty() || chosen.empty() || !output.contains(chosen.end - 1)) return {};
    const int of = before_comparator(amount);
    if (is(of, "of") && of > 0 && tree_.is_noun(of - 1)) return noun_phrase(tree_, of - 1, amount.tokens);
    if (clause.object >= 0 && clause.object < amount.tokens.begin && word(clause.predicate, up_word | down_word))
        return noun_phrase(tree_, clause.object, amount.tokens);
    return clause.subject >= 0 && !acts(clause.subject) ? subject_phrase(clause, amount.tokens) : TokenRange{};
}

/// "Norway spent two billion on defence, up | 12 percent": what the sum before was of, not whose it was.
TokenRange Measured::up_from_sum(const Figure& figure, const Amount& amount, TokenRange chosen) const {
    const int way = amount.tokens.begin - 1, last = told_before(amount.tokens.begin) - 1;
    if (!(is(way, "up") || is(way, "down")) || !is(way - 1, ",") || last < 0 || figure.unit != "percent") return {};
    const Figure& before = told_.figures[last];
    const bool near = before.span.begin >= text_.span(sentence(amount.tokens.begin)).begin;
    if (!near || before.of.empty() || before.unit == figure.unit || chosen.empty()) return {};
    if (!acts(chosen.end - 1)) return {};
    return {text_.token_at(before.of[0].begin), text_.token_at(before.of[0].end - 1) + 1};
}

/// "It weighed five kilograms", "the gap narrowed to 3 percent", "money was allocated": what weighs, moved or is paid
/// for, not the verb.
TokenRange Measured::not_the_act(const Figure& figure, const Amount& amount, const Clause& clause,
                                 TokenRange chosen) const {
    if (chosen.empty() || !is_one_of(figure.role, "level", "change", "target", "share")) return {};
    const int head = chosen.begin;
    const bool size = figure.dimension == "length" && chosen.size() == 1 && tree_.tag[head] == Tag::JJ;
    const bool finite = is_one_of(tree_.tag[head], Tag::VBD, Tag::VBZ, Tag::VBP, Tag::VBN, Tag::VB);
    const bool verb = finite && (chosen.size() == 1 || word(head, up_word | down_word));
    if (!size && !verb) return {};
    if (const TokenRange spent = spent_on(figure, amount, clause); !spent.empty()) return spent;
    if (verb && head >= amount.tokens.end) return {};  // "nine acres lost since May"
    const bool weighs = is_one_of(tree_.lemma(head), "weigh", "measure", "cost");
    if (verb && !weighs && is_handled(figure, clause)) return {};
    if (word(head, up_word | down_word) && clause.object >= 0 && tree_.is_verb(head) &&
        document_.mentions.amount_of_token[clause.object] < 0)
        return noun_phrase(tree_, clause.object, amount.tokens);
    const int subject = clause.subject;
    if (subject < 0 || document_.mentions.amount_of_token[subject] >= 0) return {};
    if (verb && !weighs && figure.role != "change" && acts(subject)) return {};  // of what somebody did
    return subject_phrase(clause, amount.tokens);
}

}  // namespace dragoman::findings
