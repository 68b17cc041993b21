// Who is in the store.
#pragma once

#include <string>

#include "store/store.h"

namespace dragoman::ask {

struct Actors {
    std::string id;      ///< one actor, in detail
    std::string person;  ///< part of a name; in detail where only one has it
    std::string country, sector, type, office;
    std::string from, to;  ///< in stories of these days
    int limit = 0;
};

/// Actors with counts, those in most stories first; one actor in detail: names, offices over time, with whom it deals.
Result<store::Rows> actors(const store::Store& from, const Actors& asked, bool brief);

}  // namespace dragoman::ask
