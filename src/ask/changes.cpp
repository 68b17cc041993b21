#include "ask/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "ask/relations/relations.h"
#include "ask/sql.h"
#include "ask/actors/who.h"

namespace dragoman::ask {
namespace {

using Row = std::vector<store::Value>;

/// A kind of change that one query lists: its columns are day, what, words, story, the command that shows more, and the
/// id that ends it. {day}: the condition on days, of a column that the query names first; {who}: that on the state.
struct Listed {
    const char *kind, *day, *who, *sql;
};

constexpr Listed listed[] = {
    {"stories", "s.day", "s.id IN (SELECT story_id FROM story_countries WHERE country = ?)", R"(
WITH told AS (
    SELECT s.source, count(*) AS stories, max({'day': s.day, 'id': s.id}) AS last
    FROM stories s ANTI JOIN copies c ON c.story_id = s.id WHERE true{day}{who} GROUP BY s.source)
SELECT t.last.day, t.stories || CASE t.stories WHEN 1 THEN ' story' ELSE ' stories' END || ' of ' || coalesce(t.source, 'no source'),
    s.title, s.id, 'stories {file} --from {since}{country}', NULL
FROM told t JOIN stories s ON s.id = t.last.id AND s.day = t.last.day ORDER BY t.stories DESC, t.source)"},
    {"actor", "a.first_day", "a.country = ?", R"(
WITH met AS (
    SELECT a.* FROM actors a WHERE a.stories >= 3 AND a.first_day > (SELECT min(day) FROM stories){day}{who}
    ORDER BY a.stories DESC, a.id LIMIT 20)
SELECT a.first_day, 'first seen: ' || a.name || coalesce(' (' || a.country || ')', '') || ', in ' || a.stories || ' stories',
    a.office, min(t.story_id), 'actors {file} --id', a.id
FROM met a LEFT JOIN story_actors t ON t.id = a.id AND t.day = a.first_day
GROUP BY a.first_day, a.name, a.country, a.stories, a.office, a.id ORDER BY a.stories DESC, a.id)"},
    {"turn", "t.day", "t.holder IN (SELECT holder FROM positions WHERE holder_country = ?)", R"(
SELECT t.day, t.holder_name || ' turned ' || t.stance || ': ' || t.target_name,
    array_to_string([piece.text FOR piece IN s.evidence], ' … '), s.story_id, 'positions {file} --turns --person', t.holder
FROM turns t JOIN stances s ON s.story_id = t.after_rows[1].story_id AND s.id = t.after_rows[1].stance_id
WHERE true{day}{who} ORDER BY t.day, t.holder, t.target)"},
    {"happening", "h.first_reported", "list_contains(list_concat(h.actor_countries, h.recipient_countries), ?)", R"(
SELECT h.first_reported, h.type || ': ' || array_to_string(h.actor_names, ', ') || ' → ' ||
        array_to_string(h.recipient_names, ', ') || ', ' || h.sources || ' sources',
    h.words, h.best_story, 'happenings {file} --id', h.id
FROM happenings h WHERE h.sources >= 2{day}{who} ORDER BY h.sources DESC, h.first_reported, h.id LIMIT 20)"},
    {"figure", "p.day", "list_contains(p.by_countries, ?)", R"(
SELECT p.day, CASE p.role WHEN 'toll' THEN 'toll ' ELSE '' END || p.status || ': ' || p.value, p.words.text, p.story_id, 'series {file} --id', p.series_id
FROM series_points p WHERE p.status IN ('revised', 'contradicted') AND NOT p.copy{day}{who}
ORDER BY p.day, p.story_id, p.row_id)"},
    {"commitment", "l.evidence_day", "list_contains(l.countries, ?)", R"(
SELECT l.evidence_day, array_to_string(l.by_names, ', ') || ', ' || l.status || ': ' || l.action, l.evidence_words,
    l.evidence_story, 'ledger {file} --id', l.id
FROM ledger l WHERE l.status <> 'open' AND l.evidence_story IS NOT NULL{day}{who} ORDER BY l.evidence_day, l.id)"},
};

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

/// A word of a shell's, whatever is in it.
std::string shell_word(const std::string& text) {
    const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.' || c == '/' || c == ',';
    });
    return plain ? text : "'" + replaced(text, "'", "'\\''") + "'";
}

struct Asking {
    const store::Store& store;
    const Changes& asked;
    std::string file, state;  ///< state: the code of the country asked for
};

