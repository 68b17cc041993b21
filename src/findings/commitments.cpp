#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

struct CommitmentLexicon {};

std::shared_ptr<const CommitmentLexicon> build_commitments(const Knowledge&) {
    return std::make_shared<CommitmentLexicon>();
}

void find_commitments(const Document&, const Lexicon&, Findings&) {}

}  // namespace dragoman::findings
