#include "annotation/encoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "sha256.h"

namespace dragoman::annotation {
namespace {

/// Reads the file front to back; ok turns false at its end or at nonsense.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    template <class T>
    T one() {
        T value{};
        if (const void* p = take(sizeof(T))) std::memcpy(&value, p, sizeof(T));
        return value;
    }
    std::string text() {
        const auto size = one<std::uint16_t>();
        const void* p = take(size);
        return p ? std::string(static_cast<const char*>(p), size) : std::string();
    }
    std::vector<std::string> texts() {
        std::vector<std::string> all(std::min<std::uint32_t>(one<std::uint32_t>(), 4096));
        for (auto& t : all) t = text();
        return all;
    }
    template <class T>
    const T* array(std::size_t count) {
        at_ = (at_ + 63) / 64 * 64;
        return static_cast<const T*>(take(count * sizeof(T)));
    }
    Linear linear(int inputs, int outputs) {
        const auto n = static_cast<std::size_t>(outputs);
        Linear l{inputs, outputs, array<std::int8_t>(n * inputs), nullptr, nullptr, nullptr};
        l.correction = array<std::int32_t>(n), l.scale = array<float>(n), l.bias = array<float>(n);
        return l;
    }
    bool ok() const { return ok_; }

private:
    const void* take(std::size_t size) {
        if (!ok_ || at_ > bytes_.size() || size > bytes_.size() - at_) return ok_ = false, nullptr;
        const void* p = bytes_.data() + at_;
        at_ += size;
        return p;
    }
    std::string_view bytes_;
    std::size_t at_ = 0;
    bool ok_ = true;
};

template <std::size_t N>
std::vector<int> classes(const std::vector<std::string>& names, const std::string_view (&known)[N]) {
    std::vector<int> index;
    for (const auto& name : names) {
        const auto at = std::find(std::begin(known), std::end(known), name);
        index.push_back(at == std::end(known) ? -1 : static_cast<int>(at - std::begin(known)));
    }
    return index;
}

}  // namespace

bool Encoder::load(std::string_view bytes) {
    constexpr std::string_view magic = "DRAGENC1";
    if (bytes.size() < magic.size() + 32 || !bytes.starts_with(magic)) return false;
    const std::string digest = sha256_hex(bytes.substr(0, bytes.size() - 32));
    const std::string_view stored = bytes.substr(bytes.size() - 32);
    for (int i = 0; i < 32; ++i)
        if (std::stoi(digest.substr(2 * i, 2), nullptr, 16) != static_cast<unsigned char>(stored[i])) return false;
    version_ = digest.substr(0, 12);
    Reader in(bytes.substr(0, bytes.size() - 32));
    in.one<std::uint64_t>();
    width_ = in.one<std::int32_t>(), arc_width_ = in.one<std::int32_t>();
    const int layer_count = in.one<std::int32_t>(), table_count = in.one<std::int32_t>();
    if (!in.ok() || width_ % 16 || width_ > 512 || arc_width_ % 16 || layer_count > 32 || table_count != 6)
        return false;
    for (int t = 0; t < table_count; ++t) table_sizes_.push_back(in.one<std::int32_t>());
    std::vector<int> dilations;
    for (int l = 0; l < layer_count; ++l) dilations.push_back(in.one<std::int32_t>());
    tag_class_ = classes(in.texts(), tag_names), dep_class_ = classes(in.texts(), dep_names),
    name_classes_ = in.texts();
    const int outputs = in.one<std::int32_t>();
    tags_at_ = in.one<std::int32_t>(), names_at_ = in.one<std::int32_t>(), labels_padded_ = in.one<std::int32_t>();
    if (labels_padded_ < 16 || labels_padded_ > 128 || labels_padded_ % 16 || outputs % 64) return false;
    inverse_last_ = in.one<float>();
    std::vector<float> inverses;
    for (int l = 0; l < layer_count; ++l) inverses.push_back(in.one<float>());
    for (int size : table_sizes_) tables_.push_back(in.array<std::int8_t>(static_cast<std::size_t>(size) * width_));
    const auto w = static_cast<std::size_t>(width_);
    mix_ = in.linear(6 * width_, 2 * width_), gain0_ = in.array<float>(w), beta0_ = in.array<float>(w),
    root_ = in.array<float>(w);
    for (int l = 0; l < layer_count; ++l) {
        Layer layer{dilations[l], inverses[l], in.linear(3 * width_, 2 * width_), nullptr, nullptr};
        layer.gain = in.array<float>(w), layer.beta = in.array<float>(w);
        layers_.push_back(layer);
    }
    gain_last_ = in.array<float>(w), beta_last_ = in.array<float>(w);
    heads_ = in.linear(width_, outputs);
    const auto a = static_cast<std::size_t>(arc_width_);
    u_ = in.array<float>(a), distance_ = in.array<float>(24);
    label_product_ = in.array<float>(a * labels_padded_), label_dependent_ = in.array<float>(a * labels_padded_);
    label_head_ = in.array<float>(a * labels_padded_), label_bias_ = in.array<float>(labels_padded_);
    return in.ok();
}

