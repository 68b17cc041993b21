// What Rows read from. Included by this folder's .cpp files only.
#pragma once

#include <vector>

#include "store/duck.h"

namespace dragoman::store {

struct Rows::State {
    QueryResult result;
    std::vector<LogicalType> types;
    DataChunk chunk;
    idx_t at = 0, size = 0;
    std::vector<std::vector<Value>> made;  ///< rows that were computed, in the place of the result's
    std::size_t given = 0;
    bool computed = false;

    /// Is there a row of the result at `at`?
    bool fetched() {
        while (at >= size) {
            chunk = DataChunk(duckdb_fetch_chunk(result.get()));
            if (!chunk.get()) return false;
            size = duckdb_data_chunk_get_size(chunk.get());
            at = 0;
        }
        return true;
    }
};

}  // namespace dragoman::store
