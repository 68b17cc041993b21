#include "findings/findings.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

struct FigureLexicon {};

std::shared_ptr<const FigureLexicon> build_figures(const Knowledge&) {
    return std::make_shared<FigureLexicon>();
}

void find_figures(const Document&, const Lexicon&, Findings&) {}

}  // namespace dragoman::findings
