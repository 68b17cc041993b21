// Inputs → store: read in parallel, written in the order of the inputs by the calling thread.
//
// A story is read when the store does not have its input, or has it from another version of engine,
// knowledge or weights; then it replaces what the store had of that story id. Otherwise it is left
// as it is, so that ingesting again costs little and changes nothing, and an interrupted ingest goes
// on where it stopped. Writing in order makes the file's content the same on any number of threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"
#include "store/store.h"

namespace dragoman::ingest {

struct Progress {
    int done = 0;  ///< stories of which the store now has all
    std::uintmax_t bytes = 0, of_bytes = 0;
};

struct Options {
    std::vector<std::string> paths;
    int jobs = 1;
    std::chrono::milliseconds commit_every{1000};
    /// Called from the calling thread after each commit, and at least ten times a second.
    std::function<void(const Progress&)> on_progress = [](const Progress&) {};
};

struct Summary {
    int added = 0;     ///< stories that were not in the store
    int replaced = 0;  ///< stories whose content, or what read them, had changed
    int unchanged = 0;
    int passed_over = 0;  ///< files in folders that hold no story
    std::vector<Error> failures;
    std::vector<std::pair<std::string, std::size_t>> rows;  ///< rows written, by table
};

/// Error only when the store cannot be written; inputs that fail are in the summary.
Result<Summary> run(store::Store& store, const Engine& engine, const Options& options);

}  // namespace dragoman::ingest
