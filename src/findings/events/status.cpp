// How real an act is: tense, mood and negation of its clause, and what governs it.
#include <algorithm>
#include <array>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

constexpr int longest_climb = 5;

EventStatus status_named(std::string_view name) {
    if (name == "ongoing") return EventStatus::ongoing;
    if (name == "planned") return EventStatus::planned;
    if (name == "intended") return EventStatus::intended;
    if (name == "urged") return EventStatus::urged;
    if (name == "denied") return EventStatus::denied;
    if (name == "hypothetical") return EventStatus::hypothetical;
    return EventStatus::occurred;
}

bool is_past(const Annotation& tree, int verb) {
    if (tree.tag[verb] == Tag::VBD) return true;
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if ((tree.dep[c] == Dep::aux || tree.dep[c] == Dep::aux_pass) &&
            (tree.tag[c] == Tag::VBD || tree.lemma(c) == "have"))
            return true;
    return false;
}

/// "would" tells the future of a past ("said it would"), else what is not so.
bool would_is_future(const EventReading& reading, int verb) {
    if (reading.found.statement_of_token[verb] >= 0) return true;
    const Annotation& tree = reading.tree;
    return tree.dep[verb] == Dep::ccomp && tree.head[verb] >= 0 && is_past(tree, tree.head[verb]);
}

/// "would have allowed": it did not come to it.
bool has_perfect(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::aux && tree.lower(c) == "have") return true;
    return false;
}

/// "would send troops if asked": on a condition.
bool has_if(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::advcl && marker_of(tree, c) == "if") return true;
    return false;
}

std::optional<EventStatus> by_modal(const EventReading& reading, int verb) {
    const std::string_view modal = modal_of(reading.tree, verb);
    if (modal == "will") return EventStatus::planned;
    if (modal == "would" && (has_perfect(reading.tree, verb) || has_if(reading.tree, verb)))
        return EventStatus::hypothetical;
    if (modal == "would") return would_is_future(reading, verb) ? EventStatus::planned : EventStatus::hypothetical;
    if (modal == "should" || modal == "must" || modal == "ought") return EventStatus::urged;
    if (modal == "could" || modal == "may" || modal == "might" || modal == "can") return EventStatus::hypothetical;
    return std::nullopt;
}

bool is_conditional(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::mark &&
            (tree.lower(c) == "if" || tree.lower(c) == "unless" || tree.lower(c) == "whether"))
            return true;
    return false;
}

/// An inquiry goes on when it is told of as going on, though it is a matter of words.
bool is_inquiry(const Annotation& tree, int token) {
    constexpr std::string_view words[] = {"investigate", "probe", "examine", "investigation", "inquiry"};
    return std::find(std::begin(words), std::end(words), tree.lemma(token)) != std::end(words);
}

/// "the rebels are backed by Chile", "which backs the rebels": who stands by somebody does so for long.
bool is_backing(const Annotation& tree, int verb, bool present_be) {
    const std::string_view word = tree.lemma(verb);
    if (word != "back" && word != "support") return false;
    const bool passive = tree.tag[verb] == Tag::VBN && present_be && phrase_with(tree, verb, "by") >= 0;
    return passive || (tree.dep[verb] == Dep::acl_relcl && (tree.tag[verb] == Tag::VBZ || tree.tag[verb] == Tag::VBP));
}

/// "was bombing", "were being bombed": goes on when the story is told, unless it is told aside of somebody, or is a
/// measure that takes effect at a stroke ("was suspending payments").
bool is_past_progressive(const Annotation& tree, int verb, bool past_be, bool being) {
    constexpr std::string_view strokes[] = {"suspend", "halt", "stop", "end", "withdraw", "leave", "close", "cancel"};
    if (!past_be || tree.dep[verb] == Dep::acl_relcl || tree.dep[verb] == Dep::advcl) return false;
    if (std::find(std::begin(strokes), std::end(strokes), tree.lemma(verb)) != std::end(strokes)) return false;
    return tree.tag[verb] == Tag::VBG || (tree.tag[verb] == Tag::VBN && being);
}

/// "Police beat students": verbs whose past looks like their present; news tells of acts in the past.
bool is_like_its_past(const Annotation& tree, int verb) {
    constexpr std::string_view words[] = {"beat", "hit",   "cut",  "shut", "set",
                                          "put",  "split", "quit", "cast", "spread"};
    return std::find(std::begin(words), std::end(words), tree.lemma(verb)) != std::end(words);
}

