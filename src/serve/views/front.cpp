// The front page and the answers to SQL.
#include <filesystem>

#include "record/record.h"
#include "serve/views/condition.h"
#include "serve/views/parts.h"
#include "serve/views/views.h"
#include "store/schema/schema.h"

namespace dragoman::serve {

Result<std::string> dyads(const store::Store& store, const Target& target, int limit);
Result<std::string> unusual_months(const store::Store& store);

Result<std::string> front(const store::Store& store, const Target& target) {
    const auto pairs = dyads(store, target, 300);
    if (!pairs) return pairs.error();
    const auto unusual = unusual_months(store);
    if (!unusual) return unusual.error();
    auto rest = object_of(
        store, {value_of(std::filesystem::path(store.path()).filename().string())},
        {{"store",
          "SELECT ? AS \"name\", count(*) AS stories, (SELECT count(*) FROM copies) AS copies, count(DISTINCT source) "
          "AS sources, "
          "min(day) "
          "AS first_day, max(day) AS last_day, any_value(engine_version) AS version, (SELECT count(DISTINCT story_id) "
          "FROM "
          "unjoined) AS unjoined, (SELECT count(*) FROM statements) AS statements, (SELECT count(*) FROM events) AS "
          "events, "
          "(SELECT count(*) FROM figures) AS figures, (SELECT count(*) FROM commitments) AS commitments FROM stories",
          true},
         {"timeline",
          "SELECT strftime(s.day, '%Y-%m') AS \"month\", count(*) AS stories, count(c.story_id) AS copies FROM stories "
          "s "
          "LEFT JOIN copies c ON c.story_id = s.id WHERE s.day IS NOT NULL GROUP BY ALL ORDER BY 1"},
         {"newest",
          "SELECT p.*, (SELECT count(*) FROM statements r WHERE r.story_id = p.id) AS statements, (SELECT count(*) "
          "FROM "
          "events r WHERE r.story_id = p.id) AS events, (SELECT count(*) FROM figures r WHERE r.story_id = p.id) AS "
          "figures, (SELECT count(*) FROM commitments r WHERE r.story_id = p.id) AS commitments FROM (SELECT id, day, "
          "source, title FROM stories WHERE day IS NOT NULL ORDER BY day DESC, id LIMIT 20) p ORDER BY day DESC, id"}});
    if (!rest) return rest.error();
    rest->back() = ',';
    return *rest + Object().raw("dyads", *pairs).raw("unusual", *unusual).done().substr(1);
}

Result<store::Rows> answer_sql(const store::Store& store, const Target& target) {
    if (target["q"].empty()) return Error{"no query", "q", "Give a SELECT in the parameter q."};
    return store.query_of_stranger(target["q"], {});
}

Result<std::string> schema(const store::Store& store, const Target&) {
    auto rows = store.query(
        "SELECT table_name AS \"name\", list({'name': column_name, 'type': data_type} ORDER BY column_index) AS "
        "columns "
        "FROM duckdb_columns() WHERE NOT internal GROUP BY table_name ORDER BY starts_with(table_name, 'v_'), "
        "table_name");
    if (!rows) return rows.error();
    struct Example {
        const char *title, *sql;
    };
    constexpr Example examples[] = {
        {"Who accuses whom",
         "SELECT actor_countries, recipient_countries, count(*) AS times\nFROM events WHERE type = "
         "'ACCUSE'\nGROUP BY ALL ORDER BY times DESC LIMIT 50"},
        {"What a person said, with the words",
         "SELECT day, speaker_names, content_text, title\nFROM v_statements\nWHERE len([n FOR n IN speaker_names IF "
         "contains(n, 'Putin')]) > 0\nORDER BY day LIMIT 50"},
        {"Promises by due day",
         "SELECT due, by_names, action_text, evidence_text, title\nFROM v_commitments\nWHERE due IS NOT NULL\nORDER BY "
         "first_day LIMIT 50"},
        {"Stories and rows by source",
         "SELECT s.source, count(DISTINCT s.id) AS stories, count(e.id) AS events\nFROM stories s LEFT JOIN events e "
         "ON "
         "e.story_id = s.id\nGROUP BY ALL ORDER BY stories DESC"}};
    std::string list;
    for (const Example& example : examples)
        list += (list.empty() ? "" : ",") + Object().text("title", example.title).text("sql", example.sql).done();
    const std::string tables = rows_json(*rows);
    return Object().raw("tables", tables).raw("examples", "[" + list + "]").done();
}

}  // namespace dragoman::serve
