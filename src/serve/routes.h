// What the server answers beside the data of the views (views/views.h).
#pragma once

#include <span>

#include "serve/views/views.h"

namespace dragoman::serve {

struct Route {
    std::string_view method;  ///< "get" or "post"
    std::string_view path;    ///< "/read"
    std::string_view about;
    std::vector<Parameter> parameters;
    std::string_view type;  ///< of the answer
};

/// For the descriptions (openapi.h, reference.h); a test asks a server for each.
std::span<const Route> routes();

}  // namespace dragoman::serve
