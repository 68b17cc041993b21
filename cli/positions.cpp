// dragoman positions: who is for and against what over time, and who turned.
#include "ask/actors/positions.h"

#include "asking.h"

namespace dragoman::cli {

void add_positions(Commands& commands) {
    struct Options {
        Asked asked;
        ask::Positions positions;
    };
    auto options = std::make_shared<Options>();
    ask::Positions& positions = options->positions;
    auto* command = commands.app.add_subcommand("positions",
                                                "List what actors are for and against over time, and when they turned");
    add_store(*command, options->asked);
    command->add_option("--person", positions.person, "Who holds it: part of the name, or id")->type_name("NAME");
    command->add_option("--country", positions.country, "State of who holds it: ISO code or name")->type_name("CODE");
    command->add_option("--target", positions.target, "On what: part of its name or words, or id")->type_name("WORDS");
    command->add_option("--from", positions.from, "From this day, month or year on")->type_name("DATE");
    command->add_option("--to", positions.to, "Up to this day, month or year")->type_name("DATE");
    auto* turns = command->add_flag("--turns", positions.turns, "Only who turned, with the words before and after");
    command->add_flag("--rows", positions.rows, "Each stance with its words, not their sums")->excludes(turns);
    add_limit(*command, options->asked);
    add_formats(*command, options->asked);
    command->footer(
        "Sums by holder and target; with a holder and --target each stance with its words. Whoever turned has two "
        "stories or\n"
        "more on either side in a row, or words that say so (docs/positions.md).\n"
        "Example:\n  dragoman positions demo.duckdb --country PER\n  dragoman positions demo.duckdb --rows --limit 5");
    command->callback([&commands, options] {
        commands.run = [options] {
            return answer(options->asked, true, [&](const store::Store& store, const ask::Filter& filter) {
                options->positions.limit = filter.limit;
                return ask::positions(store, options->positions, options->asked.brief());
            });
        };
    });
}

}  // namespace dragoman::cli
