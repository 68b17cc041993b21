// Cells of relations as columns of charts.
#pragma once

#include <string>
#include <vector>

#include "ask/relations/relations.h"
#include "report/render/chart.h"

namespace dragoman::report {

Column column_of(const ask::Cell& cell, const std::string& by);

/// A column for each period from the one of `first` to the one of `last`, also those of which nothing is known.
std::vector<Column> columns_of(const std::vector<ask::Cell>& cells, const std::string& by, std::chrono::sys_days first,
                               std::chrono::sys_days last, const std::string& marked);

}  // namespace dragoman::report
