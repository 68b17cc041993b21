// Entities over all stories.
#include "store/relations/parts.h"

namespace dragoman::store {

Status sum_up_actors(const Joining& joining) {
    return run(joining.connection, R"(
DELETE FROM actors WHERE id IN (SELECT id FROM touched_actors);
CREATE OR REPLACE TEMP TABLE faces AS
SELECT e.id, e.type, e.name, e.country, count(*) AS stories FROM entities e
WHERE e.id IN (SELECT id FROM touched_actors) AND e.type IN ('person', 'country', 'organization') GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE roles AS
SELECT id, max_by(sector, (coalesce(day, DATE '0001-01-01'), story_id)) FILTER (sector IS NOT NULL) AS sector,
    max_by(office, (coalesce(day, DATE '0001-01-01'), story_id)) FILTER (office IS NOT NULL) AS office,
    max(wikidata) AS wikidata
FROM entities
WHERE id IN (SELECT id FROM touched_actors) AND type IN ('person', 'country', 'organization') GROUP BY id;
INSERT INTO actors
WITH face AS (
    SELECT id, max_by(type, (stories, type)) AS type, max_by(name, (stories, name)) AS name FROM (
        SELECT id, type, name, sum(stories) AS stories FROM faces GROUP BY ALL) GROUP BY id),
home AS (
    SELECT id, max_by(country, (stories, country)) AS country FROM (
        SELECT id, country, sum(stories) AS stories FROM faces WHERE country IS NOT NULL GROUP BY ALL) GROUP BY id),
sums AS (
    SELECT id, count(*) FILTER (original) AS stories, coalesce(sum(statements) FILTER (original), 0)::BIGINT AS statements,
        coalesce(sum(events) FILTER (original), 0)::BIGINT AS events, min(day) AS first_day, max(day) AS last_day
    FROM story_actors WHERE id IN (SELECT id FROM touched_actors) GROUP BY id)
SELECT id, f.type, f.name, h.country, r.sector, r.office, r.wikidata, s.stories, s.statements, s.events, s.first_day,
    s.last_day
FROM sums s JOIN face f USING (id) LEFT JOIN home h USING (id) LEFT JOIN roles r USING (id) ORDER BY id;
DROP TABLE faces;
DROP TABLE roles;
DROP TABLE touched_actors;
)");
}

}  // namespace dragoman::store
