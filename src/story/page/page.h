// The bytes of a web page → the article's body, with the bytes that every word of it came from.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "story/page/body.h"
#include "story/story.h"

namespace dragoman::story::page {

struct Page {
    std::string_view html;  ///< the page in UTF-8, which the body's spans count
    Body body;
};

/// Is this HTML? By how it begins, or by what HTTP said; XHTML is, other XML is not.
bool is_page(std::string_view bytes, std::string_view content_type);

/// Any bytes give a page, if need be one without a body. The bytes must outlive it.
Page read_page(std::string_view bytes, const Context& context);

/// The paragraphs of a body, parted by empty lines.
std::string text_of(const Body& body);

/// Where in the page the bytes `part` of a paragraph's text stand; one span for each run of characters
/// without markup between them.
std::vector<Span> spans_in_page(std::string_view html, const Paragraph& paragraph, Span part);

/// The story of a page: its text and what is known of it; an error when it has no article.
Result<Story> story_of_page(std::string_view bytes, const Context& context);

}  // namespace dragoman::story::page
