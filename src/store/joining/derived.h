// The derived tables and their views: each step of joining adds its own here.
#pragma once

#include <array>
#include <string_view>

#include "store/happenings/rows.h"
#include "store/ledger/rows.h"
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
}

/// CREATE VIEW statements over them, in this order, each ended with a semicolon and a line feed.
inline constexpr std::array derived_views{happening_reports_view, series_points_view};

}  // namespace dragoman::store
