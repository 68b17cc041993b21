// From a cell to the rows it counts.
#include "ask/relations/selection.h"

namespace dragoman::ask {

Result<store::Rows> related_rows(const store::Store& from, const Related& asked, bool brief) {
    const auto selection = select(from, asked);
    if (!selection) return selection.error();
    auto parameters = selection->parameters;
    const std::string days = within(*selection, parameters);
    const std::string words = "array_to_string([piece.text FOR piece IN {}], ' … ')";
    const char* columns = brief ? "day, kind, what, who, words, source, story_id AS story"
                                : "day, days, kind, story_id, row_id, a, b, direction, type, mode, status, quad, "
                                  "goldstein, what, who, words, "
                                  "counted, happening, copy_of, source, title, url, published";
    std::string sql =
        "WITH d AS (SELECT * FROM " + selection->rows + selection->condition + selection->narrow + days +
        "), e AS (SELECT story_id, id, actor_names, recipient_names, evidence FROM events WHERE (story_id, id) IN "
        "(SELECT "
        "(story_id, row_id) FROM d WHERE kind = 'event')), "
        "t AS (SELECT story_id, id, speaker_names, content FROM statements WHERE (story_id, id) IN (SELECT (story_id, "
        "row_id) FROM d WHERE kind = 'statement')), "
        "p AS (SELECT story_id, id, holder_names, coalesce(target_name, target.words.text) AS target_text, evidence "
        "FROM "
        "stances WHERE (story_id, id) IN (SELECT (story_id, row_id) FROM d WHERE kind = 'stance')) "
        "SELECT " +
        std::string(columns) +
        " FROM (SELECT d.*, CASE WHEN kind = 'event' THEN type || coalesce('/' || mode, '') || CASE WHEN status IN "
        "('occurred') THEN '' ELSE ' ' || status END WHEN kind = 'stance' THEN type ELSE 'said' END || CASE WHEN "
        "counted "
        "THEN '' ELSE ' (not counted)' END AS what, "
        "CASE kind WHEN 'event' THEN array_to_string(e.actor_names, ', ') || coalesce(' → ' || "
        "nullif(array_to_string(e.recipient_names, ', '), ''), '') WHEN 'stance' THEN array_to_string(p.holder_names, "
        "', ') "
        "|| ' → ' || target_text ELSE array_to_string(t.speaker_names, ', ') END AS who, "
        "array_to_string([piece.text FOR piece IN coalesce(e.evidence, p.evidence, t.content)], ' … ') AS words, "
        "s.source, s.title, s.url, s.published, c.original AS copy_of FROM d JOIN stories s ON s.id = d.story_id "
        "LEFT JOIN copies c ON c.story_id = d.story_id "
        "LEFT JOIN e ON d.kind = 'event' AND e.story_id = d.story_id AND e.id = d.row_id "
        "LEFT JOIN t ON d.kind = 'statement' AND t.story_id = d.story_id AND t.id = d.row_id "
        "LEFT JOIN p ON d.kind = 'stance' AND p.story_id = d.story_id AND p.id = d.row_id) "
        "ORDER BY day, kind, story_id, row_id";
    if (asked.limit > 0) sql += " LIMIT " + std::to_string(asked.limit);
    return from.query(sql, parameters);
}

}  // namespace dragoman::ask
