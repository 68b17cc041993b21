// CofeNet's form of PolNeAR (Wang et al., COLING 2022): a line of JSON for each segment, with tokens and
// labels in BIO. Its published scores count a span right when its borders and its part are.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "findings/attributions/attributions.h"
#include "result.h"
#include "text/text.h"

namespace dragoman::evaluate {

/// O, then B- and I- of each part.
inline constexpr std::string_view attribution_labels[] = {"O",     "B-source",  "I-source", "B-cue",
                                                          "I-cue", "B-content", "I-content"};

/// Segments of one article, which stand one after another under one id.
struct GivenArticle {
    struct Segment {
        std::vector<int> labels;  ///< of the given words; indexes of attribution_labels
        int first = 0;            ///< its first given word in `words`
    };
    std::string id;
    std::vector<Segment> segments;
    std::vector<Span> words;  ///< where each given word stands in `text`, not yet normalised
    std::string text;         ///< a paragraph for each segment

    std::string_view word(std::size_t index) const {
        return std::string_view(text).substr(words[index].begin, words[index].end - words[index].begin);
    }
    /// Given words of the tokens of `prepared`, made of `text`: a token's word, by where it begins.
    std::vector<int> word_of_token(const Text& prepared) const;
};

/// An error names the line.
Result<std::vector<GivenArticle>> read_cofenet(std::string_view lines, const std::string& name);

/// Labels of each segment's given words, out of spans over the tokens of `prepared`.
std::vector<std::vector<int>> labels_of(const GivenArticle& article, const Text& prepared,
                                        const std::vector<findings::AttributionSpan>& spans);

/// Counts of spans with their exact borders, by part (source, cue, content).
class SpanScore {
public:
    void add(const std::vector<int>& gold, const std::vector<int>& found);
    /// A line for each part: gold, found, precision, recall, F1.
    std::string table() const;

private:
    struct Counts {
        long gold = 0, found = 0, right = 0;
    };
    std::array<Counts, 3> counts_;
};

}  // namespace dragoman::evaluate
