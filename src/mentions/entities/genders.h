// What words and given names tell of a person's gender: knowledge/gender_words.tsv, given_names.tsv,
// given_names_abroad.tsv.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "knowledge/knowledge.h"

namespace dragoman::mentions {

class Genders {
public:
    explicit Genders(const Knowledge& knowledge);

    /// 'm' or 'f' where the word itself says so ("king", "Mrs", "spokeswoman"), else 0.
    char of_word(std::string_view lower) const { return look_up(words_, lower); }
    /// What nearly all bearers of a given name are; folded, in small letters.
    char of_given_name(std::string_view lower) const { return look_up(given_, lower); }

private:
    using Index = std::unordered_map<std::string_view, char>;
    static char look_up(const Index& index, std::string_view word) {
        const auto found = index.find(word);
        return found == index.end() ? 0 : found->second;
    }
    Index words_, given_;
};

}  // namespace dragoman::mentions
