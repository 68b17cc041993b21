#include "story/page/titles.h"

#include <algorithm>
#include <iterator>

#include "story/page/characters.h"

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

}  // namespace

std::string title_key(std::string_view title) {
    std::string key;
    bool gap = false;
    for (std::size_t at = 0; at < title.size(); ++at) {
        const char c = title[at];
        const char next = at + 1 < title.size() ? title[at + 1] : ' ';
        const bool sign =
            (c == '\xE2' && next == '\x80') || (c == '\xC2' && next == '\xA0');  // dashes, quotes, a blank
        if (sign) at += c == '\xE2' ? 2 : 1;
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

std::string without_site(std::string_view title, const std::vector<std::string>& sites) {
    const auto parts = title_parts(title);
    if (parts.size() < 2) return std::string(parts.empty() ? trimmed(title) : parts[0]);
    std::size_t first = 0, last = parts.size();
    while (last - first > 1 && names_site(parts[last - 1], sites)) --last;
    while (last - first > 1 && names_site(parts[first], sites)) ++first;
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
