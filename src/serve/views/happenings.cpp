// Happenings, series, the ledger, the map.
#include "serve/views/condition.h"
#include "serve/views/parts.h"
#include "serve/views/views.h"

namespace dragoman::serve {
namespace {

constexpr std::string_view all_names = "array_to_string(list_concat(actor_names, recipient_names), '; ')";
constexpr std::string_view all_countries = "list_concat(actor_countries, recipient_countries)";

constexpr std::string_view happening_columns =
    "id, first_day, last_day, type, mode, quad, goldstein, actor_names, recipient_names, place, status, reports, "
    "stories, "
    "sources, killed_min, killed_max, injured_min, injured_max, conflicts, words AS text";

}  // namespace

/// What takes part in a happening, when, and how often it was told.
Result<Condition> which_happenings(const Target& target) {
    Condition condition;
    condition.words(target["q"], "concat_ws(' ', words, place, " + std::string(all_names) + ")");
    condition.among(target["country"], std::string(all_countries));
    condition.among(target["with"], std::string(all_countries));
    condition.equals(target["type"], "type");
    if (!target["sources"].empty()) condition.add("sources >= TRY_CAST(? AS INTEGER)", {value_of(target["sources"])});
    if (!target["conflicts"].empty()) condition.add("len(conflicts) > 0");
    if (Status status = condition.days(target, "first_day", "last_day"); !status) return status.error();
    return condition;
}

Result<store::Rows> list_happenings(const store::Store& store, const Target& target) {
    const auto condition = which_happenings(target);
    if (!condition) return condition.error();
    return store.query("SELECT " + std::string(happening_columns) + " FROM happenings" + condition->where() +
                           (target["order"] == "sources" ? " ORDER BY sources DESC, reports DESC, last_day DESC, id"
                                                         : " ORDER BY last_day DESC NULLS LAST, id") +
                           page_of(target),
                       condition->values());
}

Result<std::string> one_happening(const store::Store& store, const Target& target) {
    return object_of(
        store, {value_of(View::value(target, 1))},
        {{"happening", "SELECT *, words AS text FROM happenings WHERE id = ?", true},
         {"reports",
          "SELECT story_id, event_id, day, source, title, url, copy, counts_as, evidence_text AS text, evidence, "
          "agrees AS "
          "agreed, differs, points, type, mode, actor_names, recipient_names, killed, injured, status, \"time\", "
          "place_text AS place FROM v_happening_reports WHERE happening_id = ? ORDER BY copy, day, story_id, "
          "evidence[1].start"}});
}

Result<store::Rows> list_series(const store::Store& store, const Target& target) {
    Condition condition;
    condition.words(target["q"], "concat_ws(' ', measure, array_to_string(scope, ' '), unit)");
    condition.among(target["country"], "scope");
    condition.equals(target["unit"], "unit");
    condition.equals(target["family"], "family");
    if (Status status = condition.days(target, "first_day", "last_day"); !status) return status.error();
    condition.add("points > 1");
    return store.query(
        "SELECT id, measure AS about, scope, unit, family, points, stories, sources, first_day, last_day, "
        "first_value AS first, latest AS last, least AS min, most AS max, revisions, contradictions, "
        "targets FROM series" +
            condition.where() + " ORDER BY points DESC, id" + page_of(target),
        condition.values());
}

Result<std::string> one_series(const store::Store& store, const Target& target) {
    return object_of(
        store, {value_of(View::value(target, 1))},
        {{"series", "SELECT *, measure AS about FROM series WHERE id = ?", true},
         {"points",
          "SELECT p.period, p.first_day, p.last_day, p.value, p.max, p.comparator, p.role, p.story_id, "
          "p.row_id AS figure_id, p.source, s.title, s.url, p.day AS published, p.words.text AS text, "
          "p.words, p.status AS mark, p.against_story, p.gap, p.by_names, p.copy FROM series_points p JOIN "
          "stories s ON s.id = p.story_id WHERE p.series_id = ? ORDER BY p.first_day, p.day, p.story_id, "
          "p.row_id"}});
}

Result<store::Rows> list_ledger(const store::Store& store, const Target& target) {
    Condition condition;
    condition.words(target["q"], "concat_ws(' ', action, array_to_string(by_names, ' '))");
    condition.among(target["country"], "countries");
    condition.equals(target["status"], "status");
    condition.equals(target["kind"], "kind");
    if (Status status = condition.days(target, "made", "repeated"); !status) return status.error();
    return store.query(
        "SELECT id, made AS day, by_names, countries, strength, kind, action, due, first_day, last_day, "
        "status, promises AS repeats, stories, evidence_words, evidence_day, action AS text FROM ledger" +
            condition.where() + " ORDER BY made DESC, id" + page_of(target),
        condition.values());
}

Result<std::string> one_entry(const store::Store& store, const Target& target) {
    return object_of(
        store, {value_of(View::value(target, 1))},
        {{"entry", "SELECT * FROM ledger WHERE id = ?", true},
         {"made",
          "SELECT p.story_id, p.row_id AS id, p.day, s.source, s.title, s.url, c.strength, c.due, c.evidence, "
          "array_to_string([piece.text FOR piece IN c.evidence], ' … ') AS text, p.copy FROM ledger_promises p JOIN "
          "stories s ON s.id = p.story_id JOIN commitments c ON c.story_id = p.story_id AND c.id = p.row_id WHERE "
          "p.entry_id = ? ORDER BY p.day, p.story_id, p.row_id"},
         {"outcome",
          "SELECT e.story_id, e.row_id, e.kind, e.day, s.source, s.title, s.url, e.words, e.words.text AS text, "
          "e.shows, "
          "e.rule AS reason FROM ledger_evidence e JOIN stories s ON s.id = e.story_id WHERE e.entry_id = ? ORDER BY "
          "e.day, e.story_id, e.row_id"}});
}

namespace {

/// The events that the map shows: those that took place, of stories that are no copies, at places that are known.
Result<Condition> which_places(const Target& target) {
    Condition condition;
    condition.equals(target["type"], "e.type");
    condition.among(target["country"], "list_concat(e.actor_countries, e.recipient_countries)");
    if (Status status = condition.days(target, "coalesce(e.first_day, e.day)", "coalesce(e.last_day, e.day)"); !status)
        return status.error();
    condition.add("e.status IN ('occurred', 'ongoing')");
    condition.add("n.latitude IS NOT NULL");
    condition.add("e.story_id NOT IN (SELECT story_id FROM copies)");
    return condition;
}

constexpr const char* placed =
    " FROM (SELECT *, place.entity AS place_id FROM events WHERE place.entity IS NOT NULL) e JOIN entities n ON "
    "n.story_id = e.story_id AND n.id = e.place_id";

}  // namespace

/// Places by their coordinates with what happened there; a country's stand for the whole of it.
Result<std::string> map(const store::Store& store, const Target& target) {
    const auto condition = which_places(target);
    if (!condition) return condition.error();
    auto rows = store.query(
        "SELECT n.latitude, n.longitude, min(n.place_precision) AS \"precision\", min(n.name) AS \"name\", "
        "min(n.country) AS country, count(*) AS events, sum(round(10 * e.goldstein)::BIGINT) / 10 / count(e.goldstein) "
        "AS goldstein" +
            std::string(placed) + condition->where() +
            " GROUP BY n.latitude, n.longitude ORDER BY events DESC, 1, 2 LIMIT 2000",
        condition->values());
    if (!rows) return rows.error();
    const std::string points = rows_json(*rows);
    return Object().raw("points", points).done();
}

/// The events of one point of the map, given as "latitude,longitude".
Result<store::Rows> list_events_at(const store::Store& store, const Target& target) {
    const std::string_view place = View::value(target, 1);
    auto condition = which_places(target);
    if (!condition) return condition.error();
    condition->add("n.latitude = TRY_CAST(? AS DOUBLE)", {value_of(place.substr(0, place.find(',')))});
    condition->add("n.longitude = TRY_CAST(? AS DOUBLE)",
                   {value_of(place.substr(std::min(place.size(), place.find(',') + 1)))});
    return store.query(
        "SELECT 'event' AS kind, e.story_id, e.id, e.day, s.source, s.title, s.url, n.name AS place, e.type, e.mode, "
        "e.quad, "
        "e.goldstein, e.status, e.actor_names, e.recipient_names, e.evidence, array_to_string([p.text FOR p IN "
        "e.evidence], ' … ') AS text" +
            std::string(placed) + " JOIN stories s ON s.id = e.story_id" + condition->where() +
            " ORDER BY e.day DESC NULLS LAST, e.story_id, e.id" + page_of(target),
        condition->values());
}

}  // namespace dragoman::serve
