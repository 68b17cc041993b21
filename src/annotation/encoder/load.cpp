// The encoder's file: sizes, classes, arrays. Written by tools/train/encoder/export.py.
#include <algorithm>

#include "annotation/encoder/encoder.h"
#include "annotation/encoder/weights.h"

namespace dragoman::annotation {

namespace {

template <std::size_t N>
std::vector<int> classes(const std::vector<std::string>& names, const std::string_view (&known)[N]) {
    std::vector<int> index;
    for (const auto& name : names) {
        const auto at = std::find(std::begin(known), std::end(known), name);
        index.push_back(at == std::end(known) ? -1 : static_cast<int>(at - std::begin(known)));
    }
    return index;
}

}  // namespace

bool Encoder::load(std::string_view bytes) {
    version_ = sealed_version(bytes, "DRAGENC2");
    if (version_.empty()) return false;
    WeightsReader in(bytes);
    if (!read_header(in)) return false;
    read_weights(in);
    return in.ok();
}

/// Sizes and classes; false where the arrays could not be used as the kernels need them.
bool Encoder::read_header(WeightsReader& in) {
    width_ = in.number(), arc_width_ = in.number(), table_width_ = in.number();
    const int layer_count = in.number();
    table_kinds_ = in.text();
    const auto between = [](int value, int least, int most) { return value >= least && value <= most; };
    if (!in.ok() || width_ % 32 || !between(width_, 32, 512) || arc_width_ % 16 || !between(arc_width_, 16, 512) ||
        table_width_ % 4 || !between(table_width_, 4, 512) || !between(layer_count, 1, 32) ||
        !between(static_cast<int>(table_kinds_.size()), 1, 16))
        return false;
    for (std::size_t t = 0; t < table_kinds_.size(); ++t) table_sizes_.push_back(in.number());
    for (int l = 0; l < layer_count; ++l) dilations_.push_back(in.number());
    for (int l = 0; l <= layer_count; ++l) inverses_.push_back(in.one<float>());
    tag_class_ = classes(in.texts(), tag_names), dep_class_ = classes(in.texts(), dep_names);
    name_classes_ = in.texts(), upos_classes_ = in.texts(), feats_classes_ = in.texts();
    label_count_ = static_cast<int>(dep_class_.size()), labels_padded_ = (label_count_ + 15) / 16 * 16;
    root_class_ = static_cast<int>(std::find(dep_class_.begin(), dep_class_.end(), static_cast<int>(Dep::root)) -
                                   dep_class_.begin());
    labels_at_ = in.number(), tags_at_ = in.number(), names_at_ = in.number(), upos_at_ = in.number();
    feats_at_ = in.number(), core_outputs_ = in.number(), heads_.outputs = in.number();
    const auto fits = [&](int at, std::size_t count, int most) {
        return at >= 0 && count > 0 && at <= most && count <= static_cast<std::size_t>(most - at);
    };
    return in.ok() && label_count_ <= 128 && root_class_ < label_count_ && heads_.outputs % 64 == 0 &&
           core_outputs_ % 64 == 0 && core_outputs_ <= heads_.outputs && heads_.outputs <= 4096 &&
           fits(0, 4 * static_cast<std::size_t>(arc_width_), labels_at_) &&
           fits(labels_at_, 2 * static_cast<std::size_t>(label_count_), core_outputs_) &&
           fits(tags_at_, tag_class_.size(), core_outputs_) && fits(names_at_, name_classes_.size(), core_outputs_) &&
           fits(upos_at_, upos_classes_.size(), heads_.outputs) &&
           fits(feats_at_, feats_classes_.size(), heads_.outputs) &&
           std::all_of(table_sizes_.begin(), table_sizes_.end(), [&](int s) { return between(s, 1, 1 << 20); }) &&
           std::all_of(dilations_.begin(), dilations_.end(), [&](int d) { return between(d, 1, widest_dilation); });
}

void Encoder::read_weights(WeightsReader& in) {
    const auto w = static_cast<std::size_t>(width_), a = static_cast<std::size_t>(arc_width_);
    for (int size : table_sizes_)
        tables_.push_back(in.array<std::int8_t>(static_cast<std::size_t>(size) * table_width_));
    mix_ = in.linear(static_cast<int>(table_kinds_.size()) * table_width_, 2 * width_);
    gain0_ = in.array<float>(w), beta0_ = in.array<float>(w), root_ = in.array<float>(w);
    for (std::size_t l = 0; l < dilations_.size(); ++l) {
        Layer layer{dilations_[l], inverses_[l], in.linear(3 * width_, 2 * width_), nullptr, nullptr};
        layer.gain = in.array<float>(w), layer.beta = in.array<float>(w);
        layers_.push_back(layer);
    }
    gain_last_ = in.array<float>(w), beta_last_ = in.array<float>(w);
    heads_ = in.linear(width_, heads_.outputs);
    u_ = in.array<float>(a), distance_ = in.array<float>(24);
    label_product_ = in.array<float>(a * static_cast<std::size_t>(labels_padded_));
}

}  // namespace dragoman::annotation
