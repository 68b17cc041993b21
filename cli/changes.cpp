// dragoman changes: what is new in the store since a day.
#include "ask/changes.h"

#include "asking.h"

namespace dragoman::cli {

void add_changes(Commands& commands) {
    struct Options {
        Asked asked;
        ask::Changes changes;
    };
    auto options = std::make_shared<Options>();
    ask::Changes& changes = options->changes;
    auto* command =
        commands.app.add_subcommand("changes", "List what is new since a day: stories, actors, relations, turns");
    add_store(*command, options->asked);
    command->add_option("--since", changes.since, "Day, month or year from which on things are new")
        ->required()
        ->type_name("DATE");
    command->add_option("--country", changes.country, "Only what this state has part in: ISO code or name")
        ->type_name("CODE");
    command
        ->add_option("--type", changes.type,
                     "One kind only: stories, actor, relation, turn, happening, figure, commitment")
        ->check(CLI::IsMember({"stories", "actor", "relation", "turn", "happening", "figure", "commitment"}));
    add_limit(*command, options->asked);
    add_formats(*command, options->asked);
    command->footer(
        "Each row leads to its story, and to the command that shows more (--json, --csv, --md show it).\n"
        "Example:\n  dragoman changes demo.duckdb --since 2025-05");
    command->callback([&commands, options] {
        commands.run = [options] {
            return answer(options->asked, true, [&](const store::Store& store, const ask::Filter& filter) {
                options->changes.limit = filter.limit;
                return ask::changes(store, options->changes, options->asked.file);
            });
        };
    });
}

}  // namespace dragoman::cli
