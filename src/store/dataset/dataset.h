// A store as a Parquet data set: FOLDER/kind=event/month=2021-12/part-0.parquet.
//
// Each table is a kind, its name in the singular. Rows stand in the month in which their story was published
// ("undated" where that is not known); tables that belong to no story, such as what is derived across stories, are one
// file without a month. Rows are sorted by all their columns, so that the same store gives the same data set. The files
// say in their metadata which version of program, record and tables they hold. What only ingest needs (how far files
// were read, signatures, what was forgotten) stays behind.
//
// DuckDB, Spark, pandas, pyarrow, Polars and ClickHouse read such folders, and so does every command that asks a store.
// Included by the store's .cpp files only.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "store/dataset/kinds.h"
#include "store/duck.h"

namespace dragoman::store {

/// Writes all of it into the folder, which must be there, be empty, and be within what the connection may touch.
/// `about`: the program's version. Calls on_kind with each kind before it is written.
Status write_data_set(duckdb_connection connection, const std::string& folder, std::string_view about,
                      const std::function<void(std::string_view kind)>& on_kind);

/// Makes the tables of a store out of the folder's files, as views; kinds without files are empty tables. Files are
/// read when asked: of those only the row groups whose days a question is about. `check` is called as soon as `meta`
/// can be asked.
Status open_data_set(duckdb_connection connection, const std::string& folder, const std::function<Status()>& check);

}  // namespace dragoman::store
