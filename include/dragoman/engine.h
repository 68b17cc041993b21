// The engine: a story in, its record out.
//
//     auto engine = dragoman::Engine::load();
//     dragoman::Story story;
//     story.text = "...";
//     story.published = "2024-05-03";
//     dragoman::Record record = engine.read(story);
//
// `read` cannot fail, does no I/O and reads no clock, locale or environment: the same story gives
// the same record. An Engine is immutable after loading; any number of threads may call `read`.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/record.h"

namespace dragoman {

/// What sort of text a story is, in HeidelTime's words, which decides how its times are read: news tells of the days
/// around its own; colloquial texts (mails, chats, minutes, what one tells an assistant) make plans.
enum class DocumentType : std::uint8_t { news, colloquial };

/// A story as it came in. `text` is the body, any bytes; UTF-8 is expected and repaired if broken.
struct Story {
    std::string id;  ///< empty: derived from the content
    std::string source, url, title, section;
    std::vector<std::string> authors;
    std::string published;       ///< ISO 8601, or empty when unknown
    std::string published_from;  ///< "given", "metadata", "text", "url" or empty
    std::string text;
    DocumentType document = DocumentType::news;
};

/// A file of the user's own knowledge: `name` ends with a table's name and ".tsv", `text` is its content
/// (src/knowledge/knowledge.h says what a line does; `dragoman knowledge` shows the tables).
struct KnowledgeFile {
    std::string name, text;
};

/// What is wrong with a line of such a file; line 0: with the file.
struct KnowledgeFault {
    std::string file;
    int line = 0;
    std::string what;
};

struct Versions {
    std::string engine, knowledge, model;
};

struct Stages;  // what every stage made; src/stages.h

class Engine {
public:
    /// Loads the knowledge and weights compiled into the program; some milliseconds.
    /// Throws nothing. Weights whose checksum differs are not used: every record then has a note
    /// "model" and no rows that need a parse.
    static Engine load();
    /// The same with the user's files laid over the tables, later ones over earlier ones. Lines with faults are
    /// left out and named in knowledge_faults().
    static Engine load(std::vector<KnowledgeFile> files);

    Engine(Engine&&) noexcept;
    Engine& operator=(Engine&&) noexcept;
    ~Engine();

    Record read(const Story& story) const;

    /// Called with a stage's name when it begins and with "" when the last has ended; for timing.
    using Observer = std::function<void(std::string_view stage)>;
    Record read(const Story& story, const Observer& observer) const;

    /// Like `read`, keeping what every stage made (for `explain` and for tests).
    Stages read_stages(const Story& story, const Observer& observer = {}) const;

    const Versions& versions() const;
    const std::vector<KnowledgeFault>& knowledge_faults() const;

private:
    struct Parts;
    explicit Engine(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace dragoman
