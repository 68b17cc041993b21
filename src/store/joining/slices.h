// Stories so many at a time, for steps that read the rows of all that changed. Included by this folder's .cpp files
// only.
#pragma once

#include <string>

#include "store/duck.h"

namespace dragoman::store {

/// Calls f() with the temporary table `slice(story_id)` holding a part of the table `all(story_id)`, until each story
/// was in one: what a query gives is held in memory, so that it must not grow with the store.
template <class F>
Status each_slice(duckdb_connection connection, const std::string& all, const std::string& slice, F&& f) {
    constexpr int stories = 10000;
    for (int from = 0;; from += stories) {
        const Status cut = run(connection, "CREATE OR REPLACE TEMP TABLE " + slice + " AS SELECT story_id FROM " + all +
                                               " ORDER BY story_id LIMIT " + std::to_string(stories) + " OFFSET " +
                                               std::to_string(from));
        if (!cut) return cut;
        if (Status done = f(); !done) return done;
        auto more = query(connection, "SELECT count(*) > " + std::to_string(from + stories) + " FROM " + all);
        if (!more) return more.error();
        if (std::vector<Value> row; more->next(row) && !std::get<bool>(row[0].is))
            return run(connection, "DROP TABLE " + slice);
    }
}

}  // namespace dragoman::store
