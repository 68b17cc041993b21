// dragoman fields: the documentation of the record, and the tables of a store.
#include <iostream>
#include <memory>

#include "commands.h"
#include "record/python.h"
#include "record/record.h"
#include "store/schema/schema.h"

namespace dragoman::cli {

void add_fields(Commands& commands) {
    auto sql = std::make_shared<bool>(false);
    auto python = std::make_shared<bool>(false);
    auto* command =
        commands.app.add_subcommand("fields", "Print every field of the record in Markdown, or a store's tables");
    auto* tables = command->add_flag("--sql", *sql, "Print the tables and views of a store as SQL");
    command->add_flag("--python", *python, "Print the record's classes in Python as stubs for type checkers")
        ->excludes(tables);
    command->footer("Example:\n  dragoman fields --sql");
    command->callback([&commands, sql, python] {
        commands.run = [sql, python] {
            std::cout << (*sql ? store::schema_sql() : *python ? record::python_stubs() : record::documentation());
            return 0;
        };
    });
}

}  // namespace dragoman::cli
