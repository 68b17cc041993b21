// The clauses beside a quotation that tell whose words it is. Shared by quotes.cpp and quote_cues.cpp.
#pragma once

#include "findings/statements/borders.h"

namespace dragoman::findings {

/// Who speaks, by which word; a cue of -1 when a clause tells of nobody.
struct QuoteCue {
    int cue = -1;
    Source source;
    EntityIds through;
};

/// The cue clause that follows a quotation: nothing but a subject may stand before its verb.
QuoteCue cue_after(const Reading& r, TokenRange after);
/// The cue clause that leads to a quotation: a comma, a colon or the cue itself stands before it.
QuoteCue cue_before(const Reading& r, TokenRange before);
/// "“Leave” was all she said", "“a net” is how the union put it": the quotation is what was said.
QuoteCue cue_as_predicate(const Reading& r, TokenRange after);
/// "Asked about it, Ruiz said, “…,” she said.": the closing cue, which a second quotation may go on from.
QuoteCue cue_repeated(const Reading& r, TokenRange after, const QuoteCue& first);
/// "“He is right.” — Ana Ruiz": a name alone behind a dash, up to the end of the line.
QuoteCue signature_after(const Reading& r, int dash);
/// The line before a quotation signs the one above it.
bool signs(const Reading& r, TokenRange before);
/// "The letter said, in part:", "Senator Ruiz issued the following statement:", "His message was as follows:".
QuoteCue message_before(const Reading& r, TokenRange lead);
/// "Ruiz answered at once." in front of a paragraph that is a quotation: the cue has no other words.
QuoteCue answer_before(const Reading& r, TokenRange lead);

}  // namespace dragoman::findings
