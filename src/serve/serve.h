// The page on the network: HTTP around Site.
//
// Binds to loopback unless told otherwise. Whoever may connect from elsewhere must have a token. Requests whose Host
// names neither this machine nor a name given are refused, so that a page elsewhere cannot reach a server on loopback
// by a name of its own (DNS rebinding). Every answer forbids other hosts' resources, inline scripts and frames.
#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "result.h"
#include "serve/site.h"

namespace dragoman::serve {

struct Listening {
    std::string address = "127.0.0.1";
    int port = 8642;                 ///< 0: any that is free
    std::vector<std::string> hosts;  ///< names by which it may be asked, beside loopback's
    std::function<void(int port)> on_listening = [](int) {};
    const std::atomic<bool>* stop = nullptr;  ///< when it turns true, requests under way are ended and run() returns
};

/// Answers until told to stop. Errors: the address cannot be had.
Status run(Site& site, const Listening& listening);

}  // namespace dragoman::serve
