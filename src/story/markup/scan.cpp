#include "story/markup/scan.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstdint>

namespace dragoman::story::markup {
namespace {

constexpr std::string_view white = " \t\r\n\f";

bool is_white(char c) { return white.find(c) != std::string_view::npos; }

bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// The characters of windows-1252 at 0x80–0x9F.
constexpr char16_t windows_1252[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

/// "#8217" or "#x2019" as a code point; false when it is none.
bool numbered(std::string_view body, char32_t& point) {
    const bool hex = body.size() > 2 && (body[1] == 'x' || body[1] == 'X');
    const std::string_view digits = body.substr(hex ? 2 : 1);
    if (digits.empty()) return false;
    std::uint32_t value = 0;
    for (const char c : digits) {
        const char l = lower(c);
        const bool digit = l >= '0' && l <= '9';
        if (!digit && !(hex && l >= 'a' && l <= 'f')) return false;
        value = std::min<std::uint32_t>(
            0x110000, value * (hex ? 16 : 10) + static_cast<std::uint32_t>(digit ? l - '0' : l - 'a' + 10));
    }
    if (value >= 0x80 && value <= 0x9F) value = windows_1252[value - 0x80];
    point = value == 0 ? 0xFFFD : value;
    return true;
}

/// "nbsp", "amp", "apos" as a code point; false when it is none of HTML's.
bool named(std::string_view body, char32_t& point) {
    if (body == "apos") return point = '\'', true;
    const auto* found = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(body).c_str()));
    if (!found) return false;
    point = found->value;
    return true;
}

}  // namespace

bool Scanner::next(Token& token) {
    token.attributes.clear();
    token.closed = false;
    while (at_ < source_.size()) {
        token.begin = at_;
        if (source_[at_] == '<') {
            if (source_.substr(at_, 9) == "<![CDATA[") {
                const std::size_t close = find("]]>", at_ + 9);
                token.kind = Token::verbatim;
                token.characters = source_.substr(at_ + 9, std::min(close, source_.size()) - at_ - 9);
                at_ = token.end_ = std::min(close, source_.size() - 3) + 3;
                return true;
            }
            if (pass_over_declaration()) continue;
            if (tag(token)) return true;
        }
        const std::size_t next = source_.find('<', at_ + 1);
        token.kind = Token::text;
        token.characters = source_.substr(at_, next == std::string_view::npos ? next : next - at_);
        at_ = token.end_ = at_ + token.characters.size();
        return true;
    }
    return false;
}

/// Comments, processing instructions, document types with all they declare. One that never ends is text, or, where a
/// ">" follows, a tag that says nothing.
bool Scanner::pass_over_declaration() {
    const std::string_view rest = source_.substr(at_);
    const std::string_view close = rest.starts_with("<!--") ? "-->" : rest.starts_with("<?") ? "?>" : "";
    if (close.empty()) return rest.starts_with("<!") && pass_over_doctype();
    for (const std::string_view mark : {close, std::string_view(">")})
        if (const std::size_t found = find(mark, at_ + 2); found != std::string_view::npos)
            return at_ = found + mark.size(), true;
    return false;
}

bool Scanner::pass_over_doctype() {
    constexpr std::string_view none = "<!";  // remembered when one never ends
    if (std::find(absent_.begin(), absent_.end(), none) != absent_.end()) return false;
    char quote = 0;
    int brackets = 0;
    for (std::size_t i = at_ + 2; i < source_.size(); ++i) {
        const char c = source_[i];
        if (!quote && brackets > 0 && c == '<' && source_.substr(i, 4) == "<!--") {
            const std::size_t found = find("-->", i + 4);
            if (found == std::string_view::npos) break;
            i = found + 2;
        } else if (quote) {
            if (c == quote) quote = 0;
        } else if (brackets > 0 && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == '[' || c == ']') {
            brackets += c == '[' ? 1 : -1;
        } else if (c == '>' && brackets <= 0) {
            at_ = i + 1;
            return true;
        }
    }
    absent_.push_back(none);
    return false;
}

bool Scanner::tag(Token& token) {
    const bool ends = at_ + 1 < source_.size() && source_[at_ + 1] == '/';
    const std::size_t name = at_ + 1 + ends;
    if (name >= source_.size() || !starts_name(source_[name])) return false;
    const std::size_t name_end = std::min(source_.find_first_of(" \t\r\n\f/><", name), source_.size());
    token.kind = ends ? Token::end : Token::start;
    token.name = source_.substr(name, name_end - name);
    at_ = name_end;
    attributes(token);
    token.end_ = at_;
    return true;
}

