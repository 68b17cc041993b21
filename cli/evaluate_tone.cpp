// dragoman evaluate tone: how sentences speak of marked targets.
#include <fstream>
#include <iostream>
#include <memory>

#include "commands.h"
#include "dragoman/engine.h"
#include "evaluate/toned.h"
#include "findings/lexicon.h"
#include "findings/tone/tone.h"
#include "input.h"
#include "knowledge/knowledge.h"
#include "stages.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string sentences, predictions;
    int every = 1;
};

int run(const Options& o) {
    const auto bytes = read_input(o.sentences);
    if (!bytes) return complain(bytes.error()), 2;
    const auto sentences = evaluate::read_toned(*bytes, o.sentences);
    if (!sentences) return complain(sentences.error()), 2;
    std::ofstream file;
    if (!o.predictions.empty() && (file.open(o.predictions, std::ios::binary), !file))
        return complain({"cannot be written", o.predictions, ""}), 2;
    const Engine engine = Engine::load();
    const auto lexicon = findings::Lexicon::build(Knowledge::embedded());
    const auto model = findings::load_tone_model(embedded_model("tone.bin"));
    if (!model.usable()) return complain({"the weights are damaged", "this program", "Build or install it anew."}), 2;
    evaluate::ToneScore score;
    for (std::size_t i = 0; i < sentences->size(); i += static_cast<std::size_t>(o.every)) {
        const evaluate::TonedSentence& sentence = (*sentences)[i];
        Story story;
        story.text = sentence.text;
        const Stages s = engine.read_stages(story);
        const findings::Document document{s.text, s.annotation, s.mentions, story.published};
        const findings::ToneReader reader(document, lexicon, s.findings);
        for (std::size_t k = 0; k < sentence.targets.size(); ++k) {
            const findings::ToneTarget target = reader.target_at(sentence.targets[k].bytes);
            const findings::Tone tone =
                target.tokens.empty() ? findings::Tone::neutral : reader.read(target, model).tone;
            if (sentence.targets[k].tone) score.add(*sentence.targets[k].tone, tone);
            if (!o.predictions.empty())
                file << "{\"sentence\":" << i << ",\"target\":" << k << ",\"tone\":\""
                     << findings::tone_names[static_cast<std::size_t>(tone)] << "\"}\n";
        }
    }
    if (!o.predictions.empty() && (file.flush(), !file)) return complain({"cannot be written", o.predictions, ""}), 2;
    if (!score.empty()) std::cout << score.table();
    return 0;
}

}  // namespace

void add_evaluate_tone(Commands& commands, CLI::App& evaluate) {
    auto options = std::make_shared<Options>();
    auto* command = evaluate.add_subcommand("tone", "Tell how sentences speak of marked targets, and score it");
    command
        ->add_option(
            "SENTENCES", options->sentences,
            "JSON lines with text (or sentence_normalized, as in NewsMTSC) and targets, each with from and to in\n"
            "code points and, to be scored, polarity (2, 4, 6) or tone; - for standard input")
        ->required();
    command->add_option("--every", options->every, "Only every Nth sentence, beginning with the first")
        ->check(CLI::PositiveNumber);
    command
        ->add_option("--predictions", options->predictions,
                     "Write a line for each target: number of its sentence and of itself, from 0, and its tone")
        ->type_name("OUT.jsonl");
    command->footer(
        "Prints precision, recall and F1 of each tone, accuracy and macro-F1.\n\n"
        "Example:\n  dragoman evaluate tone tests/toned.jsonl");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
