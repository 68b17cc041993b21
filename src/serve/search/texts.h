// Many short texts in little memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::serve {

/// Texts are put together into blocks, which are compressed (zstd): to get one takes a block's unpacking, some 20 µs.
/// Together 4 GB at most. For one thread, or for many that only get.
class Texts {
public:
    using Place = std::uint32_t;
    /// What stands after a zero byte is left out.
    Place add(std::string_view text);
    std::string get(Place place) const;

private:
    static constexpr std::uint32_t block_bits = 14;  // a text begins within the first 16 KB of its block
    std::vector<std::string> packed_;
    std::string open_;  ///< the last block, which is not full
};

}  // namespace dragoman::serve
