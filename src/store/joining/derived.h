// The derived tables and their views: each step of joining adds its own here.
#pragma once

#include <array>
#include <string_view>

#include "store/positions/rows.h"
#include "store/relations/relations.h"
#include "store/relations/rows.h"
#include "store/schema/kept.h"

namespace dragoman::store {

template <class Row>
struct DerivedTable {
    std::string_view name;
};

/// Calls f(DerivedTable<Row>{name}) for each table that joining fills.
template <class F>
void each_derived_table(F&& f) {
    f(DerivedTable<StoryCountry>{"story_countries"});
    f(DerivedTable<StoryActor>{"story_actors"});
    f(DerivedTable<Actor>{"actors"});
    f(DerivedTable<Dyad>{"dyads"});
    f(DerivedTable<Dyad>{"actor_dyads"});
    f(DerivedTable<Position>{"positions"});
    f(DerivedTable<Turn>{"turns"});
}

/// CREATE VIEW statements over them, in this order, each ended with a semicolon and a line feed.
inline constexpr std::array<std::string_view, 2> derived_views{dyads_view, dyad_months_view};

}  // namespace dragoman::store
