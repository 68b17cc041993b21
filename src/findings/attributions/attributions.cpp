#include "findings/attributions/attributions.h"

#include <algorithm>
#include <cstring>

#include "annotation/encoder/weights.h"
#include "findings/attributions/chains.h"
#include "findings/attributions/features.h"

namespace dragoman::findings {

using annotation::Kernels;
using annotation::Linear;
using annotation::WeightsReader;

namespace {

constexpr int tile = 16;          // rows multiplied together
constexpr int batch_rows = 4096;  // tokens read at once, 1.5 KB each: bounds the memory of a long story

/// One step of the net: what its rows are multiplied with, and the norm after it.
struct Step {
    int dilation = 0;  ///< 0 where rows are put together one by one
    float inverse = 1;
    Linear linear;
    const float *gain = nullptr, *beta = nullptr;
};

}  // namespace

struct AttributionModel::Weights {
    bool usable = false;
    std::string version;
    int state = 0, fact = 0, width = 0, rows = 0;
    float fact_scale = 1, last_inverse = 1;
    const std::int8_t* facts = nullptr;
    Step mix, tree;
    std::vector<Step> convolutions;
    const float *gain = nullptr, *beta = nullptr;
    Linear out;
    Chain chain;

    bool read(std::string_view bytes);
};

bool AttributionModel::Weights::read(std::string_view bytes) {
    version = annotation::sealed_version(bytes, "DRAGATT1");
    if (version.empty()) return false;
    WeightsReader in(bytes);
    state = in.number(), fact = in.number(), width = in.number(), rows = in.number();
    const int layers = in.number();
    const auto fits = [](int size, int multiple, int most) { return size > 0 && size % multiple == 0 && size <= most; };
    if (!in.ok() || !fits(state, 4, 512) || !fits(fact, 16, 256) || !fits(width, 32, 256) || !fits(layers, 1, 16) ||
        rows < attribution_facts)
        return false;
    convolutions.resize(static_cast<std::size_t>(layers));
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
    out = in.linear(width, 64);
    const float* steps = in.array<float>(chain_labels * chain_labels);
    const float* starts = in.array<float>(chain_labels);
    chain.read(steps, starts, in.array<float>(chain_labels));
    return in.ok() && std::all_of(convolutions.begin(), convolutions.end(),
                                  [](const Step& c) { return c.dilation >= 1 && c.dilation <= 64; });
}

AttributionModel::AttributionModel(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
AttributionModel::AttributionModel(AttributionModel&&) noexcept = default;
AttributionModel& AttributionModel::operator=(AttributionModel&&) noexcept = default;
AttributionModel::~AttributionModel() = default;

AttributionModel AttributionModel::load(std::string_view bytes) {
    auto weights = std::make_unique<Weights>();
    weights->usable = weights->read(bytes);
    return AttributionModel(std::move(weights));
}

bool AttributionModel::usable() const { return weights_->usable; }
const std::string& AttributionModel::version() const { return weights_->version; }

namespace {

/// The net over the rows of one story's features.
class Net {
public:
    Net(const AttributionModel::Weights& weights, const Kernels& kernels, int tokens)
        : with_(weights), kernels_(kernels), tokens_(tokens), width_(static_cast<std::size_t>(weights.width)) {
        for (const Step& c : with_.convolutions) border_ = std::max(border_, c.dilation);
        x_.resize(static_cast<std::size_t>(tokens) * width_);
        sums_.resize(tile * std::max<std::size_t>(2 * width_, 64));
        for (auto& side : sides_) side.assign((static_cast<std::size_t>(tokens) + 2 * border_) * width_, 64);
    }

    /// Scores of the labels, row after row.
    std::vector<float> scores(const Annotation& tree, const AttributionFeatures& features) {
        mix(tree, features);
        join(features);
        int side = 0;
        for (const Step& c : with_.convolutions) convolve(c, side), side = 1 - side;
        return finish();
    }

private:
    std::uint8_t* row(int side, int token) {
        return &sides_[side][(static_cast<std::size_t>(token) + border_) * width_];
    }
    float* vector(int token) { return &x_[static_cast<std::size_t>(token) * width_]; }

    /// `fill(token, room)` writes a token's row of inputs.
    template <class Fill>
    void each_tile(const Step& step, bool add, const Fill& fill) {
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

    void normalise(const Step& step, int at, int count, bool add) {
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
    void convolve(const Step& step, int side) {
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
        const int side = static_cast<int>(with_.convolutions.size() % 2);
        std::vector<float> scores(static_cast<std::size_t>(tokens_) * chain_labels), out(64);
        for (int t = 0; t < tokens_; ++t) {
            const std::uint8_t* rows[1] = {row(side, t)};
            kernels_.multiply(rows, 1, 1, 0, with_.width, with_.out.weights, 64, sums_.data());
            kernels_.finish(sums_.data(), with_.out, 0, chain_labels, out.data());
            std::copy_n(out.begin(), chain_labels, scores.begin() + static_cast<std::ptrdiff_t>(t) * chain_labels);
        }
        return scores;
    }

    const AttributionModel::Weights& with_;
    const Kernels& kernels_;
    const int tokens_;
    const std::size_t width_;
    int border_ = 1;
    std::vector<float> x_;
    std::vector<std::int32_t> sums_;
    std::vector<std::uint8_t> sides_[2];
};

}  // namespace

namespace {

/// `each(paragraph, chains)` for every paragraph that is no longer than a batch, in order.
template <class Each>
void each_paragraph(const Text& text, const Annotation& tree, const StatementLexicon& lexicon,
                    const AttributionModel& model, const std::vector<TokenRange>& paragraphs, const Kernels* kernels,
                    const Each& each) {
    const AttributionModel::Weights& with = model.weights();
    if (!with.usable || tree.state_width != with.state) return;
    std::vector<TokenRange> batch;
    int rows = 0;
    const auto read = [&] {
        if (batch.empty()) return;
        const AttributionFeatures features = attribution_features(text, tree, lexicon, batch);
        Net net(with, kernels ? *kernels : annotation::best_kernels(), rows);
        const std::vector<float> scores = net.scores(tree, features);
        const float* first = scores.data();
        for (TokenRange paragraph : batch) {
            each(paragraph, Chains(with.chain, first, paragraph.size()));
            first += static_cast<std::size_t>(paragraph.size()) * chain_labels;
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

}  // namespace

std::vector<TokenRange> paragraphs_of(const Text& text) {
    std::vector<TokenRange> paragraphs;
    int last = -1;
    for (const Sentence& sentence : text.sentences) {
        if (sentence.tokens.empty()) continue;
        if (paragraphs.empty() || sentence.paragraph != last) paragraphs.push_back(sentence.tokens);
        paragraphs.back().end = sentence.tokens.end, last = sentence.paragraph;
    }
    return paragraphs;
}

std::vector<AttributionSpan> find_attributions(const Text& text, const Annotation& tree,
                                               const StatementLexicon& lexicon, const AttributionModel& model,
                                               const std::vector<TokenRange>& paragraphs, const Kernels* kernels) {
    std::vector<AttributionSpan> spans;
    each_paragraph(text, tree, lexicon, model, paragraphs, kernels, [&](TokenRange paragraph, const Chains& chains) {
        for (AttributionSpan span : chains.best_spans()) {
            span.tokens.begin += paragraph.begin, span.tokens.end += paragraph.begin;
            spans.push_back(span);
        }
    });
    return spans;
}

std::vector<std::array<double, 7>> attribution_chances(const Text& text, const Annotation& tree,
                                                       const StatementLexicon& lexicon, const AttributionModel& model) {
    std::vector<std::array<double, 7>> all(static_cast<std::size_t>(tree.size()), {1});
    each_paragraph(text, tree, lexicon, model, paragraphs_of(text), nullptr,
                   [&](TokenRange paragraph, const Chains& chains) {
                       const auto rows = chains.chances();
                       std::copy(rows.begin(), rows.end(), all.begin() + paragraph.begin);
                   });
    return all;
}

}  // namespace dragoman::findings
