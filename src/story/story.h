// bytes → Story, by content: plain text, a TimeML document, a web page, or the story JSON (id,
// source, url, title, section, published, text).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"
#include "story/mapping.h"

namespace dragoman::story {

/// What is known about a document before it is opened; all but `where` may be empty.
struct Context {
    std::string where;         ///< names it in errors
    std::string name;          ///< gives plain text its id; empty: the file name in `where` without extension
    std::string url;           ///< where it was fetched from
    std::string content_type;  ///< as HTTP said: "text/html; charset=windows-1251"
    std::string fetched;       ///< ISO 8601
    std::string title;         ///< as a sitemap said it; a document's own goes before it
    std::string published;     ///< as a sitemap said it, ISO 8601; a document's own goes before it
};

/// The stories in a document, in its order; most documents hold one, a page without an article or a feed of
/// summaries none.
Result<std::vector<Story>> stories_of(std::string_view bytes, const Context& context, const Mapping& mapping = {});

/// The one story in a document; an error when it holds several.
Result<Story> parse(std::string_view bytes, const Context& context, const Mapping& mapping = {});

/// Is it an ISO 8601 date, or a date-time beginning with one ("2024-05-03", "2024-05-03T09:30:00Z")?
bool is_date(std::string_view text);

}  // namespace dragoman::story
