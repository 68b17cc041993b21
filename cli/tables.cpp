// dragoman statements|events|figures|commitments|stories, and sql: questions to a store.
#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "ask/print.h"
#include "ask/questions.h"
#include "commands.h"

namespace dragoman::cli {
namespace {

constexpr int rows_on_a_terminal = 50;

struct Asked {
    std::string file, by, sql;
    ask::Filter filter;
    bool json = false, csv = false;

    ask::Format format() const { return json ? ask::Format::json : csv ? ask::Format::csv : ask::Format::table; }
};

/// Columns of the terminal behind standard output; 120 when there is none.
int terminal_width() {
    winsize size{};
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 120;
}

int fail(const Error& error) {
    std::cerr << "dragoman: " << error.message() << "\n";
    return 2;
}

void add_formats(CLI::App& command, Asked& asked) {
    auto* json = command.add_flag("--json", asked.json, "Print a JSON array with all columns");
    command.add_flag("--csv", asked.csv, "Print CSV with all columns")->excludes(json);
}

int answer(const Asked& asked, ask::Kind kind) {
    const auto store = store::Store::open_to_read(asked.file);
    if (!store) return fail(store.error());
    const bool table = asked.format() == ask::Format::table;
    ask::Filter filter = asked.filter;
    const int limit = filter.limit < 0 ? (table ? rows_on_a_terminal : 0) : filter.limit;
    filter.limit = limit > 0 ? limit + 1 : 0;  // one more, to know whether there are more
    auto rows = asked.by.empty() ? ask::ask(*store, kind, filter, table) : ask::count_events(*store, asked.by, filter);
    if (!rows) return fail(rows.error());
    rows->stop_after(limit);
    ask::print(std::cout, *rows, asked.format(), terminal_width());
    if (rows->stopped()) std::cerr << "There are more rows; --limit 0 shows all.\n";
    return 0;
}

void add_question(Commands& commands, ask::Kind kind, const std::string& name, const std::string& about,
                  const std::string& type, const std::string& example) {
    auto asked = std::make_shared<Asked>();
    asked->filter.limit = -1;
    auto* command = commands.app.add_subcommand(name, about);
    command->add_option("file", asked->file, "Store made by dragoman ingest")->required()->type_name("FILE.duckdb");
    command->add_option("--country", asked->filter.country, "Country that takes part: ISO code or name")
        ->type_name("CODE");
    command->add_option("--pair", asked->filter.pair, "Two countries that both take part")->type_name("CODE,CODE");
    command->add_option("--person", asked->filter.person, "Part of the name of somebody who takes part")
        ->type_name("NAME");
    command->add_option("--type", asked->filter.type, type)->type_name("TYPE");
    if (kind == ask::Kind::events || kind == ask::Kind::commitments)
        command->add_option("--status", asked->filter.status,
                            kind == ask::Kind::events
                                ? "occurred, ongoing, planned, intended, urged, denied or hypothetical"
                                : "promised, agreed, planned, intended, aimed or considered");
    const std::string what = kind == ask::Kind::events ? "Events" : "Stories";
    command->add_option("--from", asked->filter.from, what + " of this day, month or year and later")
        ->type_name("DATE");
    command->add_option("--to", asked->filter.to, what + " of this day, month or year and earlier")->type_name("DATE");
    command->add_option("--limit", asked->filter.limit, "Most rows; 0 is all (tables 50, JSON and CSV all)")
        ->check(CLI::NonNegativeNumber);
    command->add_flag("--originals", asked->filter.originals, "Leave out stories that are copies of others");
    if (kind == ask::Kind::events)
        command
            ->add_option("--by", asked->by, "Count by pair of countries, type or month, with the mean Goldstein value")
            ->check(CLI::IsMember({"pair", "type", "month"}));
    add_formats(*command, *asked);
    command->footer("Example:\n  " + example);
    command->callback([&commands, asked, kind] { commands.run = [asked, kind] { return answer(*asked, kind); }; });
}

int answer_sql(const Asked& asked) {
    const auto store = store::Store::open_to_read(asked.file);
    if (!store) return fail(store.error());
    auto rows = store->query(asked.sql);
    if (!rows) return fail(rows.error());
    ask::print(std::cout, *rows, asked.format(), terminal_width());
    return 0;
}

}  // namespace

void add_tables(Commands& commands) {
    using ask::Kind;
    add_question(commands, Kind::statements, "statements", "List who said what", "Form: direct, indirect or mixed",
                 "dragoman statements demo.duckdb --country CHL --limit 5");
    add_question(commands, Kind::events, "events", "List or count who did what to whom", "PLOVER type, or TYPE/mode",
                 "dragoman events demo.duckdb --pair CHL,PER --from 2025-02");
    add_question(commands, Kind::figures, "figures", "List how much and how many",
                 "Role: level, change, target, capacity, count, share and so on",
                 "dragoman figures demo.duckdb --type change");
    add_question(commands, Kind::commitments, "commitments", "List who undertakes what, and by when",
                 "Kind: attend, meet, pay, supply, build, sign and so on",
                 "dragoman commitments demo.duckdb --country PER");
    add_question(commands, Kind::stories, "stories", "List the stories and what was found in each",
                 "Section of the paper", "dragoman stories demo.duckdb --to 2025-03");
}

void add_sql(Commands& commands) {
    auto asked = std::make_shared<Asked>();
    auto* command = commands.app.add_subcommand("sql", "Ask a store anything, reading only (tables: docs/store.md)");
    command->add_option("file", asked->file, "Store made by dragoman ingest")->required()->type_name("FILE.duckdb");
    command->add_option("query", asked->sql, "One statement of DuckDB's SQL")->required()->type_name("SQL");
    add_formats(*command, *asked);
    command->footer(
        "Example:\n  dragoman sql demo.duckdb \"SELECT type, count(*) FROM events GROUP BY type ORDER BY 2 DESC\"");
    command->callback([&commands, asked] { commands.run = [asked] { return answer_sql(*asked); }; });
}

}  // namespace dragoman::cli
