// dragoman relations: how two states, or two actors, deal with each other.
#include <iostream>

#include "ask/relations/relations.h"
#include "asking.h"
#include "input.h"
#include "report/columns.h"

namespace dragoman::cli {
namespace {

struct Options {
    Asked asked;
    ask::Related related;
    std::string month;
    bool rows = false, svg = false;
};

/// Draws the periods of one pair.
int draw(const Options& options) {
    const auto store = store::Store::open_to_read(options.asked.file);
    if (!store) return complain(store.error()), 2;
    ask::Related related = options.related;
    if (related.by.empty()) related.by = "month";
    const auto cells = ask::relate(*store, related);
    if (!cells) return complain(cells.error()), 2;
    if (cells->empty())
        return complain({"nothing is counted there", "", "dragoman relations without --svg shows what is."}), 2;
    for (const ask::Cell& cell : *cells)
        if (cell.a != cells->front().a || cell.b != cells->front().b)
            return complain({"--svg draws one pair", "", "Name it: --pair CHL,PER."}), 2;
    const auto columns = report::columns_of(*cells, related.by, *cells->front().start, *cells->back().start, "");
    std::cout << report::events_chart(columns, "Events of " + related.pair + " by " + related.by, true) << "\n";
    return 0;
}

Result<store::Rows> relations(const store::Store& store, const Options& options, int limit) {
    ask::Related related = options.related;
    related.limit = limit;
    if (!options.month.empty()) {
        related.from = related.to = options.month;
        if (related.by.empty()) related.by = "month";
    }
    if (related.unusual && related.by.empty()) related.by = "month";
    if (options.rows) return ask::related_rows(store, related, options.asked.brief());
    const auto cells = ask::relate(store, related);
    if (!cells) return cells.error();
    return ask::tabulate(store, *cells, related, options.asked.brief());
}

}  // namespace

void add_relations(Commands& commands) {
    auto options = std::make_shared<Options>();
    ask::Related& related = options->related;
    auto* command = commands.app.add_subcommand(
        "relations", "Count how states, or actors, deal with each other, against the stories that could have told");
    add_store(*command, options->asked);
    command->add_option("--pair", related.pair, "Two states (code or name), with --actors two names")
        ->type_name("ONE,OTHER");
    command->add_option("--country", related.country, "One side: a state, with --actors a name")->type_name("ONE");
    command->add_flag("--actors", related.actors,
                      "Persons, bodies and states as such, not all that belongs to a state");
    command->add_flag("--directed", related.directed, "Who acts on whom, instead of both together");
    command->add_option("--by", related.by, "By period: day, week, month or year")
        ->check(CLI::IsMember({"day", "week", "month", "year"}));
    command->add_option("--type", related.type, "Events of this PLOVER type only")->type_name("TYPE");
    command->add_option("--month", options->month, "This month only")->type_name("2025-05");
    command->add_option("--from", related.from, "From this day, month or year on")->type_name("DATE");
    command->add_option("--to", related.to, "Up to this day, month or year")->type_name("DATE");
    auto* unusual = command->add_flag("--unusual", related.unusual, "Only periods that depart from those before");
    command->add_flag("--rows", options->rows, "List the rows that are counted, with words, source and story")
        ->excludes(unusual);
    command->add_flag("--svg", options->svg, "Draw the periods of one pair, by month unless --by says otherwise");
    add_limit(*command, options->asked);
    add_formats(*command, options->asked);
    command->footer(
        "Events that occurred or go on are counted by quad class: talk, help, dispute, force. Copies, retellings after "
        "three\nmonths and further reports of one happening are not. In brackets: intervals of 95 percent. \"stories\" "
        "mention both\nsides, \"per 1,000\" is events per thousand of them. Methods: docs/relations.md\n"
        "Example:\n  dragoman relations demo.duckdb --pair CHL,PER --by month\n"
        "  dragoman relations demo.duckdb --pair CHL,PER --month 2025-05 --rows");
    command->callback([&commands, options] {
        commands.run = [options] {
            if (options->svg) return draw(*options);
            return answer(options->asked, true, [&](const store::Store& store, const ask::Filter& filter) {
                return relations(store, *options, filter.limit);
            });
        };
    });
}

}  // namespace dragoman::cli
