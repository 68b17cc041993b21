// How fast the whole engine reads an archive on one core, stage by stage, in processor time; whether memory stays flat,
// and whether every row holds.
//
//     dragoman_speed PATH [MOST]       anything that `dragoman ingest` takes, unpacked before the clock starts
#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "archive/inputs.h"
#include "dragoman/engine.h"
#include "record/record.h"
#include "stages.h"
#include "story/story.h"

namespace {

/// Processor time of this process, so that what else runs on the machine counts as little as may be.
struct Clock {
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::time_point<Clock, duration>;
    static time_point now() {
        timespec t{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
        return time_point(std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec));
    }
};

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

double resident_mb() {
    long pages = 0, resident = 0;
    if (std::FILE* f = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(f, "%ld %ld", &pages, &resident) != 2) resident = 0;
        std::fclose(f);
    }
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

double most_resident_mb() {
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return static_cast<double>(used.ru_maxrss) * 1024 / 1e6;
}

std::vector<dragoman::Story> stories_of(const char* path, std::size_t most) {
    std::vector<dragoman::Story> stories;
    dragoman::archive::Inputs inputs({path});
    while (const auto document = inputs.next()) {
        if (document->error) continue;
        if (auto found = dragoman::story::stories_of(document->bytes, document->context))
            for (auto& story : *found)
                if (stories.size() < most) stories.push_back(std::move(story));
        if (stories.size() >= most) break;
    }
    return stories;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: dragoman_speed PATH [MOST]\n"), 2;
    const auto stories = stories_of(argv[1], argc > 2 ? std::stoul(argv[2]) : static_cast<std::size_t>(-1));
    if (stories.empty()) return std::fprintf(stderr, "dragoman_speed: no stories in %s\n", argv[1]), 1;
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
    std::size_t words = 0, rows = 0, bytes = 0, json = 0, violations = 0;
    double checking = 0;
    const auto start = Clock::now();
    for (std::size_t i = 0; i < stories.size(); ++i) {
        const auto stages = engine.read_stages(stories[i], observe);
        const auto& r = stages.record;
        words += stages.text.tokens.size(), bytes += stages.text.body.size();
        rows += r.statements.size() + r.events.size() + r.figures.size() + r.commitments.size() + r.stances.size() +
                r.groups.size();
        auto before = Clock::now();
        json += dragoman::record::to_json(r).size();
        by_stage["json"] += seconds(Clock::now() - before);
        before = Clock::now();
        violations += dragoman::record::check(r).size();
        checking += seconds(Clock::now() - before);
        if (stories.size() >= 4 && (i + 1) % (stories.size() / 4) == 0)
            std::printf("  after %6zu stories: %.0f MB resident\n", i + 1, resident_mb());
    }
    const double took = seconds(Clock::now() - start) - checking;
    const auto count = static_cast<double>(stories.size());
    std::printf("%.0f stories/s, %.0f words/s, %.2f MB/s of text; %zu words, %zu rows, %.1f MB of JSON, %.1f s\n",
                count / took, static_cast<double>(words) / took, static_cast<double>(bytes) / 1e6 / took, words, rows,
                static_cast<double>(json) / 1e6, took);
    std::printf("%zu violations of evidence, %.0f MB at most\n", violations, most_resident_mb());
    for (const auto& [name, s] : by_stage)
        std::printf("  %-11s %5.1f %%  %7.3f ms a story\n", name.c_str(), 100 * s / took, 1e3 * s / count);
    return 0;
}
