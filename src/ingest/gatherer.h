// Takes outcomes in order, gathers them into batches, finds copies, and writes.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "ingest/copies.h"
#include "ingest/ingest.h"
#include "ingest/pipeline.h"

namespace dragoman::ingest {

/// Of one thread at a time.
class Gatherer {
public:
    /// The references are to outlive it. `known`: what the store held before.
    Gatherer(store::Store& store, const Options& options, const Known& known, Copies& copies);

    void take(Outcome&& outcome);

    bool full() const;

    bool due() const;

    Status commit();

    Summary summary;
    Progress progress;

private:
    static constexpr std::size_t most_stories = 1000, most_bytes = 8 << 20;
    static constexpr double same_story = 0.3;  ///< from here on one id's contents are states of one story

    void begin(Journal::Pass&& pass);

    void end();

    void take(Story&& story, const std::string& origin);

    struct Seen {
        std::string sha256, origin;
    };

    /// Where the other story of this id comes from, when there is one and the reading is no later state of it.
    std::optional<std::string> other_story(const store::Reading& reading, const Seen* seen) const;

    void put(store::Reading&& reading);

    void fail(const std::string& origin, const std::string& reason, std::string todo);

    void count(const Record& record);

    store::Store& store_;
    const Options& options_;
    Copies& copies_;
    std::optional<Journal::Pass> pass_;               ///< of the file that is being read
    std::unordered_set<std::string> failed_;          ///< origins in this pass
    std::map<std::string, store::FileState> files_;   ///< for the batch, by path
    std::map<std::string, store::Failure> failures_;  ///< likewise, by origin
    store::Batch batch_;
    std::size_t size_ = 0;  ///< bytes of text in the batch
    bool touched_ = false;  ///< has anything happened since the last commit?
    std::chrono::steady_clock::time_point committed_ = std::chrono::steady_clock::now();
    std::unordered_set<std::string> superseded_;  ///< inputs that were earlier states of stories
    /// Such states that this file holds, by story: they count only if no later one stands behind them in it.
    std::map<std::string, store::Reading> deferred_;
    std::unordered_map<std::string, Seen> seen_;                   ///< by story id, in this run
    std::unordered_map<std::string, const store::Known*> stored_;  ///< by story id, before this run
};

}  // namespace dragoman::ingest
