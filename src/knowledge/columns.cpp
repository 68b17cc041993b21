#include "knowledge/columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace dragoman::knowledge {
namespace {

constexpr std::string_view declaration = "# columns: ";

// PLOVER 0.8, and MNC and NGO, which it takes over from CAMEO.
constexpr std::array<std::string_view, 29> sectors = {
    "AGR", "BUS", "COP", "CRM", "CVL", "EDU", "ELI", "GOV", "IGO", "JRN", "JUD", "LAB", "LEG", "MED", "MIL",
    "MNC", "NGO", "OPP", "PRE", "PRM", "PTY", "REB", "REF", "REL", "SOC", "SPY", "UAF", "UNK", "IMG"};

template <class Range>
bool has(const Range& all, std::string_view one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

bool is_number(std::string_view text, double low, double high) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= low && value <= high;
}

bool is_day(std::string_view day) {
    constexpr std::string_view form = "dddd-dd-dd";
    if (day.size() != 4 && day.size() != 7 && day.size() != 10) return false;
    for (std::size_t i = 0; i < day.size(); ++i)
        if (form[i] == 'd' ? day[i] < '0' || day[i] > '9' : day[i] != '-') return false;
    const auto part = [&](std::size_t at) { return (day[at] - '0') * 10 + (day[at + 1] - '0'); };
    return (day.size() < 7 || (part(5) >= 1 && part(5) <= 12)) && (day.size() < 10 || (part(8) >= 1 && part(8) <= 31));
}

bool is_state(std::string_view code, const Table& states) {
    if (code == "IGO") return true;
    const int column = states.column("code");
    for (int row = 0; row < states.rows(); ++row)
        if (states.at(row, column) == code) return true;
    return false;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::vector<Column> declared(const Table& table) {
    std::vector<Column> columns;
    for (std::string_view line : split(table.head(), '\n')) {
        if (!line.starts_with(declaration)) continue;
        for (std::string_view item : split(line.substr(declaration.size()), ',')) {
            item = trimmed(item);
            Column column;
            const std::size_t blank = std::min(item.find(' '), item.size());
            column.name = item.substr(0, blank);
            column.kind = trimmed(item.substr(blank));
            if (column.name.ends_with('*')) column.key = true, column.name.remove_suffix(1);
            if (column.kind.ends_with('?')) column.may_be_empty = true, column.kind.remove_suffix(1);
            columns.push_back(column);
        }
    }
    return columns;
}

std::string fault_of(const Column& column, std::string_view field, const Table& states) {
    const auto says = [&](std::string_view wanted) {
        return fmt::format("{} is \"{}\", which is no {}", column.name, field, wanted);
    };
    if (field.empty()) return column.may_be_empty ? "" : fmt::format("{} is empty", column.name);
    if (field != trimmed(field)) return fmt::format("{} begins or ends with a blank", column.name);
    const std::string_view kind = column.kind;
    if (kind == "text") return "";
    if (kind == "list")
        return has(split(field, '|'), "") ? fmt::format("{} has an empty item between bars", column.name) : "";
    if (kind == "state") return is_state(field, states) ? "" : says("code of states.tsv (ISO 3166 alpha-3), nor IGO");
    if (kind == "sector") return has(sectors, field) ? "" : says("PLOVER sector (GOV, MIL, BUS, …)");
    if (kind == "day") return is_day(field) ? "" : says("day like 2024-05-03, 2024-05 or 2024");
    if (kind == "number") return is_number(field, -1e300, 1e300) ? "" : says("number");
    if (kind == "latitude") return is_number(field, -90, 90) ? "" : says("latitude from -90 to 90");
    if (kind == "longitude") return is_number(field, -180, 180) ? "" : says("longitude from -180 to 180");
    return has(split(kind, '|'), field) ? "" : fmt::format("{} is \"{}\", not one of {}", column.name, field, kind);
}

std::string fault_of(const Table& table, int row, const std::vector<Column>& like, const Table& states) {
    if (table.fields(row).size() > table.columns().size())
        return fmt::format("{} fields under {} columns: a tab too many", table.fields(row).size(),
                           table.columns().size());
    for (const Column& column : like) {
        const std::string fault = fault_of(column, table.at(row, column.name), states);
        if (!fault.empty()) return fault;
    }
    const std::string_view from = table.at(row, "from"), to = table.at(row, "to");
    if (!from.empty() && !to.empty() && is_day(from) && is_day(to) && from > to && !from.starts_with(to))
        return fmt::format("from {} is later than to {}", from, to);
    return "";
}

}  // namespace dragoman::knowledge
