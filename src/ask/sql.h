// Conditions with their parameters, for the questions of this folder.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/schema/days.h"
#include "store/store.h"

namespace dragoman::ask {

/// " WHERE … AND …" as it grows.
struct Conditions {
    std::string sql;
    std::vector<store::Value> parameters;

    void add(std::string condition, std::vector<store::Value> values = {}) {
        sql += (sql.empty() ? " WHERE " : " AND ") + std::move(condition);
        for (auto& value : values) parameters.push_back(std::move(value));
    }
    /// "column IN (…)".
    void add_one_of(std::string_view column, const std::vector<std::string>& values) {
        store::List list;
        for (const auto& value : values) list.push_back({value});
        add(std::string(column) + " IN (SELECT unnest(?))", {{std::move(list)}});
    }
    /// Days of `column` from the first of `from` to the last of `to`; either may be empty.
    Status add_days(std::string_view column, const std::string& from, const std::string& to) {
        for (const auto* given : {&from, &to}) {
            if (given->empty()) continue;
            const auto days = store::days_of(*given);
            if (!days)
                return Error{"\"" + *given + "\" is no date", "",
                             "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
            const auto day = given == &from ? days->first : days->last;
            add(std::string(column) + (given == &from ? " >= " : " <= ") + "DATE '1970-01-01' + CAST(? AS INTEGER)",
                {{static_cast<std::int64_t>(day.time_since_epoch().count())}});
        }
        return Done{};
    }
};

inline std::string limited(int limit) { return limit > 0 ? " LIMIT " + std::to_string(limit) : ""; }

}  // namespace dragoman::ask
