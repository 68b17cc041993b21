#include "serve/search/current.h"

#include <chrono>

namespace dragoman::serve {

CurrentIndex::CurrentIndex(Result<store::Store> store, std::function<void()> on_renewed)
    : on_renewed_(std::move(on_renewed)) {
    if (!store) {
        error_ = store.error();
        made_ = true;
        return;
    }
    store_.emplace(std::move(*store));
    worker_ = std::thread([this] { work(*store_); });
}

CurrentIndex::~CurrentIndex() {
    {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
    }
    told_.notify_all();
    if (worker_.joinable()) worker_.join();
}

void CurrentIndex::changed() {
    const std::lock_guard lock(mutex_);
    behind_ = true;
    told_.notify_all();
}

Result<const Index*> CurrentIndex::get() {
    std::unique_lock lock(mutex_);
    told_.wait(lock, [&] { return made_; });
    if (error_) return *error_;
    return &index_;
}

void CurrentIndex::work(const store::Store& store) {
    constexpr std::chrono::seconds pause{2};  // to see what came takes a tenth of a second at 100,000 stories
    std::unique_lock lock(mutex_);
    while (!stopped_) {
        behind_ = false;
        const bool again = made_;
        lock.unlock();
        const Status renewed = index_.refresh(store);
        if (again) on_renewed_();
        lock.lock();
        error_ = renewed ? std::nullopt : std::optional(renewed.error());
        made_ = true;
        told_.notify_all();
        told_.wait_for(lock, pause, [&] { return stopped_; });
        told_.wait(lock, [&] { return stopped_ || behind_; });
    }
}

}  // namespace dragoman::serve