/// Up to behind the ">", or before a "<" or the end where that is missing.
void Scanner::attributes(Token& token) {
    while (at_ < source_.size() && source_[at_] != '<') {
        const char c = source_[at_];
        if (c == '>') {
            ++at_;
            return;
        }
        if (is_white(c) || c == '/') {
            token.closed = c == '/' || (token.closed && is_white(c));
            ++at_;
            continue;
        }
        token.closed = false;
        Attribute attribute;
        const std::size_t name_end = std::min(source_.find_first_of(" \t\r\n\f/>=<", at_ + 1), source_.size());
        attribute.name = source_.substr(at_, name_end - at_);
        at_ = name_end;
        std::size_t sign = at_;
        while (sign < source_.size() && is_white(source_[sign])) ++sign;
        if (sign < source_.size() && source_[sign] == '=') {
            at_ = sign + 1;
            while (at_ < source_.size() && is_white(source_[at_])) ++at_;
            attribute.value = attribute_value();
        }
        token.attributes.push_back(attribute);
    }
}

std::string_view Scanner::attribute_value() {
    if (at_ == source_.size()) return {};
    const char quote = source_[at_];
    if (quote == '"' || quote == '\'') {
        const std::size_t close = find(quote == '"' ? "\"" : "'", at_ + 1);
        if (close != std::string_view::npos) {
            const auto value = source_.substr(at_ + 1, close - at_ - 1);
            at_ = close + 1;
            return value;
        }
        ++at_;
    }
    const std::size_t end = std::min(source_.find_first_of(" \t\r\n\f><", at_), source_.size());
    const auto value = source_.substr(at_, end - at_);
    at_ = end;
    return value;
}

bool Scanner::skip_to_end_of(std::string_view name) {
    if (std::find(unclosed_.begin(), unclosed_.end(), name) != unclosed_.end()) return false;
    for (std::size_t close = at_; (close = source_.find("</", close)) != std::string_view::npos; close += 2) {
        const std::size_t end = close + 2 + name.size();
        if (!same_letters(source_.substr(close + 2, name.size()), name) ||
            (end < source_.size() && starts_name(source_[end])))
            continue;
        at_ = close;
        return true;
    }
    unclosed_.push_back(name);
    return false;
}

/// Remembers what is not there, so that no byte is searched twice in vain.
std::size_t Scanner::find(std::string_view what, std::size_t from) {
    if (std::find(absent_.begin(), absent_.end(), what) != absent_.end()) return std::string_view::npos;
    const std::size_t found = source_.find(what, from);
    if (found == std::string_view::npos) absent_.push_back(what);
    return found;
}

std::string_view local_name(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool same_letters(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string decoded(std::string_view text) {
    constexpr std::size_t longest = 10;
    std::string plain;
    plain.reserve(text.size());
    while (!text.empty()) {
        const std::size_t sign = std::min(text.find('&'), text.size());
        plain += text.substr(0, sign);
        text.remove_prefix(sign);
        if (text.empty()) break;
        const std::size_t close = text.substr(0, longest + 2).find(';');
        char32_t point = 0;
        if (close != std::string_view::npos && close > 1) {
            const std::string_view body = text.substr(1, close - 1);
            if (body[0] == '#' ? numbered(body, point) : named(body, point)) {
                append_utf8(plain, point);
                text.remove_prefix(close + 1);
                continue;
            }
        }
        plain += '&';
        text.remove_prefix(1);
    }
    return plain;
}

void append_utf8(std::string& text, char32_t point) {
    if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) point = 0xFFFD;
    const auto byte = [&](char32_t value) { text += static_cast<char>(value); };
    if (point < 0x80) {
        byte(point);
    } else if (point < 0x800) {
        byte(0xC0 | (point >> 6)), byte(0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
        byte(0xE0 | (point >> 12)), byte(0x80 | ((point >> 6) & 0x3F)), byte(0x80 | (point & 0x3F));
    } else {
        byte(0xF0 | (point >> 18)), byte(0x80 | ((point >> 12) & 0x3F));
        byte(0x80 | ((point >> 6) & 0x3F)), byte(0x80 | (point & 0x3F));
    }
}

std::string one_line(std::string_view text) {
    std::string line;
    line.reserve(text.size());
    bool gap = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool no_break = text.substr(i, 2) == "\xC2\xA0";
        if (no_break || is_white(text[i])) {
            gap = !line.empty();
            i += no_break;
            continue;
        }
        if (gap) line += ' ';
        gap = false;
        line += text[i];
    }
    return line;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(white);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white) - first + 1);
}

}  // namespace dragoman::story::markup
