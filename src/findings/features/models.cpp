#include "findings/features/models.h"

#include <algorithm>
#include <cmath>

#include "annotation/encoder/weights.h"

namespace dragoman::findings {

FeatureModels FeatureModels::load(std::string_view bytes, std::string_view magic, const std::vector<Part>& parts) {
    FeatureModels models;
    std::string version = annotation::sealed_version(bytes, magic);
    if (version.empty()) return models;
    annotation::WeightsReader in(bytes);
    std::vector<int> sizes;
    for (std::size_t k = 0; k < parts.size(); ++k) sizes.push_back(in.number());
    for (std::size_t k = 0; k < parts.size(); ++k) models.models_.push_back({{}, in.one<float>()});
    bool usable = true;
    for (std::size_t k = 0; k < parts.size(); ++k) {
        const auto size = static_cast<std::size_t>(std::max(sizes[k], 0));
        const char* begin = in.array<char>(size);
        FeatureWeights& weights = models.models_[k].weights;
        if (begin) weights = FeatureWeights::load({begin, size}, parts[k].name, parts[k].classes);
        usable &= weights.usable() && parts[k].classes <= most_classes;
    }
    if (in.ok() && usable) models.version_ = std::move(version);
    return models;
}

FeatureModels::Chances FeatureModels::chances(std::size_t model, const std::vector<std::uint32_t>& features) const {
    const One& one = models_[model];
    std::array<std::int32_t, most_classes> sums{};
    for (std::uint32_t feature : features) one.weights.add(feature, sums.data());
    const auto end = sums.begin() + one.weights.classes();
    const std::int32_t best = *std::max_element(sums.begin(), end);
    Chances chances{};
    double total = 0;
    for (auto sum = sums.begin(); sum != end; ++sum)
        total += chances[static_cast<std::size_t>(sum - sums.begin())] =
            std::exp(static_cast<double>(*sum - best) * static_cast<double>(one.scale));
    for (double& c : chances) c /= total;
    return chances;
}

}  // namespace dragoman::findings
