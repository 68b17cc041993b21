// The elements and attributes that the page reading knows, each with what the HTML standard says of
// how it nests (https://html.spec.whatwg.org, "tree construction"). Others are Tag::other and
// Attr::other; their names stand in the page.
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman::story::page {

/// How an element nests; a set of these.
enum Nesting : std::uint16_t {
    nests_void = 1,         ///< has no content and no end tag
    nests_raw = 2,          ///< content is text without elements and character references
    nests_title = 4,        ///< content is text with character references, without elements
    nests_closes_p = 8,     ///< its start ends an open paragraph
    nests_special = 16,     ///< end tags of inline elements do not reach over it
    nests_barrier = 32,     ///< end tags of other elements do not reach over it
    nests_heading = 64,     ///< h1 … h6
    nests_in_head = 128,    ///< may stand in the head
    nests_leaves_svg = 256  ///< ends an open svg or math
};

// clang-format off
#define DRAGOMAN_PAGE_TAGS(X) \
    X(a, 0) X(abbr, 0) X(address, 8 | 16) X(amp_img, 0) X(area, 1 | 16) X(article, 8 | 16) X(aside, 8 | 16) X(audio, 0) \
    X(b, 256) X(base, 1 | 16 | 128) X(big, 256) X(blockquote, 8 | 16 | 256) X(body, 16 | 256) X(br, 1 | 16 | 256) X(button, 16) \
    X(caption, 16 | 32) X(center, 8 | 16 | 256) X(cite, 0) X(code, 256) X(col, 1 | 16) X(colgroup, 16) \
    X(data, 0) X(dd, 8 | 16 | 256) X(del, 0) X(details, 8 | 16) X(dialog, 8 | 16) X(dir, 8 | 16) X(div, 8 | 16 | 256) \
    X(dl, 8 | 16 | 256) X(dt, 8 | 16 | 256) X(em, 256) X(embed, 1 | 16 | 256) X(fieldset, 8 | 16) X(figcaption, 8 | 16) \
    X(figure, 8 | 16) X(font, 0) X(footer, 8 | 16) X(form, 8 | 16) X(frame, 1 | 16) X(frameset, 16) \
    X(h1, 8 | 16 | 64 | 256) X(h2, 8 | 16 | 64 | 256) X(h3, 8 | 16 | 64 | 256) X(h4, 8 | 16 | 64 | 256) \
    X(h5, 8 | 16 | 64 | 256) X(h6, 8 | 16 | 64 | 256) X(head, 16 | 256) X(header, 8 | 16) X(hgroup, 8 | 16) \
    X(hr, 1 | 8 | 16 | 256) X(html, 16 | 32) X(i, 256) X(iframe, 2 | 16) X(img, 1 | 16 | 256) X(input, 1 | 16) X(ins, 0) \
    X(kbd, 0) X(label, 0) X(legend, 0) X(li, 8 | 16 | 256) X(link, 1 | 16 | 128) X(main, 8 | 16) X(map, 0) X(mark, 0) \
    X(math, 0) X(menu, 8 | 16 | 256) X(meta, 1 | 16 | 128 | 256) X(meter, 0) X(nav, 8 | 16) X(nobr, 256) X(noembed, 2 | 16) \
    X(noframes, 2 | 16 | 128) X(noscript, 2 | 16 | 128) X(object, 16 | 32) X(ol, 8 | 16 | 256) X(optgroup, 0) X(option, 0) \
    X(output, 0) X(p, 8 | 16 | 256) X(param, 1 | 16) X(picture, 0) X(pre, 8 | 16 | 256) X(progress, 0) X(q, 0) X(rp, 0) X(rt, 0) \
    X(ruby, 256) X(s, 256) X(samp, 0) X(script, 2 | 16 | 128) X(search, 8 | 16) X(section, 8 | 16) X(select, 16) X(slot, 0) \
    X(small, 256) X(source, 1 | 16) X(span, 256) X(strike, 256) X(strong, 256) X(style, 2 | 16 | 128) X(sub, 256) \
    X(summary, 8 | 16) X(sup, 256) X(svg, 0) X(table, 8 | 16 | 32 | 256) X(tbody, 16) X(td, 16 | 32) X(template_, 16 | 32 | 128) \
    X(textarea, 4 | 16) X(tfoot, 16) X(th, 16 | 32) X(thead, 16) X(time, 0) X(title, 4 | 16 | 128) X(tr, 16) X(track, 1 | 16) \
    X(tt, 256) X(u, 256) X(ul, 8 | 16 | 256) X(var, 256) X(video, 0) X(wbr, 1 | 16) X(xmp, 2 | 8 | 16)

#define DRAGOMAN_PAGE_ATTRIBUTES(X) \
    X(alt) X(aria_hidden) X(aria_label) X(charset) X(cite) X(class_) X(colspan) X(content) X(data_testid) X(datetime) X(dir) X(hidden) \
    X(href) X(hreflang) X(http_equiv) X(id) X(itemid) X(itemprop) X(itemref) X(itemscope) X(itemtype) X(lang) X(name) \
    X(property) X(pubdate) X(rel) X(resource) X(role) X(rowspan) X(src) X(style) X(title) X(type) X(typeof_) X(value) X(vocab) X(xml_lang)
// clang-format on

enum class Tag : std::uint8_t {
    document,  ///< node 0
    text,      ///< characters of the page
    other,     ///< an element that is not in the list
#define X(name, nesting) name,
    DRAGOMAN_PAGE_TAGS(X)
#undef X
        count
};

enum class Attr : std::uint8_t {
    other,
#define X(name) name,
    DRAGOMAN_PAGE_ATTRIBUTES(X)
#undef X
        count
};

/// By its name in any case; Tag::other when unknown.
Tag tag_of(std::string_view name);
Attr attr_of(std::string_view name);

/// A set of Nesting.
std::uint16_t nesting_of(Tag tag);

/// "h1"; empty for document, text and other.
std::string_view name_of(Tag tag);

}  // namespace dragoman::story::page
