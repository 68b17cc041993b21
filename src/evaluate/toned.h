// Sentences with marked targets and how the sentence speaks of each, as NewsMTSC has them (Hamborg, Donnay 2021): a
// line of JSON for each sentence.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "findings/tone/tone.h"
#include "result.h"

namespace dragoman::evaluate {

struct TonedSentence {
    struct Target {
        Span bytes;                          ///< of text
        std::optional<findings::Tone> tone;  ///< where the line tells it
    };
    std::string text;
    std::vector<Target> targets;
};

/// {"text": … or "sentence_normalized": …, "targets": [{"from", "to": code points, "polarity": 2, 4, 6 or "tone":
/// "negative", …}]}; other members are not looked at. An error names the line.
Result<std::vector<TonedSentence>> read_toned(std::string_view lines, const std::string& name);

/// Counts of tones by class.
class ToneScore {
public:
    void add(findings::Tone gold, findings::Tone found);
    bool empty() const { return total_ == 0; }
    /// A line a class (gold, found, precision, recall, F1), accuracy and macro-F1.
    std::string table() const;

private:
    int total_ = 0, right_ = 0;
    int gold_[3] = {}, found_[3] = {}, hits_[3] = {};
};

}  // namespace dragoman::evaluate
