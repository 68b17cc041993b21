// dragoman series: figures over time.
#include "ask/series.h"

#include "asking.h"

namespace dragoman::cli {

void add_series(Commands& commands) {
    auto asked = std::make_shared<Asked>();
    auto filter = std::make_shared<ask::SeriesFilter>();
    auto id = std::make_shared<std::string>();
    auto* command = commands.app.add_subcommand(
        "series", "List what was measured more than once, or, with --id, all that was said of one of these");
    add_store(*command, *asked);
    command->add_option("--about", filter->about, "Words in what is measured: trade, inflation, killed")
        ->type_name("WORDS");
    command->add_option("--country", filter->country, "Country whose it is: ISO code or name")->type_name("CODE");
    command->add_option("--pair", filter->pair, "Two countries that it is between")->type_name("CODE,CODE");
    command->add_option("--unit", filter->unit, "Unit: USD, percent, tonnes")->type_name("UNIT");
    command->add_flag("--all", filter->all, "Also series with one point");
    command->add_option("--id", *id, "Show the points of this series, with their words")->type_name("ID");
    add_limit(*command, *asked);
    add_formats(*command, *asked);
    command->footer(
        "A point is one figure of one story. Points of one series measure the same thing of the same countries,\n"
        "places or organisations in the same unit. status: stated, repeated (by another story), revised (the same\n"
        "source has another value for that time), contradicted (another source has), of targets open, reached or\n"
        "short by so many percent. Method and tables: docs/series.md.\n\n"
        "Example:\n  dragoman series demo.duckdb --about trade");
    command->callback([&commands, asked, filter, id] {
        commands.run = [=] {
            return answer(*asked, true, [&](const store::Store& store, const ask::Filter& common) {
                if (!id->empty()) return ask::series_points(store, *id, common.limit, asked->brief());
                filter->limit = common.limit;
                return ask::list_series(store, *filter, asked->brief());
            });
        };
    });
}

}  // namespace dragoman::cli
