// What joining reads of stories: temporary tables beside those of the record.
//
// Tables have no index, so that every look for the rows of some stories goes through a column of all ids, and through
// every other column that is asked for wherever it cannot be told that no row matches. So rows are looked for once: by
// their ids alone, then in the stretches of the table where these are, which are few for what came together.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "store/joining/joining.h"

namespace dragoman::store {

/// Makes a temporary `taken_NAME` of `stories`, `signatures` and of each list of the record that joining reads, with
/// the rows of changed stories. Where these are many they are views of the whole tables.
Status take_changed(const Joining& joining);

/// Adds to some of them the rows of the stories in the table `stories(story_id)`, where they are not there yet.
Status take_more(const Joining& joining, const std::string& stories, std::span<const std::string_view> tables);

Status drop_taken(const Joining& joining);

/// Does a SELECT give any row?
Result<bool> finds_any(duckdb_connection connection, const std::string& select);

}  // namespace dragoman::store
