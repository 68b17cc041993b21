#include "store/history/removal.h"

#include "store/schema/columns.h"

namespace dragoman::store {

Value list_of(const std::vector<std::string>& texts) {
    Value list{.is = List(texts.size())};
    for (std::size_t i = 0; i < texts.size(); ++i) std::get<List>(list.is)[i].is = texts[i];
    return list;
}

Status remove_where(duckdb_connection connection, std::string_view table, std::string_view condition,
                    const std::vector<std::string>& values) {
    if (values.empty()) return Done{};
    LogicalType varchar(duckdb_create_logical_type(DUCKDB_TYPE_VARCHAR));
    std::vector<DuckValue> owners;
    std::vector<duckdb_value> handles;
    for (const std::string& value : values) {
        owners.emplace_back(duckdb_create_varchar_length(value.data(), value.size()));
        handles.push_back(owners.back().get());
    }
    DuckValue list(duckdb_create_list_value(varchar.get(), handles.data(), handles.size()));
    const std::string sql =
        "DELETE FROM \"" + std::string(table) + "\" WHERE " + std::string(condition) + " IN (SELECT unnest(?))";
    Prepared prepared;
    QueryResult result;
    if (duckdb_prepare(connection, sql.c_str(), prepared.out()) == DuckDBError)
        return Error{duckdb_prepare_error(prepared.get()), std::string(table), ""};
    if (duckdb_bind_value(prepared.get(), 1, list.get()) == DuckDBError ||
        duckdb_execute_prepared(prepared.get(), result.out()) == DuckDBError)
        return Error{duckdb_result_error(result.out()), std::string(table), ""};
    return Done{};
}

Status remove_stories(duckdb_connection connection, const std::vector<std::string>& ids) {
    Status status = remove_where(connection, "stories", "id", ids);
    for (const char* table : {"inputs", "mentions", "signatures", "copies"})
        if (status) status = remove_where(connection, table, "story_id", ids);
    each_table(Record(), [&](std::string_view table, const auto&) {
        if (status) status = remove_where(connection, table, "story_id", ids);
    });
    return status;
}

}  // namespace dragoman::store
