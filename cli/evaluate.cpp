// dragoman evaluate: how right the records are, by answer keys.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include "commands.h"
#include "engine.h"
#include "evaluate/score.h"
#include "input.h"
#include "record/record.h"
#include "story/story.h"

namespace dragoman::cli {
namespace {

namespace fs = std::filesystem;

struct Evaluation {
    std::string keys, records;
    bool errors = false, json = false;
    std::vector<std::string> knowledge;
};

Result<std::string> content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return Error{"cannot be read", path.string(), ""};
    return std::string(std::istreambuf_iterator<char>(file), {});
}

/// The record of a story: read here, or found in the folder of records; none when it is not there.
Result<std::optional<Record>> record_of(const Evaluation& evaluation, const Engine* engine, const Story& story,
                                        const std::string& name) {
    if (engine) return std::optional(engine->read(story));
    const fs::path path = fs::path(evaluation.records) / (name + ".json");
    if (!fs::exists(path)) return std::optional<Record>();
    const auto bytes = content_of(path);
    if (!bytes) return bytes.error();
    auto record = record::from_json(*bytes);
    if (!record) return Error{record.error().what, path.string(), ""};
    return std::optional(std::move(*record));
}

Status add_case(evaluate::Score& score, const Evaluation& evaluation, const Engine* engine, const fs::path& key_path) {
    std::string story_path = key_path.string();
    story_path.replace(story_path.rfind(".key.json"), std::string::npos, ".story.json");
    const auto key_bytes = content_of(key_path), story_bytes = content_of(story_path);
    if (!key_bytes) return key_bytes.error();
    if (!story_bytes) return story_bytes.error();
    const auto key = evaluate::parse_key(*key_bytes, key_path.string());
    if (!key) return key.error();
    const auto story = story::parse_json(*story_bytes, story_path);
    if (!story) return story.error();
    const auto record = record_of(evaluation, engine, *story, key->story);
    if (!record) return record.error();
    score.add(*key, story->text, *record ? &**record : nullptr);
    return Done{};
}

int run(const Evaluation& evaluation) {
    if (evaluation.keys.empty())
        return complain({"no answer keys named", "evaluate", "Name a folder of NAME.story.json and NAME.key.json."}), 2;
    std::vector<fs::path> keys;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(evaluation.keys, error))
        if (entry.path().string().ends_with(".key.json")) keys.push_back(entry.path());
    if (keys.empty()) return std::cerr << "dragoman: " << evaluation.keys << ": no NAME.key.json in this folder\n", 2;
    std::sort(keys.begin(), keys.end());
    std::optional<Engine> engine;
    if (evaluation.records.empty()) {
        auto loaded = load_engine(evaluation.knowledge);
        if (!loaded) return complain(loaded.error()), 2;
        engine = std::move(*loaded);
    }
    evaluate::Score score;
    for (const auto& key : keys)
        if (const Status added = add_case(score, evaluation, engine ? &*engine : nullptr, key); !added)
            return complain(added.error()), 2;
    std::cout << (evaluation.json ? score.json() : score.table());
    if (evaluation.errors)
        for (const auto& line : score.errors()) std::cout << line << "\n";
    return score.violations() > 0 ? 1 : 0;
}

}  // namespace

void add_evaluate(Commands& commands) {
    auto evaluation = std::make_shared<Evaluation>();
    auto* command = commands.app.add_subcommand("evaluate", "Score what is read against answer keys");
    command->add_option("keys", evaluation->keys, "Folder of NAME.story.json and NAME.key.json")
        ->type_name("KEYDIR")
        ->check(CLI::ExistingDirectory);
    command
        ->add_option("--records", evaluation->records,
                     "Score the records NAME.json of this folder instead of reading the stories")
        ->type_name("DIR")
        ->check(CLI::ExistingDirectory);
    auto* json = command->add_flag("--json", evaluation->json, "Print JSON");
    command->add_flag("--errors", evaluation->errors, "List what was missed, wrong or too much")->excludes(json);
    add_knowledge_option(*command, evaluation->knowledge);
    command->footer("Example:\n  dragoman evaluate tests/keys --errors");
    command->callback([&commands, evaluation] {
        if (!commands.run) commands.run = [evaluation] { return run(*evaluation); };
    });
    add_evaluate_plv(commands, *command);
    add_evaluate_cofenet(commands, *command);
    add_evaluate_tone(commands, *command);
}

}  // namespace dragoman::cli
