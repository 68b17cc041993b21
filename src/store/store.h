// The store: one DuckDB file that holds the records of many stories as tables, and answers SQL.
//
// Each list of the record is a table (schema.h). Every write is one transaction: after a stop at any
// moment the file holds whole batches and nothing else. One process may write, or several may read,
// at a time; DuckDB locks the file.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "dragoman/record.h"
#include "result.h"
#include "store/rows.h"

namespace dragoman::store {

/// A record on its way into the store, and where it came from.
struct Reading {
    Record record;
    std::string input_sha256;  ///< hash of the input it was read from
    std::string origin;        ///< file, or file:line
};

/// What the store holds of an input.
struct Known {
    std::string story_id;
    std::string engine_version;
};

class Store {
public:
    /// For writing; the file is made when there is none. Errors: not a file of Dragoman's, another
    /// version of the schema, another process at work on it.
    static Result<Store> open_to_write(const std::string& path);
    /// For reading only: nothing in the file or outside it can be changed or reached by a query.
    static Result<Store> open_to_read(const std::string& path);

    /// One statement with parameters `?`, which are bound and never part of the SQL. Without
    /// parameters columns of any type come out, those that Value cannot hold as text; with them the
    /// columns must be of types that it can.
    Result<Rows> query(std::string_view sql, const std::vector<Value>& parameters = {}) const;

    /// Everything ingested so far, by input_sha256.
    Result<std::unordered_map<std::string, Known>> known() const;

    /// Does a store open to write hold a story of that id?
    bool holds(const std::string& story_id) const;

    /// Writes the readings in one transaction; a story whose id the store has is replaced. No id may
    /// stand twice in `batch`.
    Status write(const std::vector<Reading>& batch);

    struct State;
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

private:
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace dragoman::store
