// What is known of each word that may tell of an act, for tools/train/events/acts.py.
//
//     dragoman_act_dump [--names] [--asked FILE.tsv] STORY.json… > FILE.jsonl
//
// One story a line: its entities, its words ([begin, end) in code points, head, sentence), the candidates with features
// as hashes (as names with --names) and the encoder's states in hex. With --asked (lines of story, token, type) instead
// one line an act: who may be its sides, with features.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "annotation/annotation.h"
#include "dragoman/engine.h"
#include "evaluate/key.h"
#include "findings/events/acts.h"
#include "findings/lexicon.h"
#include "knowledge/knowledge.h"
#include "../dump.h"
#include "stages.h"
#include "story/story.h"

namespace {

using namespace dragoman;
using namespace dragoman::findings;
using namespace dragoman::train;

struct Options {
    bool names = false;
    bool only_asked = false;
    std::map<std::string, std::vector<std::pair<int, std::string>>> asked;  ///< story → tokens and types

    /// Lines of story, token and type with tabs between: whose sides are wanted.
    void read_asked(const char* path) {
        only_asked = true;
        std::ifstream file(path);
        std::string story, token, type;
        while (std::getline(file, story, '\t') && std::getline(file, token, '\t') && std::getline(file, type))
            asked[story].emplace_back(std::stoi(token), type);
    }
};

void print_proposals(const Candidate& c) {
    std::cout << "[";
    for (std::size_t i = 0; i < c.proposals.size(); ++i) {
        const Proposal& p = c.proposals[i];
        std::cout << (i ? "," : "") << "{\"type\":" << quoted(p.frame->type) << ",\"met\":" << p.met
                  << ",\"pol\":" << p.political << ",\"actors\":";
        print_ids(p.sides.actors), std::cout << ",\"recipients\":", print_ids(p.sides.recipients), std::cout << "}";
    }
    std::cout << "]";
}

void dump_sides(const Options& options, const Story& story, const EventReading& reading) {
    const auto asked = options.asked.find(story.id);
    if (asked == options.asked.end()) return;
    for (const auto& [token, type] : asked->second) {
        const Candidate c = candidate_at(reading, token);
        const auto proposal = std::find_if(c.proposals.begin(), c.proposals.end(),
                                           [&, &type = type](const Proposal& p) { return p.frame->type == type; });
        std::cout << "{\"story\":" << quoted(story.id) << ",\"t\":" << token << ",\"type\":" << quoted(type)
                  << ",\"sides\":[";
        bool first = true;
        for (const SideCandidate& side : side_candidates(reading, token)) {
            std::cout << (first ? "" : ",") << "{\"e\":" << side.entity << ",\"head\":" << side.head << ",\"f\":";
            first = false;
            print_features(options.names, [&, &type = type](FeatureSink& sink) {
                side_features(reading, c.trigger, type, proposal == c.proposals.end() ? nullptr : &*proposal, side,
                              sink);
            });
            std::cout << "}";
        }
        std::cout << "]}\n";
    }
}

void dump(const Story& story, const Engine& engine, const Lexicon& lexicon, const Options& options) {
    Stages s = engine.read_stages(story);
    const Document document{s.text, s.annotation, s.mentions, story.published};
    const EventReading reading(document, *lexicon.indexes().events, s.findings);
    if (options.only_asked) return dump_sides(options, story, reading);
    const Annotation& tree = s.annotation;
    const auto at = code_points(s.text.body);
    const auto candidates = candidates_of(reading);
    std::vector<const Candidate*> of_token(tree.tag.size(), nullptr);
    for (const Candidate& c : candidates) of_token[c.trigger.token] = &c;
    std::cout << "{\"story\":" << quoted(story.id) << ",\"entities\":[";
    for (std::size_t i = 0; i < s.mentions.entities.size(); ++i) {
        const EntityInfo& e = s.mentions.entities[i];
        std::cout << (i ? "," : "") << "{\"name\":" << quoted(e.name) << ",\"country\":" << quoted(e.country)
                  << ",\"type\":" << static_cast<int>(e.type) << ",\"mentions\":[";
        for (std::size_t m = 0; m < e.mentions.size(); ++m) {
            const Span span = s.mentions.mentions[e.mentions[m]].span;
            std::cout << (m ? "," : "") << "[" << at[span.begin] << "," << at[span.end] << "]";
        }
        std::cout << "]}";
    }
    std::cout << "],\"words\":[";
    for (int t = 0; t < tree.size(); ++t) {
        const Span span = s.text.span(TokenRange{t, t + 1});
        std::cout << (t ? "," : "") << "[" << at[span.begin] << "," << at[span.end] << "," << tree.head[t] << ","
                  << s.text.sentence_of(t) << "]";
    }
    std::cout << "],\"candidates\":[";
    bool first = true;
    for (const Candidate& c : candidates) {
        const int t = c.trigger.token;
        std::cout << (first ? "" : ",") << "{\"t\":" << t << ",\"lemma\":" << quoted(tree.lemma(t))
                  << ",\"fires\":" << c.fires << ",\"proposals\":";
        first = false;
        print_proposals(c);
        std::cout << ",\"f\":";
        print_features(options.names, [&](FeatureSink& sink) { act_features(reading, c, of_token, sink); });
        static constexpr char digits[] = "0123456789abcdef";
        std::string state;
        for (int k = 0; k < tree.state_width; ++k)
            state += digits[tree.state(t)[k] >> 4], state += digits[tree.state(t)[k] & 15];
        std::cout << ",\"s\":\"" << state << "\"";
        std::cout << "}";
    }
    std::cout << "]}\n";
}

}  // namespace

int main(int count, char** arguments) {
    Options options;
    const Engine engine = Engine::load();
    const auto lexicon = Lexicon::build(Knowledge::embedded());
    for (int i = 1; i < count; ++i) {
        const std::string argument = arguments[i];
        if (argument == "--names") {
            options.names = true;
        } else if (argument == "--asked") {
            options.read_asked(arguments[++i]);
        } else {
            if (!each_story(argument, [&](const Story& story) { dump(story, engine, lexicon, options); })) return 2;
        }
    }
}
