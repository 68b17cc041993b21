// dragoman history: what papers changed in stories they had published.
#include "ask/editions.h"
#include "asking.h"

namespace dragoman::cli {

void add_history(Commands& commands) {
    auto asked = std::make_shared<Asked>();
    auto story = std::make_shared<std::string>();
    auto* command = commands.app.add_subcommand("history", "Show what papers changed in stories after publication");
    add_store(*command, *asked);
    command->add_option("--story", *story, "This story only")->type_name("ID");
    add_when(*command, *asked, "Earlier states published on days");
    add_limit(*command, *asked);
    add_formats(*command, *asked);
    command->footer(
        "When a story comes in again with another text, it takes the place of the earlier one; which rows went and\n"
        "which came is kept (tables editions and edition_rows).\n"
        "Example:\n"
        "  echo '{\"id\": \"a\", \"published\": \"2025-03-14\", \"text\": \"Peru will open a railway to Chile by 30 "
        "June.\"}' "
        "> a.json && dragoman ingest a.json --into a.duckdb\n"
        "  echo '{\"id\": \"a\", \"published\": \"2025-03-14\", \"text\": \"Peru will open a railway to Chile by 30 "
        "July.\"}' "
        "> a.json && dragoman ingest a.json --into a.duckdb\n"
        "  dragoman history a.duckdb");
    command->callback([&commands, asked, story] {
        commands.run = [asked, story] {
            return answer(*asked, false, [&](const store::Store& store, const ask::Filter& filter) {
                return ask::editions(store, *story, filter);
            });
        };
    });
}

}  // namespace dragoman::cli
