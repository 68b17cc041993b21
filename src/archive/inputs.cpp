#include "archive/inputs.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "archive/compressed.h"
#include "archive/packed.h"
#include "archive/parquet.h"
#include "archive/plain.h"
#include "archive/sniff.h"
#include "archive/table.h"
#include "archive/warc.h"

namespace dragoman::archive {
namespace {

namespace fs = std::filesystem;

/// Passed over by name alone.
std::string unwanted(std::string_view name) {
    if (name.starts_with('.')) return "hidden";
    if (name.ends_with(".key.json")) return "answer key";
    return {};
}

bool has_sitemap_name(const std::string& path) { return last_name(path).find("sitemap") != std::string_view::npos; }

/// What a text without an id is called: unique among the files of a folder and the members of an archive.
std::string name_of(const File& file, std::string_view where) {
    if (where == file.path) return file.name;
    where.remove_prefix(std::min(where.size(), file.path.size()));
    if (!where.starts_with('!') || where.find('@') != std::string_view::npos) return {};
    const std::string outer = file.name.empty() ? fs::path(file.path).stem().string() : file.name;
    const fs::path inner(where.substr(1));
    return (fs::path(outer) / inner.parent_path() / inner.stem()).string();
}

}  // namespace

Inputs::Inputs(const std::vector<std::string>& paths, Options options) : options_(std::move(options)) {
    for (const auto& path : paths) {
        std::error_code error;
        if (path != "-" && fs::is_directory(path, error)) {
            walk(path);
            continue;
        }
        File file{.path = path, .named = true};
        if (path != "-") {
            const auto size = fs::file_size(path, error);
            if (!error) file.size = size;
            const auto changed = fs::last_write_time(path, error);
            if (!error) file.changed = changed;
        }
        files_.push_back(std::move(file));
    }
    for (const auto& file : files_) bytes_ += file.size;
}

Inputs::Inputs(std::vector<File> files, Options options) : options_(std::move(options)), files_(std::move(files)) {}

void Inputs::walk(const std::string& folder) {
    const std::size_t before = files_.size();
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (entry->is_directory(ignored)) {
            if (name.starts_with('.')) entry.disable_recursion_pending();
        } else if (std::string why = unwanted(name); !why.empty() || !entry->is_regular_file(ignored)) {
            ++passed_over_;
            ++why_[why.empty() ? "no file" : why];
        } else {
            const fs::path inside = entry->path().lexically_relative(folder);
            File file{.path = entry->path().string(), .name = (inside.parent_path() / inside.stem()).string()};
            const auto size = entry->file_size(ignored);
            if (!ignored) file.size = size;
            const auto changed = entry->last_write_time(ignored);
            if (!ignored) file.changed = changed;
            files_.push_back(std::move(file));
        }
    }
    std::sort(files_.begin() + static_cast<std::ptrdiff_t>(before), files_.end(), [](const File& a, const File& b) {
        const bool first = has_sitemap_name(a.path), second = has_sitemap_name(b.path);
        return first != second ? first : a.path < b.path;
    });
}

std::uintmax_t Inputs::bytes_done() const {
    if (!file_ || file_->path == "-") return bytes_done_;
    return bytes_done_ + std::min<std::uintmax_t>(budget_.read, file_->size);
}

std::optional<Document> Inputs::next() {
    while (true) {
        std::optional<Document> document;
        if (open_.empty()) {
            if (file_) finish_file();
            if (next_file_ == files_.size()) return {};
            const File& file = files_[next_file_++];
            if (options_.skip(file)) {
                bytes_done_ += file.size;
                continue;
            }
            document = begin(file);
        } else {
            const int depth = open_.back().depth;
            auto item = open_.back().reader->next();
            if (!item) {
                open_.pop_back();
                continue;
            }
            if (auto* member = std::get_if<Member>(&*item)) {
                const std::string why = unwanted(last_name(member->where));
                document =
                    why.empty() ? open(std::move(member->bytes), member->where, depth + 1) : passed(member->where, why);
            } else {
                document = std::move(std::get<Document>(*item));
            }
        }
        if (document)
            if (auto done = finished(std::move(*document))) return done;
    }
}

std::optional<Document> Inputs::begin(const File& file) {
    file_ = &file;
    index_ = 0;
    budget_ = {};
    int descriptor = STDIN_FILENO;
    if (file.path != "-") {
        descriptor = ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC);
        struct stat status {};
        const bool folder = descriptor >= 0 && fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
        if (descriptor < 0 || folder) {
            const int why = errno;
            if (descriptor >= 0) ::close(descriptor);
            if (!folder && why != ENOENT && why != ENOTDIR)
                return problem(file.path, std::string("cannot be read: ") + std::strerror(why));
            return problem(file.path, folder ? "cannot be read" : "no such file or folder");
        }
    }
    return open(std::make_unique<FileSource>(descriptor, file.path != "-", budget_), file.path, 0);
}

