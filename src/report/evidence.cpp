#include "report/evidence.h"

#include <fmt/format.h>

#include <map>

#include "report/render/text.h"

namespace dragoman::report {
namespace {

using store::Value;

/// Rows by the names of their columns.
struct Reader {
    store::Rows rows;
    std::map<std::string, std::size_t> at;
    std::vector<Value> row;

    explicit Reader(store::Rows from) : rows(std::move(from)) {
        for (std::size_t i = 0; i < rows.columns().size(); ++i) at[rows.columns()[i].name] = i;
    }
    bool next() { return rows.next(row); }
    std::string text(const std::string& column) const {
        const auto found = at.find(column);
        return found == at.end() ? std::string() : store::plain(row[found->second]);
    }
    std::optional<double> number(const std::string& column) const {
        const auto found = at.find(column);
        if (found == at.end()) return std::nullopt;
        const auto* value = std::get_if<double>(&row[found->second].is);
        return value ? std::optional(*value) : std::nullopt;
    }
};

std::vector<Row> rows_of(store::Rows found) {
    std::vector<Row> rows;
    for (Reader reader(std::move(found)); reader.next();)
        rows.push_back({.reference = {.story = reader.text("story_id"),
                                      .source = reader.text("source"),
                                      .title = reader.text("title"),
                                      .url = reader.text("url"),
                                      .day = reader.text("published").substr(0, 10),
                                      .words = one_line(reader.text("words"))},
                        .row_id = reader.text("row_id"),
                        .kind = reader.text("kind"),
                        .type = reader.text("kind") == "event" ? reader.text("what") : reader.text("type"),
                        .status = reader.text("status"),
                        .who = reader.text("who"),
                        .form = reader.text("type"),
                        .direction = reader.text("direction"),
                        .goldstein = reader.number("goldstein"),
                        .counted = reader.text("counted") != "false",
                        .detail = reader.text("detail")});
    return rows;
}

Result<std::vector<Row>> ask_rows(const store::Store& store, const std::string& sql, std::vector<Value> parameters) {
    auto found = store.query(sql, parameters);
    if (!found) return found.error();
    return rows_of(std::move(*found));
}

Value day(std::chrono::sys_days on) { return {static_cast<std::int64_t>(on.time_since_epoch().count())}; }

/// What stands for itself in the queries below: {day} a bound day, {cited} what a reference says of the story, {told}
/// the stories of the month that mention both and are no copies.
std::string filled(const char* sql) {
    const std::string days = "DATE '1970-01-01' + CAST(? AS INTEGER)";
    const std::string told =
        "(SELECT x.story_id FROM story_countries x JOIN story_countries y USING (story_id) WHERE x.country = ? AND "
        "y.country = ? "
        "AND x.original AND x.day BETWEEN " +
        days + " AND " + days + ")";
    return fmt::format(fmt::runtime(sql), fmt::arg("day", days), fmt::arg("told", told),
                       fmt::arg("cited", "s.source, s.title, s.url, s.published"));
}

/// Figures that stand within 160 characters of a mention of either: in the sentence or beside it.
constexpr const char* figures_told = R"(
WITH told AS MATERIALIZED {told},
near AS MATERIALIZED (
    SELECT m.story_id, m."start", e.country FROM mentions m JOIN entities e ON e.story_id = m.story_id AND e.id = m.entity_id
    WHERE m.story_id IN (FROM told) AND e.country IN (?, ?)),
chosen AS (
    SELECT f.*, least(f.evidence[1]."start", f."of"[1]."start")::BIGINT AS first,
        greatest(f.evidence[-1]."end", f."of"[-1]."end")::BIGINT AS last
    FROM figures f WHERE f.story_id IN (FROM told) AND f.role IN ('level', 'change', 'target', 'share') AND f.value IS NOT NULL
        AND f.unit IS NOT NULL AND len(f."of") > 0),
close AS (
    SELECT c.story_id, c.id FROM chosen c JOIN near n ON n.story_id = c.story_id AND n."start" BETWEEN c.first - 160 AND c.last + 160
    GROUP BY ALL HAVING count(DISTINCT n.country) = 2)
SELECT 'figure' AS kind, f.story_id, f.id AS row_id, f.role AS type, array_to_string(f.by_names, ', ') AS who,
    CASE WHEN last - first <= 300 THEN substring(s.text, first + 1, last - first)
         ELSE f."of"[1].text || ' … ' || f.evidence[1].text END AS words, {cited}
FROM chosen f JOIN close USING (story_id, id) JOIN stories s ON s.id = f.story_id
ORDER BY s.day, f.story_id, first, f.id
)";

/// Of originals, by either toward the other or by both together.
constexpr const char* commitments_made = R"(
SELECT 'commitment' AS kind, c.story_id, c.id AS row_id, c.strength AS type, array_to_string(c.by_names, ', ') AS who,
    coalesce('due ' || c.due, '') AS detail, array_to_string([piece.text FOR piece IN c.evidence], ' … ') AS words, {cited}
FROM commitments c JOIN stories s ON s.id = c.story_id
WHERE c.story_id NOT IN (SELECT story_id FROM copies)
    AND ((list_contains(c.by_countries, ?) AND list_contains(c.to_countries, ?))
      OR (list_contains(c.by_countries, ?) AND list_contains(c.to_countries, ?))
      OR (list_contains(c.by_countries, ?) AND list_contains(c.by_countries, ?)))
)";
constexpr const char* made_in_time = " AND c.day BETWEEN {day} AND {day}";
constexpr const char* due_in_time = " AND c.first_day >= {day} AND c.last_day <= {day} AND c.day < {day}";

