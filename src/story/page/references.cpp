// Character references: "&amp;", "&#8217;", "&#x2019;" → characters, as the HTML standard resolves them.
#include <algorithm>
#include <cstring>

#include "story/page/characters.h"
#include "story/page/tree.h"

namespace dragoman::story::page {
namespace {

struct Reference {
    std::string_view name, characters;
    bool bare;  ///< counts without the ";" too
};

constexpr Reference references[] = {
#include "story/page/character_references.inc"
};
constexpr std::size_t longest_bare = 6;

bool is_alnum(char c) { return is_digit(c) || is_letter(c); }

const Reference* find(std::string_view name) {
    const auto* at = std::lower_bound(std::begin(references), std::end(references), name,
                                      [](const Reference& r, std::string_view n) { return r.name < n; });
    return at != std::end(references) && at->name == name ? at : nullptr;
}

void append_utf8(std::uint32_t c, std::string& into) {
    if (c < 0x80) {
        into += static_cast<char>(c);
    } else if (c < 0x800) {
        into += static_cast<char>(0xC0 | c >> 6);
        into += static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
        into += static_cast<char>(0xE0 | c >> 12);
        into += static_cast<char>(0x80 | (c >> 6 & 63));
        into += static_cast<char>(0x80 | (c & 63));
    } else {
        into += static_cast<char>(0xF0 | c >> 18);
        into += static_cast<char>(0x80 | (c >> 12 & 63));
        into += static_cast<char>(0x80 | (c >> 6 & 63));
        into += static_cast<char>(0x80 | (c & 63));
    }
}

/// What the numbers 128 … 159 mean: pages count in windows-1252 there.
constexpr std::uint16_t windows_1252[32] = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                            0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                            0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                            0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

std::size_t read_number(std::string_view raw, std::size_t at, std::string& into) {
    std::size_t i = at + 2;
    const bool hex = i < raw.size() && (raw[i] | 32) == 'x';
    if (hex) ++i;
    const std::size_t first = i;
    std::uint32_t number = 0;
    for (; i < raw.size(); ++i) {
        const char c = raw[i];
        const char lower = static_cast<char>(c | 32);
        std::uint32_t digit;
        if (is_digit(c))
            digit = static_cast<std::uint32_t>(c - '0');
        else if (hex && lower >= 'a' && lower <= 'f')
            digit = static_cast<std::uint32_t>(lower - 'a' + 10);
        else
            break;
        number = std::min<std::uint32_t>(number * (hex ? 16 : 10) + digit, 0x110000);
    }
    if (i == first) return 0;
    if (i < raw.size() && raw[i] == ';') ++i;
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) number = 0xFFFD;
    if (number >= 128 && number < 160) number = windows_1252[number - 128];
    append_utf8(number, into);
    return i - at;
}

}  // namespace

std::size_t read_reference(std::string_view raw, std::size_t at, bool attribute, std::string& into) {
    if (at + 1 >= raw.size()) return 0;
    if (raw[at + 1] == '#') return read_number(raw, at, into);
    std::size_t end = at + 1;
    while (end < raw.size() && end - at <= 32 && is_alnum(raw[end])) ++end;
    const std::string_view name = raw.substr(at + 1, end - at - 1);
    if (name.empty()) return 0;
    if (end < raw.size() && raw[end] == ';')
        if (const Reference* found = find(name)) return into += found->characters, end + 1 - at;
    for (std::size_t size = std::min(name.size(), longest_bare); size >= 2; --size) {
        const Reference* found = find(name.substr(0, size));
        if (!found || !found->bare) continue;
        const std::size_t after = at + 1 + size;
        if (attribute && after < raw.size() && (raw[after] == '=' || is_alnum(raw[after]))) return 0;
        into += found->characters;
        return after - at + (after < raw.size() && raw[after] == ';');
    }
    return 0;
}

void append_resolved(std::string_view raw, bool attribute, std::string& into) {
    std::size_t done = 0;
    for (;;) {
        const void* found = done < raw.size() ? std::memchr(raw.data() + done, '&', raw.size() - done) : nullptr;
        const std::size_t at =
            found ? static_cast<std::size_t>(static_cast<const char*>(found) - raw.data()) : raw.size();
        into.append(raw, done, at - done);
        if (!found) return;
        const std::size_t taken = read_reference(raw, at, attribute, into);
        if (taken == 0) into += '&';
        done = at + std::max<std::size_t>(taken, 1);
    }
}

std::string resolved(std::string_view raw, bool attribute) {
    std::string text;
    append_resolved(raw, attribute, text);
    return text;
}

}  // namespace dragoman::story::page
