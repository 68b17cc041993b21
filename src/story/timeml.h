// Reads TimeML documents, as the TempEval tasks give them: their <TEXT> without tags, their creation time, their title.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dragoman::story {

struct TimeMl {
    std::string id, title, created, text;  ///< created: ISO 8601 date or date-time, or empty
    std::size_t begin = 0, end = 0;        ///< bytes of the document between <TEXT> and </TEXT>
};

/// None when the bytes are no TimeML document with a <TEXT>. Linear in them.
std::optional<TimeMl> read_timeml(std::string_view document);

/// Text as an element's content: & < > as entities.
std::string xml_escaped(std::string_view text);

}  // namespace dragoman::story
