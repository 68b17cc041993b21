// From a cell to the rows it counts.
#include "ask/relations/selection.h"

namespace dragoman::ask {
namespace {

/// `w`: the rows of `d` with who and which words, and their story. Each kind is joined by itself, so that only the
/// columns of rows that are wanted are read.
constexpr const char* with_words = R"(,
x AS (
    SELECT d.*, array_to_string(e.actor_names, ', ') ||
            coalesce(' → ' || nullif(array_to_string(e.recipient_names, ', '), ''), '') AS who,
        type || coalesce('/' || d.mode, '') || CASE d.status WHEN 'occurred' THEN '' ELSE ' ' || d.status END AS what,
        e.evidence AS passages
    FROM (SELECT * FROM d WHERE kind = 'event') d
    JOIN (SELECT story_id, id, actor_names, recipient_names, evidence FROM events) e ON e.story_id = d.story_id AND e.id = d.row_id
    UNION ALL BY NAME
    SELECT d.*, array_to_string(t.speaker_names, ', ') AS who, 'said' AS what, t.content AS passages
    FROM (SELECT * FROM d WHERE kind = 'statement') d
    JOIN (SELECT story_id, id, speaker_names, content FROM statements) t ON t.story_id = d.story_id AND t.id = d.row_id
    UNION ALL BY NAME
    SELECT d.*, array_to_string(p.holder_names, ', ') || ' → ' || coalesce(p.target_name, p.target.words.text) AS who,
        d.type AS what, p.evidence AS passages
    FROM (SELECT * FROM d WHERE kind = 'stance') d JOIN stances p ON p.story_id = d.story_id AND p.id = d.row_id),
w AS (
    SELECT x.* REPLACE (what || CASE WHEN counted THEN '' ELSE ' (not counted)' END AS what),
        array_to_string([piece.text FOR piece IN passages], ' … ') AS words, s.source, s.title, s.url, s.published,
        c.original AS copy_of
    FROM x JOIN stories s ON s.id = x.story_id LEFT JOIN copies c ON c.story_id = x.story_id)
)";

}  // namespace

Result<store::Rows> related_rows(const store::Store& from, const Related& asked, bool brief) {
    const auto selection = select(from, asked);
    if (!selection) return selection.error();
    auto parameters = selection->parameters;
    const std::string days = within(*selection, parameters);
    const char* columns = brief ? "day, kind, what, who, words, source, story_id AS story"
                                : "day, days, kind, story_id, row_id, a, b, direction, type, mode, status, quad, "
                                  "goldstein, what, who, words, "
                                  "counted, happening, copy_of, source, title, url, published";
    std::string sql = "WITH d AS (SELECT * FROM " + selection->rows + selection->condition + selection->narrow + days +
                      ")" + with_words + "SELECT " + columns + " FROM w ORDER BY day, kind, story_id, row_id";
    if (asked.limit > 0) sql += " LIMIT " + std::to_string(asked.limit);
    return from.query(sql, parameters);
}

}  // namespace dragoman::ask
