// The user's lines over the built-in ones; knowledge.h says what a line does.
#pragma once

#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman::knowledge {

/// The rows of `over`, then those of `under` that they neither replace nor retire. Faults of `over`'s lines are added
/// to `faults`, and such lines left out.
Table laid(const Table& under, const Table& over, const Table& states, std::vector<KnowledgeFault>& faults);

}  // namespace dragoman::knowledge
