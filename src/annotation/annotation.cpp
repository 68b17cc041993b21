#include "annotation/annotation.h"

namespace dragoman::annotation {

struct Model::Weights {
    std::string version = "none";
};

Model Model::load(std::string_view) { return Model(std::make_unique<Weights>()); }
Model::Model(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;
Model::~Model() = default;
const std::string& Model::version() const { return weights_->version; }

Annotation annotate(const Text&, const Model&) { return {}; }

}  // namespace dragoman::annotation
