// Paths → documents, one after the other, whatever they are packed in.
//
// What a file is, its content says (sniff.h): gzip, zstd, bzip2, xz, lz4 over anything; zip, tar; WARC,
// ARC; JSON, JSON lines and lists; CSV and TSV; Parquet; HTML, XML and text. Containers lie in
// containers to a depth; a stack of open readers holds where the reading is.
//
// Sitemaps hold no stories; what they say of pages that come after them goes into those pages' context.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/document.h"
#include "archive/sitemap.h"
#include "story/mapping.h"

namespace dragoman::archive {

/// A file as it is walked to.
struct File {
    std::string path;  ///< "-" is standard input
    std::string name;  ///< in the folder that was named, without extension; empty when the user named the file
    std::uintmax_t size = 0;
    std::filesystem::file_time_type changed{};
    bool named = false;  ///< by the user, else found in a folder
};

/// Walks files and folders in a fixed order: paths as given, folders by name, sitemaps in a folder first.
///
/// In folders files that begin with a dot and answer keys (.key.json) are passed over, and, once their
/// content is seen, binaries, text that is not named as text, and tables without a text. Named by the
/// user these are errors or, as text, stories. Memory is bounded by Limits and not by the files. Not for
/// several threads at once.
class Inputs {
public:
    struct Options {
        /// Asked before a file is opened: is it done already? Its bytes then count as done.
        std::function<bool(const File&)> skip = [](const File&) { return false; };
        story::Mapping mapping;  ///< which columns of tables are read
        Limits limits;
        bool list_passed_over = false;  ///< next() gives what is passed over too, with the bytes it has
    };

    explicit Inputs(const std::vector<std::string>& paths) : Inputs(paths, Options()) {}
    Inputs(const std::vector<std::string>& paths, Options options);
    /// Files that another one walked to, of which this one opens some: on another machine.
    Inputs(std::vector<File> files, Options options);
    const std::vector<File>& files() const { return files_; }

    /// The next document; none at the end.
    std::optional<Document> next();

    std::uintmax_t bytes() const { return bytes_; }  ///< of all files; standard input not counted
    /// Read so far, of the files themselves and not of what is unpacked from them.
    std::uintmax_t bytes_done() const;
    int passed_over() const { return passed_over_; }
    const std::map<std::string, int>& passed_over_why() const { return why_; }  ///< reason → how many

private:
    void walk(const std::string& folder);
    std::optional<Document> begin(const File& file);
    void finish_file();
    /// Puts a reader for what `source` holds on the stack, or gives a document that says why there is none.
    std::optional<Document> open(std::unique_ptr<Source> source, const std::string& where, int depth);
    std::unique_ptr<Stream> unpacked(std::unique_ptr<Source> source, const std::string& where, int& depth,
                                     std::optional<Document>& problem);
    std::optional<Document> finished(Document&& document);
    Document problem(const std::string& where, std::string what, std::string todo = "") const;
    Document passed(const std::string& where, std::string why) const;

    struct Level {
        std::unique_ptr<Reader> reader;
        int depth;
    };

    const Options options_;
    std::vector<File> files_;
    std::size_t next_file_ = 0;
    std::uintmax_t bytes_ = 0, bytes_done_ = 0;
    int passed_over_ = 0;
    std::map<std::string, int> why_;
    Sitemaps sitemaps_;

    const File* file_ = nullptr;  ///< open
    std::int64_t index_ = 0;      ///< documents given of it
    Budget budget_;
    std::vector<Level> open_;
};

}  // namespace dragoman::archive
