#include "mentions/mentions.h"
#include "mentions/parts.h"

namespace dragoman::mentions {

struct Gazetteer {};

std::shared_ptr<const Gazetteer> build_gazetteer(const Knowledge&) { return std::make_shared<Gazetteer>(); }

void find_entities(const Text&, const Annotation&, std::string_view, const Lexicon&, Mentions&) {}

}  // namespace dragoman::mentions
