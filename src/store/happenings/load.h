// Reports out of the tables. Included by this folder's .cpp files only.
#pragma once

#include "store/agreement/reports.h"
#include "store/duck.h"

namespace dragoman::store {

/// All rows of `events` of the stories that the temporary table `happening_stories(story_id)` names, ordered by story
/// and id; of those that `happening_reports` holds, `group` is the component.
Result<Reports> load_reports(duckdb_connection connection);

}  // namespace dragoman::store
