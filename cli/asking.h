// What the commands that ask a store share: opening it, formats, filters, printing.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "ask/print.h"
#include "ask/questions.h"
#include "commands.h"

namespace dragoman::cli {

struct Asked {
    std::string file;
    ask::Filter filter;
    bool json = false, csv = false, markdown = false;

    ask::Format format() const {
        return json       ? ask::Format::json
               : csv      ? ask::Format::csv
               : markdown ? ask::Format::markdown
                          : ask::Format::table;
    }
    /// A table for a terminal shows few columns and rows, data all.
    bool brief() const { return !json && !csv; }
};

/// The store to ask.
void add_store(CLI::App& command, Asked& asked);
/// --json, --csv, --md.
void add_formats(CLI::App& command, Asked& asked);
/// --limit: by default 50 rows of a table, all of JSON and CSV.
void add_limit(CLI::App& command, Asked& asked);
/// --country, --pair, --person; then --from and --to, which are about the days of `what`.
void add_who(CLI::App& command, Asked& asked);
void add_when(CLI::App& command, Asked& asked, const std::string& what);

/// Opens the store, asks, prints; the exit code. With `joined` it says on standard error when stories wait to be
/// joined. The question gets a filter whose limit is one more than what is printed.
int answer(const Asked& asked, bool joined,
           const std::function<Result<store::Rows>(const store::Store&, const ask::Filter&)>& question);

}  // namespace dragoman::cli
