// dragoman statements|events|figures|commitments|stories, and sql: questions to a store.
#include "asking.h"

namespace dragoman::cli {
namespace {

struct Question {
    ask::Kind kind;
    const char *name, *about, *type, *example;
};

constexpr Question questions[] = {
    {ask::Kind::statements, "statements", "List who said what", "Form: direct, indirect or mixed",
     "dragoman statements demo.duckdb --country CHL --limit 5"},
    {ask::Kind::events, "events", "List or count who did what to whom", "PLOVER type, or TYPE/mode",
     "dragoman events demo.duckdb --pair CHL,PER --from 2025-02"},
    {ask::Kind::figures, "figures", "List how much and how many",
     "Role: level, change, target, capacity, count, share and so on", "dragoman figures demo.duckdb --type change"},
    {ask::Kind::commitments, "commitments", "List who undertakes what, and by when",
     "Kind: attend, meet, pay, supply, build, sign and so on", "dragoman commitments demo.duckdb --country PER"},
    {ask::Kind::stories, "stories", "List the stories and what was found in each", "Section of the paper",
     "dragoman stories demo.duckdb --to 2025-03"},
};

void add_question(Commands& commands, const Question& question) {
    auto asked = std::make_shared<Asked>();
    auto by = std::make_shared<std::string>();
    const ask::Kind kind = question.kind;
    auto* command = commands.app.add_subcommand(question.name, question.about);
    add_store(*command, *asked);
    add_who(*command, *asked);
    command->add_option("--type", asked->filter.type, question.type)->type_name("TYPE");
    if (kind == ask::Kind::events || kind == ask::Kind::commitments)
        command->add_option("--status", asked->filter.status,
                            kind == ask::Kind::events
                                ? "occurred, ongoing, planned, intended, urged, denied or hypothetical"
                                : "promised, agreed, planned, intended, aimed or considered");
    add_when(*command, *asked, kind == ask::Kind::events ? "Events" : "Stories");
    add_limit(*command, *asked);
    command->add_flag("--originals", asked->filter.originals, "Leave out stories that are copies of others");
    if (kind == ask::Kind::events)
        command->add_option("--by", *by, "Count by pair of countries, type or month, with the mean Goldstein value")
            ->check(CLI::IsMember({"pair", "type", "month"}));
    add_formats(*command, *asked);
    command->footer(std::string("Example:\n  ") + question.example);
    command->callback([&commands, asked, by, kind] {
        commands.run = [asked, by, kind] {
            return answer(*asked, false, [&](const store::Store& store, const ask::Filter& filter) {
                return by->empty() ? ask::ask(store, kind, filter, asked->brief())
                                   : ask::count_events(store, *by, filter);
            });
        };
    });
}

}  // namespace

void add_tables(Commands& commands) {
    for (const Question& question : questions) add_question(commands, question);
}

void add_sql(Commands& commands) {
    auto asked = std::make_shared<Asked>();
    auto sql = std::make_shared<std::string>();
    auto* command = commands.app.add_subcommand("sql", "Ask a store anything, reading only (tables: docs/store.md)");
    add_store(*command, *asked);
    command->add_option("query", *sql, "One statement of DuckDB's SQL")->required()->type_name("SQL");
    add_formats(*command, *asked);
    command->footer(
        "Example:\n  dragoman sql demo.duckdb \"SELECT type, count(*) FROM events GROUP BY type ORDER BY 2 DESC\"");
    command->callback([&commands, asked, sql] {
        commands.run = [asked, sql] {
            asked->filter.limit = 0;
            return answer(*asked, false,
                          [&](const store::Store& store, const ask::Filter&) { return store.query(*sql); });
        };
    });
}

}  // namespace dragoman::cli
