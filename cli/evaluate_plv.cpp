// dragoman evaluate plv: the type of the act between two marked actors, and what is found without marks.
#include <fstream>
#include <iostream>
#include <memory>

#include "commands.h"
#include "evaluate/marked.h"
#include "findings/attributions/attributions.h"
#include "findings/events/acts.h"
#include "findings/findings.h"
#include "findings/lexicon.h"
#include "findings/tellings/tellings.h"
#include "input.h"
#include "knowledge/knowledge.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string sentences, predictions;
};

int run(const Options& o) {
    const auto bytes = read_input(o.sentences);
    if (!bytes) return complain(bytes.error()), 2;
    const auto sentences = evaluate::read_marked(*bytes, o.sentences);
    if (!sentences) return complain(sentences.error()), 2;
    std::ofstream file;
    if (!o.predictions.empty() && (file.open(o.predictions, std::ios::binary), !file))
        return complain({"cannot be written", o.predictions, ""}), 2;
    std::ostream& out = o.predictions.empty() ? std::cout : file;
    const Engine engine = Engine::load();
    const auto lexicon = findings::Lexicon::build(Knowledge::embedded());
    const auto model = findings::PairModel::load(embedded_model("event_types.bin"));
    if (!model.usable()) return complain({"the weights are damaged", "this program", "Build or install it anew."}), 2;
    out << "sentence_id\troot\tself_root\tself_source\tself_target\n";
    const auto acts = findings::EventModel::load(embedded_model("event_acts.bin"));
    const auto tellings = findings::TellingModel::load(embedded_model("tellings.bin"));
    const auto cues = findings::build_statements(Knowledge::embedded());
    for (const auto& sentence : *sentences) {
        Story story;
        story.text = sentence.text;
        const Stages s = engine.read_stages(story);
        const auto told =
            findings::read_tellings(s.text, s.annotation, *cues, tellings, findings::paragraphs_of(s.text));
        findings::Document document{s.text, s.annotation, s.mentions, {}, nullptr, &acts};
        document.told = &told;
        const auto scores_of = [&](findings::MarkedPair pair) {
            return model.scores(findings::pair_features(document, lexicon, s.findings, pair));
        };
        const evaluate::FoundPair found = evaluate::strongest(s);
        out << evaluate::field_of(sentence.id) << '\t'
            << findings::best_type(scores_of(evaluate::tokens_of(s.text, sentence))) << '\t'
            << evaluate::type_between(found, scores_of(found.tokens)) << '\t' << evaluate::field_of(found.source)
            << '\t' << evaluate::field_of(found.target) << '\n';
    }
    out.flush();
    if (!out) return complain({"cannot be written", o.predictions, ""}), 2;
    return 0;
}

}  // namespace

void add_evaluate_plv(Commands& commands, CLI::App& evaluate) {
    auto options = std::make_shared<Options>();
    auto* command = evaluate.add_subcommand("plv", "Name the type of the act between two marked actors");
    command
        ->add_option("SENTENCES", options->sentences,
                     "Tab-separated, with the columns sentence_id and marked_sentence (<s>source</s>, <t>target</t>);\n"
                     "other columns are not looked at; - for standard input")
        ->required();
    command->add_option("--predictions", options->predictions, "Write the table there instead of printing it")
        ->type_name("OUT.tsv");
    command->footer(
        "Writes the columns sentence_id, root (type of the act between the marked actors, always named), self_root,\n"
        "self_source and self_target (the strongest event of the sentence read without its marks, its type by the\n"
        "same weights and by what was read; empty when there is none). Types are PLOVER's; YIELD stands for CONCEDE\n"
        "and RETREAT.\n\n"
        "Example:\n  dragoman evaluate plv tests/marked.tsv");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
