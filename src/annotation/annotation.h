// Text → Annotation: tags, lemmas, names and a dependency tree for every sentence.
//
// Flat arrays, one value a token, indexed as Text::tokens. Trees follow Universal Dependencies v2
// (basic, English subtypes), tags are Penn Treebank's. Trees are projective, so the subtree of a
// token is a TokenRange.
//
// Quotations: finders must expect both analyses of `“…,” X said`. Of 3,218 verbs of saying behind a
// closing mark (928 newspaper stories) 61 % are the root with the quoted clause as ccomp before them,
// 17 % hang on the quoted verb as parataxis; the rest varies, so ask Text::quotes first.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/tagset.h"
#include "annotation/wanted.h"
#include "knowledge/knowledge.h"
#include "span.h"
#include "text/text.h"

namespace dragoman {

/// A proper name found by the sequence tagger.
enum class NameType : std::uint8_t { person, organization, place, other };

struct Name {
    TokenRange tokens;
    NameType type = NameType::other;
};

struct Annotation {
    std::vector<Tag> tag;           ///< Penn Treebank tag
    std::vector<Dep> dep;           ///< relation to the head; Dep::root at roots
    std::vector<int> head;          ///< token index of the head; -1 at roots
    std::vector<int> left;          ///< first token of the subtree
    std::vector<int> right;         ///< one past the last token of the subtree
    std::vector<int> first_child;   ///< leftmost child, -1 if none
    std::vector<int> next_sibling;  ///< next child of the same head to the right, -1 if none
    std::vector<Name> names;        ///< in text order, never overlapping

    // When wanted; else empty.
    std::vector<std::uint16_t> upos, feats;  ///< indexes of Model::upos_names and feats_names
    std::vector<std::uint8_t> states;        ///< the encoder's last layer, state_width bytes a token; 64 is zero
    int state_width = 0;

    int size() const { return static_cast<int>(tag.size()); }
    /// Lower-cased lemma ("met" → "meet"; proper nouns keep their letters' case).
    std::string_view lemma(int token) const {
        return std::string_view(pool).substr(lemma_at[token].begin, lemma_at[token].end - lemma_at[token].begin);
    }
    /// Lower-cased word.
    std::string_view lower(int token) const {
        return std::string_view(pool).substr(lower_at[token].begin, lower_at[token].end - lower_at[token].begin);
    }
    /// What the encoder holds of a token: state_width values of seven bits. A classifier over them is a
    /// Linear map of encoder/kernels.h, trained on the same bytes.
    const std::uint8_t* state(int token) const { return &states[static_cast<std::size_t>(token) * state_width]; }
    TokenRange subtree(int token) const { return {left[token], right[token]}; }
    /// First child with that relation, -1 if none.
    int child(int token, Dep wanted) const {
        for (int c = first_child[token]; c >= 0; c = next_sibling[c])
            if (dep[c] == wanted) return c;
        return -1;
    }
    bool is_noun(int t) const { return tag[t] == Tag::NN || tag[t] == Tag::NNS || is_proper(t); }
    bool is_proper(int t) const { return tag[t] == Tag::NNP || tag[t] == Tag::NNPS; }
    bool is_verb(int t) const { return tag[t] >= Tag::VB && tag[t] <= Tag::VBZ; }
    bool is_pronoun(int t) const { return tag[t] == Tag::PRP || tag[t] == Tag::PRPS; }

    std::string pool;  ///< bytes behind lemma() and lower()
    std::vector<Span> lemma_at, lower_at;
};

namespace annotation {

/// Trained weights, immutable, shared by all threads.
class Model {
public:
    /// From the bytes of models/encoder.bin, which must outlive the model, and knowledge/lemmas.tsv.
    static Model load(std::string_view bytes, const Table& lemmas);
    /// False when the bytes are damaged or no model: then every token is a root without a tag.
    bool usable() const;
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;
    ~Model();
    const std::string& version() const;
    /// "NOUN", … and "Number=Sing", …; "_" is no feature.
    const std::vector<std::string>& upos_names() const;
    const std::vector<std::string>& feats_names() const;

    struct Weights;
    const Weights& weights() const { return *weights_; }

private:
    explicit Model(std::unique_ptr<Weights> weights);
    std::unique_ptr<Weights> weights_;
};

struct Kernels;

/// Linear in the number of tokens; cannot fail. Without kernels the processor's best are used; all give
/// the same.
Annotation annotate(const Text& text, const Model& model, Wanted wanted = {}, const Kernels* kernels = nullptr);

}  // namespace annotation
}  // namespace dragoman
