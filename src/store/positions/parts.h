// Between the files of this folder.
#pragma once

#include <string>
#include <vector>

#include "store/positions/rows.h"

namespace dragoman::store {

/// A stance of one holder on one target; `reversal` where its words say that it is another than before.
struct Held {
    Day day;
    std::string stance, story_id, stance_id, holder_name, target_name;
    bool reversal = false;
};

/// The turns in what one holder says of one target, ordered by day, story and stance. They lack holder and target.
std::vector<Turn> turns_of(const std::vector<Held>& held);

}  // namespace dragoman::store
