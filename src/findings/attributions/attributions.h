// Every attribution of a story as PolNeAR (Newell, Margolin, Ruths 2018) draws them: sources, cues and
// contents of what is said, thought, felt, wanted or planned by anybody, named or not.
//
// This is wider than a statement of the record, which keeps utterances and published views, resolves
// who speaks and leaves out what it would not defend. Labels come from trained weights
// (models/attributions.bin) over the encoder's states, facts of words and tree, and gated convolutions;
// spans that are likely enough to have exactly their borders are kept (chains.h). Integers and sums in a fixed order:
// the same labels everywhere. Linear in the text.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/annotation.h"
#include "findings/findings.h"
#include "findings/statements/cues.h"
#include "text/text.h"

namespace dragoman::findings {

enum class AttributionPart : std::uint8_t { source, cue, content };

/// A stretch of one part, within one paragraph.
struct AttributionSpan {
    AttributionPart part = AttributionPart::content;
    TokenRange tokens;
    double chance = 0;  ///< that the part stands here with exactly these borders
};

/// Trained weights, immutable, shared by all threads.
class AttributionModel {
public:
    /// From the bytes of models/attributions.bin, which must outlive the model.
    static AttributionModel load(std::string_view bytes);
    /// False when the bytes are damaged or no model: then there are no attributions.
    bool usable() const;
    const std::string& version() const;
    AttributionModel(AttributionModel&&) noexcept;
    AttributionModel& operator=(AttributionModel&&) noexcept;
    ~AttributionModel();

    struct Weights;
    const Weights& weights() const { return *weights_; }

private:
    explicit AttributionModel(std::unique_ptr<Weights> weights);
    std::unique_ptr<Weights> weights_;
};

/// The paragraphs of a text that have tokens, as `find_attributions` takes them.
std::vector<TokenRange> paragraphs_of(const Text&);

/// In text order, never overlapping. Of the paragraphs given, in text order, which are read as if the others were not
/// there; one of more than 4,096 tokens is left out. The annotation must hold the encoder's states. Without kernels the
/// processor's best are used; all give the same.
std::vector<AttributionSpan> find_attributions(const Text&, const Annotation&, const StatementLexicon&,
                                               const AttributionModel&, const std::vector<TokenRange>& paragraphs,
                                               const annotation::Kernels* kernels = nullptr);

/// What it goes by: of each token, the chance of each of the seven labels (chains.h); for teaching a smaller model.
std::vector<std::array<double, 7>> attribution_chances(const Text&, const Annotation&, const StatementLexicon&,
                                                       const AttributionModel&);

}  // namespace dragoman::findings
