// Cells as rows: for people with bands beside the numbers, for programs each number in its column.
#include <fmt/format.h>

#include <cmath>

#include "ask/relations/relations.h"
#include "statistics/intervals.h"

namespace dragoman::ask {
namespace {

using statistics::Interval;
using store::Value;

constexpr Interval goldstein_scale{-10, 10};

Value number(std::int64_t n) { return {n}; }
Value nothing() { return {}; }

std::string share_text(const Cell& cell) {
    const std::int64_t all = cell.cooperative() + cell.conflictive();
    if (all == 0) return "";
    const Interval band = statistics::share(cell.cooperative(), all);
    return fmt::format("{:.0f} ({:.0f}–{:.0f})",
                       100.0 * static_cast<double>(cell.cooperative()) / static_cast<double>(all), 100 * band.low,
                       100 * band.high);
}

/// With a minus sign, at which no line ends.
std::string signed_text(double value) {
    const std::string digits = fmt::format("{:.1f}", std::abs(value));
    return value < 0 && digits != "0.0" ? "−" + digits : digits;
}

std::string goldstein_text(const Cell& cell) {
    if (cell.valued == 0) return "";
    const Interval band = statistics::mean(cell.valued, cell.goldstein(), cell.squares(), goldstein_scale);
    return fmt::format("{} ({} to {})", signed_text(cell.goldstein() / static_cast<double>(cell.valued)),
                       signed_text(band.low), signed_text(band.high));
}

std::string rate_text(std::int64_t events, std::int64_t stories) {
    if (stories == 0) return "";
    const Interval band = statistics::count(events);
    const double scale = 1000.0 / static_cast<double>(stories);
    return fmt::format("{:.0f} ({:.0f}–{:.0f})", static_cast<double>(events) * scale, band.low * scale,
                       band.high * scale);
}

std::string trend_text(const Cell& cell) {
    if (!cell.trend || cell.trend->p > 0.05) return "";
    return fmt::format("{} (p {:.3f})", cell.trend->slope > 0 ? "rising" : "falling", cell.trend->p);
}

/// Names of actors by id; of states the codes stand for themselves.
Result<std::map<std::string, std::string>> names_of(const store::Store& from, const std::vector<Cell>& cells) {
    store::List ids;
    for (const Cell& cell : cells) {
        ids.push_back({cell.a});
        ids.push_back({cell.b});
    }
    auto rows = from.query("SELECT id, name FROM actors WHERE id IN (SELECT unnest(?))", {{std::move(ids)}});
    if (!rows) return rows.error();
    std::map<std::string, std::string> names;
    for (std::vector<Value> row; rows->next(row);) names[store::plain(row[0])] = store::plain(row[1]);
    return names;
}

struct Naming {
    std::map<std::string, std::string> names;
    std::string of(const std::string& id) const {
        const auto found = names.find(id);
        return found == names.end() ? id : found->second;
    }
};

std::string quads_text(const Cell& cell) {
    return fmt::format("{}/{}/{}/{}", cell.quads[0], cell.quads[1], cell.quads[2], cell.quads[3]);
}

store::Rows brief_rows(const std::vector<Cell>& cells, const Related& asked, const Naming& naming) {
    const bool one_pair = !asked.by.empty() && !asked.pair.empty() && !asked.actors && !asked.directed;
    std::vector<store::Column> columns;
    if (!asked.by.empty()) columns.push_back({asked.by, false});
    if (!one_pair) columns.push_back({"pair", false});
    for (const char* text : {"events", "talk/help/dispute/force", "cooperative %", "Goldstein", "said", "for/against",
                             "stories", "per 1,000"})
        columns.push_back({text, true});
    columns.push_back({asked.by.empty() ? "trend" : "unusual", false});
    std::vector<std::vector<Value>> rows;
    for (const Cell& cell : cells) {
        auto& row = rows.emplace_back();
        if (!asked.by.empty()) row.push_back({name_of(*cell.start, asked.by)});
        if (!one_pair) row.push_back({naming.of(cell.a) + (asked.directed ? " → " : " – ") + naming.of(cell.b)});
        row.push_back(number(cell.events));
        row.push_back({quads_text(cell)});
        row.push_back({share_text(cell)});
        row.push_back({goldstein_text(cell)});
        row.push_back(number(cell.statements));
        row.push_back({fmt::format("{}/{}", cell.in_favour, cell.against)});
        row.push_back(number(cell.both));
        row.push_back({rate_text(cell.events, cell.both)});
        row.push_back({asked.by.empty() ? trend_text(cell) : what_is_unusual(cell)});
    }
    return store::Rows::of(std::move(columns), std::move(rows));
}

Value object_of(const std::map<std::string, std::int64_t>& counts) {
    store::Object object;
    for (const auto& [name, times] : counts) object.emplace_back(name, Value{times});
    return {std::move(object)};
}

Value day(const std::optional<std::chrono::sys_days>& on) { return on ? Value{name_of(*on, "day")} : nothing(); }

void add_band(std::vector<Value>& row, bool known, double value, Interval band) {
    for (const double x : {value, band.low, band.high}) row.push_back(known ? Value{x} : nothing());
}

store::Rows full_rows(const std::vector<Cell>& cells, const Related& asked, const Naming& naming) {
    std::vector<store::Column> columns;
    for (const char* text : {"start", "a", "b", "a_name", "b_name", "first", "last", "unusual", "types", "apart"})
        columns.push_back({text, false});
    for (const char* text : {"events",
                             "verbal_cooperation",
                             "material_cooperation",
                             "verbal_conflict",
                             "material_conflict",
                             "cooperative_share",
                             "cooperative_share_low",
                             "cooperative_share_high",
                             "goldstein",
                             "goldstein_low",
                             "goldstein_high",
                             "statements",
                             "for",
                             "against",
                             "stories_with_both",
                             "stories",
                             "events_per_1000",
                             "events_per_1000_low",
                             "events_per_1000_high",
                             "conflict_expected",
                             "conflict_p",
                             "cooperation_expected",
                             "cooperation_p",
                             "trend_slope",
                             "trend_p"})
        columns.push_back({text, true});
    std::vector<std::vector<Value>> rows;
    for (const Cell& cell : cells) {
        auto& row = rows.emplace_back();
        row = {cell.start ? Value{name_of(*cell.start, asked.by)} : nothing(),
               {cell.a},
               {cell.b},
               {naming.of(cell.a)},
               {naming.of(cell.b)},
               day(cell.first),
               day(cell.last)};
        const std::string unusual = what_is_unusual(cell);
        row.push_back(unusual.empty() ? nothing() : Value{unusual});
        row.push_back(object_of(cell.types));
        row.push_back(object_of(cell.apart));
        row.push_back(number(cell.events));
        for (const std::int64_t quad : cell.quads) row.push_back(number(quad));
        const std::int64_t classed = cell.cooperative() + cell.conflictive();
        add_band(row, classed > 0,
                 classed > 0 ? static_cast<double>(cell.cooperative()) / static_cast<double>(classed) : 0,
                 statistics::share(cell.cooperative(), classed));
        add_band(row, cell.valued > 0, cell.valued > 0 ? cell.goldstein() / static_cast<double>(cell.valued) : 0,
                 statistics::mean(cell.valued, cell.goldstein(), cell.squares(), goldstein_scale));
        for (const std::int64_t n : {cell.statements, cell.in_favour, cell.against, cell.both, cell.all})
            row.push_back(number(n));
        const double scale = cell.both > 0 ? 1000.0 / static_cast<double>(cell.both) : 0;
        const Interval count = statistics::count(cell.events);
        add_band(row, cell.both > 0, static_cast<double>(cell.events) * scale, {count.low * scale, count.high * scale});
        for (const auto& found : {cell.conflict, cell.cooperation}) {
            row.push_back(found ? Value{found->expected} : nothing());
            row.push_back(found ? Value{found->p} : nothing());
        }
        row.push_back(cell.trend ? Value{cell.trend->slope} : nothing());
        row.push_back(cell.trend ? Value{cell.trend->p} : nothing());
    }
    return store::Rows::of(std::move(columns), std::move(rows));
}

}  // namespace

Result<store::Rows> tabulate(const store::Store& from, const std::vector<Cell>& cells, const Related& asked,
                             bool brief) {
    Naming naming;
    if (asked.actors) {
        auto names = names_of(from, cells);
        if (!names) return names.error();
        naming.names = std::move(*names);
    }
    return brief ? brief_rows(cells, asked, naming) : full_rows(cells, asked, naming);
}

}  // namespace dragoman::ask
