// Stories that come one by one while the store stays open: a feed that posts them to the page's server.
//
// Each is read by the thread that brings it; those that come at about the same time are written together, in one
// transaction, since a transaction costs more than a story. What ingest keeps to holds here too: the same story twice
// changes nothing, a later state takes the place of an earlier one, copies are linked. There is no journal of files: a
// story that was not acknowledged is to be brought again.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "ingest/gatherer.h"
#include "ingest/reader.h"

namespace dragoman::ingest {

class Live {
public:
    struct Hooks {
        std::function<void(int stories)> on_stored = [](int) {};  ///< from the writing thread, after a transaction
        std::function<void()> on_joined = [] {};                  ///< likewise, after joining
        std::chrono::milliseconds join_after{2000};               ///< of quiet: then what came is joined with the rest
    };
    /// Both must outlive it; nobody else may write to the store meanwhile. Errors: the store cannot be read.
    static Result<std::unique_ptr<Live>> open(store::Store& store, const Engine& engine, Hooks hooks);
    ~Live();  ///< what was brought is written and joined first

    struct Taken {
        int stored = 0, unchanged = 0;
        std::vector<std::string> ids;  ///< of the stories, stored or unchanged
        std::vector<Error> failures;   ///< what gave no story
    };
    /// Reads the document's stories and returns when they are stored. Any number of threads. Errors: the store cannot
    /// be written.
    Result<Taken> take(std::string bytes, const std::string& content_type);

private:
    struct Waiting {
        std::vector<Story> stories;
        Taken taken;
        std::optional<Error> error;
        bool done = false;
    };
    Live(store::Store& store, const Engine& engine, Hooks hooks, Known known,
         std::unordered_set<std::string> forgotten);
    void work();
    void write(const std::vector<Waiting*>& together);
    void gather(Waiting& one);

    store::Store& store_;
    const Hooks hooks_;
    const Known known_;
    const Options options_;
    const Reader reader_;
    Copies copies_;
    std::optional<Gatherer> gatherer_;  ///< of the writing thread
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Waiting*> waiting_;
    bool stopped_ = false;
    std::thread writer_;
};

}  // namespace dragoman::ingest
