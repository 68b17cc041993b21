// Search: the index finds rows and counts them, the store gives the words of those that are shown.
#include "serve/views/search.h"

#include <algorithm>
#include <map>

#include "serve/json.h"
#include "serve/search/words.h"
#include "serve/views/condition.h"
#include "serve/views/views.h"
#include "store/schema/days.h"

namespace dragoman::serve {

Result<Wanted> wanted_of(const Target& target) {
    Wanted wanted{.words = std::string(target["q"]),
                  .kind = {},
                  .source = std::string(target["source"]),
                  .country = std::string(target["country"]),
                  .from = {},
                  .to = {},
                  .offset = offset_of(target),
                  .most = page_rows + 1};
    for (const std::string_view name : {"from", "to"}) {
        if (target[name].empty()) continue;
        const auto days = days_asked(target, name);
        if (!days) return days.error();
        (name == "from" ? wanted.from : wanted.to) = name == "from" ? days->first : days->last;
    }
    return wanted;
}

namespace {

/// By kind: the row's words and who takes part. `?`: a word to show of a story, then stories and rows.
constexpr std::array<const char*, 5> shown_of_kind{
    "SELECT 'story' AS kind, id AS story_id, id, day, source, title, substr(text, greatest(1, strpos(lower(text), "
    "lower(?)) - 80), 240) AS text, NULL AS who FROM stories WHERE id IN (SELECT unnest(?))",
    "SELECT 'statement' AS kind, story_id, id, day, source, title, evidence_text AS text, "
    "array_to_string(list_concat(speaker_names, by_names), '; ') AS who FROM v_statements",
    "SELECT 'event' AS kind, story_id, id, day, source, title, evidence_text AS text, "
    "array_to_string(list_concat(actor_names, recipient_names), '; ') AS who FROM v_events",
    "SELECT 'figure' AS kind, story_id, id, day, source, title, evidence_text AS text, array_to_string(by_names, '; ') "
    "AS who FROM v_figures",
    "SELECT 'commitment' AS kind, story_id, id, day, source, title, evidence_text AS text, array_to_string(by_names, "
    "'; ') AS who FROM v_commitments"};

using Shown = std::map<std::pair<std::string, std::string>, std::string>;  ///< JSON by story and row

Status show(const store::Store& store, Kind kind, const std::vector<Hit>& hits, const std::string& word, Shown& shown) {
    store::List stories, rows;
    for (const Hit& hit : hits) {
        if (hit.kind != kind) continue;
        stories.push_back({hit.story_id});
        rows.push_back({hit.id});
    }
    if (stories.empty()) return Done{};
    std::string sql = shown_of_kind[static_cast<std::size_t>(kind)];
    std::vector<store::Value> values{{std::move(stories)}};
    if (kind == Kind::story) {
        values.insert(values.begin(), value_of(word));
    } else {
        sql += " WHERE story_id IN (SELECT unnest(?)) AND id IN (SELECT unnest(?))";
        values.push_back({std::move(rows)});
    }
    auto found = store.query(sql, values);
    if (!found) return found.error();
    for (std::vector<store::Value> row; found->next(row);)
        shown[{store::plain(row[1]), store::plain(row[2])}] = row_json(*found, row);
    return Done{};
}

std::string counts_json(const Counts& counts) {
    std::string list;
    for (const auto& [value, count] : counts)
        list += (list.empty() ? "" : ",") +
                Object().text("value", value).number("count", static_cast<double>(count)).done();
    return "[" + list + "]";
}

}  // namespace

Result<std::string> search(const Shelf& shelf, const Target& target) {
    auto wanted = wanted_of(target);
    if (!wanted) return wanted.error();
    if (const std::string_view given = target["kind"]; !given.empty()) {
        const auto kind = std::find(kind_names.begin(), kind_names.end(), given);
        if (kind == kind_names.end())
            return Error{"nothing of that kind can be searched", "kind",
                         "story, statement, event, figure or commitment"};
        wanted->kind = static_cast<Kind>(kind - kind_names.begin());
    }
    wanted->most = page_rows;
    const auto index = shelf.index.get();
    if (!index) return index.error();
    const Found found = (*index)->find(*wanted);
    const auto words = words_of(wanted->words);
    Shown shown;
    for (std::size_t kind = 0; kind < kind_names.size(); ++kind)
        if (Status status = show(shelf.store, static_cast<Kind>(kind), found.hits,
                                 words.empty() ? std::string() : words.front(), shown);
            !status)
            return status.error();
    std::string rows;
    for (const Hit& hit : found.hits) {
        // what was forgotten since the index was renewed has no words any more
        if (const auto row = shown.find({hit.story_id, hit.id}); row != shown.end())
            rows += (rows.empty() ? "" : ",\n") + row->second;
    }
    const std::string facets = Object()
                                   .raw("kind", counts_json(found.kinds))
                                   .raw("source", counts_json(found.sources))
                                   .raw("country", counts_json(found.countries))
                                   .raw("year", counts_json(found.years))
                                   .done();
    return Object()
        .number("total", static_cast<double>(found.total))
        .raw("rows", "[" + rows + "]")
        .raw("facets", facets)
        .done();
}

}  // namespace dragoman::serve
