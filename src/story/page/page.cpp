#include "story/page/page.h"

#include <algorithm>

#include "story/page/characters.h"
#include "story/page/tree.h"

namespace dragoman::story::page {
namespace {

constexpr std::size_t longest_page = std::size_t{16} << 20;  ///< bytes; no page of news comes near
constexpr std::size_t kept_page = std::size_t{4} << 20;

bool begins(std::string_view text, std::string_view name) { return same_name(text.substr(0, name.size()), name); }

/// Passes over white space, comments and an XML declaration.
std::string_view past_prolog(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    for (;;) {
        while (!text.empty() && is_space(text[0])) text.remove_prefix(1);
        const std::string_view end = text.starts_with("<!--") ? "-->" : text.starts_with("<?") ? "?>" : "";
        if (end.empty()) return text;
        const auto found = text.find(end);
        if (found == std::string_view::npos) return {};
        text.remove_prefix(found + end.size());
    }
}

/// Has a page something to read for those who run no scripts, and not only a counter's picture?
bool has_noscript(const Tree& tree) {
    constexpr std::uint32_t shortest = 1000;  // bytes
    for (std::uint32_t i = 1; i < tree.size(); ++i)
        if (tree[i].tag == Tag::noscript && tree[i].end - tree[i].begin >= shortest) return true;
    return false;
}

/// The title is no paragraph, also where the page repeats it before the text without making it a heading.
void drop_title(std::string_view title, Body& body) {
    auto& paragraphs = body.paragraphs;
    for (std::size_t i = 0; i < 2 && i + 1 < paragraphs.size(); ++i)
        if (same_name(paragraphs[i].text, title)) {
            paragraphs.erase(paragraphs.begin() + static_cast<std::ptrdiff_t>(i));
            return;
        }
}

}  // namespace

bool is_page(std::string_view bytes, std::string_view content_type) {
    if (begins(content_type, "text/html") || begins(content_type, "application/xhtml")) return true;
    const bool wide = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    const Decoded start = decode(bytes.substr(0, wide ? 2048 : 0), "");
    const std::string_view text = past_prolog(wide ? start.text() : bytes);
    for (const std::string_view name : {"<!doctype html", "<html", "<head", "<body"})
        if (begins(text, name) && (text.size() == name.size() || !is_letter(text[name.size()]))) return true;
    return false;
}

Page read_page(std::string_view bytes, const Context& context) {
    Page page;
    page.decoded = std::make_unique<const Decoded>(decode(bytes, context.content_type));
    page.html = page.decoded->text();
    thread_local Tree kept;  // its memory serves the next page, unless the page was out of all measure
    Tree own;
    Tree& tree = page.html.size() <= kept_page ? kept : own;
    tree.read(page.html.substr(0, longest_page));
    page.body = read_body(tree);
    if (page.body.paragraphs.empty() && has_noscript(tree)) {  // all else is made by scripts
        tree.read(page.html.substr(0, longest_page), false);
        page.body = read_body(tree);
    }
    page.metadata = read_metadata(tree, context.url, context.fetched);
    drop_title(page.metadata.title.value, page.body);
    return page;
}

std::string text_of(const Body& body) {
    std::string text;
    for (const Paragraph& paragraph : body.paragraphs) {
        if (!text.empty()) text += "\n\n";
        text += paragraph.text;
    }
    return text;
}

std::vector<Span> spans_in_page(std::string_view html, const Paragraph& paragraph, Span part) {
    std::vector<Span> found;
    const std::string_view text = paragraph.text;
    std::size_t at = 0;  // in the text
    std::string characters;
    for (const Span span : paragraph.spans) {
        const std::string_view raw = html.substr(0, span.end);
        bool open = false;
        for (std::size_t i = span.begin; i < span.end;) {
            characters.assign(1, raw[i]);
            std::size_t taken = 1;
            if (raw[i] == '&') {
                characters.clear();
                taken = std::max<std::size_t>(read_reference(raw, i, false, characters), 1);
                if (characters.empty()) characters += '&';
            }
            const bool blank = is_space(characters[0]) || characters == "\xC2\xA0" || raw.substr(i, 2) == "\xC2\xA0";
            if (!blank) {
                while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
                if (at >= part.begin && at < part.end) {
                    const auto begin = static_cast<std::uint32_t>(i);
                    if (!open) found.push_back({begin, begin});
                    open = true;
                    found.back().end = static_cast<std::uint32_t>(i + taken);
                }
                at += characters.size();
            }
            i += blank && raw[i] == '\xC2' ? 2 : taken;
        }
    }
    return found;
}

Result<Story> story_of_page(std::string_view bytes, const Context& context) {
    constexpr std::size_t shortest_linked = 300;  // bytes; less is a teaser
    Page page = read_page(bytes, context);
    Metadata& known = page.metadata;
    Story story;
    story.text = text_of(page.body);
    if (known.linked_body.size() >= shortest_linked && known.linked_body.size() > 3 * story.text.size())
        story.text = resolved(known.linked_body);
    if (story.text.empty())
        return Error{"the page has no article", context.where,
                     "Look at what is found: dragoman page " + (context.where.empty() ? "FILE" : context.where)};
    story.title = std::move(known.title.value);
    story.authors = std::move(known.authors);
    story.source = std::move(known.site.value);
    story.section = std::move(known.section.value);
    story.url = context.url.empty() ? std::move(known.canonical.value) : context.url;
    story.published = std::move(known.published.value);
    story.published_from = published_from(known.published.from);
    return story;
}

}  // namespace dragoman::story::page
