// Names of feeds' elements, whatever their prefix and case. Internal to the folder.
#pragma once

#include <string>

#include "story/feeds/feeds.h"
#include "story/markup/tree.h"

namespace dragoman::story::feeds {

enum class Vocabulary { core, atom, dublin, content, media, html, podcast, feedburner, other };

/// By the name space's URI; by the prefix where none is declared. Core: the elements of RSS themselves.
Vocabulary vocabulary_of(const markup::Element& element);

std::string lower(std::string_view name);

/// "ana@x.example (Ana Ruiz)", "Ana Ruiz <ana@x.example>", "Ana Ruiz".
Person person_of(std::string_view text);

/// A title without markup, on one line.
std::string title_of(std::string_view text);
/// Does it hold a tag of HTML or an entity?
bool looks_like_html(std::string_view text);

/// The feed in an XML document / in JSON; none when it is no feed.
std::optional<Feed> parse_xml(std::string_view bytes, const Context& context);
std::optional<Feed> parse_json(std::string_view bytes);

}  // namespace dragoman::story::feeds
