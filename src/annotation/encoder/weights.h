// Files of weights: a magic word of eight bytes, sizes, arrays at multiples of 64 bytes, and the SHA-256 of
// all before.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/encoder/kernels.h"

namespace dragoman::annotation {

/// First 12 hex digits of the file's SHA-256; empty when the magic word or the sum is not right.
std::string sealed_version(std::string_view bytes, std::string_view magic);

/// Reads the file front to back; ok turns false at its end or at nonsense.
class WeightsReader {
public:
    /// Of a file that sealed_version() accepts.
    explicit WeightsReader(std::string_view bytes) : bytes_(bytes.substr(0, bytes.size() - 32)), at_(8) {}

    template <class T>
    T one() {
        T value{};
        if (const void* p = take(sizeof(T))) std::memcpy(&value, p, sizeof(T));
        return value;
    }
    int number() { return one<std::int32_t>(); }
    std::string text() {
        const auto size = one<std::uint16_t>();
        const void* p = take(size);
        return p ? std::string(static_cast<const char*>(p), size) : std::string();
    }
    std::vector<std::string> texts() {
        std::vector<std::string> all(std::min<std::uint32_t>(one<std::uint32_t>(), 4096));
        for (auto& t : all) t = text();
        return all;
    }
    template <class T>
    const T* array(std::size_t count) {
        at_ = (at_ + 63) / 64 * 64;
        return static_cast<const T*>(take(count * sizeof(T)));
    }
    Linear linear(int inputs, int outputs) {
        const auto n = static_cast<std::size_t>(outputs);
        Linear l{inputs, outputs, array<std::int8_t>(n * inputs), nullptr, nullptr, nullptr};
        l.correction = array<std::int32_t>(n), l.scale = array<float>(n), l.bias = array<float>(n);
        return l;
    }
    bool ok() const { return ok_; }

private:
    const void* take(std::size_t size) {
        if (!ok_ || at_ > bytes_.size() || size > bytes_.size() - at_) return ok_ = false, nullptr;
        const void* p = bytes_.data() + at_;
        at_ += size;
        return p;
    }
    std::string_view bytes_;
    std::size_t at_;
    bool ok_ = true;
};

}  // namespace dragoman::annotation
