#include "mentions/mentions.h"
#include "mentions/parts.h"

namespace dragoman::mentions {

struct TimeLexicon {};

std::shared_ptr<const TimeLexicon> build_times(const Knowledge&) { return std::make_shared<TimeLexicon>(); }

void find_times(const Text&, const Annotation&, std::string_view, const Lexicon&, Mentions&) {}

}  // namespace dragoman::mentions
