// Taking rows out of the store. Included by the store's .cpp files only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/duck.h"

namespace dragoman::store {

/// As a parameter of a query.
Value list_of(const std::vector<std::string>& texts);

/// Deletes the rows of a table in which what `condition` ends with ("story_id", "reason IS NULL AND origin") is one
/// of the values.
Status remove_where(duckdb_connection connection, std::string_view table, std::string_view condition,
                    const std::vector<std::string>& values);

/// Takes everything that was read in these stories out of the store; what was derived from them goes when stories are
/// joined, and their earlier editions stay.
Status remove_stories(duckdb_connection connection, const std::vector<std::string>& ids);

}  // namespace dragoman::store
