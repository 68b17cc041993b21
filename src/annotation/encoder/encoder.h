// The encoder of words: hashed features, gated dilated convolutions, all heads in one product.
//
// Trained by tools/train/encoder (student of a fine-tuned transformer), run in 8-bit integers.
// Shapes: a sentence of n words is n + 1 rows, the root first; every row is `width` values wide.
// A word's first vector depends on its letters alone and is cached by the thread that reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/encoder/kernels.h"
#include "annotation/tagset.h"
#include "annotation/wanted.h"

namespace dragoman::annotation {

/// Longest sentence scored as one; longer ones are read in pieces (the tables of arcs are square).
inline constexpr int longest_piece = 128;

/// Widest distance between neighbours in a convolution; as many rows of zeros lie between sentences.
inline constexpr int widest_dilation = 8;

class WeightsReader;

/// What the heads say of one sentence (or piece) of n words.
struct Scores {
    int words = 0;
    int stride = 0;            ///< of `arcs`: n + 1 rounded up to 16
    std::vector<float> arcs;   ///< (n + 1) × stride, [dependent][head], row 0 unused, head 0 is the root
    std::vector<Tag> tag;      ///< n
    std::vector<float> names;  ///< n × name classes
    std::vector<float> label_dependent, label_head;  ///< (n + 1) × arc width, for `label`
    std::vector<float> label_base;                   ///< (n + 1) × 2 × labels: as dependent, as head
    std::vector<std::uint16_t> upos, feats;          ///< n, indexes of classes; when wanted
    std::vector<std::uint8_t> states;                ///< n × width, 64 is zero; when wanted
};

class Encoder {
public:
    /// From models/encoder.bin, which must outlive it and begin at a multiple of 64 bytes. False
    /// when the bytes are no such model or its checksum differs.
    bool load(std::string_view bytes);

    /// Scores of several sentences, each a list of words of at most `longest_piece`. `scores` grows to hold
    /// them and never shrinks: what it held is written over, so that it can be used again without new memory.
    void read(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
              std::vector<Scores>& scores, Wanted wanted = {}) const;

    /// Best relation between two rows of a scored sentence; Dep::root only and always for head 0.
    Dep label(const Scores& scores, int dependent, int head, const Kernels& kernels) const;

    /// "O", "B-PER", "I-PER", …
    const std::vector<std::string>& name_classes() const { return name_classes_; }
    /// "NOUN", …
    const std::vector<std::string>& upos_classes() const { return upos_classes_; }
    /// "Number=Sing", "_", …
    const std::vector<std::string>& feats_classes() const { return feats_classes_; }
    int width() const { return width_; }
    const std::string& version() const { return version_; }

private:
    struct Layer {
        int dilation;
        float inverse;
        Linear linear;
        const float *gain, *beta;
    };
    struct Workspace;
    bool read_header(WeightsReader& in);
    void read_weights(WeightsReader& in);
    void word_vector(std::string_view word, const Kernels& kernels, float* out) const;
    void embed(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
               Workspace& work) const;
    void convolve(const Kernels& kernels, Workspace& work) const;
    void heads(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels, Wanted wanted,
               Workspace& work, std::vector<Scores>& scores) const;
    void keep_row(int row, const float* out, const Kernels& kernels, Wanted wanted, Scores& to) const;
    void score_arcs(const Kernels& kernels, Workspace& work, Scores& to) const;

    int width_ = 0, arc_width_ = 0, table_width_ = 0, label_count_ = 0, labels_padded_ = 0;
    std::string table_kinds_;
    std::vector<int> table_sizes_, dilations_;
    std::vector<const std::int8_t*> tables_;
    Linear mix_;
    const float *gain0_ = nullptr, *beta0_ = nullptr, *root_ = nullptr;
    std::vector<float> inverses_;
    std::vector<Layer> layers_;
    const float *gain_last_ = nullptr, *beta_last_ = nullptr;
    Linear heads_;
    int core_outputs_ = 0;  ///< of the heads' outputs, those that every reading needs; a multiple of 64
    int labels_at_ = 0, tags_at_ = 0, names_at_ = 0, upos_at_ = 0, feats_at_ = 0;
    const float *u_ = nullptr, *distance_ = nullptr, *label_product_ = nullptr;
    std::vector<int> tag_class_;  ///< class → Tag, or −1
    std::vector<int> dep_class_;  ///< class → Dep, or −1
    int root_class_ = -1;
    std::vector<std::string> name_classes_, upos_classes_, feats_classes_;
    std::string version_;
};

/// Rows of the feature tables for a word, one for each kind; the Python of tools/train computes the same.
/// Kinds: n, m the word (two hashes); p, q its first 3 and 5 letters; t, s, u its last 2, 3 and 4; h its shape.
void features_of(std::string_view word, std::string_view kinds, const std::vector<int>& table_sizes,
                 std::uint32_t* rows);

/// Heads of a projective tree with one root: best head for each word where that is such a tree,
/// else Eisner's (1996) best projective tree. arcs and stride as in Scores; result[i] for word i ≥ 1.
std::vector<int> best_tree(const std::vector<float>& arcs, int stride, int words, const Kernels& kernels);

}  // namespace dragoman::annotation
