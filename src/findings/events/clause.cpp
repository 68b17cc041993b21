#include "findings/events/clause.h"

#include <algorithm>

namespace dragoman::findings {

namespace {

constexpr int longest_climb = 8;

bool is_relative(const Annotation& tree, int token) {
    return tree.tag[token] == Tag::WDT || tree.tag[token] == Tag::WP ||
           (tree.tag[token] == Tag::IN && tree.lower(token) == "that");
}

/// "after the mayor was stabbed": the parser takes the conjunction for a preposition and the subject for a phrase.
int subject_after_conjunction(const Annotation& tree, int verb) {
    if (tree.dep[verb] != Dep::advcl) return -1;
    const int c = tree.first_child[verb];
    if (c < 0 || c > verb || (tree.dep[c] != Dep::obl && tree.dep[c] != Dep::obl_agent)) return -1;
    const std::string_view marker = marker_of(tree, c);
    const bool conjunction = marker == "after" || marker == "before" || marker == "since" || marker == "until";
    const bool finite = tree.child(verb, Dep::aux) >= 0 || tree.child(verb, Dep::aux_pass) >= 0;
    return conjunction && finite ? c : -1;
}

int own_subject(const Annotation& tree, int verb, bool& passive) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::nsubj || tree.dep[c] == Dep::nsubj_pass || tree.dep[c] == Dep::nsubj_outer ||
            (tree.dep[c] == Dep::nmod_poss && tree.tag[verb] == Tag::VBG)) {  // "the mayor's calling him a fool"
            passive = tree.dep[c] == Dep::nsubj_pass || is_passive(tree, verb);
            return c;
        }
    const int subject = subject_after_conjunction(tree, verb);
    if (subject >= 0) passive = is_passive(tree, verb);
    return subject;
}

/// "Norway deepened ties": a bare noun before a verb without a subject is one, whatever the parser calls it.
int bare_noun_before(const Annotation& tree, int verb) {
    const int c = tree.first_child[verb];
    if (c < 0 || c >= verb || !tree.is_noun(c) || !marker_of(tree, c).empty()) return -1;
    return tree.dep[c] == Dep::obl_unmarked || tree.dep[c] == Dep::advmod || tree.dep[c] == Dep::compound ||
                   tree.dep[c] == Dep::nmod
               ? c
               : -1;
}

/// "accused Chile of shelling", "thanked Chile for sending aid", "stopped Chile from attacking": a participle that
/// tells what the object does or did.
bool is_of_object(const Annotation& tree, int participle, int governor) {
    if (governor < 0 || tree.tag[participle] != Tag::VBG) return false;
    const std::string_view marker = marker_of(tree, participle), verb = tree.lemma(governor);
    if (marker != "of" && marker != "for" && marker != "from" && marker != "against") return false;
    for (std::string_view word :
         {"accuse",   "criticise", "criticize", "condemn",  "blame",  "thank",    "praise",   "warn", "stop", "prevent",
          "suspect",  "convict",   "arrest",    "charge",   "punish", "commend",  "dissuade", "ban",  "bar",  "deter",
          "denounce", "rebuke",    "jail",      "sentence", "fine",   "sanction", "detain",   "keep"})
        if (verb == word) return true;
    return false;
}

bool is_loose(Dep dep) {
    switch (dep) {
        case Dep::nsubj:
        case Dep::nsubj_pass:
        case Dep::nsubj_outer:
        case Dep::obj:
        case Dep::iobj:
        case Dep::obl:
        case Dep::obl_agent:
        case Dep::obl_unmarked:
        case Dep::xcomp:
        case Dep::ccomp:
        case Dep::compound_prt:
        case Dep::aux:
        case Dep::aux_pass:
        case Dep::cop:
        case Dep::advmod:
        case Dep::expl:
        case Dep::csubj:
        case Dep::csubj_pass:
        case Dep::amod:
        case Dep::det:
        case Dep::compound:
        case Dep::nmod:
        case Dep::nmod_poss:
        case Dep::case_:
        case Dep::flat:
            return false;
        default:
            return true;
    }
}

}  // namespace

bool is_others_plan(const Annotation& tree, int plan) {
    const int verb = plan < 0 ? -1 : tree.head[plan];
    if (verb < 0 || (tree.dep[plan] != Dep::obj && tree.dep[plan] != Dep::nsubj_pass)) return false;
    for (std::string_view word : {"foil", "thwart", "prevent", "uncover", "expose", "discover", "avert", "disrupt",
                                  "repel", "resist", "denounce", "condemn", "reject", "criticise", "criticize"})
        if (tree.lemma(verb) == word) return true;
    return false;
}

