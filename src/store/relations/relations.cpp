#include "store/relations/relations.h"

#include <fmt/format.h>

#include <array>
#include <string>

#include "store/joining/taken.h"
#include "store/relations/parts.h"

namespace dragoman::store {
namespace {

/// The stories whose rows are derived anew. Of a happening only the first report counts, so with the stories that
/// changed go those that report another happening than before, and all that report one happening with these, before or
/// now.
constexpr const char* touched_by_happenings = R"(
CREATE OR REPLACE TEMP TABLE moved AS FROM changed_stories
UNION SELECT d.story_id FROM (SELECT * FROM actor_dyads SEMI JOIN happening_stories USING (story_id)) d
LEFT JOIN happening_reports h ON h.story_id = d.story_id AND h.event_id = d.row_id
WHERE d.kind = 'event' AND d.happening IS DISTINCT FROM h.happening_id;
CREATE OR REPLACE TEMP TABLE touched_stories AS FROM moved
UNION SELECT story_id FROM actor_dyads WHERE happening IN (
    SELECT happening FROM actor_dyads WHERE happening IS NOT NULL AND story_id IN (FROM moved))
UNION SELECT story_id FROM happening_reports WHERE happening_id IN (
    SELECT happening_id FROM happening_reports WHERE story_id IN (FROM moved));
DROP TABLE moved;
)";
constexpr const char* touched_all = "CREATE OR REPLACE TEMP TABLE touched_stories AS FROM changed_stories";

/// A story that reports one happening with a changed one is among those whose reports were written anew: where these
/// are the changed ones alone, so are the touched ones.
Result<bool> reaches_others(const Joining& joining) {
    if (joining.everything) return false;
    return finds_any(joining.connection, "FROM happening_stories EXCEPT FROM changed_stories");
}

/// Makes `touched_stories(story_id)`, and `relation_stories(story_id, day, original)` of those that are there.
Status choose_stories(const Joining& joining) {
    const auto others = reaches_others(joining);
    if (!others) return others.error();
    Status status = run(joining.connection, *others ? touched_by_happenings : touched_all);
    if (status)
        status = run(joining.connection,
                     "CREATE OR REPLACE TEMP TABLE relation_stories AS SELECT s.id AS story_id, s.day, c.original IS "
                     "NULL AS original FROM stories s JOIN touched_stories t ON t.story_id = s.id LEFT JOIN copies c "
                     "ON c.story_id = s.id");
    constexpr std::array<std::string_view, 6> tables{"entities", "statements", "events",
                                                     "stances",  "mentions",   "figures"};
    return status ? take_more(joining, "touched_stories", tables) : status;
}

Status forget(const Joining& joining) {
    if (joining.everything) return Done{};
    std::string sql;
    for (const char* table : {"dyads", "actor_dyads", "dyad_figures", "story_countries", "story_actors"})
        sql += std::string("DELETE FROM ") + table + " WHERE story_id IN (FROM touched_stories);\n";
    return run(joining.connection, sql);
}

/// Who is in the stories.
constexpr const char* denominators = R"(
INSERT INTO story_countries SELECT DISTINCT s.story_id, s.day, e.country, s.original
FROM relation_stories s JOIN taken_entities e USING (story_id) WHERE e.country IS NOT NULL AND e.country <> 'IGO' ORDER BY 1, 3;

CREATE OR REPLACE TEMP TABLE parts AS
SELECT story_id, id, sum(statements)::INTEGER AS statements, sum(events)::INTEGER AS events FROM (
    SELECT story_id, unnest(speakers) AS id, 1 AS statements, 0 AS events
    FROM (SELECT story_id, speakers FROM taken_statements SEMI JOIN relation_stories USING (story_id))
    UNION ALL SELECT story_id, unnest(list_distinct(list_concat(actors, recipients))), 0, 1
    FROM (SELECT story_id, actors, recipients FROM taken_events SEMI JOIN relation_stories USING (story_id)))
GROUP BY ALL;
INSERT INTO story_actors SELECT s.story_id, s.day, e.id, coalesce(p.statements, 0), coalesce(p.events, 0), s.original
FROM relation_stories s JOIN taken_entities e USING (story_id) LEFT JOIN parts p ON p.story_id = e.story_id AND p.id = e.id
WHERE e.type IN ('person', 'country', 'organization') ORDER BY 1, 3;
DROP TABLE parts;
)";

