// Names that several places, or a place and somebody else, bear: who or what is meant is told by what stands
// beside the name ("Tripoli, Lebanon", "Georgia and Alabama"), by whom the story named before ("Hamilton Jordan …
// Jordan said"), and by the states it speaks of. A place that no table of names has is looked for among the cities.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

constexpr int large = 100'000;     ///< inhabitants of a city that is meant without a state beside it
constexpr int times_larger = 5;    ///< than the next one of its name
constexpr int times_smaller = 10;  ///< than the one of its name that is meant elsewhere, and still meant at home

class Settler {
public:
    explicit Settler(Reading& reading) : r(reading), settled_(reading.names.size(), 0) {}

    void settle() {
        note_bearers();
        note_states();
        for (int i = 0; i < count(); ++i) {
            if (is_family_name(i))
                make_person(r.names[i]);
            else if (by_what_follows(i))
                settled_[i] = 1;
            else
                by_neighbours(i);
        }
        note_states();
        for (int i = 0; i < count(); ++i)
            if (!settled_[i]) by_story(r.names[i]);
    }

private:
    int count() const { return static_cast<int>(r.names.size()); }

    std::string folded(TokenRange range) const { return lower_ascii(fold(r.text.slice(r.text.span(range)))); }

    /// Empty of a name that no table has.
    std::string_view country_of(Meaning m) const {
        if (m.row < 0) return {};
        switch (m.sort) {
            case Sort::state:
            case Sort::demonym:
            case Sort::nation:
            case Sort::capital:
                return r.known.states[m.row].code;
            case Sort::place:
                return r.known.place(m.row).country;
            default:
                return {};
        }
    }

    static bool is_person(const ProperName& name) {
        return name.meanings ? name.meaning.sort == Sort::person : name.tagged && name.type == NameType::person;
    }

    /// Family names of people the story gives with their first names, by the place of that name.
    void note_bearers() {
        for (const ProperName& name : r.names)
            if (is_person(name) && name.tokens.size() > 1 && name.tokens.size() < 5)
                bearers_.emplace_back(folded({name.tokens.end - 1, name.tokens.end}), name.tokens.begin);
    }

    void note_states() {
        mentioned_.clear();
        for (const ProperName& name : r.names)
            if (name.meanings)
                if (const auto code = country_of(name.meaning); !code.empty()) mentioned_.push_back(code);
        std::sort(mentioned_.begin(), mentioned_.end());
    }

    auto times_mentioned(std::string_view code) const {
        const auto [first, last] = std::equal_range(mentioned_.begin(), mentioned_.end(), code);
        return last - first;
    }

    bool after_preposition(const ProperName& name) const {
        return among(r.lower(name.tokens.begin - 1),
                     {"in", "at", "near", "from", "to", "into", "outside", "across", "of", "the", "inside", "leave",
                      "left", "visit", "visited", "between", "and"});
    }

    /// "Jordan added" after "Hamilton Jordan".
    bool is_family_name(int i) const {
        const ProperName& name = r.names[i];
        if (!name.meanings || name.tokens.size() != 1 || after_preposition(name)) return false;
        const Sort sort = name.meaning.sort;
        if (sort != Sort::state && sort != Sort::capital && sort != Sort::place) return false;
        const std::string word = folded(name.tokens);
        return std::any_of(bearers_.begin(), bearers_.end(),
                           [&](const auto& b) { return b.second < name.tokens.begin && b.first == word; });
    }

    static void make_person(ProperName& name) {
        name.meanings = nullptr;
        name.tagged = true;
        name.type = NameType::person;
    }

    void make_place(ProperName& name, int city) {
        static const Meanings settled(1);
        name.meanings = &settled;
        name.meaning = r.known.city_meaning(city);
    }

    /// May the name be a town's? No person's, no body's.
    bool may_be_town(const ProperName& name) const {
        if (name.tokens.size() > 4) return false;
        if (name.meanings) return name.meaning.sort == Sort::capital || name.meaning.sort == Sort::place;
        return !name.tagged || name.type == NameType::place;
    }

    /// The name after a comma, unless it goes on a list: "Paris, Texas" and not "Paris, Rome and Berlin".
    int stands_behind(int i) const {
        const int comma = r.names[i].tokens.end;
        if (i + 1 >= count() || r.lower(comma) != "," || r.names[i + 1].tokens.begin != comma + 1) return -1;
        const std::string_view next = r.lower(r.names[i + 1].tokens.end);
        const bool list = next == "and" || next == "or" ||
                          (i > 0 && r.lower(r.names[i].tokens.begin - 1) == "," &&
                           r.names[i - 1].tokens.end == r.names[i].tokens.begin - 1);
        return list ? -1 : i + 1;
    }

