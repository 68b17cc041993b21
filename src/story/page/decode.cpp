// Order of decision: mark, whether the bytes are UTF-8 and nothing else, HTTP, <meta>, windows-1252.
#include "story/page/decode.h"

#include <simdjson.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "story/page/characters.h"
#include "story/page/encodings.h"

namespace dragoman::story::page {
namespace {

constexpr std::size_t kLongest = std::size_t{1}
                                 << 30;  // offsets of runs are of 32 bits, and text may be thrice the bytes
constexpr std::size_t kPrescan = 4096;   // the standard says 1024; pages put scripts before their <meta>
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Where `needle` (lower case) begins in `text` from `at` on, in any case; npos when it does not.
std::size_t find_in_any_case(std::string_view text, std::string_view needle, std::size_t at) {
    for (; at + needle.size() <= text.size(); ++at)
        if (std::equal(needle.begin(), needle.end(), text.begin() + at, [](char n, char t) { return n == lower(t); }))
            return at;
    return text.npos;
}

/// "text/html; charset=X", also as <meta content> says it → X; empty when it says none.
std::string_view charset_in(std::string_view text) {
    for (std::size_t at = 0; (at = find_in_any_case(text, "charset", at)) != text.npos;) {
        at += 7;
        while (at < text.size() && is_space(text[at])) ++at;
        if (at == text.size() || text[at] != '=') continue;
        ++at;
        while (at < text.size() && is_space(text[at])) ++at;
        if (at < text.size() && (text[at] == '"' || text[at] == '\'')) {
            const std::size_t close = text.find(text[at], at + 1);
            return close == text.npos ? std::string_view() : text.substr(at + 1, close - at - 1);
        }
        std::size_t end = at;
        while (end < text.size() && !is_space(text[end]) && text[end] != ';' && text[end] != ',') ++end;
        return text.substr(at, end - at);
    }
    return {};
}

struct Attribute {
    std::string_view name, value;
};

/// The next attribute of a tag, from `at`, which moves behind it; none at the tag's end.
bool next_attribute(std::string_view html, std::size_t& at, Attribute& attribute) {
    while (at < html.size() && (is_space(html[at]) || html[at] == '/')) ++at;
    if (at >= html.size() || html[at] == '>') return false;
    std::size_t begin = at;
    while (at < html.size() && !is_space(html[at]) && html[at] != '=' && html[at] != '>' && html[at] != '/') ++at;
    if (at == begin) ++at;  // a stray "="
    attribute = {html.substr(begin, at - begin), {}};
    while (at < html.size() && is_space(html[at])) ++at;
    if (at >= html.size() || html[at] != '=') return true;
    ++at;
    while (at < html.size() && is_space(html[at])) ++at;
    if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
        const std::size_t close = std::min(html.find(html[at], at + 1), html.size());
        attribute.value = html.substr(at + 1, close - at - 1);
        at = std::min(close + 1, html.size());
        return true;
    }
    begin = at;
    while (at < html.size() && !is_space(html[at]) && html[at] != '>') ++at;
    attribute.value = html.substr(begin, at - begin);
    return true;
}

/// What one <meta> declares; `at` stands behind its name and moves to its end.
const Encoding* meta_encoding(std::string_view html, std::size_t& at) {
    std::string_view charset, content;
    bool content_type = false;
    for (Attribute attribute; next_attribute(html, at, attribute);) {
        if (same_name(attribute.name, "charset") && charset.empty()) charset = attribute.value;
        if (same_name(attribute.name, "content") && content.empty()) content = attribute.value;
        if (same_name(attribute.name, "http-equiv")) content_type = same_name(attribute.value, "content-type");
    }
    const Encoding* found = find_encoding(charset);
    if (!found && content_type) found = find_encoding(charset_in(content));
    // A page that can be read far enough to meet this is not in UTF-16.
    if (found && found->name.substr(0, 6) == "UTF-16") found = find_encoding("utf-8");
    return found;
}

const Encoding* prescan(std::string_view bytes) {
    const std::string_view html = bytes.substr(0, kPrescan);
    if (html.substr(0, 5) == "<?xml") {
        const std::string_view declaration = html.substr(0, html.find('>'));
        std::size_t at = 5;
        for (Attribute attribute; next_attribute(declaration, at, attribute);)
            if (attribute.name == "encoding")
                if (const Encoding* found = find_encoding(attribute.value)) return found;
    }
    for (std::size_t at = 0; (at = html.find('<', at)) != html.npos;) {
        if (html.substr(at, 4) == "<!--") {
            at = html.find("-->", at + 2);
            if (at == html.npos) break;
        } else if (const std::string_view tag = html.substr(at + 1, 5);
                   same_name(tag.substr(0, 4), "meta") && tag.size() == 5 && (is_space(tag[4]) || tag[4] == '/')) {
            at += 5;
            if (const Encoding* found = meta_encoding(html, at)) return found;
        } else {
            ++at;
        }
    }
    return nullptr;
}

/// UTF-16 without a mark, by the zeros beside the first "<".
const Encoding* wide(std::string_view bytes) {
    if (bytes.size() < 4) return nullptr;
    if (bytes[0] == '<' && !bytes[1] && bytes[2] && !bytes[3]) return find_encoding("utf-16le");
    if (!bytes[0] && bytes[1] == '<' && !bytes[2] && bytes[3]) return find_encoding("utf-16be");
    return nullptr;
}

/// Bytes of a character from its first byte; 0 for a byte that begins none.
std::size_t length_by(unsigned char lead) {
    return lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

/// Bytes of the valid UTF-8 character at `at`; 0 when there is none.
std::size_t valid_at(std::string_view bytes, std::size_t at) {
    const std::size_t length = length_by(static_cast<unsigned char>(bytes[at]));
    if (length < 2) return length;
    if (at + length > bytes.size()) return 0;
    return simdjson::validate_utf8(bytes.data() + at, length) ? length : 0;
}

/// Where the next byte beyond ASCII is, from `at` on; the end when there is none.
std::size_t next_beyond(std::string_view bytes, std::size_t at) {
    std::uint64_t eight;
    for (; at + 8 <= bytes.size(); at += 8) {
        std::memcpy(&eight, bytes.data() + at, 8);
        if (eight & 0x8080808080808080U) break;
    }
    while (at < bytes.size() && !(bytes[at] & 0x80)) ++at;
    return at;
}

enum class Beyond { Ascii, Few, Many };

/// What valid UTF-8 holds beyond ASCII. Many: one character of three bytes or four of two, which another encoding would
/// hardly give by chance.
Beyond beyond_ascii(std::string_view bytes) {
    int of_two = 0;
    for (std::size_t at = next_beyond(bytes, 0); at < bytes.size(); at = next_beyond(bytes, at + 1)) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        if (byte >= 0xE0 || (byte >= 0xC0 && ++of_two == 4)) return Beyond::Many;
    }
    return of_two ? Beyond::Few : Beyond::Ascii;
}

/// In bytes that are no valid UTF-8: are they mostly so all the same?
bool rather_utf8(std::string_view bytes) {
    std::size_t good = 0, bad = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = valid_at(bytes, at);
        good += length > 1;
        bad += length == 0;
        at += std::max<std::size_t>(length, 1);
    }
    return good > bad;
}

