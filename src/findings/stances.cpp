#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

struct StanceLexicon {};

std::shared_ptr<const StanceLexicon> build_stances(const Knowledge&) {
    return std::make_shared<StanceLexicon>();
}

void find_stances(const Document&, const Lexicon&, Findings&) {}

}  // namespace dragoman::findings
