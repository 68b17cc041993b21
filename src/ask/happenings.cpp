#include "ask/happenings.h"

namespace dragoman::ask {
namespace {

constexpr std::string_view side_by_side =
    "day, concat(source, CASE WHEN copy THEN ' (copy)' ELSE '' END) AS source, coalesce(\"time\", '') AS \"when\", "
    "type || coalesce('/' || mode, '') || ' ' || status AS event, array_to_string(actor_names, '; ') AS actors, "
    "array_to_string(recipient_names, '; ') AS recipients, place_text AS place, killed, injured, "
    "array_to_string(agrees, ', ') AS agrees, array_to_string(differs, ', ') AS differs, evidence_text AS words, "
    "story_id AS story";

}  // namespace

Result<store::Rows> reports_of(const store::Store& from, const std::string& id, int limit, bool brief) {
    auto found = from.query("SELECT DISTINCT id FROM happenings WHERE starts_with(id, ?) LIMIT 2", {{id}});
    if (!found) return found.error();
    std::vector<store::Value> row;
    if (!found->next(row))
        return Error{"the store holds no happening \"" + id + "\"", "",
                     "dragoman happenings FILE.duckdb lists their ids."};
    const std::string whole = store::plain(row[0]);
    if (found->next(row)) return Error{"several happenings begin with \"" + id + "\"", "", "Give more of the id."};
    return from.query("SELECT " + std::string(brief ? side_by_side : "*") +
                          " FROM v_happening_reports WHERE happening_id = ? ORDER BY day, story_id, event_id" +
                          (limit > 0 ? " LIMIT " + std::to_string(limit) : ""),
                      {{whole}});
}

}  // namespace dragoman::ask
