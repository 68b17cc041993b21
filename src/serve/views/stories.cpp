// Stories, one story, and search.
#include <map>

#include "record/fields.h"
#include "serve/views/condition.h"
#include "serve/views/parts.h"
#include "serve/views/views.h"

namespace dragoman::serve {

Result<store::Rows> list_stories(const store::Store& store, const Target& target) {
    Condition condition;
    condition.words(target["q"], "concat_ws(' ', s.title, s.text)");
    condition.equals(target["source"], "s.source");
    if (!target["country"].empty())
        condition.add("EXISTS (SELECT 1 FROM entities e WHERE e.story_id = s.id AND e.country = ?)",
                      {value_of(target["country"])});
    if (Status status = condition.days(target, "s.day", "s.day"); !status) return status.error();
    const auto count = [](std::string_view table) {
        const std::string name(table);
        return "(SELECT count(*) FROM " + name + " r WHERE r.story_id = p.id) AS " + name;
    };
    return store.query("SELECT p.id, p.day, p.source, p.title, " + count("statements") + ", " + count("events") + ", " +
                           count("figures") + ", " + count("commitments") +
                           ", c.original AS copy_of FROM (SELECT id, day, source, title FROM stories s" +
                           condition.where() + " ORDER BY day DESC, id" + page_of(target) +
                           ") p LEFT JOIN copies c ON c.story_id = p.id ORDER BY p.day DESC, p.id",
                       condition.values());
}

/// The first thousand mentions of each: a text may name one thing a hundred thousand times.
constexpr const char* entities_of_story = R"(
SELECT e.*, m.mentions, m.mentioned
FROM entities e LEFT JOIN
    (SELECT entity_id, count(*) AS mentioned,
         list({'start': start, 'end': "end", 'text': text, 'kind': kind} ORDER BY start)[:1000] AS mentions
     FROM mentions WHERE story_id = ? GROUP BY entity_id) m ON m.entity_id = e.id
WHERE e.story_id = ?)";

Result<std::string> one_story(const store::Store& store, const Target& target) {
    std::vector<Part> parts = {
        {"story", "SELECT *, (SELECT original FROM copies WHERE story_id = id) AS copy_of FROM stories WHERE id = ?",
         true},
        {"entities", entities_of_story},
        {"times", "SELECT * FROM times WHERE story_id = ? ORDER BY start"}};
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (requires(V rows) { rows.begin()->evidence; })
            parts.push_back({field.name, "SELECT * FROM \"" + std::string(field.name) +
                                             "\" WHERE story_id = ? ORDER BY evidence[1].start, id"});
    });
    parts.push_back(
        {"copies",
         "SELECT s.id AS story_id, s.source, s.title, s.day, s.id = o.id AS original FROM (SELECT coalesce((SELECT "
         "original FROM copies WHERE story_id = ?), ?) AS id) o JOIN stories s ON s.id = o.id OR s.id IN (SELECT "
         "story_id "
         "FROM copies WHERE original = o.id) WHERE s.id <> ? ORDER BY s.day, s.id LIMIT 200"});
    parts.push_back(
        {"happenings", "SELECT event_id, happening_id FROM happening_reports WHERE story_id = ? ORDER BY event_id"});
    parts.push_back(
        {"reports",
         "SELECT DISTINCT o.happening_id, s.id AS story_id, s.source, s.title, s.day FROM happening_reports r JOIN "
         "happening_reports o ON o.happening_id = r.happening_id AND o.story_id <> r.story_id JOIN stories s ON "
         "s.id = o.story_id WHERE r.story_id = ? ORDER BY s.day, s.id, o.happening_id LIMIT 200"});
    return object_of(store, {value_of(View::value(target, 1))}, parts);
}