/// The byte that a character of two bytes stands for in ISO 8859-1; -1 when it is beyond.
int latin_byte(std::string_view bytes, std::size_t at) {
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) return lead;
    if ((lead != 0xC2 && lead != 0xC3) || at + 1 >= bytes.size()) return -1;
    return ((lead & 3) << 6) | (bytes[at + 1] & 0x3F);
}

/// The character whose bytes in UTF-8 were taken for ISO 8859-1 and encoded again at `at`; empty when it is none.
std::string encoded_twice_at(std::string_view bytes, std::size_t at) {
    std::string made;
    const int lead = latin_byte(bytes, at);
    const std::size_t length = lead < 0x80 ? 0 : length_by(static_cast<unsigned char>(lead));
    for (std::size_t i = 0; i < length && at + 2 * i < bytes.size(); ++i) {
        const int byte = latin_byte(bytes, at + 2 * i);
        if (byte < 0x80) return {};
        made += static_cast<char>(byte);
    }
    return length && valid_at(made, 0) == length ? made : std::string();
}

/// Is valid UTF-8 encoded twice, as by a program that took it for ISO 8859-1? Then every character beyond ASCII is part
/// of such a pair, and some are control characters, which no page means. Looks no further than the first that is not.
bool encoded_twice(std::string_view bytes) {
    bool control = false;
    for (std::size_t at = next_beyond(bytes, 0); at < bytes.size(); at = next_beyond(bytes, at)) {
        const std::string once = encoded_twice_at(bytes, at);
        if (once.empty()) return false;
        control |= std::any_of(once.begin(), once.end(), [](char c) { return static_cast<unsigned char>(c) < 0xA0; });
        at += 2 * once.size();
    }
    return control;
}

}  // namespace

