// Positions: what an actor is for and against over time, and when it turned.
//
// `positions` has each stance once a holder. A target is known by its entity, which is the same in all stories for what
// the knowledge has; a target of words by these without case, articles, possessives and punctuation.
//
// `turns` are changes that both sides have evidence of. What a holder says of a target is ordered by day and story, a
// story that is both for and against left out, copies too. Stories of one stance in a row are a run. Runs of one story
// are passed over: one reading may be wrong, one remark ironic. Where a run of two stories or more for follows one
// against, or the other way, the holder turned, on the first day of the later run. One story on each side is enough
// where the words of the later stance say themselves that something changed ("no longer supports"). Targets of one word
// that are no entity have no turns: "the plan" of one story is not that of another.
#pragma once

#include "store/joining/joining.h"

namespace dragoman::store {

/// The step of joining.
Status join_positions(const Joining& joining);

}  // namespace dragoman::store
