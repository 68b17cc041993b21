#include "ask/ledger.h"

#include <algorithm>

#include "store/schema/days.h"

namespace dragoman::ask {
namespace {

std::string limit_of(int limit) { return limit > 0 ? " LIMIT " + std::to_string(limit) : ""; }

/// A day as DuckDB counts them, for a date that may also be a month or a year: its last day.
Result<store::Value> last_day(const std::string& date) {
    const auto days = store::days_of(date);
    if (!days)
        return Error{"\"" + date + "\" is no date", "", "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
    return store::Value{static_cast<std::int64_t>(days->last.time_since_epoch().count())};
}

constexpr std::string_view day_of = "DATE '1970-01-01' + CAST(? AS INTEGER)";

}  // namespace

Result<store::Rows> list_ledger(const store::Store& from, const LedgerFilter& filter, bool brief) {
    std::vector<store::Value> values;
    std::string today = "(SELECT max(day) FROM stories)";
    if (!filter.as_of.empty()) {
        const auto day = last_day(filter.as_of);
        if (!day) return day.error();
        today = day_of;
        values.push_back(*day);
    }
    std::string sql = "WITH judged AS (SELECT * REPLACE (CASE WHEN status = 'open' AND last_day < " + today +
                      " THEN 'due passed, no evidence' ELSE status END AS status) FROM ledger) SELECT ";
    sql += brief ? "id, made, array_to_string(by_names, '; ') AS \"by\", action, due, status, evidence_day AS shown, "
                   "evidence_words AS \"by what\", promises AS n FROM judged"
                 : "* FROM judged";
    std::string where;
    const auto add = [&](const std::string& condition) { where += (where.empty() ? " WHERE " : " AND ") + condition; };
    if (!filter.by.empty()) {
        add("contains(lower(array_to_string(by_names, '; ')), lower(?))");
        values.push_back({filter.by});
    }
    if (!filter.country.empty()) {
        const auto code = country_code(from, filter.country);
        if (!code) return code.error();
        add("list_contains(countries, ?)");
        values.push_back({*code});
    }
    if (!filter.status.empty()) {
        add("status = ?");
        values.push_back({filter.status == "due-passed" ? std::string("due passed, no evidence") : filter.status});
    }
    if (!filter.kind.empty()) {
        add("(kind = ? OR act = ?)");
        values.insert(values.end(), {{filter.kind}, {filter.kind}});
    }
    if (!filter.due_before.empty()) {
        const auto day = last_day(filter.due_before);
        if (!day) return day.error();
        add("last_day <= " + std::string(day_of));
        values.push_back(*day);
    }
    return from.query(sql + where + " ORDER BY coalesce(first_day, made), made, id" + limit_of(filter.limit), values);
}

Result<store::Rows> ledger_entry(const store::Store& from, const std::string& id, int limit, bool brief) {
    const std::string columns = brief ? "told, what, \"by\", words, due, rule, source, story" : "*";
    return from.query(
        "SELECT " + columns +
            " FROM (SELECT p.entry_id, p.day AS told, 'promise, ' || p.strength AS what, array_to_string(p.by_names, "
            "'; ') "
            "AS \"by\", coalesce(array_to_string([piece.text FOR piece IN c.evidence], ' … '), p.words.text) AS words, "
            "p.due, NULL AS rule, s.source, p.story_id AS story, p.row_id AS \"row\", s.title, s.url, 0 AS place FROM "
            "ledger_promises p JOIN stories s ON s.id = p.story_id LEFT JOIN commitments c ON c.story_id = p.story_id "
            "AND "
            "c.id = p.row_id UNION ALL SELECT e.entry_id, e.day, e.shows || ': ' || e.kind, NULL, e.words.text, NULL, "
            "e.rule, s.source, e.story_id, e.row_id, s.title, s.url, 1 FROM ledger_evidence e JOIN stories s ON s.id = "
            "e.story_id) WHERE starts_with(entry_id, ?) ORDER BY entry_id, told, place, story, \"row\"" +
            limit_of(limit),
        {{id}});
}

}  // namespace dragoman::ask
