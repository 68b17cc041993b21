// dragoman read: one story in, its record out.
#include <chrono>
#include <iostream>

#include "commands.h"
#include "display.h"
#include "dragoman/engine.h"
#include "engine.h"
#include "input.h"
#include "record/record.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

struct Options {
    std::string file, published, title, source, url, format = "json";
    bool timings = false;
    std::vector<std::string> knowledge;
    DocumentType document = DocumentType::news;
};

/// Collects seconds by stage between the engine's calls.
class Timer {
public:
    void operator()(std::string_view stage) {
        const auto now = std::chrono::steady_clock::now();
        if (!stage_.empty())
            std::cerr << stage_ << "\t" << std::chrono::duration<double, std::milli>(now - since_).count() << " ms\n";
        stage_ = stage;
        since_ = now;
    }

private:
    std::string stage_;
    std::chrono::steady_clock::time_point since_;
};

int run(const Options& o) {
    auto bytes = read_input(o.file);
    if (!bytes) return complain(bytes.error()), 2;
    auto story = story::parse(*bytes, {.where = o.file});
    if (!story) return complain(story.error()), 2;
    if (!o.published.empty()) {
        if (!story::is_date(o.published))
            return complain({"--published is no ISO 8601 date: " + o.published, "",
                             "Write it like 2024-05-03 or 2024-05-03T09:30:00Z."}),
                   2;
        story->published = o.published, story->published_from = "given";
    }
    if (!o.title.empty()) story->title = o.title;
    if (!o.source.empty()) story->source = o.source;
    if (!o.url.empty()) story->url = o.url;
    story->document = o.document;
    Timer timer;
    if (o.timings) timer("load");
    const auto engine = load_engine(o.knowledge);
    if (!engine) return complain(engine.error()), 2;
    const Record record = o.timings ? engine->read(*story, std::ref(timer)) : engine->read(*story);
    if (o.format == "text")
        std::cout << as_text(record, terminal_style(stdout));
    else if (o.format == "html")
        std::cout << as_html(record);
    else
        std::cout << record::to_json(record, o.format == "json") << "\n";
    std::cout.flush();
    return 0;
}

}  // namespace

void add_read(Commands& commands) {
    auto* command = commands.app.add_subcommand("read", "Read one story, print its record");
    auto options = std::make_shared<Options>();
    command->add_option("FILE", options->file, "Plain text or story JSON; - for standard input")->required();
    command->add_option("--published", options->published,
                        "When the story appeared (ISO 8601): what \"yesterday\" is counted from");
    command->add_option("--title", options->title, "The story's title (context only: no row rests on it)");
    command->add_option("--source", options->source, "Who published it");
    command->add_option("--url", options->url, "Where it was published");
    command
        ->add_option("--format", options->format,
                     "json (indented), ndjson (one line), text (for people), html (one page)")
        ->check(CLI::IsMember({"json", "ndjson", "text", "html"}));
    command->add_flag("--timings", options->timings, "Print each stage's time on standard error");
    add_document_option(*command, options->document);
    add_knowledge_option(*command, options->knowledge);
    command->footer("Example:\n  dragoman read examples/2025-03-14-crossing-promise.json --format text");
    command->callback([&commands, options] { commands.run = [options] { return run(*options); }; });
}

void add_version(Commands& commands) {
    auto* command = commands.app.add_subcommand("version", "Print the versions of engine, knowledge and model");
    auto folders = std::make_shared<std::vector<std::string>>();
    add_knowledge_option(*command, *folders);
    command->footer("Example:\n  dragoman version");
    command->callback([&commands, folders] {
        commands.run = [folders] {
            const auto engine = load_engine(*folders);
            if (!engine) return complain(engine.error()), 2;
            const Versions& v = engine->versions();
            std::cout << "dragoman " << v.engine << "\nknowledge " << v.knowledge << "\nmodel " << v.model << "\n";
            return 0;
        };
    });
}

}  // namespace dragoman::cli
