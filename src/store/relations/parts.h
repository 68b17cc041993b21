// Between the files of this folder.
#pragma once

#include "store/joining/joining.h"

namespace dragoman::store {

/// `actor_faces` and `actors`, out of `story_actors` and `entities`. `before` the rows of changed stories are removed
/// from `story_actors`, and when they are summed up the new ones are there.
Status note_actors_before(const Joining& joining);
Status sum_up_actors(const Joining& joining);

/// `dyad_sums` and `pair_stories`, of which only what the stories in `touched_stories` are in is summed up anew.
/// `before` their rows in `dyads` and `story_countries` are removed, and `after` the new ones are there.
Status note_sums_before(const Joining& joining);
Status sum_up_after(const Joining& joining);

}  // namespace dragoman::store
