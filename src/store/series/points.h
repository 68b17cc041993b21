// Points of series, read from the rows of stories; each is made of its own story alone, but for tolls' occasions.
#pragma once

#include <vector>

#include "store/joining/joining.h"
#include "store/series/measure.h"
#include "store/series/rows.h"

namespace dragoman::store {

/// Points of the stories in the temporary table `series_slice(story_id)`: of figures whose measure and scope are
/// known. `status` and what is compared are still empty, `series_id` is the key's.
Result<std::vector<SeriesPoint>> read_points(duckdb_connection connection, const Measures& measures);

/// Tolls in the same stories: of events, and of figures that count whom something befell. Their key is the occasion,
/// `until` the day it happened where that is known, `series_id` empty.
Result<std::vector<SeriesPoint>> read_tolls(duckdb_connection connection, const Measures& measures);

/// Adds to `series_stories` the stories whose tolls belong to another happening than before.
Status add_moved_tolls(duckdb_connection connection);

/// The unit of the last digit that words tell of a value: 100,000,000 for "87.5 billion", 0 where they have no digits.
double grain_of(std::string_view words, double value);

/// All points of one key: gives them their series (tolls of one place are parted where more than days lie between
/// them), their statuses, and the series' own rows. `points` may stand in any order; what comes out does not depend on
/// it.
std::vector<Series> tell_history(std::vector<SeriesPoint>& points);

}  // namespace dragoman::store
