#include "findings/net/trunk.h"

#include <algorithm>
#include <cstring>

namespace dragoman::findings {

using annotation::Kernels;
using annotation::Linear;
using annotation::WeightsReader;

namespace {

constexpr int tile = 16;          // rows multiplied together
constexpr int batch_rows = 4096;  // tokens read at once, 1.5 KB each: bounds the memory of a long story
constexpr int kernel_rows = 64;   // outputs are computed in steps of so many

}  // namespace

bool Trunk::read_sizes(WeightsReader& in) {
    state = in.number(), fact = in.number(), width = in.number(), rows = in.number();
    const int layers = in.number();
    const auto fits = [](int size, int multiple, int most) { return size > 0 && size % multiple == 0 && size <= most; };
    if (!in.ok() || !fits(state, 4, 512) || !fits(fact, 16, 256) || !fits(width, 32, 256) || !fits(layers, 1, 16) ||
        rows < attribution_facts)
        return false;
    convolutions.resize(static_cast<std::size_t>(layers));
    return true;
}

bool Trunk::read(WeightsReader& in, int scores) {
    for (Step& c : convolutions) c.dilation = in.number();
    fact_scale = in.one<float>(), mix.inverse = in.one<float>(), tree.inverse = in.one<float>();
    for (Step& c : convolutions) c.inverse = in.one<float>();
    last_inverse = in.one<float>();
    facts = in.array<std::int8_t>(static_cast<std::size_t>(rows) * fact);
    const auto w = static_cast<std::size_t>(width);
    const auto read_step = [&](Step& s, int inputs) {
        s.linear = in.linear(inputs, 2 * width);
        s.gain = in.array<float>(w), s.beta = in.array<float>(w);
    };
    read_step(mix, state + fact), read_step(tree, (1 + neighbour_count) * width);
    for (Step& c : convolutions) read_step(c, 3 * width);
    gain = in.array<float>(w), beta = in.array<float>(w);
    outputs = scores, out = in.linear(width, (scores + kernel_rows - 1) / kernel_rows * kernel_rows);
    return in.ok() && std::all_of(convolutions.begin(), convolutions.end(),
                                  [](const Step& c) { return c.dilation >= 1 && c.dilation <= 64; });
}

namespace {

/// The net over the rows of one story's features.
class Net {
public:
    Net(const Trunk& trunk, const Kernels& kernels, int tokens)
        : with_(trunk), kernels_(kernels), tokens_(tokens), width_(static_cast<std::size_t>(trunk.width)) {
        for (const Trunk::Step& c : with_.convolutions) border_ = std::max(border_, c.dilation);
        x_.resize(static_cast<std::size_t>(tokens) * width_);
        sums_.resize(tile * std::max(2 * width_, static_cast<std::size_t>(trunk.out.outputs)));
        for (auto& side : sides_) side.assign((static_cast<std::size_t>(tokens) + 2 * border_) * width_, 64);
    }

    /// Of every output that is kept, row after row.
    std::vector<float> scores(const Annotation& tree, const AttributionFeatures& features) {
        mix(tree, features);
        join(features);
        int side = 0;
        for (const Trunk::Step& c : with_.convolutions) convolve(c, side), side = 1 - side;
        return finish();
    }

private:
    std::uint8_t* row(int side, int token) {
        return &sides_[side][(static_cast<std::size_t>(token) + border_) * width_];
    }
    float* vector(int token) { return &x_[static_cast<std::size_t>(token) * width_]; }

    /// `fill(token, room)` writes a token's row of inputs.
    template <class Fill>
    void each_tile(const Trunk::Step& step, bool add, const Fill& fill) {
        const auto inputs = static_cast<std::size_t>(step.linear.inputs);
        std::vector<std::uint8_t> room(tile * inputs);
        const std::uint8_t* rows[tile];
        for (int at = 0; at < tokens_; at += tile) {
            const int count = std::min(tile, tokens_ - at);
            for (int i = 0; i < count; ++i)
                fill(at + i, &room[static_cast<std::size_t>(i) * inputs]), rows[i] = &room[i * inputs];
            kernels_.multiply(rows, count, 1, 0, step.linear.inputs, step.linear.weights, step.linear.outputs,
                              sums_.data());
            normalise(step, at, count, add);
        }
    }

    void normalise(const Trunk::Step& step, int at, int count, bool add) {
        for (int i = 0; i < count; ++i)
            kernels_.gate_norm(&sums_[static_cast<std::size_t>(i) * step.linear.outputs], step.linear, step.gain,
                               step.beta, with_.width, add, vector(at + i));
    }

