// dragoman forget: stories out of a store, for good.
#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <memory>

#include "commands.h"
#include "input.h"
#include "ingest/forget.h"
#include "joining.h"

namespace dragoman::cli {
namespace {

struct Wanted {
    std::string file, source, reason;
    std::vector<std::string> stories;
};

std::string today() {
    const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
    return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                       static_cast<unsigned>(day.day()));
}

/// The ids given, and those of the source.
Result<std::vector<std::string>> ids_of(const store::Store& store, const Wanted& wanted) {
    std::vector<std::string> ids = wanted.stories;
    if (wanted.source.empty()) return ids;
    auto rows = store.query("SELECT id FROM stories WHERE source = ? ORDER BY id", {{wanted.source}});
    if (!rows) return rows.error();
    const std::size_t before = ids.size();
    for (std::vector<store::Value> row; rows->next(row);) ids.push_back(store::plain(row[0]));
    if (ids.size() == before)
        return Error{"no story is of the source \"" + wanted.source + "\"", wanted.file,
                     "Sources: dragoman sql " + wanted.file + " \"SELECT DISTINCT source FROM stories\""};
    return ids;
}

int forget(const Wanted& wanted) {
    auto store = store::Store::open_to_write(wanted.file);
    if (!store) return complain(store.error()), 2;
    const auto ids = ids_of(*store, wanted);
    if (!ids) return complain(ids.error()), 2;
    const auto done = ingest::forget(*store, *ids, today(), wanted.reason);
    if (!done) return complain(done.error()), 2;
    if (const int code = join_stories(*store, false); code != 0) return code;
    if (Status rewritten = store->rewrite(); !rewritten) return complain(rewritten.error()), 2;
    std::cout << fmt::format("{}: {} stories forgotten, {} copies linked anew; the file is written anew without them\n",
                             wanted.file, done->stories, done->linked);
    for (const std::string& id : done->unknown) std::cerr << "no such story: " << id << "\n";
    return done->unknown.empty() ? 0 : 1;
}

}  // namespace

void add_forget(Commands& commands) {
    auto wanted = std::make_shared<Wanted>();
    auto* command = commands.app.add_subcommand("forget", "Take stories out of a store for good, words and all");
    command->add_option("file", wanted->file, "Store made by dragoman ingest")->required()->type_name("FILE.duckdb");
    command->add_option("stories", wanted->stories, "Ids of the stories (dragoman stories shows them)")
        ->type_name("STORY");
    command->add_option("--source", wanted->source, "All stories of this publisher")->type_name("NAME");
    command->add_option("--reason", wanted->reason, "Kept with the day, so say nothing that is to be forgotten")
        ->type_name("TEXT");
    command->footer(
        "The stories' texts, rows and earlier editions go, and what was derived from them is derived anew. Of what "
        "was\n"
        "there a hash is kept, so that ingest does not read it in again. The file is then written anew, since deleted\n"
        "words would still be among its bytes; backups and data sets exported earlier are yours to delete.\n"
        "Without stories and --source the file is only written anew.\n"
        "Example:\n  cp demo.duckdb copy.duckdb && dragoman forget copy.duckdb 2025-05-20-telephone --reason "
        "retracted");
    command->callback([&commands, wanted] { commands.run = [wanted] { return forget(*wanted); }; });
}

}  // namespace dragoman::cli
