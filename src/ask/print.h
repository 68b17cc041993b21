// Rows as a table that fits the terminal, as JSON, as CSV, or as Markdown.
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "store/rows.h"

namespace dragoman::ask {

enum class Format { table, json, csv, markdown };

/// Columns that the text takes on a terminal: East Asian wide characters two, combining marks none.
int display_width(std::string_view utf8);

/// Prints all rows and returns how many. A table's long cells are wrapped at words until the table
/// is `width` wide, at most eight lines a cell; control characters become blanks. JSON is one array,
/// a row a line; CSV is RFC 4180 with a line of names; Markdown is a table of GitHub's, its cells
/// inert: no markup or link of a document comes through.
std::size_t print(std::ostream& out, store::Rows& rows, Format format, int width);

}  // namespace dragoman::ask
