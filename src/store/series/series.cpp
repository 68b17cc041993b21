#include "store/series/series.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "store/chunks.h"
#include "store/joining/slices.h"
#include "store/joining/taken.h"
#include "store/schema/table_writer.h"
#include "store/series/points.h"

namespace dragoman::store {
namespace {

/// Points of one key that a story may give; points of a series are held against each other.
constexpr std::size_t most_of_a_story = 100;

/// Leaves of each story's points of a key the first ones. Points stand in the order of story and key.
void keep_first(std::vector<SeriesPoint>& points) {
    std::size_t kept = 0, before = 0;
    std::string story, key;
    for (SeriesPoint& point : points) {
        before = point.story_id == story && point.key == key ? before + 1 : 0;
        if (before == 0) story = point.story_id, key = point.key;
        if (before < most_of_a_story && &points[kept++] != &point) points[kept - 1] = std::move(point);
    }
    points.resize(kept);
}

/// A story that gives two values of one thing for one time has not been understood there: none of them stands. One
/// that gives a value twice gives it once.
std::vector<SeriesPoint> settled(std::vector<SeriesPoint> points) {
    std::sort(points.begin(), points.end(), [](const SeriesPoint& a, const SeriesPoint& b) {
        return std::tie(a.story_id, a.key, a.role, a.period, a.words.start, a.row_id) <
               std::tie(b.story_id, b.key, b.role, b.period, b.words.start, b.row_id);
    });
    std::vector<SeriesPoint> kept;
    for (std::size_t i = 0, end; i < points.size(); i = end) {
        const auto same = [&](const SeriesPoint& p) {
            return std::tie(p.story_id, p.key, p.role, p.period) ==
                   std::tie(points[i].story_id, points[i].key, points[i].role, points[i].period);
        };
        bool differ = false;
        for (end = i + 1; end < points.size() && same(points[end]); ++end)
            differ |= points[end].value != points[i].value;
        if (!differ) kept.push_back(std::move(points[i]));
    }
    return kept;
}

SeriesPoint stored_point(const Chunks& chunks, idx_t row) {
    SeriesPoint point;
    const auto text = [&](idx_t column) { return std::string(chunks.text(column, row)); };
    point.series_id = text(0);
    point.key = text(1);
    point.story_id = text(2);
    point.row_id = text(3);
    point.source = text(4);
    point.day = chunks.day(5, row);
    point.period = text(6);
    point.first_day = chunks.day(7, row);
    point.last_day = chunks.day(8, row);
    point.value = chunks.number(9, row);
    if (!chunks.null(10, row)) point.max = chunks.number(10, row);
    point.comparator = text(11);
    point.role = text(12);
    for (std::string_view name : chunks.texts(13, row)) point.by_names.emplace_back(name);
    for (std::string_view name : chunks.texts(14, row)) point.by_countries.emplace_back(name);
    point.copy = chunks.truth(15, row);
    point.words = {static_cast<std::uint32_t>(chunks.integer(16, row)),
                   static_cast<std::uint32_t>(chunks.integer(17, row)), text(18)};
    point.grain = chunks.number(19, row);
    point.until = chunks.day(20, row);
    return point;
}

/// Points of other stories that stand with the changed ones.
Result<std::vector<SeriesPoint>> points_beside(duckdb_connection connection) {
    auto chunks =
        Chunks::of(connection,
                   "SELECT series_id, key, story_id, row_id, source, day, period, first_day, last_day, value, max, "
                   "comparator, role, "
                   "by_names, by_countries, copy, words.\"start\"::BIGINT, words.\"end\"::BIGINT, words.text, grain, "
                   "\"until\" FROM "
                   "series_points WHERE key IN (SELECT key FROM series_keys) AND story_id NOT IN (SELECT story_id FROM "
                   "series_stories)");
    if (!chunks) return chunks.error();
    std::vector<SeriesPoint> points;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) points.push_back(stored_point(*chunks, row));
    return points;
}

/// A key that a story's rows touch, as the temporary table `series_keys` holds it.
Status note_keys(duckdb_connection connection, const std::vector<SeriesPoint>& points) {
    std::vector<Touched> keys;
    std::set<std::string_view> seen;
    for (const SeriesPoint& point : points)
        if (seen.insert(point.key).second) keys.push_back({point.key});
    return append(connection, "series_keys", keys);
}

Result<std::vector<SeriesPoint>> read_changed(duckdb_connection connection) {
    static const Measures measures{Knowledge::embedded()};
    std::vector<SeriesPoint> all;
    const Status read = each_slice(connection, "series_stories", "series_slice", [&]() -> Status {
        auto points = read_points(connection, measures);
        if (!points) return points.error();
        auto tolls = read_tolls(connection, measures);
        if (!tolls) return tolls.error();
        *points = settled(std::move(*points));
        keep_first(*points);
        keep_first(*tolls);
        for (auto* list : {&*points, &*tolls}) std::move(list->begin(), list->end(), std::back_inserter(all));
        return Done{};
    });
    if (!read) return read.error();
    return all;
}

}  // namespace

Status join_series(const Joining& joining) {
    duckdb_connection connection = joining.connection;
    Status done = run(connection,
                      "CREATE OR REPLACE TEMP TABLE series_stories AS SELECT story_id FROM changed_stories;\n"
                      "CREATE OR REPLACE TEMP TABLE series_keys (key VARCHAR);");
    if (done) done = add_moved_tolls(connection);
    if (done)
        done = run(connection,
                   "INSERT INTO series_keys SELECT DISTINCT key FROM series_points WHERE story_id IN (SELECT story_id "
                   "FROM series_stories);");
    constexpr std::array<std::string_view, 6> tables{"stories",    "figures",  "events",
                                                     "statements", "entities", "mentions"};
    if (done) done = take_more(joining, "series_stories", tables);
    if (!done) return done;
    auto points = read_changed(connection);
    if (!points) return points.error();
    if (done = note_keys(connection, *points); !done) return done;
    auto beside = points_beside(connection);
    if (!beside) return beside.error();
    std::map<std::string, std::vector<SeriesPoint>> by_key;
    for (auto* list : {&*points, &*beside})
        for (SeriesPoint& point : *list) by_key[point.key].push_back(std::move(point));
    std::vector<SeriesPoint> all;
    std::vector<Series> series;
    for (auto& [key, own] : by_key) {
        for (Series& one : tell_history(own)) series.push_back(std::move(one));
        std::move(own.begin(), own.end(), std::back_inserter(all));
    }
    done = run(connection,
               "DELETE FROM series_points WHERE key IN (SELECT key FROM series_keys);\n"
               "DELETE FROM series WHERE key IN (SELECT key FROM series_keys);\n"
               "DROP TABLE series_keys;\nDROP TABLE series_stories;\n"
               "DROP TABLE IF EXISTS series_rows;\nDROP TABLE IF EXISTS series_entities;");
    if (done) done = append(connection, "series_points", all);
    if (done) done = append(connection, "series", series);
    return done;
}

}  // namespace dragoman::store
