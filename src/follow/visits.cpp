#include "follow/visits.h"

#include <algorithm>
#include <utility>

namespace dragoman::follow {

void Visits::add(Visit visit) {
    {
        const std::lock_guard lock(mutex_);
        sites_[visit.place.site].waiting.push_back(std::move(visit));
    }
    changed_.notify_all();
}

std::optional<Visit> Visits::take() {
    std::unique_lock lock(mutex_);
    const auto glance = [] { return Clock::now() + std::chrono::milliseconds(200); };
    while (!ended_ && !stopped_) {
        Site* first = nullptr;
        for (auto& [name, site] : sites_)
            if (!site.busy && !site.waiting.empty() && (!first || site.free_at < first->free_at)) first = &site;
        if (!first) {
            if (busy_ == 0) return {};
            changed_.wait_until(lock, glance());
        } else if (first->free_at > Clock::now()) {
            changed_.wait_until(lock, std::min(first->free_at, glance()));
        } else {
            Visit visit = std::move(first->waiting.front());
            first->waiting.pop_front();
            first->busy = true;
            ++busy_;
            return visit;
        }
    }
    return {};
}

void Visits::done(const std::string& site, std::chrono::milliseconds pause) {
    {
        const std::lock_guard lock(mutex_);
        sites_[site].busy = false;
        sites_[site].free_at = Clock::now() + pause;
        --busy_;
    }
    changed_.notify_all();
}

void Visits::end() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_all();
}

}  // namespace dragoman::follow
