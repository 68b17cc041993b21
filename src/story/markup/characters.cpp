#include "story/markup/characters.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <limits>

#include "story/markup/scan.h"

namespace dragoman::story::markup {
namespace {

/// Bytes of the UTF-8 sequence that begins here; 0 when it is none.
std::size_t sequence(std::string_view rest) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    const auto follows = [&](std::size_t i) { return i < rest.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF && follows(1)) return 2;
    if (first >= 0xE0 && first <= 0xEF && follows(1) && follows(2)) {
        const bool surrogate = first == 0xED && byte(1) >= 0xA0, overlong = first == 0xE0 && byte(1) < 0xA0;
        return surrogate || overlong ? 0 : 3;
    }
    if (first >= 0xF0 && first <= 0xF4 && follows(1) && follows(2) && follows(3)) {
        const bool beyond = first == 0xF4 && byte(1) >= 0x90, overlong = first == 0xF0 && byte(1) < 0x90;
        return beyond || overlong ? 0 : 4;
    }
    return 0;
}

/// UTF-8 beyond ASCII throughout.
bool is_utf8(std::string_view bytes) {
    bool beyond = false;
    while (!bytes.empty()) {
        const std::size_t length = sequence(bytes);
        if (length == 0) return false;
        beyond |= length > 1;
        bytes.remove_prefix(length);
    }
    return beyond;
}

std::string repaired(std::string_view bytes) {
    std::string text;
    text.reserve(bytes.size());
    while (!bytes.empty()) {
        const std::size_t length = sequence(bytes);
        if (length > 0)
            text += bytes.substr(0, length);
        else
            text += decoded("&#" + std::to_string(static_cast<unsigned char>(bytes[0])) + ";");
        bytes.remove_prefix(std::max<std::size_t>(1, length));
    }
    return text;
}

/// The value of charset= or encoding= in a head of the document or a content type.
std::string named_after(std::string_view text, std::string_view key) {
    std::size_t at = 0;
    while (at + key.size() < text.size() && !same_letters(text.substr(at, key.size()), key)) ++at;
    if (at + key.size() >= text.size()) return {};
    text = trimmed(text.substr(at + key.size()));
    if (!text.starts_with('=')) return {};
    text = trimmed(text.substr(1));
    if (text.starts_with('"') || text.starts_with('\'')) text.remove_prefix(1);
    return std::string(text.substr(0, text.find_first_of("\"';?> \t\r\n")));
}

/// As browsers understand the names.
std::string understood(std::string name) {
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") return "windows-1252";
    if (name == "gb2312" || name == "gbk") return "gb18030";
    if (name == "ks_c_5601-1987" || name == "euc-kr") return "windows-949";
    return name;
}

bool is_utf16_or_32(std::string_view name) {
    return name.starts_with("utf-16") || name.starts_with("utf-32") || name.starts_with("ucs-");
}

/// By its first bytes: a mark, or "<" in units of 2 or 4 bytes.
std::string by_first_bytes(std::string_view bytes, std::size_t& mark) {
    using namespace std::string_view_literals;
    const std::pair<std::string_view, const char*> marks[] = {{"\xEF\xBB\xBF"sv, "utf-8"},
                                                              {"\xFF\xFE\0\0"sv, "utf-32le"},
                                                              {"\0\0\xFE\xFF"sv, "utf-32be"},
                                                              {"\xFF\xFE"sv, "utf-16le"},
                                                              {"\xFE\xFF"sv, "utf-16be"}};
    for (const auto& [first, name] : marks)
        if (bytes.starts_with(first)) return mark = first.size(), name;
    const std::pair<std::string_view, const char*> starts[] = {
        {"<\0\0\0"sv, "utf-32le"}, {"\0\0\0<"sv, "utf-32be"}, {"<\0"sv, "utf-16le"}, {"\0<"sv, "utf-16be"}};
    for (const auto& [first, name] : starts)
        if (bytes.starts_with(first)) return name;
    return {};
}

/// False when there is no such encoding.
bool convert(std::string_view bytes, const std::string& name, std::string& into) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(name.c_str(), &status);
    if (U_FAILURE(status) || !converter) return false;
    into.resize(bytes.size() * 3 + 16);
    const char* source = bytes.data();
    std::u16string units(bytes.size() * 2 + 16, u'\0');
    UChar* out = units.data();
    ucnv_toUnicode(converter, &out, units.data() + units.size(), &source, bytes.data() + bytes.size(), nullptr, true,
                   &status);
    ucnv_close(converter);
    if (U_FAILURE(status)) return false;
    into.clear();
    for (const UChar* unit = units.data(); unit < out; ++unit) {
        char32_t point = *unit;
        if (point >= 0xD800 && point < 0xDC00 && unit + 1 < out)
            point = 0x10000 + ((point - 0xD800) << 10) + (*++unit - 0xDC00);
        append_utf8(into, point);
    }
    return true;
}

}  // namespace

std::string utf8_of(std::string_view bytes, std::string_view content_type) {
    std::size_t mark = 0;
    std::string name = by_first_bytes(bytes, mark);
    bytes.remove_prefix(mark);
    if (name.empty()) {
        name = understood(named_after(content_type, "charset"));
        if (name.empty()) {
            const std::string_view head = bytes.substr(0, 1024),
                                   declaration = head.substr(std::min(head.find("<?xml"), head.size()));
            name = understood(named_after(declaration.substr(0, declaration.find("?>")), "encoding"));
        }
        if (is_utf16_or_32(name) || is_utf8(bytes))
            name = "utf-8";  // in UTF-16 the declaration would not have been found
    }
    std::string text;
    if (name.empty() || name == "utf-8" || name == "utf8" || !convert(bytes, name, text)) text = repaired(bytes);
    std::erase_if(text,
                  [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r'; });
    return text;
}

}  // namespace dragoman::story::markup
