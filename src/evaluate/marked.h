// Sentences in which a source and a target are marked, as tables of them come: tab-separated columns
// with names, fields with tabs or quotation marks in quotation marks, as spreadsheets write them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "findings/events/pairs.h"
#include "result.h"
#include "stages.h"

namespace dragoman::evaluate {

struct MarkedSentence {
    std::string id;
    std::string text;     ///< without marks
    Span source, target;  ///< bytes of text; empty where there is no mark
};

/// Needs the columns sentence_id and marked_sentence (`<s>…</s>`, `<t>…</t>`); others are not looked at.
Result<std::vector<MarkedSentence>> read_marked(std::string_view bytes, const std::string& name);

/// The tokens of the marks.
findings::MarkedPair tokens_of(const Text&, const MarkedSentence&);

/// The strongest event that is found: of both sides before of one, of what is done, of the main clause. Where it has no
/// actor or recipient, the words that stand in his place.
struct FoundPair {
    std::string type, source, target;  ///< all empty when no event is found
    findings::MarkedPair tokens;       ///< of source and target; empty where nobody is named
};
FoundPair strongest(const Stages&);

/// What joins the found two, by trained weights of such sentences (`scores` of their pair) and the program's own
/// reading; empty when no event is found.
std::string_view type_between(const FoundPair&, findings::PairModel::Scores scores);

/// A field of such a table.
std::string field_of(std::string_view text);

}  // namespace dragoman::evaluate
