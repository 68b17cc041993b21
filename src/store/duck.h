// DuckDB's C API with owners that let go. Included by this folder's .cpp files only.
#pragma once

#include <duckdb.h>

#include <memory>
#include <string>
#include <utility>

#include "result.h"
#include "store/rows.h"

namespace dragoman::store {

/// Owns a handle of the C API; `destroy` takes its address.
template <class Handle, auto destroy>
class Owned {
public:
    Owned() = default;
    explicit Owned(Handle handle) : handle_(handle) {}
    Owned(Owned&& other) noexcept : handle_(std::exchange(other.handle_, Handle())) {}
    Owned& operator=(Owned&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~Owned() { destroy(&handle_); }

    Handle get() const { return handle_; }
    Handle* out() { return &handle_; }

private:
    Handle handle_ = Handle();
};

using Database = Owned<duckdb_database, duckdb_close>;
using Connection = Owned<duckdb_connection, duckdb_disconnect>;
using Config = Owned<duckdb_config, duckdb_destroy_config>;
using Prepared = Owned<duckdb_prepared_statement, duckdb_destroy_prepare>;
using LogicalType = Owned<duckdb_logical_type, duckdb_destroy_logical_type>;
using DataChunk = Owned<duckdb_data_chunk, duckdb_destroy_data_chunk>;
using Appender = Owned<duckdb_appender, duckdb_appender_destroy>;
using DuckValue = Owned<duckdb_value, duckdb_destroy_value>;
using QueryResult = Owned<duckdb_result, duckdb_destroy_result>;

/// Runs SQL without parameters; several statements may stand in it.
Status run(duckdb_connection connection, const std::string& sql);

/// As Store::query. `streaming`: rows are computed as they are asked for, in memory that does not grow with the
/// result; until its end the connection can do nothing else.
Result<Rows> query(duckdb_connection connection, std::string_view sql, const std::vector<Value>& parameters = {},
                   bool streaming = false);

}  // namespace dragoman::store
