// Stories read back out of the store, with what the store knows of them beside their record.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "dragoman/record.h"
#include "result.h"
#include "store/duck.h"
#include "store/exports/exports.h"
#include "store/schema/columns.h"

namespace dragoman::store {

/// The happening that an event of a story is a report of.
struct ToldHappening {
    std::string id;
    bool first = true;                         ///< is this its first report?
    std::int64_t mentions = 1, sources = 1, articles = 1;
    std::vector<std::string> actors, recipients;  ///< of the first report
};

struct Told {
    Record record;
    Day day;
    std::string copy_of, input_sha256, origin;
    std::map<std::string, ToldHappening> happenings;  ///< by event; empty when reports are counted
};

/// Calls f for every story that the request asks for, by day and id, with the rows that it asks for; a story without
/// such a row is left out.
Status each_told(duckdb_database database, const ExportRequest& request, const std::function<Status(const Told&)>& f);

/// The condition that a story's row (of the name given) meets the request, as SQL; "true" if any does.
Result<std::string> condition_on_stories(const ExportRequest& request, const std::string& story);

/// The codes of the request's countries.
Result<std::vector<std::string>> country_codes(duckdb_connection connection, const ExportRequest& request);

}  // namespace dragoman::store
