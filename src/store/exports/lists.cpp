#include "store/exports/lists.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "record/scalars.h"
#include "store/exports/told.h"
#include "store/joining/derived.h"
#include "store/schema/schema.h"

namespace dragoman::store {
namespace {

/// Tables that only ingest needs.
constexpr std::array<std::string_view, 7> bookkeeping{"meta",     "inputs",    "files",       "signatures",
                                                      "unjoined", "forgotten", "edition_rows"};

bool has(const StoredTable& table, std::string_view column) {
    return std::find(table.columns.begin(), table.columns.end(), column) != table.columns.end();
}

bool is_derived(const StoredTable& table) {
    bool derived = false;
    each_derived_table([&]<class Row>(const DerivedTable<Row>& one) { derived = derived || one.name == table.name; });
    return derived;
}

/// The condition that all of these countries take part in a row; empty where rows do not say who does.
std::string takes_part(const StoredTable& table, const std::vector<std::string>& countries) {
    std::string all;
    for (const std::string& column : table.columns) {
        const bool list = column.ends_with("_countries");
        if (list || column.ends_with("_country"))
            all += fmt::format("{}{}\"{}\"{}", all.empty() ? "" : " || ", list ? "coalesce(" : "list_value(", column,
                               list ? ", [])" : ")");
    }
    std::string sql;
    for (const std::string& code : countries)
        if (!all.empty()) sql += fmt::format(" AND list_contains({}, '{}')", all, code);
    return sql;
}

std::string select(const StoredTable& table, const std::string& stories, const std::vector<std::string>& countries) {
    const std::string id = table.name == "stories" ? "id" : "story_id";
    std::string sql = "SELECT t.*";
    if (table.sql.find("\"evidence\" STRUCT") != std::string::npos)
        sql += ", array_to_string([p.text FOR p IN evidence], ' … ') AS evidence_text";
    sql += fmt::format(" FROM \"{}\" t WHERE true", table.name);
    if (has(table, id) && stories != "true")
        sql += fmt::format(" AND {} IN (SELECT s.id FROM stories s WHERE {})", id, stories);
    sql += takes_part(table, countries);
    const bool keyed = has(table, "day") && has(table, "id");
    return sql + (!keyed ? " ORDER BY ALL" : id == "id" ? " ORDER BY day, id" : " ORDER BY day, story_id, id");
}

std::string csv_field(const Value& value) {
    std::string text;
    if (std::holds_alternative<Object>(value.is) || std::holds_alternative<List>(value.is))
        append_json(text, value);
    else
        text = plain(value);
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + "\"";
}

std::string csv_line(const std::vector<Value>& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) line += (i > 0 ? "," : "") + csv_field(row[i]);
    return line + "\r\n";
}

std::string csv_head(const std::vector<Column>& columns) {
    std::vector<Value> names(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) names[i].is = columns[i].name;
    return csv_line(names);
}

std::string json_line(const std::vector<Column>& columns, const std::vector<Value>& row) {
    std::string line = "{";
    for (std::size_t i = 0; i < row.size(); ++i) {
        if (i > 0) line += ",";
        record::append_json_string(line, columns[i].name);
        line += ":";
        append_json(line, row[i]);
    }
    return line + "}\n";
}

}  // namespace

Status each_list(duckdb_database database, const ExportRequest& request,
                 const std::function<Status(const std::string& table)>& open,
                 const std::function<void(std::string_view line)>& put) {
    Connection connection;
    if (duckdb_connect(database, connection.out()) == DuckDBError) return Error{"no connection", "", ""};
    const auto stories = condition_on_stories(request, "s");
    if (!stories) return stories.error();
    const auto countries = country_codes(connection.get(), request);
    if (!countries) return countries.error();
    const bool all = *stories == "true" && countries->empty(), csv = request.form == "csv";
    for (const StoredTable& table : stored_tables()) {
        if (std::find(bookkeeping.begin(), bookkeeping.end(), table.name) != bookkeeping.end()) continue;
        if (!all && is_derived(table)) continue;
        if (Status opened = open(table.name); !opened) return opened;
        auto rows = query(connection.get(), select(table, *stories, *countries), {}, true);
        if (!rows) return rows.error();
        if (csv) put(csv_head(rows->columns()));
        for (std::vector<Value> row; rows->next(row);) put(csv ? csv_line(row) : json_line(rows->columns(), row));
    }
    return Done{};
}

}  // namespace dragoman::store
