#include "ask/editions.h"

#include "store/schema/days.h"

namespace dragoman::ask {

Result<store::Rows> editions(const store::Store& from, const std::string& story, const Filter& filter) {
    std::string sql =
        "SELECT e.story_id AS story, e.edition, e.published, coalesce(r.change, 'nothing read changed') AS change, "
        "r.kind, r.words, r.row_id, e.title, e.source, s.title AS title_now FROM editions e LEFT JOIN edition_rows r "
        "ON "
        "r.story_id = e.story_id AND r.edition = e.edition LEFT JOIN stories s ON s.id = e.story_id WHERE true";
    std::vector<store::Value> parameters;
    if (!story.empty()) {
        sql += " AND e.story_id = ?";
        parameters.push_back({story});
    }
    for (const auto* day : {&filter.from, &filter.to}) {
        if (day->empty()) continue;
        const auto days = store::days_of(*day);
        if (!days)
            return Error{"\"" + *day + "\" is no date", "", "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
        const auto date = day == &filter.from ? days->first : days->last;
        sql += std::string(" AND try_cast(left(e.published, 10) AS DATE) ") + (day == &filter.from ? ">=" : "<=") +
               " DATE '1970-01-01' + CAST(? AS INTEGER)";
        parameters.push_back({static_cast<std::int64_t>(date.time_since_epoch().count())});
    }
    sql += " ORDER BY e.story_id, e.edition, r.change DESC, r.kind, r.words, r.row_id";
    if (filter.limit > 0) sql += " LIMIT " + std::to_string(filter.limit);
    return from.query(sql, parameters);
}

}  // namespace dragoman::ask
