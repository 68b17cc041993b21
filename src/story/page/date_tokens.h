// Text around a date, cut into numbers, words and signs. Internal to dates.cpp.
#pragma once

#include <cstddef>
#include <string_view>

namespace dragoman::story::page {

struct DateToken {
    enum Kind { Number, Word, Sign } kind = Sign;
    long value = 0;         ///< of a number; of a word that names a month, its number; else 0
    int digits = 0;         ///< of a number, at most 18
    bool ordinal = false;   ///< "3rd", "1er", "3º"
    bool space = false;     ///< stood before it
    std::string_view text;  ///< of a word or sign, as it stands
    std::size_t begin = 0, end = 0;
};

/// The tokens of a stretch of text, as many as a date can need.
class DateTokens {
public:
    static constexpr int kMost = 96;

    explicit DateTokens(std::string_view text, std::size_t from = 0);

    int size() const { return size_; }
    /// Out of range gives an empty sign, so that patterns need no bounds.
    const DateToken& operator[](int i) const { return i >= 0 && i < size_ ? tokens_[i] : none_; }

    bool number(int i, int least, int most) const {
        const DateToken& t = (*this)[i];
        return t.kind == DateToken::Number && t.digits >= least && t.digits <= most;
    }
    bool year(int i) const { return number(i, 4, 4) && (*this)[i].value >= 1900 && (*this)[i].value <= 2100; }
    bool sign(int i, char c) const {
        const DateToken& t = (*this)[i];
        return t.kind == DateToken::Sign && t.text.size() == 1 && t.text[0] == c;
    }
    bool month(int i) const { return (*this)[i].kind == DateToken::Word && (*this)[i].value > 0; }
    /// A word in any case; `lower` in lower case ASCII.
    bool word(int i, std::string_view lower) const;

private:
    DateToken tokens_[kMost];
    DateToken none_;
    int size_ = 0;
};

}  // namespace dragoman::story::page
