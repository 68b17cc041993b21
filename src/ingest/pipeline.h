// The threads between the inputs and the writer.
//
// One thread at a time reads the inputs, all read stories. Outcomes are numbered as their inputs come and leave in
// that order; few are under way at a time, so that memory is bounded by the threads and not by the input.
#pragma once

#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "archive/inputs.h"
#include "dragoman/engine.h"
#include "ingest/journal.h"
#include "ingest/reader.h"
#include "store/store.h"
#include "story/mapping.h"

namespace dragoman::ingest {

/// What came of the next piece of input: a file began, a document of it was looked at, it ended.
struct Outcome {
    enum class What : std::uint8_t { began, document, ended } what = What::document;
    Journal::Pass pass;          ///< of a file that began
    std::string origin;          ///< of a document
    std::int64_t index = 0;      ///< likewise
    std::vector<Story> stories;  ///< likewise
    std::uintmax_t bytes_done = 0;
};

class Pipeline {
public:
    struct Terms {
        std::string since;  ///< stories published before are passed over
        story::Mapping mapping;
        int jobs = 1;
        std::unordered_set<std::string> forgotten{};  ///< Store::forgotten()
    };
    /// The references are to outlive it.
    Pipeline(archive::Inputs& inputs, const Journal& journal, const Engine& engine, const Known& known, Terms terms);
    ~Pipeline();  ///< ends early if need be

    enum class Next : std::uint8_t { outcome, end, later };
    /// The next outcome in order; `later` when there is none by `until`.
    Next next(Outcome& outcome, std::chrono::steady_clock::time_point until);

private:
    struct Numbered {
        std::size_t number = 0;
        archive::Document document;
        std::uintmax_t bytes_done = 0;
    };

    void work();
    std::optional<Numbered> take();
    void follow(const archive::Document& document);
    void give(std::size_t number, Outcome&& outcome, std::size_t bytes);
    bool dropped(const archive::Document& document) const;

    archive::Inputs& inputs_;
    const Journal& journal_;
    const Reader reader_;
    const std::size_t most_documents_;

    // Of the thread that reads the inputs.
    std::string file_;  ///< the one now open; empty before the first
    Journal::Pass pass_;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::size_t, Outcome> outcomes_;  ///< by number, those not yet taken
    std::size_t given_ = 0, taken_ = 0;        ///< numbers given out, outcomes taken
    std::size_t bytes_ = 0;                    ///< of documents under way
    bool reading_input_ = false, ended_ = false, stopped_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace dragoman::ingest
