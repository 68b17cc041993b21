// Where the words of a cue end because the sentence turns back to its speaker, or to somebody else who speaks.
#include "findings/statements/borders.h"

namespace dragoman::findings {

bool is_reporting(const Reading& r, int verb) {
    const std::string_view lemma = r.tree.lemma(verb);
    return r.lexicon.cue_at(r.tree, verb) || lemma == "refer" || lemma == "speak" || lemma == "cite";
}

bool has_subject(const Annotation& tree, int verb) {
    return tree.child(verb, Dep::nsubj) >= 0 || tree.child(verb, Dep::nsubj_pass) >= 0 ||
           tree.child(verb, Dep::expl) >= 0;
}

namespace {

/// The tag of a verb's finite form: its auxiliary's in "has denied".
Tag finite_tag(const Annotation& tree, int verb) {
    const int have = tree.tag[verb] == Tag::VBN ? tree.child(verb, Dep::aux) : -1;
    return have >= 0 ? tree.tag[have] : tree.tag[verb];
}

/// Does a coordinated verb after `at` go on with the cue's own subject? "… and denounced".
bool coordinated_cue(const Reading& r, int cue, int at, int end) {
    const Annotation& tree = r.tree;
    const int verb = verb_after(r, at, end);
    const bool same_form = verb >= 0 && (tree.tag[verb] == tree.tag[cue] || tree.tag[verb] == finite_tag(tree, cue) ||
                                         (tree.tag[verb] == Tag::VBN && tree.tag[cue] == Tag::VBD));
    if (!same_form || has_subject(tree, verb)) return false;
    if (tree.head[verb] == cue) return tree.tag[verb] == tree.tag[cue] || tree.tag[verb] == finite_tag(tree, cue);
    if (!r.lexicon.cue_at(tree, verb)) return false;
    if (tree.dep[verb] == Dep::conj && tree.head[tree.head[verb]] == cue && told_of_state(r, verb, tree.head[verb]))
        return true;
    if (tree.dep[verb] == Dep::conj && main_verb(tree, verb, tree.head[verb]) == cue) return true;
    if (participle_above(r, verb) == cue) return true;
    // "He said he was glad and denounced the ban": the parser hangs it on the inner clause.
    // "He said the talks were dead and denounced": things denounce nothing.
    const int inner = tree.head[verb];
    // "urged states to share vaccines and praised Rwanda": no infinitive goes on in the past
    if (inner > cue && tree.tag[inner] == Tag::VB && tree.dep[inner] == Dep::xcomp && tree.head[inner] == cue)
        return true;
    const int subject = inner < 0 ? -1 : tree.child(inner, Dep::nsubj);
    if (subject < 0) return false;
    const EntityIds ids = entities_at(r, subject);  // "says the road is safe and rejects": a road rejects nothing
    return tree.is_pronoun(subject) || is_thing(r, subject) || (!ids.empty() && !can_act(r, ids));
}

/// "said that …, and he also stressed", "said … and several said": after "and" the speaker again, or somebody else, has
/// a cue of his own.
bool takes_turn(const Reading& r, int cue, int cc, int end) {
    const Annotation& tree = r.tree;
    const int subject = cc + 1;
    int verb = subject + 1;
    while (verb < end && tree.tag[verb] == Tag::RB) ++verb;
    if (verb >= end || tree.lower(cc) != "and" || tree.tag[verb] != tree.tag[cue]) return false;
    const Cue* other = r.lexicon.cue_at(tree, verb);
    if (!other || other->kind == "think") return false;
    const std::string_view word = tree.lower(subject);
    if (word == "several" || word == "some" || word == "others" || word == "another" || word == "many")
        return other->kind == "say";
    if (!tree.is_pronoun(subject) || tree.tag[subject] != Tag::PRP) return false;
    const bool again = tree.tag[cc - 1] == Tag::COMMA || verb > subject + 1;
    const int speaker = again ? tree.child(cue, Dep::nsubj) : -1;
    const EntityIds ids = speaker < 0 ? EntityIds{} : entities_at(r, speaker);
    return !ids.empty() && entities_at(r, subject) == ids;
}

/// "with one calling it a gift and another calling it a trap": behind "and" somebody else has a participle of his own.
bool calls_other_way(const Reading& r, int cue, int cc, int end) {
    if (r.tree.tag[cue] != Tag::VBG) return false;
    for (int t = cc + 2; t < std::min(end, cc + 8); ++t) {
        if (r.quote_of[t] >= 0 || r.tree.tag[t] == Tag::COMMA || r.finite({t, t + 1})) return false;
        if (r.tree.tag[t] == Tag::VBG) return r.lexicon.cue_at(r.tree, t) && r.tree.lemma(t) == r.tree.lemma(cue);
    }
    return false;
}

/// "accused him of lying, a charge he rejected": what the words amount to is the reporter's.
bool names_charge(const Reading& r, int comma, int end) {
    if (comma + 4 >= end || !r.finite({comma + 3, end})) return false;
    if (r.tree.lower(comma + 1) == "something") return true;
    if (r.tree.lower(comma + 1) != "a") return false;
    const std::string_view noun = r.tree.lower(comma + 2);
    return noun == "charge" || noun == "claim" || noun == "suggestion" || noun == "view" || noun == "demand";
}

/// "…; she wept": after the mark the sentence goes on with a subject and a verb of its own.
bool new_clause(const Reading& r, int mark, int end) {
    const Annotation& tree = r.tree;
    if (tree.lower(mark) != ";") return false;
    for (int t = mark + 1; t < std::min(end, mark + 13); ++t) {
        if (r.quote_of[t] >= 0 || tree.lower(t) == "that" || tree.tag[t] == Tag::COMMA) return false;
        if (r.finite({t, t + 1})) return t > mark + 1;
    }
    return false;
}

}  // namespace

int turn_back(const Reading& r, int cue, TokenRange range) {
    const Annotation& tree = r.tree;
    range.end = closing_dash(r, cue, range.end);
    for (int t = range.begin + 1; t + 1 < range.end; ++t) {
        const std::string_view next = tree.lower(t + 1);
        if (is_quote_mark(tree, t)) {  // "…," further saying
            const int verb = verb_after(r, t + 1, range.end);
            if (verb >= 0 && tree.tag[verb] == Tag::VBG && r.quote_of[verb] < 0 &&
                (is_reporting(r, verb) || tree.lemma(verb) == "mean" || tree.lemma(verb) == "allude"))
                return t + 1;
        }
        if (r.quote_of[t] >= 0) continue;
        if (tree.tag[t] == Tag::COMMA) {
            if (closing_cue(r, t, range.end)) return t;
            const int verb = verb_after(r, t + 1, range.end);
            const bool progressive =
                verb >= 0 && tree.child(verb, Dep::aux) >= range.begin;  // "was, as before, backing"
            if (verb >= 0 && tree.tag[verb] == Tag::VBG && is_reporting(r, verb) && !progressive) return t;
            if (next == "according" || is_per(tree, t + 1, range.begin, range.end)) return t;
            if (next == "with")
                for (int u = t + 2; u < std::min(range.end, t + 8); ++u)
                    if (tree.tag[u] == Tag::VBG && r.lexicon.cue_at(tree, u)) return t;
            if (next == "while" && t + 2 < range.end && tree.tag[t + 2] == Tag::VBG) return t;
        }
        if (tree.tag[t] == Tag::CC && (coordinated_cue(r, cue, t + 1, range.end) || takes_turn(r, cue, t, range.end)))
            return tree.tag[t - 1] == Tag::COMMA ? t - 1 : t;
        if (tree.tag[t] == Tag::CC && calls_other_way(r, cue, t, range.end)) return t;
        if (tree.tag[t] == Tag::COMMA && names_charge(r, t, range.end)) return t;
        if (new_clause(r, t, range.end)) return t;
        if (tree.tag[t] == Tag::COMMA && (next == "but" || next == "while") && own_cue_behind(r, t + 1, range.end))
            return t;
        if (tree.lower(t) == ":" && own_cue_behind(r, t, range.end)) return t;
        if (tree.lower(t) == ";")
            for (int u = t + 1; u < std::min(range.end, t + 12); ++u)
                if (tree.is_verb(u) && tree.tag[u] != Tag::VB && r.lexicon.cue_at(tree, u)) return t;
        if (next == "while" && t + 2 < range.end && tree.tag[t + 2] == Tag::VBG && is_reporting(r, t + 2)) return t + 1;
    }
    return range.end;
}

}  // namespace dragoman::findings
