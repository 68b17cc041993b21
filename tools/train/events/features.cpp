// The features of marked pairs, for tools/train/events/train.py.  usage: dragoman_pair_features IN.tsv > OUT.tsv
// IN as `dragoman evaluate plv` reads it; OUT: sentence_id, then the names of the features, with tabs between.
#include <fstream>
#include <iostream>
#include <iterator>

#include "evaluate/marked.h"
#include "findings/events/acts.h"
#include "knowledge/knowledge.h"

int main(int count, char** arguments) {
    using namespace dragoman;
    if (count != 2) return std::cerr << "usage: dragoman_pair_features IN.tsv\n", 2;
    std::ifstream file(arguments[1], std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const auto sentences = evaluate::read_marked(bytes, arguments[1]);
    if (!sentences) return std::cerr << sentences.error().message() << "\n", 2;
    const Engine engine = Engine::load();
    const auto lexicon = findings::Lexicon::build(Knowledge::embedded());
    const auto acts = findings::EventModel::load(embedded_model("event_acts.bin"));
    for (const auto& sentence : *sentences) {
        Story story;
        story.text = sentence.text;
        const Stages s = engine.read_stages(story);
        const findings::Document document{s.text, s.annotation, s.mentions, {}, nullptr, &acts};
        std::cout << sentence.id;
        for (const auto& feature :
             findings::pair_features(document, lexicon, s.findings, evaluate::tokens_of(s.text, sentence)))
            std::cout << '\t' << feature;
        std::cout << '\n';
    }
}
