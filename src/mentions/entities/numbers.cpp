// Numbers that stand for people: "tens of thousands marched", "at least 12 were killed", "police arrested 40".
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

}  // namespace

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
