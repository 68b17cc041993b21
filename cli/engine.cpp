#include "engine.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "input.h"

namespace dragoman::cli {
namespace {

namespace fs = std::filesystem;

fs::path own_folder() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    if (config && *config) return fs::path(config) / "dragoman/knowledge";
    const char* home = std::getenv("HOME");
    return home && *home ? fs::path(home) / ".config/dragoman/knowledge" : fs::path();
}

}  // namespace

void add_knowledge_option(CLI::App& command, std::vector<std::string>& folders) {
    command
        .add_option("--knowledge", folders,
                    "A folder of your own names and words laid over the built-in ones (dragoman knowledge --help)")
        ->type_name("DIR")
        ->allow_extra_args(false);
}

void add_document_option(CLI::App& command, DocumentType& document) {
    command
        .add_option_function<std::string>(
            "--document",
            [&document](const std::string& type) {
                document = type == "colloquial" ? DocumentType::colloquial : DocumentType::news;
            },
            "What sort of text it is, which decides how times are read: news tells of the days around its own; "
            "colloquial (mails, chats, minutes, orders) makes plans: days and hours lie ahead, \"at 5\" is an hour")
        ->check(CLI::IsMember({"news", "colloquial"}))
        ->default_str("news");
}

Result<std::vector<KnowledgeFile>> knowledge_files(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> paths;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
        if (at->path().extension() == ".tsv") paths.push_back(at->path().string());
    if (error) return Error{error.message(), folder, "Give a folder with files like leaders.tsv."};
    if (paths.empty())
        return Error{"holds no file NAME.tsv", folder,
                     "dragoman knowledge list names the tables that files may add to."};
    std::sort(paths.begin(), paths.end());
    std::vector<KnowledgeFile> files;
    for (const std::string& path : paths) {
        auto text = read_input(path);
        if (!text) return text.error();
        files.push_back({path, std::move(*text)});
    }
    return files;
}

Result<std::vector<KnowledgeFile>> user_knowledge(const std::vector<std::string>& folders) {
    std::vector<std::string> all = folders;
    std::error_code error;
    if (const fs::path own = own_folder(); !own.empty() && fs::is_directory(own, error) && !fs::is_empty(own, error))
        all.insert(all.begin(), own.string());
    std::vector<KnowledgeFile> files;
    for (const std::string& folder : all) {
        auto more = knowledge_files(folder);
        if (!more) return more.error();
        std::move(more->begin(), more->end(), std::back_inserter(files));
    }
    return files;
}

Result<Engine> engine_over(std::vector<KnowledgeFile> files) {
    Engine engine = Engine::load(std::move(files));
    if (const auto& faults = engine.knowledge_faults(); !faults.empty())
        return Error{
            faults[0].what, faults[0].line > 0 ? fmt::format("{}:{}", faults[0].file, faults[0].line) : faults[0].file,
            faults.size() == 1
                ? "Mend the line; dragoman knowledge check DIR tells when all is well."
                : fmt::format("{} more faults: dragoman knowledge check DIR names them all.", faults.size() - 1)};
    return engine;
}

Result<Engine> load_engine(const std::vector<std::string>& folders) {
    auto files = user_knowledge(folders);
    if (!files) return files.error();
    return engine_over(std::move(*files));
}

}  // namespace dragoman::cli
