#include "mentions/quantities/units.h"

#include <algorithm>
#include <charconv>

#include "mentions/parts.h"

namespace dragoman::mentions {

void PhraseIndex::add(std::string_view phrase, int meaning) {
    Phrase made{split(phrase, ' '), meaning};
    if (made.words.empty()) return;
    auto& list = by_first_[made.words[0]];
    const auto shorter =
        std::find_if(list.begin(), list.end(), [&](const Phrase& p) { return p.words.size() < made.words.size(); });
    list.insert(shorter, std::move(made));
}

PhraseIndex::Match PhraseIndex::match(const Annotation& annotation, int at, int limit) const {
    if (at < 0 || at >= limit) return {};
    const auto list = by_first_.find(annotation.lower(at));
    if (list == by_first_.end()) return {};
    for (const Phrase& phrase : list->second) {
        const int size = static_cast<int>(phrase.words.size());
        if (at + size > limit) continue;
        int k = 1;
        while (k < size && annotation.lower(at + k) == phrase.words[k]) ++k;
        if (k == size) return {phrase.meaning, at + size};
    }
    return {};
}

namespace {

double parse_double(std::string_view text) {
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void add_units(UnitLexicon& built, const Table& table) {
    for (int row = 0; row < table.rows(); ++row) {
        const int index = static_cast<int>(built.units.size());
        const std::string_view name = table.at(row, "unit");
        std::string_view singular;
        for (std::string_view form : split(table.at(row, "forms"), '|')) {
            if (singular.empty()) singular = form;
            built.unit_forms.add(form, index);
        }
        for (std::string_view symbol : split(table.at(row, "symbols"), '|')) {
            built.unit_symbols.emplace(symbol, index);
            built.longest_symbol = std::max(built.longest_symbol, symbol.size());
        }
        built.units.push_back({name, singular.empty() ? name : singular, table.at(row, "dimension"),
                               table.at(row, "si"), parse_double(table.at(row, "factor")),
                               parse_double(table.at(row, "offset"))});
    }
}

}  // namespace

std::shared_ptr<const UnitLexicon> build_units(const Knowledge& knowledge) {
    auto built = std::make_shared<UnitLexicon>();
    built->numbers = NumberWords::build(knowledge);

    add_units(*built, knowledge.table("units"));

    const Table& currencies = knowledge.table("currencies");
    std::vector<std::pair<std::string, int>> with_adjective;
    for (int row = 0; row < currencies.rows(); ++row) {
        const int index = static_cast<int>(built->currencies.size());
        built->currencies.push_back({currencies.at(row, "code"), currencies.at(row, "nouns")});
        for (std::string_view symbol : split(currencies.at(row, "symbols"), '|')) built->symbols.emplace(symbol, index);
        for (std::string_view adjective : split(currencies.at(row, "adjectives"), '|'))
            built->adjectives[adjective].push_back(index);
        for (std::string_view noun : split(currencies.at(row, "nouns"), '|')) {
            if (currencies.at(row, "default") == "yes") built->currency_forms.add(noun, index);
            for (std::string_view adjective : split(currencies.at(row, "adjectives"), '|'))
                with_adjective.emplace_back(std::string(adjective) + " " + std::string(noun), index);
        }
    }
    built->made.reserve(with_adjective.size());  // the index points into these strings: they must not move
    for (auto& [phrase, index] : with_adjective) {
        built->made.push_back(std::move(phrase));
        built->currency_forms.add(built->made.back(), index);
    }

    const Table& comparators = knowledge.table("comparators");
    for (int row = 0; row < comparators.rows(); ++row) {
        const std::string_view phrase = comparators.at(row, "phrase");
        const int index = static_cast<int>(built->comparators.size());
        built->comparators.push_back(comparators.at(row, "comparator"));
        (comparators.at(row, "side") == "after" ? built->comparators_after : built->comparators_before)
            .add(phrase, index);
        built->longest_comparator = std::max(built->longest_comparator, static_cast<int>(split(phrase, ' ').size()));
    }
    return built;
}

}  // namespace dragoman::mentions
