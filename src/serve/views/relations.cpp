// Relations between two states, and actors.
#include "ask/relations/relations.h"
#include "serve/views/condition.h"
#include "serve/views/parts.h"
#include "serve/views/views.h"
#include "statistics/intervals.h"

namespace dragoman::serve {
namespace {

constexpr statistics::Interval goldstein_scale{-10, 10};

/// Names of the states in the store, by code.
Result<std::map<std::string, std::string>> state_names(const store::Store& store) {
    auto rows = store.query(
        "SELECT country, any_value(name) FROM actors WHERE type = 'country' AND country IS NOT NULL GROUP BY country");
    if (!rows) return rows.error();
    std::map<std::string, std::string> names;
    for (std::vector<store::Value> row; rows->next(row);) names[store::plain(row[0])] = store::plain(row[1]);
    return names;
}

double whole(std::int64_t n) { return static_cast<double>(n); }

Object cell_json(const ask::Cell& cell) {
    Object object;
    object.number("events", whole(cell.events));
    for (std::size_t quad = 0; quad < 4; ++quad)
        object.number("quad" + std::to_string(quad + 1), whole(cell.quads[quad]));
    if (cell.valued > 0) {
        const auto band = statistics::mean(cell.valued, cell.goldstein(), cell.squares(), goldstein_scale);
        object.number("goldstein", cell.goldstein() / whole(cell.valued))
            .number("low", band.low)
            .number("high", band.high);
    }
    object.number("cooperative", whole(cell.cooperative())).number("conflictual", whole(cell.conflictive()));
    object.number("statements", whole(cell.statements))
        .number("in_favour", whole(cell.in_favour))
        .number("against", whole(cell.against));
    object.number("stories", whole(cell.both))
        .number("could_tell", whole(cell.both))
        .number("all_stories", whole(cell.all));
    const std::string unusual = ask::what_is_unusual(cell);
    return object.raw("unusual", unusual.empty() ? "false" : "true").text("why", unusual);
}

std::string name_of(const std::map<std::string, std::string>& names, const std::string& code) {
    const auto found = names.find(code);
    return found == names.end() ? code : found->second;
}

}  // namespace

/// All pairs, most events first, as JSON rows.
Result<std::string> dyads(const store::Store& store, const Target& target, int limit) {
    const auto cells = ask::relate(store, {.trends = false,
                                           .country = std::string(target["country"]),
                                           .from = std::string(target["from"]),
                                           .to = std::string(target["to"]),
                                           .limit = limit});
    if (!cells) return cells.error();
    const auto names = state_names(store);
    if (!names) return names.error();
    std::string list;
    for (const auto& cell : *cells)
        list += (list.empty() ? "" : ",\n") + cell_json(cell)
                                                  .text("a", cell.a)
                                                  .text("a_name", name_of(*names, cell.a))
                                                  .text("b", cell.b)
                                                  .text("b_name", name_of(*names, cell.b))
                                                  .done();
    return "[" + list + "]";
}

Result<std::string> all_relations(const store::Store& store, const Target& target) {
    const auto list = dyads(store, target, 1000);
    if (!list) return list.error();
    return Object().raw("rows", *list).done();
}

/// Months in which a pair dealt with each other unusually much or little, latest first.
Result<std::string> unusual_months(const store::Store& store) {
    const auto cells = ask::relate(store, {.unusual = true, .by = "month"});
    if (!cells) return cells.error();
    const auto names = state_names(store);
    if (!names) return names.error();
    std::vector<const ask::Cell*> latest;
    for (const auto& cell : *cells) latest.push_back(&cell);
    std::stable_sort(latest.begin(), latest.end(), [](const auto* x, const auto* y) { return *x->start > *y->start; });
    if (latest.size() > 20) latest.resize(20);
    std::string list;
    for (const auto* cell : latest)
        list += (list.empty() ? "" : ",\n") + cell_json(*cell)
                                                  .text("a", cell->a)
                                                  .text("a_name", name_of(*names, cell->a))
                                                  .text("b", cell->b)
                                                  .text("b_name", name_of(*names, cell->b))
                                                  .text("period", ask::name_of(*cell->start, "month"))
                                                  .done();
    return "[" + list + "]";
}

namespace {

// In all of these the values are the two states, in turn, and {days} is a condition on the column `day` before it.

/// Whoever says something to or about the other.
constexpr const char* statements_about = R"(
SELECT d.direction, r.story_id, r.id, r.day, s.source, s.title, s.url, array_to_string(r.speaker_names, '; ') AS speaker,
    array_to_string([p.text FOR p IN r.evidence], ' … ') AS text, r.form
FROM (SELECT * FROM dyads WHERE a = ? AND b = ? AND kind = 'statement' AND counted{days}
      ORDER BY day DESC NULLS LAST, story_id, row_id LIMIT 40) d
    JOIN statements r ON r.story_id = d.story_id AND r.id = d.row_id JOIN stories s ON s.id = d.story_id
ORDER BY r.day DESC NULLS LAST, r.story_id, r.id)";

/// What the chart counts events of.
constexpr const char* happenings_of_both = R"(
SELECT h.id, d.day, type, mode, quad, goldstein, actor_names, recipient_names, words AS text, reports, stories, sources, status,
    conflicts
FROM (SELECT happening AS id, max(day) AS day FROM dyads WHERE a = ? AND b = ? AND happening IS NOT NULL{days}
      GROUP BY happening ORDER BY day DESC NULLS LAST, id LIMIT 40) d JOIN happenings h USING (id)
ORDER BY d.day DESC NULLS LAST, h.id)";

