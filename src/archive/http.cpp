#include "archive/http.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <charconv>

namespace dragoman::archive {
namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

/// RFC 9112, 7.1. Nothing when the first chunk is none; what follows a later broken one is kept as it is.
std::optional<std::string> join_chunks(std::string_view bytes) {
    std::string joined;
    for (bool first = true; !bytes.empty(); first = false) {
        const std::size_t end = bytes.find('\n');
        const std::string_view line = trimmed(bytes.substr(0, std::min(end, bytes.size())));
        std::size_t size = 0;
        const auto [stop, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
        const std::string_view rest = trimmed(line.substr(static_cast<std::size_t>(stop - line.data())));
        if (error != std::errc() || end == std::string_view::npos || end > 64 || (!rest.empty() && rest[0] != ';')) {
            if (first) return {};
            joined += bytes;
            break;
        }
        bytes.remove_prefix(end + 1);
        if (size == 0) break;
        joined += bytes.substr(0, size);
        bytes.remove_prefix(std::min(size, bytes.size()));
        bytes.remove_prefix(bytes.starts_with("\r\n") ? 2 : bytes.starts_with("\n") ? 1 : 0);
    }
    return joined;
}

/// Bytes as they come out of a decoder, up to a limit.
struct Unpacked {
    std::string bytes;
    bool too_large = false;
    bool failed = false;  ///< nothing could be unpacked
};

/// Grows `bytes` for a decoder that says how far it came; false at the limit.
bool more_room(Unpacked& unpacked, std::size_t made, std::size_t limit) {
    if (made >= limit) return unpacked.too_large = true, false;
    if (made == unpacked.bytes.size())
        unpacked.bytes.resize(std::min(limit, std::max<std::size_t>(64 << 10, made * 2)));
    return true;
}

Unpacked inflate_all(std::string_view bytes, int window_bits, std::size_t limit) {
    Unpacked unpacked;
    z_stream state{};
    if (inflateInit2(&state, window_bits) != Z_OK) return unpacked.failed = true, unpacked;
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    state.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), 1u << 31));
    std::size_t made = 0;
    int result = Z_OK;
    while (result == Z_OK && more_room(unpacked, made, limit)) {
        state.next_out = reinterpret_cast<Bytef*>(unpacked.bytes.data() + made);
        state.avail_out = static_cast<uInt>(unpacked.bytes.size() - made);
        result = inflate(&state, Z_NO_FLUSH);
        made = unpacked.bytes.size() - state.avail_out;
        if (result == Z_BUF_ERROR && state.avail_out == 0) result = Z_OK;
    }
    inflateEnd(&state);
    unpacked.bytes.resize(made);
    unpacked.failed = made == 0 && result != Z_STREAM_END;
    return unpacked;
}

Unpacked unbrotli(std::string_view bytes, std::size_t limit) {
    Unpacked unpacked;
    BrotliDecoderState* state = BrotliDecoderCreateInstance(nullptr, nullptr, nullptr);
    if (!state) return unpacked.failed = true, unpacked;
    auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::size_t left = bytes.size(), made = 0;
    auto result = BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT;
    while (result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT && more_room(unpacked, made, limit)) {
        auto* out = reinterpret_cast<std::uint8_t*>(unpacked.bytes.data() + made);
        std::size_t room = unpacked.bytes.size() - made;
        result = BrotliDecoderDecompressStream(state, &left, &in, &room, &out, nullptr);
        made = unpacked.bytes.size() - room;
    }
    BrotliDecoderDestroyInstance(state);
    unpacked.bytes.resize(made);
    unpacked.failed = made == 0 && result != BROTLI_DECODER_RESULT_SUCCESS;
    return unpacked;
}