/// Present: "is bombing", "has been bombing", and of what lasts also "bombs". What is done by
/// saying so has happened, unless it goes on.
EventStatus by_tense(const Annotation& tree, int verb, bool verbal) {
    bool present_be = false, past_be = false, been = false, has = false, being = false;
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c]) {
        if (tree.dep[c] != Dep::aux && tree.dep[c] != Dep::aux_pass) continue;
        const std::string_view word = tree.lower(c);
        present_be |= word == "is" || word == "are" || word == "am" || word == "'re" || word == "'m";
        past_be |= word == "was" || word == "were";
        been |= word == "been";
        being |= word == "being";
        has |= word == "has" || word == "have" || word == "'ve";
    }
    if (tree.tag[verb] == Tag::VBG && (present_be || (has && been))) return EventStatus::ongoing;
    if (tree.tag[verb] == Tag::VBN && present_be && being) return EventStatus::ongoing;  // "is being bombed"
    if (!verbal && is_past_progressive(tree, verb, past_be, being)) return EventStatus::ongoing;
    if (verbal) return is_backing(tree, verb, present_be) ? EventStatus::ongoing : EventStatus::occurred;
    const bool present = tree.tag[verb] == Tag::VBZ || (tree.tag[verb] == Tag::VBP && !is_like_its_past(tree, verb));
    if (present && !has) return EventStatus::ongoing;
    return EventStatus::occurred;
}

/// "called for banning marches", "refrained from attacking", "looks forward to meeting": a participle under a
/// preposition that its governor asks for.
bool is_asked_for(const Annotation& tree, int token) {
    const int governor = tree.head[token];
    if (tree.tag[token] != Tag::VBG || governor > token) return false;
    const std::string_view marker = marker_of(tree, token);
    return (marker == "for" && (tree.is_noun(governor) || tree.child(governor, Dep::obj) < 0)) || marker == "from" ||
           marker == "to" || marker == "against";
}

/// "a demand that Chile withdraw": what is only wished for.
bool is_subjunctive(const Annotation& tree, int verb) {
    return tree.tag[verb] == Tag::VB && marker_of(tree, verb) == "that" && modal_of(tree, verb).empty();
}

/// "a referendum on annexing the land", "a debate about sending troops": what is not yet decided.
bool is_undecided(const Annotation& tree, int token) {
    constexpr std::string_view words[] = {"referendum", "vote", "debate", "bill", "talk", "discussion", "question"};
    const int governor = tree.head[token];
    if (tree.tag[token] != Tag::VBG || governor < 0) return false;
    const std::string_view marker = marker_of(tree, token);
    return (marker == "on" || marker == "about" || marker == "over") &&
           std::find(std::begin(words), std::end(words), tree.lemma(governor)) != std::end(words);
}

/// "without attacking", "rather than attack", "without talks".
const Intent* intent_of_mark(const EventReading& reading, int token) {
    const auto& marks = reading.lexicon.intent_marks;
    const auto found = marks.find(marker_of(reading.tree, token));
    return found == marks.end() ? nullptr : &found->second;
}

/// A copula's or auxiliary's word of intent: "is due to", "is ready to".
const Intent* intent_over(const EventReading& reading, int token) {
    const Annotation& tree = reading.tree;
    const int governor = tree.head[token];
    if (governor < 0) return nullptr;
    switch (tree.dep[token]) {
        case Dep::ccomp: {
            const Intent* intent = reading.lexicon.intent(tree, governor);
            const bool over = is_past(tree, token) && !(intent && intent->status == "denied");  // "denied it had"
            return over ? nullptr : intent;
        }
        case Dep::xcomp:
            return reading.lexicon.intent(tree, governor);
        case Dep::parataxis:  // "is due to visit", hung loosely
            return is_infinitive(tree, token) ? reading.lexicon.intent(tree, governor) : nullptr;
        case Dep::acl:
            return is_infinitive(tree, token) || is_asked_for(tree, token) || is_subjunctive(tree, token)
                       ? reading.lexicon.intent(tree, governor)
                       : nullptr;
        case Dep::advcl: {
            if (is_asked_for(tree, token)) return reading.lexicon.intent(tree, governor);
            if (!is_infinitive(tree, token)) return nullptr;
            // "announced plans to leave", with the infinitive hung on the verb.
            const int object = tree.is_verb(governor) ? object_of(tree, governor) : -1;
            if (object >= 0 && object < token)
                if (const Intent* intent = reading.lexicon.intent(tree, object)) return intent;
            return reading.lexicon.intent(tree, governor);
        }
        default:
            return nullptr;
    }
}

