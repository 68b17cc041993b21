#include "archive/inputs.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>

namespace dragoman::archive {
namespace {

namespace fs = std::filesystem;

bool holds_lines(std::string_view path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson"); }

bool wanted(const std::string& name) {
    if (name.starts_with('.') || name.ends_with(".key.json")) return false;
    return name.ends_with(".json") || name.ends_with(".txt") || holds_lines(name);
}

bool blank(std::string_view line) { return line.find_first_not_of(" \t\r") == std::string_view::npos; }

/// "{…}" on one line; a story over several lines begins with "{" alone or an open object.
bool whole_object(std::string_view line) {
    const auto first = line.find_first_not_of(" \t\r\xEF\xBB\xBF"), last = line.find_last_not_of(" \t\r");
    return first != std::string_view::npos && line[first] == '{' && line[last] == '}';
}

}  // namespace

Inputs::Inputs(const std::vector<std::string>& paths, std::function<bool(const std::string&)> skip)
    : skip_(std::move(skip)) {
    for (const auto& path : paths) {
        std::error_code error;
        if (path != "-" && fs::is_directory(path, error))
            walk(path);
        else
            files_.push_back({path, path == "-" ? 0 : fs::file_size(path, error), true});
        if (error) files_.back().size = 0;
    }
    for (const auto& file : files_) bytes_ += file.size;
}

void Inputs::walk(const std::string& folder) {
    const std::size_t before = files_.size();
    std::error_code error;
    auto entry = fs::recursive_directory_iterator(folder, fs::directory_options::skip_permission_denied, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        std::error_code ignored;
        if (entry->is_directory(ignored)) {
            if (name.starts_with('.')) entry.disable_recursion_pending();
        } else if (!wanted(name)) {
            ++passed_over_;
        } else {
            const auto size = entry->file_size(ignored);
            const fs::path inside = entry->path().lexically_relative(folder);
            files_.push_back(
                {entry->path().string(), ignored ? 0 : size, false, (inside.parent_path() / inside.stem()).string()});
        }
    }
    std::sort(files_.begin() + static_cast<std::ptrdiff_t>(before), files_.end(),
              [](const File& a, const File& b) { return a.path < b.path; });
}

std::optional<Document> Inputs::next() {
    while (true) {
        if (lines_) {
            if (auto document = line()) return document;
            continue;
        }
        if (next_file_ == files_.size()) return {};
        const File& file = files_[next_file_++];
        if (skip_ && skip_(file.path)) {
            bytes_done_ += file.size;
            continue;
        }
        if (auto document = begin(file)) return document;
    }
}

/// The document that a file is, or nothing when it is one of lines and now open.
std::optional<Document> Inputs::begin(const File& file) {
    Document document{.context = {.where = file.path, .name = file.name}, .named = file.named, .file = file.path};
    std::istream* stream = &std::cin;
    if (file.path != "-") {
        file_ = std::ifstream(file.path, std::ios::binary);
        stream = &file_;
        std::error_code error;
        if (!file_ || fs::is_directory(file.path, error)) {
            document.error =
                Error{fs::exists(file.path, error) ? "cannot be read" : "no such file or folder", file.path, ""};
            return document;
        }
    }
    first_line_.clear();
    bool lines = holds_lines(file.path);
    if (file.path == "-") lines = std::getline(*stream, first_line_) && whole_object(first_line_);
    if (lines) {
        lines_of_ = file.path;
        lines_ = stream;
        line_ = 0;
        index_ = 0;
        return {};
    }
    document.bytes = first_line_;
    if (!first_line_.empty()) document.bytes += '\n';
    document.bytes.append(std::istreambuf_iterator<char>(*stream), {});
    bytes_done_ += file.size;
    return document;
}

/// The next line that is not blank; nothing at the end of the file.
std::optional<Document> Inputs::line() {
    Document document{.json_line = true};
    while (true) {
        if (!first_line_.empty())
            document.bytes = std::move(first_line_), first_line_.clear();
        else if (!std::getline(*lines_, document.bytes))
            break;
        ++line_;
        if (lines_of_ != "-") bytes_done_ += document.bytes.size() + 1;
        if (blank(document.bytes)) continue;
        document.context.where = lines_of_ + ":" + std::to_string(line_);
        document.named = true;
        document.file = lines_of_;
        document.index = index_++;
        return document;
    }
    lines_ = nullptr;
    return {};
}

}  // namespace dragoman::archive
