// Which word tells of an act, which verb carries it where that is a noun, and whether the words stand beside it that
// its frame asks for.
#include <algorithm>
#include <optional>

#include "findings/events/parts.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

bool is_occasion(const Annotation& tree, int noun) {
    if (tree.dep[noun] != Dep::obl) return false;
    const std::string_view marker = marker_of(tree, noun), lemma = tree.lemma(noun);
    if (marker != "in" && marker != "at" && marker != "during" && marker != "by" && marker != "on" && marker != "over")
        return false;
    return lemma == "call" || lemma == "talk" || lemma == "meeting" || lemma == "conversation" ||
           lemma == "negotiation";
}

namespace {

bool is_subject(Dep dep) { return dep == Dep::nsubj || dep == Dep::nsubj_pass; }

/// "the criticisms that X lobbed at Y": carried by its own clause.
bool is_carried_by_clause(const EventReading& reading, Trigger& trigger) {
    const Annotation& tree = reading.tree;
    const int token = trigger.token, said = tree.child(token, Dep::acl_relcl);
    if (said <= token) return false;
    const SupportVerb* support = reading.lexicon.support(tree.lemma(said), Carries::object);
    const int subject = tree.child(said, Dep::nsubj), object = tree.child(said, Dep::obj);
    if (!support || subject <= token || meant_by(tree, subject, said) != subject) return false;
    if (object >= 0 && meant_by(tree, object, said) != token) return false;
    trigger.carrier = said, trigger.support = *support;
    return true;
}

/// "a series of attacks", "talks and consultations": what counts them and the first conjunct are carried.
int carried_noun(const EventReading& reading, int token) {
    const Annotation& tree = reading.tree;
    int noun = token;
    for (int step = 0; step < 3; ++step) {
        const int up = tree.head[noun];
        if (up < 0 || !tree.is_noun(up)) break;
        const bool counts = tree.dep[noun] == Dep::nmod && reading.lexicon.counted(tree, up) == noun;
        if (tree.dep[noun] != Dep::conj && !counts) break;
        noun = up;
    }
    return noun;
}

/// As what a verb carries a noun, if it may.
std::optional<Carries> carried_as(const Annotation& tree, int verb, int noun) {
    if (object_of(tree, verb) == noun) return Carries::object;
    if (is_subject(tree.dep[noun])) return Carries::subject;
    if (tree.dep[noun] != Dep::obl) return std::nullopt;
    const std::string_view marker = marker_of(tree, noun);
    if (marker == "into" || marker == "in" || is_occasion(tree, noun)) return Carries::phrase;
    return std::nullopt;
}

}  // namespace

Trigger trigger_at(const EventReading& reading, int token) {
    const Annotation& tree = reading.tree;
    Trigger trigger{token};
    trigger.is_noun = tree.is_noun(token);
    if (!trigger.is_noun || is_carried_by_clause(reading, trigger)) return trigger;
    const int noun = carried_noun(reading, token), verb = tree.head[noun];
    if (verb < 0 || !(tree.is_verb(verb) || tree.tag[verb] == Tag::JJ)) return trigger;
    // "is set to open", "is due to begin": what is set carries on below.
    if (const int below = tree.child(verb, Dep::xcomp); below >= 0 && is_subject(tree.dep[noun]))
        if (const SupportVerb* support = reading.lexicon.support(tree.lemma(below), Carries::subject)) {
            trigger.carrier = below, trigger.support = *support;
            return trigger;
        }
    const auto carries = tree.is_verb(verb) ? carried_as(tree, verb, noun) : std::nullopt;
    if (!carries) return trigger;
    trigger.support.noun = *carries;
    if (const SupportVerb* support = reading.lexicon.support(tree.lemma(verb), *carries)) {
        trigger.carrier = verb, trigger.support = *support;
    } else if (is_occasion(tree, noun)) {
        trigger.carrier = verb, trigger.support = {Carries::phrase, "actor", {}};
    }
    return trigger;
}

namespace {

/// "imposed martial law": what stands before an object that is a companion itself.
bool is_before_companion(const Annotation& tree, const Trigger& trigger, const EventFrame& frame,
                         std::string_view word) {
    if (frame.companions.size() < 2) return false;
    const int object = trigger.is_noun ? -1 : object_of(tree, trigger.token);
    if (object < 0 ||
        std::find(frame.companions.begin(), frame.companions.end(), tree.lemma(object)) == frame.companions.end())
        return false;
    for (int c = tree.first_child[object]; c >= 0 && c < object; c = tree.next_sibling[c])
        if ((tree.dep[c] == Dep::amod || tree.dep[c] == Dep::compound) && tree.lemma(c) == word) return true;
    return false;
}

/// "suspended the talks after an attack": when or why it was done, not what.
bool is_occasion_of(const Annotation& tree, int phrase) {
    if (tree.dep[phrase] != Dep::obl) return false;
    const std::string_view marker = marker_of(tree, phrase);
    return marker == "after" || marker == "following" || marker == "amid" || marker == "before" || marker == "during" ||
           marker == "since" || marker == "despite" || marker == "until";
}

}  // namespace

bool has_companions(const EventReading& reading, const Trigger& trigger, const EventFrame& frame) {
    const Annotation& tree = reading.tree;
    for (std::string_view word : frame.companions) {
        if (word == "of") continue;
        bool seen = false;
        for (int c = tree.first_child[trigger.token]; c >= 0 && !seen; c = tree.next_sibling[c]) {
            if (trigger.is_noun && tree.dep[c] != Dep::compound && tree.dep[c] != Dep::amod && tree.dep[c] != Dep::nmod)
                continue;
            if (!trigger.is_noun &&
                (tree.dep[c] == Dep::nsubj || tree.dep[c] == Dep::conj || tree.dep[c] == Dep::parataxis))
                continue;
            if (reading.mentions.time_of_token[c] >= 0 && !trigger.is_noun) continue;  // "called him on Friday"
            if (tree.dep[c] == Dep::obl &&
                (word == "in" || word == "up" || word == "off" || word == "down" || word == "over"))
                continue;
            seen = tree.lower(c) == word || tree.lemma(c) == word ||
                   (!trigger.is_noun && (tree.dep[c] != Dep::advcl || tree.tag[c] == Tag::VBG) &&
                    marker_of(tree, c) == word);
            seen = seen && (trigger.is_noun || !is_occasion_of(tree, c) || marker_of(tree, c) == word);
        }
        if (!seen && !trigger.is_noun && tree.child(trigger.token, Dep::nsubj_pass) >= 0)
            seen = tree.lemma(tree.child(trigger.token, Dep::nsubj_pass)) == word;
        if (!seen && !is_before_companion(tree, trigger, frame, word)) return false;
    }
    return true;
}

}  // namespace dragoman::findings
