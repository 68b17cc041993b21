// Charts as SVG, drawn from numbers. No text of a document is in them but names, which are escaped.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dragoman::report {

struct Column {
    std::string label;                     ///< "2014-05"
    std::array<std::int64_t, 4> quads{};   ///< events: talk, help, dispute, force
    std::int64_t stories = 0;              ///< that mention both
    std::optional<double> mean;            ///< Goldstein value
    double low = 0, high = 0;              ///< its interval
    bool unusual = false, marked = false;  ///< marked: the period that the report is of
};

/// Bars of events by quad class upwards, the stories that could have told downwards. With `alone` it brings its styles
/// along and can be a file of its own.
std::string events_chart(const std::vector<Column>& columns, const std::string& title, bool alone);

/// Mean Goldstein values with their intervals.
std::string goldstein_chart(const std::vector<Column>& columns, const std::string& title, bool alone);

/// The styles of charts, for a page that holds some.
std::string chart_styles();

}  // namespace dragoman::report
