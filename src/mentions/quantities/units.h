// Units, currencies and the words beside numbers, from the knowledge tables.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotation/annotation.h"
#include "knowledge/knowledge.h"
#include "mentions/quantities/numbers.h"

namespace dragoman::mentions {

/// Phrases of lower-case words with a number behind each (an index into some list).
class PhraseIndex {
public:
    void add(std::string_view phrase, int meaning);

    struct Match {
        int meaning = -1;
        int end = -1;  ///< one past the last token
        explicit operator bool() const { return meaning >= 0; }
    };
    /// The longest phrase that begins at `at` and ends before `limit`.
    Match match(const Annotation& annotation, int at, int limit) const;

private:
    struct Phrase {
        std::vector<std::string_view> words;
        int meaning;
    };
    std::unordered_map<std::string_view, std::vector<Phrase>> by_first_;  ///< longest first
};

struct Unit {
    std::string_view name, singular, dimension;
    std::string_view si;  ///< the SI unit; empty where the size is not fixed
    double factor = 0;    ///< how many of it
    double offset = 0;    ///< added after: temperatures
};

struct Currency {
    std::string_view code;
    std::string_view nouns;  ///< as in the table: tells currencies of one name apart from others
};

struct UnitLexicon {
    NumberWords numbers;
    std::vector<Unit> units;
    PhraseIndex unit_forms;                                  ///< words in lower case → units
    std::unordered_map<std::string_view, int> unit_symbols;  ///< as written → units
    std::size_t longest_symbol = 1;                          ///< bytes
    std::vector<Currency> currencies;
    std::unordered_map<std::string_view, std::vector<int>> adjectives;  ///< "philippine" → currencies
    PhraseIndex currency_forms;                         ///< "dollars", "Canadian dollars" → currencies
    std::unordered_map<std::string_view, int> symbols;  ///< "$", "us$", "c $", "eur" → currencies
    PhraseIndex comparators_before, comparators_after;  ///< → comparators
    std::vector<std::string_view> comparators;
    int longest_comparator = 1;     ///< words
    std::vector<std::string> made;  ///< phrases put together at load ("canadian dollars")
};

}  // namespace dragoman::mentions
