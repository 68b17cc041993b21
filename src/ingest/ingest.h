// Inputs → store: read in parallel, written in the order of the inputs by the calling thread.
//
// Exactly once, on two levels. A journal in the store (`files`) says how far each file was taken; what it says is
// done is not opened again while the file's size and time of change, and what reads it, are the same. Below it a
// story is known by the hash of all it came in with (`inputs`): met again anywhere, it is left as it is. Journal,
// stories, failures and links between copies are written in one transaction, so that after a stop at any moment the
// next run goes on where the last one was. Writing in order makes the content the same on any number of threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"
#include "store/store.h"
#include "story/mapping.h"

namespace dragoman::ingest {

struct Progress {
    int done = 0;  ///< stories of which the store now has all
    int read = 0;  ///< of these, read in this run
    int failed = 0;
    std::uintmax_t bytes = 0, of_bytes = 0;
};

struct Options {
    std::vector<std::string> paths;
    story::Mapping mapping;  ///< which fields of others' records hold what a story has
    int jobs = 1;
    int limit = 0;              ///< ends after so many stories were read; 0: no limit
    std::string since;          ///< ISO 8601 date: stories published before are passed over
    bool retry_failed = false;  ///< reads again what failed before
    bool again = false;         ///< opens files that the journal has done; stories it knows are still left as they are
    std::chrono::milliseconds commit_every{1000};
    /// Called from the calling thread after each commit, and at least ten times a second.
    std::function<void(const Progress&)> on_progress = [](const Progress&) {};
};

struct Summary {
    int added = 0;     ///< stories that were not in the store
    int replaced = 0;  ///< stories whose content, or what read them, had changed
    int unchanged = 0;
    int copies = 0;                          ///< stories in the store that say what another says
    int failed_before = 0;                   ///< inputs that failed in earlier runs and were not tried again
    bool limited = false;                    ///< ended by `limit`
    std::map<std::string, int> passed_over;  ///< what holds no story, by reason
    std::vector<Error> failures;             ///< in this run
    std::vector<std::pair<std::string, std::size_t>> rows;  ///< rows written, by table
};

/// Error only when the store cannot be written; inputs that fail are in the summary.
Result<Summary> run(store::Store& store, const Engine& engine, const Options& options);

}  // namespace dragoman::ingest
