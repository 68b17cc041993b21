#include "store/joining/taken.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "store/chunks.h"

namespace dragoman::store {
namespace {

/// What joining reads of a table; more columns cost as much again.
struct Taken {
    std::string_view table, columns;
};
constexpr std::array all_tables{
    Taken{"stories", "id, source, day, title, dateline, text"},
    Taken{"signatures", "story_id, slots"},
    Taken{"entities", "story_id, day, id, type, name, country, sector, office, wikidata"},
    Taken{"mentions", "story_id, entity_id, \"start\", \"end\", kind"},
    Taken{"times", "story_id, first_day, last_day, \"start\", \"end\""},
    Taken{"statements",
          "story_id, day, id, speakers, speaker_names, speaker_countries, \"to\", to_countries, form, content"},
    Taken{"stances",
          "story_id, day, id, holder, holder_countries, target, target_name, target_country, stance, statement"},
    Taken{"events",
          "story_id, day, first_day, last_day, id, type, mode, quad, goldstein, status, actors, actor_countries, "
          "recipients, recipient_countries, \"time\", time_precision, place, statement, killed, injured, "
          "confidence, rule, evidence"},
    Taken{"figures",
          "story_id, day, first_day, last_day, id, value, max, comparator, unit, dimension, \"of\", role, "
          "direction, period, by_names, by_countries, evidence"},
    Taken{"commitments",
          "story_id, day, first_day, last_day, id, \"by\", by_names, \"to\", action, kind, strength, due"}};

std::string_view key_of(std::string_view table) { return table == "stories" ? "id" : "story_id"; }

std::string_view columns_of(std::string_view table) {
    return std::find_if(all_tables.begin(), all_tables.end(), [&](const Taken& t) { return t.table == table; })
        ->columns;
}

struct Stretch {
    std::int64_t first, last;
};

/// Few stretches of a table that hold all of these rows, parted where most other rows lie between. Each costs a
/// statement, and rows that do not belong are read too.
std::vector<Stretch> stretches_of(const std::vector<std::int64_t>& rows) {
    constexpr std::size_t most = 8;
    constexpr std::int64_t near = 2048;
    std::vector<std::pair<std::int64_t, std::size_t>> gaps;  // and the index of the row behind
    for (std::size_t i = 1; i < rows.size(); ++i)
        if (rows[i] - rows[i - 1] > near) gaps.emplace_back(rows[i] - rows[i - 1], i);
    std::sort(gaps.rbegin(), gaps.rend());
    if (gaps.size() >= most) gaps.resize(most - 1);
    std::vector<std::size_t> starts{0, rows.size()};
    for (const auto& gap : gaps) starts.push_back(gap.second);
    std::sort(starts.begin(), starts.end());
    std::vector<Stretch> stretches;
    for (std::size_t i = 0; i + 1 < starts.size() && !rows.empty(); ++i)
        stretches.push_back({rows[starts[i]], rows[starts[i + 1] - 1]});
    return stretches;
}

/// Adds the rows of the stories in `stories` to what was taken of a table.
Status take(duckdb_connection connection, std::string_view table, std::string_view stories) {
    const std::string these = fmt::format("{} IN (SELECT story_id FROM {})", key_of(table), stories);
    auto found = Chunks::of(connection, fmt::format("SELECT rowid FROM {} WHERE {} ORDER BY rowid", table, these));
    if (!found) return found.error();
    std::vector<std::int64_t> rows;
    while (found->next())
        for (idx_t row = 0; row < found->size(); ++row) rows.push_back(found->integer(0, row));
    std::string sql;
    for (const Stretch& stretch : stretches_of(rows))
        sql += fmt::format(
            "INSERT INTO taken_{0} WITH stretch AS MATERIALIZED (SELECT {1} FROM {0} WHERE rowid BETWEEN {2} "
            "AND {3}) FROM stretch WHERE {4};\n",  // in one step each id of a row group is looked at
            table, columns_of(table), stretch.first, stretch.last, these);
    return sql.empty() ? Status(Done{}) : run(connection, sql);
}

}  // namespace

Status take_changed(const Joining& joining) {
    for (const auto& [table, columns] : all_tables) {
        const char* sql = joining.whole ? "CREATE OR REPLACE TEMP VIEW taken_{0} AS SELECT {1} FROM {0}"
                                        : "CREATE OR REPLACE TEMP TABLE taken_{0} AS SELECT {1} FROM {0} LIMIT 0";
        Status taken = run(joining.connection, fmt::format(fmt::runtime(sql), table, columns));
        if (taken && !joining.whole) taken = take(joining.connection, table, "changed_stories");
        if (!taken) return taken;
    }
    return Done{};
}

Status take_more(const Joining& joining, const std::string& stories, std::span<const std::string_view> tables) {
    if (joining.whole) return Done{};
    const std::string more = "FROM " + stories + " EXCEPT FROM changed_stories";
    const auto any = finds_any(joining.connection, more);
    if (!any) return any.error();
    if (!*any) return Done{};
    for (const std::string_view table : tables) {
        Status taken = run(joining.connection, fmt::format("CREATE OR REPLACE TEMP TABLE more_stories AS {} EXCEPT "
                                                           "SELECT {} FROM taken_{}",
                                                           more, key_of(table), table));
        if (taken) taken = take(joining.connection, table, "more_stories");
        if (!taken) return taken;
    }
    return run(joining.connection, "DROP TABLE more_stories");
}

Result<bool> finds_any(duckdb_connection connection, const std::string& select) {
    auto rows = query(connection, "SELECT 1 FROM (" + select + ") LIMIT 1");
    if (!rows) return rows.error();
    std::vector<Value> row;
    return rows->next(row);
}

Status drop_taken(const Joining& joining) {
    std::string sql;
    for (const Taken& taken : all_tables)
        sql += fmt::format("DROP {} taken_{};\n", joining.whole ? "VIEW" : "TABLE", taken.table);
    return run(joining.connection, sql);
}

}  // namespace dragoman::store
