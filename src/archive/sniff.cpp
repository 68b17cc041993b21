#include "archive/sniff.h"

#include <algorithm>
#include <initializer_list>
#include <string>

#include "archive/compressed.h"
#include "archive/table.h"
#include "archive/warc.h"
#include "story/mapping.h"

namespace dragoman::archive {
namespace {

constexpr std::string_view blanks = " \t\r\n";

bool ends_in(std::string_view name, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
        return name.size() > ending.size() &&
               std::equal(ending.rbegin(), ending.rend(), name.rbegin(), [](char a, char b) {
                   return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
               });
    });
}

std::string_view without_compression(std::string_view name) {
    for (const std::string_view ending : {".gz", ".zst", ".zstd", ".bz2", ".xz", ".lz4"})
        if (ends_in(name, {ending})) return name.substr(0, name.size() - ending.size());
    return name;
}

/// A header of tar holds the sum of its own bytes.
bool begins_tar(std::string_view head) {
    if (head.size() < 512) return false;
    unsigned long sum = 0, stated = 0;
    for (std::size_t i = 0; i < 512; ++i) sum += i >= 148 && i < 156 ? ' ' : static_cast<unsigned char>(head[i]);
    bool any = false;
    for (const char c : head.substr(148, 8)) {
        if (c >= '0' && c <= '7')
            stated = stated * 8 + static_cast<unsigned long>(c - '0'), any = true;
        else if (any || c != ' ')
            break;
    }
    return any && sum == stated && sum != 8ul * ' ';
}

bool begins_office(std::string_view head) {
    if (head.size() < 64) return false;
    const std::string_view first = head.substr(30);
    return first.starts_with("[Content_Types].xml") || first.starts_with("mimetype") ||
           first.starts_with("META-INF/MANIFEST.MF");
}

using std::string_view_literals::operator""sv;

/// UTF-16 or UTF-32: a byte-order mark, or "<" as XML begins in them.
bool is_wide(std::string_view head) {
    for (const std::string_view mark : {"\xff\xfe"sv, "\xfe\xff"sv, "\0\0\xfe\xff"sv, "<\0"sv, "\0<"sv, "\0\0\0<"sv})
        if (head.starts_with(mark)) return true;
    return false;
}

/// Does it begin with a tag, a declaration, a comment? Zeros of wide characters do not count.
bool begins_markup(std::string_view head) {
    std::string start;
    for (const char c : head.substr(0, 1024)) {
        if (c == '\0' || c == '\xfe' || c == '\xff' || blanks.find(c) != std::string_view::npos) continue;
        start += c;
        if (start.size() == 2) break;
    }
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
    return start.size() == 2 && start[0] == '<' && (start[1] == '!' || start[1] == '?' || letter(start[1]));
}

/// "{…}" on one line; an object over several lines begins with "{" alone or an open one.
bool whole_object(std::string_view line) {
    const auto last = line.find_last_not_of(blanks);
    return last != std::string_view::npos && line[last] == '}';
}

Kind kind_of_json(std::string_view head, bool whole, std::string_view name) {
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos)
        return whole && name == "-" && whole_object(head) ? Kind::json_lines : Kind::json;
    if (!whole_object(head.substr(0, end))) return Kind::json;
    const std::size_t next = head.find_first_not_of(blanks, end);
    if (next != std::string_view::npos) return Kind::json_lines;
    return name == "-" ? Kind::json_lines : Kind::json;
}

}  // namespace

Kind kind_of(std::string_view head, bool whole, std::string_view name) {
    if (head.empty()) return Kind::empty;
    if (begins_gzip(head) || begins_zstd(head) || begins_lz4(head) || begins_other_compression(head))
        return Kind::compressed;
    if (head.starts_with("PK\3\4") || head.starts_with("PK\5\6")) return begins_office(head) ? Kind::office : Kind::zip;
    if (head.starts_with("PAR1")) return Kind::parquet;
    if (begins_tar(head)) return Kind::tar;
    if (begins_warc(head)) return Kind::warc;
    if (begins_arc(head)) return Kind::arc;
    if (is_binary(head)) return Kind::binary;
    name = without_compression(name);
    if (ends_in(name, {".jsonl", ".ndjson"})) return Kind::json_lines;
    if (head.starts_with("\xef\xbb\xbf")) head.remove_prefix(3);
    const std::size_t first = head.find_first_not_of(blanks);
    if (first == std::string_view::npos) return Kind::text;
    const std::string_view content = head.substr(first);
    if (content[0] == '{') return kind_of_json(content, whole, name);
    if (content[0] == '[') {
        const std::size_t next = content.find_first_not_of(blanks, 1);
        if (next != std::string_view::npos && content[next] == '{') return Kind::json_array;
    }
    if (begins_markup(content)) return Kind::markup;
    if (ends_in(name, {".csv", ".tsv", ".tab"}) || story::Mapping::table_of_stories(table_header(head, whole).names))
        return Kind::table;
    return Kind::text;
}

bool is_binary(std::string_view head) {
    if (head.starts_with("%PDF-") || head.starts_with("{\\rtf") || head.starts_with("%!PS")) return true;
    if (is_wide(head)) return false;
    head = head.substr(0, 4096);
    std::size_t strange = 0;
    for (const char c : head) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == 0) return true;
        strange += byte < 32 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b;
    }
    return strange * 50 > head.size();
}

bool named_as_text(std::string_view name) { return ends_in(without_compression(name), {".txt", ".text"}); }

std::string_view last_name(std::string_view path) {
    const auto at = path.find_last_of("/\\!");
    return at == std::string_view::npos || at + 1 == path.size() ? path : path.substr(at + 1);
}

}  // namespace dragoman::archive
