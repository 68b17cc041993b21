#include "store/exports/told.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "store/chunks.h"
#include "store/history/removal.h"

namespace dragoman::store {
namespace {

constexpr std::size_t stories_at_once = 400;

// -- values into the record's fields ------------------------------------------------------------------
inline void take(const Value& value, std::string& field) { field = plain(value); }

template <class T>
requires std::is_arithmetic_v<T>
void take(const Value& value, T& field) {
    if (const auto* whole = std::get_if<std::int64_t>(&value.is)) field = static_cast<T>(*whole);
    if (const auto* number = std::get_if<double>(&value.is)) field = static_cast<T>(*number);
}

template <class T>
void take(const Value& value, std::vector<T>& list);
template <class T>
void take(const Value& value, std::optional<T>& field);

template <record::Described T>
void take(const Value& value, T& row) {
    const auto* object = std::get_if<Object>(&value.is);
    if (!object) return;
    std::size_t at = 0;
    record::each_field<T>([&](const auto& field) { take((*object)[at++].second, row.*field.member); });
}

template <class T>
void take(const Value& value, std::optional<T>& field) {
    if (!value.null()) take(value, field.emplace());
}

template <class T>
void take(const Value& value, std::vector<T>& list) {
    if (const auto* values = std::get_if<List>(&value.is))
        for (const Value& one : *values) take(one, list.emplace_back());
}

// -- the rows of some stories -------------------------------------------------------------------------
using ById = std::unordered_map<std::string, Told*>;

struct Portion {
    duckdb_connection connection;
    std::vector<std::string> ids;
    std::string days;  ///< condition that `day` meets, for DuckDB to pass over what is of other days
    ById told;
};

template <class Row>
std::string columns_of() {
    std::string columns;
    record::each_field<Row>([&]<class V>(const record::Field<Row, V>& field) {
        if constexpr (!std::is_same_v<V, std::vector<MentionRow>>) columns += ", \"" + std::string(field.name) + "\"";
    });
    return columns;
}

template <class Row>
void fill(const std::vector<Value>& values, std::size_t from, Row& row) {
    record::each_field<Row>([&]<class V>(const record::Field<Row, V>& field) {
        if constexpr (!std::is_same_v<V, std::vector<MentionRow>>) take(values[from++], row.*field.member);
    });
}

template <class Row>
std::string order_of() {
    if constexpr (requires(Row row) { row.evidence; }) return "evidence[1].start, id";
    if constexpr (requires(Row row) { row.start; }) return "\"start\", \"end\"";
    if constexpr (requires(Row row) { row.id; }) return "id";
    return "ALL";
}

template <class F>
Status each_row(const Portion& portion, const std::string& sql, F&& f) {
    auto rows = query(portion.connection, sql, {list_of(portion.ids)});
    if (!rows) return rows.error();
    for (std::vector<Value> row; rows->next(row);)
        if (const auto story = portion.told.find(plain(row[0])); story != portion.told.end()) f(*story->second, row);
    return Done{};
}

Status read_stories(const Portion& portion) {
    return each_row(portion,
                    "SELECT s.id, s.record_version, s.engine_version, c.original, i.sha256, i.origin" +
                        columns_of<StoryInfo>() +
                        " FROM (SELECT * FROM stories WHERE " + portion.days +
                        ") s LEFT JOIN (SELECT story_id, original FROM copies) c ON c.story_id = s.id LEFT JOIN (SELECT "
                        "story_id, sha256, origin FROM inputs) i ON i.story_id = s.id WHERE s.id IN (SELECT unnest(?))",
                    [](Told& told, const std::vector<Value>& row) {
                        told.record.record_version = plain(row[1]);
                        told.record.engine_version = plain(row[2]);
                        told.copy_of = plain(row[3]);
                        told.input_sha256 = plain(row[4]);
                        told.origin = plain(row[5]);
                        fill(row, 6, told.record.story);
                        if (const auto days = days_of(told.record.story.published)) told.day = days->first;
                    });
}

Status read_mentions(const Portion& portion) {
    return each_row(portion,
                    "SELECT story_id, entity_id" + columns_of<MentionRow>() +
                        " FROM mentions WHERE story_id IN (SELECT unnest(?)) ORDER BY story_id, \"start\", \"end\"",
                    [](Told& told, const std::vector<Value>& row) {
                        const std::string id = plain(row[1]);
                        for (Entity& entity : told.record.entities)
                            if (entity.id == id) return fill(row, 2, entity.mentions.emplace_back());
                    });
}

Status read_lists(const Portion& portion) {
    Status status = Done{};
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (is_rows<V>) {
            using Row = typename V::value_type;
            if (status)
                status = each_row(portion,
                                  fmt::format("SELECT story_id{} FROM \"{}\" WHERE story_id IN (SELECT unnest(?)) AND {} "
                                              "ORDER BY {}",
                                              columns_of<Row>(), field.name, portion.days, order_of<Row>()),
                                  [&](Told& told, const std::vector<Value>& row) {
                                      fill(row, 1, (told.record.*field.member).emplace_back());
                                  });
        }
    });
    return status;
}

