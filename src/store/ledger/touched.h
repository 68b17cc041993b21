// Which entries of the ledger something new touches.
//
// Promises are one entry where a chain of likeness (judging.h) leads from one to the other, so that a new one can only
// join the entries of those that it is like itself, and one that goes can only split its own. Included by this folder's
// .cpp files only.
#pragma once

#include "store/duck.h"

namespace dragoman::store {

/// Makes the temporary table `ledger_touched(entry_id)` of those that hold a promise of a changed story or rest on a
/// row of one; before these promises are replaced.
Status begin_touched(duckdb_connection connection);

/// Adds those that rest on another level of a target than before, hold a promise that one of a changed story may be
/// like, or of which a changed story's deeds show something. The table `ledger_stories` holds the changed stories,
/// whose promises have no entry yet.
Status add_touched(duckdb_connection connection);

}  // namespace dragoman::store
