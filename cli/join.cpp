// dragoman join: what the stories of a store say together.
#include <unistd.h>

#include <iostream>
#include <memory>

#include "commands.h"
#include "input.h"
#include "joining.h"

namespace dragoman::cli {

int join_stories(store::Store& store, bool again) {
    const bool terminal = isatty(STDERR_FILENO) == 1;
    const auto joined = store.join(again, [&](const char* step) {
        if (terminal) std::cerr << "\r\033[Kjoining stories: " << step << std::flush;
    });
    if (terminal) std::cerr << "\r\033[K" << std::flush;
    if (!joined) return complain(joined.error()), 2;
    double seconds = 0;
    std::string steps;
    for (const auto& [name, took] : joined->seconds) {
        seconds += took;
        steps += fmt::format("{}{} {:.1f}", steps.empty() ? " (" : ", ", name, took);
    }
    if (joined->stories > 0)
        std::cout << fmt::format("  joined {} stories{} in {:.1f} s{}\n", joined->stories,
                                 joined->everything ? "" : " with those before", seconds,
                                 steps.empty() ? "" : steps + ")");
    return 0;
}

void add_join(Commands& commands) {
    auto file = std::make_shared<std::string>();
    auto again = std::make_shared<bool>(false);
    auto* command = commands.app.add_subcommand(
        "join", "Join what the stories of a store say together (ingest does it at its end)");
    command->add_option("file", *file, "Store made by dragoman ingest")->required()->type_name("FILE.duckdb");
    command->add_flag("--again", *again, "Derive all anew, not only what rests on new stories");
    command->footer("Example:\n  dragoman join demo.duckdb --again");
    command->callback([&commands, file, again] {
        commands.run = [=] {
            auto store = store::Store::open_to_write(*file);
            if (!store) return complain(store.error()), 2;
            return join_stories(*store, *again);
        };
    });
}

}  // namespace dragoman::cli