/// The rows that may relate two, with the sides as states and as entities.
constexpr const char* material = R"(
CREATE OR REPLACE TEMP TABLE sides AS
SELECT 'event' AS kind, e.story_id, e.id AS row_id, e.type, e.mode, e.quad, e.goldstein, e.status,
    coalesce(greatest(e.first_day, least(e.last_day, s.day)), s.day) AS day,
    CASE WHEN e.first_day IS NULL OR s.day BETWEEN e.first_day AND e.last_day THEN 1
         ELSE e.last_day - e.first_day + 1 END::INTEGER AS days,
    s.day AS told, s.original, len(e.recipients) = 0 AS among,
    len(e.recipients) = 0 OR (e.type = 'CONSULT' AND e.mode IS DISTINCT FROM 'visit') AS mutual,
    e.actor_countries AS states, e.recipient_countries AS other_states, e.actors AS ids, e.recipients AS other_ids
FROM taken_events e JOIN relation_stories s USING (story_id)
UNION ALL
SELECT 'stance', t.story_id, t.id, t.stance, NULL, NULL, NULL, NULL, s.day, 1, s.day, s.original, false, false,
    t.holder_countries, [t.target_country], t.holder, [t.target.entity]
FROM taken_stances t JOIN relation_stories s USING (story_id) WHERE t.target.entity IS NOT NULL
UNION ALL
SELECT 'statement', t.story_id, t.id, t.form, NULL, NULL, NULL, NULL, s.day, 1, s.day, s.original, false, false,
    t.speaker_countries, list_distinct(list_concat(t.to_countries, coalesce(m.countries, []))), t.speakers, t."to"
FROM taken_statements t JOIN relation_stories s USING (story_id)
LEFT JOIN spoken_of m ON m.story_id = t.story_id AND m.id = t.id;
)";

