// The stories of our own that snapshots are made of: those of examples/, cases/ and tests/readings/, and every line of
// tests/readings/lines/.
#pragma once

#include <string>
#include <vector>

#include "dragoman/engine.h"

namespace dragoman {

struct OwnStory {
    std::string file;  ///< "examples", "readings", "lines: times", "cases: figures"
    std::string name;  ///< within all; cases of one name stand one behind the other
    Story story;
};

/// In the order of files and of lines. `problems` gets what is no story.
std::vector<OwnStory> own_stories(std::vector<std::string>& problems);

}  // namespace dragoman
