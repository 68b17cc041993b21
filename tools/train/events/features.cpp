// The features of marked pairs, for tools/train/events/train.py.
// usage: dragoman_pair_features [--found] IN.tsv > OUT.tsv
// IN as `dragoman evaluate plv` reads it; OUT: sentence_id, then the names of the features, with tabs between.
// With --found of the pair that the strongest event is between, found without the marks; its type (empty: no event)
// stands before them.
#include <fstream>
#include <iostream>
#include <iterator>

#include "evaluate/marked.h"
#include "findings/attributions/attributions.h"
#include "findings/events/acts.h"
#include "findings/lexicon.h"
#include "findings/tellings/tellings.h"
#include "knowledge/knowledge.h"

int main(int count, char** arguments) {
    using namespace dragoman;
    const bool found = count == 3 && std::string_view(arguments[1]) == "--found";
    if (count != 2 + found) return std::cerr << "usage: dragoman_pair_features [--found] IN.tsv\n", 2;
    std::ifstream file(arguments[count - 1], std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    const auto sentences = evaluate::read_marked(bytes, arguments[count - 1]);
    if (!sentences) return std::cerr << sentences.error().message() << "\n", 2;
    const Engine engine = Engine::load();
    const auto lexicon = findings::Lexicon::build(Knowledge::embedded());
    const auto acts = findings::EventModel::load(embedded_model("event_acts.bin"));
    const auto cues = findings::build_statements(Knowledge::embedded());
    const auto tellings = findings::TellingModel::load(embedded_model("tellings.bin"));
    for (const auto& sentence : *sentences) {
        Story story;
        story.text = sentence.text;
        const Stages s = engine.read_stages(story);
        const auto told =
            findings::read_tellings(s.text, s.annotation, *cues, tellings, findings::paragraphs_of(s.text));
        findings::Document document{s.text, s.annotation, s.mentions, {}, nullptr, &acts};
        document.told = &told;
        std::cout << sentence.id;
        const auto strongest = evaluate::strongest(s);
        const auto pair = found ? strongest.tokens : evaluate::tokens_of(s.text, sentence);
        if (found) std::cout << '\t' << strongest.type;
        for (const auto& feature : findings::pair_features(document, lexicon, s.findings, pair))
            std::cout << '\t' << feature;
        std::cout << '\n';
    }
}
