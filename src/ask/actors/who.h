// Whom a question means: states and actors, by code, name or id.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "store/store.h"

namespace dragoman::ask {

/// ISO 3166 alpha-3 code of a state given as code or name; an error where the store names none such.
Result<std::string> state_of(const store::Store& from, const std::string& given);

/// Ids of the actors called so, those in most stories first: the one of that id; else the states and bodies of that
/// name; else all that have it in their name as words, else as letters. "Putin" gives Vladimir Putin and whoever is
/// called Putin only, for in a story that has no more the name is all that is known.
Result<std::vector<std::string>> actors_called(const store::Store& from, const std::string& given);

/// "CHN,RUS" → its two sides, untouched; an error where there are not two.
Result<std::pair<std::string, std::string>> sides_of(const std::string& pair);

}  // namespace dragoman::ask
