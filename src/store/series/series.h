// Series: the same measure of the same thing, gathered from the figures of many stories.
//
// A figure joins a series by a key made of its own story alone (measure.h): the measured thing in lemmas without what
// does not tell things apart, the countries, places or organisations whose it is, the unit, and whether it is a level
// or a change. A figure whose thing is not known for a measure (knowledge/measures.tsv), or whose scope the story
// leaves open, joins none: two points of one series must measure the same. Tolls of one occasion are series too.
//
// Fills `series` and `series_points` (rows.h). Within a series points of one period are told apart as repeats,
// revisions and contradictions, and targets are held against the level of their period (history.cpp).
#pragma once

#include "store/joining/joining.h"

namespace dragoman::store {

/// Reads `happening_reports(happening_id, story_id, event_id)` where there is such a table: tolls of one happening are
/// one series then (tolls.cpp). Without it they are told apart by place, cause and days.
Status join_series(const Joining& joining);

}  // namespace dragoman::store
