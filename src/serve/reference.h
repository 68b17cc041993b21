// The interface described for people.
#pragma once

#include <string>

namespace dragoman::serve {

/// docs/http.md in Markdown, made from the same tables as openapi().
std::string reference();

}  // namespace dragoman::serve
