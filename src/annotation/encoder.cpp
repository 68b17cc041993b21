#include "annotation/encoder.h"

#include <algorithm>
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
    if (!in.ok() || width_ % 16 || width_ > 512 || arc_width_ % 16 || layer_count > 32 || table_count != 6) return false;
    for (int t = 0; t < table_count; ++t) table_sizes_.push_back(in.one<std::int32_t>());
    std::vector<int> dilations;
    for (int l = 0; l < layer_count; ++l) dilations.push_back(in.one<std::int32_t>());
    tag_class_ = classes(in.texts(), tag_names), dep_class_ = classes(in.texts(), dep_names), name_classes_ = in.texts();
    const int outputs = in.one<std::int32_t>();
    tags_at_ = in.one<std::int32_t>(), names_at_ = in.one<std::int32_t>(), labels_padded_ = in.one<std::int32_t>();
    inverse_last_ = in.one<float>();
    std::vector<float> inverses;
    for (int l = 0; l < layer_count; ++l) inverses.push_back(in.one<float>());
    for (int size : table_sizes_) tables_.push_back(in.array<std::int8_t>(static_cast<std::size_t>(size) * width_));
    const auto w = static_cast<std::size_t>(width_);
    mix_ = in.linear(6 * width_, 2 * width_), gain0_ = in.array<float>(w), beta0_ = in.array<float>(w), root_ = in.array<float>(w);
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

namespace {

/// Word vectors seen by this thread: direct mapped, so that its size is fixed. What it returns does
/// not depend on what it held.
struct WordCache {
    static constexpr int slots = 1 << 13;
    std::string owner;
    std::vector<std::string> words = std::vector<std::string>(slots);
    std::vector<float> vectors;
};

}  // namespace

