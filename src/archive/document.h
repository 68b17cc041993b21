// What archives hold: documents, and members that may be archives again.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>

#include "archive/stream.h"
#include "result.h"
#include "story/story.h"

namespace dragoman::archive {

/// The bytes of one document, or why they cannot be had, or why it holds no story.
struct Document {
    story::Context
        context;        ///< `where`: "talks.json", "archive.jsonl:12", "pages.zip!a.html", "news.warc.gz@8211", "-:3"
    std::string bytes;  ///< with an error: as much as there is
    bool json_line = false;  ///< one JSON object, of a line or of a table's row; else content tells what it is
    bool named = false;  ///< the user named this file, or it is a line of one; else it was found in a folder or archive
    std::string file;    ///< the outermost file: a path, "-"
    std::int64_t index = 0;   ///< which of the documents of that file it is, those with errors counted
    std::string passed_over;  ///< why it holds no story ("request", "status 404"); such are given only when listed
    std::optional<Error> error;
};

/// What a document, and all that is open at a time, may cost.
struct Limits {
    std::size_t document = 64 << 20;  ///< bytes; larger ones give an error and are skipped without being held
    int depth = 8;                    ///< containers and compressions inside one another
};

/// A file inside an archive, of a kind not yet known. To be read to its end, or let go, before the next is asked for.
struct Member {
    std::string where;
    std::unique_ptr<Source> bytes;
};

using Item = std::variant<Document, Member>;

/// An open container. Nothing at its end. What is broken comes as a Document with an error, and the
/// next call goes on behind it.
class Reader {
public:
    virtual ~Reader() = default;
    virtual std::optional<Item> next() = 0;
};

}  // namespace dragoman::archive
