#include "ask/series.h"

#include <algorithm>

namespace dragoman::ask {
namespace {

/// A number with thousands parted, as few digits behind the point as it has.
std::string number(const std::string& column) {
    return "CASE WHEN " + column + " = trunc(" + column + ") AND abs(" + column + ") < 1e15 THEN format('{:,}', " +
           column + "::BIGINT) ELSE " + column + "::VARCHAR END";
}

std::string limit_of(int limit) { return limit > 0 ? " LIMIT " + std::to_string(limit) : ""; }

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(' ', begin), text.size());
        if (end > begin) words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

}  // namespace

Result<store::Rows> list_series(const store::Store& from, const SeriesFilter& filter, bool brief) {
    std::string where = filter.all ? "points >= 1" : "points >= 2";
    std::vector<store::Value> values;
    for (const std::string& word : words_of(filter.about)) {
        where += " AND contains(lower(key), lower(?))";
        values.push_back({word});
    }
    std::vector<std::string> countries = words_of(filter.country);
    if (!filter.country.empty()) countries = {filter.country};
    if (!filter.pair.empty()) {
        const auto comma = filter.pair.find(',');
        if (comma == std::string::npos || comma == 0 || comma + 1 == filter.pair.size())
            return Error{"\"" + filter.pair + "\" is not a pair", "", "Give two countries, such as --pair CHL,PER."};
        countries.push_back(filter.pair.substr(0, comma));
        countries.push_back(filter.pair.substr(comma + 1));
    }
    for (const std::string& country : countries) {
        const auto code = country_code(from, country);
        if (!code) return code.error();
        where += " AND list_contains(scope, ?)";
        values.push_back({*code});
    }
    if (!filter.unit.empty()) {
        where += " AND contains(lower(unit), lower(?))";
        values.push_back({filter.unit});
    }
    const std::string columns =
        brief ? "id, measure, array_to_string(scope, ' ') AS \"of\", unit, family AS kind, points AS n, "
                "strftime(first_day, '%Y-%m') AS \"from\", strftime(last_day, '%Y-%m') AS \"to\", " +
                    number("least") + " AS \"min\", " + number("most") + " AS \"max\", " + number("latest") +
                    " AS latest, contradictions AS contra, targets"
              : "*";
    return from.query("SELECT " + columns + " FROM series WHERE " + where +
                          " ORDER BY stories DESC, points DESC, key, id" + limit_of(filter.limit),
                      values);
}

Result<store::Rows> series_points(const store::Store& from, const std::string& id, int limit, bool brief) {
    const std::string columns =
        brief
            ? "coalesce(period, day::VARCHAR) AS \"when\", concat(CASE comparator WHEN '=' THEN '' ELSE comparator || "
              "' ' END, " +
                  number("value") + ", CASE WHEN max IS NULL THEN '' ELSE ' to ' || " + number("max") +
                  " END) AS \"how much\", role, concat(status, CASE WHEN gap IS NULL THEN '' ELSE format(' by {}%', "
                  "abs(gap)) END) AS status, day AS told, array_to_string(by_names, '; ') AS \"by\", words_text AS "
                  "words, source, story_id AS story"
            : "*";
    return from.query("SELECT " + columns +
                          " FROM v_series_points WHERE starts_with(series_id, ?) ORDER BY coalesce(last_day, day), "
                          "first_day, day, story_id, words.\"start\", row_id" +
                          limit_of(limit),
                      {{id}});
}

}  // namespace dragoman::ask
