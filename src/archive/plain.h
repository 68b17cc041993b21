// Files that are one document, or documents one after another: JSON lines, a JSON list.
#pragma once

#include <memory>

#include "archive/document.h"

namespace dragoman::archive {

/// All bytes, one document.
std::unique_ptr<Reader> whole_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits,
                                     bool named);

/// A document a line that is not blank, named by the line: "archive.jsonl:12".
std::unique_ptr<Reader> lines_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits);

/// A document for each object of a JSON list, named by its number: "archive.json:3".
std::unique_ptr<Reader> list_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits);

}  // namespace dragoman::archive
