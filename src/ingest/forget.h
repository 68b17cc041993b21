// Forgetting stories: a right to be forgotten, a retraction, a source whose licence has ended.
#pragma once

#include <string>
#include <vector>

#include "store/store.h"

namespace dragoman::ingest {

struct Forgotten {
    std::vector<std::string> unknown;  ///< ids that the store has no story of
    int stories = 0;                   ///< that were forgotten
    int linked = 0;                    ///< copies that are now originals, or copies of another
};

/// Takes the stories out of the store; of copies whose original goes, the earliest becomes the original. Then stories
/// are to be joined (Store::join) and the file is to be written anew (Store::rewrite).
Result<Forgotten> forget(store::Store& store, const std::vector<std::string>& ids, const std::string& day,
                         const std::string& reason);

}  // namespace dragoman::ingest
