// DuckDB's chunks as Arrow arrays. Included by the store's .cpp files only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/arrow/table.h"
#include "store/duck.h"

namespace dragoman::store {

/// One table being made of chunks of the given types. The connection only tells how types are to be written.
class ArrowMaker {
public:
    static Result<ArrowMaker> open(duckdb_connection connection, const std::vector<duckdb_logical_type>& types,
                                   const std::vector<std::string>& names);
    Status add(duckdb_data_chunk chunk);
    ArrowTable take() { return std::move(*table_); }

private:
    using Options = Owned<duckdb_arrow_options, duckdb_destroy_arrow_options>;
    Options options_;
    std::optional<ArrowTable> table_;
};

/// All that is left of the rows. Columns of computed rows are of the types that their values have.
Result<ArrowTable> to_arrow(duckdb_connection connection, Rows&& rows);

}  // namespace dragoman::store
