#include "findings/features/weights.h"

namespace dragoman::findings {

namespace {

constexpr int bucket_bits = 12;

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (int i = 3; i >= 0; --i)
        value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

}  // namespace

FeatureWeights FeatureWeights::load(std::string_view bytes, std::string_view name, int classes) {
    FeatureWeights weights;
    const std::size_t head = name.size() + 4, width = static_cast<std::size_t>(classes);
    if (bytes.size() < head || bytes.substr(0, name.size()) != name) return weights;
    const std::size_t count = number_at(bytes, name.size());
    if (bytes.size() != head + count * (4 + width)) return weights;
    weights.hashes_ = bytes.substr(head, 4 * count);
    weights.weights_ = bytes.substr(head + 4 * count);
    weights.starts_.assign((std::size_t{1} << bucket_bits) + 1, static_cast<std::uint32_t>(count));
    std::size_t bucket = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t its = number_at(weights.hashes_, 4 * i) >> (32 - bucket_bits);
        if (its + 1 < bucket) return {};  // not sorted
        for (; bucket <= its; ++bucket) weights.starts_[bucket] = static_cast<std::uint32_t>(i);
    }
    weights.count_ = static_cast<std::uint32_t>(count), weights.classes_ = classes;
    return weights;
}

void FeatureWeights::add(std::uint32_t feature, std::int32_t* sums) const {
    const std::size_t bucket = feature >> (32 - bucket_bits);
    std::size_t low = starts_[bucket], high = starts_[bucket + 1];
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        number_at(hashes_, 4 * middle) < feature ? low = middle + 1 : high = middle;
    }
    if (low == count_ || number_at(hashes_, 4 * low) != feature) return;
    const std::size_t width = static_cast<std::size_t>(classes_);
    for (std::size_t k = 0; k < width; ++k) sums[k] += static_cast<signed char>(weights_[low * width + k]);
}

}  // namespace dragoman::findings