bool is_passive(const Annotation& tree, int verb) {
    if (tree.tag[verb] != Tag::VBN && tree.tag[verb] != Tag::VBD) return false;
    if (tree.child(verb, Dep::aux_pass) >= 0 || tree.child(verb, Dep::nsubj_pass) >= 0) return true;
    if (tree.dep[verb] == Dep::acl && tree.child(verb, Dep::aux) < 0) return true;
    if (tree.dep[verb] == Dep::amod) return true;
    if (tree.dep[verb] == Dep::conj && tree.tag[verb] == Tag::VBN && tree.child(verb, Dep::aux) < 0 &&
        tree.head[verb] >= 0 && tree.child(verb, Dep::nsubj) < 0 && tree.child(verb, Dep::obj) < 0) {
        const int head = tree.head[verb];
        return tree.child(head, Dep::aux_pass) >= 0 || tree.dep[head] == Dep::acl;
    }
    return tree.child(verb, Dep::obl_agent) >= 0;
}

int meant_by(const Annotation& tree, int token, int verb) {
    return token >= 0 && is_relative(tree, token) && tree.dep[verb] == Dep::acl_relcl ? tree.head[verb] : token;
}

ClauseSubject subject_of(const Annotation& tree, int verb) {
    ClauseSubject subject{-1, is_passive(tree, verb), verb};
    for (int at = verb, step = 0; at >= 0 && step < longest_climb; ++step) {
        bool passive = false;
        const int own = own_subject(tree, at, passive);
        subject.verb = at;
        const int up = tree.head[at];
        if (own >= 0) {
            if (at == verb) subject.passive = passive;
            subject.head = is_relative(tree, own) && tree.dep[at] == Dep::acl_relcl ? up : own;
            return subject;
        }
        switch (tree.dep[at]) {
            case Dep::acl_relcl:
            case Dep::amod:
                subject.head = up;
                return subject;
            case Dep::acl:
                if (!is_infinitive(tree, at) && marker_of(tree, at).empty()) {
                    subject.head = up;
                    return subject;
                }
                // "a plan to visit", "with a view to visiting": whose plan it is.
                if (const int owner = up < 0 ? -1 : tree.child(up, Dep::nmod_poss); owner >= 0) {
                    subject.head = owner;
                    return subject;
                }
                // "Commission attempts to persuade them"
                if (const int owner = up < 0 ? -1 : tree.child(up, Dep::compound);
                    owner >= 0 && tree.is_proper(owner)) {
                    subject.head = owner;
                    return subject;
                }
                if (tree.tag[verb] != Tag::VBD && is_others_plan(tree, up)) return subject;
                at = up < 0 ? -1 : tree.head[up];
                break;
            case Dep::xcomp:
                if (up >= 0 && tree.lemma(up) != "promise" && tree.lemma(up) != "pledge") {
                    const int controller = object_of(tree, up);
                    if (controller >= 0 && controller != at) {
                        subject.head = controller;
                        return subject;
                    }
                }
                at = up;
                break;
            case Dep::advcl:
                if (const int object = is_of_object(tree, at, up) ? object_of(tree, up) : -1;
                    object >= 0 && object < at) {
                    subject.head = object;
                    return subject;
                }
                at = up;
                break;
            case Dep::conj:
            case Dep::parataxis:
                at = up;
                break;
            default:
                if (at == verb && !subject.passive) subject.head = bare_noun_before(tree, verb);
                return subject;
        }
    }
    return subject;
}

std::string_view marker_of(const Annotation& tree, int head) {
    for (int c = tree.first_child[head]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::case_ || tree.dep[c] == Dep::mark) return tree.lower(c);
    // "with Spanish Prime Minister X": the parser hangs some prepositions on the title.
    for (int c = tree.first_child[head]; c >= 0 && c < head; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::nmod_desc)
            if (const int preposition = tree.child(c, Dep::case_); preposition >= 0) return tree.lower(preposition);
    return {};
}

int phrase_with(const Annotation& tree, int head, std::string_view preposition) {
    for (int c = tree.first_child[head]; c >= 0; c = tree.next_sibling[c]) {
        const Dep dep = tree.dep[c];
        if (dep != Dep::obl && dep != Dep::nmod && dep != Dep::obl_agent && dep != Dep::advcl && dep != Dep::acl)
            continue;
        if (marker_of(tree, c) == preposition) return c;
    }
    return -1;
}

int object_of(const Annotation& tree, int verb) {
    if (const int object = tree.child(verb, Dep::obj); object >= 0) return object;
    if (const int subject = tree.child(verb, Dep::nsubj_pass); subject >= 0) return subject;
    if (const int subject = subject_after_conjunction(tree, verb); subject >= 0 && is_passive(tree, verb))
        return subject;
    // "urged X to": the parser takes some addressees for indirect objects.
    if (const int addressee = tree.child(verb, Dep::iobj); addressee >= 0) return addressee;
    // A bare noun after an active verb is its object, whatever the parser calls it.
    if (!is_passive(tree, verb))
        for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
            if (c > verb && tree.is_noun(c) && (tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::obl) &&
                marker_of(tree, c).empty() && (tree.child(c, Dep::det) >= 0 || tree.child(c, Dep::nmod_poss) >= 0))
                return c;
    if (is_passive(tree, verb) && (tree.dep[verb] == Dep::acl || tree.dep[verb] == Dep::amod)) return tree.head[verb];
    return -1;
}

