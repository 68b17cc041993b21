// What a data set calls the tables.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::store {

/// "stories" → "story".
std::string kind_of(std::string_view table);

}  // namespace dragoman::store
