#include "archive/sitemap.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <memory>

namespace dragoman::archive {
namespace {

constexpr std::size_t most_pages = 1'000'000;
constexpr std::string_view blanks = " \t\r\n";

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

bool begins_sitemap(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    const auto first = bytes.find_first_not_of(blanks);
    if (first == std::string_view::npos || bytes[first] != '<') return false;
    const std::string_view head = bytes.substr(first, 4096);
    for (std::size_t tag = head.find('<'); tag != std::string_view::npos; tag = head.find('<', tag + 1)) {
        std::string_view name = head.substr(tag + 1);
        if (name.starts_with('?') || name.starts_with('!')) continue;  // before the root
        name = name.substr(0, name.find_first_of(" \t\r\n/>"));
        if (const auto colon = name.find(':'); colon != std::string_view::npos) name.remove_prefix(colon + 1);
        return name == "urlset" || name == "sitemapindex";
    }
    return false;
}

/// Nothing but addresses, one a line.
bool is_list(std::string_view bytes) {
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
    if (!bytes.starts_with("http://") && !bytes.starts_with("https://")) return false;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const std::string line = trimmed(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (line.empty()) continue;
        if ((!line.starts_with("http://") && !line.starts_with("https://")) ||
            line.find_first_of(" \t") != std::string::npos)
            return false;
    }
    return true;
}

struct Freed {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

}  // namespace

bool Sitemaps::take(std::string_view bytes) {
    if (!begins_sitemap(bytes)) return is_list(bytes);
    if (bytes.size() > (1u << 30)) return true;
    const std::unique_ptr<xmlTextReader, Freed> reader(
        xmlReaderForMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                           XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (!reader) return true;
    std::string url, element;
    Page page;
    while (xmlTextReaderRead(reader.get()) == 1) {
        const auto* name = reinterpret_cast<const char*>(xmlTextReaderConstLocalName(reader.get()));
        const auto* value = reinterpret_cast<const char*>(xmlTextReaderConstValue(reader.get()));
        switch (xmlTextReaderNodeType(reader.get())) {
            case XML_READER_TYPE_ELEMENT:
                element = name ? name : "";
                if (element == "url") url.clear(), page = {};
                break;
            case XML_READER_TYPE_TEXT:
            case XML_READER_TYPE_CDATA:
                if (!value) break;
                if (element == "loc" && url.empty()) url = trimmed(value);
                if (element == "title" && page.title.empty()) page.title = trimmed(value);
                if (element == "publication_date" && story::is_date(trimmed(value))) page.published = trimmed(value);
                break;
            case XML_READER_TYPE_END_ELEMENT:
                element.clear();
                if (name && std::string_view(name) == "url" && !url.empty() && pages_.size() < most_pages &&
                    (!page.title.empty() || !page.published.empty()))
                    pages_.emplace(url, page);
                break;
            default:
                break;
        }
    }
    return true;
}

void Sitemaps::complete(story::Context& context) const {
    if (pages_.empty() || context.url.empty()) return;
    const auto found = pages_.find(context.url);
    if (found == pages_.end()) return;
    if (context.title.empty()) context.title = found->second.title;
    if (context.published.empty()) context.published = found->second.published;
}

}  // namespace dragoman::archive
