// WARC 0.17 to 1.1 (ISO 28500) and ARC 1: what crawlers write, one record after another.
//
// Documents are the pages in `response` records that came with status 200, and `resource` and
// `conversion` records, of types that may hold a story; the others are passed over, with a reason.
// A record is named by where its gzip member or zstd frame begins, else by its own first byte.
// After anything broken the reading goes on at the next place where a record begins.
#pragma once

#include <memory>

#include "archive/document.h"

namespace dragoman::archive {

bool begins_warc(std::string_view bytes);
/// "URL IP-address date type length", or the head of an ARC file.
bool begins_arc(std::string_view bytes);

/// `where` names the archive. With `all`, records passed over come too, with their payload.
std::unique_ptr<Reader> warc_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits, bool all);
std::unique_ptr<Reader> arc_reader(std::unique_ptr<Stream> stream, std::string where, const Limits& limits, bool all);

}  // namespace dragoman::archive