/// The states that a statement's content speaks of by name or by a noun. Pronouns are left out: "we" and "our" are the
/// speaker's, and a state that is only "it" there was named before. They meet by blocks of 256 code points: by the
/// story alone, each statement would be held against each mention of it.
constexpr const char* spoken_of = R"(
CREATE OR REPLACE TEMP TABLE spoken_of AS
WITH pieces AS (
    SELECT story_id, id, piece, unnest(range(piece."start" // 256, piece."end" // 256 + 1)) AS block FROM (
        SELECT story_id, id, unnest(content) AS piece FROM (
            SELECT story_id, id, content FROM taken_statements SEMI JOIN relation_stories USING (story_id)
            WHERE len(speaker_countries) > 0))),
named AS (
    SELECT DISTINCT m.story_id, m."start", (m."start" // 256)::BIGINT AS block, e.country
    FROM (SELECT * FROM taken_mentions SEMI JOIN relation_stories USING (story_id) WHERE kind <> 'pronoun') m
    JOIN (SELECT * FROM taken_entities SEMI JOIN relation_stories USING (story_id) WHERE country IS NOT NULL) e
        ON e.story_id = m.story_id AND e.id = m.entity_id)
SELECT p.story_id, p.id, list(DISTINCT n.country ORDER BY n.country) AS countries
FROM pieces p JOIN named n ON n.story_id = p.story_id AND n.block = p.block
    AND n."start" >= p.piece."start" AND n."start" < p.piece."end"
GROUP BY ALL;
)";

/// Figures and the pairs of states that are named within 200 code points of them; met by blocks, as above.
constexpr const char* figures = R"(
INSERT INTO dyad_figures
WITH told AS (
    SELECT *, unnest(range(first // 256, last // 256 + 1)) AS block FROM (
        SELECT f.story_id, f.id AS row_id, s.day, greatest(f.evidence[1]."start"::BIGINT - 200, 0) AS first,
            f.evidence[len(f.evidence)]."end"::BIGINT + 200 AS last
        FROM taken_figures f JOIN relation_stories s USING (story_id) WHERE s.original AND len(f.evidence) > 0)),
named AS (
    SELECT m.story_id, m."start", m."end", (m."start" // 256)::BIGINT AS block, e.country
    FROM (SELECT story_id, entity_id, "start", "end" FROM taken_mentions SEMI JOIN told USING (story_id)) m
    JOIN (SELECT story_id, id, country FROM taken_entities SEMI JOIN told USING (story_id) WHERE country IS NOT NULL AND country <> 'IGO') e
        ON e.story_id = m.story_id AND e.id = m.entity_id),
beside AS (
    SELECT DISTINCT t.story_id, t.row_id, t.day, n.country
    FROM told t JOIN named n ON n.story_id = t.story_id AND n.block = t.block AND n."start" >= t.first AND n."end" <= t.last)
SELECT x.country, y.country, x.day, x.story_id, x.row_id
FROM beside x JOIN beside y ON y.story_id = x.story_id AND y.row_id = x.row_id
WHERE x.country < y.country ORDER BY ALL;
)";

/// Fills `dyads` or `actor_dyads` from `sides`; {left} and {right} are the columns with the two sides.
constexpr const char* related = R"(
INSERT INTO {table}
WITH acts AS (SELECT *, unnest({left}) AS x FROM sides WHERE len({left}) > 0),
pairs AS (SELECT *, unnest(CASE WHEN among THEN {left} ELSE {right} END) AS y FROM acts),
p AS (
    SELECT least(x, y) AS a, greatest(x, y) AS b, kind, story_id, row_id, any_value(type) AS type, any_value(mode) AS mode,
        any_value(quad) AS quad, any_value(goldstein) AS goldstein, any_value(status) AS status, any_value(day) AS day,
        any_value(days) AS days,
        CASE WHEN bool_or(mutual) OR (bool_or(x < y) AND bool_or(x > y)) THEN 'both' WHEN bool_or(x < y) THEN 'forth'
             ELSE 'back' END AS direction,
        bool_and(original AND coalesce(told - day <= 92, true)) AS fresh
    FROM pairs WHERE x <> y AND x <> 'IGO' AND y <> 'IGO' GROUP BY least(x, y), greatest(x, y), kind, story_id, row_id),
q AS (
    SELECT p.*, h.happening_id AS happening  -- by equalities alone: with another condition the join compares all with all
    FROM p LEFT JOIN (SELECT 'event' AS kind, story_id, event_id AS row_id, happening_id FROM happening_reports SEMI JOIN relation_stories USING (story_id)) h
        USING (kind, story_id, row_id))
SELECT a, b, direction, day, days, kind, story_id, row_id, type, mode, quad, goldstein, status, happening,
    fresh AND (happening IS NULL OR row_number() OVER (PARTITION BY happening, a, b ORDER BY fresh DESC,
        coalesce(status IN ('occurred', 'ongoing'), false) DESC, day, story_id, row_id) = 1)
FROM q ORDER BY a, b, day, story_id, row_id;
)";

Status relate(const Joining& joining, const char* table, const char* left, const char* right) {
    using fmt::arg;
    return run(joining.connection, fmt::format(related, arg("table", table), arg("left", left), arg("right", right)));
}

}  // namespace

Status join_relations(const Joining& joining) {
    Status status = choose_stories(joining);
    if (status) status = note_actors_before(joining);
    if (status) status = note_sums_before(joining);
    if (status) status = forget(joining);
    if (status) status = run(joining.connection, denominators);
    if (status) status = run(joining.connection, spoken_of);
    if (status) status = run(joining.connection, material);
    if (status) status = run(joining.connection, "DROP TABLE spoken_of");
    if (status) status = relate(joining, "dyads", "states", "other_states");
    if (status) status = relate(joining, "actor_dyads", "ids", "other_ids");
    if (status) status = run(joining.connection, figures);
    if (status) status = sum_up_after(joining);
    if (status) status = sum_up_actors(joining);
    if (status)
        status = run(joining.connection,
                     "DROP TABLE sides;\nDROP TABLE touched_stories;\nDROP TABLE relation_stories;\n"
                     "DROP TABLE happening_stories;");
    return status;
}

}  // namespace dragoman::store
