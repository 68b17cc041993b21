#include <poll.h>

#include <csignal>
#include <iostream>

#include "commands.h"
#include "input.h"

namespace {

/// Did all that was printed arrive? Where a reader has closed its pipe (`| head`) nothing is missed.
bool printed() {
    std::cout.flush();
    if (std::cout) return true;
    pollfd output{.fd = 1, .events = POLLOUT, .revents = 0};
    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR);
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // a closed pipe ends the output, not the work
    std::signal(SIGXFSZ, SIG_IGN);  // a file that may not grow is an error like a full disk
    CLI::App app{
        "Dragoman reads news and keeps the record: who said what, who did what to whom, figures,\ncommitments, every "
        "row with the exact words it rests on.",
        "dragoman"};
    app.require_subcommand(1);
    app.footer(
        "Example:\n  dragoman read examples/2025-02-03-lima-talks.json --format text\n\nEvery command explains itself: "
        "dragoman COMMAND --help");
    dragoman::cli::Commands commands{app, {}};
    dragoman::cli::add_read(commands);
    dragoman::cli::add_parse(commands);
    dragoman::cli::add_page(commands);
    dragoman::cli::add_times(commands);
    dragoman::cli::add_explain(commands);
    dragoman::cli::add_quantities(commands);
    dragoman::cli::add_attributions(commands);
    dragoman::cli::add_tone(commands);
    dragoman::cli::add_archive(commands);
    dragoman::cli::add_ingest(commands);
    dragoman::cli::add_happenings(commands);
    dragoman::cli::add_join(commands);
    dragoman::cli::add_follow(commands);
    dragoman::cli::add_feed(commands);
    dragoman::cli::add_tables(commands);
    dragoman::cli::add_series(commands);
    dragoman::cli::add_ledger(commands);
    dragoman::cli::add_relations(commands);
    dragoman::cli::add_positions(commands);
    dragoman::cli::add_actors(commands);
    dragoman::cli::add_changes(commands);
    dragoman::cli::add_report(commands);
    dragoman::cli::add_history(commands);
    dragoman::cli::add_sql(commands);
    dragoman::cli::add_export(commands);
    dragoman::cli::add_import(commands);
    dragoman::cli::add_forget(commands);
    dragoman::cli::add_serve(commands);
    dragoman::cli::add_work(commands);
    dragoman::cli::add_evaluate(commands);
    dragoman::cli::add_knowledge(commands);
    dragoman::cli::add_fields(commands);
    dragoman::cli::add_version(commands);
    dragoman::cli::add_describe(commands);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const int code = commands.run ? commands.run() : 2;
    if (printed()) return code;
    dragoman::cli::complain({"not all that was printed could be written", "standard output", "Is its disk full?"});
    return 2;
}
