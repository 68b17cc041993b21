// Who is for and against what, over time, and who turned.
#pragma once

#include <string>

#include "store/store.h"

namespace dragoman::ask {

struct Positions {
    std::string person;   ///< holder: id or part of the name
    std::string country;  ///< holder's state
    std::string target;   ///< id, or part of the target's name or words
    std::string from, to;
    bool turns = false;  ///< only who turned
    bool rows = false;   ///< each stance; else sums by holder and target, but where both are named
    int limit = 0;
};

/// Stances with their words, or sums of them; copies are left out.
Result<store::Rows> positions(const store::Store& from, const Positions& asked, bool brief);

}  // namespace dragoman::ask
