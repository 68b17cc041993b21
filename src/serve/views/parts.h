// Objects of several parts, each out of one query.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "serve/json.h"
#include "store/store.h"

namespace dragoman::serve {

/// A member of a view's object.
struct Part {
    std::string_view name;
    std::string sql;   ///< every `?` is bound to the values, which are repeated as often as it takes
    bool one = false;  ///< a single row instead of a list
};

/// The parts as one object. The first part is what the view is about: when it is null, the answer is "".
Result<std::string> object_of(const store::Store& store, const std::vector<store::Value>& values,
                              const std::vector<Part>& parts);

}  // namespace dragoman::serve
