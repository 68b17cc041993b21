#include "findings/commitments/undertakings.h"

#include "findings/events/clause.h"

namespace dragoman::findings {

namespace {

bool has(const std::unordered_map<std::string_view, bool>& words, std::string_view word) {
    return words.find(word) != words.end();
}

bool is_question(std::string_view word) { return word == "what" || word == "how" || word == "why" || word == "who"; }

/// The first of coordinated clauses: what governs it governs all.
int first_conjunct(const Annotation& tree, int verb) {
    const int longest_chain = 4;
    for (int step = 0; step < longest_chain && tree.dep[verb] == Dep::conj && tree.head[verb] >= 0; ++step)
        verb = tree.head[verb];
    return verb;
}

/// "must show he will", "takes steps to prove that he will": what is demanded of somebody.
bool is_to_be_shown(const Annotation& tree, int verb) {
    const std::string_view lemma = tree.lemma(verb);
    if (lemma != "show" && lemma != "prove" && lemma != "demonstrate" && lemma != "convince") return false;
    const std::string_view modal = modal_of(tree, verb);
    return is_infinitive(tree, verb) || modal == "must" || modal == "should";
}

}  // namespace

bool is_hoped(const CommitmentLexicon& words, const Annotation& tree, int verb) {
    const int first = first_conjunct(tree, verb);
    const int governor = tree.head[first];
    const Dep dep = tree.dep[first];
    if (governor < 0 || (dep != Dep::ccomp && dep != Dep::acl && dep != Dep::advcl)) return false;
    if (dep == Dep::ccomp && is_to_be_shown(tree, governor)) return true;
    return governor < first && has(words.hopes, tree.lemma(governor)) && !is_infinitive(tree, first);
}

bool is_defining(const Annotation& tree, int verb) {
    const int first = first_conjunct(tree, verb);
    if (tree.dep[first] != Dep::acl_relcl) return false;
    const int subject = tree.child(first, Dep::nsubj);
    if (subject < 0) return false;
    const std::string_view word = tree.lower(subject);
    const bool after_comma = subject > 0 && tree.tag[subject - 1] == Tag::COMMA;
    return word == "that" || (!after_comma && (word == "which" || word == "who"));
}

bool is_open(const Annotation& tree, int verb) {
    const int first = first_conjunct(tree, verb);
    const int head = tree.head[first];
    if (tree.dep[first] == Dep::advcl_relcl && head >= 0 && tree.lower(head) == "how") return true;
    for (int at : {verb, first})
        for (int c = tree.first_child[at]; c >= 0 && c < at; c = tree.next_sibling[c]) {
            const std::string_view word = tree.lower(c);
            if (tree.dep[c] == Dep::mark && (word == "if" || word == "unless" || word == "whether")) return true;
            if (tree.dep[at] != Dep::acl_relcl && is_question(word)) return true;
        }
    return false;
}

bool is_progressive(const Annotation& tree, int verb) {
    if (tree.tag[verb] != Tag::VBG) return false;
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::aux && tree.lower(c) == "be") return true;
    return false;
}

bool is_said_only(const CommitmentLexicon& words, const Annotation& tree, int act) {
    if (has(words.sayings, tree.lemma(act))) return true;
    const int object = tree.is_verb(act) ? object_of(tree, act) : -1;
    return object > act && has(words.sayings, tree.lemma(object));
}

bool is_unowned(const CommitmentLexicon& words, const Annotation& tree, int noun) {
    const int verb = tree.head[noun];
    if (verb < 0 || !tree.is_verb(verb)) return false;
    const bool other = has(words.others, tree.lemma(verb));
    if (tree.child(noun, Dep::nmod_poss) >= 0)
        return other && tree.dep[noun] == Dep::obl;  // thanked X for his decision
    if (other) return true;
    return tree.dep[noun] == Dep::obj && is_infinitive(tree, verb);
}

int equated_act(const Annotation& tree, int noun) {
    const Dep dep = tree.dep[noun];
    if (dep != Dep::nsubj && dep != Dep::nsubj_outer) return -1;
    const int act = tree.head[noun];
    if (act < noun || !tree.is_verb(act)) return -1;
    if (tree.child(act, Dep::cop) >= 0 && is_infinitive(tree, act)) return act;
    const int inner = tree.lemma(act) == "be" ? complement_of(tree, act) : -1;
    return inner >= 0 && is_infinitive(tree, inner) ? inner : -1;
}

}  // namespace dragoman::findings
