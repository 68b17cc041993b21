// What following remembers between two runs, in a file beside the store: how feeds were last seen, which pages are
// done.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "result.h"

namespace dragoman::follow {

/// Seconds since 1970.
using Time = std::int64_t;

struct FeedMemory {
    std::string etag, last_modified;
    Time next = 0;     ///< not to be asked for before
    int failures = 0;  ///< in a row
};

struct PageMemory {
    bool done = false;  ///< fetched, or given up
    int tries = 0;      ///< that failed
    Time next = 0;      ///< not to be asked for before
    Time seen = 0;      ///< when a feed last named it
};

/// Tab-separated lines, later ones before earlier ones. `save` writes a new file and renames it, so that a stop leaves
/// the old or the new one whole; `add_done` in between adds a line, of which a stop may tear the last.
struct Memory {
    std::map<std::string, FeedMemory> feeds;  ///< by address
    std::map<std::string, PageMemory> pages;  ///< by address
    std::set<std::string> stored;             ///< names of WARC files that the store has

    /// Empty when there is no file; error when it is another program's or cannot be read.
    static Result<Memory> load(const std::string& path);
    Status save(const std::string& path) const;
    /// Sets a page done and adds it to a file that was saved.
    Status add_done(const std::string& url, const std::string& path);
    /// Forgets pages that no feed has named since.
    void forget_pages_before(Time when);
};

}  // namespace dragoman::follow
