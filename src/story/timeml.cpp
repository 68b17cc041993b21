#include "story/timeml.h"

#include <array>
#include <tuple>
#include <utility>

#include "story/story.h"

namespace dragoman::story {
namespace {

constexpr std::array<std::pair<std::string_view, char>, 5> entities = {
    {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};

/// Content without tags, entities as the characters they stand for.
std::string plain(std::string_view xml) {
    std::string text;
    text.reserve(xml.size());
    for (std::size_t at = 0; at < xml.size();) {
        if (xml[at] == '<') {
            const std::size_t close = xml.find('>', at);
            at = close == std::string_view::npos ? xml.size() : close + 1;
            continue;
        }
        if (xml[at] == '&') {
            bool known = false;
            for (const auto& [name, letter] : entities)
                if (xml.substr(at, name.size()) == name) {
                    text += letter;
                    at += name.size();
                    known = true;
                    break;
                }
            if (known) continue;
        }
        text += xml[at++];
    }
    return text;
}

/// Begin and end of the content of the first element of that name; its tags are not in it.
std::optional<std::pair<std::size_t, std::size_t>> content(std::string_view xml, std::string_view name) {
    const std::string open = "<" + std::string(name), close = "</" + std::string(name) + ">";
    std::size_t at = xml.find(open);
    if (at == std::string_view::npos) return {};
    at = xml.find('>', at);
    const std::size_t end = at == std::string_view::npos ? at : xml.find(close, at);
    if (end == std::string_view::npos) return {};
    return std::pair(at + 1, end);
}

std::string trimmed(std::string text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n"), last = text.find_last_not_of(" \t\r\n");
    return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

}  // namespace

std::optional<TimeMl> read_timeml(std::string_view document) {
    if (document.substr(0, 2000).find("<TimeML") == std::string_view::npos) return {};
    const auto body = content(document, "TEXT");
    if (!body) return {};
    TimeMl read;
    std::tie(read.begin, read.end) = *body;
    read.text = plain(document.substr(read.begin, read.end - read.begin));
    const auto text_of = [&](std::string_view name) {
        const auto found = content(document.substr(0, read.begin), name);
        return found ? trimmed(plain(document.substr(found->first, found->second - found->first))) : std::string();
    };
    read.id = text_of("DOCID");
    read.title = text_of("TITLE");
    if (const auto dct = content(document.substr(0, read.begin), "DCT")) {
        const std::string_view tag = document.substr(dct->first, dct->second - dct->first);
        const std::size_t value = tag.find("value=\"");
        const std::size_t end = value == std::string_view::npos ? value : tag.find('"', value + 7);
        if (end != std::string_view::npos) read.created = tag.substr(value + 7, end - value - 7);
        if (!is_date(read.created))
            read.created = is_date(read.created.substr(0, 10)) ? read.created.substr(0, 10) : "";
    }
    return read;
}

std::string xml_escaped(std::string_view text) {
    std::string xml;
    xml.reserve(text.size());
    for (const char c : text) {
        if (c == '&')
            xml += "&amp;";
        else if (c == '<')
            xml += "&lt;";
        else if (c == '>')
            xml += "&gt;";
        else
            xml += c;
    }
    return xml;
}

}  // namespace dragoman::story