Unpacked unzstd(std::string_view bytes, std::size_t limit) {
    Unpacked unpacked;
    ZSTD_DCtx* context = ZSTD_createDCtx();
    ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
    std::size_t made = 0, result = 1;
    while (context && !ZSTD_isError(result) && result != 0 && more_room(unpacked, made, limit)) {
        ZSTD_outBuffer out{unpacked.bytes.data(), unpacked.bytes.size(), made};
        const std::size_t before = in.pos + out.pos;
        result = ZSTD_decompressStream(context, &out, &in);
        made = out.pos;
        if (in.pos + made == before) break;
    }
    ZSTD_freeDCtx(context);
    unpacked.bytes.resize(made);
    unpacked.failed = made == 0 && result != 0;
    return unpacked;
}

std::optional<Unpacked> undo_coding(std::string_view coding, std::string_view bytes, std::size_t limit) {
    if (same(coding, "gzip") || same(coding, "x-gzip")) return inflate_all(bytes, 32 + MAX_WBITS, limit);
    if (same(coding, "deflate")) {
        Unpacked unpacked = inflate_all(bytes, MAX_WBITS, limit);
        return unpacked.failed ? inflate_all(bytes, -MAX_WBITS, limit) : std::move(unpacked);
    }
    if (same(coding, "br")) return unbrotli(bytes, limit);
    if (same(coding, "zstd")) return unzstd(bytes, limit);
    return {};
}

}  // namespace

std::string_view Headers::get(std::string_view name) const {
    for (const auto& [key, value] : fields)
        if (same(key, name)) return value;
    return {};
}

Headers read_headers(std::string_view bytes) {
    Headers headers;
    bool first = true;
    while (headers.size < bytes.size()) {
        const std::string_view rest = bytes.substr(headers.size);
        const std::size_t end = rest.find('\n');
        const std::string_view whole = rest.substr(0, end == std::string_view::npos ? rest.size() : end + 1);
        headers.size += whole.size();
        const std::string_view line = trimmed(whole);
        if (std::exchange(first, false)) {
            headers.first_line = line;
        } else if (line.empty()) {
            break;
        } else if ((whole[0] == ' ' || whole[0] == '\t') && !headers.fields.empty()) {
            auto& value = headers.fields.back().second;
            if (!value.empty()) value += ' ';
            value += line;
        } else if (const std::size_t colon = line.find(':'); colon != std::string_view::npos) {
            headers.fields.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
        }
    }
    return headers;
}

HttpMessage read_http(std::string_view bytes, std::size_t limit) {
    HttpMessage message;
    const Headers headers = read_headers(bytes);
    const std::string_view start = headers.first_line;
    const bool response = start.size() > 5 && same(start.substr(0, 5), "HTTP/");
    if (!response && start.find(" HTTP/") == std::string_view::npos) {
        message.body = bytes;
        return message;
    }
    if (const auto blank = start.find(' '); response && blank != std::string_view::npos) {
        const std::string_view code = trimmed(start.substr(blank));
        std::from_chars(code.data(), code.data() + code.size(), message.status);
    }
    message.content_type = headers.get("Content-Type");
    std::string_view body = bytes.substr(headers.size);
    std::string joined;
    if (same(headers.get("Transfer-Encoding"), "chunked"))
        if (auto chunks = join_chunks(body)) body = joined = std::move(*chunks);
    std::string_view codings = headers.get("Content-Encoding");
    for (int most = 4; !codings.empty() && !message.too_large && most > 0; --most) {  // the last one was put on last
        const std::size_t comma = codings.rfind(',');
        const std::string_view coding = trimmed(comma == std::string_view::npos ? codings : codings.substr(comma + 1));
        codings = comma == std::string_view::npos ? std::string_view() : codings.substr(0, comma);
        auto unpacked = undo_coding(coding, body, limit);
        if (!unpacked || unpacked->failed) break;
        message.too_large = unpacked->too_large;
        body = joined = std::move(unpacked->bytes);
    }
    message.too_large |= body.size() > limit;
    if (!message.too_large) message.body = body;
    return message;
}

}  // namespace dragoman::archive
