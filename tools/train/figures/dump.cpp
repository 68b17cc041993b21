// What is known of each figure, of the phrases that may be what it measures and of the times that may be its period,
// for tools/train/figures/figures.py.
//
//     dragoman_figure_dump [--names] STORY.json… > FILE.jsonl
//
// One story a line: its figures as the rules alone read them, with features as hashes (as names with --names). Places
// are [begin, end) in code points.
#include <fstream>
#include <iostream>
#include <iterator>

#include "dragoman/engine.h"
#include "findings/figures/choice.h"
#include "findings/lexicon.h"
#include "knowledge/knowledge.h"
#include "../dump.h"
#include "stages.h"
#include "story/story.h"

namespace {

using namespace dragoman;
using namespace dragoman::findings;
using namespace dragoman::train;

class Dump {
public:
    Dump(const Story& story, const Engine& engine, const Lexicon& lexicon, bool names)
        : story_(story),
          names_(names),
          s_(engine.read_stages(story)),
          document_{s_.text, s_.annotation, s_.mentions, story.published},
          lexicon_(*lexicon.indexes().figures),
          at_(code_points(story.text)) {
        s_.findings.figures.clear();
        FigureReadings all = read_figures(document_, lexicon_, s_.findings);
        s_.findings.figures = std::move(all.figures), left_out_ = std::move(all.left_out);
    }

    void print() const {
        const Measured measured(document_, lexicon_, s_.findings);
        const Periods periods(document_, lexicon_, s_.findings);
        std::cout << "{\"story\":" << quoted(story_.id) << ",\"sentences\":[";
        for (std::size_t i = 0; i < s_.text.sentences.size(); ++i) {
            if (i) std::cout << ",";
            place(s_.text.sentences[i].tokens);
        }
        std::cout << "],\"figures\":[";
        bool first = true;
        for (const FigureView& view : figure_views(document_, lexicon_, s_.findings, left_out_)) {
            std::cout << (first ? "" : ","), first = false;
            one(view, measured, periods);
        }
        std::cout << "]";
        std::cout << "}\n";
    }

private:
    void place(TokenRange tokens) const {
        const Span span = s_.text.span(tokens);
        const auto at = [&](int byte) {
            return at_[std::min(static_cast<std::size_t>(s_.text.input_offset(byte)), at_.size() - 1)];
        };
        std::cout << "[" << at(span.begin) << "," << at(span.end) << "]";
    }

    void one(const FigureView& view, const Measured& measured, const Periods& periods) const {
        const findings::Figure& f = view.figure();
        std::cout << "{\"at\":", place(view.amount().tokens);
        std::cout << ",\"left\":" << view.left_out << ",\"value\":" << (f.value ? std::to_string(*f.value) : "null")
                  << ",\"unit\":" << quoted(f.unit) << ",\"dimension\":" << quoted(f.dimension)
                  << ",\"role\":" << quoted(f.role) << ",\"direction\":" << quoted(f.direction)
                  << ",\"period\":" << quoted(f.period) << ",\"f\":";
        print_features(names_, [&](FeatureSink& sink) { role_features(view, sink); });
        std::cout << ",\"of\":[";
        bool first = true;
        for (const OfCandidate& c : of_candidates(view, measured)) {
            std::cout << (first ? "{\"at\":" : ",{\"at\":"), first = false;
            place(c.tokens);
            std::cout << ",\"rule\":" << (c.sources & 1) << ",\"f\":";
            print_features(names_, [&](FeatureSink& sink) { of_features(view, c, sink); });
            std::cout << "}";
        }
        std::cout << "],\"periods\":[", first = true;
        for (const PeriodCandidate& c : period_candidates(view, periods)) {
            std::cout << (first ? "{" : ",{"), first = false;
            std::cout << "\"value\":" << quoted(c.value) << ",\"ruled\":" << c.ruled;
            if (c.time >= 0) std::cout << ",\"at\":", place(s_.mentions.times[static_cast<std::size_t>(c.time)].tokens);
            std::cout << ",\"f\":";
            print_features(names_, [&](FeatureSink& sink) { period_features(view, c, sink); });
            std::cout << "}";
        }
        std::cout << "]}";
    }

    const Story& story_;
    const bool names_;
    Stages s_;
    const Document document_;
    const FigureLexicon& lexicon_;
    const std::vector<int> at_;
    std::vector<bool> left_out_;
};

}  // namespace

int main(int count, char** arguments) {
    const Engine engine = Engine::load();
    const auto lexicon = Lexicon::build(Knowledge::embedded());
    bool names = false;
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--names") {
            names = true;
            continue;
        }
        if (!each_story(argument, [&](const Story& story) { Dump(story, engine, lexicon, names).print(); })) return 2;
    }
}
