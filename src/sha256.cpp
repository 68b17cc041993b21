#include "sha256.h"

#include <openssl/evp.h>

#include <memory>

namespace dragoman {

std::string sha256_hex(std::string_view bytes) { return sha256_hex(std::span(&bytes, 1)); }

std::string sha256_hex(std::span<const std::string_view> pieces) {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    for (std::string_view piece : pieces) EVP_DigestUpdate(context.get(), piece.data(), piece.size());
    EVP_DigestFinal_ex(context.get(), digest, &size);
    std::string hex;
    for (unsigned i = 0; i < size; ++i) {
        hex += "0123456789abcdef"[digest[i] >> 4];
        hex += "0123456789abcdef"[digest[i] & 15];
    }
    return hex;
}

}  // namespace dragoman
