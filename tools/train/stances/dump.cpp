// What is known of each act that may be undertaken and each word that may carry a stance, for train.py.
//
//     dragoman_stance_dump [--names] [--asked FILE.tsv] STORY.json… > FILE.jsonl
//
// One story a line: its entities, its words ([begin, end) in code points, head, sentence), acts and words with features
// as hashes (as names with --names) and what the rules say. With --asked (lines of story, "C" or "S", token, 1 where
// against) instead one line each: who may be bound or hold the stance, and what may head the target, with features.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "dragoman/engine.h"
#include "evaluate/key.h"
#include "findings/commitments/rows.h"
#include "findings/stances/parts.h"
#include "knowledge/knowledge.h"
#include "../dump.h"
#include "stages.h"
#include "story/story.h"

namespace {

using namespace dragoman;
using namespace dragoman::findings;
using namespace dragoman::train;

struct Question {
    std::string kind;
    int token = -1;
    bool against = false;
};

struct Options {
    bool names = false, only_asked = false;
    std::map<std::string, std::vector<Question>> asked;

    void read_asked(const char* path) {
        only_asked = true;
        std::ifstream file(path);
        std::string story, kind, token, against;
        while (std::getline(file, story, '\t') && std::getline(file, kind, '\t') && std::getline(file, token, '\t') &&
               std::getline(file, against))
            asked[story].push_back({kind, std::stoi(token), against == "1"});
    }
};

/// One story as the finders of commitments and stances see it.
struct Seen {
    Seen(const Stages& stages, const Story& story, const Lexicon& lexicon)
        : document{stages.text, stages.annotation, stages.mentions, story.published},
          found(stages.findings),
          commitments(document, *lexicon.indexes().events, *lexicon.indexes().commitments, found),
          stances(document, lexicon, found) {
        found.commitments.clear(), found.stances.clear();
        acts = commitments.candidates(proposed_undertakings(document, lexicon, found));
        stances.propose();
    }
    Document document;
    Findings found;
    CommitmentRows commitments;
    Stances stances;
    std::vector<Undertaking> acts;
};

void dump_parties(const Options& options, const Seen& seen, const Story& story) {
    const auto asked = options.asked.find(story.id);
    if (asked == options.asked.end()) return;
    const EventReading& reading = seen.commitments.reading();
    for (const Question& q : asked->second) {
        std::cout << "{\"story\":" << quoted(story.id) << ",\"kind\":" << quoted(q.kind) << ",\"t\":" << q.token
                  << ",\"parties\":";
        const auto party = [&](const SideCandidate& side, const auto& fill) {
            std::cout << "{\"e\":" << side.entity << ",\"head\":" << side.head << ",\"f\":";
            print_features(options.names, fill), std::cout << "}";
        };
        if (q.kind == "C") {
            const auto u = std::find_if(seen.acts.begin(), seen.acts.end(),
                                        [&](const Undertaking& a) { return a.act == q.token; });
            print_list(seen.commitments.parties(*u), [&](const SideCandidate& side) {
                party(side, [&](FeatureSink& sink) { seen.commitments.party_features(*u, side, sink); });
            });
        } else {
            print_list(seen.stances.parties(reading, q.token), [&](const SideCandidate& side) {
                party(side,
                      [&](FeatureSink& sink) { seen.stances.party_features(reading, q.token, q.against, side, sink); });
            });
            std::cout << ",\"places\":";
            print_list(seen.stances.places(q.token), [&](int head) {
                std::cout << "{\"t\":" << head << ",\"f\":";
                print_features(options.names, [&](FeatureSink& sink) {
                    seen.stances.place_features(reading, q.token, q.against, head, sink);
                });
                std::cout << "}";
            });
        }
        std::cout << "}\n";
    }
}

void print_entity(const EntityInfo& e, const Stages& s, const std::vector<int>& at) {
    std::cout << "{\"name\":" << quoted(e.name) << ",\"country\":" << quoted(e.country)
              << ",\"type\":" << static_cast<int>(e.type) << ",\"mentions\":";
    print_list(e.mentions, [&](int m) {
        const Span span = s.mentions.mentions[m].span;
        std::cout << "[" << at[span.begin] << "," << at[span.end] << "]";
    });
    std::cout << "}";
}

void print_act(const Options& options, const Seen& seen, const Undertaking& u) {
    std::cout << "{\"t\":" << u.act << ",\"head\":" << u.head << ",\"rule\":" << quoted(u.rule)
              << ",\"strength\":" << quoted(u.strength) << ",\"by\":";
    print_ids(u.by), std::cout << ",\"f\":";
    print_features(options.names, [&](FeatureSink& sink) { seen.commitments.features(u, sink); });
    std::cout << "}";
}

void print_word(const Options& options, const Seen& seen, int t) {
    std::cout << "{\"t\":" << t << ",\"rules\":[";
    bool first = true;
    for (const Judgement& j : seen.stances.proposed())
        if (j.at == t) {
            std::cout << (first ? "" : ",") << "{\"against\":" << j.against << ",\"target\":" << j.target
                      << ",\"accused\":" << j.meant << ",\"holder\":";
            print_ids(j.holder), std::cout << "}", first = false;
        }
    std::cout << "],\"f\":";
    print_features(options.names,
                   [&](FeatureSink& sink) { seen.stances.features(seen.commitments.reading(), t, sink); });
    std::cout << "}";
}

void dump(const Story& story, const Engine& engine, const Lexicon& lexicon, const Options& options) {
    const Stages s = engine.read_stages(story);
    const Seen seen(s, story, lexicon);
    if (options.only_asked) return dump_parties(options, seen, story);
    const auto at = code_points(s.text.body);
    const Annotation& tree = s.annotation;
    std::cout << "{\"story\":" << quoted(story.id) << ",\"entities\":";
    print_list(s.mentions.entities, [&](const EntityInfo& e) { print_entity(e, s, at); });
    std::cout << ",\"words\":[";
    for (int t = 0; t < tree.size(); ++t) {
        const Span span = s.text.span(TokenRange{t, t + 1});
        std::cout << (t ? "," : "") << "[" << at[span.begin] << "," << at[span.end] << "," << tree.head[t] << ","
                  << s.text.sentence_of(t) << "]";
    }
    std::cout << "],\"persons\":{";  // who "I" and "we" are
    bool first = true;
    for (int t = 0; t < tree.size(); ++t)
        if (const EntityIds ids = tree.is_pronoun(t) ? actors_of(seen.document, seen.found, t) : EntityIds();
            !ids.empty()) {
            std::cout << (first ? "\"" : ",\"") << t << "\":", first = false;
            print_ids(ids);
        }
    std::cout << "},\"acts\":";
    print_list(seen.acts, [&](const Undertaking& u) { print_act(options, seen, u); });
    std::cout << ",\"stances\":";
    print_list(seen.stances.candidates(), [&](int t) { print_word(options, seen, t); });
    std::cout << "}\n";
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
