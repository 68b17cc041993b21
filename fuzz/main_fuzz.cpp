// libFuzzer's entry: FUZZ_TARGET names the target (tools/fuzz.sh).
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const dragoman::fuzz::Target* const target = [] {
        const char* name = std::getenv("FUZZ_TARGET");
        const auto* found = dragoman::fuzz::target_of(name ? name : "");
        if (!found) {
            std::fputs("FUZZ_TARGET is one of:", stderr);
            for (const auto& each : dragoman::fuzz::targets())
                std::fprintf(stderr, " %.*s", static_cast<int>(each.name.size()), each.name.data());
            std::fputs("\n", stderr);
            std::exit(2);
        }
        return found;
    }();
    target->run({reinterpret_cast<const char*>(data), size});
    return 0;
}
