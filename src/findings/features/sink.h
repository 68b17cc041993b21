// Names of features as 32-bit hashes, without building the names: what trained weights over words, relations and
// frames are looked up by.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::findings {

/// How a feature says that something holds.
inline std::string_view yes(bool holds) { return holds ? "y" : "n"; }

/// FNV-1a of 64 bits, folded; a name's parts are joined by spaces.
class FeatureHash {
public:
    FeatureHash& part(std::string_view word) {
        if (began_) byte(' ');
        began_ = true;
        for (unsigned char c : word) byte(c);
        return *this;
    }
    std::uint32_t value() const { return static_cast<std::uint32_t>(h_ ^ (h_ >> 32)); }

private:
    void byte(unsigned char c) { h_ = (h_ ^ c) * 1099511628211ull; }
    std::uint64_t h_ = 14695981039346656037ull;
    bool began_ = false;
};

/// Collects the features of one thing to be judged.
class FeatureSink {
public:
    template <class... Parts>
    void add(const Parts&... parts) {
        FeatureHash hash;
        (hash.part(parts), ...);
        hashes.push_back(hash.value());
        if (!names) return;
        std::string name;
        ((name += name.empty() ? "" : " ", name += std::string_view(parts)), ...);
        names->push_back(std::move(name));
    }

    std::vector<std::uint32_t> hashes;
    std::vector<std::string>* names = nullptr;  ///< filled too where the trainer asks
};

}  // namespace dragoman::findings