/// Nouns below a verb of wishing or urging: "want talks", "called for the release", "a plan for talks".
const Intent* intent_over_noun(const EventReading& reading, int noun) {
    const Annotation& tree = reading.tree;
    const int governor = tree.head[noun];
    if (governor < 0) return nullptr;
    const bool object = tree.dep[noun] == Dep::obj || tree.dep[noun] == Dep::nsubj_pass;
    const bool phrase = (tree.dep[noun] == Dep::obl || tree.dep[noun] == Dep::nmod) && marker_of(tree, noun) == "for";
    if (!object && !phrase) return nullptr;
    return reading.lexicon.intent(tree, governor);
}

/// "could face an inquiry", "might call for talks": what may be done to a noun, or for it, may be.
bool is_only_possible(const EventReading& reading, int noun) {
    const Annotation& tree = reading.tree;
    const int verb = tree.head[noun];
    if (verb < 0 || !tree.is_verb(verb)) return false;
    const bool near = tree.dep[noun] == Dep::obj || (tree.dep[noun] == Dep::obl && marker_of(tree, noun) == "for");
    return near && by_modal(reading, verb) == EventStatus::hypothetical;
}

/// "will travel to Lima for talks": as much to come as the travel.
bool is_purpose(const Annotation& tree, int noun) {
    return tree.dep[noun] == Dep::obl && marker_of(tree, noun) == "for" && tree.is_verb(tree.head[noun]);
}

/// "negotiations are foundering": what does something now goes on.
bool is_under_way(const Annotation& tree, int noun) {
    const int verb = tree.dep[noun] == Dep::nsubj ? tree.head[noun] : -1;
    return verb >= 0 && tree.is_verb(verb) && tree.tag[verb] == Tag::VBG && !is_negated(tree, verb) &&
           by_tense(tree, verb, true) == EventStatus::ongoing;
}

const Intent* intent_beside(const EventReading& reading, int noun) {
    const Annotation& tree = reading.tree;
    for (int c = tree.first_child[noun]; c >= 0; c = tree.next_sibling[c]) {
        if (tree.dep[c] != Dep::amod && tree.dep[c] != Dep::acl) continue;
        for (std::string_view word : {tree.lower(c), tree.lemma(c)})
            if (const auto found = reading.lexicon.intent_modifiers.find(word);
                found != reading.lexicon.intent_modifiers.end())
                return &found->second;
        if (tree.dep[c] == Dep::acl && tree.tag[c] == Tag::VBN)
            if (const Intent* intent = reading.lexicon.intent(tree, c); intent && intent->status == "planned")
                return intent;
    }
    return nullptr;
}

/// "denied reports that the army had attacked", "dismissed claims that it would": what words of others tell, and
/// somebody denies.
bool is_told_to_be_false(const Annotation& tree, int verb) {
    constexpr std::string_view words[] = {"accusation", "allegation", "claim",      "report",
                                          "rumor",      "rumour",     "suggestion", "speculation"};
    constexpr std::string_view denying[] = {"deny", "dismiss", "reject", "refute", "dispute"};
    const int noun = tree.dep[verb] == Dep::acl || tree.dep[verb] == Dep::ccomp ? tree.head[verb] : -1;
    const int by = noun >= 0 && tree.dep[noun] == Dep::obj ? tree.head[noun] : -1;
    return by >= 0 && !is_negated(tree, by) &&
           std::find(std::begin(words), std::end(words), tree.lemma(noun)) != std::end(words) &&
           std::find(std::begin(denying), std::end(denying), tree.lemma(by)) != std::end(denying);
}

