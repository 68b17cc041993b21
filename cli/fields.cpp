// dragoman fields: the documentation of the record, and the tables of a store.
#include <iostream>
#include <memory>

#include "commands.h"
#include "record/record.h"
#include "store/schema/schema.h"

namespace dragoman::cli {

void add_fields(Commands& commands) {
    auto sql = std::make_shared<bool>(false);
    auto* command =
        commands.app.add_subcommand("fields", "Print every field of the record in Markdown, or a store's tables");
    command->add_flag("--sql", *sql, "Print the tables and views of a store as SQL");
    command->footer("Example:\n  dragoman fields --sql");
    command->callback([&commands, sql] {
        commands.run = [sql] {
            std::cout << (*sql ? store::schema_sql() : record::documentation());
            return 0;
        };
    });
}

}  // namespace dragoman::cli
