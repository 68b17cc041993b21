// HTTP messages as crawlers store them: headers, and the body as it was before it was sent.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dragoman::archive {

/// "Name: value" lines, of WARC and of HTTP. Names compare without case; folded lines are joined.
struct Headers {
    std::string first_line;
    std::vector<std::pair<std::string_view, std::string>> fields;  ///< names point into what was parsed
    std::size_t size = 0;                                          ///< bytes, with the blank line at the end

    /// The first field of that name; empty when there is none.
    std::string_view get(std::string_view name) const;
};

/// Up to and with the first blank line, or all of `bytes` where there is none.
Headers read_headers(std::string_view bytes);

struct HttpMessage {
    int status = 0;  ///< 0: a request, or no HTTP at all, all of it body
    std::string content_type;
    std::string body;  ///< chunks joined, content codings undone; as it is where it does not hold what the headers say
    bool too_large = false;
};

/// A request or response. `limit` bounds the body.
HttpMessage read_http(std::string_view bytes, std::size_t limit);

}  // namespace dragoman::archive
