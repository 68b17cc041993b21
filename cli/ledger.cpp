// dragoman ledger: what was promised, and what became of it.
#include "ask/ledger.h"

#include "asking.h"

namespace dragoman::cli {

void add_ledger(Commands& commands) {
    auto asked = std::make_shared<Asked>();
    auto filter = std::make_shared<ask::LedgerFilter>();
    auto id = std::make_shared<std::string>();
    auto* command = commands.app.add_subcommand(
        "ledger", "List what was undertaken, once each, and what later stories show became of it");
    add_store(*command, *asked);
    command->add_option("--by", filter->by, "Part of the name of who undertakes it")->type_name("NAME");
    command->add_option("--country", filter->country, "Country that takes part: ISO code or name")->type_name("CODE");
    command->add_option("--kind", filter->kind, "Kind of commitment: meet, visit, sign, supply and so on")
        ->type_name("KIND");
    command
        ->add_option("--status", filter->status, "open, due-passed, met, missed, withdrawn, contradicted or overtaken")
        ->check(CLI::IsMember({"open", "due-passed", "met", "missed", "withdrawn", "contradicted", "overtaken"}));
    command->add_option("--due-before", filter->due_before, "Due by the end of this day, month or year")
        ->type_name("DATE");
    command->add_option("--as-of", filter->as_of, "Judge as of this day what is due (the latest story's day)")
        ->type_name("DATE");
    command->add_option("--id", *id, "Show the promises and the evidence of this one, with their words")
        ->type_name("ID");
    add_limit(*command, *asked);
    add_formats(*command, *asked);
    command->footer(
        "met, missed, withdrawn (called off), contradicted (who undertook it says that he will not or never promised "
        "it,\n"
        "or does the contrary) and overtaken (promised anew for later) each rest on a later row, whose words stand "
        "beside.\n"
        "Without one an undertaking is open, and when its last day is over: due passed, no evidence.\n"
        "Rules and tables: docs/ledger.md.\n\n"
        "Example:\n  dragoman ledger demo.duckdb --country PER");
    command->callback([&commands, asked, filter, id] {
        commands.run = [=] {
            return answer(*asked, true, [&](const store::Store& store, const ask::Filter& common) {
                if (!id->empty()) return ask::ledger_entry(store, *id, common.limit, asked->brief());
                filter->limit = common.limit;
                return ask::list_ledger(store, *filter, asked->brief());
            });
        };
    });
}

}  // namespace dragoman::cli
