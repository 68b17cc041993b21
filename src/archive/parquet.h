// Parquet: each row a document, a JSON object of the columns that a story is made from.
#pragma once

#include <memory>

#include "archive/document.h"
#include "story/mapping.h"

namespace dragoman::archive {

/// A file of its own is read in place through `descriptor`, which becomes the reader's; a row counts for its
/// share of `size` in `budget`. Of standard input or inside an archive (descriptor < 0) `stream` is held in
/// memory as a whole, up to the limit for documents, since a Parquet file cannot be read from front to back.
std::unique_ptr<Reader> parquet_reader(int descriptor, std::uintmax_t size, std::unique_ptr<Stream> stream,
                                       std::string where, const Limits& limits, const story::Mapping& mapping,
                                       bool named, Budget& budget);

}  // namespace dragoman::archive
