#include "findings/commitments/undertakings.h"

#include <algorithm>

#include "findings/events/clause.h"

namespace dragoman::findings {

namespace {

bool has(const std::unordered_map<std::string_view, bool>& words, std::string_view word) {
    return words.find(word) != words.end();
}

bool is_question(std::string_view word) {
    return word == "what" || word == "how" || word == "why" || word == "who" || word == "whom";
}

/// "has not decided which of them she will back": a question, though "which" may also begin a relative clause.
bool is_choice(const Annotation& tree, int verb) {
    if (tree.dep[verb] != Dep::ccomp) return false;
    const int limit = tree.left[verb] + 4;
    for (int t = tree.left[verb]; t < std::min(verb, limit); ++t)
        if (tree.lower(t) == "which" || tree.lower(t) == "whose") return true;
    return false;
}

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
    if (is_choice(tree, first)) return true;
    for (int at : {verb, first})
        for (int c = tree.first_child[at]; c >= 0 && c < at; c = tree.next_sibling[c]) {
            const std::string_view word = tree.lower(c);
            if (tree.dep[c] == Dep::mark && (word == "if" || word == "unless" || word == "whether")) return true;
            if (tree.dep[at] != Dep::acl_relcl && is_question(word)) return true;
        }
    return false;
}

bool is_dropped(const CommitmentLexicon& words, const Annotation& tree, int word) {
    const int first = first_conjunct(tree, word);
    const int over = tree.head[first];
    if (over < 0 || !tree.is_verb(over) || !has(words.drops, tree.lemma(over)) || is_negated(tree, over)) return false;
    const Dep dep = tree.dep[first];
    if (tree.is_verb(word)) return tree.lemma(over) == "deny" && (dep == Dep::ccomp || dep == Dep::xcomp);
    return dep == Dep::obj || dep == Dep::nsubj_pass;
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
    if (is_dropped(words, tree, noun)) return true;
    const bool other = has(words.others, tree.lemma(verb));
    if (tree.child(noun, Dep::nmod_poss) >= 0)
        return other && tree.dep[noun] == Dep::obl;  // thanked X for his decision
    if (other) return true;
    return tree.dep[noun] == Dep::obj && is_infinitive(tree, verb);
}

int equated_act(const Annotation& tree, int noun) {
    // "one of the priorities was to"
    const bool one = tree.dep[noun] == Dep::nmod && tree.head[noun] >= 0 && tree.lower(tree.head[noun]) == "one";
    const int topic = one ? tree.head[noun] : noun;
    const Dep dep = tree.dep[topic];
    if (dep != Dep::nsubj && dep != Dep::nsubj_outer) return -1;
    const int act = tree.head[topic];
    if (act < noun || !tree.is_verb(act)) return -1;
    if (tree.child(act, Dep::cop) >= 0 && is_infinitive(tree, act)) return act;
    const int inner = tree.lemma(act) == "be" ? complement_of(tree, act) : -1;
    return inner >= 0 && is_infinitive(tree, inner) ? inner : -1;
}

bool is_guess(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::advmod &&
            is_one_of(tree.lower(c), "probably", "likely", "possibly", "perhaps", "surely"))
            return true;
    return false;
}

bool is_given_up(const Annotation& tree, int word) {
    if (!is_one_of(tree.lemma(word), "plan", "intend", "hope", "want")) return false;
    for (int c = tree.first_child[word]; c >= 0 && c < word; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::aux && tree.lower(c) == "had") return true;
    return false;
}

bool is_habit(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::advmod &&
            is_one_of(tree.lower(c), "normally", "usually", "otherwise", "ordinarily", "always", "inevitably"))
            return true;
    return false;
}

bool is_perfect(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0 && c < verb; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::aux && tree.lower(c) == "have") return tree.tag[verb] == Tag::VBN;
    return false;
}

bool is_not_thought(const Annotation& tree, int verb) {
    const int over = tree.head[verb];
    return over >= 0 && tree.dep[verb] == Dep::ccomp &&
           (tree.lemma(over) == "think" || tree.lemma(over) == "believe") && is_negated(tree, over);
}

