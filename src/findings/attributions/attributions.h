// Every attribution of a story as PolNeAR (Newell, Margolin, Ruths 2018) draws them: sources, cues and
// contents of what is said, thought, felt, wanted or planned by anybody, named or not.
//
// This is wider than a statement of the record, which keeps utterances and published views, resolves
// who speaks and leaves out what it would not defend. Labels come from trained weights
// (models/attributions.bin) over the encoder's states, facts of words and tree, and gated convolutions;
// spans that are likely enough to have exactly their borders are kept (chains.h). Integers and sums in a fixed order:
// the same labels everywhere. Linear in the text.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/annotation.h"
#include "findings/findings.h"
#include "text/text.h"

namespace dragoman::findings {

enum class AttributionPart : std::uint8_t { source, cue, content };

/// A stretch of one part, within one paragraph.
struct AttributionSpan {
    AttributionPart part = AttributionPart::content;
    TokenRange tokens;
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

/// In text order, never overlapping. The annotation must hold the encoder's states. Without kernels the
/// processor's best are used; all give the same.
std::vector<AttributionSpan> find_attributions(const Text&, const Annotation&, const Lexicon&, const AttributionModel&,
                                               const annotation::Kernels* kernels = nullptr);

}  // namespace dragoman::findings
