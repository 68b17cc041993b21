// Small archives made in memory, for tests of what reads them.
#pragma once

#include <zlib.h>
#include <zstd.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace dragoman::test {

using Files = std::vector<std::pair<std::string, std::string>>;  ///< name, content

inline std::string gzip(const std::string& content) {
    z_stream state{};
    deflateInit2(&state, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    std::string packed(deflateBound(&state, content.size()) + 32, '\0');
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
    state.avail_in = static_cast<uInt>(content.size());
    state.next_out = reinterpret_cast<Bytef*>(packed.data());
    state.avail_out = static_cast<uInt>(packed.size());
    deflate(&state, Z_FINISH);
    packed.resize(state.total_out);
    deflateEnd(&state);
    return packed;
}

inline std::string zstd(const std::string& content, const std::string& dictionary = "") {
    std::string packed(ZSTD_compressBound(content.size()), '\0');
    ZSTD_CCtx* context = ZSTD_createCCtx();
    packed.resize(ZSTD_compress_usingDict(context, packed.data(), packed.size(), content.data(), content.size(),
                                          dictionary.data(), dictionary.size(), 3));
    ZSTD_freeCCtx(context);
    return packed;
}

inline std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> (8 * i));
    return text;
}

/// POSIX ustar, plain files.
inline std::string tar(const Files& files) {
    std::string all;
    for (const auto& [name, content] : files) {
        std::string header(512, '\0');
        header.replace(0, name.size(), name);
        char number[13];
        std::snprintf(number, sizeof number, "%011zo", content.size());
        header.replace(100, 7, "0000644");
        header.replace(124, 11, number);
        header.replace(148, 8, "        ");
        header[156] = '0';
        header.replace(257, 8,
                       std::string("ustar\0"
                                   "00",
                                   8));
        unsigned sum = 0;
        for (const char c : header) sum += static_cast<unsigned char>(c);
        std::snprintf(number, sizeof number, "%06o", sum);
        header.replace(148, 7, std::string(number, 7));
        all += header + content + std::string((512 - content.size() % 512) % 512, '\0');
    }
    return all + std::string(1024, '\0');
}

/// Stored, not compressed.
inline std::string zip(const Files& files) {
    std::string all, directory;
    for (const auto& [name, content] : files) {
        const auto crc = static_cast<std::uint32_t>(
            crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
        const auto size = static_cast<std::uint32_t>(content.size()), length = static_cast<std::uint32_t>(name.size());
        const std::string fields = little(10, 2) + little(0, 2) + little(0, 2) + little(0x58a30000, 4) +
                                   little(crc, 4) + little(size, 4) + little(size, 4) + little(length, 2) +
                                   little(0, 2);
        directory += "PK\1\2" + little(10, 2) + fields + little(0, 6) + little(0, 4) +
                     little(static_cast<std::uint32_t>(all.size()), 4) + name;
        all += "PK\3\4" + fields + name + content;
    }
    const auto at = static_cast<std::uint32_t>(all.size()), count = static_cast<std::uint32_t>(files.size());
    return all + directory + "PK\5\6" + little(0, 4) + little(count, 2) + little(count, 2) +
           little(static_cast<std::uint32_t>(directory.size()), 4) + little(at, 4) + little(0, 2);
}

/// One WARC record; `headers` are whole lines.
inline std::string warc_record(const std::string& headers, const std::string& block,
                               const std::string& version = "WARC/1.0") {
    return version + "\r\n" + headers + "Content-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block +
           "\r\n\r\n";
}

inline std::string warc_page(const std::string& url, const std::string& html, const std::string& status = "200 OK") {
    return warc_record(
        "WARC-Type: response\r\nWARC-Target-URI: " + url +
            "\r\nWARC-Date: 2024-05-03T09:30:00Z\r\nContent-Type: application/http; msgtype=response\r\n",
        "HTTP/1.1 " + status + "\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html);
}

}  // namespace dragoman::test
