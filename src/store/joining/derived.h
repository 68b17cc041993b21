// The derived tables and their views: each step of joining adds its own here.
#pragma once

#include <array>
#include <string_view>

#include "store/schema/kept.h"

namespace dragoman::store {

template <class Row>
struct DerivedTable {
    std::string_view name;
};

/// Calls f(DerivedTable<Row>{name}) for each table that joining fills.
template <class F>
void each_derived_table(F&&) {}

/// CREATE VIEW statements over them, in this order, each ended with a semicolon and a line feed.
inline constexpr std::array<std::string_view, 0> derived_views{};

}  // namespace dragoman::store
