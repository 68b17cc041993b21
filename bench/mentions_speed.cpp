// How fast the grammars of times and of amounts read, text and trees given, on one core.
//
//     dragoman_mentions_speed STORIES.jsonl [N]      the first N stories (300); processor time, best of five
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <string>
#include <vector>

#include "annotation/annotation.h"
#include "knowledge/knowledge.h"
#include "mentions/mentions.h"
#include "mentions/parts.h"
#include "story/story.h"
#include "text/text.h"

namespace {

double processor_seconds() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

}  // namespace

int main(int argc, char** argv) {
    using namespace dragoman;
    if (argc < 2) return std::fprintf(stderr, "usage: dragoman_mentions_speed STORIES.jsonl [N]\n"), 2;
    const Knowledge knowledge = Knowledge::embedded();
    const auto model = annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    const auto lexicon = mentions::Lexicon::build(knowledge);
    struct Given {
        std::string published;
        Text text;
        Annotation annotation;
        Mentions with_times;
    };
    std::vector<Given> all;
    std::ifstream file(argv[1]);
    std::string line;
    std::size_t bytes = 0, times = 0, amounts = 0;
    for (std::size_t limit = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 300;
         all.size() < limit && std::getline(file, line);) {
        const auto story = story::parse_json(line, argv[1]);
        if (!story) return std::fprintf(stderr, "%s: a line that is no story\n", argv[1]), 2;
        Given& given = all.emplace_back();
        given.published = story->published, given.text = text::prepare(story->text);
        given.annotation = annotation::annotate(given.text, model);
        bytes += story->text.size();
    }
    double fastest_times = 1e9, fastest_amounts = 1e9;
    for (int round = 0; round < 5; ++round) {
        times = amounts = 0;
        double start = processor_seconds();
        for (Given& given : all) {
            given.with_times = {};
            mentions::find_times(given.text, given.annotation, given.published, DocumentType::news, lexicon,
                                 given.with_times);
            times += given.with_times.times.size();
        }
        fastest_times = std::min(fastest_times, processor_seconds() - start);
        for (Given& given : all) {
            auto& of = given.with_times.time_of_token;
            of.assign(given.text.tokens.size(), -1);
            for (std::size_t i = 0; i < given.with_times.times.size(); ++i)
                for (int t = given.with_times.times[i].tokens.begin; t < given.with_times.times[i].tokens.end; ++t)
                    of[static_cast<std::size_t>(t)] = static_cast<int>(i);
        }
        start = processor_seconds();
        for (Given& given : all) {
            mentions::find_amounts(given.text, given.annotation, lexicon, given.with_times);
            amounts += given.with_times.amounts.size();
        }
        fastest_amounts = std::min(fastest_amounts, processor_seconds() - start);
    }
    const double mega = static_cast<double>(bytes) / 1e6;
    std::printf("%zu stories, %.1f MB: times %.1f MB/s (%zu), amounts %.1f MB/s (%zu), both %.1f MB/s\n", all.size(),
                mega, mega / fastest_times, times, mega / fastest_amounts, amounts,
                mega / (fastest_times + fastest_amounts));
}
