// dragoman follow: feeds and the pages they name, into a store.
#include <fmt/format.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <thread>

#include "commands.h"
#include "engine.h"
#include "follow/follow.h"
#include "ingest/ingest.h"
#include "input.h"

namespace dragoman::cli {
namespace {

std::atomic<bool> stopped{false};
static_assert(std::atomic<bool>::is_always_lock_free);

/// The first signal ends the round, a second one the program.
void stop(int signal) {
    stopped = true;
    std::signal(signal, SIG_DFL);
}

struct Following {
    follow::Options options;
    std::string store;
    std::vector<std::string> knowledge;
    int jobs = 1;
    double pause = 1;
    long every = 900;
    std::string contact;
};

/// One WARC file into the store, which is open only meanwhile: others may ask it between two rounds.
Status ingest_file(const Following& following, const Engine& engine, const std::string& file) {
    auto store = store::Store::open_to_write(following.store);
    if (!store) return store.error();
    ingest::Options options;
    options.paths = {file};
    options.jobs = following.jobs;
    const auto summary = ingest::run(*store, engine, options);
    if (!summary) return summary.error();
    std::cout << fmt::format("{}: {} new stories, {} changed, {} as before; {} documents hold no story\n",
                             following.store, summary->added, summary->replaced, summary->unchanged,
                             summary->failures.size())
              << std::flush;
    const auto joined = store->join();
    return joined ? Status(Done{}) : Status(joined.error());
}

int follow_feeds(Following following) {
    namespace fs = std::filesystem;
    const auto engine = load_engine(following.knowledge);
    if (!engine) return complain(engine.error()), 2;
    follow::Options& options = following.options;
    const fs::path beside = fs::path(following.store).replace_extension();
    if (options.pages.empty()) options.pages = beside.string() + ".pages";
    options.memory = beside.string() + ".follow.tsv";
    options.pause = std::chrono::milliseconds(static_cast<long>(following.pause * 1000));
    options.every = std::chrono::seconds(following.every);
    options.limits.user_agent =
        "Dragoman/" + engine->versions().engine + (following.contact.empty() ? "" : " (+" + following.contact + ")");
    options.store = [&](const std::string& file) { return ingest_file(following, *engine, file); };
    options.say = [](const std::string& line) {
        (line.starts_with("failed") || line.starts_with("not ") ? std::cerr : std::cout) << line << "\n" << std::flush;
    };
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
    const auto round = follow::run(options, stopped);
    if (!round) return complain(round.error()), 2;
    return options.once && round->failed > 0 ? 1 : 0;
}

}  // namespace

void add_follow(Commands& commands) {
    auto following = std::make_shared<Following>();
    auto& options = following->options;
    following->jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    auto* command =
        commands.app.add_subcommand("follow", "Poll feeds, fetch the pages they name, read them into a store");
    command->add_option("feeds", options.feeds, "Addresses of RSS, Atom or JSON feeds")->required()->type_name("FEED");
    command->add_option("--into", following->store, "The store; made when there is none")
        ->required()
        ->type_name("FILE.duckdb");
    command
        ->add_option("--pages", options.pages, "Where what was fetched is kept, as WARC files; FILE.pages if not given")
        ->type_name("DIR");
    const std::map<std::string, long> units = {{"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86400}};
    command->add_option("--every", following->every, "Time between two looks at a feed: 30s, 15m, 2h")
        ->transform(CLI::AsNumberWithUnit(units))
        ->check(CLI::PositiveNumber)
        ->default_str("15m");
    command->add_flag("--once", options.once, "One round, then end; exit code 1 when something could not be fetched");
    command->add_flag("--allow-private", options.limits.allow_private, "Fetch from this machine and its network too");
    command->add_option("--pause", following->pause, "Seconds between two requests to a site, at least")
        ->check(CLI::Range(0.0, 3600.0))
        ->capture_default_str();
    command->add_option("--timeout", options.limits.seconds, "Seconds a request may take")
        ->check(CLI::Range(1L, 3600L))
        ->capture_default_str();
    command->add_option("--contact", following->contact,
                        "An address or mail for the sites' keepers, sent as part of the User-Agent");
    command->add_option("--jobs", following->jobs, "Stories read at the same time")
        ->check(CLI::PositiveNumber)
        ->default_str("one a core");
    add_knowledge_option(*command, following->knowledge);
    command->footer(
        "Keeps to robots.txt, asks one page of a site at a time, waits as long as sites say. Ctrl-C ends cleanly, and\n"
        "what was fetched is never lost: it is stored at the next start. State: FILE.follow.tsv beside the store.\n"
        "Example:\n  dragoman follow https://wire.example/rss --into news.duckdb --every 10m");
    command->callback([&commands, following] { commands.run = [=] { return follow_feeds(*following); }; });
}

}  // namespace dragoman::cli
