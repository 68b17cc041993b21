#include "ask/actors/positions.h"

#include "ask/sql.h"
#include "ask/actors/who.h"

namespace dragoman::ask {
namespace {

Result<Conditions> chosen(const store::Store& from, const Positions& asked, const char* day) {
    Conditions where;
    if (!asked.person.empty()) {
        const auto ids = actors_called(from, asked.person);
        if (!ids) return ids.error();
        where.add_one_of("p.holder", *ids);
    }
    if (!asked.country.empty()) {
        const auto state = state_of(from, asked.country);
        if (!state) return state.error();
        where.add("p.holder IN (SELECT holder FROM positions WHERE holder_country = ?)", {{*state}});
    }
    if (!asked.target.empty())
        where.add("(p.target = ? OR contains(lower(p.target_name), lower(?)))", {{asked.target}, {asked.target}});
    if (Status days = where.add_days(day, asked.from, asked.to); !days) return days.error();
    return where;
}

/// The words of the stances in a list of {story_id, stance_id}.
std::string words_of(const char* rows) {
    return std::string(
               "(SELECT string_agg(strftime(t.day, '%Y-%m-%d') || ': ' || array_to_string([piece.text FOR piece IN "
               "t.evidence], ' … '), ' | ' ORDER BY t.day, t.story_id, t.id) FROM stances t WHERE (t.story_id, t.id) "
               "IN (SELECT "
               "(r.story_id, r.stance_id) FROM (SELECT unnest(p.") +
           rows + ") AS r)))";
}

Result<store::Rows> list_turns(const store::Store& from, const Positions& asked, bool brief) {
    const auto where = chosen(from, asked, "p.day");
    if (!where) return where.error();
    const std::string columns =
        brief ? "p.day, p.holder_name AS holder, p.stance AS \"now\", p.target_name AS target, "
                "p.before, " +
                    words_of("before_rows") + " AS words_before, p.after, " + words_of("after_rows") +
                    " AS words_after, p.after_rows[1].story_id AS story"
              : "p.*, " + words_of("before_rows") + " AS words_before, " + words_of("after_rows") + " AS words_after";
    return from.query("SELECT " + columns + " FROM turns p" + where->sql + " ORDER BY p.day, p.holder, p.target" +
                          limited(asked.limit),
                      where->parameters);
}

Result<store::Rows> list_rows(const store::Store& from, const Positions& asked, bool brief) {
    auto where = chosen(from, asked, "p.day");
    if (!where) return where.error();
    where->add("p.original");
    const std::string words = "array_to_string([piece.text FOR piece IN t.evidence], ' … ')";
    const std::string said = "array_to_string([piece.text FOR piece IN s.content], ' … ')";
    const std::string columns =
        brief ? "p.day, p.holder_name AS holder, p.stance, p.target_name AS target, " + words + " AS words, " + said +
                    " AS statement, p.story_id AS story"
              : "p.*, " + words + " AS words, " + said + " AS statement, o.source, o.title, o.url";
    return from.query(
        "SELECT " + columns +
            " FROM positions p JOIN stances t ON t.story_id = p.story_id AND t.id = p.stance_id LEFT JOIN "
            "statements s ON s.story_id = p.story_id AND s.id = p.statement_id JOIN stories o ON o.id = "
            "p.story_id" +
            where->sql + " ORDER BY p.day, p.story_id, p.stance_id" + limited(asked.limit),
        where->parameters);
}

Result<store::Rows> sum_up(const store::Store& from, const Positions& asked) {
    auto where = chosen(from, asked, "p.day");
    if (!where) return where.error();
    where->add("p.original");
    return from.query(
        "WITH sums AS (SELECT p.holder, p.target, max_by(p.holder_name, (p.day, p.story_id)) AS holder_name, "
        "max_by(p.target_name, (p.day, p.story_id)) AS target_name, count(*) FILTER (p.stance = 'for') AS \"for\", "
        "count(*) FILTER (p.stance = 'against') AS against, count(DISTINCT p.story_id) AS stories, min(p.day) AS "
        "\"first\", "
        "max(p.day) AS \"last\" FROM positions p" +
            where->sql +
            " GROUP BY p.holder, p.target) SELECT s.holder_name AS holder, s.target_name AS target, s.\"for\", "
            "s.against, "
            "s.stories, s.\"first\", s.\"last\", (SELECT string_agg(strftime(t.day, '%Y-%m-%d') || ' ' || t.stance, ', "
            "' "
            "ORDER BY t.day) FROM turns t WHERE t.holder = s.holder AND t.target = s.target) AS turned, s.holder AS "
            "holder_id, s.target AS target_id FROM sums s ORDER BY stories DESC, s.\"for\" + s.against DESC, "
            "holder_id, "
            "target_id" +
            limited(asked.limit),
        where->parameters);
}

}  // namespace

Result<store::Rows> positions(const store::Store& from, const Positions& asked, bool brief) {
    if (asked.turns) return list_turns(from, asked, brief);
    const bool one = !asked.target.empty() && !(asked.person.empty() && asked.country.empty());
    return asked.rows || one ? list_rows(from, asked, brief) : sum_up(from, asked);
}

}  // namespace dragoman::ask
