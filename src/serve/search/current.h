// The index, kept up with the store by a thread of its own.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

#include "serve/search/index.h"

namespace dragoman::serve {

/// Any number of threads may use it.
class CurrentIndex {
public:
    /// Begins to read `store`, a connection of the index's own; none: the index says so when it is asked for.
    /// `on_renewed` is called whenever it has been made anew: it may find other rows than before.
    CurrentIndex(Result<store::Store> store, std::function<void()> on_renewed);
    ~CurrentIndex();

    /// The store has other stories than before: they are taken in soon.
    void changed();
    /// Waits until the index has been made. Errors: the store could not be read.
    Result<const Index*> get();

private:
    void work(const store::Store& store);

    const std::function<void()> on_renewed_;
    Index index_;
    std::mutex mutex_;
    std::condition_variable told_;
    bool made_ = false, behind_ = true, stopped_ = false;
    std::optional<Error> error_;
    std::optional<store::Store> store_;
    std::thread worker_;  // last: it uses the others
};

}  // namespace dragoman::serve
