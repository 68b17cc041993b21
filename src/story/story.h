// bytes → Story, by content: plain text, a TimeML document, or the story JSON (id, source, url,
// title, section, published, text).
#pragma once

#include <string_view>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"

namespace dragoman::story {

/// One story from the bytes of a file; `where` names it in errors and gives the id of plain text
/// (file name without extension; "" derives the id from the content).
Result<Story> parse(std::string_view bytes, std::string_view where);

/// One story from a JSON object; errors say which field is wrong.
Result<Story> parse_json(std::string_view json, std::string_view where);

/// Is it an ISO 8601 date, or a date-time beginning with one ("2024-05-03", "2024-05-03T09:30:00Z")?
bool is_date(std::string_view text);

}  // namespace dragoman::story
