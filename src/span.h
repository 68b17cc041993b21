// Positions in a story's text.
#pragma once

#include <cstdint>

namespace dragoman {

/// Half-open range of bytes in Text::body. Token ranges use TokenRange.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    bool empty() const { return begin >= end; }
    bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
    bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
    friend bool operator==(Span a, Span b) { return a.begin == b.begin && a.end == b.end; }
    friend bool operator<(Span a, Span b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; }
};

/// Half-open range of token indexes of a Text.
struct TokenRange {
    int begin = 0;
    int end = 0;

    bool empty() const { return begin >= end; }
    int size() const { return end - begin; }
    bool contains(int token) const { return begin <= token && token < end; }
    bool contains(TokenRange other) const { return begin <= other.begin && other.end <= end; }
    friend bool operator==(TokenRange a, TokenRange b) { return a.begin == b.begin && a.end == b.end; }
};

}  // namespace dragoman
