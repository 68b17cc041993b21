// Relations: who deals with whom, how often, and how many stories could have told it.
//
// `dyads` relates states, `actor_dyads` entities; intergovernmental bodies, which have no state, are among the latter
// only. An event relates each actor to each recipient ("forth" where the
// actor is `a`, "back" where it is `b`); without recipients, and in consultations that are no visits, it relates all
// its sides mutually ("both"). A stance relates its holder to its target. A statement relates the speaker's state to
// each state that its content speaks of or that it is said to, and the speaker to whom it is said to.
//
// The day is the story's where that lies in the time the words give, or they give none; else the day of that time that
// is nearest, and `days` says how many days the time has: a cell shorter than that cannot hold it.
//
// A row is `counted` unless its story is a copy, unless it recollects what happened more than 92 days before
// (how often that is retold says nothing of its time), and unless an earlier row reports the same happening between the
// same two.
//
// `dyad_sums` and `pair_stories` hold what questions about all pairs add up, so that these need not read every row.
//
// `story_countries` and `story_actors` are the denominators: which stories could have told. `actors` sums up entities.
#pragma once

#include "store/joining/joining.h"

namespace dragoman::store {

/// The step of joining; it comes after that of happenings, whose reports it reads.
Status join_relations(const Joining& joining);

/// The views over its tables.
inline constexpr std::string_view dyads_view =
    "CREATE VIEW \"v_dyads\" AS\n"
    "    SELECT a AS actor, b AS other, * EXCLUDE (a, b) FROM dyads WHERE direction <> 'back'\n"
    "    UNION ALL SELECT b, a, * EXCLUDE (a, b) FROM dyads WHERE direction <> 'forth';\n";
inline constexpr std::string_view dyad_months_view =
    "CREATE VIEW \"v_dyad_months\" AS SELECT a, b, date_trunc('month', day)::DATE AS \"month\",\n"
    "    count(*) FILTER (kind = 'event') AS events,\n"
    "    count(*) FILTER (kind = 'event' AND quad <= 2) AS cooperation,\n"
    "    count(*) FILTER (kind = 'event' AND quad >= 3) AS conflict,\n"
    "    avg(goldstein) AS goldstein,\n"
    "    count(*) FILTER (kind = 'statement') AS \"statements\",\n"
    "    count(*) FILTER (kind = 'stance' AND type = 'for') AS \"for\",\n"
    "    count(*) FILTER (kind = 'stance' AND type = 'against') AS against\n"
    "FROM dyads WHERE counted AND days <= 31 AND (kind <> 'event' OR status IN ('occurred', 'ongoing'))\n"
    "GROUP BY ALL;\n";

}  // namespace dragoman::store
