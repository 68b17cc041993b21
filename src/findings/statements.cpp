#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

struct StatementLexicon {};

std::shared_ptr<const StatementLexicon> build_statements(const Knowledge&) {
    return std::make_shared<StatementLexicon>();
}

void find_statements(const Document&, const Lexicon&, Findings&) {}

}  // namespace dragoman::findings
