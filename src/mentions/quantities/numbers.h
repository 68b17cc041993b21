// Numbers in digits and words: "1,000", "12.5 mln", "twenty-three", "two and a half", "half a
// million", "two-thirds", "tens of thousands".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "annotation/annotation.h"
#include "knowledge/knowledge.h"
#include "text/text.h"

namespace dragoman::mentions {

enum class NumberKind : std::uint8_t {
    none,
    ones,      ///< zero … nineteen
    tens,      ///< twenty … ninety
    scale,     ///< hundred, thousand, million, mln, dozen
    plural,    ///< dozens, thousands: many, nobody says how many; a scale behind a number
    fraction,  ///< half, third, quarters
    ordinal,   ///< first, second
    few,       ///< several, a few: no figure, but a vague length of time
};

/// A part of a whole at four decimals ("two-thirds": 0.6667), a smaller one than a hundredth at four digits.
double rounded_share(double part);

struct NumberWord {
    NumberKind kind = NumberKind::none;
    double value = 0;
};

class NumberWords {
public:
    static NumberWords build(const Knowledge& knowledge);
    NumberWord find(std::string_view lower) const {
        const auto at = words_.find(lower);
        return at == words_.end() ? NumberWord{} : at->second;
    }

private:
    std::unordered_map<std::string_view, NumberWord> words_;
};

struct Number {
    int end = -1;                 ///< one past its last token; -1: no number here
    std::optional<double> value;  ///< none for "dozens" and "several"
    bool fraction = false;        ///< said as a fraction: half, two-thirds
    bool digits = false;          ///< written with figures
    bool scaled = false;          ///< million, dozen, thousands
    double scale = 1;             ///< by how much such words multiplied the figures
    bool few = false;             ///< several, a few
    std::string_view suffix;      ///< letters glued to the figures that may be a unit or a scale: "160km", "3.5m"
    std::uint32_t end_byte = 0;   ///< one past its last byte; before the suffix

    explicit operator bool() const { return end >= 0; }
};

/// The longest number that begins at token `at` (in it at byte `from`, if that is not 0) and ends before `limit`. A
/// lone article is none.
Number number_at(const Text& text, const Annotation& annotation, const NumberWords& words, int at, int limit,
                 std::uint32_t from = 0);

/// Value of an ordinal in digits ("21st", "300th"); 0 when the word is none.
int digit_ordinal(std::string_view lower);

/// Value of plain digits (a year, a day of the month); -1 when the word has anything else.
int plain_digits(std::string_view word);

}  // namespace dragoman::mentions
