// Which of a page's headings and titles is that of its story. Internal to metadata.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "story/page/evidence.h"

namespace dragoman::story::page {

struct Headline {
    std::string text;  ///< without the site's name; empty when the page says none
    Origin from = Origin::none;
    std::uint32_t node = 0;
    std::uint32_t heading = 0;  ///< the node by which the story begins, whether or not the title is taken from it
};

/// `article`: what JSON-LD says, or null; `sites`: the site's names as title keys; `addresses`: the page's, best first.
Headline choose_headline(const Evidence& evidence, const LinkedArticle* article, const std::vector<std::string>& sites,
                         const std::vector<std::string>& addresses);

}  // namespace dragoman::story::page