std::size_t Decoded::raw(std::size_t offset) const {
    if (offset >= text().size()) return raw_end_;
    if (runs_.empty()) return offset + mark_;
    auto run = std::upper_bound(runs_.begin(), runs_.end(), offset,
                                [](std::size_t value, const Run& r) { return value < r.text; });
    --run;  // the first run begins at 0
    return run->raw + (offset - run->text) / run->text_step * run->raw_step;
}

void Decoded::add(std::size_t raw, std::size_t raw_step, std::string_view character) {
    const auto step = static_cast<std::uint8_t>(character.size());
    const auto from = static_cast<std::uint8_t>(std::min<std::size_t>(raw_step, 255));
    const auto next = [](const Run& run, std::size_t text) {
        return run.raw + (text - run.text) / run.text_step * run.raw_step;
    };
    if (runs_.empty() || runs_.back().text_step != step || runs_.back().raw_step != from ||
        next(runs_.back(), owned_.size()) != raw)
        runs_.push_back({static_cast<std::uint32_t>(owned_.size()), static_cast<std::uint32_t>(raw), step, from});
    owned_ += character;
}

void Decoded::keep(std::string_view bytes, std::size_t mark) {
    view_ = bytes.substr(mark);
    mark_ = mark;
}

void Decoded::repair(std::string_view bytes, std::size_t mark) {
    owned_.reserve(bytes.size() + bytes.size() / 8);
    for (std::size_t at = mark; at < bytes.size();) {
        const std::size_t length = valid_at(bytes, at);
        if (length) {
            // Characters of any length map byte by byte here, so that good stretches are one run.
            for (std::size_t i = 0; i < length; ++i) add(at + i, 1, bytes.substr(at + i, 1));
            at += length;
            continue;
        }
        std::size_t broken = 1;  // a cut character is replaced once, as far as it was right
        const std::size_t wanted = length_by(static_cast<unsigned char>(bytes[at]));
        while (broken < wanted && at + broken < bytes.size() && (bytes[at + broken] & 0xC0) == 0x80) ++broken;
        if (wanted && broken == wanted) broken = 1;  // overlong, surrogate, beyond Unicode
        add(at, broken, kReplacement);
        at += broken;
    }
}

void Decoded::undo(std::string_view bytes, std::size_t mark) {
    owned_.reserve(bytes.size());
    for (std::size_t at = mark; at < bytes.size();) {
        if (const std::size_t end = next_beyond(bytes, at); end > at) {
            add(at, 1, bytes.substr(at, 1));
            owned_ += bytes.substr(at + 1, end - at - 1);  // of the same run
            at = end;
            continue;
        }
        const std::string once = encoded_twice_at(bytes, at);
        add(at, 2 * once.size(), once);
        at += 2 * once.size();
    }
}

