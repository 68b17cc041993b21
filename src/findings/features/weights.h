// Trained weights of features looked up by their hashes: the sums of their rows decide.
//
// A file: eight bytes of name, then little-endian the number of features (32 bits), their sorted hashes (32 bits), and
// for each one signed byte a class. Scores are integers, so every machine decides alike.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dragoman::findings {

class FeatureWeights {
public:
    /// The bytes must outlive it; damaged ones, or those of another name, give weights that are not usable.
    static FeatureWeights load(std::string_view bytes, std::string_view name, int classes);
    bool usable() const { return count_ > 0; }
    int classes() const { return classes_; }
    /// Adds the row of a feature to `sums`; unknown features have none.
    void add(std::uint32_t feature, std::int32_t* sums) const;

private:
    std::string_view hashes_, weights_;
    std::vector<std::uint32_t> starts_;  ///< of the hashes by their highest bits
    std::uint32_t count_ = 0;
    int classes_ = 0;
};

}  // namespace dragoman::findings
