// How fast the whole engine reads an archive on one core, stage by stage, and whether memory stays flat.
//
//     dragoman_speed STORIES.jsonl [MOST]       one story JSON a line; "date" serves where "published" is absent
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "dragoman/engine.h"
#include "record/record.h"
#include "stages.h"
#include "story/story.h"

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

double resident_mb() {
    long pages = 0, resident = 0;
    if (std::FILE* f = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(f, "%ld %ld", &pages, &resident) != 2) resident = 0;
        std::fclose(f);
    }
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: dragoman_speed STORIES.jsonl [MOST]\n"), 2;
    std::ifstream in(argv[1]);
    const std::size_t most = argc > 2 ? std::stoul(argv[2]) : static_cast<std::size_t>(-1);
    std::vector<dragoman::Story> stories;
    for (std::string line; stories.size() < most && std::getline(in, line);) {
        if (line.find("\"published\"") == std::string::npos)
            if (const auto at = line.find("\"date\""); at != std::string::npos) line.replace(at, 6, "\"published\"");
        auto story = dragoman::story::parse_json(line, argv[1]);
        if (story) stories.push_back(std::move(*story));
    }
    const auto loading = Clock::now();
    const auto engine = dragoman::Engine::load();
    std::printf("loaded in %.0f ms, %zu stories\n", 1e3 * seconds(Clock::now() - loading), stories.size());

    std::map<std::string, double> by_stage;
    std::string stage;
    auto since = Clock::now();
    const auto observe = [&](std::string_view next) {
        const auto now = Clock::now();
        if (!stage.empty()) by_stage[stage] += seconds(now - since);
        stage = next, since = now;
    };
    std::size_t words = 0, rows = 0, bytes = 0, json = 0;
    const auto start = Clock::now();
    for (std::size_t i = 0; i < stories.size(); ++i) {
        const auto stages = engine.read_stages(stories[i], observe);
        const auto& r = stages.record;
        words += stages.text.tokens.size(), bytes += stages.text.body.size();
        rows += r.statements.size() + r.events.size() + r.figures.size() + r.commitments.size() + r.stances.size() +
                r.groups.size();
        const auto before = Clock::now();
        json += dragoman::record::to_json(r).size();
        by_stage["json"] += seconds(Clock::now() - before);
        if (stories.size() >= 4 && (i + 1) % (stories.size() / 4) == 0)
            std::printf("  after %6zu stories: %.0f MB resident\n", i + 1, resident_mb());
    }
    const double took = seconds(Clock::now() - start);
    std::printf("%.0f stories/s, %.0f words/s, %.2f MB/s of text; %zu words, %zu rows, %.1f MB of JSON, %.1f s\n",
                static_cast<double>(stories.size()) / took, static_cast<double>(words) / took,
                static_cast<double>(bytes) / 1e6 / took, words, rows, static_cast<double>(json) / 1e6, took);
    for (const auto& [name, s] : by_stage)
        std::printf("  %-11s %5.1f %%  %7.3f ms a story\n", name.c_str(), 100 * s / took,
                    1e3 * s / static_cast<double>(stories.size()));
    return 0;
}
