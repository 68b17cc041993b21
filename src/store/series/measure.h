// What a figure measures, in a form that is the same in all stories: "the volume of our trade with China", "Russian-
// Chinese trade turnover" are both trade of China and Russia.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotation/lemma.h"
#include "knowledge/knowledge.h"

namespace dragoman::store {

/// A measured thing as its words alone tell it.
struct Measure {
    std::string name;                     ///< "trade", "industrial output"
    std::string_view sort;                ///< between, flow, of, kind, moving, rate, firm (knowledge/measures.tsv)
    std::vector<std::string> qualifiers;  ///< other words that tell it apart, sorted: "grain"
    std::vector<std::string> sides;       ///< who is named in it, sorted: codes of countries, what names stand for
    std::vector<std::string> toward;      ///< of those, who stands after "to", "from", "with"
    bool growth = false;                  ///< the words make a change of it: "growth of exports"
    bool shared = false;                  ///< "bilateral", "our": of those the story is about
    bool world = false;                   ///< the whole world's
};

class Measures {
public:
    explicit Measures(const Knowledge& knowledge);

    /// Bytes of the words that name a country, a place or an organisation, and what stands for it among `sides`;
    /// empty for names that do not matter.
    struct Name {
        std::size_t begin, end;
        std::string side;
    };
    /// Words of a figure's `of`; none when they name no known measure.
    std::optional<Measure> read(std::string_view words, const std::vector<Name>& names) const;

    /// "killed", "injured", "missing" … for words that tell a toll; empty for others.
    std::string_view toll(std::string_view words) const;
    /// A regular expression that all words of tolls match, in lower case.
    std::string toll_pattern() const;
    /// Do words speak of a part of a country, or of a firm?
    bool of_part(std::string_view text) const;
    /// Do words say that what they tell is yet to come?
    bool ahead(std::string_view text) const;
    /// The first word that tells what tolls come from; empty without one.
    std::string_view cause(std::string_view text) const;
    /// The lemma of a word in lower case, taken for a noun.
    std::string noun(std::string_view lower) const;

private:
    struct Entry {
        std::string_view sort, measure;
    };
    struct Token;
    std::vector<Token> tokens_of(std::string_view words, const std::vector<Name>& names) const;
    std::string_view country(std::string_view words) const;
    std::vector<std::string> countries_joined(std::string_view word) const;
    const Entry* entry(std::string_view word, std::string_view sort) const;
    const Entry* measure(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                         std::size_t& first) const;

    std::unordered_map<std::string_view, std::vector<Entry>> entries_;
    std::unordered_map<std::string_view, std::string_view> countries_;  ///< name or adjective → code
    annotation::Lemmatiser lemmas_;
};

}  // namespace dragoman::store
