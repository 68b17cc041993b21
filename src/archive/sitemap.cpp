#include "archive/sitemap.h"

#include <algorithm>

#include "story/markup/characters.h"
#include "story/markup/date.h"
#include "story/markup/tree.h"

namespace dragoman::archive {
namespace {

namespace markup = story::markup;

constexpr std::size_t most_pages = 1'000'000;
constexpr std::string_view blanks = " \t\r\n";

std::string trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
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

}  // namespace

bool Sitemaps::take(std::string_view bytes) {
    const std::string_view head = bytes.substr(0, 4096);  // a look that costs little: this is asked of every document
    const bool perhaps = head.find("urlset") != head.npos || head.find("sitemapindex") != head.npos;
    const std::string root = perhaps ? markup::root_name(bytes, {}) : std::string();
    if (root != "urlset" && root != "sitemapindex") return is_list(bytes);
    const markup::Tree tree(markup::utf8_of(bytes, {}));
    const int top = tree.child(0, root);
    for (int node = tree.child(top, "url"); node >= 0 && pages_.size() < most_pages;
         node = tree.child(top, "url", node)) {
        Page page;
        const int news = tree.child(node, "news");
        page.title = tree.line(tree.child(news, "title"));
        page.published = markup::iso_date(tree.line(tree.child(news, "publication_date")));
        const std::string url = tree.line(tree.child(node, "loc"));
        if (!url.empty() && (!page.title.empty() || !page.published.empty())) pages_.emplace(url, std::move(page));
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
