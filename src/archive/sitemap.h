// Sitemaps: what a site says of its pages. They hold no story, but tell title and date of pages that do.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "story/story.h"

namespace dragoman::archive {

/// What sitemaps said, by address. No more than a million pages are kept.
class Sitemaps {
public:
    /// A sitemap (sitemaps.org, with Google's news names), an index of them, or a list of addresses one a
    /// line. False when `bytes` are none; else what it says of pages is kept.
    bool take(std::string_view bytes);

    /// Fills what is empty of title and published, where a page of that address was named.
    void complete(story::Context& context) const;

private:
    struct Page {
        std::string title, published;
    };
    std::unordered_map<std::string, Page> pages_;
};

}  // namespace dragoman::archive
