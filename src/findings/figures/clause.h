// Where a figure stands in the tree: the predicate over it, its subject, and the phrases that can
// be what is measured.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "findings/findings.h"

namespace dragoman::findings {

/// Classes of words in knowledge/figure_words.tsv, as bits.
enum FigureWord : unsigned {
    up_word = 1,
    down_word = 2,
    people_word = 4,
    aim_word = 8,
    capacity_word = 16,
    speech_word = 32,
    untold_word = 64,
    pair_word = 128,
    matter_word = 256,
    reckon_word = 512,
    motion_word = 1024
};

struct FigureLexicon {
    std::unordered_map<std::string_view, unsigned> words;

    unsigned of(std::string_view lemma) const {
        const auto at = words.find(lemma);
        return at == words.end() ? 0 : at->second;
    }
    bool is(const Annotation& tree, int token, unsigned classes) const {
        return token >= 0 && ((of(tree.lemma(token)) | of(tree.lower(token))) & classes) != 0;
    }
};

/// What the finder asks of one amount's surroundings. Token indexes, -1 for none.
struct Clause {
    int head = -1;  ///< topmost token of the amount in the tree
    int noun = -1;  ///< the noun that the amount qualifies or hangs on ("8 billion dollar debt", "debt of 8 billion")
    int preposition = -1;     ///< before the amount: "by", "to", "of"
    int predicate = -1;       ///< verb or predicative word over it
    int subject = -1;         ///< the amount itself left out
    bool as_subject = false;  ///< the amount is the subject
    int object = -1;          ///< of the predicate, the amount itself left out
};

Clause clause_of(const Document& document, const FigureLexicon& lexicon, const Amount& amount);

/// A noun phrase from its first modifier to the end of its of-phrases; determiner and clauses left out.
TokenRange noun_phrase(const Annotation& tree, int head, TokenRange without = {});
/// Where the text goes on behind an amount: after what a bracket tells again in another unit.
int behind_brackets(const Annotation& tree, int end);
/// The phrase after a preposition that hangs on `head` or directly follows it; empty when there is none.
TokenRange phrase_after(const Document& document, const Amount& amount, int head,
                        std::initializer_list<std::string_view> prepositions);
/// What "it" means as the subject of a clause: the last inanimate subject of this sentence before it, or of the one
/// before.
int referent(const Document& document, int pronoun);

}  // namespace dragoman::findings
