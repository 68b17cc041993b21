// The engine as commands load it: the built-in knowledge, then the user's.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"

namespace dragoman::cli {

/// Adds --knowledge DIR to a command.
void add_knowledge_option(CLI::App& command, std::vector<std::string>& folders);

/// Adds --document TYPE to a command.
void add_document_option(CLI::App& command, DocumentType& document);

/// The files *.tsv of a folder, by name. An error when it cannot be read or holds none.
Result<std::vector<KnowledgeFile>> knowledge_files(const std::string& folder);

/// The files of the user's own folder ($XDG_CONFIG_HOME/dragoman/knowledge, else ~/.config/dragoman/knowledge)
/// where there is one, then those of the folders given.
Result<std::vector<KnowledgeFile>> user_knowledge(const std::vector<std::string>& folders);

/// The engine over these files; an error names the first faulty line.
Result<Engine> engine_over(std::vector<KnowledgeFile> files);

/// The engine over the user's own and the folders' files; an error names the first faulty line.
Result<Engine> load_engine(const std::vector<std::string>& folders);

}  // namespace dragoman::cli
