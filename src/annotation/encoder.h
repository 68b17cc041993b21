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

#include "annotation/kernels.h"
#include "annotation/tagset.h"

namespace dragoman::annotation {

/// Longest sentence scored as one; longer ones are read in pieces (the tables of arcs are square).
inline constexpr int longest_piece = 128;

/// What the heads say of one sentence (or piece) of n words.
struct Scores {
    int words = 0;
    std::vector<float> arcs;   ///< (n + 1) × (n + 1), [dependent][head], row 0 unused, 0 is the root
    std::vector<Tag> tag;      ///< n
    std::vector<float> names;  ///< n × name classes
    std::vector<float> label_dependent, label_head;  ///< (n + 1) × arc width, for `label`
};

class Encoder {
public:
    /// From models/encoder.bin, which must outlive it and begin at a multiple of 64 bytes. False
    /// when the bytes are no such model or its checksum differs.
    bool load(std::string_view bytes);

    /// Scores of several sentences, each a list of words of at most `longest_piece`.
    void read(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
              std::vector<Scores>& scores) const;

    /// Best relation between two rows of a scored sentence; Dep::root only for head 0.
    Dep label(const Scores& scores, int dependent, int head, const Kernels& kernels) const;

    /// "O", "B-PER", "I-PER", …
    const std::vector<std::string>& name_classes() const { return name_classes_; }
    const std::string& version() const { return version_; }

private:
    struct Layer {
        int dilation;
        float inverse;
        Linear linear;
        const float *gain, *beta;
    };
    struct Workspace;
    void word_vector(std::string_view word, const Kernels& kernels, float* out) const;
    void embed(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
               Workspace& work) const;
    void convolve(const Kernels& kernels, Workspace& work) const;
    void collect(int words, int first, const Kernels& kernels, Workspace& work, Scores& to) const;
    Tag best_tag(const float* scores) const;

    int width_ = 0, arc_width_ = 0;
    std::vector<int> table_sizes_;
    std::vector<const std::int8_t*> tables_;
    Linear mix_;
    const float *gain0_ = nullptr, *beta0_ = nullptr, *root_ = nullptr;
    std::vector<Layer> layers_;
    const float *gain_last_ = nullptr, *beta_last_ = nullptr;
    float inverse_last_ = 1;
    Linear heads_;
    const float *u_ = nullptr, *distance_ = nullptr;
    const float *label_product_ = nullptr, *label_dependent_ = nullptr, *label_head_ = nullptr, *label_bias_ = nullptr;
    int labels_padded_ = 0;
    int tags_at_ = 0, names_at_ = 0;
    std::vector<int> tag_class_;  ///< class → Tag, or −1
    std::vector<int> dep_class_;  ///< class → Dep, or −1
    std::vector<std::string> name_classes_;
    std::string version_;
};

/// Rows of the feature tables for a word; the Python of tools/train computes the same.
struct WordFeatures {
    std::uint32_t row[6];
};
WordFeatures features_of(std::string_view word, const std::vector<int>& table_sizes);

/// Heads of a projective tree with one root: best head for each word where that is such a tree,
/// else Eisner's (1996) best projective tree. arcs as in Scores; result[i] for word i ≥ 1.
std::vector<int> best_tree(const std::vector<float>& arcs, int words);

}  // namespace dragoman::annotation
