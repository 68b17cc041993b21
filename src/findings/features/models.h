// Several linear models over hashed features in one sealed file: what kind something is, by integer sums.
//
// A file: the magic word, for each model the size of its table and the scale of its sums, the tables (weights.h) at
// multiples of 64 bytes, SHA-256. tools/train/stances/train.py writes it.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "findings/features/weights.h"

namespace dragoman::findings {

class FeatureModels {
public:
    static constexpr int most_classes = 8;
    using Chances = std::array<double, most_classes>;  ///< of a model's classes; they sum to 1
    struct Part {
        std::string_view name;  ///< of its table
        int classes = 0;
    };

    /// The bytes must outlive it; damaged ones, or those of other models, give models that are not usable.
    static FeatureModels load(std::string_view bytes, std::string_view magic, const std::vector<Part>& parts);
    bool usable() const { return !version_.empty(); }
    const std::string& version() const { return version_; }
    Chances chances(std::size_t model, const std::vector<std::uint32_t>& features) const;

private:
    struct One {
        FeatureWeights weights;
        float scale = 1;
    };
    std::string version_;
    std::vector<One> models_;
};

}  // namespace dragoman::findings
