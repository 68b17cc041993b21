// The command line: one file a command. Each add_X declares its subcommand with options and an
// example in its footer, and in its callback sets `run`, which main then calls; its value is the
// exit code: 0 done, 1 some inputs failed, 2 wrong usage or unusable input.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace dragoman::cli {

struct Commands {
    CLI::App& app;
    std::function<int()> run;
};

void add_actors(Commands&);
void add_archive(Commands&);
void add_changes(Commands&);
void add_describe(Commands&);
void add_evaluate(Commands&);
void add_evaluate_cofenet(Commands&, CLI::App& evaluate);
void add_evaluate_tone(Commands&, CLI::App& evaluate);
void add_evaluate_plv(Commands&, CLI::App& evaluate);
void add_explain(Commands&);
void add_export(Commands&);
void add_feed(Commands&);
void add_fields(Commands&);
void add_follow(Commands&);
void add_happenings(Commands&);
void add_forget(Commands&);
void add_history(Commands&);
void add_import(Commands&);
void add_ingest(Commands&);
void add_join(Commands&);
void add_knowledge(Commands&);
void add_ledger(Commands&);
void add_page(Commands&);
void add_parse(Commands&);
void add_positions(Commands&);
void add_quantities(Commands&);
void add_attributions(Commands&);
void add_tone(Commands&);
void add_read(Commands&);
void add_series(Commands&);
void add_relations(Commands&);
void add_report(Commands&);
void add_serve(Commands&);
void add_sql(Commands&);
void add_tables(Commands&);  ///< statements, events, figures, commitments, stories
void add_times(Commands&);
void add_version(Commands&);
void add_work(Commands&);

}  // namespace dragoman::cli
