// What other data sets call countries, actors, sectors and acts: knowledge/country_codes.tsv, sector_codes.tsv,
// known_groups.tsv, cameo_names.tsv, intensities.tsv.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "knowledge/knowledge.h"

namespace dragoman::store {

class Codes {
public:
    static Codes build(const Knowledge& knowledge);

    struct State {
        std::string name;   ///< usual English name
        std::string fips;   ///< FIPS 10-4: GDELT's geography
        std::string cameo;  ///< GDELT's actors
        std::string cow;    ///< Correlates of War: POLECAT
        std::string icews;  ///< ICEWS's name
    };
    struct Sector {
        std::string cameo, icews;
    };
    struct Cameo {
        std::string name, intensity;  ///< as ICEWS has them
    };
    struct Plover {
        std::string score, quad;
    };

    /// All empty of what has no code; the same for the others.
    const State& state(std::string_view iso3) const { return find(states_, iso3); }
    const Sector& sector(std::string_view plover) const { return find(sectors_, plover); }
    /// Of the code itself, else of the nearest code above it.
    Cameo cameo(std::string_view code) const;
    /// Score of the mode, else of the type; quad category of the type.
    Plover plover(std::string_view type, std::string_view mode) const;
    /// CAMEO's code of a known group, by any name that organizations.tsv has for it.
    const std::string& known_group(std::string_view name) const { return find(groups_, name); }

private:
    template <class Map>
    static const typename Map::mapped_type& find(const Map& map, std::string_view key) {
        static const typename Map::mapped_type none{};
        const auto found = map.find(key);
        return found == map.end() ? none : found->second;
    }

    std::map<std::string, State, std::less<>> states_;
    std::map<std::string, Sector, std::less<>> sectors_;
    std::map<std::string, Cameo, std::less<>> cameo_;
    std::map<std::string, Plover, std::less<>> plover_;  ///< by "TYPE/mode"
    std::map<std::string, std::string, std::less<>> groups_;
};

}  // namespace dragoman::store
