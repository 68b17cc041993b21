// Tolls: how many one occasion killed, injured, drove away, as one story after another has it.
#include <algorithm>
#include <map>
#include <set>

#include "store/chunks.h"
#include "store/joining/cuts.h"
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
               "true AS event FROM series_slice w JOIN taken_events r ON r.story_id = w.story_id LEFT JOIN "
               "taken_statements t ON "
               "t.story_id = r.story_id AND t.id = r.statement " +
               (happenings ? "LEFT JOIN happening_reports h ON h.story_id = r.story_id AND h.event_id = r.id " : "") +
               "WHERE r." + what + " > 0 AND r.status IN ('occurred', 'ongoing')";
    };
    return "SELECT t.story_id, t.id, t.day, t.period, t.first_day, t.last_day, t.words.\"start\"::BIGINT, "
           "t.words.\"end\"::BIGINT, t.words.text, t.what, t.value, t.most, t.comparator, t.happening, t.place, "
           "t.names, "
           "t.countries, t.event, s.source, c.story_id IS NOT NULL FROM (" +
           of_event("killed") + " UNION ALL " + of_event("injured") +
           " UNION ALL SELECT r.story_id, r.id, r.day, r.period, r.first_day, r.last_day, r.evidence[1], "
           "r.\"of\"[1].text, r.value, r.max, r.comparator, NULL, NULL, r.by_names, r.by_countries, false FROM "
           "series_slice w JOIN taken_figures r ON r.story_id = w.story_id WHERE r.value > 0 AND r.role = 'count' AND "
           "len(r.\"of\") > 0 AND regexp_matches(lower(r.\"of\"[1].text), '" +
           words + "')) t JOIN taken_stories s ON s.id = t.story_id LEFT JOIN copies c ON c.story_id = t.story_id";
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
    auto operator<=>(const PlaceMention&) const = default;
};

/// Where a story names places.
struct Places {
    std::vector<PlaceMention> mentions;  ///< ascending
    std::string most_named;              ///< empty where two are

    void settle() {
        std::sort(mentions.begin(), mentions.end());
        std::map<std::string, int> counted;
        for (const PlaceMention& mention : mentions) ++counted[mention.place];
        int most = 0;
        for (const auto& [one, times] : counted) {
            if (times == most) most_named.clear();
            if (times > most) most = times, most_named = one;
        }
    }
    /// The place named nearest before or after, else the one that the story names most.
    const std::string& nearest(std::int64_t start) const {
        constexpr std::int64_t near = 200;
        std::pair<std::int64_t, const std::string*> nearest{near + 1, &most_named};
        for (auto at = std::lower_bound(mentions.begin(), mentions.end(), PlaceMention{start - near, {}});
             at != mentions.end() && at->start <= start + near; ++at)
            if (const std::pair here{std::abs(at->start - start), &at->place};
                here.first < nearest.first || (here.first == nearest.first && *here.second < *nearest.second))
                nearest = here;
        return *nearest.second;
    }
};

/// Leaves the tolls' stories in the temporary table `series_rows`.
Status note_stories(duckdb_connection connection, const std::map<std::string, std::vector<Toll*>>& tolls) {
    std::vector<FoundRow> stories;
    for (const auto& [story, own] : tolls) stories.push_back({story, ""});
    const Status made = run(connection, "CREATE OR REPLACE TEMP TABLE series_rows (story_id VARCHAR, row_id VARCHAR);");
    return made ? append(connection, "series_rows", stories) : made;
}

/// The places that stories in `series_rows` name.
Result<std::map<std::string, Places>> places_of(duckdb_connection connection) {
    auto chunks = Chunks::of(
        connection,
        "WITH places AS (SELECT story_id, id FROM taken_entities WHERE type = 'place' AND story_id IN (SELECT "
        "story_id FROM series_rows)) SELECT m.story_id, m.\"start\"::BIGINT, m.entity_id FROM places p "
        "JOIN taken_mentions m ON m.story_id = p.story_id AND m.entity_id = p.id WHERE m.kind = 'name'");
    if (!chunks) return chunks.error();
    std::map<std::string, Places> places;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row)
            places[std::string(chunks->text(0, row))].mentions.push_back(
                {chunks->integer(1, row), std::string(chunks->text(2, row))});
    for (auto& [story, own] : places) own.settle();
    return places;
}

/// Gives each toll the words around it.
Status cut_around(duckdb_connection connection, const std::map<std::string, std::vector<Toll*>>& tolls) {
    constexpr std::uint32_t before = 300, length = 600;  // code points
    auto texts = Chunks::streaming(connection,
                                   "SELECT id, text FROM taken_stories WHERE id IN (SELECT story_id FROM series_rows)");
    if (!texts) return texts.error();
    while (texts->next())
        for (idx_t row = 0; row < texts->size(); ++row) {
            const auto story = tolls.find(std::string(texts->text(0, row)));
            if (story == tolls.end()) continue;
            const Cuts cut(texts->text(1, row));
            for (Toll* toll : story->second) {
                const std::uint32_t start = toll->point.words.start;
                toll->around = cut(start - std::min(start, before), length);
            }
        }
    return Done{};
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
    std::map<std::string, std::vector<Toll*>> by_story;
    for (Toll& toll : *tolls) by_story[toll.point.story_id].push_back(&toll);
    if (Status noted = note_stories(connection, by_story); !noted) return noted.error();
    auto places = places_of(connection);
    if (!places) return places.error();
    if (Status cut = cut_around(connection, by_story); !cut) return cut.error();
    std::set<std::tuple<std::string, std::string, double>> of_events;
    for (const Toll& toll : *tolls)
        if (toll.event) of_events.emplace(toll.point.story_id, toll.what, toll.point.value);
    std::vector<SeriesPoint> points;
    for (Toll& toll : *tolls) {
        if (!toll.event && of_events.contains({toll.point.story_id, toll.what, toll.point.value})) continue;
        std::string occasion = "happening " + toll.happening;
        if (toll.happening.empty()) {
            if (toll.place.empty()) toll.place = (*places)[toll.point.story_id].nearest(toll.point.words.start);
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
    return run(connection,
               "INSERT INTO series_stories SELECT DISTINCT p.story_id FROM (FROM series_points SEMI JOIN "
               "happening_stories USING "
               "(story_id)) p LEFT JOIN (FROM happening_reports SEMI JOIN happening_stories USING (story_id)) h ON "
               "h.story_id = p.story_id AND h.event_id = p.row_id WHERE p.role = 'toll' AND starts_with(p.row_id, 'e') "
               "AND NOT contains(p.key, coalesce('happening ' || h.happening_id, '| ')) AND p.story_id NOT IN (SELECT "
               "story_id FROM series_stories);");
}

}  // namespace dragoman::store
