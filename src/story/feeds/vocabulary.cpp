#include "story/feeds/vocabulary.h"

#include <algorithm>
#include <array>
#include <utility>

#include "story/markup/prose.h"

namespace dragoman::story::feeds {

using markup::trimmed;

Vocabulary vocabulary_of(const markup::Element& element) {
    constexpr std::pair<std::string_view, Vocabulary> spaces[] = {
        {"w3.org/2005/atom", Vocabulary::atom},
        {"purl.org/atom/", Vocabulary::atom},
        {"purl.org/dc/", Vocabulary::dublin},
        {"purl.org/metadata/dublin_core", Vocabulary::dublin},
        {"purl.org/rss/1.0/modules/content", Vocabulary::content},
        {"search.yahoo.com/mrss", Vocabulary::media},
        {"w3.org/1999/xhtml", Vocabulary::html},
        {"itunes.com/dtds", Vocabulary::podcast},
        {"itunes.apple.com/dtds", Vocabulary::podcast},
        {"feedburner.org/ns", Vocabulary::feedburner},
        {"purl.org/rss/1.0/modules/", Vocabulary::other},
        {"purl.org/rss/1.0", Vocabulary::core},
        {"purl.org/net/rss", Vocabulary::core},
        {"my.netscape.com/", Vocabulary::core},
        {"channel.netscape.com/", Vocabulary::core},
        {"backend.userland.com/", Vocabulary::core},
        {"blogs.law.harvard.edu/tech/rss", Vocabulary::core},
        {"cyber.law.harvard.edu/rss", Vocabulary::core},
        {"example.com/newformat", Vocabulary::core}};
    if (!element.space.empty()) {
        const std::string space = lower(element.space.substr(0, 200));
        for (const auto& [part, vocabulary] : spaces)
            if (space.find(part) != std::string::npos) return vocabulary;
        return element.name.find(':') == std::string_view::npos ? Vocabulary::core : Vocabulary::other;
    }
    const auto colon = element.name.find(':');
    if (colon == std::string_view::npos) return Vocabulary::core;
    constexpr std::pair<std::string_view, Vocabulary> prefixes[] = {
        {"dc", Vocabulary::dublin},       {"dcterms", Vocabulary::dublin},
        {"content", Vocabulary::content}, {"atom", Vocabulary::atom},
        {"atom10", Vocabulary::atom},     {"media", Vocabulary::media},
        {"xhtml", Vocabulary::html},      {"itunes", Vocabulary::podcast},
        {"rss", Vocabulary::core},        {"feedburner", Vocabulary::feedburner}};
    const std::string prefix = lower(element.name.substr(0, std::min<std::size_t>(colon, 20)));
    for (const auto& [name, vocabulary] : prefixes)
        if (prefix == name) return vocabulary;
    return Vocabulary::other;
}

std::string lower(std::string_view name) {
    std::string small(name);
    for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return small;
}

Person person_of(std::string_view text) {
    const std::string line = markup::one_line(text);
    std::string_view rest = line;
    Person person;
    const std::size_t at = rest.find('@');
    if (at != std::string_view::npos) {
        const std::size_t begin = rest.find_last_of(" <(", at) + 1,
                          end = std::min(rest.find_first_of(" >)", at), rest.size());
        if (begin < at && end > at + 1) {
            person.email = std::string(rest.substr(begin, end - begin));
            if (person.email.starts_with("mailto:")) person.email.erase(0, 7);
            person.name = std::string(rest.substr(0, begin)) + " " + std::string(rest.substr(end));
        }
    }
    if (person.email.empty()) person.name = line;
    if (!person.email.empty())
        std::erase_if(person.name, [](char c) { return c == '<' || c == '>' || c == '(' || c == ')' || c == '"'; });
    person.name = markup::one_line(person.name);
    return person;
}

bool looks_like_html(std::string_view text) {
    constexpr std::array<std::string_view, 38> tags = {
        "a",     "b",      "i",     "u",      "p",          "em",     "br",   "hr",   "h1",   "h2",
        "h3",    "h4",     "h5",    "h6",     "ul",         "ol",     "li",   "td",   "tr",   "img",
        "div",   "sub",    "sup",   "pre",    "del",        "ins",    "tt",   "code", "font", "span",
        "small", "strong", "table", "center", "blockquote", "script", "body", "html"};
    markup::Scanner scanner(text);
    for (markup::Token token; scanner.next(token);) {
        if (token.kind == markup::Token::text) {
            if (token.characters.find('&') != std::string_view::npos &&
                markup::decoded(token.characters) != token.characters)
                return true;
        } else if (std::find(tags.begin(), tags.end(), lower(markup::local_name(token.name).substr(0, 12))) !=
                   tags.end()) {
            return true;
        }
    }
    return false;
}

std::string title_of(std::string_view text) {
    return markup::one_line(looks_like_html(text) ? markup::prose(text) : std::string(text));
}

}  // namespace dragoman::story::feeds