void Encoder::read(const std::vector<std::vector<std::string_view>>& sentences, const Kernels& kernels,
                   std::vector<Scores>& scores) const {
    thread_local WordCache cache;
    if (cache.owner != version_) {
        cache.owner = version_;
        std::fill(cache.words.begin(), cache.words.end(), std::string());
        cache.vectors.assign(static_cast<std::size_t>(WordCache::slots) * width_, 0.0f);
    }
    constexpr int gap = 8;  // rows of zeros between sentences: the widest dilation
    std::vector<int> starts;
    int total = gap;
    for (const auto& s : sentences) starts.push_back(total), total += static_cast<int>(s.size()) + 1 + gap;
    std::vector<float> x(static_cast<std::size_t>(total) * width_, 0.0f);
    std::vector<std::uint8_t> q(static_cast<std::size_t>(total) * width_, 64);
    std::vector<int> real;
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        std::memcpy(&x[static_cast<std::size_t>(starts[s]) * width_], root_, sizeof(float) * width_);
        real.push_back(starts[s]);
        for (std::size_t i = 0; i < sentences[s].size(); ++i) {
            const std::string_view word = sentences[s][i];
            const std::size_t slot = std::hash<std::string_view>()(word) % WordCache::slots;
            float* vector = &cache.vectors[slot * width_];
            if (cache.words[slot] != word || word.empty()) word_vector(word, kernels, vector), cache.words[slot] = word;
            const int row = starts[s] + 1 + static_cast<int>(i);
            std::memcpy(&x[static_cast<std::size_t>(row) * width_], vector, sizeof(float) * width_);
            real.push_back(row);
        }
    }
    std::vector<const std::uint8_t*> rows;
    for (int r : real) rows.push_back(&q[static_cast<std::size_t>(r) * width_]);
    const int count = static_cast<int>(rows.size());
    std::vector<std::int32_t> sums(static_cast<std::size_t>(count) * std::max(2 * width_, heads_.outputs));
    for (const Layer& layer : layers_) {
        for (int r : real) kernels.quantise(&x[static_cast<std::size_t>(r) * width_], layer.inverse, width_, &q[static_cast<std::size_t>(r) * width_]);
        kernels.multiply(rows.data(), count, 3, static_cast<std::ptrdiff_t>(layer.dilation) * width_, width_, layer.linear.weights, 2 * width_, sums.data());
        for (int i = 0; i < count; ++i)
            kernels.gate_norm(&sums[static_cast<std::size_t>(i) * 2 * width_], layer.linear, layer.gain, layer.beta, width_, true, &x[static_cast<std::size_t>(real[i]) * width_]);
    }
    std::vector<float> last(width_);
    for (int r : real) {
        kernels.norm(&x[static_cast<std::size_t>(r) * width_], gain_last_, beta_last_, width_, last.data());
        kernels.quantise(last.data(), inverse_last_, width_, &q[static_cast<std::size_t>(r) * width_]);
    }
    kernels.multiply(rows.data(), count, 1, 0, width_, heads_.weights, heads_.outputs, sums.data());
    std::vector<float> out(heads_.outputs);
    scores.resize(sentences.size());
    std::vector<float> dependent, head;
    int row = 0;
    const int names = static_cast<int>(name_classes_.size()), tags = static_cast<int>(tag_class_.size());
    for (std::size_t s = 0; s < sentences.size(); ++s) {
        const int n = static_cast<int>(sentences[s].size());
        Scores& to = scores[s];
        to.words = n, to.tag.resize(n), to.names.resize(static_cast<std::size_t>(n) * names);
        dependent.resize(static_cast<std::size_t>(n + 1) * arc_width_), head.resize(dependent.size());
        to.label_dependent.resize(dependent.size()), to.label_head.resize(dependent.size());
        std::vector<float> lift(n + 1);
        for (int i = 0; i <= n; ++i, ++row) {
            kernels.finish(&sums[static_cast<std::size_t>(row) * heads_.outputs], heads_, out.data());
            const std::size_t at = static_cast<std::size_t>(i) * arc_width_;
            for (int j = 0; j < arc_width_; ++j) {
                dependent[at + j] = out[j];
                head[at + j] = std::max(0.0f, out[arc_width_ + j]);
                to.label_dependent[at + j] = std::max(0.0f, out[2 * arc_width_ + j]);
                to.label_head[at + j] = std::max(0.0f, out[3 * arc_width_ + j]);
            }
            lift[i] = kernels.dot(&head[at], u_, arc_width_);
            if (i == 0) continue;
            int best = -1;
            for (int t = 0; t < tags; ++t)
                if (tag_class_[t] >= 0 && (best < 0 || out[tags_at_ + t] > out[tags_at_ + best])) best = t;
            to.tag[i - 1] = best < 0 ? Tag::XX : static_cast<Tag>(tag_class_[best]);
            std::copy_n(&out[names_at_], names, &to.names[static_cast<std::size_t>(i - 1) * names]);
        }
        to.arcs.assign(static_cast<std::size_t>(n + 1) * (n + 1), 0.0f);
        for (int d = 1; d <= n; ++d)
            for (int h = 0; h <= n; ++h) {
                if (h == d) continue;
                const int far = std::abs(h - d);
                int bin = 0;  // floor(2 · log2(distance)), at most 11
                while (bin < 11 && static_cast<double>(far) * far >= static_cast<double>(1ll << (bin + 1))) ++bin;
                to.arcs[static_cast<std::size_t>(d) * (n + 1) + h] =
                    kernels.dot(&dependent[static_cast<std::size_t>(d) * arc_width_], &head[static_cast<std::size_t>(h) * arc_width_], arc_width_) +
                    lift[h] + distance_[(h > d ? 12 : 0) + bin];
            }
    }
}

Dep Encoder::label(const Scores& scores, int dependent, int head, const Kernels& kernels) const {
    alignas(64) float total[128];
    const int width = std::min(labels_padded_, 128);
    std::copy_n(label_bias_, width, total);
    const float* d = &scores.label_dependent[static_cast<std::size_t>(dependent) * arc_width_];
    const float* h = &scores.label_head[static_cast<std::size_t>(head) * arc_width_];
    for (int k = 0; k < arc_width_; ++k) {
        if (d[k] != 0) kernels.add_scaled(d[k], label_dependent_ + static_cast<std::size_t>(k) * labels_padded_, width, total);
        if (h[k] != 0) kernels.add_scaled(h[k], label_head_ + static_cast<std::size_t>(k) * labels_padded_, width, total);
        const float both = d[k] * h[k];
        if (both != 0) kernels.add_scaled(both, label_product_ + static_cast<std::size_t>(k) * labels_padded_, width, total);
    }
    int best = -1;
    for (int c = 0; c < static_cast<int>(dep_class_.size()); ++c) {
        const int dep = dep_class_[c];
        if (dep < 0 || (dep == static_cast<int>(Dep::root)) != (head == 0)) continue;
        if (best < 0 || total[c] > total[best]) best = c;
    }
    return best < 0 ? Dep::dep : static_cast<Dep>(dep_class_[best]);
}

}  // namespace dragoman::annotation
