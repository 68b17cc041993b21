// dragoman happenings: what happened by all reports of it.
#include "ask/happenings.h"

#include "asking.h"

namespace dragoman::cli {

void add_happenings(Commands& commands) {
    auto asked = std::make_shared<Asked>();
    auto id = std::make_shared<std::string>();
    auto* command = commands.app.add_subcommand(
        "happenings", "List what happened by all reports of it, or one happening's reports side by side");
    add_store(*command, *asked);
    command->add_option("--id", *id, "Show the reports of this happening: words, source, day, where they differ")
        ->type_name("ID");
    add_who(*command, *asked);
    command->add_option("--type", asked->filter.type, "PLOVER type, or TYPE/mode")->type_name("TYPE");
    command->add_option("--status", asked->filter.status,
                        "occurred, ongoing, planned, intended, urged, denied or hypothetical");
    add_when(*command, *asked, "Happenings");
    command->add_option("--min-sources", asked->filter.sources, "Told by at least so many independent sources")
        ->check(CLI::NonNegativeNumber);
    command->add_option("--min-reports", asked->filter.reports, "Told in at least so many rows of events")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--conflicting", asked->filter.conflicting, "Only those whose reports contradict each other");
    add_limit(*command, *asked);
    add_formats(*command, *asked);
    command->footer(
        "A happening is one event with all reports of it (docs/happenings.md). Sources are publishers and agencies;\n"
        "copies count with their original. What reports contradict each other in stands under conflicts.\n"
        "Example:\n"
        "  dragoman happenings demo.duckdb --min-reports 2\n"
        "  dragoman happenings demo.duckdb --country PER --type CONSULT --json");
    command->callback([&commands, asked, id] {
        commands.run = [asked, id] {
            return answer(*asked, true, [&](const store::Store& store, const ask::Filter& filter) {
                return id->empty() ? ask::ask(store, ask::Kind::happenings, filter, asked->brief())
                                   : ask::reports_of(store, *id, filter.limit, asked->brief());
            });
        };
    });
}

}  // namespace dragoman::cli
