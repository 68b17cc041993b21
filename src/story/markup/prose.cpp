#include "story/markup/prose.h"

#include <algorithm>
#include <array>

#include "story/markup/scan.h"

namespace dragoman::story::markup {
namespace {

template <std::size_t n>
bool among(const std::array<std::string_view, n>& names, std::string_view name) {
    return std::any_of(names.begin(), names.end(), [&](std::string_view known) { return same_letters(known, name); });
}

/// Elements around which a paragraph ends; those of NITF last.
constexpr std::array<std::string_view, 38> blocks = {
    "p",     "div",        "h1",   "h2",      "h3",       "h4",       "h5",           "h6",       "ul",   "ol",
    "dl",    "blockquote", "pre",  "section", "article",  "header",   "footer",       "address",  "main", "figure",
    "table", "hr",         "body", "html",    "center",   "details",  "summary",      "fieldset", "hl1",  "hl2",
    "block", "bq",         "fn",   "hedline", "abstract", "dateline", "body.content", "body.end"};
constexpr std::array<std::string_view, 7> lines = {"br", "li", "tr", "dt", "dd", "caption", "credit"};
constexpr std::array<std::string_view, 4> cells = {"td", "th", "option", "col"};

/// Elements that are left out with all they hold.
constexpr std::array<std::string_view, 21> left_out = {"script",
                                                       "style",
                                                       "head",
                                                       "noscript",
                                                       "template",
                                                       "svg",
                                                       "math",
                                                       "iframe",
                                                       "object",
                                                       "nav",
                                                       "form",
                                                       "button",
                                                       "select",
                                                       "textarea",
                                                       "figcaption",
                                                       "audio",
                                                       "video",
                                                       "media",
                                                       "nitf-table-metadata",
                                                       "map",
                                                       "aside"};

/// Text as it grows: gaps are remembered and written before the next word only.
class Page {
public:
    void words(std::string_view characters, bool keep_lines) {
        for (std::size_t i = 0; i < characters.size(); ++i) {
            const char c = characters[i];
            const bool no_break = characters.substr(i, 2) == "\xC2\xA0";
            if (c == '\n' && keep_lines)
                line();
            else if (no_break || c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f')
                space(), i += no_break;
            else
                letter(c);
        }
    }
    void space() { gap_ = std::max(gap_, 1); }
    /// Two in a row make a paragraph.
    void line() { gap_ = std::max(gap_, broken_ ? 3 : 2), broken_ = true; }
    void item() { gap_ = std::max(gap_, 2); }
    void paragraph() { gap_ = 3; }
    std::string take() { return std::move(text_); }

private:
    void letter(char c) {
        constexpr const char* gaps[] = {"", " ", "\n", "\n\n"};
        if (!text_.empty()) text_ += gaps[gap_];
        gap_ = 0;
        broken_ = false;
        text_ += c;
    }

    std::string text_;
    int gap_ = 0;          ///< 1 a space, 2 a line, 3 a paragraph
    bool broken_ = false;  ///< a line has ended since the last letter
};

}  // namespace

std::string prose(std::string_view markup) {
    const bool tags = markup.find('<') != std::string_view::npos;
    Page page;
    Scanner scanner(markup);
    int preformatted = 0;
    for (Token token; scanner.next(token);) {
        const std::string_view name = local_name(token.name);
        if (token.kind == Token::text) {
            page.words(decoded(token.characters), !tags || preformatted > 0);
        } else if (token.kind == Token::verbatim) {
            page.words(token.characters, false);
        } else {
            if (token.kind == Token::start && !token.closed && among(left_out, name))
                scanner.skip_to_end_of(token.name);
            if (same_letters(name, "pre"))
                preformatted = std::max(0, preformatted + (token.kind == Token::start ? 1 : -1));
            if (among(blocks, name) || among(left_out, name))
                page.paragraph();
            else if (same_letters(name, "br"))
                page.line();
            else if (among(lines, name))
                page.item();
            else if (among(cells, name))
                page.space();
        }
    }
    return page.take();
}

bool is_marked_up(std::string_view text) {
    Scanner scanner(text);
    for (Token token; scanner.next(token);) {
        if (token.kind != Token::text) return true;
        const std::size_t sign = token.characters.find('&');
        if (sign != std::string_view::npos && decoded(token.characters) != token.characters) return true;
    }
    return false;
}

}  // namespace dragoman::story::markup
