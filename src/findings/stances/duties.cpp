// What a speaker holds must or need be, what does harm, what there is no reason for.
#include <algorithm>

#include "findings/events/clause.h"
#include "findings/stances/parts.h"

namespace dragoman::findings {

/// "The plan deserves support", "he does not merit respect", in somebody's words.
void Stances::deserved(int verb) {
    if (!is_in(tree_.lemma(verb), {"deserve", "merit"}) || supposed(verb)) return;
    const EntityIds& speakers = speakers_around(verb);
    const int object = tree_.child(verb, Dep::obj);
    const Subject subject = subject_of(reading_, verb);
    if (speakers.empty() || object < 0 || subject.head < 0 || subject.passive) return;
    const auto word = words_.nouns.find(tree_.lemma(object));
    const bool credit = is_in(tree_.lemma(object), {"credit", "help", "thanks"});
    if ((word == words_.nouns.end() && !credit) || of_speaker(subject.head, speakers)) return;
    const bool against = !credit && word->second.front().against;
    add(speakers, subject.head, against != reading_.negated(verb), {tree_.left[subject.head], object + 1}, verb, false);
}

/// "Its status must be maintained": the speaker is for it. "There must be no double standards": against them.
void Stances::kept(int verb) {
    const EntityIds& speakers = speakers_around(verb);
    if (speakers.empty()) return;
    needless(verb);
    if (!must(verb)) return;
    if (tree_.lemma(verb) == "be" && tree_.child(verb, Dep::expl) >= 0) {
        const int what = tree_.child(verb, Dep::nsubj);
        const int no = what < 0 ? -1 : tree_.child(what, Dep::det);
        if (no >= 0 && tree_.lower(no) == "no") add(speakers, what, true, {verb, tree_.right[what]}, verb, false);
        return;
    }
    const Subject subject = subject_of(reading_, verb);
    if (subject.head < 0) return;
    const auto duty = words_.duties.find(tree_.lemma(verb));
    const bool listed = duty != words_.duties.end() && duty->second.target == "must";
    // "it should never have been sold": what was done was wrong
    if (const bool done = modal_of(tree_, verb) == "should" && tree_.tag[verb] == Tag::VBN && has_have(verb);
        done && reading_.negated(verb) && !tree_.is_pronoun(subject.head) && !of_speaker(subject.head, speakers))
        return add(speakers, subject.head, true, {tree_.left[subject.head], verb + 1}, verb, false);
    if (!subject.passive) return active_duty(verb, subject.head, listed ? &duty->second : nullptr);
    if (tree_.is_pronoun(subject.head) || !listed) return;
    add(speakers, subject.head, duty->second.against != reading_.negated(verb), {tree_.left[subject.head], verb + 1},
        verb, false);
}

bool Stances::has_have(int verb) const {
    for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
        if (tree_.lower(c) == "have") return true;
    return false;
}

/// "The raids must stop", "the talks should go on"; "we need to protect the forest", "it is time to lift the ban".
void Stances::active_duty(int verb, int subject, const StanceLexicon::Word* duty) {
    const int object = tree_.child(verb, Dep::obj);
    if (reading_.negated(verb)) return;
    const bool over = is_in(tree_.lemma(verb), {"end", "stop", "cease"});
    if (object < 0 && !tree_.is_pronoun(subject) && (over || is_in(tree_.lemma(verb), {"continue", "prevail"})) &&
        tree_.child(verb, Dep::xcomp) < 0)
        return add(speakers_around(verb), subject, over, {tree_.left[subject], verb + 1}, verb, false);
    const bool ours =
        tree_.lower(subject) == "we" || subject == tree_.head[verb] || of_speaker(subject, speakers_around(verb));
    if (!duty || object < 0 || tree_.is_pronoun(object) || !ours || tree_.lemma(verb) == "strengthen") return;
    add_all(speakers_around(verb), object, duty->against, verb, false);
}

/// "There is no justification for the raid": against it. "There is no alternative to the accord": for it.
void Stances::needless(int verb) {
    const int what =
        tree_.lemma(verb) == "be" && tree_.child(verb, Dep::expl) >= 0 ? tree_.child(verb, Dep::nsubj) : -1;
    const int no = what < 0 ? -1 : tree_.child(what, Dep::det);
    if (no < 0 || tree_.lower(no) != "no" || unreal(verb)) return;
    const bool best = is_in(tree_.lemma(what), {"alternative", "substitute"});
    if (!best && !is_in(tree_.lemma(what), {"justification", "excuse", "place"})) return;
    const int target = phrase(what, best && tree_.lemma(what) == "alternative" ? "to" : "for");
    if (target >= 0) add_all(speakers_around(verb), target, !best, what, false);
}

/// "The levy hurts farmers", "the law is dividing us": what a thing does now, as a speaker tells it.
void Stances::harms(int verb) {
    if (!is_in(tree_.lemma(verb),
               {"hurt", "damage", "weaken", "worsen", "destroy", "ruin", "cripple", "threaten", "divide"}) ||
        tree_.child(verb, Dep::obj) < 0 || speakers_around(verb).empty() || unreal(verb))
        return;
    const Subject subject = subject_of(reading_, verb);
    if (subject.passive || subject.head < 0 || lives(subject.head)) return;
    const int first = tree_.dep[verb] == Dep::conj ? tree_.head[verb] : verb;
    if (tree_.dep[first] == Dep::acl_relcl) return;  // tells which one is meant
    const Tag tag = tree_.tag[verb];
    const int aux = tree_.child(verb, Dep::aux);
    const bool now = tag == Tag::VBZ || tag == Tag::VBP || (tag == Tag::VBG && aux >= 0) ||
                     (tag == Tag::VBN && aux >= 0 && tree_.lemma(aux) == "have");
    // "said it threatened growth": what it does, told of the past
    const bool told = tag == Tag::VBD && is_in(tree_.lemma(verb), {"threaten", "weaken"}) &&
                      found_.statements[found_.statement_of_token[verb]].form != Form::direct;
    if (now || told) read_doer(verb, true);
}

/// "The rules do not go far enough".
void Stances::falls_short(int verb) {
    if (tree_.lemma(verb) != "go" || !reading_.negated(verb) || supposed(verb) || verb + 2 >= tree_.size()) return;
    if (tree_.lower(verb + 1) == "far" && tree_.lower(verb + 2) == "enough") read_doer(verb, true);
}

/// "Nothing justifies the raid", "nothing can excuse it": the speaker is against it.
bool Stances::justified_by_nothing(int verb) {
    const int subject = tree_.child(verb, Dep::nsubj), object = tree_.child(verb, Dep::obj);
    if (subject < 0 || tree_.lower(subject) != "nothing" || object < verb) return false;
    if (is_in(tree_.lemma(verb), {"justify", "excuse"})) add_all(speakers_around(verb), object, true, verb, false);
    return true;
}

/// "Has done a terrible job", "made impressive progress", "does nothing for the poor", as a speaker tells it.
void Stances::achieved(int verb) {
    const int object = tree_.child(verb, Dep::obj);
    if (!is_in(tree_.lemma(verb), {"do", "make"}) || object < verb || unreal(verb) || tree_.dep[verb] == Dep::xcomp)
        return;
    if (tree_.lemma(verb) == "do" && tree_.lower(object) == "nothing") {
        if (phrase(verb, "for") > object || phrase(object, "for") > object) read_doer(verb, true);
        return;
    }
    if (!is_in(tree_.lemma(object), {"job", "work", "progress", "mistake", "error", "blunder"})) return;
    for (int c = tree_.first_child[object]; c >= 0 && c < object; c = tree_.next_sibling[c])
        if (const auto name = words_.names.find(tree_.lemma(c));
            tree_.dep[c] == Dep::amod && name != words_.names.end() && tree_.lemma(c) != "unbelievable")
            return read_doer(verb, name->second || is_in(tree_.lemma(object), {"mistake", "error", "blunder"}));
}

/// "The sentence was too lenient"; not "it is too early to tell".
void Stances::excessive(int adjective) {
    const int subject = tree_.child(adjective, Dep::nsubj);
    const bool too = adjective > 0 && tree_.lower(adjective - 1) == "too";
    if (!too || subject < 0 || tree_.child(adjective, Dep::cop) < 0) return;
    if (words_.names.find(tree_.lemma(adjective)) != words_.names.end() || unreal(adjective)) return;
    if (tree_.is_pronoun(subject) || lives(subject) || reading_.negated(adjective) ||
        is_in(tree_.lower(adjective), {"early", "late", "soon", "close", "many", "much", "big", "far", "recent"}))
        return;
    add(speakers_around(adjective), subject, true, {tree_.left[subject], adjective + 1}, adjective, false);
}

/// "Is fighting plans for a runway": what one fights before it is done.
void Stances::resists(int verb) {
    const int object = tree_.lemma(verb) == "fight" && !unreal(verb) ? tree_.child(verb, Dep::obj) : -1;
    if (object > verb && is_in(tree_.lemma(object), {"plan", "proposal", "bill", "law", "decision", "closure", "ban",
                                                     "order", "rule", "policy", "project", "cut", "reform", "tax"}))
        add_all(holder_of_verb(verb), object, true, verb, false);
}

/// "The sale has outraged residents", "the ruling delighted the union": whom something moves holds it.
void Stances::moved(int verb) {
    const bool glad = is_in(tree_.lemma(verb), {"delight", "thrill", "cheer", "hearten"});
    if (!glad && !is_in(tree_.lemma(verb), {"anger", "outrage", "infuriate", "enrage", "dismay", "appal", "appall",
                                            "annoy", "irritate", "horrify", "incense", "disappoint"}))
        return;
    const Subject subject = subject_of(reading_, verb);
    const int object = tree_.child(verb, Dep::obj);
    if (object < verb || subject.head < 0 || subject.passive || unreal(verb)) return;
    const bool which =
        tree_.dep[verb] == Dep::acl_relcl && tree_.lower(tree_.left[verb]) == "that";  // "a boss that annoys"
    if (which || tree_.dep[verb] == Dep::amod || (tree_.tag[verb] == Tag::VBN && tree_.child(verb, Dep::aux) < 0))
        return;
    add(holders(object), subject.head, !glad, {tree_.left[subject.head], tree_.right[object]}, verb, false);
}

/// "The reform is a step in the right direction".
void Stances::directed(int step) {
    if (!is_in(tree_.lemma(step), {"step", "move"}) || tree_.child(step, Dep::cop) < 0 || unreal(step)) return;
    const int way = phrase(step, "in"), which = way < 0 ? -1 : tree_.child(way, Dep::amod);
    const int subject = tree_.child(step, Dep::nsubj);
    if (which < 0 || subject < 0 || tree_.lemma(way) != "direction") return;
    if (!is_in(tree_.lower(which), {"right", "good", "wrong"}) || of_speaker(subject, speakers_around(step))) return;
    add(speakers_around(step), subject, tree_.lower(which) == "wrong", {tree_.left[subject], step + 1}, step, false);
}

/// "Lost faith in the court", "has no confidence in it": against it.
bool Stances::distrusted(int noun) {
    const int verb = tree_.head[noun], no = tree_.child(noun, Dep::det);
    if (!is_in(tree_.lemma(noun), {"confidence", "faith", "trust", "patience", "sympathy", "respect"}) || verb < 0)
        return false;
    const bool none = no >= 0 && tree_.lower(no) == "no" && tree_.lemma(verb) == "have";
    if (tree_.dep[noun] != Dep::obj || (!none && tree_.lemma(verb) != "lose") || unreal(verb)) return false;
    int target = -1;
    for (std::string_view link : {"in", "with", "for"})
        for (int head : {noun, verb})
            if (target < 0) target = phrase(head, link);
    const Subject subject = subject_of(reading_, verb);
    if (target < noun || subject.head < 0 || subject.passive) return false;
    add_all(holders(subject.head), target, true, noun, false);
    return true;
}

/// "This was cowardly," she said of the raid: what is meant by a word that points; -1 if nothing tells.
int Stances::topic_of(int subject) const {
    const int statement = found_.statement_of_token[subject];
    const int cue = statement < 0 ? -1 : found_.statements[statement].cue_token;
    if (cue < 0 || !is_in(tree_.lower(subject), {"this", "that", "it", "they", "he", "she", "these", "those"}))
        return -1;
    return is_in(tree_.lemma(cue), {"say", "write", "tweet", "remark", "declare"}) ? phrase(cue, "of") : -1;
}

/// "Called for the mayor's resignation": against the mayor.
void Stances::ousting(int verb) {
    if (!is_in(tree_.lemma(verb), {"call", "demand", "urge", "seek", "press", "ask", "want"}) || unreal(verb)) return;
    for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c]) {  // "called for the mayor to resign"
        const bool clause = tree_.dep[c] == Dep::xcomp || tree_.dep[c] == Dep::ccomp || tree_.dep[c] == Dep::advcl;
        const bool down =
            tree_.lemma(c) == "step" && c + 1 < tree_.size() && is_in(tree_.lower(c + 1), {"down", "aside"});
        if (c < verb || !clause || (!down && !is_in(tree_.lemma(c), {"resign", "quit"}))) continue;
        int who = tree_.child(c, Dep::nsubj);
        for (Dep dep : {Dep::obj, Dep::iobj})
            if (who < 0) who = tree_.child(verb, dep);
        if (who < 0) who = phrase(verb, "on");
        if (who > verb && who < c) add(holder_of_verb(verb), who, true, {verb, tree_.right[c]}, verb, false);
        return;
    }
    if (is_in(tree_.lemma(verb), {"press", "ask", "want"})) return;
    int fall = phrase(verb, "for");
    if (fall < 0) fall = tree_.child(verb, Dep::obj);
    if (fall < 0 || words_.falls.find(tree_.lemma(fall)) == words_.falls.end()) return;
    int whose = tree_.child(fall, Dep::nmod_poss);
    if (whose < 0) whose = phrase(fall, "of");
    if (whose >= 0) add(holder_of_verb(verb), whose, true, {verb, tree_.right[fall]}, verb, false);
}

/// "must be kept", "needs to end", "it is time to end it".
bool Stances::must(int verb) const {
    for (int c = tree_.first_child[verb]; c >= 0 && c < verb; c = tree_.next_sibling[c])
        if (tree_.tag[c] == Tag::MD) return is_in(tree_.lower(c), {"must", "should"});
    const int over = tree_.head[verb];
    if (over < 0 || over > verb || !marked_to(verb) || unreal(over)) return false;
    if (tree_.dep[verb] == Dep::xcomp && is_in(tree_.lemma(over), {"need", "have"})) return !marked_to(over);
    if (tree_.lemma(over) == "come") {
        const int time = tree_.child(over, Dep::nsubj);
        return time >= 0 && tree_.lemma(time) == "time";
    }
    return tree_.lemma(over) == "time" && tree_.child(over, Dep::cop) >= 0;
}

}  // namespace dragoman::findings
