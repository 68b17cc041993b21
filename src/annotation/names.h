// From scores of name classes to names.
#pragma once

#include <string>
#include <vector>

#include "annotation/annotation.h"
#include "annotation/encoder/encoder.h"

namespace dragoman::annotation {

/// The decoder of name tags (O, B-, I-, E-, S- with a type): the best sequence in which names begin, go
/// on and end in order, by Viterbi (1967). Holds room between sentences; one for each thread.
class NameDecoder {
public:
    explicit NameDecoder(const std::vector<std::string>& classes);

    /// Appends a sentence's names; `offset` is its first token.
    void decode(const Scores& scores, int offset, std::vector<Name>& names);

private:
    /// The best class of every word, where that is a sequence in order already; it is nearly always.
    bool best_alone(const Scores& scores);
    void best_in_order(const Scores& scores);

    int n_;
    std::vector<char> follows_, first_, last_, part_;
    std::vector<int> type_;
    std::vector<float> best_;
    std::vector<int> from_, path_;
};

}  // namespace dragoman::annotation
