#include "report/evidence.h"

#include <map>

#include "report/text.h"

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
constexpr const char* as_day = "DATE '1970-01-01' + CAST(? AS INTEGER)";

/// Stories of the month that mention both, and are no copies.
const std::string both_told =
    "both_told AS (SELECT x.story_id FROM story_countries x JOIN story_countries y USING (story_id) WHERE x.country = "
    "? AND "
    "y.country = ? AND x.original AND x.day BETWEEN " +
    std::string(as_day) + " AND " + as_day + ")";

std::vector<Value> both_told_parameters(const Subject& subject) {
    return {{subject.a}, {subject.b}, day(subject.first), day(subject.last)};
}

constexpr const char* cited = "s.source, s.title, s.url, s.published";

}  // namespace

Result<std::vector<Row>> related(const store::Store& store, const Subject& subject) {
    auto found = ask::related_rows(
        store, {.by = "month", .pair = subject.a + "," + subject.b, .from = subject.month, .to = subject.month}, false);
    if (!found) return found.error();
    return rows_of(std::move(*found));
}

Result<std::vector<Row>> figures(const store::Store& store, const Subject& subject) {
    // Within 160 characters: the sentence it stands in and what that sentence takes up.
    return ask_rows(
        store,
        "WITH " + both_told +
            ", near AS (SELECT m.story_id, m.\"start\", e.country FROM mentions m JOIN entities e ON e.story_id = "
            "m.story_id AND "
            "e.id = m.entity_id WHERE m.story_id IN (FROM both_told) AND e.country IN (?, ?)), chosen AS (SELECT f.* "
            "FROM "
            "figures f WHERE f.story_id IN (FROM both_told) AND f.role IN ('level', 'change', 'target', 'share') AND "
            "f.value IS "
            "NOT NULL AND f.unit IS NOT NULL AND len(f.\"of\") > 0 AND (SELECT count(DISTINCT n.country) FROM near n "
            "WHERE "
            "n.story_id = f.story_id AND n.\"start\" BETWEEN CAST(f.evidence[1].\"start\" AS BIGINT) - 160 AND "
            "f.evidence[1].\"start\" + 160) = 2) "
            "SELECT 'figure' AS kind, f.story_id, f.id AS row_id, f.role AS type, array_to_string(f.by_names, ', ') AS "
            "who, "
            "array_to_string([piece.text FOR piece IN f.\"of\"], ' … ') AS detail, array_to_string([piece.text FOR "
            "piece IN "
            "f.\"of\"], ' … ') || ': ' || array_to_string([piece.text FOR piece IN f.evidence], ' … ') AS words, " +
            cited +
            " FROM chosen f JOIN stories s ON s.id = f.story_id ORDER BY s.day, f.story_id, f.evidence[1].\"start\", "
            "f.id",
        [&] {
            auto parameters = both_told_parameters(subject);
            parameters.push_back({subject.a});
            parameters.push_back({subject.b});
            return parameters;
        }());
}

Result<std::vector<Row>> commitments(const store::Store& store, const Subject& subject, bool due) {
    const std::string days =
        due ? "c.first_day >= {d} AND c.last_day <= {d} AND c.day < {d}" : "c.day BETWEEN {d} AND {d}";
    std::string sql =
        "SELECT 'commitment' AS kind, c.story_id, c.id AS row_id, c.strength AS type, array_to_string(c.by_names, ', "
        "') AS who, "
        "coalesce('due ' || c.due, '') AS detail, array_to_string([piece.text FOR piece IN c.evidence], ' … ') AS "
        "words, " +
        std::string(cited) +
        " FROM commitments c JOIN stories s ON s.id = c.story_id WHERE c.story_id NOT IN (SELECT story_id FROM copies) "
        "AND ((list_contains(c.by_countries, ?) AND list_contains(c.to_countries, ?)) OR "
        "(list_contains(c.by_countries, ?) AND "
        "list_contains(c.to_countries, ?)) OR (list_contains(c.by_countries, ?) AND list_contains(c.by_countries, ?))) "
        "AND " +
        days + " ORDER BY c.day, c.story_id, c.evidence[1].\"start\", c.id";
    std::vector<Value> parameters = {{subject.a}, {subject.b}, {subject.b},        {subject.a},
                                     {subject.a}, {subject.b}, day(subject.first), day(subject.last)};
    if (due) parameters.push_back(day(subject.first));
    for (std::size_t at; (at = sql.find("{d}")) != std::string::npos;) sql.replace(at, 3, as_day);
    return ask_rows(store, sql, std::move(parameters));
}

Result<std::vector<Row>> turns(const store::Store& store, const Subject& subject) {
    return ask_rows(store,
                    "SELECT 'turn' AS kind, r.story_id, r.stance_id AS row_id, t.stance AS type, t.holder_name AS who, "
                    "t.target_name AS "
                    "detail, array_to_string([piece.text FOR piece IN x.evidence], ' … ') AS words, " +
                        std::string(cited) +
                        " FROM (SELECT *, unnest(list_concat(before_rows[-1:], after_rows[1:1])) AS r FROM turns WHERE "
                        "day BETWEEN " +
                        as_day + " AND " + as_day +
                        " AND holder IN (SELECT holder FROM positions WHERE holder_country IN (?, ?))) t JOIN stances "
                        "x ON x.story_id = "
                        "r.story_id AND x.id = r.stance_id JOIN stories s ON s.id = r.story_id ORDER BY t.holder, "
                        "t.target, t.day, s.day",
                    {day(subject.first), day(subject.last), {subject.a}, {subject.b}});
}

Result<std::vector<SourceCount>> sources(const store::Store& store, const Subject& subject) {
    auto found = store.query(
        "SELECT coalesce(s.source, 'no source'), count(*) FILTER (x.original), count(*) FILTER (NOT x.original) FROM "
        "story_countries "
        "x JOIN story_countries y USING (story_id) JOIN stories s ON s.id = x.story_id WHERE x.country = ? AND "
        "y.country = ? AND "
        "x.day BETWEEN " +
            std::string(as_day) + " AND " + as_day + " GROUP BY 1 ORDER BY 2 DESC, 1",
        both_told_parameters(subject));
    if (!found) return found.error();
    std::vector<SourceCount> counts;
    for (std::vector<Value> row; found->next(row);)
        counts.push_back({store::plain(row[0]), std::get<std::int64_t>(row[1].is), std::get<std::int64_t>(row[2].is)});
    return counts;
}

}  // namespace dragoman::report
