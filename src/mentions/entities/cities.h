// Cities by name, for names that a story gives as places: the table is too large and its names too
// common for finding names with it.
//
// The built-in rows are sorted by folded name and searched where they lie; the user's own rows come first and
// have an index of their own.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman::mentions {

struct City {
    std::string_view name, country, region;  ///< region: of the first level, as GeoNames calls it
    double latitude = 0, longitude = 0;
    int population = 0;
};

class Cities {
public:
    /// The table must outlive them.
    explicit Cities(const Table& table);

    /// Rows of the cities of that name; the name folded and in lower case.
    std::vector<int> named(const std::string& name) const;
    City at(int row) const;
    int size() const { return table_->rows(); }

private:
    std::string key(int row) const;

    const Table* table_;
    int first_built_in_ = 0;
    std::unordered_multimap<std::string, int> own_;
};

}  // namespace dragoman::mentions
