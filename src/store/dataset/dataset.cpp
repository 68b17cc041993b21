#include "store/dataset/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "store/schema/schema.h"

namespace dragoman::store {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 3> left_behind{"files", "signatures", "forgotten"};

bool has(const StoredTable& table, std::string_view column) {
    return std::find(table.columns.begin(), table.columns.end(), column) != table.columns.end();
}

std::string text(std::string_view words) {
    std::string out = "'";
    for (const char c : words) out.append(c == '\'' ? 2 : 1, c);
    return out + "'";
}

std::string name(std::string_view words) { return '"' + std::string(words) + '"'; }

Result<std::vector<std::string>> list(duckdb_connection connection, const std::string& sql) {
    auto rows = query(connection, sql);
    if (!rows) return rows.error();
    std::vector<std::string> values;
    for (std::vector<Value> row; rows->next(row);) values.push_back(plain(row[0]));
    return values;
}

/// "2021-12" → what holds of days in it.
std::string in_month(const std::string& month) {
    if (month == "undated") return "day IS NULL";
    return fmt::format("day >= DATE '{0}-01' AND day < DATE '{0}-01' + INTERVAL 1 MONTH", month);
}

std::string months_of(const StoredTable& table) {
    const std::string month = "SELECT DISTINCT coalesce(strftime(day, '%Y-%m'), 'undated') AS month FROM ";
    if (has(table, "day")) return month + name(table.name) + " ORDER BY month";
    return month + "stories WHERE id IN (SELECT story_id FROM " + name(table.name) + ") ORDER BY month";
}

std::string condition(const StoredTable& table, const std::string& month) {
    if (has(table, "day")) return in_month(month);
    return "story_id IN (SELECT id FROM stories WHERE " + in_month(month) + ")";
}

class Writer {
public:
    Writer(duckdb_connection connection, std::string folder, std::string_view about)
        : connection_(connection), folder_(std::move(folder)), about_(about) {}

    Status write(const StoredTable& table) {
        const std::string kind = "kind=" + kind_of(table.name);
        if (!has(table, "day") && !has(table, "story_id")) return copy(table, kind, "true");
        const auto months = list(connection_, months_of(table));
        if (!months) return months.error();
        for (const std::string& month : *months)
            if (Status done = copy(table, kind + "/month=" + month, condition(table, month)); !done) return done;
        if (has(table, "day")) return Done{};
        return copy_rest(table, kind);
    }

private:
    /// Rows of stories that are not there: inputs that failed.
    Status copy_rest(const StoredTable& table, const std::string& kind) {
        const std::string rest = "story_id IS NULL OR story_id NOT IN (SELECT id FROM stories)";
        const auto some = list(connection_, "SELECT 1 FROM " + name(table.name) + " WHERE " + rest + " LIMIT 1");
        if (!some) return some.error();
        return some->empty() ? Done{} : copy(table, kind + "/month=none", rest);
    }

    Status copy(const StoredTable& table, const std::string& inside, const std::string& where) {
        std::error_code error;
        fs::create_directories(fs::path(folder_) / inside, error);
        if (error) return Error{error.message(), folder_ + "/" + inside, ""};
        return run(connection_,
                   fmt::format("COPY (SELECT * FROM {} WHERE {} ORDER BY ALL) TO {} (FORMAT parquet, COMPRESSION zstd, "
                               "KV_METADATA {{'dragoman': {}, 'record_version': '1', 'schema': {}, 'table': {}}})",
                               name(table.name), where, text(folder_ + "/" + inside + "/part-0.parquet"), text(about_),
                               text(schema_version()), text(table.name)));
    }

    duckdb_connection connection_;
    std::string folder_, about_;
};

}  // namespace

std::string kind_of(std::string_view table) {
    std::string kind(table);
    if (kind.ends_with("series") || kind.ends_with("ss") || !kind.ends_with("s")) return kind;
    kind.pop_back();
    if (kind.ends_with("ie")) kind.replace(kind.size() - 2, 2, "y");
    return kind;
}

Status write_data_set(duckdb_connection connection, const std::string& folder, std::string_view about,
                      const std::function<void(std::string_view kind)>& on_kind) {
    Writer writer(connection, folder, about);
    for (const StoredTable& table : stored_tables()) {
        if (std::find(left_behind.begin(), left_behind.end(), table.name) != left_behind.end()) continue;
        if (on_kind) on_kind(kind_of(table.name));
        if (Status written = writer.write(table); !written) return written;
    }
    return Done{};
}

Status open_data_set(duckdb_connection connection, const std::string& folder, const std::function<Status()>& check) {
    std::error_code error;
    if (!fs::exists(fs::path(folder) / "kind=meta", error))
        return Error{"a folder, but no data set of Dragoman's", folder,
                     "Name one that `dragoman export --as parquet` made."};
    for (const StoredTable& table : stored_tables()) {
        const std::string kind = folder + "/kind=" + kind_of(table.name);
        std::string sql = table.sql;
        if (fs::exists(kind, error))
            sql = fmt::format("CREATE VIEW {} AS SELECT * FROM read_parquet({}, hive_partitioning = false);",
                              name(table.name), text(kind + "/**/*.parquet"));
        if (Status made = run(connection, sql); !made) return Error{made.error().what, kind, ""};
        if (table.name == "meta")
            if (Status known = check(); !known) return known;
    }
    return run(connection, views_sql());
}

}  // namespace dragoman::store
