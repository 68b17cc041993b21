// Cuts out of a text by code points. SQL's substring() walks from the text's start to each cut, which for a long story
// with many rows is quadratic; here the text is walked once. Included by the steps' .cpp files only.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dragoman::store {

class Cuts {
public:
    explicit Cuts(std::string_view text) : text_(text) {
        for (std::size_t i = 0; i < text.size(); ++i)
            if (begins_character(text[i]) && length_++ % apart == 0) bytes_.push_back(i);
    }

    /// `length` code points from the `from`-th, or what there is of them; a view of the text.
    std::string_view operator()(std::uint32_t from, std::uint32_t length) const {
        const std::size_t begin = byte_of(from), end = byte_of(std::uint64_t(from) + length);
        return text_.substr(begin, end - begin);
    }

private:
    static constexpr std::size_t apart = 256;  // code points between the remembered ones

    static bool begins_character(char c) { return (c & 0xC0) != 0x80; }

    std::size_t byte_of(std::uint64_t at) const {
        if (at >= length_) return text_.size();
        std::size_t i = bytes_[at / apart];
        for (std::size_t left = at % apart; left > 0; --left)
            for (++i; i < text_.size() && !begins_character(text_[i]);) ++i;
        return i;
    }

    std::string_view text_;
    std::vector<std::size_t> bytes_;  // of each 256th code point
    std::uint64_t length_ = 0;
};

}  // namespace dragoman::store
