// What the knowledge tables know by name: states, organisations, people, places, and what common
// nouns and words in names tell about who is meant. Built once at load, immutable.
//
// A name is looked up where a word begins: the letters of that word, without accents and in lower
// case, lead to the few names that begin with them, longest first; the longest that stands there wins.
#pragma once

#include <array>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "mentions/entities/cities.h"
#include "mentions/mentions.h"

namespace dragoman::mentions {

enum class Sort : std::uint8_t { state, demonym, nation, capital, organization, person, place };

/// One meaning of a name: a row of the table of its sort.
struct Meaning {
    Sort sort = Sort::state;
    int row = -1;
    int days = -1;  ///< index of the days it is meant on only; -1: on all days
    friend bool operator==(Meaning a, Meaning b) { return a.sort == b.sort && a.row == b.row; }
};

using Meanings = std::pmr::vector<Meaning>;

struct State {
    std::string_view code, name, capital, from, to;
    std::optional<double> latitude, longitude;
};

/// What holds from one day to another, either of which may be open (empty): a member, a name, a seat.
struct Dated {
    std::string_view name, from, to;
    /// Does it hold on the day; still, where the day is not known?
    bool holds(std::string_view day) const {
        return day.empty() ? to.empty() : from <= day && (to.empty() || day <= to);
    }
};

struct Organization {
    std::string_view name, country, sector;
    EntityType type = EntityType::organization;
    std::vector<Dated> members;

    /// Codes of the members on the day; of today's members where the day is not known.
    std::vector<std::string_view> members_on(std::string_view day) const;
};

/// An office held by a person from one day to another; either may be a month, a year or unknown (empty).
struct Term {
    std::string_view office, country, sector, from, to;
};

struct Person {
    std::string_view name, wikidata;
    std::vector<Term> terms;
};

struct Place {
    std::string_view name, country, precision;
    std::optional<double> latitude, longitude;
};

enum class NounKind : std::uint8_t { none, office, people, body, state, thing, place };

struct Noun {
    NounKind kind = NounKind::none;
    std::string_view sector;
    int words = 1;  ///< how many words of the phrase it takes
};

struct NameWord {
    EntityType type = EntityType::other;
    std::string_view sector;
};

/// A name in the text: the token after it and what it may mean.
struct NameMatch {
    int end = -1;
    const Meanings* meanings = nullptr;
    explicit operator bool() const { return end >= 0; }
};

class Gazetteer {
public:
    explicit Gazetteer(const Knowledge& knowledge);

    /// The longest name that begins at the token; capitals must stand where the name has them.
    NameMatch longest(const Text& text, int token) const;
    /// The meaning that fits the day best: a state that existed, a person in office.
    Meaning best(const Meanings& meanings, std::string_view day) const;
    /// Is the name meant so on the day? "Bonn" was the seat of a government once.
    bool is_meant(Meaning meaning, std::string_view day) const;
    /// The known noun that ends with `head`: up to four words, longest first.
    Noun noun(const Annotation& tree, int head, int first) const;
    NameWord name_word(std::string_view word) const;
    bool is_name_word(std::string_view word) const { return name_words_.contains(word); }
    bool is_given_name(std::string_view folded) const { return given_names_.contains(folded); }
    /// People in office, or last in office, whose family name is the word.
    std::span<const int> people_called(std::string_view folded) const;
    /// The term a person served on the day, of several the one that began last; else the last one before it, else the
    /// first.
    const Term* term(int person, std::string_view day) const;
    bool in_office(int person, std::string_view day) const;
    int state_of(std::string_view code) const;
    /// The state whose government goes by the name, "Kremlin" or "Kremlin (kremlin.ru)"; empty if it is no
    /// government's.
    std::string_view government(std::string_view name) const;
    /// The place of a meaning of that sort: of places.tsv, or a city.
    Place place(int row) const;
    /// The name that its row has; of a capital the city's.
    std::string_view name_of(Meaning meaning) const;
    Meaning city_meaning(int city) const { return {Sort::place, static_cast<int>(places_.size()) + city}; }

    std::vector<State> states;
    std::vector<Organization> organizations;
    std::vector<Person> people;
    Cities cities;

private:
    std::vector<Place> places_;  // a meaning may also be a city: place(row) has both
    struct Entry {
        std::string_view text;  ///< without accents
        bool may_be_lower = false;
        Meanings meanings;
    };
    template <class Value>
    using ByWord = std::pmr::unordered_map<std::string_view, Value>;
    using Rows = std::pmr::vector<int>;

    std::string_view kept(std::string_view word);
    void add(std::string_view name, Sort sort, int row, bool may_be_lower = false);
    void add_dated(std::string_view names, Sort sort, int row);
    void read_states(const Table& table);
    void read_organizations(const Table& table);
    void read_people(const Table& table);
    void read_places(const Table& table);
    void read_words(const Knowledge& knowledge);

    // Thousands of short words that live and die together: one piece of memory, so that loading is quick.
    std::pmr::monotonic_buffer_resource memory_{std::size_t{1} << 20};
    std::pmr::vector<Entry> entries_{&memory_};
    std::pmr::vector<Dated> days_{&memory_};  ///< of meanings that are of some days only
    ByWord<int> entry_of_{&memory_};          ///< whole name → entry
    ByWord<Rows> by_first_{&memory_};         ///< first letters → entries, longest first
    ByWord<Rows> people_by_word_{&memory_};
    std::pmr::unordered_set<std::string_view> given_names_{&memory_};  ///< first words of the people's names
    ByWord<Noun> nouns_{&memory_};
    ByWord<NameWord> name_words_{&memory_};
    ByWord<int> state_of_{&memory_};
};

/// Without accents (Latin letters only), apostrophes and dashes made plain; case is kept.
std::string fold(std::string_view text);
std::string lower_ascii(std::string_view text);

}  // namespace dragoman::mentions
