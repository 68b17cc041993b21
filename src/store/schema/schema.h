// The tables and views of a store as SQL, out of record/fields.h.
#pragma once

#include <string>
#include <vector>

namespace dragoman::store {

struct StoredTable {
    std::string name, sql;  ///< sql: its CREATE statement
    std::vector<std::string> columns;
};

/// Every table there is, derived ones too, in the order of schema_sql().
std::vector<StoredTable> stored_tables();

/// The CREATE statements of the views, which rest on the tables alone.
std::string views_sql();

/// All CREATE statements; docs/store.md shows them, and a test compares.
std::string schema_sql();

/// Changes whenever a table or view does: 12 hex digits of the hash of schema_sql().
std::string schema_version();

}  // namespace dragoman::store
