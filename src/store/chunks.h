// A query's result a chunk at a time, with typed cells: for steps that read millions of rows. Included by this
// folder's .cpp files only.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/duck.h"

namespace dragoman::store {

/// Cells are addressed by column and by row of the chunk. The query must cast its columns to the types named below;
/// a null is an empty text, 0, or nothing. Texts lie in the chunk and live until next().
class Chunks {
public:
    static Result<Chunks> of(duckdb_connection connection, const std::string& sql) {
        Chunks chunks;
        if (duckdb_query(connection, sql.c_str(), chunks.result_.out()) == DuckDBSuccess) return chunks;
        return Error{duckdb_result_error(chunks.result_.out()), "SQL", ""};
    }

    /// The same, computed as it is asked for: in memory that does not grow with the result. Until its end the
    /// connection can do nothing else.
    static Result<Chunks> streaming(duckdb_connection connection, const std::string& sql) {
        Chunks chunks;
        if (duckdb_prepare(connection, sql.c_str(), chunks.prepared_.out()) == DuckDBError)
            return Error{duckdb_prepare_error(chunks.prepared_.get()), "SQL", ""};
        if (duckdb_execute_prepared_streaming(chunks.prepared_.get(), chunks.result_.out()) == DuckDBSuccess)
            return chunks;
        return Error{duckdb_result_error(chunks.result_.out()), "SQL", ""};
    }

    /// The next chunk; false at the end.
    bool next() {
        chunk_ = DataChunk(duckdb_fetch_chunk(result_.get()));
        vectors_.clear();
        if (!chunk_.get()) return false;
        for (idx_t i = 0; i < duckdb_data_chunk_get_column_count(chunk_.get()); ++i)
            vectors_.push_back(duckdb_data_chunk_get_vector(chunk_.get(), i));
        return true;
    }
    idx_t size() const { return duckdb_data_chunk_get_size(chunk_.get()); }

    bool null(idx_t column, idx_t row) const { return null_in(vectors_[column], row); }
    /// VARCHAR.
    std::string_view text(idx_t column, idx_t row) const { return text_in(vectors_[column], row); }
    /// BIGINT.
    std::int64_t integer(idx_t column, idx_t row) const { return scalar<std::int64_t>(column, row); }
    /// DOUBLE.
    double number(idx_t column, idx_t row) const { return scalar<double>(column, row); }
    /// BOOLEAN.
    bool truth(idx_t column, idx_t row) const { return scalar<bool>(column, row); }
    /// DATE.
    std::optional<std::chrono::sys_days> day(idx_t column, idx_t row) const {
        if (null(column, row)) return std::nullopt;
        return std::chrono::sys_days(std::chrono::days(scalar<duckdb_date>(column, row).days));
    }
    /// VARCHAR[].
    std::vector<std::string_view> texts(idx_t column, idx_t row) const {
        std::vector<std::string_view> list;
        if (null(column, row)) return list;
        const auto entry = static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vectors_[column]))[row];
        duckdb_vector child = duckdb_list_vector_get_child(vectors_[column]);
        for (idx_t i = 0; i < entry.length; ++i) list.push_back(text_in(child, entry.offset + i));
        return list;
    }

    /// UINTEGER[].
    std::vector<std::uint32_t> integers(idx_t column, idx_t row) const {
        if (null(column, row)) return {};
        const auto entry = static_cast<duckdb_list_entry*>(duckdb_vector_get_data(vectors_[column]))[row];
        const auto* values =
            static_cast<std::uint32_t*>(duckdb_vector_get_data(duckdb_list_vector_get_child(vectors_[column])));
        return {values + entry.offset, values + entry.offset + entry.length};
    }

private:
    static bool null_in(duckdb_vector vector, idx_t row) {
        std::uint64_t* validity = duckdb_vector_get_validity(vector);
        return validity && !duckdb_validity_row_is_valid(validity, row);
    }
    static std::string_view text_in(duckdb_vector vector, idx_t row) {
        if (null_in(vector, row)) return {};
        auto& text = static_cast<duckdb_string_t*>(duckdb_vector_get_data(vector))[row];
        return {duckdb_string_t_data(&text), duckdb_string_t_length(text)};
    }
    template <class T>
    T scalar(idx_t column, idx_t row) const {
        return null(column, row) ? T() : static_cast<T*>(duckdb_vector_get_data(vectors_[column]))[row];
    }

    Prepared prepared_;
    QueryResult result_;
    DataChunk chunk_;
    std::vector<duckdb_vector> vectors_;
};

}  // namespace dragoman::store
