// The tables as they are: a file a table, CSV or JSON lines.
#pragma once

#include <functional>
#include <string>

#include "store/duck.h"
#include "store/exports/exports.h"

namespace dragoman::store {

/// Calls open(name of a table) and then put(a line, with its end) for each row that the request asks for. Rows that say
/// who takes part are those of the request's countries; others are all of the stories chosen. What is derived across
/// stories rests on all stories, so it is left out where the request chooses some.
Status each_list(duckdb_database database, const ExportRequest& request,
                 const std::function<Status(const std::string& table)>& open,
                 const std::function<void(std::string_view line)>& put);

}  // namespace dragoman::store
