// Feeds → their entries, and stories for those that hold their whole text: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0,
// JSON Feed 1.x, with the usual modules (Dublin Core, content, Media RSS).
//
// Forgiving: characters of any encoding, undeclared prefixes, names in any case, unclosed elements, junk before the
// first tag, dates in many forms. Formats: rssboard.org/rss-specification, RFC 4287, jsonfeed.org/version/1.1.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"
#include "story/story.h"

namespace dragoman::story::feeds {

struct Person {
    std::string name, email, url;
};

/// A text as the feed gives it.
struct Content {
    std::string value;
    bool html = false;  ///< else plain text
};

struct Entry {
    std::string id, url, title;
    std::vector<Person> authors;
    std::string published, updated;  ///< ISO 8601 or empty
    Content summary, content;
    std::string language;
    std::vector<std::string> categories;
    std::string source, source_url;  ///< of an entry taken from another feed
};

struct Feed {
    std::string format;  ///< "rss", "atom", "json"
    std::string id, title, link, language;
    Content description;
    std::vector<Person> authors;
    std::string published, updated;
    std::vector<std::string> categories;
    std::vector<Entry> entries;
};

/// None when the bytes are no feed. The context's address is what relative addresses are meant against.
std::optional<Feed> parse_feed(std::string_view bytes, const Context& context);

/// The text with its paragraphs.
std::string text_of(const Content& content);

/// The entry's whole story; none when it holds a summary alone. Content counts as whole with some sentences, a summary
/// with several, neither when it breaks off ("…", "Read more").
std::optional<Story> story_of(const Feed& feed, const Entry& entry);

/// The stories of a feed's bytes; nothing when they are no feed, an error when no entry has its whole text.
std::optional<Result<std::vector<Story>>> read(std::string_view bytes, const Context& context);

}  // namespace dragoman::story::feeds
