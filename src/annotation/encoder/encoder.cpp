#include "annotation/encoder/encoder.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

namespace dragoman::annotation {
namespace {

/// Rows multiplied before what follows is done to them: their sums stay in the first-level cache,
/// and six rows at a time is what the widest kernel takes.
constexpr int tile = 48;

/// floor(2 · log2(distance)), at most 11.
int distance_bin(int distance) {
    static constexpr auto bins = [] {
        std::array<std::uint8_t, longest_piece + 1> b{};
        for (int i = 1; i <= longest_piece; ++i) {
            int bin = 0;
            while (bin < 11 && static_cast<long long>(i) * i >= (1ll << (bin + 1))) ++bin;
            b[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(bin);
        }
        return b;
    }();
    return bins[static_cast<std::size_t>(distance)];
}

}  // namespace

void Encoder::word_vector(std::string_view word, const Kernels& kernels, float* out) const {
    alignas(64) std::uint8_t input[16 * 512];
    alignas(64) std::int32_t sums[2 * 512];
    std::uint32_t row[16];
    features_of(word, table_kinds_, table_sizes_, row);
    for (std::size_t t = 0; t < tables_.size(); ++t) {
        const std::int8_t* values = tables_[t] + static_cast<std::size_t>(row[t]) * table_width_;
        for (int j = 0; j < table_width_; ++j)
            input[static_cast<int>(t) * table_width_ + j] = static_cast<std::uint8_t>(values[j] + 64);
    }
    const std::uint8_t* rows[1] = {input};
    kernels.multiply(rows, 1, 1, 0, mix_.inputs, mix_.weights, mix_.outputs, sums);
    kernels.gate_norm(sums, mix_, gain0_, beta0_, width_, false, out);
}

/// What a thread keeps between stories: the vectors of words it has seen, direct mapped, so that
/// their number is fixed, and room for activations, so that no page is fetched anew. What `read`
/// returns does not depend on what was held.
struct Encoder::Workspace {
    static constexpr int slots = 1 << 14;
    static constexpr std::size_t longest_kept = 32;  // bytes of a word; longer ones are rare and read anew
    std::string owner;
    std::vector<std::array<char, longest_kept>> words;
    std::vector<std::uint8_t> sizes;
    std::vector<float> vectors;
    std::vector<float> x, out, last, dependents, heads;
    std::vector<std::uint8_t> q[2];  ///< what a layer reads and what it writes
    std::vector<std::int32_t> sums;
    std::vector<int> real;  ///< rows that hold a word or a root; between sentences lie rows of zeros
    std::vector<const std::uint8_t*> rows[2];
};

void Encoder::read(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
                   std::vector<Scores>& scores, Wanted wanted) const {
    thread_local Workspace work;
    if (work.owner != version_) {
        work.owner = version_;
        work.words.resize(Workspace::slots);
        work.sizes.assign(Workspace::slots, 0);
        work.vectors.resize(static_cast<std::size_t>(Workspace::slots) * width_);
        work.sums.resize(static_cast<std::size_t>(tile) * std::max(2 * width_, heads_.outputs));
    }
    embed(sentences, kernels, work);
    convolve(kernels, work);
    if (scores.size() < sentences.size()) scores.resize(sentences.size());
    heads(sentences, kernels, wanted, work, scores);
    for (std::size_t s = 0; s < sentences.size(); ++s) score_arcs(kernels, work, scores[s]);
}

/// The first vector of every word and root, laid out with gaps between sentences.
void Encoder::embed(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
                    Workspace& work) const {
    const auto width = static_cast<std::size_t>(width_);
    std::size_t total = widest_dilation;
    for (const auto& s : sentences) total += s.size() + 1 + widest_dilation;
    work.x.resize(total * width);
    work.real.clear();
    for (int side : {0, 1}) work.q[side].resize(total * width), work.rows[side].clear();
    std::size_t row = 0;
    const auto leave_gap = [&] {
        for (auto& q : work.q) std::memset(&q[row * width], 64, widest_dilation * width);
        row += widest_dilation;
    };
    leave_gap();
    const auto place = [&](const float* vector) {
        if (vector) std::memcpy(&work.x[row * width], vector, sizeof(float) * width);
        work.real.push_back(static_cast<int>(row));
        for (int side : {0, 1}) work.rows[side].push_back(&work.q[side][row * width]);
        ++row;
    };
    for (const auto& sentence : sentences) {
        place(root_);
        for (const std::string_view word : sentence) {
            if (word.empty() || word.size() > Workspace::longest_kept) {
                word_vector(word, kernels, &work.x[row * width]);
                place(nullptr);
                continue;
            }
            const std::size_t slot = std::hash<std::string_view>()(word) % Workspace::slots;
            float* vector = &work.vectors[slot * width];
            if (work.sizes[slot] != word.size() || std::memcmp(work.words[slot].data(), word.data(), word.size())) {
                word_vector(word, kernels, vector);
                std::memcpy(work.words[slot].data(), word.data(), word.size());
                work.sizes[slot] = static_cast<std::uint8_t>(word.size());
            }
            place(vector);
        }
        leave_gap();
    }
}

/// The layers, tile by tile; leaves what the heads read in q[0] or q[1], by the layers' number.
void Encoder::convolve(const Kernels& kernels, Workspace& work) const {
    const auto width = static_cast<std::size_t>(width_);
    const int count = static_cast<int>(work.real.size());
    for (int r : work.real) kernels.quantise(&work.x[r * width], layers_[0].inverse, width_, &work.q[0][r * width]);
    work.last.resize(width);
    for (std::size_t l = 0; l < layers_.size(); ++l) {
        const Layer& layer = layers_[l];
        const bool final = l + 1 == layers_.size();
        const float inverse = inverses_[l + 1];
        for (int at = 0; at < count; at += tile) {
            const int size = std::min(tile, count - at);
            kernels.multiply(&work.rows[l % 2][at], size, 3, static_cast<std::ptrdiff_t>(layer.dilation) * width_,
                             width_, layer.linear.weights, 2 * width_, work.sums.data());
            for (int i = 0; i < size; ++i) {
                const auto r = static_cast<std::size_t>(work.real[at + i]);
                float* x = &work.x[r * width];
                kernels.gate_norm(&work.sums[i * 2 * width], layer.linear, layer.gain, layer.beta, width_, true, x);
                if (final) kernels.norm(x, gain_last_, beta_last_, width_, work.last.data()), x = work.last.data();
                kernels.quantise(x, inverse, width_, &work.q[1 - l % 2][r * width]);
            }
        }
    }
}

/// The product of all heads, and what it says of each row.
void Encoder::heads(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels, Wanted wanted,
                    Workspace& work, std::vector<Scores>& scores) const {
    const int outputs = wanted.morphology ? heads_.outputs : core_outputs_;
    const auto& rows = work.rows[layers_.size() % 2];
    const auto arc = static_cast<std::size_t>(arc_width_);
    work.out.resize(static_cast<std::size_t>(heads_.outputs));
    std::size_t sentence = 0;
    int row = 0;
    for (int at = 0, count = static_cast<int>(rows.size()); at < count; at += tile) {
        const int size = std::min(tile, count - at);
        kernels.multiply(&rows[at], size, 1, 0, width_, heads_.weights, outputs, work.sums.data());
        for (int i = 0; i < size; ++i) {
            Scores& to = scores[sentence];
            if (row == 0) {
                const std::size_t n = sentences[sentence].size(), with_root = n + 1;
                to.words = static_cast<int>(n), to.stride = (to.words + 16) / 16 * 16;
                to.tag.resize(n), to.names.resize(n * name_classes_.size());
                to.label_dependent.resize(with_root * arc), to.label_head.resize(with_root * arc);
                to.label_base.resize(with_root * 2 * static_cast<std::size_t>(label_count_));
                to.upos.resize(wanted.morphology ? n : 0), to.feats.resize(wanted.morphology ? n : 0);
                to.states.resize(wanted.states ? n * static_cast<std::size_t>(width_) : 0);
                // Arcs wait in rows of both sides until the sentence is whole.
                to.arcs.resize(with_root * 2 * arc);
            }
            kernels.finish(&work.sums[static_cast<std::size_t>(i) * outputs], heads_, 0, outputs, work.out.data());
            keep_row(row, work.out.data(), kernels, wanted, to);
            if (wanted.states && row > 0)
                std::memcpy(&to.states[static_cast<std::size_t>(row - 1) * width_], rows[at + i],
                            static_cast<std::size_t>(width_));
            if (++row > to.words) row = 0, ++sentence;
        }
    }
}

void Encoder::keep_row(int row, const float* out, const Kernels& kernels, Wanted wanted, Scores& to) const {
    const auto arc = static_cast<std::size_t>(arc_width_), i = static_cast<std::size_t>(row),
               labels = 2 * static_cast<std::size_t>(label_count_), names = name_classes_.size();
    std::copy_n(out, arc, &to.arcs[i * 2 * arc]);
    kernels.rectify(out + arc, arc_width_, &to.arcs[i * 2 * arc + arc]);
    kernels.rectify(out + 2 * arc, arc_width_, &to.label_dependent[i * arc]);
    kernels.rectify(out + 3 * arc, arc_width_, &to.label_head[i * arc]);
    std::copy_n(out + labels_at_, labels, &to.label_base[i * labels]);
    if (row == 0) return;
    const int tag = tag_class_[kernels.greatest(out + tags_at_, static_cast<int>(tag_class_.size()))];
    to.tag[i - 1] = tag < 0 ? Tag::XX : static_cast<Tag>(tag);
    std::copy_n(out + names_at_, names, &to.names[(i - 1) * names]);
    if (!wanted.morphology) return;
    const auto best = [&](int at, const std::vector<std::string>& classes) {
        return static_cast<std::uint16_t>(kernels.greatest(out + at, static_cast<int>(classes.size())));
    };
    to.upos[i - 1] = best(upos_at_, upos_classes_), to.feats[i - 1] = best(feats_at_, feats_classes_);
}

/// From the two sides that `keep_row` left in arcs to the table of arcs.
void Encoder::score_arcs(const Kernels& kernels, Workspace& work, Scores& to) const {
    const auto arc = static_cast<std::size_t>(arc_width_), rows = static_cast<std::size_t>(to.words) + 1,
               stride = static_cast<std::size_t>(to.stride);
    work.dependents.resize(rows * arc);
    work.heads.resize(arc * stride);
    std::array<float, longest_piece + 16> lift{};
    for (std::size_t i = 0; i < rows; ++i) {
        const float* sides = &to.arcs[i * 2 * arc];
        std::copy_n(sides, arc, &work.dependents[i * arc]);
        lift[i] = kernels.dot(sides + arc, u_, arc_width_);
        for (std::size_t k = 0; k < arc; ++k) work.heads[k * stride + i] = sides[arc + k];
    }
    for (std::size_t k = 0; k < arc; ++k)
        std::fill(&work.heads[k * stride + rows], &work.heads[k * stride] + stride, 0.0f);
    to.arcs.resize(rows * stride);
    std::fill_n(to.arcs.begin(), stride, 0.0f);
    for (std::size_t d = 1; d < rows; ++d) {
        float* scores = &to.arcs[d * stride];
        for (std::size_t h = 0; h < rows; ++h)
            scores[h] = lift[h] +
                        distance_[(h > d ? 12 : 0) + distance_bin(std::abs(static_cast<int>(h) - static_cast<int>(d)))];
        std::fill(scores + rows, scores + stride, 0.0f);
    }
    kernels.arcs(work.dependents.data() + arc, work.heads.data(), to.words, arc_width_, to.stride,
                 to.arcs.data() + stride);
}

Dep Encoder::label(const Scores& scores, int dependent, int head, const Kernels& kernels) const {
    if (head == 0) return Dep::root;
    alignas(64) float total[128];
    const auto labels = static_cast<std::size_t>(label_count_);
    const std::size_t d = static_cast<std::size_t>(dependent), h = static_cast<std::size_t>(head);
    for (std::size_t c = 0; c < labels; ++c)
        total[c] = scores.label_base[d * 2 * labels + c] + scores.label_base[h * 2 * labels + labels + c];
    std::fill(total + labels, total + labels_padded_, 0.0f);
    kernels.bilinear(&scores.label_dependent[d * arc_width_], &scores.label_head[h * arc_width_], arc_width_,
                     label_product_, labels_padded_, total);
    total[root_class_] = -1e30f;
    const int best = dep_class_[kernels.greatest(total, label_count_)];
    return best < 0 ? Dep::dep : static_cast<Dep>(best);
}

}  // namespace dragoman::annotation
