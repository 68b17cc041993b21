#include "follow/warc.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <random>

namespace dragoman::follow {
namespace {

/// A gzip member.
std::string packed(const std::string& bytes) {
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) return {};
    std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return result == Z_STREAM_END ? out : std::string();
}

/// A random UUID, as WARC wants for a record's name.
std::string record_id() {
    thread_local std::mt19937_64 random{std::random_device{}()};
    const std::uint64_t a = random(), b = random();
    return fmt::format("<urn:uuid:{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}>", a >> 32, (a >> 16) & 0xFFFF, a & 0xFFF,
                       0x8000 | (b >> 48 & 0x3FFF), b & 0xFFFFFFFFFFFF);
}

/// The body is unpacked and whole: its own length instead of what the headers say of the way it came.
std::string plain_head(const std::string& head, std::size_t length) {
    std::string plain;
    for (std::size_t at = 0; at < head.size();) {
        const std::size_t end = std::min(head.find('\n', at), head.size() - 1) + 1;
        std::string line = head.substr(at, end - at);
        at = end;
        while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
        std::string name = line.substr(0, line.find(':'));
        for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        if (line.empty() || name == "content-encoding" || name == "transfer-encoding" || name == "content-length")
            continue;
        if (line.starts_with("HTTP/2") || line.starts_with("HTTP/3")) line.replace(0, line.find(' '), "HTTP/1.1");
        plain += line + "\r\n";
    }
    return plain + fmt::format("Content-Length: {}\r\n\r\n", length);
}

Error broken(const std::string& path) { return {std::string("cannot be written: ") + std::strerror(errno), path, ""}; }

}  // namespace

Result<Warc> Warc::create(const std::string& path, const std::string& software) {
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644);
    std::FILE* file = descriptor < 0 ? nullptr : fdopen(descriptor, "ab");
    if (!file) return broken(path);
    Warc warc(path, file);
    const std::string about = "software: " + software + "\r\nformat: WARC File Format 1.1\r\n";
    if (Status written = warc.record(
            "warcinfo", fmt::format("WARC-Date: {}\r\nContent-Type: application/warc-fields\r\n", now_utc()), about);
        !written)
        return written.error();
    return warc;
}

Status Warc::write(const std::string& url, const std::string& date, const std::string& head, const std::string& body) {
    Status written = record(
        "response",
        fmt::format("WARC-Target-URI: {}\r\nWARC-Date: {}\r\nContent-Type: application/http;msgtype=response\r\n", url,
                    date),
        plain_head(head, body.size()) + body);
    if (written) ++responses_;
    return written;
}

Status Warc::record(std::string_view type, const std::string& headers, const std::string& block) {
    const std::string member =
        packed(fmt::format("WARC/1.1\r\nWARC-Type: {}\r\nWARC-Record-ID: {}\r\n{}Content-Length: {}\r\n\r\n", type,
                           record_id(), headers, block.size()) +
               block + "\r\n\r\n");
    if (member.empty() || std::fwrite(member.data(), 1, member.size(), file_.get()) != member.size() ||
        std::fflush(file_.get()) != 0)
        return broken(path_);
    return Done{};
}

Status Warc::sync() {
    if (fsync(fileno(file_.get())) != 0) return broken(path_);
    return Done{};
}

std::string now_utc() {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return text.data();
}

}  // namespace dragoman::follow
