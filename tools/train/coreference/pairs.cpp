// Pronouns of the third person and what they may mean, for training: dragoman_pairs FILE…
// A line a pronoun: file, token, class, features of "none", then for every antecedent
// token:joined:entity:features. Files are plain text or CoNLL-U, as for dragoman parse.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "annotation/conllu.h"
#include "mentions/entities/coreference.h"
#include "mentions/parts.h"

using namespace dragoman;
using namespace dragoman::mentions;

namespace {

void print_pronoun(const std::string& file, const Anaphor& pronoun, const std::vector<Weighed>& all) {
    Features features;
    features_of_none(pronoun, features);
    std::string line =
        fmt::format("{}\t{}\t{}\t{}", file, pronoun.token, static_cast<int>(pronoun.sort), fmt::join(features, ","));
    for (const Weighed& w : all) {
        features_of(pronoun, w.antecedent, features);
        line += fmt::format("\t{}:{}:{}:{}", w.antecedent.token, w.entities.size() > 1 ? 1 : 0,
                            w.entities.empty() ? -1 - w.chain : w.entities[0], fmt::join(features, ","));
    }
    std::cout << line << "\n";
}

void read(const std::string& file, const Text& text, const annotation::Model& model, const Lexicon& lexicon) {
    const Annotation annotation = annotation::annotate(text, model);
    Mentions found;
    const std::size_t tokens = text.tokens.size();
    found.mention_of_head.assign(tokens, -1);
    find_times(text, annotation, "", DocumentType::news, lexicon, found);
    found.time_of_token.assign(tokens, -1);
    for (int i = 0; i < static_cast<int>(found.times.size()); ++i)
        for (int t = found.times[i].tokens.begin; t < found.times[i].tokens.end; ++t) found.time_of_token[t] = i;
    find_amounts(text, annotation, lexicon, found);
    found.amount_of_token.assign(tokens, -1);
    for (int i = 0; i < static_cast<int>(found.amounts.size()); ++i)
        for (int t = found.amounts[i].tokens.begin; t < found.amounts[i].tokens.end; ++t) found.amount_of_token[t] = i;
    Reading reading(text, annotation, "", *lexicon.indexes().gazetteer, *lexicon.indexes().referring, found);
    find_dateline(reading);
    find_names(reading);
    find_phrases(reading);
    describe_phrases(reading);
    Joiner(reading, [&](const Anaphor& a, const std::vector<Weighed>& all) { print_pronoun(file, a, all); }).join();
}

}  // namespace

int main(int argc, char** argv) {
    const Knowledge knowledge = Knowledge::embedded();
    const auto model = annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    const Lexicon lexicon = Lexicon::build(knowledge);
    std::cout << fmt::format("features\t{}\n", fmt::join(feature_names(), "\t"));
    for (int i = 1; i < argc; ++i) {
        std::ifstream in(argv[i]);
        std::stringstream bytes;
        bytes << in.rdbuf();
        if (!annotation::is_conllu(bytes.str())) {
            read(argv[i], text::prepare(bytes.str()), model, lexicon);
        } else if (const auto given = annotation::read_conllu(bytes.str(), argv[i])) {
            read(argv[i], given->text, model, lexicon);
        }
    }
}
