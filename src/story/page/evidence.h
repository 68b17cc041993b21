// Everything a page says of its story, before anything is chosen. Internal to metadata.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "story/page/dates.h"
#include "story/page/json_ld.h"
#include "story/page/metadata.h"
#include "story/page/tree.h"

namespace dragoman::story::page {

enum class Says : std::uint8_t { published, modified, created, undecided };

constexpr int kFirst = 9;  ///< the trust of a visible date that is called that of the first publication

struct DateHint {
    Date date;
    Says says = Says::undecided;
    Origin from = Origin::none;
    int trust = 0;           ///< within its origin; higher is better
    std::uint32_t node = 0;  ///< 0: none
    bool aside = false;      ///< among comments, related stories, in a footer
};

struct NameHint {
    std::vector<std::string> names;
    Origin from = Origin::none;
    int trust = 0;
    std::uint32_t node = 0;
    bool aside = false;
};

struct TextHint {
    std::string text;
    std::uint32_t node = 0;
    bool aside = false;
};

struct Evidence {
    LinkedData linked;
    std::vector<DateHint> dates;
    std::vector<NameHint> names;
    std::vector<TextHint> headings;  ///< h1
    TextHint title;                  ///< <title>
    TextHint open_graph_title, twitter_title, meta_title, item_title;
    TextHint site, application, publisher, section, meta_section, language, locale, canonical, open_graph_url;
};

Evidence collect(const Tree& tree);

}  // namespace dragoman::story::page
