// Mentions → CorefUD (ufal.mff.cuni.cz/corefud): entities as they stand in the MISC column of CoNLL-U.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mentions/mentions.h"

namespace dragoman::mentions {

/// The comment a document with entities carries: which fields stand behind an opening bracket.
inline constexpr std::string_view corefud_fields = "# global.Entity = eid-etype-head-kind\n";

/// MISC fields a token: "Entity=(e4-person-2-name" where a mention begins, "Entity=e4)" where it ends. "The pair" is
/// an entity of its own with SplitAnte=e4<e9,e6<e9, and so are a state's people, whom a record counts to the state.
/// Phrases that are told of once are left out unless they are names.
std::vector<std::string> to_corefud(const Annotation& annotation, const Mentions& mentions);

}  // namespace dragoman::mentions
