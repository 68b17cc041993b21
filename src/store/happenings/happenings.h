// Happenings: the rows of `events` of all stories that tell of one event, as one row with all of its reports.
//
// Rows are held against each other in pairs (store/agreement/agreement.h) where they share a key on the same days, and
// grouped (groups.h) so that no chain leads from one event to another. Each row of `events` is a report of exactly one
// happening; most happenings have one report. Reports of one story are never merged for their own sake: the reading has
// done that.
//
// What is derived anew: the components (reports that hang together by links) in which a report came or went, and those
// that a new report links to. A link depends on its two reports and their stories alone, and a component's groups on
// its links alone, so the tables do not depend on the order of ingest.
#pragma once

#include "store/joining/joining.h"

namespace dragoman::store {

/// Fills `happenings` and `happening_reports` (rows.h). Leaves the temporary table `happening_stories(story_id)`: the
/// stories whose reports were written anew, for the steps of series and of relations, which drops it.
Status join_happenings(const Joining& joining);

}  // namespace dragoman::store
