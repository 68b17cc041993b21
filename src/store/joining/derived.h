// The derived tables and their views: each step of joining adds its own here.
#pragma once

#include <array>
#include <string_view>

#include "store/happenings/rows.h"
#include "store/ledger/rows.h"
#include "store/positions/rows.h"
#include "store/relations/relations.h"
#include "store/relations/rows.h"
#include "store/schema/kept.h"
#include "store/series/rows.h"

namespace dragoman::store {

template <class Row>
struct DerivedTable {
    std::string_view name;
};

/// Calls f(DerivedTable<Row>{name}) for each table that joining fills.
template <class F>
void each_derived_table(F&& f) {
    f(DerivedTable<Happening>{"happenings"});
    f(DerivedTable<HappeningReport>{"happening_reports"});
    f(DerivedTable<Series>{"series"});
    f(DerivedTable<SeriesPoint>{"series_points"});
    f(DerivedTable<LedgerEntry>{"ledger"});
    f(DerivedTable<LedgerEvidence>{"ledger_evidence"});
    f(DerivedTable<LedgerPromise>{"ledger_promises"});
    f(DerivedTable<LedgerDeed>{"ledger_deeds"});
    f(DerivedTable<StoryCountry>{"story_countries"});
    f(DerivedTable<StoryActor>{"story_actors"});
    f(DerivedTable<ActorFace>{"actor_faces"});
    f(DerivedTable<Actor>{"actors"});
    f(DerivedTable<Dyad>{"dyads"});
    f(DerivedTable<Dyad>{"actor_dyads"});
    f(DerivedTable<DyadSum>{"dyad_sums"});
    f(DerivedTable<PairStories>{"pair_stories"});
    f(DerivedTable<DyadFigure>{"dyad_figures"});
    f(DerivedTable<Position>{"positions"});
    f(DerivedTable<Turn>{"turns"});
}

/// CREATE VIEW statements over them, in this order, each ended with a semicolon and a line feed.
inline constexpr std::array<std::string_view, 4> derived_views{happening_reports_view, series_points_view, dyads_view,
                                                               dyad_months_view};

}  // namespace dragoman::store