/// Each turn as two rows: the last stance before it, the first after it.
constexpr const char* turns_taken = R"(
SELECT 'turn' AS kind, r.story_id, r.stance_id AS row_id, t.stance AS type, t.holder_name AS who, t.target_name AS detail,
    array_to_string([piece.text FOR piece IN x.evidence], ' … ') AS words, {cited}
FROM (
    SELECT *, unnest(list_concat(before_rows[-1:], after_rows[1:1])) AS r FROM turns
    WHERE day BETWEEN {day} AND {day} AND holder IN (SELECT holder FROM positions WHERE holder_country IN (?, ?))) t
JOIN stances x ON x.story_id = r.story_id AND x.id = r.stance_id JOIN stories s ON s.id = r.story_id
ORDER BY t.holder, t.target, t.day, s.day
)";

constexpr const char* sources_counted = R"(
SELECT coalesce(s.source, 'no source'), count(*) FILTER (x.original), count(*) FILTER (NOT x.original)
FROM story_countries x JOIN story_countries y USING (story_id) JOIN stories s ON s.id = x.story_id
WHERE x.country = ? AND y.country = ? AND x.day BETWEEN {day} AND {day} GROUP BY 1 ORDER BY 2 DESC, 1
)";

}  // namespace

Result<std::vector<Row>> related(const store::Store& store, const Subject& subject) {
    auto found = ask::related_rows(
        store, {.by = "month", .pair = subject.a + "," + subject.b, .from = subject.month, .to = subject.month}, false);
    if (!found) return found.error();
    return rows_of(std::move(*found));
}

Result<std::vector<Row>> figures(const store::Store& store, const Subject& subject) {
    return ask_rows(store, filled(figures_told),
                    {{subject.a}, {subject.b}, day(subject.first), day(subject.last), {subject.a}, {subject.b}});
}

Result<std::vector<Row>> commitments(const store::Store& store, const Subject& subject, bool due) {
    std::vector<Value> parameters = {{subject.a}, {subject.b}, {subject.b},        {subject.a},
                                     {subject.a}, {subject.b}, day(subject.first), day(subject.last)};
    if (due) parameters.push_back(day(subject.first));
    return ask_rows(store,
                    filled(commitments_made) + filled(due ? due_in_time : made_in_time) +
                        " ORDER BY c.day, c.story_id, c.evidence[1].\"start\", c.id",
                    std::move(parameters));
}

Result<std::vector<Row>> turns(const store::Store& store, const Subject& subject) {
    return ask_rows(store, filled(turns_taken), {day(subject.first), day(subject.last), {subject.a}, {subject.b}});
}

Result<std::vector<SourceCount>> sources(const store::Store& store, const Subject& subject) {
    auto found =
        store.query(filled(sources_counted), {{subject.a}, {subject.b}, day(subject.first), day(subject.last)});
    if (!found) return found.error();
    std::vector<SourceCount> counts;
    for (std::vector<Value> row; found->next(row);)
        counts.push_back({store::plain(row[0]), std::get<std::int64_t>(row[1].is), std::get<std::int64_t>(row[2].is)});
    return counts;
}

}  // namespace dragoman::report
