// What a later state of a story changes: rows that went, rows that came. Included by the store's .cpp files only.
//
// Ids of rows hash where the words stand, so that a sentence put in at the top gives every row below another id. What
// counts as the same row is therefore its kind with its words; a row said twice and then once has gone once. Nor is
// every change history: an input that came before and comes again (a file read anew, an old archive) ends a loop, and
// the states between are dropped, so that reading the same inputs again leaves the same editions.
#pragma once

#include <string>
#include <vector>

#include "store/duck.h"
#include "store/store.h"

namespace dragoman::store {

/// Appends what the batch makes earlier states of: stories in the store that it replaces, and states that came in with
/// it and were superseded. To be called while the store still holds the replaced stories.
Status append_editions(duckdb_connection connection, const Batch& batch, const std::vector<std::string>& replaced);

}  // namespace dragoman::store
