// Rows of a Parquet file, through DuckDB, one after another.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "result.h"

namespace dragoman::store {

/// Memory is bounded by the file's row groups and DuckDB's limit of 512 MB, not by the file.
class TableReader {
public:
    /// The file behind an open descriptor, which must stay open; `where` names it in errors.
    static Result<TableReader> open_parquet(int descriptor, const std::string& where);

    const std::vector<std::string>& columns() const;
    std::uint64_t rows() const;  ///< as the file says

    /// Chooses what next() gives; to be called once, before it.
    Status select(const std::vector<std::size_t>& columns);
    /// The next row as a JSON object: dates and times as ISO 8601 text, lists and structs as they nest,
    /// columns that are null left out of nothing. Nothing at the end.
    Result<std::optional<std::string>> next();

    TableReader(TableReader&&) noexcept;
    TableReader& operator=(TableReader&&) noexcept;
    ~TableReader();

private:
    struct State;
    explicit TableReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace dragoman::store
