// The prepositional phrases of an act, wherever the parser hangs them.
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

}  // namespace

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

}  // namespace dragoman::findings
