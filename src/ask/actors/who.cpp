#include "ask/actors/who.h"

#include <algorithm>

namespace dragoman::ask {

Result<std::string> state_of(const store::Store& from, const std::string& given) {
    const bool code =
        given.size() == 3 && std::all_of(given.begin(), given.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (code) return given;
    auto rows = from.query(
        "SELECT country FROM actors WHERE type = 'country' AND country IS NOT NULL AND (lower(name) = lower(?) OR "
        "lower(country) = lower(?)) ORDER BY stories DESC, id LIMIT 1",
        {{given}, {given}});
    if (!rows) return rows.error();
    if (std::vector<store::Value> row; rows->next(row)) return store::plain(row[0]);
    return Error{"the store names no country \"" + given + "\"", "",
                 "Give an ISO 3166 code of three letters, such as CHL."};
}

Result<std::vector<std::string>> actors_called(const store::Store& from, const std::string& given) {
    for (const char* condition :
         {"id = ? AND ? <> ''", "lower(name) = lower(?) AND lower(?) <> '' AND type <> 'person'",
          "contains(' ' || lower(name) || ' ', ' ' || lower(?) || ' ') AND ? <> ''",
          "contains(lower(name), lower(?)) AND ? <> ''"}) {
        auto rows = from.query("SELECT id FROM actors WHERE " + std::string(condition) + " ORDER BY stories DESC, id",
                               {{given}, {given}});
        if (!rows) return rows.error();
        std::vector<std::string> ids;
        for (std::vector<store::Value> row; rows->next(row);) ids.push_back(store::plain(row[0]));
        if (!ids.empty()) return ids;
    }
    return Error{"the store knows nobody called \"" + given + "\"", "",
                 "dragoman actors FILE.duckdb --person NAME lists who is there."};
}

Result<std::pair<std::string, std::string>> sides_of(const std::string& pair) {
    const auto comma = pair.find(',');
    if (comma == std::string::npos || comma == 0 || comma + 1 == pair.size())
        return Error{"\"" + pair + "\" is not a pair", "", "Give two, such as --pair CHL,PER."};
    return std::pair(pair.substr(0, comma), pair.substr(comma + 1));
}

}  // namespace dragoman::ask
