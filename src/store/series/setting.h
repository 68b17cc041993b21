// Who and where a story speaks of. What is asked of it for every figure is looked up, not gone through: a story may
// have as many figures as names. Included by this folder's .cpp files only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace dragoman::store {

/// A name in a story.
struct Named {
    std::uint32_t start, end;
    std::string side;     ///< code of a country, else the entity's id
    std::string country;  ///< that it belongs to
    enum class Sort { country, place, alliance, organisation, person } sort;
};

/// Code points of a story.
struct Stretch {
    std::uint32_t begin, end;
    bool holds(const Named& name) const { return name.start >= begin && name.end <= end; }
};

class Setting {
public:
    Setting() = default;
    explicit Setting(std::vector<Named> names) : names_(std::move(names)) {
        std::sort(names_.begin(), names_.end(), [](const Named& a, const Named& b) {
            return std::tie(a.start, b.end, a.side) < std::tie(b.start, a.end, b.side);
        });
        std::map<std::string, int> counted, places;
        for (const Named& name : names_) {
            sorts_.emplace(name.side, name.sort);
            if (name.country.size() == 3 && name.country != "IGO") ++counted[name.country];
            if (name.sort != Named::Sort::place) continue;
            around_[name.side].insert(name.country);
            most_named_place_ = std::max(most_named_place_, ++places[name.side]);
        }
        for (const auto& [country, times] : counted) countries_.emplace_back(times, country);
        std::sort(countries_.begin(), countries_.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first > b.first : a.second < b.second;
        });
    }

    /// The names that begin in a stretch, the longer ones first where several begin.
    std::span<const Named> beginning_in(Stretch stretch) const {
        const auto before = [](const Named& name, std::uint32_t at) { return name.start < at; };
        const auto first = std::lower_bound(names_.begin(), names_.end(), stretch.begin, before);
        const auto last = std::lower_bound(first, names_.end(), std::max(stretch.begin, stretch.end), before);
        return {first, last};
    }
    /// What sort the first name of a side is of.
    std::optional<Named::Sort> sort_of(const std::string& side) const {
        const auto found = sorts_.find(side);
        return found == sorts_.end() ? std::nullopt : std::optional(found->second);
    }
    /// Is a country that of one of the places among these sides?
    bool surrounds(const std::string& country, const std::vector<std::string>& sides) const {
        return std::any_of(sides.begin(), sides.end(), [&](const std::string& side) {
            const auto found = around_.find(side);
            return found != around_.end() && found->second.contains(country);
        });
    }
    /// Countries by how often they or theirs are named, most often first.
    const std::vector<std::pair<int, std::string>>& countries() const { return countries_; }
    int most_named_place() const { return most_named_place_; }

private:
    std::vector<Named> names_;
    std::map<std::string, Named::Sort> sorts_;
    std::map<std::string, std::set<std::string>> around_;  ///< of places
    std::vector<std::pair<int, std::string>> countries_;
    int most_named_place_ = 0;
};

}  // namespace dragoman::store
