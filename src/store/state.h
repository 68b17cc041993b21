// What a Store holds open. Included by this folder's .cpp files only.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "store/duck.h"
#include "store/store.h"

namespace dragoman::store {

/// What DuckDB may take of memory while stories are written, and while they are joined; beyond it writes to disk.
inline constexpr std::string_view writing_memory = "192MB", joining_memory = "512MB";

struct Store::State {
    std::string path;
    std::shared_ptr<Database> database;                ///< of all Stores on one file
    Connection connection;                             ///< closed before the database
    std::unordered_set<std::string> story_ids, paths;  ///< of a store open to write: stories and files it knows
    bool folder = false;                               ///< a data set: files that only SELECT may touch
};

}  // namespace dragoman::store
