// What a page says about itself in JSON-LD (schema.org): its articles, and whose site it is.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dragoman::story::page {

/// One thing described, by the fields news needs; values as they stand, white space trimmed, character references kept.
struct LinkedArticle {
    /// How much it is an article: 3 NewsArticle, BlogPosting and their like; 2 other works (Question, Recipe,
    /// VideoObject); 1 the page itself.
    int rank = 0;
    std::string type;
    std::string headline, published, created, modified, section, language, url, publisher, body;
    std::vector<std::string> authors;
};

struct LinkedData {
    std::vector<LinkedArticle> articles;  ///< in the page's order; those within lists of other articles left out
    std::string site;                     ///< the name of its WebSite
    std::string organization;             ///< the name of its first Organization

    /// The article of highest rank; of those, the one with most fields, then the first. Null when there is none.
    const LinkedArticle* best() const;
};

/// Adds what one <script type="application/ld+json"> says. JSON that is broken is read after the cheap repairs:
/// comments, line ends and quotation marks within strings, commas too many, brackets missing at the end. Never fails.
void read_json_ld(std::string_view json, LinkedData& into);

/// Adds what Parse.ly's <meta name="parsely-page"> says, which is JSON with names of its own.
void read_parsely(std::string_view json, LinkedData& into);

/// The repairs alone: the first object or list of `json` as it may be meant; `json` becomes what follows it.
std::string repair_json(std::string_view& json);

}  // namespace dragoman::story::page
