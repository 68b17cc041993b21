#include "report/render/text.h"

#include <algorithm>

namespace dragoman::report {
namespace {

/// Length of the character at `at`, and whether it is one that turns the direction of text or breaks lines.
struct Character {
    std::size_t size;
    bool dropped;
};
Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
    const unsigned first = byte(at);
    const std::size_t size = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0x80) return {1, first < 0x20 || first == 0x7F};
    if (first == 0xC2) return {2, byte(at + 1) < 0xA0};
    // U+200B to U+200F, U+2028 to U+202E, U+2060 to U+206F, U+FEFF
    if (first == 0xE2 && byte(at + 1) == 0x80)
        return {3, (byte(at + 2) >= 0x8B && byte(at + 2) <= 0x8F) || (byte(at + 2) >= 0xA8 && byte(at + 2) <= 0xAE)};
    if (first == 0xE2 && byte(at + 1) == 0x81) return {3, byte(at + 2) >= 0xA0 && byte(at + 2) <= 0xAF};
    if (first == 0xEF && byte(at + 1) == 0xBB) return {3, byte(at + 2) == 0xBF};
    return {std::min(size, text.size() - at), false};
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string out;
    bool blank = false;
    for (std::size_t at = 0; at < text.size();) {
        const auto [size, dropped] = character_at(text, at);
        const char c = text[at];
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r')
            blank = !out.empty();
        else if (!dropped) {
            if (blank) out += ' ';
            blank = false;
            out.append(text.substr(at, size));
        }
        at += size;
    }
    return out;
}

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : one_line(text)) switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    return out;
}

std::string markdown_text(std::string_view text) {
    std::string out;
    const std::string line = one_line(text);
    for (std::size_t i = 0; i < line.size(); ++i) {
        const bool of_www = line[i] == '.' && i >= 3 && (line[i - 1] == 'w' || line[i - 1] == 'W');
        // An address begins with letters and a colon, and goes on: "https://", "mailto:somebody".
        const bool of_address = line[i] == ':' && i + 1 < line.size() && line[i + 1] != ' ';
        if (std::string_view("\\`*_{}[]<>#|!&~$@+=^").find(line[i]) != std::string_view::npos || of_www || of_address)
            out += '\\';
        out += line[i];
    }
    return out;
}

std::string safe_address(std::string_view url) {
    if (!url.starts_with("http://") && !url.starts_with("https://")) return "";
    const auto plain = [](unsigned char c) {
        return c > 0x20 && c < 0x7F &&
               std::string_view("\"'<>\\^`{|}()[]").find(static_cast<char>(c)) == std::string_view::npos;
    };
    return std::all_of(url.begin(), url.end(), plain) ? std::string(url) : "";
}

std::string shortened(const std::string& text, std::size_t most) {
    std::size_t at = 0, characters = 0, blank = 0;
    while (at < text.size() && characters < most) {
        if (text[at] == ' ') blank = at;
        at += character_at(text, at).size;
        ++characters;
    }
    if (at >= text.size()) return text;
    return text.substr(0, blank > 0 ? blank : at) + " …";
}

std::string ranges(std::vector<int> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::string out;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        out += (out.empty() ? "" : ", ") + std::to_string(numbers[i]);
        if (last > i) out += (last > i + 1 ? "–" : ", ") + std::to_string(numbers[last]);
        i = last + 1;
    }
    return out;
}

}  // namespace dragoman::report