/// Figures beside whose words both states are named.
constexpr const char* figures_of_both = R"(
SELECT r.story_id, r.id, r.day, s.source, s.title, s.url, r.value, r.max, r.comparator, r.unit,
    array_to_string([p.text FOR p IN r."of"], ' … ') AS about, r.role, r.direction, r.period, r.by_names,
    array_to_string([p.text FOR p IN r.evidence], ' … ') AS text
FROM (SELECT story_id, row_id FROM dyad_figures WHERE a = ? AND b = ?{days} ORDER BY day DESC NULLS LAST, story_id, row_id
      LIMIT 20) d JOIN figures r ON r.story_id = d.story_id AND r.id = d.row_id JOIN stories s ON s.id = d.story_id
ORDER BY r.day DESC NULLS LAST, r.story_id, r.id)";

constexpr const char* commitments_of_both = R"(
SELECT l.id, l.day, l.by_names, l.strength, l.kind, l.action AS text, l.due, l.status, l.story_id, l.row_id, s.source,
    s.title, s.url
FROM (SELECT * FROM (SELECT *, made AS day FROM ledger) WHERE list_contains(countries, ?) AND list_contains(countries, ?){days}
      ORDER BY day DESC NULLS LAST, id LIMIT 20) l JOIN stories s ON s.id = l.story_id
ORDER BY l.day DESC NULLS LAST, l.id)";

/// How many there are of each: the lists above have the latest.
constexpr const char* how_many = R"(
SELECT (SELECT count(*) FROM dyads WHERE a = ? AND b = ? AND kind = 'statement' AND counted{days}) AS statements,
    (SELECT count(DISTINCT happening) FROM dyads WHERE a = ? AND b = ?{days}) AS happenings,
    (SELECT count(*) FROM dyad_figures WHERE a = ? AND b = ?{days}) AS figures,
    (SELECT count(*) FROM (SELECT countries, made AS day FROM ledger)
        WHERE list_contains(countries, ?) AND list_contains(countries, ?){days}) AS commitments)";

/// With the days that are asked for.
Result<std::string> of_days(std::string_view sql, const Target& target) {
    std::string days;
    for (const std::string_view name : {"from", "to"}) {
        if (target[name].empty()) continue;
        const auto asked = days_asked(target, name);
        if (!asked) return asked.error();
        const auto day = (name == "from" ? asked->first : asked->last).time_since_epoch().count();
        days +=
            std::string(" AND day ") + (name == "from" ? ">=" : "<=") + " DATE '1970-01-01' + " + std::to_string(day);
    }
    constexpr std::string_view place = "{days}";
    std::string out(sql);
    for (std::size_t at = 0; (at = out.find(place, at)) != std::string::npos; at += days.size())
        out.replace(at, place.size(), days);
    return out;
}

}  // namespace

Result<std::string> one_relation(const store::Store& store, const Target& target) {
    std::string a(View::value(target, 1)), b(View::value(target, 2));
    if (b < a) std::swap(a, b);
    const std::string by(target["by"].empty() ? std::string_view("month") : target["by"]);
    if (by != "day" && by != "week" && by != "month" && by != "year")
        return Error{"relations are told by day, week, month or year", "by", ""};
    const auto cells = ask::relate(
        store, {.by = by, .pair = a + "," + b, .from = std::string(target["from"]), .to = std::string(target["to"])});
    if (!cells) return cells.error();
    const auto names = state_names(store);
    if (!names) return names.error();
    std::string periods;
    for (const auto& cell : *cells)
        periods += (periods.empty() ? "" : ",\n") + cell_json(cell)
                                                        .text("period", ask::name_of(*cell.start, by))
                                                        .text("first_day", ask::name_of(*cell.start, "day"))
                                                        .done();
    std::vector<Part> lists{{"pair", "SELECT ? AS a, ? AS b", true}};
    for (const auto& [name, sql] : {std::pair("happenings", happenings_of_both),
                                    std::pair("statements", statements_about), std::pair("figures", figures_of_both),
                                    std::pair("commitments", commitments_of_both), std::pair("totals", how_many)}) {
        auto asked = of_days(sql, target);
        if (!asked) return asked.error();
        lists.push_back({name, std::move(*asked), std::string_view(name) == "totals"});
    }
    const auto parts = object_of(store, {value_of(a), value_of(b)}, lists);
    if (!parts) return parts.error();
    Object object;
    object.text("a", a)
        .text("a_name", name_of(*names, a))
        .text("b", b)
        .text("b_name", name_of(*names, b))
        .text("by", by);
    object.raw("periods", "[" + periods + "]");
    std::string json = object.done();
    json.back() = ',';
    return json + parts->substr(1);
}