// The one place that knows how happenings are kept: a table of reports (happening_id, story_id, event_id).
Status count_happenings(duckdb_connection connection, const std::string& chosen) {
    auto there = query(connection,
                       "SELECT count(*) FROM information_schema.tables WHERE table_name = 'happening_reports'");
    if (!there) return there.error();
    std::vector<Value> row;
    if (!there->next(row) || std::get<std::int64_t>(row[0].is) == 0)
        return Error{"this store has no happenings to count", "", "Count reports: --count reports."};
    return run(connection,
               "CREATE OR REPLACE TEMP TABLE counted AS SELECT r.story_id, r.event_id, r.happening_id, row_number() OVER w "
               "= 1 AS is_first, count(*) OVER p AS mentions, count(DISTINCT coalesce(s.source, s.id)) OVER p AS sources, "
               "count(DISTINCT s.id) OVER p AS articles, first_value(e.actors) OVER w AS actors, "
               "first_value(e.recipients) OVER w AS recipients FROM happening_reports r JOIN stories s ON s.id = "
               "r.story_id JOIN events e ON e.story_id = r.story_id AND e.id = r.event_id WHERE e.status IN ('occurred', "
               "'ongoing') AND " + chosen +
               " WINDOW p AS (PARTITION BY r.happening_id), w AS (PARTITION BY r.happening_id ORDER BY s.day, r.story_id, "
               "e.evidence[1].start, r.event_id)");
}

Status read_happenings(const Portion& portion) {
    return each_row(portion,
                    "SELECT story_id, event_id, happening_id, is_first, mentions, sources, articles, actors, recipients "
                    "FROM counted WHERE story_id IN (SELECT unnest(?))",
                    [](Told& told, const std::vector<Value>& row) {
                        ToldHappening& happening = told.happenings[plain(row[1])];
                        happening.id = plain(row[2]);
                        happening.first = std::get<bool>(row[3].is);
                        take(row[4], happening.mentions);
                        take(row[5], happening.sources);
                        take(row[6], happening.articles);
                        take(row[7], happening.actors);
                        take(row[8], happening.recipients);
                    });
}

// -- which rows ---------------------------------------------------------------------------------------
/// The countries of those who take part in a row.
template <class Row>
std::vector<std::string> countries_in(const Row& row, const std::map<std::string, std::string>& country) {
    std::vector<std::string> found;
    const auto add = [&](const std::string& entity) {
        if (const auto it = country.find(entity); it != country.end()) found.push_back(it->second);
    };
    record::each_field<Row>([&]<class V>(const record::Field<Row, V>& field) {
        if constexpr (std::is_same_v<V, StanceTarget>) add((row.*field.member).entity);
        if (field.refers != record::Refers::entity) return;
        if constexpr (std::is_same_v<V, std::string>) add(row.*field.member);
        if constexpr (std::is_same_v<V, std::vector<std::string>>)
            for (const std::string& id : row.*field.member) add(id);
    });
    return found;
}

/// Leaves the rows in which all of the countries take part; are there any?
bool keep_rows_of(Record& record, const std::vector<std::string>& countries) {
    if (countries.empty()) return true;
    std::map<std::string, std::string> country;
    for (const Entity& entity : record.entities) country[entity.id] = entity.country;
    bool any = false;
    record::each_field<Record>([&]<class V>(const record::Field<Record, V>& field) {
        if constexpr (requires(V rows) { rows.begin()->evidence; }) {
            std::erase_if(record.*field.member, [&](const auto& row) {
                const auto found = countries_in(row, country);
                return !std::all_of(countries.begin(), countries.end(), [&](const std::string& code) {
                    return std::find(found.begin(), found.end(), code) != found.end();
                });
            });
            any = any || !(record.*field.member).empty();
        }
    });
    return any;
}

