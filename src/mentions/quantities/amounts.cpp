#include "mentions/mentions.h"
#include "mentions/parts.h"

namespace dragoman::mentions {

struct UnitLexicon {};

std::shared_ptr<const UnitLexicon> build_units(const Knowledge&) { return std::make_shared<UnitLexicon>(); }

void find_amounts(const Text&, const Annotation&, const Lexicon&, Mentions&) {}

}  // namespace dragoman::mentions