Status add_listed(const Asking& asking, const Listed& list, std::vector<Row>& rows) {
    Conditions days;
    if (Status day = days.add_days(list.day, asking.asked.since, ""); !day) return day;
    std::string sql = replaced(list.sql, "{day}", replaced(days.sql, " WHERE ", " AND "));
    std::vector<store::Value> parameters = days.parameters;
    const std::string who = asking.state.empty() ? "" : " AND " + std::string(list.who);
    if (!who.empty()) parameters.push_back({asking.state});
    sql = replaced(sql, "{who}", who);
    auto found = asking.store.query(sql, parameters);
    if (!found) return found.error();
    for (Row row; found->next(row);) {
        std::string more = replaced(store::plain(row[4]), "{file}", asking.file);
        more = replaced(replaced(more, "{since}", asking.asked.since), "{country}",
                        asking.state.empty() ? "" : " --country " + asking.state);
        if (!row[5].null()) more += " " + shell_word(store::plain(row[5]));
        rows.push_back({{list.kind}, row[0], row[1], row[2], row[3], {"dragoman " + more}});
    }
    return Done{};
}

/// The weightiest words of each of these cells, of what is unusual in it, and their story.
constexpr const char* words_of_cells = R"(
WITH cells AS (SELECT unnest(?) AS a, unnest(?) AS b, unnest(?)::DATE AS "month", unnest(?) AS side)
SELECT a, b, strftime("month", '%Y-%m'), one.words, one.story_id FROM (
    SELECT c.a, c.b, c."month", min(d.weightiest) AS one FROM cells c JOIN dyad_sums d
        ON d.a = c.a AND d.b = c.b AND d.day = c."month" AND (d.quad >= 3) = (c.side = 'conflict')
    WHERE d.kind = 'event' AND d.days <= 31 AND d.status IN ('occurred', 'ongoing') GROUP BY ALL)
)";

/// By a, b and month.
using Words = std::map<std::array<std::string, 3>, std::pair<store::Value, store::Value>>;

Result<Words> words_of(const store::Store& from, const std::vector<Cell>& cells) {
    store::List a, b, months, sides;
    for (const Cell& cell : cells) {
        a.push_back({cell.a});
        b.push_back({cell.b});
        months.push_back({name_of(*cell.start, "day")});
        sides.push_back({cell.conflict ? "conflict" : "cooperation"});
    }
    auto found = from.query(words_of_cells, {{std::move(a)}, {std::move(b)}, {std::move(months)}, {std::move(sides)}});
    if (!found) return found.error();
    Words words;
    for (Row row; found->next(row);)
        words[{store::plain(row[0]), store::plain(row[1]), store::plain(row[2])}] = {row[3], row[4]};
    return words;
}

/// Pairs of states in months that depart from those before; `most` of them where that is not 0.
Status add_unusual(const Asking& asking, std::size_t most, std::vector<Row>& rows) {
    auto cells =
        relate(asking.store,
               {.unusual = true, .whole = false, .by = "month", .country = asking.state, .from = asking.asked.since});
    if (!cells) return cells.error();
    if (cells->empty()) return Done{};
    std::stable_sort(cells->begin(), cells->end(), [](const Cell& x, const Cell& y) { return x.start < y.start; });
    if (most > 0 && cells->size() > most) cells->resize(most);
    const auto words = words_of(asking.store, *cells);
    if (!words) return words.error();
    for (const Cell& cell : *cells) {
        const std::string month = name_of(*cell.start, "month");
        const auto told = words->find({cell.a, cell.b, month});
        const auto [evidence, story] = told == words->end() ? std::pair<store::Value, store::Value>() : told->second;
        rows.push_back({{"relation"},
                        {name_of(*cell.start, "day")},
                        {cell.a + " – " + cell.b + ", " + month + ": " + what_is_unusual(cell)},
                        evidence,
                        story,
                        {"dragoman relations " + asking.file + " --pair " + cell.a + "," + cell.b + " --month " +
                         month + " --rows"}});
    }
    return Done{};
}

}  // namespace

Result<store::Rows> changes(const store::Store& from, const Changes& asked, const std::string& file) {
    Asking asking{from, asked, shell_word(file), {}};
    if (!store::days_of(asked.since))
        return Error{"\"" + asked.since + "\" is no date", "",
                     "Give a day, month or year: 2025-02-03, 2025-02 or 2025."};
    if (!asked.country.empty()) {
        const auto state = state_of(from, asked.country);
        if (!state) return state.error();
        asking.state = *state;
    }
    std::vector<Row> rows;
    const auto most = static_cast<std::size_t>(std::max(asked.limit, 0));
    for (const Listed& list : listed) {
        if (most > 0 && rows.size() >= most) break;
        if (asked.type.empty() || asked.type == list.kind)
            if (Status added = add_listed(asking, list, rows); !added) return added.error();
        if (list.kind == std::string("actor") && (asked.type.empty() || asked.type == "relation"))
            if (Status added = add_unusual(asking, most > rows.size() ? most - rows.size() : 0, rows); !added)
                return added.error();
    }
    if (most > 0 && rows.size() > most) rows.resize(most);
    std::vector<store::Column> columns;
    for (const char* name : {"change", "day", "what", "words", "story", "more"}) columns.push_back({name, false});
    return store::Rows::of(std::move(columns), std::move(rows));
}

}  // namespace dragoman::ask
