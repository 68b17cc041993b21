// Entities over all stories. What new stories add is added; of those that a story told of that changed or went all is
// counted anew.
#include "store/relations/parts.h"

namespace dragoman::store {

Status note_actors_before(const Joining& joining) {
    return run(joining.connection,
               "CREATE OR REPLACE TEMP TABLE lost_actors AS SELECT DISTINCT id FROM story_actors WHERE story_id IN "
               "(FROM changed_stories)");
}

Status sum_up_actors(const Joining& joining) {
    return run(joining.connection, R"(
DELETE FROM actors WHERE id IN (FROM lost_actors);
DELETE FROM actor_faces WHERE id IN (FROM lost_actors);
CREATE OR REPLACE TEMP TABLE faces AS
SELECT id, type, name, country, sector, office, wikidata, count(*)::BIGINT AS stories,
    max({'day': coalesce(day, DATE '0001-01-01'), 'story': story_id}) AS latest
FROM (FROM (FROM taken_entities SEMI JOIN changed_stories USING (story_id)) ANTI JOIN lost_actors USING (id)
      UNION ALL BY NAME SELECT story_id, day, id, type, name, country, sector, office, wikidata FROM entities SEMI JOIN lost_actors USING (id))
WHERE type IN ('person', 'country', 'organization') GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE touched_actors AS SELECT DISTINCT id FROM faces;
INSERT INTO faces SELECT id, type, name, country, sector, office, wikidata, stories, {'day': latest_day, 'story': latest_story}
FROM actor_faces SEMI JOIN touched_actors USING (id);
DELETE FROM actor_faces WHERE id IN (FROM touched_actors);
INSERT INTO actor_faces
SELECT id, type, name, country, sector, office, wikidata, sum(stories)::BIGINT, max(latest).day, max(latest).story
FROM faces GROUP BY ALL ORDER BY ALL;
CREATE OR REPLACE TEMP TABLE counted_actors AS
SELECT id, sum(stories)::BIGINT AS stories, sum(statements)::BIGINT AS statements, sum(events)::BIGINT AS events,
    min(first_day) AS first_day, max(last_day) AS last_day
FROM (
    SELECT id, stories, statements, events, first_day, last_day FROM actors SEMI JOIN touched_actors USING (id)
    UNION ALL SELECT id, original::INTEGER, if(original, statements, 0), if(original, events, 0), day, day
    FROM (FROM (FROM story_actors SEMI JOIN changed_stories USING (story_id)) ANTI JOIN lost_actors USING (id)
          UNION ALL FROM story_actors SEMI JOIN lost_actors USING (id)))
GROUP BY id;
DELETE FROM actors WHERE id IN (FROM touched_actors);
INSERT INTO actors
WITH own AS (FROM actor_faces SEMI JOIN touched_actors USING (id)),
names AS (
    SELECT id, max_by(type, (stories, type)) AS type, max_by(name, (stories, name)) AS name FROM (
        SELECT id, type, name, sum(stories) AS stories FROM own GROUP BY ALL) GROUP BY id),
homes AS (
    SELECT id, max_by(country, (stories, country)) AS country FROM (
        SELECT id, country, sum(stories) AS stories FROM own WHERE country IS NOT NULL GROUP BY ALL) GROUP BY id),
roles AS (
    SELECT id, max_by(sector, (latest_day, latest_story)) FILTER (sector IS NOT NULL) AS sector,
        max_by(office, (latest_day, latest_story)) FILTER (office IS NOT NULL) AS office, max(wikidata) AS wikidata
    FROM own GROUP BY id)
SELECT id, n.type, n.name, h.country, r.sector, r.office, r.wikidata, c.stories, c.statements, c.events, c.first_day,
    c.last_day
FROM counted_actors c JOIN names n USING (id) JOIN roles r USING (id) LEFT JOIN homes h USING (id) ORDER BY id;
DROP TABLE faces;
DROP TABLE counted_actors;
DROP TABLE touched_actors;
DROP TABLE lost_actors;
)");
}

}  // namespace dragoman::store
