// Which address is to be fetched next: one visit at a time to a site, with a pause between two, many sites at once.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "follow/fetch.h"

namespace dragoman::follow {

using Clock = std::chrono::steady_clock;

struct Visit {
    Place place;
    std::string feed;   ///< address of the feed, when it is one
    std::string page;   ///< address that a feed named, when it is a page; redirects keep it
    int redirects = 0;  ///< that led here
    int tries = 0;      ///< in this round
};

/// For several threads.
class Visits {
public:
    /// `stopped` is looked at several times a second.
    explicit Visits(const std::atomic<bool>& stopped) : stopped_(stopped) {}

    void add(Visit visit);

    /// The next visit to a site that is free and has paused; waits for one. None when nothing is left, under way or
    /// to come, or once stopped.
    std::optional<Visit> take();

    /// The visit to that site is over; the next may begin after the pause.
    void done(const std::string& site, std::chrono::milliseconds pause);

    void end();  ///< as when stopped

private:
    struct Site {
        std::deque<Visit> waiting;
        Clock::time_point free_at{};
        bool busy = false;
    };
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, Site> sites_;
    int busy_ = 0;
    bool ended_ = false;
    const std::atomic<bool>& stopped_;
};

}  // namespace dragoman::follow
