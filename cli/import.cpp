// dragoman import: a data set's stories into a store.
#include <iostream>
#include <memory>

#include "commands.h"
#include "ingest/importing.h"
#include "input.h"
#include "joining.h"

namespace dragoman::cli {

void add_import(Commands& commands) {
    auto folder = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto no_join = std::make_shared<bool>(false);
    auto* command = commands.app.add_subcommand(
        "import", "Take the stories of a data set, made by Spark or by dragoman export, into a store and join them");
    command->add_option("folder", *folder, "Data set")->required()->type_name("FOLDER");
    command->add_option("--into", *file, "Store; made when there is none")->required()->type_name("FILE.duckdb");
    command->add_flag("--no-join", *no_join, "Leave the stories to a later dragoman join");
    command->footer(
        "Stories that the store has are left as they are.\n\nExample:\n  dragoman import demo.parquet --into "
        "all.duckdb");
    command->callback([&commands, folder, file, no_join] {
        commands.run = [=] {
            auto store = store::Store::open_to_write(*file);
            if (!store) return complain(store.error()), 2;
            const auto imported = ingest::import_data_set(*store, *folder);
            if (!imported) return complain(imported.error()), 2;
            std::cout << fmt::format("{}: {} stories taken, {} left as they were\n", *file, imported->stories,
                                     imported->known);
            return *no_join ? 0 : join_stories(*store, false);
        };
    });
}

}  // namespace dragoman::cli
