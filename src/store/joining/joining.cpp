#include "store/joining/joining.h"

#include <array>
#include <chrono>

#include "store/happenings/happenings.h"
#include "store/joining/derived.h"
#include "store/joining/taken.h"
#include "store/ledger/ledger.h"
#include "store/positions/positions.h"
#include "store/relations/relations.h"
#include "store/schema/schema.h"
#include "store/series/series.h"
#include "store/state.h"

namespace dragoman::store {
namespace {

/// Raised whenever a step derives other rows from the same stories; stores joined by another version are joined anew.
constexpr std::string_view joining_version = "6";

struct Step {
    const char* name;
    Status (*derive)(const Joining&);
};

/// In this order: later steps read what earlier ones derived.
constexpr std::array steps{Step{"happenings", join_happenings}, Step{"series", join_series},
                           Step{"ledger", join_ledger}, Step{"relations", join_relations},
                           Step{"positions", join_positions}};

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

Result<std::int64_t> count(duckdb_connection connection, std::string_view table) {
    auto rows = query(connection, "SELECT count(DISTINCT story_id) FROM " + std::string(table));
    if (!rows) return rows.error();
    std::vector<Value> row;
    return rows->next(row) ? std::get<std::int64_t>(row[0].is) : 0;
}

Result<bool> joined_by_this_version(duckdb_connection connection) {
    auto rows = query(connection, "SELECT \"value\" FROM meta WHERE \"key\" = 'joining'");
    if (!rows) return rows.error();
    std::vector<Value> row;
    return rows->next(row) && plain(row[0]) == joining_version;
}

/// Makes `changed_stories`, and empties the derived tables where all is derived anew.
Status begin(const Joining& joining) {
    std::string sql = "BEGIN;\nCREATE OR REPLACE TEMP TABLE changed_stories AS SELECT ";
    sql += joining.everything ? "id AS story_id FROM stories;\n" : "DISTINCT story_id FROM unjoined;\n";
    if (joining.everything)
        each_derived_table([&]<class Row>(const DerivedTable<Row>& table) {
            sql += "DELETE FROM \"" + std::string(table.name) + "\";\n";
        });
    return run(joining.connection, sql);
}

/// Is it as well to read whole tables as the rows of the changed stories?
Result<bool> reads_all(duckdb_connection connection, bool everything) {
    if (everything) return true;
    auto rows = query(connection, "SELECT 10 * (SELECT count(*) FROM unjoined) > count(*) FROM stories");
    if (!rows) return rows.error();
    std::vector<Value> row;
    return rows->next(row) && std::get<bool>(row[0].is);
}

Status derive(const Joining& joining, Joined& joined, const std::function<void(const char*)>& on_step) {
    if (Status begun = begin(joining); !begun) return begun;
    const auto changed = count(joining.connection, "changed_stories");
    if (!changed) return changed.error();
    joined.stories = *changed;
    if (Status taken = take_changed(joining); !taken) return taken;
    for (const Step& step : steps) {
        if (on_step) on_step(step.name);
        const auto start = std::chrono::steady_clock::now();
        if (Status done = step.derive(joining); !done)
            return Error{done.error().what, std::string("joining ") + step.name, ""};
        joined.seconds.emplace_back(step.name, seconds_since(start));
    }
    if (Status dropped = drop_taken(joining); !dropped) return dropped;
    return run(joining.connection,
               "DROP TABLE changed_stories;\nDELETE FROM unjoined;\nDELETE FROM meta WHERE \"key\" = 'joining';\n"
               "INSERT INTO meta VALUES ('joining', '" +
                   std::string(joining_version) + "');\nCOMMIT;");
}

}  // namespace

Result<std::int64_t> Store::unjoined() const { return count(state_->connection.get(), "unjoined"); }

Result<Joined> Store::join(bool again, const std::function<void(const char* step)>& on_step) {
    duckdb_connection connection = state_->connection.get();
    const auto waiting = unjoined();
    const auto current = joined_by_this_version(connection);
    if (!waiting) return waiting.error();
    if (!current) return current.error();
    Joined joined{.stories = 0, .everything = again || !*current, .seconds = {}};
    if (!joined.everything && *waiting == 0) return joined;
    if (Status room = run(connection, "SET memory_limit = '" + std::string(joining_memory) + "'"); !room)
        return room.error();
    const auto whole = reads_all(connection, joined.everything);
    if (!whole) return whole.error();
    // Small reads: a second thread would wait for work most of the time, and DuckDB's wait by asking for it.
    if (!*whole) (void)run(connection, "SET threads = 1");
    const Status derived = derive({connection, joined.everything, *whole}, joined, on_step);
    if (!*whole) (void)run(connection, "RESET threads");
    if (!derived) (void)run(connection, "ROLLBACK");
    (void)run(connection, "SET memory_limit = '" + std::string(writing_memory) + "'");
    if (derived) return joined;
    return Error{derived.error().what,
                 state_->path + (derived.error().where.empty() ? "" : ", " + derived.error().where),
                 "All stories are kept. When the cause is gone (space on the disk, memory), `dragoman join " +
                     state_->path + "` joins them."};
}

}  // namespace dragoman::store
