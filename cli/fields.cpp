// dragoman fields: the documentation of the record, as docs/record.md holds it.
#include <iostream>

#include "commands.h"
#include "record/record.h"

namespace dragoman::cli {

void add_fields(Commands& commands) {
    auto* command = commands.app.add_subcommand("fields", "Print every field of the record, in Markdown");
    command->footer("Example:\n  dragoman fields");
    command->callback([&commands] {
        commands.run = [] {
            std::cout << record::documentation();
            return 0;
        };
    });
}

}  // namespace dragoman::cli
