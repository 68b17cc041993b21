// What is known of each marked target, for train.py.
//
//     dragoman_tone_dump [--names] SENTENCES.jsonl > FEATURES.jsonl
//
// SENTENCES as `dragoman evaluate tone` reads them. A line for each target, in their order: its features as hashes (as
// names with
// --names), and its tone where it is told.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "../dump.h"
#include "dragoman/engine.h"
#include "evaluate/toned.h"
#include "knowledge/knowledge.h"
#include "stages.h"
#include "story/story.h"

using namespace dragoman;
using namespace dragoman::findings;

int main(int count, char** arguments) {
    bool names = false;
    const Engine engine = Engine::load();
    const auto lexicon = Lexicon::build(Knowledge::embedded());
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--names") {
            names = true;
            continue;
        }
        std::ifstream file(argument, std::ios::binary);
        const std::string bytes(std::istreambuf_iterator<char>(file), {});
        const auto sentences = evaluate::read_toned(bytes, argument);
        if (!sentences) return std::cerr << sentences.error().what << " " << sentences.error().where << "\n", 2;
        for (const evaluate::TonedSentence& sentence : *sentences) {
            Story story;
            story.text = sentence.text;
            const Stages s = engine.read_stages(story);
            const Document document{s.text, s.annotation, s.mentions, story.published};
            const ToneReader reader(document, lexicon, s.findings);
            for (const auto& target : sentence.targets) {
                std::cout << "{\"tone\":" << (target.tone ? static_cast<int>(*target.tone) : -1) << ",\"f\":";
                train::print_features(names, [&](FeatureSink& sink) {
                    if (const ToneTarget found = reader.target_at(target.bytes); !found.tokens.empty())
                        reader.features(found, sink);
                });
                std::cout << "}\n";
            }
        }
    }
}
