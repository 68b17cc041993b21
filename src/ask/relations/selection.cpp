#include "ask/relations/selection.h"

#include <algorithm>

#include "ask/actors/who.h"
#include "store/schema/days.h"

namespace dragoman::ask {
namespace {

/// Ids that a side may be.
Result<std::vector<std::string>> side(const store::Store& store, const std::string& given, bool actors) {
    if (actors) return actors_called(store, given);
    auto state = state_of(store, given);
    if (!state) return state.error();
    return std::vector<std::string>{*state};
}

/// "a IN (?, ?)", with its parameters.
std::string one_of(const char* column, const std::vector<std::string>& ids, std::vector<store::Value>& parameters) {
    std::string sql = std::string(column) + " IN (";
    for (std::size_t i = 0; i < ids.size(); ++i) {
        sql += i ? ", ?" : "?";
        parameters.push_back({ids[i]});
    }
    return sql + ")";
}

Status choose_sides(const store::Store& store, const Related& asked, Selection& selection) {
    auto& parameters = selection.parameters;
    if (!asked.country.empty()) {
        const auto ids = side(store, asked.country, asked.actors);
        if (!ids) return ids.error();
        selection.condition += " AND (" + one_of("a", *ids, parameters);
        selection.condition += " OR " + one_of("b", *ids, parameters) + ")";
    }
    if (asked.pair.empty()) return Done{};
    const auto sides = sides_of(asked.pair);
    if (!sides) return sides.error();
    const auto left = side(store, sides->first, asked.actors);
    if (!left) return left.error();
    const auto right = side(store, sides->second, asked.actors);
    if (!right) return right.error();
    selection.condition += " AND (" + one_of("a", *left, parameters) + " AND " + one_of("b", *right, parameters);
    selection.condition += " OR " + one_of("a", *right, parameters) + " AND " + one_of("b", *left, parameters) + ")";
    return Done{};
}

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

}  // namespace

store::Value number_of(std::chrono::sys_days day) {
    return {static_cast<std::int64_t>(day.time_since_epoch().count())};
}

namespace {

/// A table of dyads, each way of those that go both where that is asked.
std::string ways(const std::string& table, bool directed) {
    if (!directed) return table;
    return "(SELECT * FROM " + table + " WHERE direction <> 'back' UNION ALL SELECT * REPLACE (b AS a, a AS b) FROM " +
           table + " WHERE direction <> 'forth')";
}

/// Can months be added up to what is asked?
bool of_months(const Related& asked, const Selection& selection) {
    const auto first = [](std::chrono::sys_days day) {
        return std::chrono::year_month_day(day).day() == std::chrono::day(1);
    };
    if (asked.actors || asked.by == "day" || asked.by == "week") return false;
    return !(selection.from && !first(*selection.from)) &&
           !(selection.to && !first(*selection.to + std::chrono::days(1)));
}

/// Single rows in the form of `dyad_sums`.
constexpr const char* one_by_one =
    "(SELECT a, b, direction, day, days, kind, CASE WHEN kind <> 'statement' THEN type END AS type, quad, status, 1 AS "
    "times, (goldstein IS NOT NULL)::INTEGER AS valued, round(10 * goldstein)::BIGINT AS goldstein, round(10 * "
    "goldstein)::BIGINT * round(10 * goldstein)::BIGINT AS squares, day AS first_day, day AS last_day FROM ";

}  // namespace

Result<Selection> select(const store::Store& store, const Related& asked) {
    Selection selection;
    const std::string table = asked.actors ? "actor_dyads" : "dyads";
    selection.rows = ways(table, asked.directed);
    selection.condition = " WHERE true";
    if (Status chosen = choose_sides(store, asked, selection); !chosen) return chosen.error();
    if (!asked.type.empty()) {
        selection.condition += " AND (kind <> 'event' OR type = ?)";
        selection.parameters.push_back({upper(asked.type)});
    }
    for (const auto* day : {&asked.from, &asked.to}) {
        if (day->empty()) continue;
        const auto days = store::days_of(*day);
        if (!days)
            return Error{"\"" + *day + "\" is no date", "", "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
        (day == &asked.from ? selection.from : selection.to) = day == &asked.from ? days->first : days->last;
    }
    selection.counts =
        ways(of_months(asked, selection) ? "dyad_sums" : one_by_one + table + " WHERE counted)", asked.directed);
    selection.start = asked.by.empty() ? "NULL::DATE" : "date_trunc('" + asked.by + "', day)::DATE";
    const char* most = asked.by == "day" ? "1" : asked.by == "week" ? "7" : asked.by == "month" ? "31" : "366";
    selection.narrow = asked.by.empty() ? "" : std::string(" AND days <= ") + most;
    return selection;
}

std::string within(const Selection& selection, std::vector<store::Value>& parameters) {
    std::string sql;
    for (const auto& [day, comparison] : {std::pair(selection.from, ">="), std::pair(selection.to, "<=")}) {
        if (!day) continue;
        sql += std::string(" AND day ") + comparison + " DATE '1970-01-01' + CAST(? AS INTEGER)";
        parameters.push_back(number_of(*day));
    }
    return sql;
}

}  // namespace dragoman::ask
