#include "story/page/titles.h"

#include <algorithm>
#include <iterator>

#include "story/page/characters.h"
#include "story/page/tree.h"

namespace dragoman::story::page {
namespace {

std::string squeezed(std::string_view key) {
    std::string made;
    for (const char c : key)
        if (c != ' ') made += c;
    return made;
}

std::vector<std::string_view> words_of(std::string_view key) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < key.size();) {
        const std::size_t end = std::min(key.find(' ', at), key.size());
        if (end > at) words.push_back(key.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

std::size_t count_words(std::string_view key) {
    return key.empty() ? 0 : 1 + static_cast<std::size_t>(std::count(key.begin(), key.end(), ' '));
}

/// %-escapes of an address resolved.
std::string unescaped(std::string_view name) {
    const auto digit = [](char c) {
        return is_digit(c) ? c - '0' : lower(c) >= 'a' && lower(c) <= 'f' ? lower(c) - 'a' + 10 : -1;
    };
    std::string made;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const bool escape =
            name[at] == '%' && at + 2 < name.size() && digit(name[at + 1]) >= 0 && digit(name[at + 2]) >= 0;
        made += escape ? static_cast<char>(digit(name[at + 1]) * 16 + digit(name[at + 2])) : name[at];
        at += escape ? 2 : 0;
    }
    return made;
}

struct Separator {
    std::string_view sign;
    bool bar;  ///< hardly used within titles
};

constexpr Separator kSeparators[] = {{" | ", true}, {" - ", false}, {" – ", false}, {" — ", false}, {" :: ", true},
                                     {" » ", true}, {" « ", true},  {" · ", true},  {" • ", true},  {" > ", true},
                                     {" ~ ", true}, {" // ", true}, {"|", true},    {" ‹ ", true},  {" › ", true},
                                     {" ∙ ", true}, {"｜", true}};

const Separator* separator_at(std::string_view title, std::size_t at) {
    if (title[at] != ' ' && title[at] != '|' && title[at] != '\xEF') return nullptr;
    for (const Separator& each : kSeparators)
        if (title.compare(at, each.sign.size(), each.sign) == 0) return &each;
    return nullptr;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

/// Dashes, quotes, blanks beyond ASCII, those of Chinese and Japanese too; 0 when something else begins here.
std::size_t bytes_of_sign(std::string_view text) {
    const auto begins = [&](std::string_view lead) { return text.substr(0, lead.size()) == lead; };
    if (begins("\xC2\xA0")) return 2;
    if (begins("\xE2\x80")) return 3;
    if (!begins("\xE3\x80") || text.size() < 3) return 0;
    return static_cast<unsigned char>(text[2]) <= 0x91 && text[2] != '\x85' ? 3 : 0;
}

}  // namespace

std::string title_key(std::string_view title) {
    std::string key;
    bool gap = false;
    for (std::size_t at = 0; at < title.size(); ++at) {
        const char c = title[at];
        const std::size_t sign = bytes_of_sign(title.substr(at));
        if (sign) at += sign - 1;
        if (!sign && (is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80)) {
            if (gap && !key.empty()) key += ' ';
            gap = false;
            key += lower(c);
        } else {
            gap = true;
        }
    }
    return key;
}

std::string tidy(std::string_view text) {
    const std::string whole = resolved(text);
    std::string made;
    for (std::size_t at = 0; at < whole.size(); ++at) {
        const bool hard = whole.compare(at, 2, "\xC2\xA0") == 0;
        if (!hard && !is_space(whole[at]))
            made += whole[at];
        else if (!made.empty() && made.back() != ' ')
            made += ' ';
        at += hard;
    }
    while (!made.empty() && made.back() == ' ') made.pop_back();
    return made;
}

std::string site_of_address(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == url.npos) return {};
    std::string_view host = url.substr(scheme + 3);
    host = host.substr(0, host.find_first_of("/?#:"));
    std::vector<std::string_view> labels;
    for (std::size_t at = 0; at <= host.size();) {
        const std::size_t end = std::min(host.find('.', at), host.size());
        labels.push_back(host.substr(at, end - at));
        at = end + 1;
    }
    if (labels.size() > 1) labels.pop_back();
    // "co.uk", "com.br": second labels of a country.
    if (labels.size() > 1 && labels.back().size() <= 3) labels.pop_back();
    return title_key(labels.back());
}

std::string words_of_address(std::string_view url) {
    const std::size_t scheme = url.find("://");
    if (scheme == url.npos) return {};
    std::string_view path = url.substr(0, url.find_first_of("?#")).substr(scheme + 3);
    for (int folder = 0; folder < 2; ++folder) {
        while (path.ends_with('/')) path.remove_suffix(1);
        const std::size_t slash = path.rfind('/');
        if (slash == path.npos) break;
        std::string_view name = path.substr(slash + 1);
        if (const std::size_t dot = name.rfind('.'); dot != name.npos && name.size() - dot <= 6)
            name = name.substr(0, dot);
        std::string words;
        const std::string key = title_key(unescaped(name));
        for (const std::string_view word : words_of(key)) {
            const bool year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20"));
            if (!year && std::any_of(word.begin(), word.end(), is_digit)) continue;
            words += (words.empty() ? "" : " ") + std::string(word);
        }
        if (words.find(' ') != words.npos) return words;
        path = path.substr(0, slash);
    }
    return {};
}

bool all_capitals(std::string_view title) {
    std::size_t capitals = 0;
    for (const char c : title) {
        if (c >= 'a' && c <= 'z') return false;
        capitals += c >= 'A' && c <= 'Z';
    }
    return capitals >= 8;
}

double agreement(const std::string& heading, const std::string& stated) {
    if (heading == stated) return 2;
    const auto within = [](const std::string& part, const std::string& whole) {
        return part.size() >= 8 && whole.find(part) != whole.npos;
    };
    if (within(heading, stated)) return count_words(heading) <= 1 && count_words(stated) >= 4 ? 0.4 : 1.5;
    if (within(stated, heading)) return 1.5;
    return shared_words(heading, stated);
}

std::vector<std::string_view> title_parts(std::string_view title) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < title.size();) {
        if (const Separator* separator = separator_at(title, at)) {
            if (const auto part = trimmed(title.substr(begin, at - begin)); !part.empty()) parts.push_back(part);
            at += separator->sign.size();
            if (separator->sign.back() == ' ') --at;  // it may begin the next separator
            begin = at;
        } else {
            ++at;
        }
    }
    if (const auto part = trimmed(title.substr(begin)); !part.empty()) parts.push_back(part);
    return parts;
}