    /// States and facts into first vectors.
    void mix(const Annotation& tree, const AttributionFeatures& features) {
        const auto fact = static_cast<std::size_t>(with_.fact), state = static_cast<std::size_t>(with_.state);
        std::vector<std::int32_t> sum(fact);
        std::vector<float> scaled(fact);
        each_tile(with_.mix, false, [&](int t, std::uint8_t* into) {
            std::memcpy(into, tree.state(features.tokens[t]), state);
            std::fill(sum.begin(), sum.end(), 0);
            for (int f = features.first_fact[t]; f < features.first_fact[t + 1]; ++f) {
                const std::int8_t* values = with_.facts + features.facts[f] * fact;
                for (std::size_t k = 0; k < fact; ++k) sum[k] += values[k];
            }
            for (std::size_t k = 0; k < fact; ++k) scaled[k] = static_cast<float>(sum[k]) * with_.fact_scale;
            kernels_.quantise(scaled.data(), with_.mix.inverse, with_.fact, into + state);
        });
    }

    void quantise_all(int side, float inverse) {
        for (int t = 0; t < tokens_; ++t) kernels_.quantise(vector(t), inverse, with_.width, row(side, t));
    }

    /// A token with its neighbours in the tree.
    void join(const AttributionFeatures& features) {
        quantise_all(0, with_.tree.inverse);
        each_tile(with_.tree, true, [&](int t, std::uint8_t* into) {
            std::memcpy(into, row(0, t), width_);
            for (int near : features.neighbours[t]) {
                into += width_;
                near < 0 ? std::memset(into, 64, width_) : std::memcpy(into, row(0, near), width_);
            }
        });
        quantise_all(0, with_.convolutions[0].inverse);
    }

    /// Reads one side, leaves what the next step reads in the other.
    void convolve(const Trunk::Step& step, int side) {
        const bool last = &step == &with_.convolutions.back();
        const float inverse = last ? with_.last_inverse : (&step + 1)->inverse;
        std::vector<float> normed(width_);
        const std::uint8_t* rows[tile];
        for (int at = 0; at < tokens_; at += tile) {
            const int count = std::min(tile, tokens_ - at);
            for (int i = 0; i < count; ++i) rows[i] = row(side, at + i);
            kernels_.multiply(rows, count, 3, static_cast<std::ptrdiff_t>(step.dilation) * with_.width, with_.width,
                              step.linear.weights, step.linear.outputs, sums_.data());
            normalise(step, at, count, true);
            for (int t = at; t < at + count; ++t) {
                const float* x = vector(t);
                if (last) kernels_.norm(x, with_.gain, with_.beta, with_.width, normed.data()), x = normed.data();
                kernels_.quantise(x, inverse, with_.width, row(1 - side, t));
            }
        }
    }

    std::vector<float> finish() {
        const int side = static_cast<int>(with_.convolutions.size() % 2), all = with_.out.outputs;
        const auto kept = static_cast<std::size_t>(with_.outputs);
        std::vector<float> scores(static_cast<std::size_t>(tokens_) * kept);
        const std::uint8_t* rows[tile];
        for (int at = 0; at < tokens_; at += tile) {
            const int count = std::min(tile, tokens_ - at);
            for (int i = 0; i < count; ++i) rows[i] = row(side, at + i);
            kernels_.multiply(rows, count, 1, 0, with_.width, with_.out.weights, all, sums_.data());
            for (int i = 0; i < count; ++i)
                kernels_.finish(&sums_[static_cast<std::size_t>(i) * all], with_.out, 0, with_.outputs,
                                &scores[static_cast<std::size_t>(at + i) * kept]);
        }
        return scores;
    }

    const Trunk& with_;
    const Kernels& kernels_;
    const int tokens_;
    const std::size_t width_;
    int border_ = 1;
    std::vector<float> x_;
    std::vector<std::int32_t> sums_;
    std::vector<std::uint8_t> sides_[2];
};

}  // namespace

std::vector<float> trunk_scores(const Trunk& trunk, const Annotation& tree, const AttributionFeatures& features,
                                const Kernels& kernels) {
    return Net(trunk, kernels, static_cast<int>(features.tokens.size())).scores(tree, features);
}

void each_paragraph(const Text& text, const Annotation& tree, const StatementLexicon& lexicon, const Trunk& trunk,
                    const std::vector<TokenRange>& paragraphs, const Kernels* kernels,
                    const std::function<void(TokenRange, const float*)>& each) {
    if (tree.state_width != trunk.state) return;
    std::vector<TokenRange> batch;
    int rows = 0;
    const auto read = [&] {
        if (batch.empty()) return;
        const AttributionFeatures features = attribution_features(text, tree, lexicon, batch);
        const std::vector<float> scores =
            trunk_scores(trunk, tree, features, kernels ? *kernels : annotation::best_kernels());
        const float* first = scores.data();
        for (TokenRange paragraph : batch) {
            each(paragraph, first);
            first += static_cast<std::size_t>(paragraph.size()) * trunk.outputs;
        }
        batch.clear(), rows = 0;
    };
    for (TokenRange paragraph : paragraphs) {
        if (paragraph.size() > batch_rows) continue;
        if (rows + paragraph.size() > batch_rows) read();
        batch.push_back(paragraph), rows += paragraph.size();
    }
    read();
}

}  // namespace dragoman::findings
