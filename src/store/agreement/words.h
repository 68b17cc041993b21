// What words weigh when two texts are held against each other, and sketches of texts by their weightiest words.
//
// A word weighs -log2 of the share of news texts it stands in (K. Spärck Jones, "A statistical interpretation of term
// specificity", 1972), as knowledge/common_words.tsv counts it: the weight of a word does not depend on which stories
// a store holds, so that what two stories have in common does not change when others come.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/knowledge.h"

namespace dragoman::store {

/// A word without its endings, so that "acquired", "acquires" and "acquisition" are one: as a hash.
using Stem = std::uint32_t;

/// Of a word in lower case.
std::string stem_of(std::string_view word);
Stem hash_of_stem(std::string_view word);

struct Weighed {
    Stem stem = 0;
    std::uint32_t weight = 0;  ///< tenths of bits
    bool operator==(const Weighed&) const = default;
};

/// Ascending by stem, none twice.
using Sketch = std::vector<Weighed>;

class Weights {
public:
    static Weights of(const Knowledge& knowledge);
    /// Of a word in lower case; 0 for those that say nothing.
    std::uint32_t operator()(std::string_view word) const;

private:
    std::unordered_map<std::string_view, std::uint32_t> common_;
};

/// From here on a word is rare: it stands in less than a hundredth of texts.
constexpr std::uint32_t rare = 70;

/// The `most` weightiest words of a text, those said again counting more.
Sketch sketch_of(std::string_view text, const Weights& weights, std::size_t most);
/// The numbers of a text but years and single digits, as hashes, ascending.
std::vector<Stem> numbers_of(std::string_view text);
/// What a sketch weighs; what two have in common weighs.
std::uint32_t weight_of(const Sketch& sketch);
std::uint32_t shared_weight(const Sketch& a, const Sketch& b);
/// How many words two have in common.
int shared_words(const Sketch& a, const Sketch& b);
/// Cosine of two sketches in hundredths.
int likeness(const Sketch& a, const Sketch& b);

}  // namespace dragoman::store
