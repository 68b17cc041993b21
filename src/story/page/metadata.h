// What is known of a page's story besides its body, and where in the page each thing was said.
//
// Pages say such things several times over, and not always the same: for machines in JSON-LD, microdata and <meta>, for
// readers in the heading, in bylines and beside dates. `collect` gathers everything in one pass over the tree, `decide`
// chooses; the order of trust was measured (bench/page_metadata.py). What is doubtful stays empty.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/page/tree.h"

namespace dragoman::story::page {

enum class Origin : std::uint8_t {
    none,
    json_ld,
    microdata,   ///< itemprop
    open_graph,  ///< <meta property="og:…">, "article:…"
    meta,        ///< other <meta>, <title>, <link>, <html lang>
    time,        ///< <time>, and other elements with datetime
    visible,     ///< text of the page
    url,         ///< the page's address
};

/// "json-ld", "microdata", "open-graph", "meta", "time", "visible", "url", or "".
std::string_view name_of(Origin origin);

/// For Story::published_from: "metadata", "text", "url" or "".
std::string_view published_from(Origin origin);

struct Found {
    std::string value;
    Origin from = Origin::none;
    std::uint32_t begin = 0, end = 0;  ///< the bytes of the page's UTF-8 that say so; both 0: no single place

    bool empty() const { return value.empty(); }
};

struct Metadata {
    Found title;
    Found published, modified;  ///< ISO 8601
    std::vector<std::string> authors;
    Origin authors_from = Origin::none;
    Found section, site, language, canonical;
    std::string linked_body;  ///< articleBody of JSON-LD: the text without paragraphs, where a page has none to see
};

/// `url`: where the page was fetched from, `fetched`: when, ISO 8601; either may be empty. Dates after `fetched`, or
/// before 1995, are not believed. Never fails, linear in the page.
Metadata read_metadata(const Tree& tree, std::string_view url, std::string_view fetched);

}  // namespace dragoman::story::page
