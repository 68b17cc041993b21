#include "serve/views/views.h"

namespace dragoman::serve {

Result<std::string> front(const store::Store&, const Target&);
Result<store::Rows> list_stories(const Shelf&, const Target&);
Result<std::string> one_story(const store::Store&, const Target&);
Result<std::string> search(const Shelf&, const Target&);
Result<store::Rows> answer_sql(const store::Store&, const Target&);
Result<std::string> schema(const store::Store&, const Target&);
Result<store::Rows> list_happenings(const store::Store&, const Target&);
Result<std::string> one_happening(const store::Store&, const Target&);
Result<store::Rows> list_series(const store::Store&, const Target&);
Result<std::string> one_series(const store::Store&, const Target&);
Result<store::Rows> list_ledger(const store::Store&, const Target&);
Result<std::string> one_entry(const store::Store&, const Target&);
Result<std::string> map(const store::Store&, const Target&);
Result<store::Rows> list_events_at(const store::Store&, const Target&);
Result<std::string> all_relations(const store::Store&, const Target&);
Result<std::string> one_relation(const store::Store&, const Target&);
Result<store::Rows> list_actors(const store::Store&, const Target&);
Result<std::string> one_actor(const store::Store&, const Target&);

namespace {

const Parameter words{"q", "Words that must stand in it"};
const Parameter source{"source", "Publisher"};
const Parameter country{"country", "Country that takes part, by name or ISO 3166 alpha-3"};
const Parameter from{"from", "From this day, month or year on"};
const Parameter to{"to", "Until this day, month or year"};
const Parameter offset{"offset", "Rows to pass over"};

const std::vector<View>& all() {
    static const std::vector<View> list = {
        {"index",
         "What is in the store, what is new, what is unusual.",
         {},
         {},
         front,
         {"store", "timeline", "newest", "dyads", "unusual"}},
        {"stories",
         "Stories, latest first.",
         {words, source, country, from, to, offset},
         list_stories,
         {},
         {"id", "day", "source", "title", "statements", "events", "figures", "commitments", "copy_of"}},
        {"stories/:id",
         "A story with all that was found in it.",
         {},
         {},
         one_story,
         {"story", "entities", "times", "statements", "stances", "events", "figures", "commitments", "groups", "copies",
          "happenings", "reports"}},
        {"search",
         "Stories and rows in whose words all of the words stand, with counts by kind, source, country and year.",
         {words, {"kind", "story, statement, event, figure or commitment"}, source, country, from, to, offset},
         {},
         search,
         {"total", "rows", "facets"}},
        {"relations", "Pairs of states, most events first.", {country, from, to}, {}, all_relations, {"rows"}},
        {"relations/:a/:b",
         "How two states deal with each other, with what it was counted in.",
         {{"by", "day, week, month or year"}, from, to},
         {},
         one_relation,
         {"a", "a_name", "b", "b_name", "by", "periods", "pair", "happenings", "statements", "figures", "commitments",
          "totals"}},
        {"actors",
         "Who is in the store.",
         {words, {"type", "person, country or organization"}, country, offset},
         list_actors,
         {},
         {"id", "name", "type", "country", "sector", "office", "stories", "statements", "events"}},
        {"actors/:id",
         "What one of them said, holds, does, and with whom.",
         {},
         {},
         one_actor,
         {"actor", "offices", "statements", "positions", "deals_with", "months"}},
        {"happenings",
         "What happened, by all reports of it.",
         {words,
          country,
          {"with", "Another country that takes part"},
          {"type", "PLOVER type"},
          {"sources", "At least so many independent sources"},
          {"conflicts", "Anything: only where reports contradict each other"},
          {"order", "sources: most sources first; else latest first"},
          from,
          to,
          offset},
         list_happenings,
         {},
         {"id",          "first_day",       "last_day",    "type",        "mode",      "quad",    "goldstein",
          "actor_names", "recipient_names", "place",       "status",      "reports",   "stories", "sources",
          "killed_min",  "killed_max",      "injured_min", "injured_max", "conflicts", "text"}},
        {"happenings/:id",
         "A happening with all reports side by side.",
         {},
         {},
         one_happening,
         {"happening", "reports"}},
        {"series",
         "Measures told more than once.",
         {words, country, {"unit", "Unit"}, {"family", "level, change or toll"}, from, to, offset},
         list_series,
         {},
         {"id", "about", "scope", "unit", "family", "points", "stories", "sources", "first_day", "last_day", "first",
          "last", "min", "max", "revisions", "contradictions", "targets"}},
        {"series/:id", "A measure over time, each value with its words.", {}, {}, one_series, {"series", "points"}},
        {"ledger",
         "Commitments and what became of them.",
         {words,
          country,
          {"status", "open, met, missed, withdrawn, contradicted or overtaken"},
          {"kind", "Kind of action"},
          from,
          to,
          offset},
         list_ledger,
         {},
         {"id", "day", "by_names", "countries", "strength", "kind", "action", "due", "first_day", "last_day", "status",
          "repeats", "stories", "evidence_words", "evidence_day", "text"}},
        {"ledger/:id",
         "A commitment with the words that made it and those that show what became of it.",
         {},
         {},
         one_entry,
         {"entry", "made", "outcome"}},
        {"map",
         "Where events took place, as precisely as is known.",
         {{"type", "PLOVER type"}, country, from, to},
         {},
         map,
         {"points"}},
        {"map/:place",
         "The events of one point of the map, which is given as latitude,longitude.",
         {{"type", "PLOVER type"}, country, from, to, offset},
         list_events_at,
         {},
         {/*15*/}},
        {"sql", "Answers one statement of SQL that only reads.", {{"q", "The statement"}}, answer_sql, {}, {/*16*/}},
        {"schema", "Tables, their columns, and examples of SQL.", {}, {}, schema, {"tables", "examples"}},
    };
    return list;
}

bool matches(std::string_view path, const Target& target) {
    std::size_t at = 0;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (at == target.segments.size() || (path[0] != ':' && path.substr(0, end) != target.segments[at]))
            return false;
        ++at;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return at == target.segments.size();
}

}  // namespace

std::span<const View> views() { return all(); }

const View* view_of(const Target& target) {
    if (target.segments.empty()) return &all().front();
    for (const View& view : all())
        if (matches(view.path, target)) return &view;
    return nullptr;
}

}  // namespace dragoman::serve