    /// "Tripoli, Lebanon"; "Cairo, Illinois", where a region is enough for a town that no table has.
    bool by_what_follows(int i) {
        ProperName& name = r.names[i];
        const int behind = may_be_town(name) ? stands_behind(i) : -1;
        if (behind < 0 || !r.names[behind].meanings) return false;
        ProperName& where = r.names[behind];
        for (const Meaning m : *where.meanings) {
            if (m.sort != Sort::state && m.sort != Sort::place) continue;
            const bool region = m.sort == Sort::place && r.known.place(m.row).precision == "region";
            const int city = best_city(name, country_of(m), region ? r.known.place(m.row).name : std::string_view());
            if (city < 0 || (m.sort == Sort::place && !region)) continue;
            where.meaning = m;
            if (!name.meanings || country_of(name.meaning) != country_of(m)) make_place(name, city);
            return true;
        }
        const bool region = where.meaning.sort == Sort::place && r.known.place(where.meaning.row).precision == "region";
        if (!region || country_of(where.meaning).empty() || country_of(name.meaning) == country_of(where.meaning))
            return false;
        name.meanings = nullptr;
        name.tagged = true;
        name.type = NameType::place;
        return true;
    }

    /// The most populous city of the name in the state, and in the region if one is given; -1 if there is none.
    int best_city(const ProperName& name, std::string_view country, std::string_view region) const {
        int best = -1, population = -1;
        for (const int row : r.known.cities.named(folded(name.tokens))) {
            const City city = r.known.cities.at(row);
            if (city.country != country || (!region.empty() && city.region != region)) continue;
            if (city.population > population) best = row, population = city.population;
        }
        return best;
    }

    /// Georgia: the region beside regions of its state and in the mouth of its politics, else the state.
    void by_neighbours(int i) {
        ProperName& name = r.names[i];
        if (!name.meanings || name.meaning.sort != Sort::state) return;
        for (const Meaning m : *name.meanings) {
            if (m.sort != Sort::place || country_of(m).empty() ||
                !(beside(i, m) || has_governor(name) || in_regions(name, m)))
                continue;
            name.meaning = m;
            return;
        }
    }

    /// "Georgia" in a story of several American states that has nothing else of the Caucasus.
    bool in_regions(const ProperName& name, Meaning meaning) const {
        int regions = 0;
        for (const ProperName& other : r.names) {
            if (!other.meanings) continue;
            const Meaning m = other.meaning;
            if (m.sort <= Sort::capital && m.row == name.meaning.row && m.sort != Sort::state) return false;
            regions += m.sort == Sort::place && m.row != meaning.row && country_of(m) == country_of(meaning) &&
                       r.known.place(m.row).precision == "region";
        }
        return regions >= 2 || (regions == 1 && times_mentioned(country_of(meaning)) >= 3);
    }

    /// Another region of the same state within a few words.
    bool beside(int i, Meaning meaning) const {
        for (const int j : {i - 2, i - 1, i + 1, i + 2}) {
            if (j < 0 || j >= count() || !r.names[j].meanings || r.names[j].meaning.sort != Sort::place) continue;
            const int apart = std::max(r.names[j].tokens.begin, r.names[i].tokens.begin) -
                              std::min(r.names[j].tokens.end, r.names[i].tokens.end);
            if (apart <= 3 && country_of(r.names[j].meaning) == country_of(meaning) &&
                r.names[j].meaning.row != meaning.row)
                return true;
        }
        return false;
    }

    bool has_governor(const ProperName& name) const {
        const auto office = [&](int t) {
            return among(r.lower(t), {"governor", "gov.", "senator", "sen.", "congressman", "congresswoman", "rep."});
        };
        const int before = name.tokens.begin - 1, after = name.tokens.end;
        return (r.lower(before) == "of" && office(before - 1)) || office(after) ||
               (among(r.lower(after), {"'s", "’s"}) && office(after + 1));
    }

    /// Of several places of a name, the one in a state that the story speaks of; an unknown place, if it is a large
    /// city.
    void by_story(ProperName& name) {
        if (!may_be_town(name) || (!name.meanings && !name.tagged)) return;
        const std::string_view own = name.meanings ? country_of(name.meaning) : std::string_view();
        if (name.meanings && (own.empty() || times_mentioned(own) > 1)) return;
        int best = -1, next = -1;
        City chosen;
        long best_score = 0, next_score = 0;
        for (const int row : r.known.cities.named(folded(name.tokens))) {
            const City city = r.known.cities.at(row);
            const bool told = times_mentioned(city.country) > (city.country == own ? 1 : 0);
            const long score = city.population + (told ? 100'000'000L : 0L);
            if (score > best_score)
                next = best, next_score = best_score, best = row, best_score = score, chosen = city;
            else if (score > next_score)
                next = row, next_score = score;
        }
        if (best < 0) return;
        const bool told = best_score >= 100'000'000L;
        if (name.meanings) {
            const int usual = best_city(name, own, {});
            const bool weighs = usual < 0 || r.known.cities.at(usual).population / times_smaller <= chosen.population;
            if (told && chosen.country != own && chosen.population >= large && weighs) make_place(name, best);
            return;
        }
        const bool alone = next < 0 || best_score >= times_larger * next_score;
        if (told || (chosen.population >= large && alone)) make_place(name, best);
    }

    Reading& r;
    std::vector<char> settled_;                         ///< names whose place stands behind them
    std::vector<std::pair<std::string, int>> bearers_;  ///< family name, token where the full name begins
    std::vector<std::string_view> mentioned_;           ///< states' codes, sorted, one for each time
};

}  // namespace

void settle_places(Reading& r) { Settler(r).settle(); }

}  // namespace dragoman::mentions
