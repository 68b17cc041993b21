// What news agencies send → stories: NITF, NewsML-G2, NewsML 1, ninjs, and text under a head of "Name: value" lines.
//
// Each reader gives nothing when the document is of another format, an error when it is of this format but holds no
// story: a picture, a planning item, one that its sender has canceled or withheld. Embargoed items are stories:
// whoever holds them decides. Formats: iptc.org/standards (NITF 3.6, NewsML-G2 2.35, NewsML 1.2, ninjs 1.0–3.1).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "dragoman/engine.h"
#include "result.h"
#include "story/story.h"

namespace dragoman::story::agency {

using Stories = std::optional<Result<std::vector<Story>>>;

/// NITF, NewsML-G2 or NewsML 1, by the document's first element. A message gives its items' stories in its order.
Stories read_xml(std::string_view bytes, const Context& context);

/// A JSON object with a "uri" and what else makes a ninjs item, or an array of such; stories among its associations
/// too.
Stories read_ninjs(std::string_view json, const Context& context);

/// Lines as in the head of a letter ("Title: …", "Date: …", "Source: …"), a blank line, the body. Only with at least
/// two known names, or a title alone, and no other line among them.
std::optional<Story> read_headed(std::string_view text);

}  // namespace dragoman::story::agency