bool Decoded::convert(std::string_view bytes, std::size_t mark, const char* name) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open(name, &error), ucnv_close);
    if (U_FAILURE(error) || !converter) return false;
    constexpr int kRoom = 4096;
    std::array<UChar, kRoom> units;
    std::array<std::int32_t, kRoom> offsets;
    owned_.reserve(bytes.size() * 2);
    const char* const begin = bytes.data() + mark;
    const char* const end = bytes.data() + bytes.size();
    const char* source = begin;
    // A character goes out when the next one's begin is known: `high` waits for its half, `waiting` for its end.
    char waiting[4];
    std::size_t waiting_size = 0, waiting_at = 0;
    UChar high = 0;
    const auto put = [&](UChar32 c, std::size_t at) {
        if (waiting_size) add(waiting_at, at - waiting_at, {waiting, waiting_size});
        waiting_size = 0, waiting_at = at;
        U8_APPEND_UNSAFE(waiting, waiting_size, c);
    };
    do {
        const char* const piece = source;
        UChar* target = units.data();
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(), &target, units.data() + kRoom, &source, end, offsets.data(), true, &error);
        for (int i = 0; i < target - units.data(); ++i) {
            const std::size_t at = offsets[i] < 0 ? waiting_at : mark + (piece - begin) + offsets[i];
            const UChar unit = units[i];
            if (high && U16_IS_TRAIL(unit)) {
                put(U16_GET_SUPPLEMENTARY(high, unit), at);
                high = 0;
                continue;
            }
            if (high) put(0xFFFD, at);
            high = U16_IS_LEAD(unit) ? unit : 0;
            if (!high) put(U16_IS_TRAIL(unit) ? 0xFFFD : unit, at);
        }
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    if (high) put(0xFFFD, bytes.size());
    if (waiting_size) add(waiting_at, bytes.size() - waiting_at, {waiting, waiting_size});
    return true;
}

Decoded decode(std::string_view bytes, std::string_view content_type) {
    bytes = bytes.substr(0, kLongest);
    Decoded page;
    page.raw_end_ = bytes.size();
    const bool marked = bytes.substr(0, 3) == "\xEF\xBB\xBF";
    const Encoding* encoding = nullptr;
    std::size_t mark = 0;
    if (marked) encoding = find_encoding("utf-8"), mark = 3;
    if (bytes.substr(0, 2) == "\xFF\xFE") encoding = find_encoding("utf-16le"), mark = 2;
    if (bytes.substr(0, 2) == "\xFE\xFF") encoding = find_encoding("utf-16be"), mark = 2;
    const bool valid = mark != 2 && simdjson::validate_utf8(bytes.data() + mark, bytes.size() - mark);
    const Beyond beyond = valid ? beyond_ascii(bytes.substr(mark)) : Beyond::Many;
    if (!encoding) encoding = wide(bytes);
    if (!encoding && valid && beyond == Beyond::Many) encoding = find_encoding("utf-8");
    if (!encoding) encoding = find_encoding(charset_in(content_type));
    if (!encoding) encoding = prescan(bytes);
    if (!encoding && valid) encoding = find_encoding("utf-8");
    if (!encoding || (!encoding->converter && !valid && !marked && !rather_utf8(bytes)))
        encoding = find_encoding("windows-1252");
    page.encoding_ = encoding->name;
    // Every encoding but these two has ASCII where ASCII has it.
    const bool same =
        valid && beyond == Beyond::Ascii && encoding->name.substr(0, 6) != "UTF-16" && bytes.find('\x1B') == bytes.npos;
    if (!same && valid && encoding->name == "UTF-8" && encoded_twice(bytes.substr(mark)))
        page.undo(bytes, mark);
    else if (same || (valid && !encoding->converter))
        page.keep(bytes, mark);
    else if (!encoding->converter || !page.convert(bytes, mark, encoding->converter))
        page.repair(bytes, mark);
    return page;
}

std::string_view encoding_of(std::string_view label) {
    const Encoding* encoding = find_encoding(label);
    return encoding ? encoding->name : std::string_view();
}

std::string_view declared_encoding(std::string_view bytes) {
    const Encoding* encoding = prescan(bytes);
    return encoding ? encoding->name : std::string_view();
}

}  // namespace dragoman::story::page