void Inputs::finish_file() {
    bytes_done_ += file_->size;
    file_ = nullptr;
}

/// The content without the compressions it lies in; `problem` says why there is none.
std::unique_ptr<Stream> Inputs::unpacked(std::unique_ptr<Source> source, const std::string& where, int& depth,
                                         std::optional<Document>& why) {
    constexpr std::size_t first_look = 4096;
    auto stream = std::make_unique<Stream>(std::move(source));
    for (;; ++depth) {
        if (depth > options_.limits.depth) {
            why = problem(where, "lies in more than " + std::to_string(options_.limits.depth) +
                                     " archives and compressions inside one another");
            return nullptr;
        }
        const std::string_view head = stream->peek(first_look);
        if (begins_gzip(head))
            stream = std::make_unique<Stream>(gzip_source(std::move(stream), budget_));
        else if (begins_zstd(head))
            stream = std::make_unique<Stream>(zstd_source(std::move(stream), budget_));
        else if (begins_lz4(head))
            stream = std::make_unique<Stream>(lz4_source(std::move(stream), budget_));
        else if (begins_other_compression(head))
            stream = std::make_unique<Stream>(other_source(std::move(stream), budget_));
        else
            return stream;
    }
}

std::optional<Document> Inputs::open(std::unique_ptr<Source> source, const std::string& where, int depth) {
    constexpr std::size_t look = 256 << 10;
    std::optional<Document> why;
    auto stream = unpacked(std::move(source), where, depth, why);
    if (!stream) return why;
    const std::string_view head = stream->peek(look);
    const std::string_view name = last_name(where);
    const bool found = !file_->named || where != file_->path;
    const Kind kind = kind_of(head.substr(0, look), head.size() < look, name);
    std::unique_ptr<Reader> reader;
    switch (kind) {
        case Kind::zip:
        case Kind::tar:
            reader = packed_reader(std::move(stream), where, budget_);
            break;
        case Kind::warc:
            reader = warc_reader(std::move(stream), where, options_.limits, options_.list_passed_over);
            break;
        case Kind::arc:
            reader = arc_reader(std::move(stream), where, options_.limits, options_.list_passed_over);
            break;
        case Kind::json_lines:
            reader = lines_reader(std::move(stream), where, options_.limits);
            break;
        case Kind::json_array:
            reader = list_reader(std::move(stream), where, options_.limits);
            break;
        case Kind::table:
            if (const auto columns = options_.mapping.columns(table_header(head, head.size() < look).names, where);
                !columns && found)
                return passed(where, "table without a text");
            reader = table_reader(std::move(stream), where, options_.limits, options_.mapping);
            break;
        case Kind::text:
            if (found && !named_as_text(name)) return passed(where, "text not named .txt");
            reader = whole_reader(std::move(stream), where, options_.limits, !found);
            break;
        case Kind::parquet: {
            const bool in_place = where == file_->path && file_->size > 0 && depth == 0;
            const int descriptor = in_place ? ::open(file_->path.c_str(), O_RDONLY | O_CLOEXEC) : -1;
            reader = parquet_reader(descriptor, file_->size, std::move(stream), where, options_.limits,
                                    options_.mapping, !found, budget_);
            break;
        }
        case Kind::office:
        case Kind::binary:
            if (found) return passed(where, kind == Kind::office ? "office document" : "binary");
            return problem(where, "is no text, and no archive that is known");
        default:
            reader = whole_reader(std::move(stream), where, options_.limits, !found);
            break;
    }
    open_.push_back({std::move(reader), depth});
    return {};
}

/// Completes a document; nothing when it is passed over and need not be listed.
std::optional<Document> Inputs::finished(Document&& document) {
    document.file = file_->path;
    if (!document.error && document.passed_over.empty() && !document.json_line) {
        // A crawler's record may hold anything, whatever its headers say.
        const bool wide = document.context.content_type.find("utf-16") != std::string::npos;
        if (sitemaps_.take(document.bytes))
            document.passed_over = "sitemap";
        else if (!wide && is_binary(document.bytes))
            document.passed_over = "binary";
    }
    if (!document.error && !document.passed_over.empty()) {
        ++passed_over_;
        ++why_[document.passed_over];
        if (!options_.list_passed_over) return {};
    }
    sitemaps_.complete(document.context);
    document.context.name = name_of(*file_, document.context.where);
    document.index = index_++;
    return std::move(document);
}

Document Inputs::problem(const std::string& where, std::string what, std::string todo) const {
    Document document{.context = {.where = where}, .named = file_->named && where == file_->path};
    document.error = Error{std::move(what), where, std::move(todo)};
    return document;
}

Document Inputs::passed(const std::string& where, std::string why) const {
    Document document{.context = {.where = where}};
    document.passed_over = std::move(why);
    return document;
}

}  // namespace dragoman::archive
