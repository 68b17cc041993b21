// TIMEX3 values as days.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace dragoman::store {

/// First and last day, both covered.
struct Days {
    std::chrono::sys_days first, last;
};

/// "2021-12-15", "2021-12-15T09:00", "2021-12", "2021", "197" (a decade), "20" (a century), "2021-W50",
/// "2019-W34-WE", "2021-Q3", "2021-H1", "2021-SU", and "first/last" of these. None for durations,
/// sets, PRESENT_REF and what is not a date.
std::optional<Days> days_of(std::string_view timex);

}  // namespace dragoman::store
