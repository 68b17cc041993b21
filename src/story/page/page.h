// The bytes of a web page → the article: its body, with the bytes that every word of it came from, and what the page
// says of it (title, dates, authors, section, site, language, address).
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "story/page/body.h"
#include "story/page/decode.h"
#include "story/page/metadata.h"
#include "story/story.h"

namespace dragoman::story::page {

struct Page {
    std::unique_ptr<const Decoded> decoded;  ///< what its bytes are; maps the spans below back to them
    std::string_view html;                   ///< decoded->text(): the page in UTF-8, which all spans count
    Body body;
    Metadata metadata;

    /// Where a span of html stands in the bytes of the page.
    Span in_bytes(Span span) const {
        return {static_cast<std::uint32_t>(decoded->raw(span.begin)),
                static_cast<std::uint32_t>(decoded->raw(span.end))};
    }
};

/// Is this HTML? By how it begins, or by what HTTP said; XHTML is, other XML is not. In UTF-8 or UTF-16.
bool is_page(std::string_view bytes, std::string_view content_type);

/// Any bytes give a page, if need be one without a body; of more than 16 MiB the rest is not looked at.
/// The bytes must outlive it.
Page read_page(std::string_view bytes, const Context& context);

/// The paragraphs of a body, parted by empty lines.
std::string text_of(const Body& body);

/// Where in the page the bytes `part` of a paragraph's text stand; one span for each run of characters
/// without markup between them.
std::vector<Span> spans_in_page(std::string_view html, const Paragraph& paragraph, Span part);

/// The story of a page: its text and what is known of it; an error when it has no article. A page that shows less
/// than a third of the text that it carries in JSON-LD has that.
Result<Story> story_of_page(std::string_view bytes, const Context& context);

}  // namespace dragoman::story::page
