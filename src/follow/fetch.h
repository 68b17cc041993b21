// One HTTP request with libcurl, guarded: only http and https, only public addresses unless allowed, bounded in size
// and time. Redirects are not followed here: whoever follows them asks anew, with all checks.
#pragma once

#include <sys/socket.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "result.h"

namespace dragoman::follow {

/// An address taken apart, normalised by libcurl.
struct Place {
    std::string url;   ///< without a fragment
    std::string site;  ///< "https://host:port", what robots.txt and politeness are about
    std::string path;  ///< with the query
};

/// Error when it is no http or https address, or names a user.
Result<Place> place_of(const std::string& url, const std::string& base = "");

/// Reaches this machine's network or nothing at all: loopback, private, link-local, multicast, reserved, documentation.
bool is_private(const sockaddr* address);

struct Request {
    std::string url, etag, last_modified;  ///< of what is there already; may be empty
};

struct Response {
    int status = 0;  ///< 0: no answer, `error` says why
    std::string error;
    std::string head;  ///< status line and headers as they came
    std::string body;  ///< unpacked
    std::string content_type, etag, last_modified, location;
    long retry_after = -1;  ///< seconds; -1 not given
};

struct Limits {
    std::size_t bytes = std::size_t{8} << 20;
    long seconds = 30;  ///< for the whole request
    bool allow_private = false;
    std::string user_agent;
};

/// Holds one connection at a time; not for several threads at once.
class Fetcher {
public:
    /// `stopped` is looked at while waiting: a request then ends at once, with the error "stopped".
    Fetcher(Limits limits, const std::atomic<bool>& stopped);
    ~Fetcher();
    Response get(const Request& request);

private:
    struct Handle;
    std::unique_ptr<Handle> handle_;
};

}  // namespace dragoman::follow
