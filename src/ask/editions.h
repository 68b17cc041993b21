// What papers changed in stories after they had published them.
#pragma once

#include "ask/questions.h"

namespace dragoman::ask {

/// One row for each row of a record that went or came from one state of a story to the next, and one for each state
/// that changed in nothing that is read. `story`: of this one only; empty: of all. Of the filter dates (of the earlier
/// state's publication) and the limit count.
Result<store::Rows> editions(const store::Store& from, const std::string& story, const Filter& filter);

}  // namespace dragoman::ask
