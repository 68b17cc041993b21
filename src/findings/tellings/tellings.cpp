#include "findings/tellings/tellings.h"

#include <algorithm>
#include <cmath>

#include "annotation/encoder/weights.h"
#include "findings/net/trunk.h"

namespace dragoman::findings {
namespace {

constexpr int score_count = telling_acts + telling_commitments + telling_stances;
constexpr int vector_count = telling_sides * telling_width;  // of the numbers that ask, and of those that answer
constexpr int output_count = score_count + 2 * vector_count;
constexpr double never = -100;  // a logarithm, or a score, of a chance that counts as none

using Vector = std::array<float, telling_width>;

/// What each of two witnesses counts, and what is added for each class.
struct Blend {
    float weighed = 1, told = 0;
    const float* added = nullptr;
};
constexpr std::size_t blended[] = {telling_acts, telling_commitments, telling_stances, 1 + telling_sides};

}  // namespace

struct TellingModel::Weights {
    bool usable = false;
    std::string version;
    Trunk trunk;
    std::array<std::array<Vector, telling_sides>, telling_kinds> what{};
    std::array<float, telling_sides> bias{};
    float pair_step = 1;
    std::array<Blend, std::size(blended)> blend{};  ///< of acts, commitments, stances, sides

    bool read(std::string_view bytes);
    bool read_sides(annotation::WeightsReader&);
};

bool TellingModel::Weights::read(std::string_view bytes) {
    version = annotation::sealed_version(bytes, "DRAGTEL1");
    if (version.empty()) return false;
    annotation::WeightsReader in(bytes);
    if (!trunk.read_sizes(in) || in.number() != output_count || in.number() != telling_width) return false;
    return trunk.read(in, output_count) && read_sides(in);
}

bool TellingModel::Weights::read_sides(annotation::WeightsReader& in) {
    const float* whats = in.array<float>(telling_kinds * vector_count);
    const float* biases = in.array<float>(telling_sides);
    const float* step = in.array<float>(1);
    for (std::size_t kind = 0; kind < blend.size(); ++kind) {
        const float* shares = in.array<float>(2 + blended[kind]);
        if (shares) blend[kind] = {shares[0], shares[1], shares + 2};
    }
    if (!in.ok() || !std::isfinite(*step) || *step <= 0) return false;
    for (auto& sides : what)
        for (Vector& side : sides) std::copy_n(whats, telling_width, side.begin()), whats += telling_width;
    std::copy_n(biases, telling_sides, bias.begin());
    pair_step = *step;
    return true;
}

TellingModel::TellingModel(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
TellingModel::TellingModel(TellingModel&&) noexcept = default;
TellingModel& TellingModel::operator=(TellingModel&&) noexcept = default;
TellingModel::~TellingModel() = default;

TellingModel TellingModel::load(std::string_view bytes) {
    auto weights = std::make_unique<Weights>();
    weights->usable = weights->read(bytes);
    return TellingModel(std::move(weights));
}

bool TellingModel::usable() const { return weights_->usable; }
const std::string& TellingModel::version() const { return weights_->version; }

template <std::size_t Count>
std::array<double, Count> Tellings::chances(int token, std::size_t first) const {
    std::array<double, Count> logs;
    logs.fill(never), logs[0] = 0;
    if (!read(token)) return logs;
    std::copy_n(words_[static_cast<std::size_t>(token)].scores.begin() + first, Count, logs.begin());
    const double top = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (double score : logs) sum += std::exp(score - top);
    const double all = top + std::log(sum);
    for (double& score : logs) score -= all;
    return logs;
}

std::array<double, telling_acts> Tellings::acts(int token) const { return chances<telling_acts>(token, 0); }

std::array<double, telling_commitments> Tellings::commitments(int token) const {
    return chances<telling_commitments>(token, telling_acts);
}

std::array<double, telling_stances> Tellings::stances(int token) const {
    return chances<telling_stances>(token, telling_acts + telling_commitments);
}

template <std::size_t Count>
std::array<double, Count> Tellings::joined(const std::array<double, Count>& weighed,
                                           const std::array<double, Count>& told, std::size_t kind) const {
    constexpr double least_weighed = 1e-4, least_told = 2e-3;  // neither witness can rule out alone
    const Blend& blend = with_->blend[kind];
    std::array<double, Count> all;  // what is added tells how likely anything is told, not which class it is
    for (std::size_t k = 0; k < Count; ++k)
        all[k] = blend.weighed * std::log(weighed[k] + least_weighed) + blend.told * std::log(told[k] + least_told);
    const double top = *std::max_element(all.begin(), all.end());
    double sum = 0, plain = 0, any = 0;
    for (std::size_t k = 0; k < Count; ++k) {
        all[k] = std::exp(all[k] - top);
        const double likelier = all[k] * std::exp(static_cast<double>(blend.added[k]));
        sum += likelier;
        if (k > 0) any += likelier, plain += all[k];
    }
    for (std::size_t k = 1; k < Count; ++k) all[k] *= any / (sum * plain);
    all[0] = 1 - any / sum;
    return all;
}

template <std::size_t Count>
std::array<double, Count> powers(std::array<double, Count> logs) {
    for (double& value : logs) value = std::exp(value);
    return logs;
}

std::array<double, telling_acts> Tellings::acts(int token, const std::array<double, telling_acts>& weighed) const {
    return read(token) ? joined(weighed, powers(acts(token)), 0) : weighed;
}

std::array<double, telling_commitments> Tellings::commitments(
    int token, const std::array<double, telling_commitments>& weighed) const {
    return read(token) ? joined(weighed, powers(commitments(token)), 1) : weighed;
}

std::array<double, telling_stances> Tellings::stances(int token,
                                                      const std::array<double, telling_stances>& weighed) const {
    return read(token) ? joined(weighed, powers(stances(token)), 2) : weighed;
}

std::array<double, 1 + telling_sides> Tellings::sides(int token, int what, const std::vector<int>& heads,
                                                      const std::array<double, 1 + telling_sides>& weighed) const {
    std::array<double, telling_sides> best{};
    bool any = false;
    for (int head : heads)
        for (int which = 0; read(token) && read(head) && which < telling_sides; ++which) {
            double& chance = best[static_cast<std::size_t>(which)];
            chance = std::max(chance, 1 / (1 + std::exp(-side(token, what, which, head)))), any = true;
        }
    if (!any) return weighed;
    const auto [one, other] = best;
    return joined<1 + telling_sides>(weighed, {(1 - one) * (1 - other), one * (1 - other), other * (1 - one)}, 3);
}

double Tellings::side(int token, int what, int which, int other) const {
    if (!read(token) || !read(other)) return never;
    const auto side = static_cast<std::size_t>(which);
    const auto& asks = words_[static_cast<std::size_t>(token)].asks[side];
    const auto& answers = words_[static_cast<std::size_t>(other)].answers[side];
    const Vector& known = with_->what[static_cast<std::size_t>(what)][side];
    const double step = with_->pair_step;
    double sum = 0;
    for (std::size_t k = 0; k < known.size(); ++k) sum += (asks[k] * step + known[k]) * (answers[k] * step);
    return sum / std::sqrt(static_cast<double>(telling_width)) + with_->bias[side];
}

namespace {

template <class Vectors>
void quantise(const float* from, float step, Vectors& into) {
    for (auto& side : into)
        for (std::int8_t& value : side)
            value = static_cast<std::int8_t>(std::nearbyint(std::clamp(*from++ / step, -127.0f, 127.0f)));
}

}  // namespace

Tellings read_tellings(const Text& text, const Annotation& tree, const StatementLexicon& lexicon,
                       const TellingModel& model, const std::vector<TokenRange>& paragraphs,
                       const annotation::Kernels* kernels) {
    Tellings told;
    if (!model.usable()) return told;
    const TellingModel::Weights& with = model.weights();
    told.with_ = &with;
    told.words_.resize(static_cast<std::size_t>(tree.size())), told.read_.resize(told.words_.size());
    each_paragraph(text, tree, lexicon, with.trunk, paragraphs, kernels, [&](TokenRange paragraph, const float* row) {
        for (int t = paragraph.begin; t < paragraph.end; ++t, row += output_count) {
            Tellings::Word& word = told.words_[static_cast<std::size_t>(t)];
            std::copy_n(row, score_count, word.scores.begin());
            quantise(row + score_count, with.pair_step, word.asks);
            quantise(row + score_count + vector_count, with.pair_step, word.answers);
            told.read_[static_cast<std::size_t>(t)] = true;
        }
    });
    return told;
}

}  // namespace dragoman::findings
