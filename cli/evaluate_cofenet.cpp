// dragoman evaluate cofenet: sources, cues and contents of attributions, scored by exact borders.
#include <fstream>
#include <iostream>
#include <memory>

#include "annotation/annotation.h"
#include "commands.h"
#include "evaluate/cofenet.h"
#include "findings/lexicon.h"
#include "input.h"
#include "knowledge/knowledge.h"
#include "record/scalars.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string segments, predictions;
};

std::string quoted(std::string_view text) {
    std::string out;
    record::append_json_string(out, text);
    return out;
}

/// A segment in the form it came in, with the labels found.
void write_segment(std::ostream& out, const evaluate::GivenArticle& article,
                   const evaluate::GivenArticle::Segment& segment, const std::vector<int>& labels) {
    const auto list = [&](const char* name, auto text_of) {
        out << ", \"" << name << "\": [";
        for (std::size_t w = 0; w < labels.size(); ++w) out << (w ? ", " : "") << quoted(text_of(w));
        out << "]";
    };
    out << "{\"id\": " << quoted(article.id);
    list("tokens", [&](std::size_t w) { return article.word(static_cast<std::size_t>(segment.first) + w); });
    list("labels", [&](std::size_t w) { return evaluate::attribution_labels[labels[w]]; });
    out << "}\n";
}

int run(const Options& o) {
    const auto bytes = read_input(o.segments);
    if (!bytes) return complain(bytes.error()), 2;
    const auto articles = evaluate::read_cofenet(*bytes, o.segments);
    if (!articles) return complain(articles.error()), 2;
    std::ofstream predictions;
    if (!o.predictions.empty() && (predictions.open(o.predictions, std::ios::binary), !predictions))
        return complain({"cannot be written", o.predictions, ""}), 2;
    const Knowledge knowledge = Knowledge::embedded();
    const auto encoder = annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    const auto labeller = findings::AttributionModel::load(embedded_model("attributions.bin"));
    if (!encoder.usable() || !labeller.usable())
        return complain({"the weights are damaged", "this program", "Build or install it anew."}), 2;
    const auto cues = findings::build_statements(knowledge);
    evaluate::SpanScore score;
    for (const auto& article : *articles) {
        const Text text = text::prepare(article.text);
        const Annotation tree = annotation::annotate(text, encoder, {.states = true});
        const auto labels = evaluate::labels_of(
            article, text, findings::find_attributions(text, tree, *cues, labeller, findings::paragraphs_of(text)));
        for (std::size_t s = 0; s < labels.size(); ++s) {
            score.add(article.segments[s].labels, labels[s]);
            if (predictions.is_open()) write_segment(predictions, article, article.segments[s], labels[s]);
        }
    }
    std::cout << score.table();
    std::cout.flush(), predictions.flush();
    if (!std::cout || (predictions.is_open() && !predictions)) return complain({"cannot be written", "output", ""}), 2;
    return 0;
}

}  // namespace

void add_evaluate_cofenet(Commands& commands, CLI::App& evaluate) {
    auto options = std::make_shared<Options>();
    auto* command = evaluate.add_subcommand("cofenet", "Find sources, cues and contents of attributions; exact F1");
    command
        ->add_option("SEGMENTS", options->segments,
                     "PolNeAR in CofeNet's form: a line of JSON for each segment with id, tokens and labels\n"
                     "(O, B- and I- of source, cue, content; all O where left out); - for standard input")
        ->required();
    command->add_option("--predictions", options->predictions, "Write the segments with the labels found")
        ->type_name("OUT.jsonl");
    command->footer(
        "An attribution is anything said, thought, felt, wanted or planned by somebody: more than a statement of the\n"
        "record. Segments that stand together under one id are read as paragraphs of one article. A span is right\n"
        "when its part and both borders are.\n\n"
        "Example:\n  dragoman evaluate cofenet tests/segments.jsonl");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

}  // namespace dragoman::cli
