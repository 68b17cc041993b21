// SHA-256 (FIPS 180-4), through the operating system's crypto library.
#pragma once

#include <string>
#include <string_view>

namespace dragoman {

/// 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

}  // namespace dragoman
