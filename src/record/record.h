// Findings → Record: code points, ids, hashes; and the record as JSON.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/engine.h"
#include "dragoman/record.h"
#include "findings/findings.h"
#include "knowledge/knowledge.h"
#include "mentions/mentions.h"
#include "result.h"
#include "text/text.h"

namespace dragoman::record {

/// What the knowledge says of each CAMEO code (table event_codes); immutable.
class Codes {
public:
    struct Code {
        std::optional<int> quad;
        std::optional<double> goldstein;
    };

    static Codes build(const Knowledge& knowledge);
    /// Of the code itself, else of the nearest code above it ("0411" → "041" → "04"); empty if none.
    Code find(std::string_view cameo) const;

private:
    std::map<std::string, Code, std::less<>> codes_;
};

/// "0.1.0+knowledge.0123abcd.model.4567ef": what Record::engine_version says.
std::string engine_version(const Versions& versions);

/// Byte spans become passages in code points; only entities that a row uses, or that are named, are
/// kept; ids of rows are hashes of what they say, so the same story always gives the same ids. Of
/// rows that say the same only the first is kept; a row without evidence is not written.
Record make(const Story& story, const Text& text, const Mentions& mentions, const Findings& findings,
            const Codes& codes, const Versions& versions);

/// One line of JSON (pretty: indented), fields in the order of fields.h; valid UTF-8.
std::string to_json(const Record& record, bool pretty = false);

/// The record that `to_json` wrote, or anything of that form; fields it does not know are passed over.
/// Errors name the field whose type is wrong.
Result<Record> from_json(std::string_view json);

/// Record schema violations that can be checked in C++: every span sliced back, ids known, enums.
/// Empty when all is well.
std::vector<std::string> check(const Record& record);

/// docs/record.md: every field with its types in JSON and SQL.
std::string documentation();

}  // namespace dragoman::record
