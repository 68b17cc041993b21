// Lemmas: a table of exceptions (knowledge/lemmas.tsv) over suffix rules.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "annotation/tagset.h"
#include "knowledge/knowledge.h"

namespace dragoman::annotation {

class Lemmatiser {
public:
    explicit Lemmatiser(const Table& exceptions);

    /// `lower` is the lower-cased word; appends the lemma. Proper nouns keep `word` as it is.
    void append(std::string_view word, std::string_view lower, Tag tag, std::string& out) const;

private:
    std::unordered_map<std::string_view, std::string_view> exceptions_[static_cast<int>(Tag::CLOSE_BRACKET) + 1];
};

}  // namespace dragoman::annotation
