// How two states, or two actors, deal with each other: counts with what they were counted in.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "statistics/series.h"
#include "store/store.h"

namespace dragoman::ask {

struct Related {
    bool actors = false;    ///< entities, not states
    bool directed = false;  ///< by who acts on whom
    bool unusual = false;   ///< only what departs from the periods before
    bool trends = true;     ///< of all time, where it goes, too
    bool whole = true;      ///< of unusual periods all that is counted, not events by quad class alone
    std::string by;         ///< day, week, month, year; empty: all time in one
    std::string country;    ///< one side; of actors part of a name
    std::string pair;       ///< both sides
    std::string type;       ///< events of this PLOVER type only
    std::string from, to;   ///< days, months or years
    int limit = 0;          ///< most pairs (most cells with `by`); 0: all
};

/// What is counted between two in a period.
struct Cell {
    std::string a, b;  ///< states or ids of entities; with `directed` a acts on b
    std::optional<std::chrono::sys_days> start, first, last;
    std::int64_t events = 0;              ///< that occurred or go on
    std::array<std::int64_t, 4> quads{};  ///< of these
    std::map<std::string, std::int64_t> types;
    std::int64_t valued = 0;                    ///< events with a Goldstein value
    std::int64_t tenths = 0, hundredths = 0;    ///< its sum in tenths, and that of its squares in hundredths: exact in
                                                ///< whatever order the groups of rows come
    std::map<std::string, std::int64_t> apart;  ///< events planned, intended, urged, denied, hypothetical
    std::int64_t statements = 0, in_favour = 0, against = 0;
    std::int64_t both = 0, all = 0;                             ///< stories that mention both, and all stories
    std::optional<statistics::Surprise> cooperation, conflict;  ///< where unusual
    bool compared = false;                                      ///< enough of the periods before have stories
    std::optional<statistics::Trend> trend;                     ///< of a whole series, where there is one

    std::int64_t cooperative() const { return quads[0] + quads[1]; }
    std::int64_t conflictive() const { return quads[2] + quads[3]; }
    double goldstein() const { return static_cast<double>(tenths) / 10; }  ///< sum of the values
    double squares() const { return static_cast<double>(hundredths) / 100; }
};

/// Pairs with most events first; with `by` each pair's periods in order of time. Periods in which nothing is counted
/// and nothing is unusual are left out.
Result<std::vector<Cell>> relate(const store::Store& from, const Related& asked);

/// Cells as rows. `brief`: what fits a terminal.
Result<store::Rows> tabulate(const store::Store& from, const std::vector<Cell>& cells, const Related& asked,
                             bool brief);

/// The rows that cells count, and those they leave apart, with words, source and story.
Result<store::Rows> related_rows(const store::Store& from, const Related& asked, bool brief);

/// "more conflict than before: 12, 2.3 expected (p 0.0002)"; empty where nothing is unusual.
std::string what_is_unusual(const Cell& cell);

/// First day of the period of that length in which the day lies, and of the next period.
std::chrono::sys_days start_of(std::chrono::sys_days day, const std::string& by);
std::chrono::sys_days next_start(std::chrono::sys_days start, const std::string& by);
/// Its name: 2014-05-21, 2014-W21, 2014-05, 2014.
std::string name_of(std::chrono::sys_days start, const std::string& by);

}  // namespace dragoman::ask
