// dragoman actors: who is in the store.
#include "ask/actors/actors.h"

#include "asking.h"

namespace dragoman::cli {

void add_actors(Commands& commands) {
    struct Options {
        Asked asked;
        ask::Actors actors;
    };
    auto options = std::make_shared<Options>();
    ask::Actors& actors = options->actors;
    auto* command = commands.app.add_subcommand(
        "actors", "List persons, states and bodies over all stories, or one of them in detail");
    add_store(*command, options->asked);
    command->add_option("--person", actors.person, "Part of the name; in detail where only one has it")
        ->type_name("NAME");
    command->add_option("--id", actors.id, "One actor in detail: names, offices over time, with whom it deals")
        ->type_name("ID");
    command->add_option("--country", actors.country, "State they belong to: ISO code or name")->type_name("CODE");
    command->add_option("--sector", actors.sector, "PLOVER sector: GOV, MIL, LEG, JUD, OPP, REB, BUS and so on")
        ->type_name("SECTOR");
    command->add_option("--type", actors.type, "What they are")
        ->check(CLI::IsMember({"person", "country", "organization"}));
    command->add_option("--office", actors.office, "Part of the office they held last")->type_name("WORDS");
    command->add_option("--from", actors.from, "In stories of this day, month or year and later")->type_name("DATE");
    command->add_option("--to", actors.to, "In stories of this day, month or year and earlier")->type_name("DATE");
    add_limit(*command, options->asked);
    add_formats(*command, options->asked);
    command->footer(
        "Example:\n  dragoman actors demo.duckdb --country PER --type person\n  dragoman actors demo.duckdb --id peru");
    command->callback([&commands, options] {
        commands.run = [options] {
            return answer(options->asked, true, [&](const store::Store& store, const ask::Filter& filter) {
                options->actors.limit = filter.limit;
                return ask::actors(store, options->actors, options->asked.brief());
            });
        };
    });
}

}  // namespace dragoman::cli
