#include "mentions/entities/cities.h"

#include <algorithm>
#include <charconv>
#include <ranges>

#include "mentions/entities/gazetteer.h"

namespace dragoman::mentions {
namespace {

double number(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

enum Column { name, country, region, latitude, longitude, population };

}  // namespace

Cities::Cities(const Table& table) : table_(&table) {
    while (first_built_in_ < table_->rows() && !table_->origin(first_built_in_).file.empty()) {
        own_.emplace(key(first_built_in_), first_built_in_);
        ++first_built_in_;
    }
}

std::string Cities::key(int row) const { return lower_ascii(fold(table_->at(row, name))); }

std::vector<int> Cities::named(const std::string& wanted) const {
    std::vector<int> rows;
    for (auto [at, end] = own_.equal_range(wanted); at != end; ++at) rows.push_back(at->second);
    std::sort(rows.begin(), rows.end());
    const auto all = std::views::iota(first_built_in_, table_->rows());
    auto at = std::ranges::lower_bound(all, wanted, {}, [&](int row) { return key(row); });
    for (; at != all.end() && key(*at) == wanted; ++at) rows.push_back(*at);
    return rows;
}

City Cities::at(int row) const {
    return {table_->at(row, name),
            table_->at(row, country),
            table_->at(row, region),
            number(table_->at(row, latitude)),
            number(table_->at(row, longitude)),
            static_cast<int>(number(table_->at(row, population)))};
}

}  // namespace dragoman::mentions
