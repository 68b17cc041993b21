// What a Store holds open. Included by this folder's .cpp files only.
#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "store/duck.h"
#include "store/store.h"

namespace dragoman::store {

struct Store::State {
    std::string path;
    Database database;
    Connection connection;                             ///< closed before the database
    std::unordered_set<std::string> story_ids, paths;  ///< of a store open to write: stories and files it knows
};

}  // namespace dragoman::store
