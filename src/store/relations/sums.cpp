// Sums of dyads by month, and stories by pair.
#include "store/relations/parts.h"

namespace dragoman::store {
namespace {

/// Months of pairs of states; without a day the first of all days stands for it, so that months can be compared.
constexpr const char* months_of_touched =
    " SELECT DISTINCT a, b, coalesce(date_trunc('month', day)::DATE, DATE '0001-01-01') AS \"month\" FROM dyads WHERE "
    "story_id IN (FROM touched_stories);\n";

constexpr const char* sum_months = R"(
DELETE FROM dyad_sums s USING touched_months t
WHERE s.a = t.a AND s.b = t.b AND coalesce(s.day, DATE '0001-01-01') = t."month";
INSERT INTO dyad_sums
WITH sums AS (
    SELECT a, b, direction, date_trunc('month', day)::DATE AS day, CASE WHEN days <= 31 THEN 31 WHEN days <= 366 THEN 366 ELSE 367 END AS days,
        kind, CASE WHEN kind <> 'statement' THEN type END AS type, quad, status, count(*), count(goldstein),
        coalesce(sum(round(10 * goldstein)::BIGINT), 0)::BIGINT, coalesce(sum(round(10 * goldstein)::BIGINT * round(10 * goldstein)::BIGINT), 0)::BIGINT,
        min(day), max(day), min({'rank': -abs(goldstein), 'day': day, 'story_id': story_id, 'row_id': row_id}) FILTER (kind = 'event') AS one
    FROM (SELECT *, coalesce(date_trunc('month', day)::DATE, DATE '0001-01-01') AS "month" FROM dyads WHERE counted) d
    SEMI JOIN (SELECT DISTINCT * FROM touched_months) USING (a, b, "month") GROUP BY ALL)
SELECT s.* EXCLUDE (one), CASE WHEN one IS NOT NULL THEN struct_insert(one, words := array_to_string([piece.text FOR piece IN e.evidence], ' … ')) END
FROM sums s LEFT JOIN events e ON e.story_id = s.one.story_id AND e.id = s.one.row_id
ORDER BY s.day, a, b, direction, days, kind, s.type, s.quad, s.status;
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
