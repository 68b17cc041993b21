// A data set's stories → a store.
#include <fmt/format.h>

#include <array>
#include <filesystem>

#include "store/dataset/dataset.h"
#include "store/history/removal.h"
#include "store/schema/schema.h"
#include "store/schema/table_writer.h"
#include "store/state.h"
#include "store/store.h"

namespace dragoman::store {
namespace {

namespace fs = std::filesystem;

/// A kind's files as SQL has them.
std::string files_of(const std::string& folder, std::string_view table) {
    std::string path = "'";
    for (const char c : folder + "/kind=" + kind_of(table) + "/**/*.parquet") path.append(c == '\'' ? 2 : 1, c);
    return "read_parquet(" + path + "', hive_partitioning = false)";
}

bool has_kind(const std::string& folder, std::string_view table) {
    std::error_code ignored;
    return fs::exists(fs::path(folder) / ("kind=" + kind_of(table)), ignored);
}

Result<std::string> one(duckdb_connection connection, const std::string& sql) {
    auto rows = query(connection, sql);
    if (!rows) return rows.error();
    std::vector<Value> row;
    return rows->next(row) ? plain(row[0]) : std::string();
}

/// Tables whose rows come with their stories: what the record has, and what came before it. What is derived across
/// stories is derived anew; what copies are known by, too.
bool comes_along(const StoredTable& table) {
    constexpr std::array<std::string_view, 4> kept{"stories", "mentions", "editions", "edition_rows"};
    bool comes = std::find(kept.begin(), kept.end(), table.name) != kept.end();
    each_table(Record(), [&](std::string_view name, const auto&) { comes |= name == table.name; });
    return comes;
}

std::string columns_of(const StoredTable& table) {
    std::string list;
    for (const std::string& column : table.columns) list += (list.empty() ? "\"" : ", \"") + column + '"';
    return list;
}

/// What a data set is checked for before anything of it is taken.
Status check(duckdb_connection connection, const std::string& folder) {
    if (!has_kind(folder, "meta"))
        return Error{"no data set of Dragoman's", folder,
                     "Name a folder that `dragoman export --as parquet` or the Spark jobs made."};
    const auto schema =
        one(connection, "SELECT \"value\" FROM " + files_of(folder, "meta") + " WHERE \"key\" = 'schema'");
    if (!schema) return Error{schema.error().what, folder, ""};
    if (*schema == schema_version()) return Done{};
    return Error{"its tables are of version " + *schema + ", this program's of version " + schema_version(), folder,
                 "Make it anew from the stories."};
}

/// A temporary table `coming`: the stories that are to be taken.
Result<Imported> choose(duckdb_connection connection, const std::string& folder) {
    if (!has_kind(folder, "stories")) return Imported{};
    std::string wanted =
        "id NOT IN (SELECT id FROM stories) AND sha256(id) NOT IN (SELECT story_sha256 FROM forgotten)";
    if (has_kind(folder, "inputs"))
        wanted += " AND id NOT IN (SELECT story_id FROM " + files_of(folder, "inputs") +
                  " WHERE story_id IS NOT NULL AND sha256 IN (SELECT input_sha256 FROM forgotten))";
    Status made = run(connection, "CREATE OR REPLACE TEMP TABLE coming AS SELECT id FROM " +
                                      files_of(folder, "stories") + " WHERE " + wanted);
    if (!made) return made.error();
    const auto twice = one(connection, "SELECT id FROM coming GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1");
    if (!twice) return twice.error();
    if (!twice->empty())
        return Error{"holds the story \"" + *twice + "\" twice", folder, "Make it anew, or take its parts one by one."};
    const auto coming = one(connection, "SELECT count(*) FROM coming");
    if (!coming) return coming.error();
    const auto all = one(connection, "SELECT count(*) FROM " + files_of(folder, "stories"));
    if (!all) return all.error();
    return Imported{.stories = std::stoll(*coming), .known = std::stoll(*all) - std::stoll(*coming)};
}

Status take_rows(duckdb_connection connection, const std::string& folder) {
    const auto take = [&](const StoredTable& table, const std::string& which) {
        if (!has_kind(folder, table.name)) return Status(Done{});
        const std::string columns = columns_of(table);
        return run(connection, fmt::format("INSERT INTO \"{0}\" ({1}) SELECT {1} FROM {2} WHERE {3}", table.name,
                                           columns, files_of(folder, table.name), which));
    };
    for (const StoredTable& table : stored_tables()) {
        Status taken = Done{};
        if (table.name == "inputs")
            taken = take(table,
                         "story_id IN (SELECT id FROM coming) OR (story_id IS NULL AND origin NOT IN (SELECT "
                         "origin FROM inputs))");
        else if (comes_along(table))
            taken =
                take(table, (table.name == "stories" ? "id" : "story_id") + std::string(" IN (SELECT id FROM coming)"));
        if (!taken) return taken;
    }
    return Done{};
}

/// Signatures of the stories that came, copies among all, and that they wait to be joined.
Status find_copies(duckdb_connection connection, const Importing& importing, std::unordered_set<std::string>& ids) {
    auto rows = query(connection,
                      "SELECT id, published, source, text FROM stories WHERE id IN (SELECT id FROM coming) "
                      "ORDER BY id");
    if (!rows) return rows.error();
    std::vector<Signature> signatures;
    std::vector<Unjoined> unjoined;
    for (std::vector<Value> row; rows->next(row);) {
        auto marks = importing.signature(plain(row[0]), plain(row[1]), plain(row[2]), plain(row[3]));
        signatures.push_back({plain(row[0]), std::move(marks.runs), std::move(marks.slots)});
        unjoined.push_back({plain(row[0])});
        ids.insert(plain(row[0]));
    }
    const auto [copies, originals] = importing.changes();
    std::vector<std::string> moved = originals;
    for (const Copy& copy : copies) moved.push_back(copy.story_id);
    for (const std::string& story : moved) unjoined.push_back({story});
    Status status = remove_where(connection, "copies", "story_id", moved);
    if (status) status = append(connection, "signatures", signatures);
    if (status) status = append(connection, "copies", copies);
    if (status) status = append(connection, "unjoined", unjoined);
    return status;
}

}  // namespace

Result<Imported> Store::import(const std::string& folder, const Importing& importing) {
    duckdb_connection connection = state_->connection.get();
    if (Status fits = check(connection, folder); !fits) return fits.error();
    if (Status begun = run(connection, fmt::format("SET memory_limit = '{}'; BEGIN", joining_memory)); !begun)
        return begun.error();
    std::unordered_set<std::string> ids;
    auto imported = choose(connection, folder);
    Status status = Done{};
    if (!imported) status = imported.error();
    if (status && (imported->stories > 0 || imported->known > 0)) status = take_rows(connection, folder);
    if (status && imported->stories > 0) status = find_copies(connection, importing, ids);
    if (status) status = run(connection, "COMMIT");
    if (!status) (void)run(connection, "ROLLBACK");
    (void)run(connection, fmt::format("SET memory_limit = '{}'", writing_memory));
    if (!status) return status.error();
    state_->story_ids.merge(ids);
    return imported;
}

}  // namespace dragoman::store
