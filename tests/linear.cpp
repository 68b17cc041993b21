// Driver of linear_test.py: reads documents, or joins stores, each in a process forked off after the engine was loaded,
// so that under cachegrind each process tells its own instructions and loading is paid for once. Prints "PID PATH".
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "archive/inputs.h"
#include "dragoman/engine.h"
#include "record/record.h"
#include "store/store.h"
#include "story/story.h"

namespace {

using namespace dragoman;

void read_all(const std::string& path, const Engine& engine) {
    archive::Inputs inputs({path});
    while (const auto document = inputs.next()) {
        if (document->error) continue;
        if (const auto stories = story::stories_of(document->bytes, document->context))
            for (const Story& story : *stories) (void)record::to_json(engine.read(story));
    }
}

bool join(const std::string& path) {
    auto store = store::Store::open_to_write(path);
    // Idle threads spin, and what they spin depends on the machine.
    return store && store->query("SET threads = 1") && store->join();
}

}  // namespace

int main(int count, char** paths) {
    const Engine engine = Engine::load();
    {
        Story story;  // what is made at first use is made here
        story.text = "Peru left the talks on Monday, the minister said.";
        (void)record::to_json(engine.read(story));
    }
    for (int i = 1; i < count; ++i) {
        const std::string path = paths[i];
        const pid_t child = fork();
        if (child == 0) {
            if (path.ends_with(".duckdb") && !join(path)) std::exit(1);
            if (!path.ends_with(".duckdb") && path != "-") read_all(path, engine);
            std::exit(0);
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) != child || status != 0)
            return std::fprintf(stderr, "linear: %s was not done\n", paths[i]), 1;
        std::printf("%d %s\n", child, paths[i]);
    }
    return 0;
}
