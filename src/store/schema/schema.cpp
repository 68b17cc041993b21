#include "store/schema/schema.h"

#include "sha256.h"
#include "store/joining/derived.h"
#include "store/schema/columns.h"
#include "store/schema/editions.h"

namespace dragoman::store {
namespace {

std::string quoted(std::string_view name) { return '"' + std::string(name) + '"'; }

template <class T>
std::string type_of(const T&) {
    return record::SqlType<T>::name();
}
std::string type_of(const Day&) { return "DATE"; }

template <class Row>
StoredTable table(std::string_view name) {
    StoredTable stored{.name = std::string(name), .sql = "CREATE TABLE " + quoted(name) + " ("};
    const char* separator = "\n    ";
    const Record empty;
    each_column(Row(), Context(empty), [&](const ColumnName& column, const auto& value) {
        stored.sql += separator + quoted(column.text()) + ' ' + type_of(value);
        separator = ",\n    ";
        stored.columns.push_back(column.text());
    });
    stored.sql += "\n);\n";
    return stored;
}

/// "evidence" → its words as one text.
std::string words(const std::vector<Passage>&, const std::string& column) {
    return "array_to_string([piece.text FOR piece IN " + column + "], ' … ')";
}
std::string words(const Passage&, const std::string& column) { return column + ".text"; }
std::string words(const std::optional<Passage>&, const std::string& column) { return column + ".text"; }
std::string words(const std::optional<EventPlace>&, const std::string& column) { return column + ".words.text"; }
std::string words(const StanceTarget&, const std::string& column) {
    return "coalesce(target_name, " + column + ".words.text)";
}

template <class Row>
std::string view(std::string_view name) {
    std::string sql = "CREATE VIEW " + quoted("v_" + std::string(name)) + " AS SELECT r.*";
    record::each_field<Row>([&]<class V>(const record::Field<Row, V>& field) {
        if constexpr (requires { words(V(), std::string()); })
            sql += ",\n    " + words(V(), "r." + quoted(field.name)) + " AS " + field.name.data() + "_text";
    });
    return sql + ",\n    s.title, s.source, s.url, c.original AS copy_of\nFROM " + quoted(name) +
           " r JOIN stories s ON s.id = r.story_id LEFT JOIN copies c ON c.story_id = r.story_id;\n";
}

/// Stories with who is in them, how many rows they gave and what they are copies of.
std::string stories_view() {
    std::string sql =
        "CREATE VIEW \"v_stories\" AS SELECT s.*,\n"
        "    (SELECT coalesce(list(DISTINCT e.name ORDER BY e.name), []) FROM entities e WHERE e.story_id = s.id) AS "
        "names,\n"
        "    (SELECT coalesce(list(DISTINCT e.country ORDER BY e.country), []) FROM entities e WHERE e.story_id = "
        "s.id) AS countries";
    each_table(Record(), [&]<class Row>(std::string_view name, const std::vector<Row>&) {
        if constexpr (requires(Row row) { row.evidence; })
            sql += ",\n    (SELECT count(*) FROM " + quoted(name) + " r WHERE r.story_id = s.id) AS " + quoted(name);
    });
    return sql + ",\n    c.original AS copy_of\nFROM stories s LEFT JOIN copies c ON c.story_id = s.id;\n";
}

}  // namespace

std::vector<StoredTable> stored_tables() {
    std::vector<StoredTable> tables{{.name = "meta",
                                     .sql = "CREATE TABLE meta (\"key\" VARCHAR, \"value\" VARCHAR);\n",
                                     .columns = {"key", "value"}},
                                    table<Input>("inputs"),
                                    table<FileState>("files"),
                                    table<Copy>("copies"),
                                    table<Signature>("signatures"),
                                    table<Unjoined>("unjoined"),
                                    table<Edition>("editions"),
                                    table<EditionRow>("edition_rows"),
                                    table<ForgottenStory>("forgotten"),
                                    table<StoryInfo>("stories"),
                                    table<EntityMention>("mentions")};
    each_table(Record(),
               [&]<class Row>(std::string_view name, const std::vector<Row>&) { tables.push_back(table<Row>(name)); });
    each_derived_table(
        [&]<class Row>(const DerivedTable<Row>& derived) { tables.push_back(table<Row>(derived.name)); });
    return tables;
}

std::string views_sql() {
    std::string sql;
    each_table(Record(), [&]<class Row>(std::string_view name, const std::vector<Row>&) {
        if constexpr (requires(Row row) { row.evidence; }) sql += view<Row>(name);
    });
    sql += stories_view();
    for (const std::string_view views : derived_views) sql += views;
    return sql;
}

std::string schema_sql() {
    std::string sql;
    for (const StoredTable& stored : stored_tables()) sql += stored.sql;
    return sql + views_sql();
}

std::string schema_version() { return sha256_hex(schema_sql()).substr(0, 12); }

}  // namespace dragoman::store
