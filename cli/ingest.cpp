// dragoman ingest: stories into a store.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <thread>

#include "commands.h"
#include "joining.h"
#include "engine.h"
#include "input.h"
#include "ingest/ingest.h"
#include "store/schema/days.h"

namespace dragoman::cli {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string duration(double seconds) {
    const auto whole = static_cast<long>(seconds + 0.5);
    if (whole >= 3600) return fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
    if (whole >= 60) return fmt::format("{} min {:02} s", whole / 60, whole % 60);
    return fmt::format("{} s", whole);
}

/// One line that redraws itself on a terminal; elsewhere a line every ten seconds.
class ProgressLine {
public:
    void show(const ingest::Progress& progress) {
        const double seconds = seconds_since(start_);
        if (!terminal_ && seconds < next_line_) return;
        next_line_ = seconds + 10;
        const double share =
            progress.of_bytes > 0
                ? std::min(1.0, static_cast<double>(progress.bytes) / static_cast<double>(progress.of_bytes))
                : 0;
        std::string text;
        if (terminal_ && progress.of_bytes > 0) {
            const int filled = static_cast<int>(30 * share);
            for (int i = 0; i < 30; ++i) text += i < filled ? "█" : "░";
            text += "  ";
        }
        text +=
            fmt::format("{} stories stored, {:.0f} a second", progress.done, progress.read / std::max(seconds, 0.001));
        if (share > 0) text += fmt::format(", {:.0f} %", 100 * share);
        if (share > 0.01 && share < 1) text += ", " + duration(seconds / share * (1 - share)) + " left";
        if (progress.failed > 0) text += fmt::format(", {} failed", progress.failed);
        std::cerr << (terminal_ ? "\r\x1b[K" : "") << text << (terminal_ ? "" : "\n") << std::flush;
    }
    void clear() const {
        if (terminal_) std::cerr << "\r\x1b[K" << std::flush;
    }

private:
    const bool terminal_ = isatty(STDERR_FILENO) != 0;
    const Clock::time_point start_ = Clock::now();
    double next_line_ = 10;
};

void print_summary(const ingest::Summary& summary, double seconds, const std::string& file) {
    const int stored = summary.added + summary.replaced + summary.unchanged;
    std::cout << fmt::format("{}: {} stories ({} new, {} changed, {} as before), {} failed, in {:.1f} s\n", file,
                             stored, summary.added, summary.replaced, summary.unchanged, summary.failures.size(),
                             seconds);
    std::string rows;
    for (const auto& [table, count] : summary.rows)
        rows += fmt::format("{}{} {}", rows.empty() ? "" : ", ", count, table);
    if (!rows.empty()) std::cout << "  wrote " << rows << "\n";
    if (summary.copies > 0)
        std::cout << fmt::format("  {} of the stories are copies of others; what is counted is counted once\n",
                                 summary.copies);
    for (const auto& [reason, count] : summary.passed_over)
        std::cout << fmt::format("  passed over {}: {}\n", count, reason);
    if (summary.limited) std::cout << "  ended by --limit; the next run goes on from here\n";
    std::cout << std::flush;
}

void print_failures(const std::vector<Error>& failures) {
    constexpr std::size_t most = 20;
    for (std::size_t i = 0; i < std::min(most, failures.size()); ++i)
        std::cerr << "failed: " << failures[i].message() << "\n";
    if (failures.size() > most)
        std::cerr << fmt::format("and {} more; the store's table \"inputs\" lists all\n", failures.size() - most);
}

int ingest_into(const std::string& file, ingest::Options options, const std::vector<std::string>& knowledge,
                bool join) {
    const auto start = Clock::now();
    auto store = store::Store::open_to_write(file);
    if (!store) return complain(store.error()), 2;
    const auto engine = load_engine(knowledge);
    if (!engine) return complain(engine.error()), 2;
    ProgressLine line;
    options.on_progress = [&](const ingest::Progress& progress) { line.show(progress); };
    const auto summary = ingest::run(*store, *engine, options);
    line.clear();
    if (!summary) return complain(summary.error()), 2;
    print_summary(*summary, seconds_since(start), file);
    print_failures(summary->failures);
    if (summary->failed_before > 0)
        std::cerr << fmt::format(
            "{} inputs failed in an earlier run and were left alone; --retry-failed tries them again\n",
            summary->failed_before);
    if (join)
        if (const int code = join_stories(*store, false); code != 0) return code;
    return summary->failures.empty() && summary->failed_before == 0 ? 0 : 1;
}

}  // namespace

void add_ingest(Commands& commands) {
    auto options = std::make_shared<ingest::Options>();
    auto file = std::make_shared<std::string>();
    options->jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    auto* command = commands.app.add_subcommand(
        "ingest", "Read stories into a store: files, folders, archives of any nesting, - for standard input");
    command->add_option("paths", options->paths, "Files, told by their content, folders of them, or -")
        ->required()
        ->type_name("PATH");
    command->add_option("--into", *file, "The store; made when there is none")->required()->type_name("FILE.duckdb");
    command->add_option("--jobs", options->jobs, "Stories read at the same time")
        ->check(CLI::PositiveNumber)
        ->default_str("one a core");
    command
        ->add_option("--limit", options->limit, "End after so many stories were read; the next run goes on from there")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command->add_option("--since", options->since, "Pass over stories published before this day, month or year")
        ->type_name("DATE");
    command->add_flag("--retry-failed", options->retry_failed, "Read again what failed in earlier runs");
    command->add_flag("--again", options->again, "Open files again that the store's journal has done");
    auto unjoined = std::make_shared<bool>(false);
    command->add_flag("--no-join", *unjoined,
                      "Leave joining the stories with each other to a later run, or to dragoman join");
    auto map = std::make_shared<std::string>();
    command
        ->add_option("--map", *map,
                     "Which fields or columns hold what: title=headline,text=lead+body,published=meta.date")
        ->type_name("FIELD=NAME,…");
    auto folders = std::make_shared<std::vector<std::string>>();
    add_knowledge_option(*command, *folders);
    command->footer(
        "Reads text, HTML, XML, JSON, JSON lines and lists, CSV, TSV, Parquet, WARC and ARC, in zip, tar, gzip, zstd,\n"
        "bzip2, xz and lz4. The usual names of fields are known (headline, body, pubDate, …); --map says others.\n"
        "dragoman archive PATH… shows what would be read.\n"
        "What the store already has is not read again, so an interrupted ingest goes on where it stopped.\n"
        "What failed is listed in the store: dragoman sql FILE.duckdb \"SELECT origin, reason FROM inputs WHERE reason "
        "IS NOT NULL\"\n"
        "Example:\n  dragoman ingest examples --into demo.duckdb");
    command->callback([&commands, options, file, folders, map, unjoined] {
        commands.run = [=] {
            auto mapping = story::Mapping::parse(*map);
            if (!mapping) return complain(mapping.error()), 2;
            options->mapping = std::move(*mapping);
            if (!options->since.empty() && !store::days_of(options->since))
                return complain({"--since is no date: " + options->since, "",
                                 "Give a day, month or year: 2025-02-03, 2025-02 or 2025."}),
                       2;
            return ingest_into(*file, *options, *folders, !*unjoined);
        };
    });
}

}  // namespace dragoman::cli