Result<store::Rows> list_actors(const store::Store& store, const Target& target) {
    Condition condition;
    condition.words(target["q"], "concat_ws(' ', name, office)");
    condition.equals(target["type"], "type");
    condition.equals(target["country"], "country");
    return store.query("SELECT id, name, type, country, sector, office, stories, statements, events FROM actors" +
                           condition.where() + " ORDER BY stories DESC, id" + page_of(target),
                       condition.values());
}

/// The latest; `actors` counts all.
constexpr const char* said_by = R"(
SELECT r.story_id, r.id, r.day, s.source, s.title, s.url, array_to_string([p.text FOR p IN r.evidence], ' … ') AS text,
    r.cue.text AS cue, r.to_names AS "to", r.form
FROM (SELECT story_id, id FROM statements WHERE list_contains(speakers, ?) AND story_id NOT IN (SELECT story_id FROM copies)
      ORDER BY day DESC NULLS LAST, story_id, id LIMIT 40) d
    JOIN statements r ON r.story_id = d.story_id AND r.id = d.id JOIN stories s ON s.id = d.story_id
ORDER BY r.day DESC NULLS LAST, r.story_id, r.id)";

/// For and against what, with the words of the first five times.
constexpr const char* positions_of = R"(
WITH p AS (
    SELECT target, stance, any_value(target_name) AS target_name, min(day) AS first_day, max(day) AS last_day, count(*) AS n,
        list({'story_id': story_id, 'id': stance_id} ORDER BY day, story_id, stance_id)[:5] AS rows, any_value(holder) AS holder
    FROM positions WHERE holder = ? AND original GROUP BY target, stance ORDER BY n DESC, target, stance LIMIT 40),
shown AS (SELECT target, stance, unnest(rows, recursive := true) FROM p),
words AS (
    SELECT w.target, w.stance, list({'story_id': r.story_id, 'id': r.id, 'day': r.day, 'title': s.title, 'source': s.source,
        'url': s.url, 'text': array_to_string([p.text FOR p IN r.evidence], ' … ')} ORDER BY r.day, r.story_id, r.id) AS rows
    FROM shown w JOIN stances r ON r.story_id = w.story_id AND r.id = w.id JOIN stories s ON s.id = w.story_id
    GROUP BY w.target, w.stance)
SELECT p.target, p.target_name, p.stance, p.first_day, p.last_day, p.n AS "count",
    coalesce((SELECT min(t.day) FROM turns t WHERE t.holder = p.holder AND t.target = p.target AND t.stance = p.stance)::VARCHAR,
        '') AS turned, w.rows
FROM p LEFT JOIN words w ON w.target = p.target AND w.stance = p.stance ORDER BY p.n DESC, p.target, p.stance)";

Result<std::string> one_actor(const store::Store& store, const Target& target) {
    return object_of(
        store, {value_of(View::value(target, 1))},
        {{"actor", "SELECT * FROM actors WHERE id = ?", true},
         {"offices",
          "SELECT office, any_value(sector) AS sector, min(day) AS first_day, max(day) AS last_day, count(*) AS "
          "stories FROM entities WHERE id = ? AND office IS NOT NULL GROUP BY office ORDER BY min(day), office"},
         {"statements", said_by},
         {"positions", positions_of},
         {"deals_with",
          "SELECT d.other AS id, coalesce(any_value(n.name), d.other) AS \"name\", any_value(n.country) AS country, "
          "count(*) AS "
          "events, sum(round(10 * d.goldstein)::BIGINT) / 10 / count(d.goldstein) AS goldstein FROM (SELECT CASE WHEN "
          "a = ? THEN b ELSE a END AS other, goldstein "
          "FROM "
          "actor_dyads WHERE (a = ? OR b = ?) AND kind = 'event' AND counted) d LEFT JOIN actors n ON n.id = d.other "
          "GROUP BY "
          "d.other ORDER BY events DESC, d.other LIMIT 30"},
         {"months",
          "SELECT strftime(day, '%Y-%m') AS \"month\", count(*) AS stories, sum(statements)::BIGINT AS statements, "
          "sum(events)::BIGINT AS events FROM story_actors WHERE id = ? AND original AND day IS NOT NULL GROUP BY ALL "
          "ORDER BY "
          "1"}});
}

}  // namespace dragoman::serve
