// Between the files of this folder.
#pragma once

#include "store/joining/joining.h"

namespace dragoman::store {

/// `actors`, out of `story_actors` and `entities`, for the ids in the temporary table `touched_actors(id)`.
Status sum_up_actors(const Joining& joining);

}  // namespace dragoman::store
