#include "serve/kept.h"

namespace dragoman::serve {

std::shared_ptr<const Answer> Kept::get(const std::string& address, const std::function<Answer()>& make) {
    std::promise<Given> promise;
    std::uint64_t version = 0;
    {
        std::unique_lock lock(mutex_);
        version = version_;
        const auto found = entries_.find(address);
        if (found != entries_.end() && found->second.version == version) {
            order_.splice(order_.begin(), order_, found->second.place);
            const auto answer = found->second.answer;
            lock.unlock();
            return answer.get();
        }
        drop(address);
        order_.push_front(address);
        entries_[address] = {version, promise.get_future().share(), 0, order_.begin()};
    }
    const auto made = std::make_shared<const Answer>(make());
    promise.set_value(made);
    keep(address, version, *made);
    return made;
}

/// Counts what has been made in, or drops it, and drops what was asked for longest ago where it is too much together.
void Kept::keep(const std::string& address, std::uint64_t version, const Answer& answer) {
    const std::lock_guard lock(mutex_);
    const auto made = entries_.find(address);
    if (made == entries_.end() || made->second.version != version) return;
    if (answer.status != 200) return drop(address);
    made->second.bytes = address.size() + answer.body.size() + answer.packed.size();
    bytes_ += made->second.bytes;
    while (bytes_ > most_bytes_) drop(std::string(order_.back()));
}

void Kept::drop(const std::string& address) {
    const auto found = entries_.find(address);
    if (found == entries_.end()) return;
    bytes_ -= found->second.bytes;
    order_.erase(found->second.place);
    entries_.erase(found);
}

void Kept::forget() {
    const std::lock_guard lock(mutex_);
    ++version_;
}

}  // namespace dragoman::serve
