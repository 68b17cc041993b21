#include "follow/robots.h"

#include <algorithm>
#include <charconv>

namespace dragoman::follow {
namespace {

constexpr std::size_t most_bytes = 500 * 1024, longest_pattern = 2048;

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1);
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

/// "Dragoman/1.0 (x)" → "Dragoman".
std::string_view product_of(std::string_view agent) {
    const auto product = [](char c) {
        return (lower(c) >= 'a' && lower(c) <= 'z') || c == '_' || c == '-' || c == '*';
    };
    return agent.substr(
        0, static_cast<std::size_t>(std::find_if_not(agent.begin(), agent.end(), product) - agent.begin()));
}

/// Octets that need no encoding plain, all others as %XX with capital letters: so paths and patterns compare.
std::string normal(std::string_view path) {
    static constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (std::size_t i = 0; i < path.size(); ++i) {
        auto c = static_cast<unsigned char>(path[i]);
        bool encoded = c <= 0x20 || c >= 0x7F;
        if (c == '%' && i + 2 < path.size()) {
            const auto digit = [](char d) {
                return static_cast<int>(hex.find(static_cast<char>(d >= 'a' && d <= 'f' ? d - 32 : d)));
            };
            const int high = digit(path[i + 1]), low = digit(path[i + 2]);
            if (high >= 0 && low >= 0) {
                c = static_cast<unsigned char>(high * 16 + low);
                i += 2;
                const bool unreserved = (c >= '0' && c <= '9') ||
                                        (lower(static_cast<char>(c)) >= 'a' && lower(static_cast<char>(c)) <= 'z') ||
                                        c == '-' || c == '.' || c == '_' || c == '~';
                encoded = !unreserved;
            }
        }
        if (encoded)
            out.append({'%', hex[c >> 4], hex[c & 15]});
        else
            out += static_cast<char>(c);
    }
    return out;
}

/// Does a pattern with "*" and a last "$" fit the beginning of a path? On a mismatch the last "*" takes one more.
bool fits(std::string_view pattern, std::string_view path) {
    const bool whole = pattern.ends_with('$');
    if (whole) pattern.remove_suffix(1);
    std::size_t p = 0, s = 0, star = std::string_view::npos, taken = 0;
    while (true) {
        if (p == pattern.size() && (!whole || s == path.size())) return true;
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = s;
        } else if (p < pattern.size() && s < path.size() && pattern[p] == path[s]) {
            ++p, ++s;
        } else if (star != std::string_view::npos && taken < path.size()) {
            p = star + 1;
            s = ++taken;
        } else {
            return false;
        }
    }
}

}  // namespace

Robots Robots::none() {
    Robots robots;
    robots.rules_.push_back({"/", false});
    return robots;
}

Robots Robots::read(std::string_view text, std::string_view product) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    text = text.substr(0, most_bytes);
    Robots own, others;
    bool named = false, in_own = false, in_others = false, heading = false;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line = line.substr(0, line.find('#'));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        const std::string_view key = trimmed(line.substr(0, colon)), value = trimmed(line.substr(colon + 1));
        if (same(key, "user-agent")) {
            if (!heading) in_own = in_others = false;  // a new group
            heading = true;
            if (value.starts_with('*')) in_others = true;
            if (same(product_of(value), product)) in_own = named = true;
            continue;
        }
        const bool allow = same(key, "allow"), disallow = same(key, "disallow"), delay = same(key, "crawl-delay");
        if (!allow && !disallow && !delay) continue;
        heading = false;
        for (Robots* robots : {in_own ? &own : nullptr, in_others ? &others : nullptr}) {
            if (!robots) continue;
            double seconds = 0;
            if (!delay && !value.empty() && value.size() <= longest_pattern)
                robots->rules_.push_back({normal(value), allow});
            else if (delay && std::from_chars(value.data(), value.data() + value.size(), seconds).ec == std::errc() &&
                     seconds >= 0)
                robots->delay_ = seconds;
        }
    }
    return named ? own : others;
}

bool Robots::allows(std::string_view path) const {
    if (path == "/robots.txt") return true;
    const std::string wanted = normal(path.substr(0, 8192));
    const Rule* best = nullptr;
    for (const Rule& rule : rules_) {
        const bool longer = !best || rule.pattern.size() > best->pattern.size() ||
                            (rule.pattern.size() == best->pattern.size() && rule.allow);
        if (longer && fits(rule.pattern, wanted)) best = &rule;
    }
    return !best || best->allow;
}

}  // namespace dragoman::follow