int complement_of(const Annotation& tree, int head) {
    for (int c = tree.first_child[head]; c >= 0; c = tree.next_sibling[c]) {
        if (tree.dep[c] == Dep::xcomp || tree.dep[c] == Dep::ccomp) return c;
        if (tree.dep[c] == Dep::acl && !tree.is_verb(head) && is_infinitive(tree, c)) return c;
        if (tree.dep[c] == Dep::advcl && !tree.is_verb(head) && is_infinitive(tree, c)) return c;
    }
    // "ordered them to leave": the infinitive after an object, where the parser takes it for a purpose.
    const int object = tree.is_verb(head) ? object_of(tree, head) : -1;
    for (int c = object < 0 ? -1 : tree.next_sibling[object]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::advcl && is_infinitive(tree, c) && tree.left[c] == tree.right[object]) return c;
    return -1;
}

bool is_negated(const Annotation& tree, int token) {
    for (int c = tree.first_child[token]; c >= 0; c = tree.next_sibling[c]) {
        const std::string_view word = tree.lower(c);
        if ((tree.dep[c] == Dep::advmod || tree.dep[c] == Dep::dep) &&
            (word == "not" || word == "n't" || word == "never" || word == "n’t" || word == "hardly"))
            return true;
        if (tree.dep[c] == Dep::det && word == "no") return true;
        const bool side = tree.dep[c] == Dep::nsubj || tree.dep[c] == Dep::nsubj_pass || tree.dep[c] == Dep::obj;
        if (side && (word == "nothing" || word == "nobody" || word == "none")) return true;
        if (tree.dep[c] != Dep::nsubj && tree.dep[c] != Dep::nsubj_pass) continue;
        const int det = tree.child(c, Dep::det), either = tree.child(c, Dep::cc_preconj);  // "no troops entered"
        if (det >= 0 && (tree.lower(det) == "no" || tree.lower(det) == "neither")) return true;
        if (either >= 0 && tree.lower(either) == "neither") return true;
    }
    return false;
}

std::string_view modal_of(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::aux && tree.tag[c] == Tag::MD) {
            const std::string_view word = tree.lower(c);
            if (word == "'ll" || word == "’ll" || word == "wo" || word == "shall") return "will";
            if (word == "'d" || word == "’d") return "would";
            if (word == "ca") return "can";
            return word;
        }
    return {};
}

bool is_infinitive(const Annotation& tree, int verb) {
    if (tree.tag[verb] == Tag::VBG) return false;  // "objected to calling": a preposition
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (tree.tag[c] == Tag::TO || (tree.dep[c] == Dep::mark && tree.lower(c) == "to")) return true;
    return false;
}

TokenRange core_of(const Annotation& tree, int verb) {
    TokenRange core{verb, verb + 1};
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (is_loose(tree.dep[c])) continue;
        core.begin = std::min(core.begin, tree.left[c]);
        core.end = std::max(core.end, tree.right[c]);
    }
    return core;
}

TokenRange phrase_of(const Annotation& tree, int noun) {
    TokenRange phrase{noun, noun + 1};
    for (int c = tree.first_child[noun]; c >= 0; c = tree.next_sibling[c]) {
        const Dep dep = tree.dep[c];
        if (dep == Dep::acl_relcl || dep == Dep::appos || dep == Dep::parataxis || dep == Dep::conj || dep == Dep::cc ||
            dep == Dep::punct || dep == Dep::case_)
            continue;
        phrase.begin = std::min(phrase.begin, tree.left[c]);
        phrase.end = std::max(phrase.end, tree.right[c]);
    }
    return phrase;
}

TokenRange trimmed(const Annotation& tree, TokenRange range) {
    const auto is_mark = [&](int t) {
        const Tag tag = tree.tag[t];
        return tag == Tag::COMMA || tag == Tag::PERIOD || tag == Tag::COLON || tag == Tag::OPEN_QUOTE ||
               tag == Tag::CLOSE_QUOTE || tree.dep[t] == Dep::punct;
    };
    while (!range.empty() && (is_mark(range.begin) || tree.dep[range.begin] == Dep::cc)) ++range.begin;
    while (!range.empty() && is_mark(range.end - 1)) --range.end;
    return range;
}

bool is_asked(const Annotation& tree, int verb) {
    for (int at = verb, step = 0; at >= 0 && step < 5; ++step, at = tree.head[at]) {
        const std::string_view marker =
            tree.dep[at] == Dep::ccomp || tree.dep[at] == Dep::advcl ? marker_of(tree, at) : "";
        if (marker != "if" && marker != "whether") continue;
        return tree.head[at] >= 0 && tree.lemma(tree.head[at]) == "ask";
    }
    return false;
}

}  // namespace dragoman::findings