/// Entities in the order of their first mention, as the record has them.
void order(Record& record) {
    std::stable_sort(record.entities.begin(), record.entities.end(), [](const Entity& a, const Entity& b) {
        const auto key = [](const Entity& e) {
            return std::tuple(e.mentions.empty() ? UINT32_MAX : e.mentions.front().start, std::string_view(e.id));
        };
        return key(a) < key(b);
    });
}

Status tell(Portion& portion, const ExportRequest& request, const std::vector<std::string>& countries,
            const std::function<Status(const Told&)>& f) {
    std::vector<Told> stories(portion.ids.size());
    portion.told.clear();
    for (std::size_t i = 0; i < stories.size(); ++i) portion.told[portion.ids[i]] = &stories[i];
    Status status = read_stories(portion);
    if (status) status = read_lists(portion);
    if (status) status = read_mentions(portion);
    if (status && request.counting == Counting::happenings) status = read_happenings(portion);
    for (Told& told : stories) {
        if (!status) return status;
        order(told.record);
        if (keep_rows_of(told.record, countries)) status = f(told);
    }
    return status;
}

std::string date(std::chrono::sys_days day) {
    return fmt::format("DATE '1970-01-01' + {}", day.time_since_epoch().count());
}

}  // namespace

Result<std::string> condition_on_stories(const ExportRequest& request, const std::string& story) {
    std::string sql = "true";
    for (const auto* given : {&request.from, &request.to}) {
        if (given->empty()) continue;
        const auto days = days_of(*given);
        if (!days)
            return Error{"\"" + *given + "\" is no date", "", "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
        sql += given == &request.from ? " AND " + story + ".day >= " + date(days->first)
                                      : " AND " + story + ".day <= " + date(days->last);
    }
    if (request.originals) sql += " AND " + story + ".id NOT IN (SELECT story_id FROM copies)";
    return sql;
}

Result<std::vector<std::string>> country_codes(duckdb_connection connection, const ExportRequest& request) {
    std::vector<std::string> codes;
    for (const std::string& given : request.countries) {
        auto rows = query(connection,
                          "SELECT country FROM entities WHERE type = 'country' AND (country = ? OR lower(name) = lower(?)) "
                          "ORDER BY country = ? DESC, country LIMIT 1",
                          {{given}, {given}, {given}});
        if (!rows) return rows.error();
        std::vector<Value> row;
        if (!rows->next(row))
            return Error{"the store names no country \"" + given + "\"", "",
                         "Give an ISO 3166 code of three letters, such as CHL."};
        codes.push_back(plain(row[0]));
    }
    return codes;
}

Status each_told(duckdb_database database, const ExportRequest& request, const std::function<Status(const Told&)>& f) {
    Connection ids, rows;  // while ids are streamed their connection can do nothing else
    if (duckdb_connect(database, ids.out()) == DuckDBError || duckdb_connect(database, rows.out()) == DuckDBError)
        return Error{"no connection", "", ""};
    const auto chosen = condition_on_stories(request, "s");
    if (!chosen) return chosen.error();
    const auto countries = country_codes(rows.get(), request);
    if (!countries) return countries.error();
    if (request.counting == Counting::happenings)
        if (Status counted = count_happenings(rows.get(), *chosen); !counted) return counted;
    auto stories = Chunks::streaming(ids.get(), "SELECT s.id, s.day FROM stories s WHERE " + *chosen +
                                                    " ORDER BY s.day NULLS LAST, s.id");
    if (!stories) return stories.error();
    Portion portion{.connection = rows.get(), .ids = {}, .days = {}, .told = {}};
    Day first, last;
    bool undated = false;
    const auto flush = [&]() -> Status {
        if (portion.ids.empty()) return Done{};
        portion.days = first ? fmt::format("(day BETWEEN {} AND {})", date(*first), date(*last)) : "false";
        if (undated) portion.days = "(day IS NULL OR " + portion.days + ")";
        const Status told = tell(portion, request, *countries, f);
        portion.ids.clear();
        first = last = std::nullopt;
        undated = false;
        return told;
    };
    while (stories->next())
        for (idx_t i = 0; i < stories->size(); ++i) {
            portion.ids.emplace_back(stories->text(0, i));
            const Day day = stories->day(1, i);
            if (day && !first) first = day;
            if (day) last = day;
            undated = undated || !day;
            if (portion.ids.size() == stories_at_once)
                if (Status told = flush(); !told) return told;
        }
    return flush();
}

}  // namespace dragoman::store
