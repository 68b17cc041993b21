#include "ask/questions.h"

#include <algorithm>

#include "store/schema/days.h"

namespace dragoman::ask {
namespace {

/// Where a kind of row has what the filter asks for; SQL expressions, empty where it has not.
struct Shape {
    std::string_view view, names, countries, type, status, first_day, last_day, order, brief;
};

const Shape& shape_of(Kind kind) {
    static constexpr std::string_view position = "day, story_id, evidence[1].start, id";
    static constexpr Shape statements{.view = "v_statements",
                                      .names = "list_concat(speaker_names, by_names, through_names, to_names)",
                                      .countries = "list_concat(speaker_countries, by_countries, to_countries)",
                                      .type = "form",
                                      .status = "",
                                      .first_day = "day",
                                      .last_day = "day",
                                      .order = position,
                                      .brief =
                                          "day, array_to_string(speaker_names, '; ') AS speaker, cue_text AS cue, "
                                          "content_text AS says, story_id AS story"};
    static constexpr Shape events{
        .view = "v_events",
        .names = "list_concat(actor_names, recipient_names)",
        .countries = "list_concat(actor_countries, recipient_countries)",
        .type = "type",
        .status = "status",
        .first_day = "coalesce(first_day, day)",
        .last_day = "coalesce(last_day, day)",
        .order = "coalesce(first_day, day), story_id, evidence[1].start, id",
        .brief =
            "coalesce(\"time\", day::VARCHAR) AS \"when\", type || coalesce('/' || mode, '') AS event, status, "
            "array_to_string(actor_names, '; ') AS actors, array_to_string(recipient_names, '; ') AS recipients, "
            "evidence_text AS evidence, story_id AS story"};
    static constexpr Shape figures{
        .view = "v_figures",
        .names = "by_names",
        .countries = "by_countries",
        .type = "role",
        .status = "",
        .first_day = "day",
        .last_day = "day",
        .order = position,
        .brief =
            "day, concat(CASE comparator WHEN '=' THEN '' ELSE comparator || ' ' END, "
            "CASE WHEN value = trunc(value) AND abs(value) < 1e15 THEN format('{:,}', value::BIGINT) ELSE "
            "value::VARCHAR END, "
            "CASE WHEN max = trunc(max) AND abs(max) < 1e15 THEN format(' to {:,}', max::BIGINT) ELSE ' to ' || "
            "max::VARCHAR END) "
            "AS \"how much\", unit, of_text AS \"of\", role || coalesce(' ' || direction, '') AS role, "
            "array_to_string(by_names, '; ') AS \"by\", evidence_text AS evidence, story_id AS story"};
    static constexpr Shape commitments{.view = "v_commitments",
                                       .names = "list_concat(by_names, to_names)",
                                       .countries = "list_concat(by_countries, to_countries)",
                                       .type = "kind",
                                       .status = "strength",
                                       .first_day = "day",
                                       .last_day = "day",
                                       .order = position,
                                       .brief =
                                           "day, array_to_string(by_names, '; ') AS \"by\", strength, action_text AS "
                                           "action, due, evidence_text AS evidence, story_id AS story"};
    static constexpr Shape stories{
        .view = "v_stories",
        .names = "names",
        .countries = "countries",
        .type = "section",
        .status = "",
        .first_day = "day",
        .last_day = "day",
        .order = "day, id",
        .brief = "day, source, title, statements, events, figures, commitments, id AS story"};
    static constexpr Shape happenings{
        .view = "happenings",
        .names = "list_concat(actor_names, recipient_names)",
        .countries = "list_concat(actor_countries, recipient_countries)",
        .type = "type",
        .status = "status",
        .first_day = "first_day",
        .last_day = "last_day",
        .order = "first_day, last_day, id",
        .brief =
            "concat(CASE day_from WHEN 'publication' THEN '~' ELSE '' END, last_day) AS \"when\", type || coalesce('/' "
            "|| "
            "mode, '') AS event, status, array_to_string(actor_names, '; ') AS actors, "
            "array_to_string(recipient_names, "
            "'; ') AS recipients, CASE WHEN killed_min = killed_max THEN killed_max::VARCHAR ELSE killed_min || "
            "' to ' || killed_max END AS killed, reports, sources, array_to_string(conflicts, ', ') AS "
            "conflicts, words, id"};
    switch (kind) {
        case Kind::happenings:
            return happenings;
        case Kind::statements:
            return statements;
        case Kind::events:
            return events;
        case Kind::figures:
            return figures;
        case Kind::commitments:
            return commitments;
        case Kind::stories:
            break;
    }
    return stories;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

/// WHERE …, with its parameters.
struct Condition {
    std::string sql;
    std::vector<store::Value> parameters;

    void add(std::string condition, std::vector<store::Value> values) {
        sql += (sql.empty() ? " WHERE " : " AND ") + std::move(condition);
        for (auto& value : values) parameters.push_back(std::move(value));
    }
};

Result<Condition> condition_of(const store::Store& from, const Shape& shape, const Filter& filter) {
    Condition where;
    const auto countries = [&](const std::string& given) -> Status {
        const auto code = country_code(from, given);
        if (!code) return code.error();
        where.add("list_contains(" + std::string(shape.countries) + ", ?)", {{*code}});
        return Done{};
    };
    if (!filter.country.empty())
        if (Status status = countries(filter.country); !status) return status.error();
    if (!filter.pair.empty()) {
        const auto comma = filter.pair.find(',');
        if (comma == std::string::npos || comma == 0 || comma + 1 == filter.pair.size())
            return Error{"\"" + filter.pair + "\" is not a pair", "", "Give two countries, such as --pair CHL,PER."};
        for (const auto& one : {filter.pair.substr(0, comma), filter.pair.substr(comma + 1)})
            if (Status status = countries(one); !status) return status.error();
    }
    if (!filter.person.empty())
        where.add("len([n FOR n IN " + std::string(shape.names) + " IF contains(lower(n), lower(?))]) > 0",
                  {{filter.person}});
    if (!filter.type.empty()) {
        const auto slash = filter.type.find('/');
        where.add("lower(" + std::string(shape.type) + ") = ?", {{lower(filter.type.substr(0, slash))}});
        if (slash != std::string::npos && shape.type == "type")
            where.add("lower(mode) = ?", {{lower(filter.type.substr(slash + 1))}});
    }
    if (filter.sources > 0) where.add("sources >= ?", {{std::int64_t(filter.sources)}});
    if (filter.reports > 0) where.add("reports >= ?", {{std::int64_t(filter.reports)}});
    if (filter.conflicting) where.add("len(conflicts) > 0", {});
    if (filter.originals) where.add("copy_of IS NULL", {});
    if (!filter.status.empty() && !shape.status.empty())
        where.add("lower(" + std::string(shape.status) + ") = ?", {{lower(filter.status)}});
    for (const auto* day : {&filter.from, &filter.to}) {
        if (day->empty()) continue;
        const auto days = store::days_of(*day);
        if (!days)
            return Error{"\"" + *day + "\" is no date", "", "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
        const auto since = [](std::chrono::sys_days d) {
            return store::Value{static_cast<std::int64_t>(d.time_since_epoch().count())};
        };
        if (day == &filter.from)
            where.add(std::string(shape.last_day) + " >= DATE '1970-01-01' + CAST(? AS INTEGER)", {since(days->first)});
        else
            where.add(std::string(shape.first_day) + " <= DATE '1970-01-01' + CAST(? AS INTEGER)", {since(days->last)});
    }
    return where;
}

std::string limit_of(const Filter& filter) { return filter.limit > 0 ? " LIMIT " + std::to_string(filter.limit) : ""; }

/// Means are of whole tenths: the same in whatever order threads add rows up.
constexpr std::string_view tally =
    "count(*) AS events, count(*) FILTER (quad = 1) AS talk, count(*) FILTER (quad = 2) AS \"help\", count(*) FILTER "
    "(quad = 3) AS dispute, "
    "count(*) FILTER (quad = 4) AS force, round(sum(round(10 * goldstein)::BIGINT) / 10 / count(goldstein), 1) AS "
    "goldstein, min(coalesce(first_day, day)) AS "
    "\"first\", max(coalesce(last_day, day)) AS \"last\"";

}  // namespace

Result<std::string> country_code(const store::Store& from, const std::string& given) {
    const bool code =
        given.size() == 3 && std::all_of(given.begin(), given.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (code) return given;
    auto rows = from.query(
        "SELECT country FROM entities WHERE type = 'country' AND country IS NOT NULL AND (lower(name) = lower(?) OR "
        "lower(country) = lower(?)) LIMIT 1",
        {{given}, {given}});
    if (!rows) return rows.error();
    if (std::vector<store::Value> row; rows->next(row)) return store::plain(row[0]);
    return Error{"the store names no country \"" + given + "\"", "",
                 "Give an ISO 3166 code of three letters, such as CHL."};
}

Result<store::Rows> ask(const store::Store& from, Kind kind, const Filter& filter, bool brief) {
    const Shape& shape = shape_of(kind);
    const auto where = condition_of(from, shape, filter);
    if (!where) return where.error();
    const std::string columns(brief ? shape.brief : "*");
    return from.query("SELECT " + columns + " FROM " + std::string(shape.view) + where->sql + " ORDER BY " +
                          std::string(shape.order) + limit_of(filter),
                      where->parameters);
}

Result<store::Rows> count_events(const store::Store& from, std::string_view by, const Filter& filter) {
    const auto where = condition_of(from, shape_of(Kind::events), filter);
    if (!where) return where.error();
    const std::string counted(tally);
    Condition chosen = *where;
    chosen.add("copy_of IS NULL", {});  // what a wire told in several papers counts once
    std::string sql = "WITH chosen AS (SELECT * FROM v_events" + chosen.sql + ") ";
    if (by == "type")
        sql += "SELECT type, " + counted + " FROM chosen GROUP BY type ORDER BY events DESC, type";
    else if (by == "month")
        sql += "SELECT strftime(coalesce(first_day, day), '%Y-%m') AS \"month\", " + counted +
               " FROM chosen GROUP BY ALL ORDER BY \"month\"";
    else  // each country on the one side with each on the other; acts without recipients are among the actors
        sql += "SELECT x || ' ' || y AS pair, " + counted +
               " FROM (SELECT DISTINCT story_id, id, quad, goldstein, day, first_day, last_day, least(a, b) AS x, "
               "greatest(a, b) AS y"
               " FROM (SELECT *, unnest(CASE WHEN len(recipient_countries) = 0 THEN actor_countries ELSE "
               "recipient_countries END) AS b"
               " FROM (SELECT *, unnest(actor_countries) AS a FROM chosen)) WHERE a <> b) GROUP BY ALL ORDER BY events "
               "DESC, pair";
    return from.query(sql + limit_of(filter), where->parameters);
}

}  // namespace dragoman::ask
