// What the labeller of attributions sees of segments in CofeNet's form, for label.py.
//
//     dragoman_attribution_dump [--encoder ENCODER.bin | --chances CHANCES.bin] SEGMENTS.jsonl… > FILE
//
// Without --encoder the one built in reads. --chances writes what the labeller built in says of each given word, to
// teach a smaller one: seven bytes, 15 is certain.
//
// For each article, in native byte order: int32 tokens, state width, facts, given words; states (uint8); neighbours
// (int32, -1 where there is none); first facts (int32, one more than tokens); facts (uint16); labels (uint8);
// paragraphs (int32); each token's given word (int32).
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "evaluate/cofenet.h"
#include "findings/attributions/attributions.h"
#include "findings/attributions/features.h"
#include "findings/lexicon.h"

namespace {

using namespace dragoman;

template <class T>
void put(const std::vector<T>& values) {
    std::fwrite(values.data(), sizeof(T), values.size(), stdout);
}

/// The tokens' labels: words cut by the tokeniser keep their label, B- only at the first part.
std::vector<std::uint8_t> token_labels(const evaluate::GivenArticle& article, const Text& text) {
    std::vector<int> of_word;
    for (const auto& segment : article.segments)
        of_word.insert(of_word.end(), segment.labels.begin(), segment.labels.end());
    std::vector<std::uint8_t> labels;
    int before = -1;
    for (int word : article.word_of_token(text)) {
        const int label = of_word[word];
        labels.push_back(static_cast<std::uint8_t>(word == before && label % 2 == 1 ? label + 1 : label));
        before = word;
    }
    return labels;
}

void dump(const evaluate::GivenArticle& article, const annotation::Model& model,
          const findings::StatementLexicon& cues) {
    const Text text = text::prepare(article.text);
    const Annotation tree = annotation::annotate(text, model, {.states = true});
    const auto features = findings::attribution_features(text, tree, cues, findings::paragraphs_of(text));
    put<std::int32_t>({tree.size(), tree.state_width, static_cast<std::int32_t>(features.facts.size()),
                       static_cast<std::int32_t>(article.words.size())});
    put(tree.states), put(features.neighbours), put(features.first_fact), put(features.facts);
    put(token_labels(article, text));
    std::vector<std::int32_t> paragraph;
    for (const Sentence& s : text.sentences) paragraph.resize(static_cast<std::size_t>(s.tokens.end), s.paragraph);
    put(paragraph);
    put<std::int32_t>(article.word_of_token(text));
}

/// The chances of a given word are those of its first token.
void write_chances(const evaluate::GivenArticle& article, const annotation::Model& encoder,
                   const findings::StatementLexicon& cues, const findings::AttributionModel& labeller,
                   std::FILE* file) {
    const Text text = text::prepare(article.text);
    const Annotation tree = annotation::annotate(text, encoder, {.states = true});
    const auto chances = findings::attribution_chances(text, tree, cues, labeller);
    std::vector<std::uint8_t> bytes(article.words.size() * 7);
    const auto word_of = article.word_of_token(text);
    for (std::size_t t = chances.size(); t-- > 0;)
        for (int l = 0; l < 7; ++l)
            bytes[static_cast<std::size_t>(word_of[t]) * 7 + l] = static_cast<std::uint8_t>(15 * chances[t][l] + 0.5);
    std::fwrite(bytes.data(), 1, bytes.size(), file);
}

std::string contents(const char* path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

int main(int argc, char** argv) {
    const Knowledge knowledge = Knowledge::embedded();
    int first = 1;
    std::vector<char> given;  // weights begin at a multiple of 64 bytes
    std::string_view weights = embedded_model("encoder.bin");
    if (argc > 2 && std::string_view(argv[1]) == "--encoder") {
        const std::string bytes = contents(argv[2]);
        given.resize(bytes.size() + 64);
        char* begin = given.data() + (64 - reinterpret_cast<std::uintptr_t>(given.data()) % 64);
        std::copy(bytes.begin(), bytes.end(), begin);
        weights = {begin, bytes.size()}, first = 3;
    }
    const auto model = annotation::Model::load(weights, knowledge.table("lemmas"));
    if (!model.usable()) return std::fprintf(stderr, "no weights of an encoder\n"), 2;
    const auto cues = findings::build_statements(knowledge);
    const auto labeller = findings::AttributionModel::load(embedded_model("attributions.bin"));
    std::FILE* chances = nullptr;
    if (argc > 2 && std::string_view(argv[1]) == "--chances")
        if (first = 3, chances = std::fopen(argv[2], "wb"); !chances)
            return std::fprintf(stderr, "%s: cannot be written\n", argv[2]), 2;
    for (int i = first; i < argc; ++i) {
        const auto articles = evaluate::read_cofenet(contents(argv[i]), argv[i]);
        if (!articles) return std::fprintf(stderr, "%s\n", articles.error().message().c_str()), 2;
        for (const auto& article : *articles) {
            dump(article, model, *cues);
            if (chances) write_chances(article, model, *cues, labeller, chances);
        }
    }
    if (chances && std::fclose(chances) != 0) return std::fprintf(stderr, "%s: cannot be written\n", argv[2]), 2;
}
