// What the labeller of attributions sees of each token: the encoder's state, small facts as rows of one
// table of embeddings, and the tokens that stand next to it in the tree.
//
// The trainer reads these arrays as they are (tools/train/attributions/dump.cpp), so that no fact is
// computed twice.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "annotation/annotation.h"
#include "findings/statements/cues.h"
#include "text/text.h"

namespace dragoman::findings {

/// Neighbours in the tree: head, its head, subject, clause or object. -1 where there is none.
inline constexpr int neighbour_count = 4;

/// Rows are the tokens of the stretches asked for, one stretch after the other.
struct AttributionFeatures {
    std::vector<int> tokens;           ///< of each row
    std::vector<std::uint16_t> facts;  ///< rows of the table of facts, those of one token after those of another
    std::vector<int> first_fact;       ///< a row's first in `facts`; one more at the end
    std::vector<std::array<int, neighbour_count>> neighbours;  ///< rows
};

/// Rows that facts may name.
extern const int attribution_facts;

/// `stretches`: whole sentences, in text order.
AttributionFeatures attribution_features(const Text&, const Annotation&, const StatementLexicon&,
                                         const std::vector<TokenRange>& stretches);

}  // namespace dragoman::findings
