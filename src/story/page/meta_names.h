// The names under which <meta> elements say what a story's title, date, author and so on are.
#pragma once

#include <cstdint>
#include <string_view>

namespace dragoman::story::page {

enum class Field : std::uint8_t {
    published,
    modified,
    created,
    author,
    title,
    og_title,
    twitter_title,
    section,
    meta_section,
    site,
    application,
    publisher,
    language,
    locale,
    address,
    label,  ///< twitter:label1, which says what twitter:data1 is
};

struct MetaName {
    std::string_view name;  ///< lower case
    Field field;
    int trust;  ///< within the field: what is said of the article before what is said of the page
};

/// By name, property, itemprop or http-equiv, in any case; null when it says nothing we use.
const MetaName* meta_name(std::string_view name);

}  // namespace dragoman::story::page
