#include "ask/actors/actors.h"

#include "ask/sql.h"
#include "ask/actors/who.h"

namespace dragoman::ask {
namespace {

Result<store::Rows> list(const store::Store& from, const Actors& asked, const std::vector<std::string>& ids,
                         bool brief) {
    Conditions when;
    if (Status days = when.add_days("day", asked.from, asked.to); !days) return days.error();
    const bool timed = !when.sql.empty();
    Conditions where;
    where.parameters = when.parameters;
    if (!ids.empty()) where.add_one_of("a.id", ids);
    if (!asked.country.empty()) {
        const auto state = state_of(from, asked.country);
        if (!state) return state.error();
        where.add("a.country = ?", {{*state}});
    }
    if (!asked.sector.empty()) where.add("a.sector = upper(?)", {{asked.sector}});
    if (!asked.type.empty()) where.add("a.type = lower(?)", {{asked.type}});
    if (!asked.office.empty()) where.add("contains(lower(a.office), lower(?))", {{asked.office}});
    const std::string columns = brief
                                    ? "name, type, country, sector, office, stories, statements, events, first_day AS "
                                      "\"first\", last_day AS \"last\", id"
                                    : "*";
    const std::string source =
        timed ? "(SELECT a.* REPLACE (t.stories AS stories, t.statements AS statements, t.events AS events, "
                "t.first_day AS "
                "first_day, t.last_day AS last_day) FROM actors a JOIN (SELECT id, count(*) AS stories, "
                "sum(statements)::BIGINT AS statements, sum(events)::BIGINT AS events, min(day) AS first_day, max(day) "
                "AS "
                "last_day FROM story_actors" +
                    when.sql + " AND original GROUP BY id) t USING (id))"
              : "actors";
    return from.query("SELECT " + columns + " FROM " + source + " a" + where.sql + " ORDER BY a.stories DESC, a.id" +
                          limited(asked.limit),
                      where.parameters);
}

/// One fact a row: what it is, the value, when and in how many stories.
constexpr const char* detail = R"(
WITH me AS MATERIALIZED (SELECT * FROM entities WHERE id = ?1),
named AS (SELECT 'name' AS fact, name AS value, min(day) AS "first", max(day) AS "last", count(*) AS stories FROM me GROUP BY name),
offices AS (SELECT 'office', office, min(day), max(day), count(*) FROM me WHERE office IS NOT NULL GROUP BY office),
states AS (SELECT 'country', country, min(day), max(day), count(*) FROM me WHERE country IS NOT NULL GROUP BY country),
sectors AS (SELECT 'sector', sector, min(day), max(day), count(*) FROM me WHERE sector IS NOT NULL GROUP BY sector),
kinds AS (SELECT 'type', type, min(day), max(day), count(*) FROM me GROUP BY type),
items AS (SELECT 'wikidata', wikidata, min(day), max(day), count(*) FROM me WHERE wikidata IS NOT NULL GROUP BY wikidata),
sums AS (SELECT unnest(['statements made', 'events']), unnest([statements::VARCHAR, events::VARCHAR]), first_day, last_day,
    stories FROM actors WHERE id = ?1),
deals AS (
    SELECT other, count(*) FILTER (kind = 'event' AND status IN ('occurred', 'ongoing')) AS events, min(day) AS "first",
        max(day) AS "last", count(DISTINCT story_id) AS stories, count(*) FILTER (kind = 'event' AND quad >= 3) AS conflict
    FROM (SELECT CASE WHEN a = ?1 THEN b ELSE a END AS other, * FROM actor_dyads WHERE (a = ?1 OR b = ?1) AND counted)
    GROUP BY other ORDER BY stories DESC, other LIMIT 15),
partners AS (
    SELECT 'deals with', coalesce(a.name, d.other) || ': ' || d.events || CASE d.events WHEN 1 THEN ' event' ELSE ' events' END ||
        CASE WHEN d.conflict > 0 THEN ', ' || d.conflict || ' of them conflict' ELSE '' END, d."first", d."last", d.stories
    FROM deals d LEFT JOIN actors a ON a.id = d.other),
opinions AS (
    SELECT stance, target_name, min(day), max(day), count(DISTINCT story_id) AS stories
    FROM positions WHERE holder = ?1 AND original GROUP BY stance, target, target_name ORDER BY stories DESC, target_name LIMIT 15),
facts AS (
    SELECT 1 AS place, * FROM named UNION ALL SELECT 2, * FROM kinds UNION ALL SELECT 3, * FROM states
    UNION ALL SELECT 4, * FROM sectors UNION ALL SELECT 5, * FROM offices UNION ALL SELECT 6, * FROM items
    UNION ALL SELECT 7, * FROM sums UNION ALL SELECT 8, * FROM partners UNION ALL SELECT 9, * FROM opinions)
SELECT fact, value, "first", "last", stories FROM facts
ORDER BY place, CASE WHEN place = 5 THEN "first" END, CASE WHEN place <> 5 THEN -stories END, value
)";

}  // namespace

Result<store::Rows> actors(const store::Store& from, const Actors& asked, bool brief) {
    std::vector<std::string> ids;
    if (!asked.person.empty()) {
        auto found = actors_called(from, asked.person);
        if (!found) return found.error();
        ids = std::move(*found);
    }
    if (!asked.id.empty()) ids = {asked.id};
    if (!asked.id.empty() || (!asked.person.empty() && ids.size() == 1))
        return from.query(std::string(detail) + limited(asked.limit), {{ids.front()}});
    return list(from, asked, ids, brief);
}

}  // namespace dragoman::ask
