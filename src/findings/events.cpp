#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

struct EventLexicon {};

std::shared_ptr<const EventLexicon> build_events(const Knowledge&) {
    return std::make_shared<EventLexicon>();
}

void find_events(const Document&, const Lexicon&, Findings&) {}

}  // namespace dragoman::findings
