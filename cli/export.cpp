// dragoman export: a store's rows in the forms of others.
#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "commands.h"
#include "input.h"
#include "dragoman/engine.h"
#include "record/record.h"
#include "store/exports/exports.h"

namespace dragoman::cli {
namespace {

struct Wanted {
    std::string file, pair, country, count = "reports";
    store::ExportRequest request;
};

void print_summary(const store::Exported& done, const store::ExportRequest& request) {
    if (request.form == "parquet")
        std::cerr << "wrote " << request.into << "\n";
    else
        std::cerr << fmt::format("wrote {} rows", done.rows)
                  << (done.stories > 0 ? fmt::format(" of {} stories", done.stories) : "")
                  << (request.into.empty() ? "" : " into " + request.into) << "\n";
    for (const auto& [reason, count] : done.left_out)
        std::cerr << fmt::format("  left out {} {}, which this form cannot hold\n", count, reason);
}

int export_rows(Wanted wanted) {
    store::ExportRequest& request = wanted.request;
    request.counting = wanted.count == "happenings" ? store::Counting::happenings : store::Counting::reports;
    if (request.form == "parquet") request.program = record::engine_version(Engine::load().versions());
    if (!wanted.country.empty()) request.countries.push_back(wanted.country);
    if (!wanted.pair.empty()) {
        const auto comma = wanted.pair.find(',');
        if (comma == std::string::npos || comma == 0 || comma + 1 == wanted.pair.size())
            return complain(
                       {"\"" + wanted.pair + "\" is not a pair", "", "Give two countries, such as --pair CHL,PER."}),
                   2;
        request.countries.push_back(wanted.pair.substr(0, comma));
        request.countries.push_back(wanted.pair.substr(comma + 1));
    }
    const bool terminal = isatty(STDERR_FILENO) == 1;
    const auto done = store::export_store(wanted.file, request, std::cout, [&](const store::Exported& so_far) {
        if (terminal)
            std::cerr << fmt::format("\r\033[K{} stories, {} rows", so_far.stories, so_far.rows) << std::flush;
    });
    if (terminal) std::cerr << "\r\033[K" << std::flush;
    if (!done) return complain(done.error()), 2;
    print_summary(*done, request);
    return 0;
}

std::string forms_text() {
    std::string text = "Forms:\n";
    for (const auto& form : store::export_forms()) text += fmt::format("  {:9}{}\n", form.name, form.about);
    return text;
}

}  // namespace

void add_export(Commands& commands) {
    auto wanted = std::make_shared<Wanted>();
    store::ExportRequest& request = wanted->request;
    auto* command = commands.app.add_subcommand("export", "Write a store's rows in the forms of other data sets");
    command->add_option("file", wanted->file, "Store made by dragoman ingest, or a data set made of it by this command")
        ->required()
        ->type_name("FILE.duckdb");
    std::vector<std::string> names;
    for (const auto& form : store::export_forms()) names.push_back(form.name);
    command->add_option("--as", request.form, "Which form; they are listed below")
        ->required()
        ->check(CLI::IsMember(names));
    command
        ->add_option("--into", request.into,
                     "File or folder to write; without it the first file goes to standard output")
        ->type_name("PATH");
    command->add_flag("--overwrite", request.overwrite, "Take the place of an earlier export");
    command->add_option("--from", request.from, "Stories of this day, month or year and later")->type_name("DATE");
    command->add_option("--to", request.to, "Stories of this day, month or year and earlier")->type_name("DATE");
    command->add_option("--country", wanted->country, "Rows in which this country takes part: ISO code or name")
        ->type_name("CODE");
    command->add_option("--pair", wanted->pair, "Rows in which both countries take part")->type_name("CODE,CODE");
    command->add_flag("--originals", request.originals, "Leave out stories that are copies of others");
    command->add_option("--count", wanted->count, "Count each report as an event, or all reports of a happening as one")
        ->check(CLI::IsMember({"reports", "happenings"}))
        ->capture_default_str();
    command->footer(
        forms_text() +
        "What stands in each column, and what stays empty: docs/exports.md.\n"
        "Example:\n"
        "  dragoman export demo.duckdb --as gdelt --pair CHL,PER\n"
        "  dragoman export demo.duckdb --as parquet --into demo.parquet --overwrite && dragoman events demo.parquet "
        "--pair CHL,PER --limit 5");
    command->callback([&commands, wanted] { commands.run = [wanted] { return export_rows(*wanted); }; });
}

}  // namespace dragoman::cli
