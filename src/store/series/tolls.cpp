// Tolls: how many one occasion killed, injured, drove away, as one story after another has it.
#include <algorithm>
#include <map>
#include <set>

#include "store/chunks.h"
#include "store/schema/table_writer.h"
#include "store/series/points.h"

namespace dragoman::store {
namespace {

/// A toll with what tells its occasion.
struct Toll {
    SeriesPoint point;
    std::string what, happening, place, around;
    bool event = false;
};

/// THE SWITCH: reports of one happening are one occasion wherever there is a table of reports; else place, cause and
/// days tell occasions apart.
Result<bool> has_happenings(duckdb_connection connection) {
    auto rows = query(connection, "SELECT 1 FROM duckdb_tables() WHERE table_name = 'happening_reports'");
    if (!rows) return rows.error();
    std::vector<Value> row;
    return rows->next(row);
}

/// A toll each of what events say of killed and injured, and of figures that count people or things.
std::string tolls_sql(bool happenings, const std::string& words) {
    const auto of_event = [&](const std::string& what) {
        return "SELECT r.story_id, r.id, r.day, r.\"time\" AS period, r.first_day, r.last_day, r.evidence[1] AS words, "
               "'" +
               what + "' AS what, r." + what + "::DOUBLE AS value, NULL::DOUBLE AS most, '=' AS comparator, " +
               (happenings ? "h.happening_id" : "NULL::VARCHAR") +
               " AS happening, r.place.entity AS place, t.speaker_names AS names, t.speaker_countries AS countries, "
               "true AS event FROM series_slice w JOIN events r ON r.story_id = w.story_id LEFT JOIN statements t ON "
               "t.story_id = r.story_id AND t.id = r.statement " +
               (happenings ? "LEFT JOIN happening_reports h ON h.story_id = r.story_id AND h.event_id = r.id " : "") +
               "WHERE r." + what + " > 0 AND r.status IN ('occurred', 'ongoing')";
    };
    return "SELECT t.story_id, t.id, t.day, t.period, t.first_day, t.last_day, t.words.\"start\"::BIGINT, "
           "t.words.\"end\"::BIGINT, t.words.text, t.what, t.value, t.most, t.comparator, t.happening, t.place, "
           "t.names, "
           "t.countries, t.event, s.source, c.story_id IS NOT NULL, substring(s.text, "
           "greatest(t.words.\"start\"::BIGINT - 300, 0) + 1, 600) FROM (" +
           of_event("killed") + " UNION ALL " + of_event("injured") +
           " UNION ALL SELECT r.story_id, r.id, r.day, r.period, r.first_day, r.last_day, r.evidence[1], "
           "r.\"of\"[1].text, r.value, r.max, r.comparator, NULL, NULL, r.by_names, r.by_countries, false FROM "
           "series_slice w JOIN figures r ON r.story_id = w.story_id WHERE r.value > 0 AND r.role = 'count' AND "
           "len(r.\"of\") > 0 AND regexp_matches(lower(r.\"of\"[1].text), '" +
           words + "')) t JOIN stories s ON s.id = t.story_id LEFT JOIN copies c ON c.story_id = t.story_id";
}

Toll toll_of(const Chunks& chunks, idx_t row) {
    Toll toll;
    SeriesPoint& point = toll.point;
    const auto text = [&](idx_t column) { return std::string(chunks.text(column, row)); };
    point.story_id = text(0);
    point.row_id = text(1);
    point.day = chunks.day(2, row);
    point.period = text(3);
    point.first_day = chunks.null(4, row) ? point.day : chunks.day(4, row);
    point.last_day = chunks.null(5, row) ? point.day : chunks.day(5, row);
    point.words = {static_cast<std::uint32_t>(chunks.integer(6, row)),
                   static_cast<std::uint32_t>(chunks.integer(7, row)), text(8)};
    point.value = chunks.number(10, row);
    if (!chunks.null(11, row)) point.max = chunks.number(11, row);
    point.comparator = text(12);
    toll.happening = text(13);
    toll.place = text(14);
    for (std::string_view name : chunks.texts(15, row)) point.by_names.emplace_back(name);
    for (std::string_view name : chunks.texts(16, row)) point.by_countries.emplace_back(name);
    toll.event = chunks.truth(17, row);
    point.source = text(18);
    point.copy = chunks.truth(19, row);
    toll.around = text(20);
    point.role = "toll";
    point.until = point.first_day;
    return toll;
}

Result<std::vector<Toll>> read_all(duckdb_connection connection, const Measures& measures) {
    const auto happenings = has_happenings(connection);
    if (!happenings) return happenings.error();
    auto chunks = Chunks::of(connection, tolls_sql(*happenings, measures.toll_pattern()));
    if (!chunks) return chunks.error();
    std::vector<Toll> tolls;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) {
            const bool event = chunks->truth(17, row);
            const std::string_view what = event ? chunks->text(9, row) : measures.toll(chunks->text(9, row));
            if (what.empty()) continue;
            Toll toll = toll_of(*chunks, row);
            toll.what = what;
            tolls.push_back(std::move(toll));
        }
    return tolls;
}

struct PlaceMention {
    std::int64_t start;
    std::string place;
};

/// Where the stories of tolls name places.
Result<std::map<std::string, std::vector<PlaceMention>>> places_of(duckdb_connection connection,
                                                                   const std::vector<Toll>& tolls) {
    std::map<std::string, std::vector<PlaceMention>> places;
    for (const Toll& toll : tolls) places[toll.point.story_id];
    std::vector<FoundRow> stories;
    for (const auto& [story, none] : places) stories.push_back({story, ""});
    Status made = run(connection, "CREATE OR REPLACE TEMP TABLE series_rows (story_id VARCHAR, row_id VARCHAR);");
    if (made) made = append(connection, "series_rows", stories);
    if (!made) return made.error();
    auto chunks =
        Chunks::of(connection,
                   "WITH places AS (SELECT story_id, id FROM entities WHERE type = 'place' AND story_id IN (SELECT "
                   "story_id FROM series_rows)) SELECT m.story_id, m.\"start\"::BIGINT, m.entity_id FROM places p "
                   "JOIN mentions m ON m.story_id = p.story_id AND m.entity_id = p.id WHERE m.kind = 'name'");
    if (!chunks) return chunks.error();
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row)
            if (const auto story = places.find(std::string(chunks->text(0, row))); story != places.end())
                story->second.push_back({chunks->integer(1, row), std::string(chunks->text(2, row))});
    return places;
}

