// Texts strung together from forms of numbers, dates and clock times, from the words of the tables of times and
// quantities, and from marks, with trees drawn by lot: for the scanners, which ask less of a sentence than of its
// letters.
#pragma once

#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "torn.h"

namespace dragoman {

class Strings {
public:
    explicit Strings(const Knowledge& knowledge);

    /// Three to fourteen forms and words.
    ReadText text(Dice& dice) const;
    /// Figures and what stands among them.
    static std::string figures(Dice& dice);

private:
    std::string word(Dice& dice) const;

    std::vector<std::string> words_;  ///< of the tables
    std::vector<std::string_view> named_;
};

}  // namespace dragoman
