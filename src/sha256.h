// SHA-256 (FIPS 180-4), through the operating system's crypto library.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace dragoman {

/// 64 lower-case hex digits; of pieces, as if they stood one after the other.
std::string sha256_hex(std::string_view bytes);
std::string sha256_hex(std::span<const std::string_view> pieces);

}  // namespace dragoman