bool is_supposed(const Annotation& tree, int verb) {
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (tree.dep[c] != Dep::advcl || tree.lower(tree.left[c]) != "if") continue;
        const std::string_view modal = modal_of(tree, c);
        const int copula = tree.child(c, Dep::cop);
        if (modal == "could" || modal == "would" || tree.tag[c] == Tag::VBD) return true;
        if (copula >= 0 && (tree.lower(copula) == "were" || tree.lower(copula) == "was")) return true;
    }
    return false;
}

int negation_behind(const Annotation& tree, int word) {
    const bool next = word + 1 < tree.size() && is_one_of(tree.lower(word + 1), "not", "never");
    return next && word + 2 < tree.size() && tree.lower(word + 2) == "to" ? word + 1 : -1;
}

int first_of(const Annotation& tree, int verb) {
    constexpr int longest_chain = 4;
    for (int step = 0; step < longest_chain; ++step) {
        const bool shares = tree.dep[verb] == Dep::conj && tree.tag[verb] == Tag::VB && tree.head[verb] >= 0;
        if (!shares || (step > 0 && !modal_of(tree, verb).empty())) break;
        verb = tree.head[verb];
    }
    return verb;
}

bool is_past(const Annotation& tree, int participle) {
    for (int c = tree.first_child[participle]; c >= 0 && c < participle; c = tree.next_sibling[c])
        if (is_one_of(tree.lower(c), "was", "were", "been")) return true;
    return false;
}

bool is_due(const Annotation& tree, int verb) {
    const int due = tree.child(verb, Dep::case_);
    return due >= 0 && tree.tag[verb] == Tag::VB && tree.lower(due) == "due" && !is_past(tree, verb);
}

bool binds_himself(const Annotation& tree, int word) {
    const int object = tree.lemma(word) == "commit" ? tree.child(word, Dep::obj) : -1;
    return object == word + 1 && is_one_of(tree.lower(object), "itself", "himself", "herself", "themselves");
}

bool is_act_of(const CommitmentLexicon& words, const Annotation& tree, int word) {
    const int object = tree.child(word, Dep::obj);
    if (object < word || !tree.is_noun(object)) return false;
    if (is_one_of(tree.lemma(word), "mull", "contemplate")) return !tree.is_proper(object);
    return words.nouns.find(tree.lemma(object)) != words.nouns.end() ||
           is_one_of(tree.lemma(object), "run", "bid", "candidacy", "sanction", "measure", "tariff", "ban", "strike",
                     "response", "boycott", "embargo", "legislation", "merger", "sale", "purchase", "tax", "session",
                     "referendum", "lawsuit", "reshuffle", "takeover", "shutdown", "amnesty");
}

int infinitive_next(const Annotation& tree, int word) {
    const int to = word + 1;
    if (to >= tree.size() || tree.lower(to) != "to" || tree.tag[to] != Tag::TO) return -1;
    const int act = tree.head[to];
    if (act <= to || act - to >= 4) return -1;
    const bool beside = tree.head[act] == tree.head[word] && tree.head[word] >= 0;
    return beside || (tree.head[act] == word && tree.dep[act] == Dep::advcl) ? act : -1;
}

int looked_at(const Annotation& tree, int word) {
    if (tree.lemma(word) != "look" || tree.tag[word] != Tag::VBG) return -1;
    const int act = phrase_with(tree, word, "at");
    return act > word && tree.tag[act] == Tag::VBG ? act : -1;
}

int act_beside(const Annotation& tree, int noun) {
    const int verb = tree.head[noun];
    if (verb < 0 || !tree.is_verb(verb)) return -1;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[noun] == Dep::obj && c > noun && c - noun < 8 && tree.lower(tree.left[c]) == "to" &&
            (tree.dep[c] == Dep::advcl || tree.dep[c] == Dep::xcomp) && is_infinitive(tree, c))
            return c;
    return -1;
}

int predicate_over(const Annotation& tree, int noun) {
    int up = tree.head[noun];
    for (int step = 0; step < 3 && up >= 0; ++step, up = tree.head[up])
        if (tree.is_verb(up) || subject_of(tree, up).head >= 0) return up;
    return -1;
}

bool object_before(const Annotation& tree, int word, int act) {
    const int object = tree.child(word, Dep::obj);
    return object >= 0 && object < act;
}

}  // namespace dragoman::findings
