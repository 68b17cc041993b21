// Sums of dyads by month, and stories by pair.
#include "store/relations/parts.h"

namespace dragoman::store {
namespace {

/// Months of pairs of states; without a day the first of all days stands for it, so that months can be compared.
constexpr const char* months_of_touched =
    " SELECT DISTINCT a, b, coalesce(date_trunc('month', day)::DATE, DATE '0001-01-01') AS \"month\" FROM dyads WHERE "
    "story_id IN (FROM touched_stories);\n";

/// Sums are made anew from all rows of a touched month. Words of events that are not at hand are those that they were.
constexpr const char* sum_months = R"(
CREATE OR REPLACE TEMP TABLE sums AS
SELECT a, b, direction, date_trunc('month', day)::DATE AS day, CASE WHEN days <= 31 THEN 31 WHEN days <= 366 THEN 366 ELSE 367 END AS days,
    kind, CASE WHEN kind <> 'statement' THEN type END AS type, quad, status, count(*), count(goldstein),
    coalesce(sum(round(10 * goldstein)::BIGINT), 0)::BIGINT, coalesce(sum(round(10 * goldstein)::BIGINT * round(10 * goldstein)::BIGINT), 0)::BIGINT,
    min(day), max(day), min({'rank': -abs(goldstein), 'day': day, 'story_id': story_id, 'row_id': row_id}) FILTER (kind = 'event') AS one
FROM (SELECT *, coalesce(date_trunc('month', day)::DATE, DATE '0001-01-01') AS "month" FROM dyads WHERE counted) d
SEMI JOIN (SELECT DISTINCT * FROM touched_months) USING (a, b, "month") GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE asked AS SELECT DISTINCT one.story_id, one.row_id FROM sums WHERE one IS NOT NULL;
CREATE OR REPLACE TEMP TABLE worded AS
SELECT story_id, id AS row_id, array_to_string([piece.text FOR piece IN evidence], ' … ') AS words
FROM taken_events e SEMI JOIN asked q ON q.story_id = e.story_id AND q.row_id = e.id;
INSERT INTO worded SELECT DISTINCT weightiest.story_id, weightiest.row_id, weightiest.words
FROM dyad_sums s SEMI JOIN (SELECT DISTINCT * FROM touched_months) t
    ON t.a = s.a AND t.b = s.b AND t."month" = coalesce(s.day, DATE '0001-01-01')
WHERE weightiest IS NOT NULL AND weightiest.story_id NOT IN (FROM touched_stories) AND (weightiest.story_id, weightiest.row_id) NOT IN (SELECT (story_id, row_id) FROM worded);
INSERT INTO worded SELECT e.story_id, e.id, array_to_string([piece.text FOR piece IN e.evidence], ' … ')
FROM (FROM asked ANTI JOIN worded USING (story_id, row_id)) q JOIN events e ON e.story_id = q.story_id AND e.id = q.row_id;
DELETE FROM dyad_sums s USING touched_months t
WHERE s.a = t.a AND s.b = t.b AND coalesce(s.day, DATE '0001-01-01') = t."month";
INSERT INTO dyad_sums
SELECT s.* EXCLUDE (one), CASE WHEN one IS NOT NULL THEN struct_insert(one, words := w.words) END
FROM sums s LEFT JOIN worded w ON w.story_id = s.one.story_id AND w.row_id = s.one.row_id
ORDER BY s.day, a, b, direction, days, kind, type, quad, status;
DROP TABLE sums;
DROP TABLE asked;
DROP TABLE worded;
DROP TABLE touched_months;
)";

/// Pairs of the touched stories' countries, {times} 1 or -1.
std::string pairs_of_touched(const char* times) {
    return std::string(" SELECT x.country AS a, y.country AS b, ") + times +
           " * count(*) AS stories FROM (SELECT * FROM story_countries WHERE original AND story_id IN (FROM "
           "touched_stories)) x JOIN (SELECT * FROM story_countries WHERE original AND story_id IN (FROM "
           "touched_stories)) y ON y.story_id = x.story_id AND y.country > x.country GROUP BY ALL;\n";
}

constexpr const char* sum_pairs = R"(
INSERT INTO moved_pairs SELECT a, b, stories FROM pair_stories SEMI JOIN (SELECT DISTINCT a, b FROM moved_pairs) USING (a, b);
DELETE FROM pair_stories p USING (SELECT DISTINCT a, b FROM moved_pairs) m WHERE p.a = m.a AND p.b = m.b;
INSERT INTO pair_stories
SELECT a, b, sum(stories)::BIGINT FROM moved_pairs GROUP BY ALL HAVING sum(stories) > 0 ORDER BY ALL;
DROP TABLE moved_pairs;
)";

}  // namespace

Status note_sums_before(const Joining& joining) {
    return run(joining.connection, std::string("CREATE OR REPLACE TEMP TABLE touched_months AS") + months_of_touched +
                                       "CREATE OR REPLACE TEMP TABLE moved_pairs AS" + pairs_of_touched("-1"));
}

Status sum_up_after(const Joining& joining) {
    return run(joining.connection, std::string("INSERT INTO touched_months") + months_of_touched + sum_months +
                                       "INSERT INTO moved_pairs" + pairs_of_touched("1") + sum_pairs);
}

}  // namespace dragoman::store
