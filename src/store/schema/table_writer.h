// Rows into tables: values into DuckDB's vectors, and these through appenders or to whoever asks for them. Included by
// this folder's .cpp files only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/duck.h"
#include "store/schema/columns.h"

namespace dragoman::store {

// -- one value into one cell of a vector -------------------------------------------------------------
inline void put_null(duckdb_vector vector, idx_t at) {
    duckdb_vector_ensure_validity_writable(vector);
    duckdb_validity_set_row_invalid(duckdb_vector_get_validity(vector), at);
}

template <class T>
void put_nothing(duckdb_vector vector, idx_t at, const T& none);
template <class T>
void put_nothing(duckdb_vector vector, idx_t at, const std::optional<T>&) {
    put_nothing(vector, at, T());
}
template <class T>
void put_nothing(duckdb_vector vector, idx_t at, const T&) {
    put_null(vector, at);
    if constexpr (record::Described<T>) {  // a struct that is null has fields that are null
        idx_t child = 0;
        record::each_field<T>([&]<class V>(const record::Field<T, V>&) {
            put_nothing(duckdb_struct_vector_get_child(vector, child++), at, V());
        });
    }
}

inline void put(duckdb_vector vector, idx_t at, const std::string& text) {
    if (text.empty())
        put_null(vector, at);
    else
        duckdb_vector_assign_string_element_len(vector, at, text.data(), text.size());
}

inline void put(duckdb_vector vector, idx_t at, const Day& day) {
    if (!day) return put_null(vector, at);
    static_cast<duckdb_date*>(duckdb_vector_get_data(vector))[at].days =
        static_cast<std::int32_t>(day->time_since_epoch().count());
}

template <class T>
requires std::is_arithmetic_v<T>
void put(duckdb_vector vector, idx_t at, T value) { static_cast<T*>(duckdb_vector_get_data(vector))[at] = value; }

template <class T>
void put(duckdb_vector vector, idx_t at, const std::vector<T>& list);
template <class T>
void put(duckdb_vector vector, idx_t at, const std::optional<T>& value);

template <record::Described T>
void put(duckdb_vector vector, idx_t at, const T& row) {
    idx_t child = 0;
    record::each_field<T>(
        [&](const auto& field) { put(duckdb_struct_vector_get_child(vector, child++), at, row.*field.member); });
}

template <class T>
void put(duckdb_vector vector, idx_t at, const std::optional<T>& value) {
    if (value)
        put(vector, at, *value);
    else
        put_nothing(vector, at, T());
}

template <class T>
void put(duckdb_vector vector, idx_t at, const std::vector<T>& list) {
    const idx_t before = duckdb_list_vector_get_size(vector);
    duckdb_list_vector_reserve(vector, before + list.size());
    duckdb_list_vector_set_size(vector, before + list.size());
    static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vector))[at] = {before, list.size()};
    for (idx_t i = 0; i < list.size(); ++i) put(duckdb_list_vector_get_child(vector), before + i, list[i]);
}

// -- rows into a table -------------------------------------------------------------------------------
class TableWriter {
public:
    /// With a sink the rows go there, a chunk at a time; of the table only the types of its columns are taken.
    using Sink = std::function<Status(duckdb_data_chunk)>;
    Status open(duckdb_connection connection, std::string_view table, Sink sink = {}) {
        table_ = table;
        sink_ = std::move(sink);
        if (duckdb_appender_create(connection, nullptr, table_.c_str(), appender_.out()) == DuckDBError)
            return failed();
        for (idx_t i = 0; i < duckdb_appender_column_count(appender_.get()); ++i)
            types_.emplace_back(duckdb_appender_column_type(appender_.get(), i));
        for (const auto& type : types_) handles_.push_back(type.get());
        fresh();
        return Done{};
    }

    template <class Row>
    Status add(const Row& row, const Context& context) {
        idx_t column = 0;
        each_column(row, context, [&](const ColumnName&, const auto& value) {
            put(duckdb_data_chunk_get_vector(chunk_.get(), column++), count_, value);
        });
        if (++count_ < duckdb_vector_size()) return Done{};
        return flush_chunk();
    }

    Status close() {
        if (Status status = flush_chunk(); !status) return status;
        if (duckdb_appender_close(appender_.get()) == DuckDBError) return failed();
        return Done{};
    }

private:
    void fresh() {
        chunk_ = DataChunk(duckdb_create_data_chunk(handles_.data(), handles_.size()));
        count_ = 0;
    }
    Status flush_chunk() {
        if (count_ == 0) return Done{};
        duckdb_data_chunk_set_size(chunk_.get(), count_);
        if (sink_) {
            if (Status taken = sink_(chunk_.get()); !taken) return taken;
        } else if (duckdb_append_data_chunk(appender_.get(), chunk_.get()) == DuckDBError) {
            return failed();
        }
        fresh();
        return Done{};
    }
    Error failed() const {
        const char* message = duckdb_appender_error(appender_.get());
        return {message ? message : "cannot write", "table " + table_, ""};
    }

    std::string table_;
    Sink sink_;
    Appender appender_;
    std::vector<LogicalType> types_;
    std::vector<duckdb_logical_type> handles_;
    DataChunk chunk_;
    idx_t count_ = 0;
};

/// Appends rows of a table that is no list of a record's.
template <Kept Row>
Status append(duckdb_connection connection, std::string_view table, const std::vector<Row>& rows) {
    if (rows.empty()) return Done{};
    const Record none;
    const Context context(none);
    TableWriter writer;
    if (Status opened = writer.open(connection, table); !opened) return opened;
    for (const Row& row : rows)
        if (Status added = writer.add(row, context); !added) return added;
    return writer.close();
}

}  // namespace dragoman::store
