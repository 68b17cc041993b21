// Answers that were given, kept until the store changes.
#pragma once

#include <cstdint>
#include <functional>
#include <future>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "serve/http.h"

namespace dragoman::serve {

/// Any number of threads may use it.
class Kept {
public:
    explicit Kept(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    /// The answer at that address: kept, or made; once, however many ask for it at a time. Only answers of status 200
    /// are kept, those asked for last.
    std::shared_ptr<const Answer> get(const std::string& address, const std::function<Answer()>& make);
    /// From here on what is kept is not given any more.
    void forget();

private:
    using Given = std::shared_ptr<const Answer>;
    struct Entry {
        std::uint64_t version = 0;
        std::shared_future<Given> answer;
        std::size_t bytes = 0;
        std::list<std::string>::iterator place;
    };
    void keep(const std::string& address, std::uint64_t version, const Answer& answer);
    void drop(const std::string& address);

    const std::size_t most_bytes_;
    std::mutex mutex_;
    std::uint64_t version_ = 0;
    std::size_t bytes_ = 0;
    std::unordered_map<std::string, Entry> entries_;
    std::list<std::string> order_;  ///< asked for last in front
};

}  // namespace dragoman::serve
