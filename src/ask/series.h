// Questions about figures over time.
#pragma once

#include <string>

#include "ask/questions.h"

namespace dragoman::ask {

struct SeriesFilter {
    std::string about;    ///< words that all stand in what is measured: "trade", "industrial output"
    std::string country;  ///< whose it is: ISO 3166 alpha-3 or a country's name in the store
    std::string pair;     ///< "CHN,RUS": between these two
    std::string unit;     ///< part of the unit: USD, percent
    bool all = false;     ///< also series with a single point
    int limit = 0;        ///< most rows; 0: all
};

/// Series with at least two points, those of most stories first. `brief`: the few columns that fit a terminal.
Result<store::Rows> list_series(const store::Store& from, const SeriesFilter& filter, bool brief);

/// The points of one series in order of what they are true of, with the words of each; `id` or the start of one. The
/// filter's unit, country and pair do not matter.
Result<store::Rows> series_points(const store::Store& from, const std::string& id, int limit, bool brief);

}  // namespace dragoman::ask
