// Scalars as JSON, for the record and for tables of rows.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::record {

/// In quotes and escaped. `text` must be valid UTF-8.
void append_json_string(std::string& out, std::string_view text);

/// The shortest digits that read back as the same double; whole numbers without exponent up to
/// 2^53; null for what is not finite.
void append_number(std::string& out, double value);

/// One row of a record as JSON, on one line.
template <class Row>
std::string row_json(const Row& row);

}  // namespace dragoman::record
