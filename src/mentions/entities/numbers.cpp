// Numbers and adjectives that stand for people: "tens of thousands marched", "police arrested 40", "both were
// detained", "visited the wounded".
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

bool is_round_number(std::string_view lemma) {
    return among(lemma, {"dozen", "hundred", "million", "score", "ten", "thousand"});
}

/// What only people do. Of a share or a price one says none of these.
bool is_done_by_people(const Reading& r, int verb) {
    const std::string_view lemma = r.tree.lemma(verb);
    if (lemma == "turn") {
        const int particle = r.tree.child(verb, Dep::compound_prt);
        return particle >= 0 && r.lower(particle) == "out";
    }
    if (lemma == "take" || lemma == "pour") {  // "took to the streets"
        for (int c = r.tree.first_child[verb]; c >= 0; c = r.tree.next_sibling[c])
            if (c > verb && r.tree.dep[c] == Dep::obl && r.tree.lemma(c) == "street") return true;
        return false;
    }
    return among(lemma, {"assemble", "demonstrate", "die", "drown", "flee", "gather", "march", "mourn", "perish",
                         "picket", "protest", "rally", "riot"});
}

bool is_done_to_people(std::string_view lemma) {
    return among(lemma, {"abduct",  "arrest",      "behead",      "deport", "detain",   "displace", "evacuate",
                         "execute", "hospitalise", "hospitalize", "hurt",   "imprison", "injure",   "jail",
                         "kidnap",  "kill",        "massacre",    "rescue", "shoot",    "wound"});
}

/// "tens of thousands" is a number still, "three of the ships" is none of people.
bool is_number_alone(const Reading& r, int t) {
    for (int c = r.tree.first_child[t]; c >= 0; c = r.tree.next_sibling[c]) {
        const Dep dep = r.tree.dep[c];
        if (c > t && (dep == Dep::nmod || dep == Dep::appos || dep == Dep::flat || dep == Dep::compound) &&
            !(dep == Dep::nmod && is_round_number(r.tree.lemma(c)) && is_number_alone(r, c)))
            return false;
        if (dep == Dep::cop || r.lower(c) == "%") return false;
    }
    return true;
}

/// A subject, an object or a phrase behind a preposition.
bool is_taking_part(Dep dep) {
    return dep == Dep::nsubj || dep == Dep::nsubj_pass || dep == Dep::obj || dep == Dep::iobj || dep == Dep::obl ||
           dep == Dep::obl_agent;
}

/// Nothing behind it tells what it is of.
bool is_alone(const Reading& r, int t) {
    for (int c = r.tree.first_child[t]; c >= 0; c = r.tree.next_sibling[c])
        if (c > t && r.tree.tag[c] != Tag::VBG &&  // "accused both of lying"
            (r.tree.dep[c] == Dep::nmod || r.tree.dep[c] == Dep::flat || r.tree.dep[c] == Dep::conj ||
             r.tree.dep[c] == Dep::acl || r.tree.dep[c] == Dep::acl_relcl))
            return false;
    return true;
}

}  // namespace

bool is_count_alone(const Reading& r, int t) {
    const bool both = r.lower(t) == "both" && r.tree.tag[t] == Tag::DT;
    const bool the = r.tree.tag[t] == Tag::CD && among(r.lower(t), {"two", "three"}) && r.lower(t - 1) == "the";
    return (both || the) && is_taking_part(r.tree.dep[t]) && r.tree.is_verb(r.tree.head[t]) && is_alone(r, t);
}

bool is_quality_of_people(const Reading& r, int t) {
    if (!is_taking_part(r.tree.dep[t]) || r.capital(t) || !is_alone(r, t)) return false;
    const bool the = r.lower(r.tree.child(t, Dep::det)) == "the";
    const Tag tag = r.tree.tag[t];
    if (the && (tag == Tag::JJ || tag == Tag::VBN) && !among(r.lower(t), {"other", "same", "latter", "former"}))
        return r.known.noun(r.tree, t, t).kind == NounKind::people;
    if (tag != Tag::NN && tag != Tag::NNP) return false;
    if (r.lower(t) == "management") return r.tree.first_child[t] < 0 || the;
    const int far = r.tree.child(t, Dep::amod);
    return the && among(r.lower(t), {"left", "right"}) &&
           (far >= 0 ? r.lower(far) == "far" : r.lower(t) == "left" && r.tree.dep[t] == Dep::nsubj);
}

bool is_number_of_people(const Reading& r, int t) {
    const bool round = r.tree.tag[t] == Tag::NNS && is_round_number(r.tree.lemma(t));
    if ((!round && r.tree.tag[t] != Tag::CD) || r.lower(t) == "one") return false;
    if (const int amount = r.out.amount_of_token[t]; amount >= 0 && !r.out.amounts[amount].unit.empty()) return false;
    const int verb = r.tree.head[t];
    if (verb < 0 || !r.tree.is_verb(verb) || !is_number_alone(r, t)) return false;
    if (r.tree.dep[t] == Dep::nsubj && is_done_by_people(r, verb)) return true;
    return (r.tree.dep[t] == Dep::nsubj_pass || r.tree.dep[t] == Dep::obj) && is_done_to_people(r.tree.lemma(verb));
}

}  // namespace dragoman::mentions
