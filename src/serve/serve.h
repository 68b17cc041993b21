// The page on the network: HTTP around Site.
//
// Binds to loopback unless told otherwise. Whoever may connect from elsewhere must have a token. Requests whose Host
// names neither this machine nor a name given are refused, so that a page elsewhere cannot reach a server on loopback
// by a name of its own (DNS rebinding). Every answer forbids other hosts' resources, inline scripts and frames.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "result.h"
#include "serve/site.h"

namespace dragoman::serve {

/// Tells those who listen that stories came.
class News {
public:
    void tell(int stories);
    /// Waits until more stories came than `known`, at most so long; how many came in all.
    std::int64_t wait(std::int64_t known, std::chrono::milliseconds most);

private:
    std::mutex mutex_;
    std::condition_variable told_;
    std::int64_t stories_ = 0;
};

struct Listening {
    std::string address = "127.0.0.1";
    int port = 8642;                 ///< 0: any that is free
    std::vector<std::string> hosts;  ///< names by which it may be asked, beside loopback's
    std::function<void(int port)> on_listening = [](int) {};
    News* news = nullptr;                     ///< told at /changes as server-sent events; null: never any
    const std::atomic<bool>* stop = nullptr;  ///< when it turns true, requests under way are ended and run() returns
};

/// Answers until told to stop. Errors: the address cannot be had.
Status run(Site& site, const Listening& listening);

}  // namespace dragoman::serve
