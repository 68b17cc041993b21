#include "follow/memory.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <vector>

namespace dragoman::follow {
namespace {

constexpr std::string_view first_line = "dragoman-follow\t1";

std::vector<std::string> columns_of(const std::string& line) {
    std::vector<std::string> columns(1);
    for (const char c : line) c == '\t' ? (void)columns.emplace_back() : columns.back().push_back(c);
    return columns;
}

/// Headers may hold anything; here a tab or line feed would be taken for our own.
std::string cell(std::string text) {
    std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return text;
}

Time number(const std::string& text) { return std::strtoll(text.c_str(), nullptr, 10); }

Error broken(const std::string& path, const char* what) {
    return {fmt::format("{}: {}", what, std::strerror(errno)), path, ""};
}

/// All of it, or false.
bool write_all(int file, const std::string& text) {
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t wrote = write(file, text.data() + done, text.size() - done);
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote <= 0) return false;
        done += static_cast<std::size_t>(wrote);
    }
    return true;
}

std::string line_of(const std::string& url, const PageMemory& page) {
    return fmt::format("page\t{}\t{}\t{}\t{}\t{}\n", cell(url), page.done ? "done" : "open", page.tries, page.next,
                       page.seen);
}

}  // namespace

Result<Memory> Memory::load(const std::string& path) {
    Memory memory;
    std::ifstream file(path);
    if (!file) {
        if (access(path.c_str(), F_OK) == 0) return broken(path, "cannot be read");
        return memory;
    }
    std::string line;
    if (!std::getline(file, line) || line != first_line)
        return Error{"is no memory of dragoman follow", path, "Move it away."};
    while (std::getline(file, line)) {
        const auto c = columns_of(line);
        if (c[0] == "feed" && c.size() == 6)
            memory.feeds[c[1]] = {c[2], c[3], number(c[4]), static_cast<int>(number(c[5]))};
        if (c[0] == "page" && c.size() == 6)
            memory.pages[c[1]] = {c[2] == "done", static_cast<int>(number(c[3])), number(c[4]), number(c[5])};
        if (c[0] == "stored" && c.size() == 2) memory.stored.insert(c[1]);
    }
    return memory;
}

Status Memory::save(const std::string& path) const {
    std::string text = std::string(first_line) + "\n";
    for (const auto& [url, feed] : feeds)
        text += fmt::format("feed\t{}\t{}\t{}\t{}\t{}\n", cell(url), cell(feed.etag), cell(feed.last_modified),
                            feed.next, feed.failures);
    for (const auto& [url, page] : pages) text += line_of(url, page);
    for (const auto& name : stored) text += fmt::format("stored\t{}\n", cell(name));
    const std::string fresh = path + ".new";
    const int file = open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0) return broken(fresh, "cannot be written");
    const bool whole = write_all(file, text) && fsync(file) == 0;
    close(file);
    if (!whole || std::rename(fresh.c_str(), path.c_str()) != 0) return broken(path, "cannot be written");
    return Done{};
}

Status Memory::add_done(const std::string& url, const std::string& path) {
    PageMemory& page = pages[url];
    page.done = true;
    const int file = open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC);
    if (file < 0) return broken(path, "cannot be written");
    const bool whole = write_all(file, line_of(url, page));
    close(file);
    if (!whole) return broken(path, "cannot be written");
    return Done{};
}

void Memory::forget_pages_before(Time when) {
    std::erase_if(pages, [&](const auto& page) { return page.second.seen < when; });
}

}  // namespace dragoman::follow
