#include "findings/attributions/chains.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace dragoman::findings {
namespace {

/// Chance from which a source, cue, content is kept: for F1 the best one lies below half of the F1 reached.
constexpr double least_chance[] = {0.3, 0.3, 0.22};
/// Of spans with a common token at most this many parts of one can be candidates, so work is linear.
constexpr double worth_looking = 0.08;

/// e^x by 2^(whole) · e^(rest), the rest by its series; the same bits with every library.
double power_of_e(double x) {
    x = std::clamp(x, -600.0, 600.0);
    const auto whole = static_cast<std::int64_t>(x * 1.4426950408889634 + (x < 0 ? -0.5 : 0.5));
    const double rest = x - static_cast<double>(whole) * 0.6931471805599453;
    double sum = 1, term = 1;
    for (int k = 1; k <= 12; ++k) term = term * rest / k, sum = sum + term;
    const std::uint64_t bits = static_cast<std::uint64_t>(whole + 1023) << 52;
    double power;
    std::memcpy(&power, &bits, sizeof power);
    return sum * power;
}

}  // namespace

void Chain::read(const float* steps, const float* starts, const float* ends) {
    if (!steps || !starts || !ends) return;
    for (int a = 0; a < chain_labels; ++a) {
        start[a] = power_of_e(starts[a]), end[a] = power_of_e(ends[a]);
        for (int b = 0; b < chain_labels; ++b) step[a][b] = power_of_e(steps[a * chain_labels + b]);
    }
}

Chains::Chains(const Chain& chain, const float* scores, int count)
    : chain_(chain), count_(count), factor_(count), before_(count), behind_(count), scale_(count, 1) {
    for (int t = 0; t < count; ++t) {
        const float* s = scores + static_cast<std::ptrdiff_t>(t) * chain_labels;
        const float top = *std::max_element(s, s + chain_labels);
        for (int l = 0; l < chain_labels; ++l) factor_[t][l] = power_of_e(static_cast<double>(s[l]) - top);
    }
    for (int t = 0; t < count; ++t) {
        double all = 0;
        for (int l = 0; l < chain_labels; ++l) {
            double sum = 0;
            for (int k = 0; t > 0 && k < chain_labels; ++k) sum += before_[t - 1][k] * chain.step[k][l];
            before_[t][l] = (t == 0 ? chain.start[l] : sum) * factor_[t][l];
            all += before_[t][l];
        }
        scale_[t] = std::max(all, 1e-300);
        for (double& v : before_[t]) v /= scale_[t];
    }
    double all = 0;
    for (int l = 0; count > 0 && l < chain_labels; ++l) all += before_[count - 1][l] * chain.end[l];
    for (int t = count - 1; t >= 0; --t)
        for (int l = 0; l < chain_labels; ++l) {
            double sum = 0;
            for (int k = 0; t + 1 < count && k < chain_labels; ++k)
                sum += chain.step[l][k] * factor_[t + 1][k] * behind_[t + 1][k];
            behind_[t][l] = t + 1 < count ? sum / scale_[t + 1] : chain.end[l] / std::max(all, 1e-300);
        }
}

/// Chance to go from `label` at a token to anything but `inside`, or to the end.
double Chains::leaving(int token, int label, int inside) const {
    if (token + 1 == count_) return behind_[token][label];
    double sum = 0;
    for (int k = 0; k < chain_labels; ++k)
        if (k != inside) sum += chain_.step[label][k] * factor_[token + 1][k] * behind_[token + 1][k];
    return sum / scale_[token + 1];
}

void Chains::add_candidates(int begin, AttributionPart part, std::vector<std::vector<Candidate>>& by_end) const {
    const int first = 1 + 2 * static_cast<int>(part), inside = first + 1;
    const double least = least_chance[static_cast<int>(part)];
    double reached = before_[begin][first];
    if (reached * behind_[begin][first] < worth_looking) return;
    for (int t = begin, label = first;; label = inside) {
        if (const double chance = reached * leaving(t, label, inside); chance > least)
            by_end[t + 1].push_back({begin, part, chance});
        if (++t == count_) return;
        reached *= chain_.step[label][inside] * factor_[t][inside] / scale_[t];
        if (reached * behind_[t][inside] < worth_looking) return;
    }
}

std::vector<Chains::Row> Chains::chances() const {
    std::vector<Row> chances(static_cast<std::size_t>(count_));
    for (int t = 0; t < count_; ++t)
        for (int l = 0; l < chain_labels; ++l) chances[t][l] = before_[t][l] * behind_[t][l];
    return chances;
}

std::vector<AttributionSpan> Chains::best_spans() const {
    std::vector<std::vector<Candidate>> by_end(static_cast<std::size_t>(count_) + 1);
    for (int t = 0; t < count_; ++t)
        for (const auto part : {AttributionPart::source, AttributionPart::cue, AttributionPart::content})
            add_candidates(t, part, by_end);
    std::vector<double> worth(by_end.size(), 0);
    std::vector<const Candidate*> last(by_end.size(), nullptr);
    for (int end = 1; end <= count_; ++end) {
        worth[end] = worth[end - 1];
        for (const Candidate& c : by_end[end])
            if (const double with = worth[c.begin] + c.chance - least_chance[static_cast<int>(c.part)];
                with > worth[end])
                worth[end] = with, last[end] = &c;
    }
    std::vector<AttributionSpan> spans;
    for (int end = count_; end > 0;) {
        const Candidate* c = last[end];
        if (c) spans.push_back({c->part, {c->begin, end}, c->chance});
        end = c ? c->begin : end - 1;
    }
    std::reverse(spans.begin(), spans.end());
    return spans;
}

}  // namespace dragoman::findings
