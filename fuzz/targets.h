// What is fuzzed: each target takes any bytes and must come back; what must hold of the result is checked, and a breach
// aborts. libFuzzer drives them (main_fuzz.cpp, preset "asan"), and `make test` replays fuzz/corpus (main_replay.cpp).
#pragma once

#include <span>
#include <string_view>

namespace dragoman::fuzz {

struct Target {
    std::string_view name;  ///< also of its folder in fuzz/corpus
    void (*run)(std::string_view bytes);
};

std::span<const Target> targets();

/// Null when there is none of that name.
const Target* target_of(std::string_view name);

}  // namespace dragoman::fuzz