EventStatus status_of_verb(const EventReading& reading, int verb, bool verbal) {
    const Annotation& tree = reading.tree;
    if (is_told_to_be_false(tree, verb)) return EventStatus::denied;
    if (is_asked(tree, verb)) return EventStatus::hypothetical;
    int at = verb;
    for (int step = 0; at >= 0 && step < longest_climb; ++step) {
        if (is_negated(tree, at) || intent_of_mark(reading, at)) return EventStatus::denied;
        if (is_conditional(tree, at) || is_undecided(tree, at)) return EventStatus::hypothetical;
        if (const auto modal = by_modal(reading, at)) return *modal;
        if (const Intent* intent = intent_over(reading, at); intent && !intent->status.empty()) {
            if (is_negated(tree, tree.head[at])) return EventStatus::denied;
            // "voted to leave" decides it, "voted to condemn" does it.
            if (!verbal && tree.head[at] >= 0 && tree.lemma(tree.head[at]) == "vote") return EventStatus::intended;
            if (intent->status == "occurred") {
                at = tree.head[at];
                continue;
            }
            // "will be able to meet": the ability is what is fixed.
            if (intent->status == "hypothetical")
                if (const auto modal = by_modal(reading, tree.head[at])) return *modal;
            return status_named(intent->status);
        }
        if (is_appointed(tree, at)) return EventStatus::planned;
        const Dep dep = tree.dep[at];
        const bool bare = tree.tag[at] == Tag::VB || is_infinitive(tree, at);
        if ((dep == Dep::advcl || dep == Dep::acl) && is_infinitive(tree, at)) return EventStatus::intended;
        // "should stand firm in rejecting": the participle shares the modal.
        const bool participle = dep == Dep::advcl && tree.tag[at] == Tag::VBG && tree.head[at] >= 0 &&
                                !modal_of(tree, tree.head[at]).empty();
        const bool inherits =
            participle || dep == Dep::xcomp ||
            (dep == Dep::conj && (bare || tree.tag[at] == Tag::VBN) && tree.child(at, Dep::nsubj) < 0);
        if (!inherits) break;
        at = tree.head[at];
    }
    if (at < 0) at = verb;
    return by_tense(tree, at, verbal);
}

}  // namespace

bool is_appointed(const Annotation& tree, int verb) {
    if (!is_infinitive(tree, verb)) return false;
    const auto is_be = [&](int t) { return t >= 0 && (tree.lower(t) == "is" || tree.lower(t) == "are"); };
    if ((tree.dep[verb] == Dep::xcomp || tree.dep[verb] == Dep::ccomp) && is_be(tree.head[verb])) return true;
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::aux || tree.dep[c] == Dep::cop) return is_be(c);
    return false;
}

EventStatus status_of(const EventReading& reading, const Trigger& trigger, bool verbal) {
    const Annotation& tree = reading.tree;
    verbal = verbal && !is_inquiry(tree, trigger.token);
    if (!trigger.is_noun) {
        if (tree.tag[trigger.token] != Tag::JJ) return status_of_verb(reading, trigger.token, verbal);
        if (is_negated(tree, trigger.token)) return EventStatus::denied;
        return by_modal(reading, trigger.token).value_or(EventStatus::occurred);
    }
    if (is_negated(tree, trigger.token) || intent_of_mark(reading, trigger.token)) return EventStatus::denied;
    if (const Intent* over = intent_over_noun(reading, trigger.token); over && over->status == "denied")
        return EventStatus::denied;  // "a planned attack was foiled"
    const Intent* beside = intent_beside(reading, trigger.token);
    if (beside && !beside->status.empty()) return status_named(beside->status);
    if (trigger.carrier >= 0) {
        const bool noun_acts = trigger.support.noun == Carries::subject;
        const EventStatus carried =
            status_of_verb(reading, trigger.carrier, verbal || !(noun_acts || is_inquiry(tree, trigger.token)));
        const bool told = carried == EventStatus::occurred || carried == EventStatus::ongoing;
        if (told && !trigger.support.status.empty()) return status_named(trigger.support.status);
        return carried;
    }
    if (const Intent* over = intent_over_noun(reading, trigger.token); over && !over->status.empty())
        return status_named(over->status);
    if (is_only_possible(reading, trigger.token)) return EventStatus::hypothetical;
    if (!verbal && is_under_way(tree, trigger.token)) return EventStatus::ongoing;
    return is_purpose(tree, trigger.token) &&
                   status_of_verb(reading, tree.head[trigger.token], false) == EventStatus::planned
               ? EventStatus::planned
               : EventStatus::occurred;
}

bool is_performed(const EventReading& reading, const Trigger& trigger) {
    const int around = reading.found.statement_of_token[trigger.token];
    if (around < 0 || reading.found.statements[around].form != Form::direct || is_negated(reading.tree, trigger.token))
        return false;
    const ClauseSubject subject = subject_of(reading.tree, trigger.clause());
    if (subject.head < 0) return false;
    const std::string_view word = reading.tree.lower(subject.head);
    return word == "i" || word == "we" || word == "me" || word == "us";
}

}  // namespace dragoman::findings
