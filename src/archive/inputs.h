// Paths → the bytes of documents, one after the other.
#pragma once

#include <cstdint>
#include <fstream>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "result.h"
#include "story/story.h"

namespace dragoman::archive {

/// The bytes of one document, or why they cannot be had.
struct Document {
    story::Context context;  ///< `where`: "talks.json", "archive.jsonl:12", "-:3"
    std::string bytes;
    bool json_line = false;  ///< one line of JSON, else a file whose content tells what it is
    bool named = false;      ///< the user named this file; else it was found in a folder
    std::string file;        ///< the outermost file: a path, or "-"
    std::int64_t index = 0;  ///< which of the documents of that file it is, those with errors counted
    std::optional<Error> error;
};

/// Walks files and folders in a fixed order: paths as given, folders by name.
///
/// A file ending in .jsonl or .ndjson holds a story a line; so does standard input ("-") when its
/// first line is a whole JSON object. In folders .json, .txt, .jsonl and .ndjson are taken, answer
/// keys (.key.json), hidden and all other files are passed over. Not for several threads at once.
class Inputs {
public:
    /// `skip(path)` is asked before a file is opened; its bytes then count as done.
    explicit Inputs(const std::vector<std::string>& paths, std::function<bool(const std::string&)> skip = {});

    /// The next document; none at the end.
    std::optional<Document> next();

    std::uintmax_t bytes() const { return bytes_; }  ///< of all files; standard input not counted
    std::uintmax_t bytes_done() const { return bytes_done_; }
    int passed_over() const { return passed_over_; }

private:
    struct File {
        std::string path;
        std::uintmax_t size = 0;
        bool named = false;
        std::string name;  ///< in the folder that was named, without extension
    };

    void walk(const std::string& folder);
    std::optional<Document> begin(const File& file);
    std::optional<Document> line();

    std::function<bool(const std::string&)> skip_;
    std::vector<File> files_;
    std::size_t next_file_ = 0;
    std::uintmax_t bytes_ = 0, bytes_done_ = 0;
    int passed_over_ = 0;

    std::string lines_of_;  ///< path of the file of lines that is open, or empty
    std::ifstream file_;
    std::istream* lines_ = nullptr;
    std::string first_line_;  ///< of standard input, read to see what it is
    int line_ = 0;
    std::int64_t index_ = 0;
};

}  // namespace dragoman::archive