/// The place named nearest before or after a toll, else the one that the story names most; empty where two are.
std::string place_of(const Toll& toll, const std::vector<PlaceMention>& places) {
    constexpr std::int64_t near = 200;
    std::map<std::string, int> counted;
    std::pair<std::int64_t, std::string> nearest{near + 1, {}};
    for (const PlaceMention& mention : places) {
        ++counted[mention.place];
        const std::int64_t distance = std::abs(mention.start - static_cast<std::int64_t>(toll.point.words.start));
        nearest = std::min(nearest, {distance, mention.place});
    }
    if (!nearest.second.empty()) return nearest.second;
    int most = 0;
    std::string place;
    for (const auto& [one, times] : counted) {
        if (times == most) place.clear();
        if (times > most) most = times, place = one;
    }
    return place;
}

/// What a story says of one occasion, once for each that it quotes: the most.
std::vector<SeriesPoint> one_a_claim(std::vector<SeriesPoint> points) {
    std::sort(points.begin(), points.end(), [](const SeriesPoint& a, const SeriesPoint& b) {
        return std::tie(a.story_id, a.key, a.by_names, b.value, a.words.start, a.row_id) <
               std::tie(b.story_id, b.key, b.by_names, a.value, b.words.start, b.row_id);
    });
    points.erase(std::unique(points.begin(), points.end(),
                             [](const SeriesPoint& a, const SeriesPoint& b) {
                                 return std::tie(a.story_id, a.key, a.by_names) ==
                                        std::tie(b.story_id, b.key, b.by_names);
                             }),
                 points.end());
    return points;
}

}  // namespace

Result<std::vector<SeriesPoint>> read_tolls(duckdb_connection connection, const Measures& measures) {
    auto tolls = read_all(connection, measures);
    if (!tolls) return tolls.error();
    const auto places = places_of(connection, *tolls);
    if (!places) return places.error();
    std::set<std::tuple<std::string, std::string, double>> of_events;
    for (const Toll& toll : *tolls)
        if (toll.event) of_events.emplace(toll.point.story_id, toll.what, toll.point.value);
    std::vector<SeriesPoint> points;
    for (Toll& toll : *tolls) {
        if (!toll.event && of_events.contains({toll.point.story_id, toll.what, toll.point.value})) continue;
        std::string occasion = "happening " + toll.happening;
        if (toll.happening.empty()) {
            if (toll.place.empty()) toll.place = place_of(toll, places->at(toll.point.story_id));
            const std::string_view cause = measures.cause(toll.around);
            if (toll.place.empty() || cause.empty() || !toll.point.until) continue;
            occasion = toll.place + ' ' + std::string(cause);
        }
        toll.point.key = toll.what + " | " + occasion + " | people | toll";
        toll.point.grain = grain_of(toll.point.words.text, toll.point.value);
        if (toll.event) toll.point.grain = 1;
        points.push_back(std::move(toll.point));
    }
    return one_a_claim(std::move(points));
}

Status add_moved_tolls(duckdb_connection connection) {
    const auto happenings = has_happenings(connection);
    if (!happenings) return happenings.error();
    if (!*happenings) return Done{};
    return run(
        connection,
        "INSERT INTO series_stories SELECT DISTINCT p.story_id FROM series_points p LEFT JOIN happening_reports h "
        "ON h.story_id = p.story_id AND h.event_id = p.row_id WHERE p.role = 'toll' AND starts_with(p.row_id, 'e') "
        "AND NOT contains(p.key, coalesce('happening ' || h.happening_id, '| ')) AND p.story_id NOT IN (SELECT "
        "story_id FROM series_stories);");
}

}  // namespace dragoman::store
