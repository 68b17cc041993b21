// The tables and views of a store as SQL, out of record/fields.h.
#pragma once

#include <string>

namespace dragoman::store {

/// All CREATE statements; docs/store.md shows them, and a test compares.
std::string schema_sql();

/// Changes whenever a table or view does: 12 hex digits of the hash of schema_sql().
std::string schema_version();

}  // namespace dragoman::store
