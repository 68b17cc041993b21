// Tables of text: CSV (RFC 4180) and its kin with tabs, semicolons and bars. The first line names the
// columns. Each row is a document: a JSON object of the columns that a story is made from.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "archive/document.h"
#include "story/mapping.h"

namespace dragoman::archive {

struct TableHeader {
    std::vector<std::string> names;
    char delimiter = ',';
    std::size_t size = 0;  ///< bytes, with a byte-order mark and the line's end; 0: not all of it is in what was given
};

/// The header at the beginning of a table; the delimiter is the one that gives most columns.
TableHeader table_header(std::string_view head, bool whole);

std::unique_ptr<Reader> table_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits,
                                     const story::Mapping& mapping);

/// Appends `text` as a JSON string; bytes that are no UTF-8 are read as windows-1252.
void append_json(std::string_view text, std::string& json);

}  // namespace dragoman::archive
