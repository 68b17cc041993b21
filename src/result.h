// Errors at the edges (files, formats, stores). The reading itself cannot fail.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace dragoman {

/// What went wrong, where, and what the user can do about it.
struct Error {
    std::string what;
    std::string where;
    std::string todo;

    std::string message() const {
        std::string text = where.empty() ? what : where + ": " + what;
        if (!todo.empty()) text += "\n  " + todo;
        return text;
    }
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::move(value)) {}
    Result(Error error) : state_(std::move(error)) {}

    explicit operator bool() const { return state_.index() == 0; }
    T& operator*() { return std::get<0>(state_); }
    const T& operator*() const { return std::get<0>(state_); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    const Error& error() const { return std::get<1>(state_); }

private:
    std::variant<T, Error> state_;
};

struct Done {};
using Status = Result<Done>;

}  // namespace dragoman
