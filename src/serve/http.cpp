#include "serve/http.h"

#include <libdeflate.h>

#include <memory>

#include "record/scalars.h"

namespace dragoman::serve {
namespace {

int hex(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::string decoded(std::string_view text, bool plus_is_blank) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
            out += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
            i += 2;
        } else {
            out += plus_is_blank && text[i] == '+' ? ' ' : text[i];
        }
    }
    return out;
}

/// Calls f(part) for what stands between the separators.
template <class F>
void each_part(std::string_view text, char separator, F&& f) {
    while (!text.empty()) {
        const auto end = std::min(text.find(separator), text.size());
        if (end > 0) f(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

}  // namespace

Target::Target(std::string_view target) {
    const auto question = target.find('?');
    std::string_view path = target.substr(0, question);
    for (const std::string_view known : {"json", "csv"})
        if (path.size() > known.size() + 2 && path.ends_with(known) && path[path.size() - known.size() - 1] == '.' &&
            path[path.size() - known.size() - 2] != '/') {
            ending = known;
            path.remove_suffix(known.size() + 1);
            break;
        }
    each_part(path, '/', [&](std::string_view part) { segments.push_back(decoded(part, false)); });
    if (question == std::string_view::npos) return;
    each_part(target.substr(question + 1), '&', [&](std::string_view pair) {
        const auto equals = std::min(pair.find('='), pair.size());
        parameters.emplace(decoded(pair.substr(0, equals), true),
                           decoded(pair.substr(std::min(equals + 1, pair.size())), true));
    });
}

std::string_view Target::operator[](std::string_view name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string_view() : std::string_view(found->second);
}

/// The server's own way would be brotli at its slowest, 25 s for 5 MB.
std::string packed(const std::string& body) {
    constexpr std::size_t worth_it = 1024;
    constexpr int level = 5;
    const std::unique_ptr<libdeflate_compressor, void (*)(libdeflate_compressor*)> compressor(
        libdeflate_alloc_compressor(level), libdeflate_free_compressor);
    if (!compressor || body.size() < worth_it) return "";
    std::string out(libdeflate_gzip_compress_bound(compressor.get(), body.size()), '\0');
    out.resize(libdeflate_gzip_compress(compressor.get(), body.data(), body.size(), out.data(), out.size()));
    return out;
}

Answer refusal(int status, const Error& error) {
    Answer answer{.status = status};
    answer.body = "{\"error\":{\"what\":";
    record::append_json_string(answer.body, error.what);
    answer.body += ",\"where\":";
    record::append_json_string(answer.body, error.where);
    answer.body += ",\"todo\":";
    record::append_json_string(answer.body, error.todo);
    answer.body += "}}";
    return answer;
}

}  // namespace dragoman::serve
