#include "findings/findings.h"

namespace dragoman::findings {

void find_groups(const Document&, const Lexicon&, Findings&) {}

}  // namespace dragoman::findings
