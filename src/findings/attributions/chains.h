// Chains of labels over a paragraph (a conditional random field), and the spans that they most surely hold.
//
// Not the one best chain is wanted but spans with exactly right borders: each candidate's chance is the sum
// over all chains that hold it, and of spans that do not overlap those are kept that are together worth
// most. Sums in double, in text order, with our own exponential: the same everywhere.
#pragma once

#include <array>
#include <vector>

#include "findings/attributions/attributions.h"

namespace dragoman::findings {

inline constexpr int chain_labels = 7;  ///< O, then B- and I- of source, cue, content

/// What it takes to go from label to label, as factors.
struct Chain {
    std::array<std::array<double, chain_labels>, chain_labels> step{};
    std::array<double, chain_labels> start{}, end{};

    /// From logarithms; null pointers leave it as it is.
    void read(const float* steps, const float* starts, const float* ends);
};

class Chains {
public:
    /// `scores`: logarithms, chain_labels for each of `count` tokens.
    Chains(const Chain& chain, const float* scores, int count);

    /// In text order, positions from 0.
    std::vector<AttributionSpan> best_spans() const;
    /// Of each token, the chance of each label.
    std::vector<std::array<double, chain_labels>> chances() const;

private:
    using Row = std::array<double, chain_labels>;
    struct Candidate {
        int begin;
        AttributionPart part;
        double chance;
    };
    double leaving(int token, int label, int inside) const;
    void add_candidates(int begin, AttributionPart part, std::vector<std::vector<Candidate>>& by_end) const;

    const Chain& chain_;
    int count_;
    std::vector<Row> factor_;           ///< of each token's labels, the greatest 1
    std::vector<Row> before_, behind_;  ///< sums of all chains up to a token and from it on, scaled
    std::vector<double> scale_;
};

}  // namespace dragoman::findings
