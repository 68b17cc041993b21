// The page and its data, answered without a socket: serve.cpp puts it on the network.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <vector>

#include "dragoman/engine.h"
#include "ingest/live.h"
#include "serve/http.h"
#include "serve/kept.h"
#include "serve/search/current.h"
#include "store/store.h"

namespace dragoman::serve {

/// Any number of threads may call answer().
class Site {
public:
    struct Options {
        std::string name;   ///< of the store, for the page
        std::string token;  ///< asked of every request; empty: none is asked
    };
    /// `live` takes posted stories; null: none are taken. While it is there, changed() must be called by its hooks.
    Site(store::Store store, const Engine& engine, Options options, ingest::Live* live = nullptr);

    Answer answer(const Request& request);
    /// Makes the answers that are asked for first, so that they are there.
    void warm();
    /// Tells that the store has other rows than before.
    void changed();
    /// May whoever brings this token ask?
    bool allows(const std::string& token) const;

private:
    class Lease;
    Answer route(const Request& request, const Target& target);
    Answer kept(const Request& request, const std::function<Answer()>& make);
    Answer data(const Target& asked);
    Answer read(const Request& request, const Target& target) const;
    Answer take(const Request& request);
    Answer metrics() const;

    const Engine& engine_;
    const Options options_;
    ingest::Live* const live_;
    std::mutex mutex_;
    const store::Store store_;        ///< that others are made from
    std::vector<store::Store> idle_;  ///< connections nobody uses now
    std::counting_semaphore<> slots_;
    Kept kept_;
    CurrentIndex index_;  ///< after kept_: what is found anew makes answers untrue
    std::atomic<std::uint64_t> requests_{0}, failures_{0}, refusals_{0}, read_{0}, posted_{0};
};

}  // namespace dragoman::serve
