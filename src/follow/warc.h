// What was fetched, kept as it came: a WARC 1.1 file of responses, each record a gzip member of its own.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "result.h"

namespace dragoman::follow {

/// A file that grows by whole records. Each is handed to the system when it is written, and is on the disk after
/// `sync`; a stop in between leaves at most one torn record at the end, which readers pass over.
class Warc {
public:
    /// Makes the file; it must not exist.
    static Result<Warc> create(const std::string& path, const std::string& software);

    /// Head and body of a response; headers that spoke of how the body was packed are left out.
    Status write(const std::string& url, const std::string& date, const std::string& head, const std::string& body);
    Status sync();

    const std::string& path() const { return path_; }
    int responses() const { return responses_; }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    Warc(std::string path, std::FILE* file) : path_(std::move(path)), file_(file) {}
    Status record(std::string_view type, const std::string& headers, const std::string& block);

    std::string path_;
    std::unique_ptr<std::FILE, Close> file_;
    int responses_ = 0;
};

/// Now, as "2024-05-03T09:30:00Z".
std::string now_utc();

}  // namespace dragoman::follow