void Encoder::word_vector(std::string_view word, const Kernels& kernels, float* out) const {
    alignas(64) std::uint8_t input[6 * 512];
    alignas(64) std::int32_t sums[2 * 512];
    const WordFeatures features = features_of(word, table_sizes_);
    for (int t = 0; t < 6; ++t) {
        const std::int8_t* row = tables_[t] + static_cast<std::size_t>(features.row[t]) * width_;
        for (int j = 0; j < width_; ++j) input[t * width_ + j] = static_cast<std::uint8_t>(row[j] + 64);
    }
    const std::uint8_t* rows[1] = {input};
    kernels.multiply(rows, 1, 1, 0, 6 * width_, mix_.weights, mix_.outputs, sums);
    kernels.gate_norm(sums, mix_, gain0_, beta0_, width_, false, out);
}

/// What a thread keeps between stories: the vectors of words it has seen, direct mapped, so that
/// their number is fixed, and room for activations, so that no page is fetched anew. What `read`
/// returns does not depend on what was held.
struct Encoder::Workspace {
    static constexpr int slots = 1 << 13;
    static constexpr std::size_t longest_kept = 64;  // bytes of a word; longer ones are rare and read anew
    std::string owner;
    std::vector<std::string> words = std::vector<std::string>(slots);
    std::vector<float> vectors;
    std::vector<float> x, out, last, dependent, head, lift;
    std::vector<std::uint8_t> q;
    std::vector<std::int32_t> sums;
    std::vector<int> real;  ///< rows that hold a word or a root; between sentences lie rows of zeros
    std::vector<const std::uint8_t*> rows;
};

namespace {

constexpr int gap = 8;  // rows of zeros between sentences: the widest dilation

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

void Encoder::read(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
                   std::vector<Scores>& scores) const {
    thread_local Workspace work;
    if (work.owner != version_) {
        work.owner = version_;
        std::fill(work.words.begin(), work.words.end(), std::string());
        work.vectors.assign(static_cast<std::size_t>(Workspace::slots) * width_, 0.0f);
    }
    embed(sentences, kernels, work);
    convolve(kernels, work);
    scores.resize(sentences.size());
    int row = 0;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        collect(static_cast<int>(sentences[s].size()), row, kernels, work, scores[s]);
        row += scores[s].words + 1;
    }
}

/// The first vector of every word and root, laid out with gaps between sentences.
void Encoder::embed(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
                    Workspace& work) const {
    const auto width = static_cast<std::size_t>(width_);
    std::size_t total = gap;
    for (const auto& s : sentences) total += s.size() + 1 + gap;
    work.x.resize(total * width);
    work.q.assign(total * width, 64);
    work.real.clear(), work.rows.clear();
    std::size_t row = gap;
    const auto place = [&](const float* vector) {
        if (vector) std::memcpy(&work.x[row * width], vector, sizeof(float) * width);
        work.real.push_back(static_cast<int>(row));
        work.rows.push_back(&work.q[row * width]);
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
            if (work.words[slot] != word) word_vector(word, kernels, vector), work.words[slot] = word;
            place(vector);
        }
        row += gap;
    }
}

