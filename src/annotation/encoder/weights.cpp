#include "annotation/encoder/weights.h"

#include "sha256.h"

namespace dragoman::annotation {

std::string sealed_version(std::string_view bytes, std::string_view magic) {
    if (bytes.size() < magic.size() + 32 || !bytes.starts_with(magic)) return {};
    const std::string digest = sha256_hex(bytes.substr(0, bytes.size() - 32));
    const std::string_view stored = bytes.substr(bytes.size() - 32);
    for (int i = 0; i < 32; ++i)
        if (std::stoi(digest.substr(2 * i, 2), nullptr, 16) != static_cast<unsigned char>(stored[i])) return {};
    return digest.substr(0, 12);
}

}  // namespace dragoman::annotation
