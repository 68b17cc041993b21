#include "ask/relations/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <span>

#include "ask/relations/selection.h"
#include "store/schema/days.h"

namespace dragoman::ask {
namespace {

using Day = std::chrono::sys_days;
using Key = std::pair<std::string, std::string>;
using Starts = std::map<std::optional<Day>, std::int64_t>;  ///< stories by period
using Series = std::map<std::optional<Day>, Cell>;

constexpr const char* real = "kind = 'event' AND status IN ('occurred', 'ongoing')";

std::int64_t integer(const store::Value& value) {
    const auto* number = std::get_if<std::int64_t>(&value.is);
    return number ? *number : 0;
}
std::optional<Day> day_of(const store::Value& value) {
    const auto days = store::days_of(store::plain(value));
    return days ? std::optional(days->first) : std::nullopt;
}

/// How many periods before are compared with.
std::size_t memory_of(const std::string& by) { return by == "day" ? 28 : by == "week" ? 26 : by == "month" ? 12 : 5; }

/// The first day of the periods asked for and of those that they are compared with; nothing where all are asked for.
std::optional<Day> first_compared(const Related& asked, const Selection& selection) {
    if (!selection.from) return std::nullopt;
    Day first = start_of(*selection.from, asked.by);
    for (std::size_t i = 0; i < memory_of(asked.by); ++i) first = start_of(first - std::chrono::days(1), asked.by);
    return first;
}

/// " AND day >= …", with its parameter.
std::string since(const std::optional<Day>& first, std::vector<store::Value>& parameters) {
    if (!first) return "";
    parameters.push_back(number_of(*first));
    return " AND day >= DATE '1970-01-01' + CAST(? AS INTEGER)";
}

/// Pairs with most events first; with `unusual` those that have five events in some period that is compared.
Result<std::vector<Key>> choose_pairs(const store::Store& from, const Related& asked, const Selection& selection) {
    std::vector<store::Value> parameters;
    std::string often, of_these = selection.counts;
    if (asked.unusual) {
        parameters = selection.parameters;
        often = "WITH often AS (SELECT DISTINCT a, b FROM (SELECT a, b FROM " + selection.counts + selection.condition +
                selection.narrow + " AND " + real + since(first_compared(asked, selection), parameters) +
                " GROUP BY a, b, " + selection.start + " HAVING sum(times) >= 5)) ";
        of_these = "(SELECT * FROM " + selection.counts + " SEMI JOIN often USING (a, b))";
    }
    for (const store::Value& value : selection.parameters) parameters.push_back(value);
    std::string sql = often + "SELECT a, b FROM (SELECT a, b, coalesce(sum(times) FILTER (" + real +
                      "), 0)::BIGINT AS events, sum(times)::BIGINT AS rows_ FROM " + of_these + selection.condition +
                      selection.narrow;
    if (!asked.unusual) sql += within(selection, parameters);
    sql += " GROUP BY a, b ORDER BY events DESC, rows_ DESC, a, b";
    if (asked.limit > 0 && !asked.unusual) sql += " LIMIT " + std::to_string(asked.limit);
    auto rows = from.query(sql + ")", parameters);
    if (!rows) return rows.error();
    std::vector<Key> pairs;
    for (std::vector<store::Value> row; rows->next(row);)
        pairs.emplace_back(store::plain(row[0]), store::plain(row[1]));
    return pairs;
}

/// The pairs as two lists to bind.
std::vector<store::Value> lists_of(const std::vector<Key>& pairs) {
    store::List a, b;
    for (const auto& [x, y] : pairs) {
        a.push_back({x});
        b.push_back({y});
    }
    return {{std::move(a)}, {std::move(b)}};
}
constexpr const char* chosen_pairs = "WITH chosen AS (SELECT unnest(?) AS a, unnest(?) AS b) ";

constexpr const char* chosen_periods =
    "WITH chosen AS (SELECT unnest(?) AS a, unnest(?) AS b, unnest(?)::DATE AS start) ";

store::Value list_of(const std::vector<Day>& starts) {
    store::List list;
    for (const Day start : starts) list.push_back({name_of(start, "day")});
    return {std::move(list)};
}

/// One group of rows that are alike, into its cell.
void add(Cell& cell, const std::vector<store::Value>& row) {
    const std::string kind = store::plain(row[3]), type = store::plain(row[4]), status = store::plain(row[6]);
    const std::int64_t times = integer(row[7]);
    if (kind == "statement") cell.statements += times;
    if (kind == "stance") (type == "for" ? cell.in_favour : cell.against) += times;
    if (kind == "event" && status != "occurred" && status != "ongoing") {
        cell.apart[status] += times;
        return;
    }
    if (kind == "event") {
        cell.events += times;
        cell.types[type] += times;
        if (const std::int64_t quad = integer(row[5]); quad >= 1 && quad <= 4)
            cell.quads[static_cast<std::size_t>(quad - 1)] += times;
        cell.valued += integer(row[8]);
        cell.tenths += integer(row[9]);
        cell.hundredths += integer(row[10]);
    }
    const auto first = day_of(row[11]), last = day_of(row[12]);
    if (first && (!cell.first || *first < *cell.first)) cell.first = first;
    if (last && (!cell.last || *last > *cell.last)) cell.last = last;
}

/// The pairs' rows that are counted, from `chosen` on.
std::string counted_rows(const Related& asked, const Selection& selection, std::vector<store::Value>& parameters,
                         bool with_starts = false) {
    for (const auto& value : selection.parameters) parameters.push_back(value);
    const std::string days = asked.by.empty() ? within(selection, parameters) : std::string();
    return " FROM (SELECT * FROM (SELECT *, " + selection.start + " AS start FROM " + selection.counts +
           ") JOIN chosen USING (a, b" + (with_starts ? ", start))" : "))") + selection.condition + selection.narrow +
           days;
}

/// With `starts`, one for each of the pairs, only that period of each.
Status count(const store::Store& from, const Related& asked, const Selection& selection, const std::vector<Key>& pairs,
             std::map<Key, Series>& series, const std::vector<Day>& starts = {}) {
    std::vector<store::Value> parameters = lists_of(pairs);
    if (!starts.empty()) parameters.push_back(list_of(starts));
    const std::string counted = counted_rows(asked, selection, parameters, !starts.empty());
    auto rows = from.query(std::string(starts.empty() ? chosen_pairs : chosen_periods) +
                               "SELECT a, b, start, kind, type, quad, status, sum(times)::BIGINT, sum(valued)::BIGINT, "
                               "sum(goldstein)::BIGINT, sum(squares)::BIGINT, min(first_day), max(last_day)" +
                               counted + " GROUP BY ALL",
                           parameters);
    if (!rows) return rows.error();
    for (std::vector<store::Value> row; rows->next(row);) {
        const auto start = day_of(row[2]);
        if (!asked.by.empty() && !start) continue;  // of a story without a day
        Cell& cell = series[{store::plain(row[0]), store::plain(row[1])}][start];
        add(cell, row);
    }
    return Done{};
}

/// The events alone, by quad class, of the periods asked for and those that they are compared with: what is needed to
/// tell what is unusual and where a series goes, and a fifth of the work of counting all.
Status count_events(const store::Store& from, const Related& asked, const Selection& selection,
                    const std::vector<Key>& pairs, std::map<Key, Series>& series) {
    std::vector<store::Value> parameters = lists_of(pairs);
    std::string counted = counted_rows(asked, selection, parameters) + " AND " + real;
    counted += since(first_compared(asked, selection), parameters);
    auto rows = from.query(
        std::string(chosen_pairs) + "SELECT a, b, start, quad, sum(times)::BIGINT" + counted + " GROUP BY ALL",
        parameters);
    if (!rows) return rows.error();
    for (std::vector<store::Value> row; rows->next(row);) {
        const auto start = day_of(row[2]);
        if (!start) continue;
        Cell& cell = series[{store::plain(row[0]), store::plain(row[1])}][start];
        cell.events += integer(row[4]);
        if (const std::int64_t quad = integer(row[3]); quad >= 1 && quad <= 4)
            cell.quads[static_cast<std::size_t>(quad - 1)] += integer(row[4]);
    }
    return Done{};
}

/// How many stories there are, by period; copies left out. Where only what is unusual is asked for, those of the
/// periods that are compared: the first of these has an entry if there are stories before it, since a store's first
/// periods are compared with less.
Result<Starts> count_stories(const store::Store& from, const Related& asked, const Selection& selection) {
    std::vector<store::Value> parameters;
    std::string sql = "WITH told AS (SELECT day FROM stories s ANTI JOIN copies c ON c.story_id = s.id) SELECT " +
                      selection.start + " AS start, count(*) FROM told WHERE true";
    if (asked.by.empty()) sql += within(selection, parameters);
    const auto first = asked.unusual ? first_compared(asked, selection) : std::nullopt;
    sql += since(first, parameters) + " GROUP BY ALL";
    if (first) {
        sql +=
            " UNION ALL (SELECT DATE '1970-01-01' + CAST(? AS INTEGER), 0 FROM told WHERE day < DATE '1970-01-01' + "
            "CAST(? AS INTEGER) LIMIT 1)";
        parameters.insert(parameters.end(), 2, number_of(*first));
    }
    auto rows = from.query(sql, parameters);
    if (!rows) return rows.error();
    Starts stories;
    for (std::vector<store::Value> row; rows->next(row);)
        if (const auto start = day_of(row[0]); start || asked.by.empty()) stories[start] += integer(row[1]);
    return stories;
}

/// How many stories mention both of a pair, by period. All pairs of these sides are counted and the chosen ones taken
/// of them: to join the chosen ones with both sides' stories takes ten times as long where one side is in most stories.
Status count_both(const store::Store& from, const Related& asked, const Selection& selection,
                  const std::vector<Key>& pairs, std::map<Key, Series>& series, const std::vector<Day>& starts = {}) {
    std::vector<store::Value> parameters = lists_of(pairs);
    if (!asked.actors && asked.by.empty() && asked.from.empty() && asked.to.empty()) {
        auto rows =
            from.query(std::string(chosen_pairs) +
                           "SELECT c.a, c.b, p.stories FROM chosen c JOIN pair_stories p ON p.a = least(c.a, c.b) "
                           "AND p.b = greatest(c.a, c.b)",
                       parameters);
        if (!rows) return rows.error();
        for (std::vector<store::Value> row; rows->next(row);)
            series[{store::plain(row[0]), store::plain(row[1])}][std::nullopt].both += integer(row[2]);
        return Done{};
    }
    if (!starts.empty()) parameters.push_back(list_of(starts));
    const std::string start = asked.by.empty() ? "NULL::DATE" : "date_trunc('" + asked.by + "', day)::DATE";
    std::string days;
    if (asked.by.empty()) days = within(selection, parameters);
    const std::string table = asked.actors ? "story_actors" : "story_countries", who = asked.actors ? "id" : "country";
    auto rows = from.query(std::string(starts.empty() ? chosen_pairs : chosen_periods) +
                               ", told AS (SELECT story_id, " + start + " AS start, " + who + " AS who FROM " + table +
                               " WHERE original AND " + who + " IN (SELECT a FROM chosen UNION SELECT b FROM chosen)" +
                               days + (starts.empty() ? "" : " AND " + start + " IN (SELECT start FROM chosen)") +
                               "), beside AS (SELECT x.who AS a, y.who AS b, x.start, count(*) AS n FROM told x JOIN "
                               "told y ON y.story_id = "
                               "x.story_id AND y.who > x.who GROUP BY ALL) SELECT c.a, c.b, o.start, o.n FROM chosen c "
                               "JOIN beside o ON o.a = "
                               "least(c.a, c.b) AND o.b = greatest(c.a, c.b)" +
                               (starts.empty() ? "" : " AND o.start = c.start"),
                           parameters);
    if (!rows) return rows.error();
    for (std::vector<store::Value> row; rows->next(row);) {
        const auto start = day_of(row[2]);
        if (!asked.by.empty() && !start) continue;
        series[{store::plain(row[0]), store::plain(row[1])}][start].both += integer(row[3]);
    }
    return Done{};
}

std::int64_t events_of(const Cell& cell) { return cell.events; }

/// Periods without gaps, and how many stories each has.
struct Calendar {
    std::vector<Day> starts;
    std::vector<double> stories;
};

/// From the first period with stories to the last, of those that lie within the days.
Calendar calendar_of(const Starts& stories, const std::string& by, std::optional<Day> from = {},
                     std::optional<Day> to = {}) {
    Calendar calendar;
    if (stories.empty()) return calendar;
    const Day last = *stories.rbegin()->first;
    for (Day day = *stories.begin()->first; day <= last; day = next_start(day, by)) {
        if ((from && day < *from) || (to && day > *to)) continue;
        const auto told = stories.find(day);
        calendar.starts.push_back(day);
        calendar.stories.push_back(told == stories.end() ? 0.0 : static_cast<double>(told->second));
    }
    return calendar;
}

/// Where in the calendar a cell of the series stands; nothing where it is outside.
std::optional<std::size_t> place_of(const Calendar& calendar, const std::optional<Day>& start) {
    if (!start) return std::nullopt;
    const auto at = std::lower_bound(calendar.starts.begin(), calendar.starts.end(), *start);
    if (at == calendar.starts.end() || *at != *start) return std::nullopt;
    return static_cast<std::size_t>(at - calendar.starts.begin());
}

/// One count of each period, with the stories it was counted in.
template <class Counted>
std::vector<statistics::Period> counts(const Series& series, const Calendar& calendar, Counted counted) {
    std::vector<statistics::Period> periods;
    periods.reserve(calendar.starts.size());
    for (const double stories : calendar.stories) periods.push_back({0, stories});
    for (const auto& [start, cell] : series)
        if (const auto at = place_of(calendar, start))
            periods[*at].count = static_cast<double>(std::invoke(counted, cell));
    return periods;
}

/// The periods before that a period is compared with; nothing where there are too few of them.
std::span<const statistics::Period> before(const std::vector<statistics::Period>& periods, std::size_t at,
                                           const std::string& by) {
    const std::size_t memory = memory_of(by);
    if (at < memory / 2) return {};
    const std::size_t first = at - std::min(at, memory);
    const auto earlier = std::span(periods).subspan(first, at - first);
    return statistics::comparable(earlier) ? earlier : std::span<const statistics::Period>();
}

/// Marks what departs from the periods before it, also periods in which nothing was counted.
void mark_unusual(Series& series, const Calendar& calendar, const std::string& by,
                  std::int64_t (Cell::*counted)() const, std::optional<statistics::Surprise> Cell::*mark) {
    if (std::none_of(series.begin(), series.end(), [&](const auto& one) { return (one.second.*counted)() >= 5; }))
        return;
    const auto periods = counts(series, calendar, counted);
    for (std::size_t i = 0; i < periods.size(); ++i) {
        if (!statistics::may_be_unusual(std::span(periods).first(i).last(std::min(i, memory_of(by))), periods[i]))
            continue;
        const auto found = statistics::surprise(before(periods, i, by), periods[i]);
        if (found && statistics::unusual(*found, periods[i])) series[calendar.starts[i]].*mark = found;
    }
}

/// Says of the cells that there are whether they could be compared.
void mark_compared(Series& series, const Calendar& calendar, const std::string& by) {
    const auto periods = counts(series, calendar, events_of);
    for (auto& [start, cell] : series)
        if (const auto at = place_of(calendar, start)) cell.compared = !before(periods, *at, by).empty();
}

bool worth_a_row(const Cell& cell) {
    return cell.events + cell.statements + cell.in_favour + cell.against + cell.both > 0 || !cell.apart.empty() ||
           cell.cooperation || cell.conflict;
}

bool asked_for(const std::optional<Day>& start, const Related& asked, const Selection& selection) {
    if (!start) return true;
    return !(selection.from && next_start(*start, asked.by) <= *selection.from) &&
           !(selection.to && *start > *selection.to);
}

bool any_unusual(const Series& series, const Related& asked, const Selection& selection) {
    return std::any_of(series.begin(), series.end(), [&](const auto& entry) {
        return (entry.second.cooperation || entry.second.conflict) && asked_for(entry.first, asked, selection);
    });
}

/// What departs from the periods before it, in every series.
void mark(std::map<Key, Series>& series, const Starts& stories, const Related& asked) {
    const Calendar calendar = calendar_of(stories, asked.by);
    for (auto& [pair, one] : series) {
        mark_unusual(one, calendar, asked.by, &Cell::cooperative, &Cell::cooperation);
        mark_unusual(one, calendar, asked.by, &Cell::conflictive, &Cell::conflict);
        if (!asked.unusual) mark_compared(one, calendar, asked.by);
    }
}

/// A series' cells within the days asked for.
void append(std::vector<Cell>& cells, const Key& pair, Series& series, const Starts& stories, const Related& asked,
            const Selection& selection) {
    for (auto& [start, cell] : series) {
        if (!asked_for(start, asked, selection)) continue;
        if (asked.unusual ? !cell.cooperation && !cell.conflict : !worth_a_row(cell)) continue;
        std::tie(cell.a, cell.b) = pair;
        cell.start = start;
        const auto all = stories.find(start);
        cell.all = all == stories.end() ? 0 : all->second;
        cells.push_back(std::move(cell));
    }
}

/// Where all pairs go: the yearly rates where the store has five years, else the monthly ones.
Status find_trends(const store::Store& from, const Related& asked, const std::vector<Key>& pairs,
                   std::map<Key, Series>& all_time) {
    for (const char* by : {"year", "month"}) {
        Related in_time = asked;
        in_time.by = by;
        const auto selection = select(from, in_time);
        if (!selection) return selection.error();
        const auto stories = count_stories(from, in_time, *selection);
        if (!stories) return stories.error();
        if (stories->size() < 5) continue;
        std::map<Key, Series> series;
        if (Status counted = count_events(from, in_time, *selection, pairs, series); !counted) return counted;
        const Calendar calendar = calendar_of(*stories, by, selection->from, selection->to);
        for (auto& [pair, cells] : all_time)
            cells[std::nullopt].trend = statistics::trend(counts(series[pair], calendar, events_of));
        break;
    }
    return Done{};
}

}  // namespace

namespace {

/// Leaves the pairs of which some period asked for is unusual, and of their series these periods, counted in full.
Status keep_unusual(const store::Store& from, const Related& asked, const Selection& selection, const Starts& stories,
                    std::vector<Key>& pairs, std::map<Key, Series>& series) {
    if (Status counted = count_events(from, asked, selection, pairs, series); !counted) return counted;
    mark(series, stories, asked);
    std::erase_if(pairs, [&](const Key& pair) { return !any_unusual(series[pair], asked, selection); });
    if (pairs.empty() || !asked.whole) return Done{};
    std::vector<Key> of;
    std::vector<Day> starts;
    std::map<Key, Series> whole;
    for (const Key& pair : pairs)
        for (const auto& [start, marked] : series[pair]) {
            if ((!marked.cooperation && !marked.conflict) || !asked_for(start, asked, selection)) continue;
            of.push_back(pair);
            starts.push_back(*start);
            Cell& cell = whole[pair][start];
            cell.cooperation = marked.cooperation;
            cell.conflict = marked.conflict;
        }
    if (Status counted = count(from, asked, selection, of, whole, starts); !counted) return counted;
    if (Status both = count_both(from, asked, selection, of, whole, starts); !both) return both;
    series = std::move(whole);
    return Done{};
}

}  // namespace

Result<std::vector<Cell>> relate(const store::Store& from, const Related& asked) {
    const auto selection = select(from, asked);
    if (!selection) return selection.error();
    auto pairs = choose_pairs(from, asked, *selection);
    if (!pairs) return pairs.error();
    std::vector<Cell> cells;
    if (pairs->empty()) return cells;
    const auto stories = count_stories(from, asked, *selection);
    if (!stories) return stories.error();
    std::map<Key, Series> series;
    if (asked.unusual && !asked.by.empty()) {
        if (Status kept = keep_unusual(from, asked, *selection, *stories, *pairs, series); !kept) return kept.error();
    } else {
        if (Status counted = count(from, asked, *selection, *pairs, series); !counted) return counted.error();
        if (!asked.by.empty())
            mark(series, *stories, asked);
        else if (asked.trends)
            if (Status found = find_trends(from, asked, *pairs, series); !found) return found.error();
        if (Status both = count_both(from, asked, *selection, *pairs, series); !both) return both.error();
    }
    if (pairs->empty()) return cells;
    for (const Key& pair : *pairs) append(cells, pair, series[pair], *stories, asked, *selection);
    if (asked.limit > 0 && cells.size() > static_cast<std::size_t>(asked.limit))
        cells.resize(static_cast<std::size_t>(asked.limit));
    return cells;
}

std::string what_is_unusual(const Cell& cell) {
    std::string text;
    const auto tell = [&](const std::optional<statistics::Surprise>& found, const char* what, std::int64_t times) {
        if (!found) return;
        text += fmt::format("{}{} {}: {}, {:.1f} expected (p {})", text.empty() ? "" : "; ",
                            found->more ? "more" : "less", what, times, found->expected,
                            found->p < 0.0001 ? std::string("< 0.0001") : fmt::format("{:.4f}", found->p));
    };
    tell(cell.conflict, "conflict", cell.conflictive());
    tell(cell.cooperation, "cooperation", cell.cooperative());
    return text;
}

}  // namespace dragoman::ask