/// The layers, and the product of all heads into work.sums.
void Encoder::convolve(const Kernels& kernels, Workspace& work) const {
    const auto width = static_cast<std::size_t>(width_);
    const int count = static_cast<int>(work.rows.size());
    work.sums.resize(work.rows.size() * static_cast<std::size_t>(std::max(2 * width_, heads_.outputs)));
    for (const Layer& layer : layers_) {
        for (int r : work.real) kernels.quantise(&work.x[r * width], layer.inverse, width_, &work.q[r * width]);
        kernels.multiply(work.rows.data(), count, 3, static_cast<std::ptrdiff_t>(layer.dilation) * width_, width_,
                         layer.linear.weights, 2 * width_, work.sums.data());
        for (std::size_t i = 0; i < work.real.size(); ++i)
            kernels.gate_norm(&work.sums[i * 2 * width], layer.linear, layer.gain, layer.beta, width_, true,
                              &work.x[work.real[i] * width]);
    }
    work.last.resize(width);
    for (int r : work.real) {
        kernels.norm(&work.x[r * width], gain_last_, beta_last_, width_, work.last.data());
        kernels.quantise(work.last.data(), inverse_last_, width_, &work.q[r * width]);
    }
    kernels.multiply(work.rows.data(), count, 1, 0, width_, heads_.weights, heads_.outputs, work.sums.data());
}

/// The scores of one sentence of n words, whose root is the `first` of the rows.
void Encoder::collect(int n, int first, const Kernels& kernels, Workspace& work, Scores& to) const {
    const auto arc = static_cast<std::size_t>(arc_width_), names = name_classes_.size(),
               stride = static_cast<std::size_t>(n) + 1;
    to.words = n, to.tag.resize(n), to.names.resize(static_cast<std::size_t>(n) * names);
    to.label_dependent.resize(stride * arc), to.label_head.resize(stride * arc), to.arcs.resize(stride * stride);
    work.dependent.resize(stride * arc), work.head.resize(stride * arc), work.lift.resize(stride);
    work.out.resize(static_cast<std::size_t>(heads_.outputs));
    for (std::size_t i = 0; i < stride; ++i) {
        const float* out = work.out.data();
        kernels.finish(&work.sums[(first + i) * heads_.outputs], heads_, work.out.data());
        std::copy_n(out, arc, &work.dependent[i * arc]);
        kernels.rectify(out + arc, arc_width_, &work.head[i * arc]);
        kernels.rectify(out + 2 * arc, arc_width_, &to.label_dependent[i * arc]);
        kernels.rectify(out + 3 * arc, arc_width_, &to.label_head[i * arc]);
        work.lift[i] = kernels.dot(&work.head[i * arc], u_, arc_width_);
        if (i == 0) continue;
        to.tag[i - 1] = best_tag(out + tags_at_);
        std::copy_n(out + names_at_, names, &to.names[(i - 1) * names]);
    }
    for (std::size_t d = 1; d < stride; ++d) {
        float* scores = &to.arcs[d * stride];
        kernels.dots(&work.dependent[d * arc], work.head.data(), n + 1, arc_width_, scores);
        for (std::size_t h = 0; h < stride; ++h)
            scores[h] +=
                work.lift[h] +
                distance_[(h > d ? 12 : 0) + distance_bin(std::abs(static_cast<int>(h) - static_cast<int>(d)))];
    }
}

Tag Encoder::best_tag(const float* scores) const {
    int best = -1;
    for (int t = 0; t < static_cast<int>(tag_class_.size()); ++t)
        if (tag_class_[t] >= 0 && (best < 0 || scores[t] > scores[best])) best = t;
    return best < 0 ? Tag::XX : static_cast<Tag>(tag_class_[best]);
}

Dep Encoder::label(const Scores& scores, int dependent, int head, const Kernels& kernels) const {
    alignas(64) float total[128];
    const std::size_t d = static_cast<std::size_t>(dependent) * arc_width_,
                      h = static_cast<std::size_t>(head) * arc_width_;
    kernels.bilinear(&scores.label_dependent[d], &scores.label_head[h], arc_width_, label_product_, label_dependent_,
                     label_head_, label_bias_, labels_padded_, total);
    int best = -1;
    for (int c = 0; c < static_cast<int>(dep_class_.size()); ++c) {
        const int dep = dep_class_[c];
        if (dep < 0 || (dep == static_cast<int>(Dep::root)) != (head == 0)) continue;
        if (best < 0 || total[c] > total[best]) best = c;
    }
    return best < 0 ? Dep::dep : static_cast<Dep>(dep_class_[best]);
}

}  // namespace dragoman::annotation
