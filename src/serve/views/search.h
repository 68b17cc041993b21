// What a search asks for.
#pragma once

#include "result.h"
#include "serve/http.h"
#include "serve/search/index.h"

namespace dragoman::serve {

/// Out of the parameters q, source, country, from, to and offset; one hit more than a page has, as page_of().
Result<Wanted> wanted_of(const Target& target);

}  // namespace dragoman::serve
