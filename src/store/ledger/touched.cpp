#include "store/ledger/touched.h"

#include <fmt/format.h>

#include "store/ledger/stored.h"
#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

/// Levels of targets as the series have them now, against those that stand as evidence.
constexpr std::string_view levels_sql = R"(
CREATE OR REPLACE TEMP TABLE ledger_levels AS
SELECT l.entry_id, p.against_story AS story_id, p.against_row AS row_id, CASE p.status WHEN 'reached' THEN 'met' ELSE 'missed' END AS shows
FROM (SELECT * FROM series_points WHERE role = 'target' AND status IN ('reached', 'short')) p
JOIN commitments c ON c.story_id = p.story_id AND c.figure = p.row_id
JOIN ledger_promises l ON l.story_id = c.story_id AND l.row_id = c.id
WHERE NOT l.copy AND l.entry_id IS NOT NULL;
CREATE OR REPLACE TEMP TABLE ledger_rested AS SELECT entry_id, story_id, row_id, shows FROM ledger_evidence WHERE kind = 'figure';
INSERT INTO ledger_touched SELECT entry_id FROM
    ((FROM ledger_levels EXCEPT FROM ledger_rested) UNION ALL (FROM ledger_rested EXCEPT FROM ledger_levels));
DROP TABLE ledger_levels; DROP TABLE ledger_rested;)";

/// Whatever `join_repeats` could join a new promise with, and little else: meetings by their days; other acts by two
/// words and by their days. {0}: how many days apart meetings without a day may be.
constexpr std::string_view like_sql = R"(
CREATE OR REPLACE TEMP TABLE ledger_new AS
SELECT rowid AS number, block, act IN ('meet', 'visit') AS encounter, day, first_day, last_day, things
FROM ledger_promises WHERE entry_id IS NULL;
INSERT INTO ledger_touched SELECT DISTINCT p.entry_id
FROM ledger_promises p JOIN (FROM ledger_new WHERE encounter) n ON p.block = n.block
WHERE p.entry_id IS NOT NULL AND CASE WHEN n.first_day IS NULL THEN p.first_day IS NULL AND abs(p.day - n.day) <= {0}
                                      ELSE p.first_day <= n.last_day AND p.last_day >= n.first_day END;
INSERT INTO ledger_touched SELECT DISTINCT entry_id FROM
    (SELECT p.entry_id
     FROM (SELECT rowid AS number, block, entry_id, first_day, last_day, unnest(things) AS thing FROM ledger_promises
           WHERE entry_id IS NOT NULL AND block IN (SELECT block FROM ledger_new WHERE NOT encounter)) p
     JOIN (SELECT number, block, first_day, last_day, unnest(things) AS thing FROM ledger_new WHERE NOT encounter) n
         ON n.block = p.block AND n.thing = p.thing
     WHERE n.first_day IS NULL OR p.first_day IS NULL OR (p.first_day <= n.last_day AND p.last_day >= n.first_day)
     GROUP BY p.number, p.entry_id, n.number HAVING count(*) >= 2);
DROP TABLE ledger_new;)";

/// Only promises whose time touches that of the new deeds are read: no deed shows anything of one made after it was
/// told, nor of one whose end (judging.h) was over before it.
Status add_shown(duckdb_connection connection) {
    Status done = run(connection,
                      "CREATE OR REPLACE TEMP TABLE ledger_fresh AS FROM ledger_deeds WHERE story_id IN (SELECT "
                      "story_id FROM ledger_stories) AND NOT copy");
    if (!done) return done;
    Deeds fresh;
    if (Status read = fresh.read(connection, "ledger_fresh"); !read) return read;
    const auto blocks = promises_where(
        connection,
        fmt::format("rowid IN (SELECT number FROM (SELECT rowid AS number, unnest(hinges) AS hinge FROM "
                    "ledger_promises WHERE day <= (SELECT max(day) FROM ledger_fresh) AND coalesce(last_day + {}, day "
                    "+ {}) >= (SELECT min(first_day) FROM ledger_fresh) AND entry_id IS NOT NULL AND entry_id NOT IN "
                    "(SELECT entry_id FROM ledger_touched)) WHERE hinge IN (SELECT unnest(hinges) FROM ledger_fresh))",
                    act_late.count(), act_lasting.count()));
    if (!blocks) return blocks.error();
    std::vector<LedgerBlock> shown;
    for (const auto& [block, promises] : *blocks)
        for (const LedgerPromise& promise : promises) {
            bool any = false;
            fresh.each(promise, [&](const LedgerDeed& deed) { any = any || judge(promise, deed).has_value(); });
            if (any) shown.push_back({promise.entry_id});
        }
    done = append(connection, "ledger_touched", shown);
    return done ? run(connection, "DROP TABLE ledger_fresh") : done;
}

}  // namespace

Status begin_touched(duckdb_connection connection) {
    return run(connection,
               "CREATE OR REPLACE TEMP TABLE ledger_touched AS SELECT entry_id FROM ledger_promises WHERE story_id IN "
               "(SELECT story_id FROM changed_stories) UNION SELECT entry_id FROM ledger_evidence WHERE story_id IN "
               "(SELECT story_id FROM changed_stories)");
}

Status add_touched(duckdb_connection connection) {
    Status done = run(connection, std::string(levels_sql));
    if (done) done = run(connection, fmt::format(like_sql, repeat_apart.count()));
    return done ? add_shown(connection) : done;
}

}  // namespace dragoman::store
