// Numbers written with figures, read from the bytes of the text: "1,234.5", "816 000", "1'000'000",
// "12,34,567", "2½", "7 3/4", "5.5x10-3", "20e9".
#pragma once

#include <cstddef>
#include <string_view>

namespace dragoman::mentions {

struct Digits {
    double value = 0;
    std::size_t end = 0;    ///< one past the last byte; 0: no number here
    bool fraction = false;  ///< nothing but a fraction: "3/4", "½"
    explicit operator bool() const { return end > 0; }
};

/// The longest number with figures from byte `at` on and before `limit`.
Digits scan_digits(std::string_view body, std::size_t at, std::size_t limit);

/// The vulgar fraction ("½") at byte `at`; its length goes to `length`, 0 when there is none.
double vulgar_fraction(std::string_view body, std::size_t at, std::size_t& length);

}  // namespace dragoman::mentions
