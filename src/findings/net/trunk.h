// The trunk that networks over words share (attributions/, tellings/): the encoder's states and sums of rows of facts,
// a product over a token and its neighbours in the tree, gated dilated convolutions, and a product for the scores. What
// the scores say is the networks' own.
//
// Weights of 8 bits, activations of 7; integers and sums in a fixed order: the same scores with every instruction set.
// Linear in the text.
#pragma once

#include <functional>
#include <vector>

#include "annotation/annotation.h"
#include "annotation/encoder/kernels.h"
#include "annotation/encoder/weights.h"
#include "findings/attributions/features.h"
#include "findings/statements/cues.h"
#include "text/text.h"

namespace dragoman::findings {

/// Weights, immutable: views of a file's bytes, which must outlive them.
struct Trunk {
    /// What rows are multiplied with, and the norm after it.
    struct Step {
        int dilation = 0;  ///< 0 where rows are put together one by one
        float inverse = 1;
        annotation::Linear linear;
        const float *gain = nullptr, *beta = nullptr;
    };

    int state = 0, fact = 0, width = 0, rows = 0, outputs = 0;
    float fact_scale = 1, last_inverse = 1;
    const std::int8_t* facts = nullptr;
    Step mix, tree;
    std::vector<Step> convolutions;
    const float *gain = nullptr, *beta = nullptr;
    annotation::Linear out;

    /// State, fact, width, rows and the number of convolutions; false when they cannot be right.
    bool read_sizes(annotation::WeightsReader&);
    /// All behind the sizes. The file pads the scores to a multiple of 64, as the kernels take them.
    bool read(annotation::WeightsReader&, int outputs);
};

/// `outputs` scores of each row, row after row.
std::vector<float> trunk_scores(const Trunk&, const Annotation&, const AttributionFeatures&,
                                const annotation::Kernels&);

/// `each(paragraph, scores of its tokens)` in order. Of the paragraphs given, in text order, which are read as if the
/// others were not there, as many at once as have no more than 4,096 tokens, so that convolutions see over their
/// borders; one of more tokens is left out. Without kernels the processor's best are used; all give the same. Nothing
/// is read where the annotation does not hold the states that the trunk was trained over.
void each_paragraph(const Text&, const Annotation&, const StatementLexicon&, const Trunk&,
                    const std::vector<TokenRange>& paragraphs, const annotation::Kernels*,
                    const std::function<void(TokenRange, const float*)>& each);

}  // namespace dragoman::findings
