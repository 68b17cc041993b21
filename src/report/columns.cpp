#include "report/columns.h"

#include <map>

#include "statistics/intervals.h"

namespace dragoman::report {

Column column_of(const ask::Cell& cell, const std::string& by) {
    Column column{.label = ask::name_of(*cell.start, by), .quads = cell.quads, .stories = cell.both};
    column.unusual = cell.conflict || cell.cooperation;
    if (cell.valued == 0) return column;
    const auto band = statistics::mean(cell.valued, cell.goldstein(), cell.squares(), {-10, 10});
    column.mean = cell.goldstein() / static_cast<double>(cell.valued);
    column.low = band.low;
    column.high = band.high;
    return column;
}

std::vector<Column> columns_of(const std::vector<ask::Cell>& cells, const std::string& by, std::chrono::sys_days first,
                               std::chrono::sys_days last, const std::string& marked) {
    std::map<std::string, Column> known;
    for (const ask::Cell& cell : cells) known[ask::name_of(*cell.start, by)] = column_of(cell, by);
    std::vector<Column> columns;
    for (auto start = ask::start_of(first, by); start <= last; start = ask::next_start(start, by)) {
        const std::string label = ask::name_of(start, by);
        columns.push_back(known.contains(label) ? known[label] : Column{.label = label});
        columns.back().marked = label == marked;
    }
    return columns;
}

}  // namespace dragoman::report
