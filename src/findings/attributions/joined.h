// Whole attributions: labelled spans put together, and what the record's rules quote besides.
#pragma once

#include <vector>

#include "findings/attributions/attributions.h"

namespace dragoman::findings {

/// Who says, thinks, feels, wants or plans what, as PolNeAR draws it.
struct Attribution {
    std::vector<TokenRange> content;  ///< one, or several with their cue between them; in text order
    TokenRange cue, source;           ///< empty where none is labelled
    double chance = 0;                ///< that the least sure of its contents has exactly these borders
    int statement = -1;               ///< the statement it was taken from, where no label stands; then chance is 0
};

/// In text order. `spans` as find_attributions gives them; direct speech of the findings is added where no content is
/// labelled. Sources and cues without a content are left out. Linear in the text.
std::vector<Attribution> join_attributions(const Text&, const std::vector<AttributionSpan>& spans, const Findings&);

}  // namespace dragoman::findings
