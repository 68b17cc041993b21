// Feeds → the pages of their entries → WARC files → the store, politely and without end, or once.
//
// A round asks each feed that is due, with what it said of its last version, and then for the pages of entries that
// it names and that were not fetched before. Robots.txt is asked first and kept to (RFC 9309: where it is absent all
// may be fetched, where its site fails nothing); to a site there is one connection at a time, and a pause between two
// requests, its own Crawl-delay if it names one. "429" and "503" are waited for as long as Retry-After says, or put
// off to a later round; failing feeds and pages are asked again after twice as long each time. Each hop of a redirect
// is a visit of its own, with all checks. What comes is kept in a WARC file, and the file given to
// `store`. A stop at any moment loses nothing that was fetched: files not yet stored are stored at the next start.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "follow/fetch.h"
#include "result.h"

namespace dragoman::follow {

struct Options {
    std::vector<std::string> feeds;
    std::string pages;   ///< folder of the WARC files; made when there is none
    std::string memory;  ///< file
    std::chrono::seconds every{900};
    bool once = false;
    std::chrono::milliseconds pause{1000};  ///< between two requests to a site
    int sites = 8;                          ///< visited at the same time
    Limits limits;
    std::string product = "dragoman";  ///< what robots.txt may call us

    /// Takes a WARC file to the store; an error ends the following.
    std::function<Status(const std::string& file)> store;
    std::function<void(const std::string& line)> say = [](const std::string&) {};
};

/// Counts of a round.
struct Round {
    int feeds = 0, unchanged = 0, entries = 0, pages = 0, waiting = 0, refused = 0, failed = 0;
    std::vector<Error> failures;  ///< feeds and pages, with reasons
};

/// Returns after one round, or when `stopped` is set. The last round's counts.
Result<Round> run(const Options& options, const std::atomic<bool>& stopped);

}  // namespace dragoman::follow
