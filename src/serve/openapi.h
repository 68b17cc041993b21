// The interface described for machines.
#pragma once

#include <string>

namespace dragoman::serve {

/// OpenAPI 3.1, made from the table of views and what there is beside them.
std::string openapi();

}  // namespace dragoman::serve
