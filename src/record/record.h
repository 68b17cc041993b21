// Findings → Record: code points, ids, hashes; and the record as JSON.
#pragma once

#include <string>
#include <string_view>

#include "dragoman/engine.h"
#include "dragoman/record.h"
#include "findings/findings.h"
#include "mentions/mentions.h"
#include "text/text.h"

namespace dragoman::record {

/// Byte spans become passages in code points; only entities that a row uses, or that are named, are
/// kept; ids of rows are hashes of what they say, so the same story always gives the same ids.
Record make(const Story& story, const Text& text, const Mentions& mentions,
            const Findings& findings, const Versions& versions);

/// One line of JSON (pretty: indented), fields in the order of the schema; valid UTF-8.
std::string to_json(const Record& record, bool pretty = false);

/// Record schema violations that can be checked in C++: every span sliced back, ids known, enums.
/// Empty when all is well.
std::vector<std::string> check(const Record& record);

}  // namespace dragoman::record
