// Requests and answers, free of any server's types.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "result.h"

namespace dragoman::serve {

struct Request {
    std::string method;
    std::string target;  ///< as it came: path, still encoded, and query
    std::string body, content_type;
    std::string if_none_match;
    std::string token;  ///< that came with it, in a header or a cookie
};

struct Answer {
    int status = 200;
    std::string type = "application/json";
    std::string body;
    std::string packed;  ///< the body gzipped, where that has been done
    std::string etag;    ///< quoted; empty: none
    std::vector<std::pair<std::string, std::string>> headers;
};

/// A target taken apart: "/stories/a%2Fb.json?q=x%20y" has the segments "stories" and "a/b", the ending "json", and q.
/// Only a dot that came as a dot begins an ending, so that an id may end in "%2Ejson".
struct Target {
    std::vector<std::string> segments;
    std::string ending;  ///< "json", "csv" or nothing
    std::map<std::string, std::string, std::less<>> parameters;

    explicit Target(std::string_view target);
    /// A parameter's value, empty when it was not given.
    std::string_view operator[](std::string_view name) const;
};

/// The body gzipped at a level that keeps up with the network; empty where it is too short to gain by it.
std::string packed(const std::string& body);

/// {"error": {"what", "where", "todo"}}
Answer refusal(int status, const Error& error);

}  // namespace dragoman::serve
