#include "findings/figures/clause.h"

#include <algorithm>

namespace dragoman::findings {
namespace {

bool is_subject(Dep dep) {
    return dep == Dep::nsubj || dep == Dep::nsubj_pass || dep == Dep::nsubj_outer || dep == Dep::csubj;
}

int subject_child(const Annotation& tree, int t) {
    for (int c = tree.first_child[t]; c >= 0; c = tree.next_sibling[c])
        if (is_subject(tree.dep[c])) return c;
    return -1;
}

/// The subject of a predicate, looked for over coordination and control: "was hit and lost", "plans to sell".
int subject_of(const Annotation& tree, const FigureLexicon& lexicon, int predicate, TokenRange amount) {
    int t = predicate;
    for (int step = 0; t >= 0 && step < 5; ++step) {
        const int subject = subject_child(tree, t);
        if (subject >= 0 && !amount.contains(subject)) return subject;
        switch (tree.dep[t]) {
            case Dep::acl:
                return tree.head[t];
            case Dep::acl_relcl:
                return tree.head[t];
            case Dep::conj:
            case Dep::xcomp:
            case Dep::advcl:
            case Dep::parataxis:
                t = tree.head[t];
                if (lexicon.is(tree, t, speech_word)) return -1;  // who reports is not what is measured
                break;
            default:
                return -1;
        }
    }
    return -1;
}

/// The token of the amount whose head lies outside it.
int top_of(const Annotation& tree, TokenRange tokens, int head) {
    for (int step = 0; step < tokens.size(); ++step) {
        if (tree.head[head] < 0 || !tokens.contains(tree.head[head])) break;
        head = tree.head[head];
    }
    return head;
}

/// "As for our trade, the trend is good": what the sentence says it is about; -1 if it does not.
int fronted_topic(const Annotation& tree, int first) {
    if (first + 2 >= tree.size() || tree.lower(first) != "as" || tree.lower(first + 1) != "for") return -1;
    for (int t = first + 2; t < tree.size() && t < first + 8; ++t)
        if (tree.is_noun(t) && (t + 1 >= tree.size() || !tree.is_noun(t + 1))) return t;
    return -1;
}

bool predicates(const Annotation& tree, int t) {
    return tree.is_verb(t) || tree.child(t, Dep::cop) >= 0 || subject_child(tree, t) >= 0;
}

/// What a token hangs on. "Trade was up | 31 percent": where the tree hangs the amount beside the clause that it
/// ends, both on a verb of saying, that clause.
int governor(const Annotation& tree, int t) {
    const int head = tree.head[t];
    if (head < 0 || tree.dep[t] != Dep::ccomp) return head;
    for (int c = tree.first_child[head]; c >= 0 && c < t; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::ccomp && tree.right[c] == tree.left[t] && subject_child(tree, c) >= 0) return c;
    return head;
}

}  // namespace

Clause clause_of(const Document& document, const FigureLexicon& lexicon, const Amount& amount) {
    const Annotation& tree = document.annotation;
    Clause clause;
    clause.head = top_of(tree, amount.tokens, amount.head);
    const int marker = tree.child(clause.head, Dep::case_);
    clause.preposition = marker >= 0 && marker < amount.tokens.begin ? marker : -1;
    const bool itself = tree.child(clause.head, Dep::cop) >= 0 || subject_child(tree, clause.head) >= 0;
    int t = itself ? clause.head : governor(tree, clause.head);
    for (int step = 0; t >= 0 && step < 8; ++step, t = governor(tree, t)) {
        if (clause.noun < 0 && t != clause.head && tree.is_noun(t) && document.mentions.time_of_token[t] < 0 &&
            document.mentions.amount_of_token[t] < 0)
            clause.noun = t;
        if (predicates(tree, t)) break;
    }
    clause.predicate = t;
    if (t < 0) return clause;
    clause.subject = subject_of(tree, lexicon, t, amount.tokens);
    clause.as_subject = is_subject(tree.dep[clause.head]);
    for (Dep wanted : {Dep::obj, Dep::ccomp})
        if (const int object = tree.child(t, wanted);
            clause.object < 0 && object >= 0 && object != clause.head && tree.is_noun(object))
            clause.object = object;
    if (clause.noun == clause.predicate && tree.child(clause.noun, Dep::cop) < 0 &&
        subject_child(tree, clause.noun) < 0)
        clause.predicate = -1;
    return clause;
}

TokenRange noun_phrase(const Annotation& tree, int head, TokenRange without) {
    TokenRange phrase{head, head + 1};
    for (int c = tree.first_child[head]; c >= 0 && c < head; c = tree.next_sibling[c]) {
        const Dep dep = tree.dep[c];
        const bool kept = dep == Dep::amod || dep == Dep::compound || dep == Dep::nmod_poss ||
                          dep == Dep::nmod_unmarked || dep == Dep::flat ||
                          (dep == Dep::nummod && !without.contains(c)) || dep == Dep::nmod ||
                          (dep == Dep::punct && tree.tag[c] == Tag::HYPH);
        if (kept && !without.contains(c)) phrase.begin = std::min(phrase.begin, tree.left[c]);
    }
    if (!without.empty() && phrase.begin < without.end && head >= without.end)
        phrase.begin = std::max(phrase.begin, without.end);
    int at = head;
    for (int step = 0; step < 3; ++step) {
        int next = -1;
        for (int c = tree.first_child[at]; c >= 0; c = tree.next_sibling[c]) {
            if (c < at) continue;
            if (tree.dep[c] == Dep::flat || tree.dep[c] == Dep::compound) phrase.end = std::max(phrase.end, c + 1);
            const int marker = tree.child(c, Dep::case_);
            if (tree.dep[c] != Dep::nmod || marker < 0 || tree.left[c] != phrase.end || without.contains(c)) continue;
            const std::string_view word = tree.lower(marker);
            if (word == "of" || word == "between" || word == "with" || word == "for" || (step == 0 && word == "in"))
                next = c;
            break;
        }
        if (next < 0) break;
        phrase.end = next + 1;
        for (int c = tree.first_child[next]; c >= 0; c = tree.next_sibling[c])
            if (tree.dep[c] == Dep::conj && c > next && c - next <= 4 && tree.child(c, Dep::nummod) < 0)
                phrase.end = std::max(phrase.end, c + 1);
        at = next;
    }
    return phrase;
}

int behind_brackets(const Annotation& tree, int end) {
    if (end >= tree.size() || tree.lower(end) != "(") return end;
    for (int t = end + 1; t < tree.size() && t < end + 16; ++t)
        if (tree.lower(t) == ")") return t + 1;
    return end;
}

TokenRange phrase_after(const Document& document, const Amount& amount, int head,
                        std::initializer_list<std::string_view> prepositions) {
    const Annotation& tree = document.annotation;
    const auto wanted = [&](int marker) {
        return marker >= 0 &&
               std::find(prepositions.begin(), prepositions.end(), tree.lower(marker)) != prepositions.end();
    };
    const auto owned = [&](int owner) {  // "of Ecuador's foreign debt" where the tree stops at Ecuador
        int last = owner;
        if (owner + 1 >= tree.size() || tree.tag[owner + 1] != Tag::POS || tree.head[owner] > owner)
            return noun_phrase(tree, owner);
        for (int t = owner + 2;
             t < tree.size() && t < owner + 10 && (tree.is_noun(t) || tree.tag[t] == Tag::JJ || tree.tag[t] == Tag::CD);
             ++t)
            last = t;
        return TokenRange{noun_phrase(tree, owner).begin, last + 1};
    };
    const auto calendar = [&](int noun) {  // "in the year ended June", "in the same period"
        static constexpr std::string_view stretches[] = {"year", "quarter", "month", "period", "half", "week"};
        return document.mentions.time_of_token[noun] >= 0 ||
               std::find(std::begin(stretches), std::end(stretches), tree.lemma(noun)) != std::end(stretches);
    };
    for (int c = head >= 0 ? tree.first_child[head] : -1; c >= 0; c = tree.next_sibling[c])
        if (c >= amount.tokens.end && (tree.dep[c] == Dep::nmod || tree.dep[c] == Dep::obl) &&
            wanted(tree.child(c, Dep::case_)) && tree.is_noun(c) && !calendar(c))
            return owned(c);
    const int next = behind_brackets(tree, amount.tokens.end);  // the tree may have hung the phrase elsewhere
    if (next + 1 >= tree.size() || !wanted(next)) return {};
    int noun = tree.head[next];
    if (noun <= next || noun - next > 12 || !tree.is_noun(noun) || calendar(noun)) return {};
    return owned(noun);
}

int referent(const Document& document, int pronoun) {
    const Annotation& tree = document.annotation;
    const int sentence = document.text.sentence_of(pronoun);
    const int first = document.text.sentences[std::max(0, sentence - 3)].tokens.begin;
    for (int t = pronoun - 1; t >= first && pronoun - t < 150; --t) {
        if (!is_subject(tree.dep[t]) || !tree.is_noun(t) || tree.is_proper(t)) continue;
        if (const int topic = fronted_topic(tree, document.text.sentences[document.text.sentence_of(t)].tokens.begin);
            topic >= 0 && topic < t)
            return topic;
        const EntityIds& who = document.mentions.of_head(t);
        const EntityType type = who.empty() ? EntityType::other : document.mentions.entities[who[0]].type;
        const bool actor = type == EntityType::person || type == EntityType::country ||
                           (type == EntityType::people && tree.lower(pronoun) == "it");
        if (!actor) return t;
    }
    return -1;
}

}  // namespace dragoman::findings
