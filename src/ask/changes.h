// What is new in a store since a day.
#pragma once

#include <string>

#include "store/store.h"

namespace dragoman::ask {

struct Changes {
    std::string since;    ///< day, month or year
    std::string country;  ///< only what this state has part in
    std::string type;     ///< one kind of change only
    int limit = 0;
};

/// A row each: what kind of change, the day, what changed, the words, the story, and the command that shows more. New
/// stories by source, new actors, unusual relations by month, turns, happenings that several sources
/// tell, revised figures and commitments of which something became.
Result<store::Rows> changes(const store::Store& from, const Changes& asked, const std::string& file);

}  // namespace dragoman::ask