bool names_site(std::string_view part, const std::vector<std::string>& sites) {
    if (part.size() > 300) return false;
    const std::string key = title_key(part), bare = squeezed(key);
    if (key.empty()) return true;
    return std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
        const std::string other = squeezed(site);
        if (other.size() < 3) return other == bare;
        if (bare == other) return true;
        if (bare.size() >= 4 && other.find(bare) != other.npos) return true;
        return other.size() >= 4 && bare.find(other) != bare.npos && count_words(key) <= 6;
    });
}

bool is_site(std::string_view title, const std::vector<std::string>& sites) {
    constexpr std::size_t ending = 4;  // "com", "news", an article
    const std::string key = squeezed(title_key(title));
    if (key.empty()) return true;
    return std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
        const std::string name = squeezed(site);
        if (name == key || (key.size() >= 4 && name.find(key) != name.npos)) return true;
        return name.size() >= 4 && key.find(name) != key.npos && key.size() <= name.size() + ending &&
               !is_digit(key.back());
    });
}

std::string without_site(std::string_view title, const std::vector<std::string>& sites) {
    const auto parts = title_parts(title);
    if (parts.size() < 2) return std::string(parts.empty() ? trimmed(title) : parts[0]);
    std::size_t first = 0, last = parts.size();
    while (last - first > 1 && names_site(parts[last - 1], sites)) --last;
    while (last - first > 1 && is_site(parts[first], sites)) ++first;
    const auto bar_before = [&](std::size_t part) {
        const std::string_view between(parts[part - 1].end(),
                                       static_cast<std::size_t>(parts[part].begin() - parts[part - 1].end()));
        return between.find_first_of("|") != between.npos || between.find("::") != between.npos ||
               between.find("»") != between.npos || between.find("•") != between.npos ||
               between.find("·") != between.npos;
    };
    while (last - first > 1 && bar_before(last - 1) && count_words(title_key(parts[last - 1])) <= 4 &&
           title_key(parts[first]).size() >= title_key(parts[last - 1]).size())
        --last;
    return std::string(title.substr(static_cast<std::size_t>(parts[first].begin() - title.begin()),
                                    static_cast<std::size_t>(parts[last - 1].end() - parts[first].begin())));
}

double shared_words(std::string_view key, std::string_view other) {
    auto a = words_of(key.substr(0, 400)), b = words_of(other.substr(0, 400));
    const auto letters = [](const std::vector<std::string_view>& words) {
        std::size_t sum = 0;
        for (const std::string_view word : words) sum += word.size() < 3 ? 0 : word.size();
        return sum;
    };
    const std::size_t least = std::min(letters(a), letters(b));
    if (least < 8) return 0;  // "Blog" is in many titles
    std::sort(a.begin(), a.end()), std::sort(b.begin(), b.end());
    std::vector<std::string_view> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return static_cast<double>(letters(both)) / static_cast<double>(least);
}

}  // namespace dragoman::story::page