namespace {

/// What can be searched: a kind, its view, and who takes part in its rows.
struct Searched {
    std::string_view kind, view, names, countries;
};

constexpr Searched searched[] = {{"statement", "v_statements", "list_concat(speaker_names, by_names)",
                                  "list_concat(speaker_countries, by_countries)"},
                                 {"event", "v_events", "list_concat(actor_names, recipient_names)",
                                  "list_concat(actor_countries, recipient_countries)"},
                                 {"figure", "v_figures", "by_names", "by_countries"},
                                 {"commitment", "v_commitments", "by_names", "by_countries"}};

constexpr std::string_view snippet = "substr(s.text, greatest(1, strpos(lower(s.text), lower(?)) - 80), 240)";

/// SELECT of all hits with the columns kind, story_id, id, day, source, title, text, who, countries.
Result<std::string> hits(const Target& target, std::vector<store::Value>& values) {
    const std::string_view q = target["q"], kind = target["kind"];
    std::string sql;
    const auto gather = [&](std::string_view select, Condition& condition) -> Status {
        if (Status status = condition.days(target, "day", "day"); !status) return status;
        condition.equals(target["source"], "source");
        condition.among(target["country"], "countries");
        if (!sql.empty()) sql += "\nUNION ALL ";
        sql += "SELECT * FROM (" + std::string(select) + ")" + condition.where();
        for (const auto& value : condition.values()) values.push_back(value);
        return Done{};
    };
    for (const Searched& s : searched) {
        if (!kind.empty() && kind != s.kind) continue;
        Condition condition;
        condition.words(q, "concat_ws(' ', text, who)");
        const std::string select =
            "SELECT '" + std::string(s.kind) +
            "' AS kind, story_id, id, day, source, title, evidence_text AS text, array_to_string(" +
            std::string(s.names) + ", '; ') AS who, " + std::string(s.countries) + " AS countries FROM " +
            std::string(s.view) + " WHERE copy_of IS NULL";
        if (Status status = gather(select, condition); !status) return status.error();
    }
    if (kind.empty() || kind == "story") {
        Condition condition;
        condition.words(q, "concat_ws(' ', title, whole)");
        values.push_back(value_of(q.substr(0, std::min(q.find(' '), q.size()))));
        const std::string select =
            "SELECT 'story' AS kind, s.id AS story_id, s.id, s.day, s.source, s.title, " + std::string(snippet) +
            " AS text, NULL AS who, NULL::VARCHAR[] AS countries, s.text AS whole FROM stories s";
        if (!sql.empty()) sql += "\nUNION ALL ";
        if (Status status = condition.days(target, "day", "day"); !status) return status.error();
        condition.equals(target["source"], "source");
        if (!target["country"].empty())
            condition.add("story_id IN (SELECT e.story_id FROM entities e WHERE e.country = ?)",
                          {value_of(target["country"])});
        sql += "SELECT * EXCLUDE whole FROM (" + select + ")" + condition.where();
        for (const auto& value : condition.values()) values.push_back(value);
    }
    return sql;
}

}  // namespace

Result<std::string> search(const store::Store& store, const Target& target) {
    std::vector<store::Value> values;
    const auto all = hits(target, values);
    if (!all) return all.error();
    if (all->empty())
        return Error{"nothing of that kind can be searched", "kind", "story, statement, event, figure or commitment"};
    const std::string with = "WITH hits AS MATERIALIZED (" + *all + ")\n";
    auto rows = store.query(
        with +
            "SELECT part, value, count, hit FROM (SELECT 'total' AS part, NULL::VARCHAR AS value, count(*) AS count, "
            "NULL "
            "AS hit FROM hits"
            " UNION ALL SELECT 'kind', kind, count(*), NULL FROM hits GROUP BY kind"
            " UNION ALL SELECT 'source', source, count(*), NULL FROM hits WHERE source IS NOT NULL GROUP BY source"
            " UNION ALL SELECT 'year', strftime(day, '%Y'), count(*), NULL FROM hits WHERE day IS NOT NULL GROUP BY ALL"
            " UNION ALL SELECT 'country', country, count(*), NULL FROM (SELECT unnest(list_distinct(countries)) AS "
            "country "
            "FROM hits) GROUP BY country"
            " UNION ALL SELECT 'rows', NULL, row_number() OVER (), {'kind': kind, 'story_id': story_id, 'id': id, "
            "'day': day, "
            "'source': source, 'title': title, 'text': text, 'who': who} FROM (SELECT * FROM hits ORDER BY day DESC "
            "NULLS "
            "LAST, story_id, kind, id" +
            page_of(target) + ")) ORDER BY part, CASE WHEN part = 'rows' THEN count ELSE -count END, value",
        values);
    if (!rows) return rows.error();
    std::map<std::string, std::string> parts;
    std::int64_t total = 0;
    for (std::vector<store::Value> row; rows->next(row);) {
        const std::string part = store::plain(row[0]);
        std::string json;
        if (part == "total") {
            total = std::get<std::int64_t>(row[2].is);
            continue;
        }
        if (part == "rows")
            store::append_json(json, row[3]);
        else
            json = Object()
                       .text("value", store::plain(row[1]))
                       .number("count", static_cast<double>(std::get<std::int64_t>(row[2].is)))
                       .done();
        std::string& list = parts[part];
        list += (list.empty() ? "" : ",") + json;
    }
    Object facets;
    for (const char* name : {"kind", "source", "country", "year"}) facets.raw(name, "[" + parts[name] + "]");
    return Object()
        .number("total", static_cast<double>(total))
        .raw("rows", "[" + parts["rows"] + "]")
        .raw("facets", facets.done())
        .done();
}

}  // namespace dragoman::serve
