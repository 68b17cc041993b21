#include "asking.h"
#include "input.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <iostream>

namespace dragoman::cli {
namespace {

constexpr int rows_on_a_terminal = 50;

/// Columns of the terminal behind standard output; 120 when there is none.
int terminal_width() {
    winsize size{};
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 120;
}

void say_what_waits(const store::Store& store, const std::string& file) {
    const auto waiting = store.unjoined();
    if (waiting && *waiting > 0)
        std::cerr << *waiting << " stories are not joined with the others yet: dragoman join " << file << "\n";
}

}  // namespace

void add_store(CLI::App& command, Asked& asked) {
    command
        .add_option("file", asked.file, "Store made by dragoman ingest, or a data set made of it by dragoman export")
        ->required()
        ->type_name("FILE.duckdb");
}

void add_formats(CLI::App& command, Asked& asked) {
    auto* json = command.add_flag("--json", asked.json, "Print a JSON array with all columns");
    auto* csv = command.add_flag("--csv", asked.csv, "Print CSV with all columns")->excludes(json);
    command.add_flag("--md", asked.markdown, "Print a Markdown table")->excludes(json)->excludes(csv);
}

void add_limit(CLI::App& command, Asked& asked) {
    asked.filter.limit = -1;
    command.add_option("--limit", asked.filter.limit, "Most rows; 0 is all (tables 50, JSON and CSV all)")
        ->check(CLI::NonNegativeNumber);
}

void add_who(CLI::App& command, Asked& asked) {
    command.add_option("--country", asked.filter.country, "Country that takes part: ISO code or name")
        ->type_name("CODE");
    command.add_option("--pair", asked.filter.pair, "Two countries that both take part")->type_name("CODE,CODE");
    command.add_option("--person", asked.filter.person, "Part of the name of somebody who takes part")
        ->type_name("NAME");
}

void add_when(CLI::App& command, Asked& asked, const std::string& what) {
    command.add_option("--from", asked.filter.from, what + " of this day, month or year and later")->type_name("DATE");
    command.add_option("--to", asked.filter.to, what + " of this day, month or year and earlier")->type_name("DATE");
}

int answer(const Asked& asked, bool joined,
           const std::function<Result<store::Rows>(const store::Store&, const ask::Filter&)>& question) {
    const auto store = store::Store::open_to_read(asked.file);
    if (!store) return complain(store.error()), 2;
    ask::Filter filter = asked.filter;
    const int limit = filter.limit < 0 ? (asked.brief() ? rows_on_a_terminal : 0) : filter.limit;
    filter.limit = limit > 0 ? limit + 1 : 0;  // one more, to know whether there are more
    auto rows = question(*store, filter);
    if (!rows) return complain(rows.error()), 2;
    rows->stop_after(limit);
    ask::print(std::cout, *rows, asked.format(), terminal_width());
    if (rows->stopped()) std::cerr << "There are more rows; --limit 0 shows all.\n";
    if (joined) say_what_waits(*store, asked.file);
    return 0;
}

}  // namespace dragoman::cli
