// What a file is, by its first bytes. Its name counts only where content cannot tell: plain text
// found in a folder, a table, one JSON object alone in a file of lines.
#pragma once

#include <string_view>

namespace dragoman::archive {

enum class Kind {
    empty,
    compressed,  ///< gzip, zstd, lz4, bzip2, xz: compressed.h
    zip,
    tar,
    warc,
    arc,
    parquet,
    json,        ///< one value, an object
    json_array,  ///< objects in a list
    json_lines,
    markup,  ///< HTML, XML
    table,   ///< CSV, TSV
    text,
    office,  ///< a zip that is one document of an office program, a book
    binary,  ///< anything else
};

/// `head`: the first bytes, `whole` when there are no more; `name`: the last part of its path.
Kind kind_of(std::string_view head, bool whole, std::string_view name);

/// Control bytes that no text has; zeros are excused where it begins as UTF-16 or UTF-32 does.
bool is_binary(std::string_view head);

/// Is a name without its ending for compression ("a.txt.gz") one of a plain text: .txt, .text?
bool named_as_text(std::string_view name);

/// Names in `path` behind the last "/" or "!".
std::string_view last_name(std::string_view path);

}  // namespace dragoman::archive
