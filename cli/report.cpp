// dragoman report: two states in a month, on two pages.
#include <fstream>
#include <iostream>

#include "ask/actors/who.h"
#include "commands.h"
#include "input.h"
#include "report/pair.h"
#include "store/store.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string file, pair, month, as = "md", into;
};

int write_report(const Options& options) {
    const auto store = store::Store::open_to_read(options.file);
    if (!store) return complain(store.error()), 2;
    const auto sides = ask::sides_of(options.pair);
    if (!sides) return complain(sides.error()), 2;
    const auto document = report::on_pair(*store, sides->first, sides->second, options.month);
    if (!document) return complain(document.error()), 2;
    const std::string text = options.as == "html" ? report::html(*document) : report::markdown(*document);
    if (options.into.empty()) {
        std::cout << text;
    } else {
        std::ofstream out(options.into, std::ios::binary);
        out << text;
        out.close();
        if (!out) return complain({"cannot be written", options.into, ""}), 2;
        std::cout << options.into << ": " << document->references.size() << " passages cited\n";
    }
    if (const auto waiting = store->unjoined(); waiting && *waiting > 0)
        std::cerr << *waiting << " stories are not joined with the others yet: dragoman join " << options.file << "\n";
    return 0;
}

}  // namespace

void add_report(Commands& commands) {
    auto options = std::make_shared<Options>();
    auto* command = commands.app.add_subcommand(
        "report", "Write a brief on two states in a month, every sentence with the words it rests on");
    command->add_option("file", options->file, "Store made by dragoman ingest")->required()->type_name("FILE.duckdb");
    command->add_option("--pair", options->pair, "Two states: ISO codes or names")->required()->type_name("CODE,CODE");
    command->add_option("--month", options->month, "The month")->required()->type_name("2025-05");
    command->add_option("--as", options->as, "md (Markdown) or html (one file, nothing fetched, no scripts)")
        ->check(CLI::IsMember({"md", "html"}))
        ->capture_default_str();
    command->add_option("--into", options->into, "File to write; else standard output")->type_name("FILE");
    command->footer(
        "Example:\n  dragoman report demo.duckdb --pair CHL,PER --month 2025-05\n"
        "  dragoman report demo.duckdb --pair CHL,PER --month 2025-05 --as html --into report.html");
    command->callback([&commands, options] { commands.run = [options] { return write_report(*options); }; });
}

}  // namespace dragoman::cli
