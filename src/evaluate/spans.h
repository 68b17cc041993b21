// Stretches of a story in code points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dragoman/record.h"

namespace dragoman::evaluate {

/// Half-open; empty when begin >= end.
struct Stretch {
    long begin = 0, end = 0;
};

inline bool overlaps(Stretch a, Stretch b) { return a.begin < b.end && b.begin < a.end; }
inline bool same(Stretch a, Stretch b) { return a.begin == b.begin && a.end == b.end; }

/// Characters in both over characters in either.
double shared(std::vector<Stretch> a, std::vector<Stretch> b);

Stretch stretch(const Passage& passage);
std::vector<Stretch> stretches(const std::vector<Passage>& passages);

/// A story's text as the scorer sees it.
class Words {
public:
    explicit Words(std::string_view utf8);

    /// Where the quoted words stand ("words@2": their second occurrence); empty when nowhere.
    Stretch find(std::string_view quoted) const;
    /// Index of the sentence in which a stretch begins, -1 if none.
    int sentence(Stretch stretch) const;
    /// The words there.
    bool are(Stretch stretch, std::string_view utf8) const;

private:
    std::u32string text_;
    std::vector<Stretch> sentences_;
};

}  // namespace dragoman::evaluate
