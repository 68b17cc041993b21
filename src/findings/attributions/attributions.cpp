#include "findings/attributions/attributions.h"

#include <algorithm>

#include "annotation/encoder/weights.h"
#include "findings/attributions/chains.h"
#include "findings/net/trunk.h"

namespace dragoman::findings {

using annotation::Kernels;

struct AttributionModel::Weights {
    bool usable = false;
    std::string version;
    Trunk trunk;
    Chain chain;

    bool read(std::string_view bytes);
};

bool AttributionModel::Weights::read(std::string_view bytes) {
    version = annotation::sealed_version(bytes, "DRAGATT1");
    if (version.empty()) return false;
    annotation::WeightsReader in(bytes);
    if (!trunk.read_sizes(in) || !trunk.read(in, chain_labels)) return false;
    const float* steps = in.array<float>(chain_labels * chain_labels);
    const float* starts = in.array<float>(chain_labels);
    chain.read(steps, starts, in.array<float>(chain_labels));
    return in.ok();
}

AttributionModel::AttributionModel(std::unique_ptr<Weights> weights) : weights_(std::move(weights)) {}
AttributionModel::AttributionModel(AttributionModel&&) noexcept = default;
AttributionModel& AttributionModel::operator=(AttributionModel&&) noexcept = default;
AttributionModel::~AttributionModel() = default;

AttributionModel AttributionModel::load(std::string_view bytes) {
    auto weights = std::make_unique<Weights>();
    weights->usable = weights->read(bytes);
    return AttributionModel(std::move(weights));
}

bool AttributionModel::usable() const { return weights_->usable; }
const std::string& AttributionModel::version() const { return weights_->version; }

namespace {

bool is_mark(const Text& text, int token, std::initializer_list<std::string_view> marks) {
    return std::find(marks.begin(), marks.end(), text.word(token)) != marks.end();
}

/// "“Go home,” when he refused": a comma inside the closing mark ends what is quoted; what follows without another
/// quotation is the teller's. Of 2,250 contents of PolNeAR's training articles that begin so, 26 go on.
int end_of_speech(const Text& text, TokenRange content) {
    if (!is_mark(text, content.begin, {"“", "\"", "``", "''"})) return content.end;
    int end = -1;
    for (int t = content.begin + 2; t < content.end; ++t) {
        if (end >= 0 && is_mark(text, t, {"“", "\"", "``", "''", "”"})) return content.end;
        if (end < 0 && is_mark(text, t, {"”", "\"", "''"})) {
            if (text.word(t - 1) != ",") return content.end;
            end = t + 1;
        }
    }
    return end < 0 ? content.end : end;
}

/// `each(paragraph, chains)` for every paragraph that is read, in order.
template <class Each>
void each_chains(const Text& text, const Annotation& tree, const StatementLexicon& lexicon,
                 const AttributionModel& model, const std::vector<TokenRange>& paragraphs, const Kernels* kernels,
                 const Each& each) {
    if (!model.usable()) return;
    const AttributionModel::Weights& with = model.weights();
    each_paragraph(text, tree, lexicon, with.trunk, paragraphs, kernels,
                   [&](TokenRange paragraph, const float* scores) {
                       each(paragraph, Chains(with.chain, scores, paragraph.size()));
                   });
}

}  // namespace

std::vector<TokenRange> paragraphs_of(const Text& text) {
    std::vector<TokenRange> paragraphs;
    int last = -1;
    for (const Sentence& sentence : text.sentences) {
        if (sentence.tokens.empty()) continue;
        if (paragraphs.empty() || sentence.paragraph != last) paragraphs.push_back(sentence.tokens);
        paragraphs.back().end = sentence.tokens.end, last = sentence.paragraph;
    }
    return paragraphs;
}

std::vector<AttributionSpan> find_attributions(const Text& text, const Annotation& tree,
                                               const StatementLexicon& lexicon, const AttributionModel& model,
                                               const std::vector<TokenRange>& paragraphs, const Kernels* kernels) {
    std::vector<AttributionSpan> spans;
    each_chains(text, tree, lexicon, model, paragraphs, kernels, [&](TokenRange paragraph, const Chains& chains) {
        for (AttributionSpan span : chains.best_spans()) {
            span.tokens.begin += paragraph.begin, span.tokens.end += paragraph.begin;
            if (span.part == AttributionPart::content) span.tokens.end = end_of_speech(text, span.tokens);
            spans.push_back(span);
        }
    });
    return spans;
}

std::vector<std::array<double, 7>> attribution_chances(const Text& text, const Annotation& tree,
                                                       const StatementLexicon& lexicon, const AttributionModel& model) {
    std::vector<std::array<double, 7>> all(static_cast<std::size_t>(tree.size()), {1});
    each_chains(text, tree, lexicon, model, paragraphs_of(text), nullptr,
                [&](TokenRange paragraph, const Chains& chains) {
                    const auto rows = chains.chances();
                    std::copy(rows.begin(), rows.end(), all.begin() + paragraph.begin);
                });
    return all;
}

}  // namespace dragoman::findings
