// The prepositional phrases of an act, wherever the parser hangs them.
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

/// The phrase with that preposition below `head` that is no time: "tariffs on steel on Monday"; -1 if none.
int phrase_below(const EventReading& reading, int head, std::string_view preposition) {
    const Annotation& tree = reading.tree;
    for (int c = tree.first_child[head]; c >= 0; c = tree.next_sibling[c]) {
        const Dep dep = tree.dep[c];
        if (dep != Dep::obl && dep != Dep::nmod && dep != Dep::obl_agent && dep != Dep::advcl && dep != Dep::acl)
            continue;
        if (marker_of(tree, c) == preposition && reading.mentions.time_of_token[c] < 0) return c;
    }
    return -1;
}

/// Does the token name a state by a word that is no adjective as well ("US", "UN")?
bool is_state_noun(const EventReading& reading, int token) {
    const std::string_view word = reading.text.word(token);
    if (word.size() < 2 || (word[1] >= 'A' && word[1] <= 'Z') || word[1] == '.') return false;
    const EntityIds& named = reading.mentions.of_head(token);
    return std::any_of(named.begin(), named.end(), [&](EntityId id) {
        const EntityInfo& who = reading.mentions.entities[id];
        return who.type == EntityType::country || who.rule.rfind("capital:", 0) == 0;
    });
}

/// "gave Peru 20 tanks", "sold Peru missiles": the parser takes the name for a part of what is given. No name stands
/// before the number of a noun, and of a state's things its adjective tells.
int receiver_before_object(const EventReading& reading, int verb) {
    const Annotation& tree = reading.tree;
    const int given = tree.child(verb, Dep::obj);
    for (int c = given < 0 ? -1 : tree.first_child[given]; c >= 0 && c < given; c = tree.next_sibling[c]) {
        if (tree.dep[c] == Dep::punct) continue;
        if (tree.left[c] != verb + 1 || c > verb + 3 || tree.dep[c] != Dep::compound || !tree.is_proper(c)) return -1;
        const int number = tree.child(given, Dep::nummod), det = tree.child(given, Dep::det);
        return number > c || det > c || is_state_noun(reading, c) ? c : -1;
    }
    return -1;
}

}  // namespace

int receiver_of(const EventReading& reading, int verb) {
    const Annotation& tree = reading.tree;
    if (const int given = tree.child(verb, Dep::iobj); given >= 0) return given;
    if (is_passive(tree, verb)) return tree.child(verb, Dep::obj) >= 0 ? tree.child(verb, Dep::nsubj_pass) : -1;
    return receiver_before_object(reading, verb);
}

int phrase_of_act(const EventReading& reading, const Trigger& trigger, int object, std::string_view preposition) {
    const Annotation& tree = reading.tree;
    int head = phrase_below(reading, trigger.token, preposition);
    if (head < 0 && trigger.carrier >= 0) head = phrase_below(reading, trigger.carrier, preposition);
    // "a call made by X to Y", "talks held with X"
    if (const int made = tree.child(trigger.token, Dep::acl);
        head < 0 && trigger.is_noun && made >= 0 && tree.tag[made] == Tag::VBN)
        head = phrase_below(reading, made, preposition);
    if (head >= 0 || trigger.is_noun || object < 0) return head;
    head = phrase_below(reading, object, preposition);
    // "lifted the ban imposed on X"
    if (const int imposed = tree.child(object, Dep::acl); head < 0 && imposed >= 0)
        head = phrase_below(reading, imposed, preposition);
    // "two million dollars in aid to X"
    if (const int inner = tree.child(object, Dep::nmod); head < 0 && inner >= 0)
        head = phrase_below(reading, inner, preposition);
    return head;
}

int shared_object_of(const Annotation& tree, int verb) {
    const int own = object_of(tree, verb), next = tree.child(verb, Dep::conj);
    if (own < 0 && is_passive(tree, verb) && tree.dep[verb] == Dep::advcl)
        if (const std::string_view marker = marker_of(tree, verb); marker == "before" || marker == "after")
            return subject_of(tree, verb).head;
    if (own >= 0 || next != verb + 2 || tree.tag[next] != tree.tag[verb]) return own;
    return is_passive(tree, verb) ? own : tree.child(next, Dep::obj);
}

bool is_to_each_other(const Annotation& tree, int verb) {
    const int end = std::min(tree.size(), verb + 3);
    for (int t = verb + 1; t + 1 < end; ++t)
        if (t + 2 < tree.size() && tree.tag[t + 2] == Tag::POS)
            return false;  // "defending each other's interests"
        else if ((tree.lower(t) == "each" && tree.lower(t + 1) == "other") ||
                 (tree.lower(t) == "one" && tree.lower(t + 1) == "another"))
            return true;
    return false;
}

}  // namespace dragoman::findings
