// What two phrases of a sentence have to do with each other: the type of the act that joins them, by
// trained weights over the tree between them and the frames that stand there. It always answers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "findings/features/weights.h"
#include "findings/findings.h"

namespace dragoman::findings {

/// The types it tells apart: PLOVER's, with YIELD for CONCEDE and RETREAT, of which it is told nothing apart.
inline constexpr std::array<std::string_view, 15> pair_types = {
    "ACCUSE",  "AGREE",  "AID",     "ASSAULT",  "COERCE",  "CONSULT",  "COOPERATE", "MOBILIZE",
    "PROTEST", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN", "YIELD"};

/// Who stands where in one sentence.
struct MarkedPair {
    TokenRange source, target;
};

/// What is said of the pair, as names of features: words on the way from one to the other, what hangs on
/// them, frames and events there, acts that the net of tellings sees between the two, sorts of actors. A pair without
/// tokens has those of the whole text.
std::vector<std::string> pair_features(const Document&, const Lexicon&, const Findings&, MarkedPair);

/// models/event_types.bin: for each feature one small integer a type. Immutable.
class PairModel {
public:
    using Scores = std::array<std::int32_t, pair_types.size()>;

    /// The bytes must outlive the model.
    static PairModel load(std::string_view bytes);
    bool usable() const { return weights_.usable(); }
    Scores scores(const std::vector<std::string>& features) const;

private:
    FeatureWeights weights_;
};

/// The best type, the first of equals.
std::string_view best_type(const PairModel::Scores&);

}  // namespace dragoman::findings
