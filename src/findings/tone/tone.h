// How a sentence speaks of somebody whom it names: well, ill, or neither. Sentiment towards a target, whoever feels it,
// as NewsMTSC draws it (Hamborg, Donnay 2021); a stance of a record needs a holder and words that carry it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "findings/features/models.h"
#include "findings/features/sink.h"
#include "findings/findings.h"

namespace dragoman::findings {

enum class Tone : std::uint8_t { negative, neutral, positive };
inline constexpr std::array<std::string_view, 3> tone_names = {"negative", "neutral", "positive"};

/// Words of one sentence that name somebody.
struct ToneTarget {
    TokenRange tokens;   ///< not empty
    EntityIds entities;  ///< whom they mean; empty where that is not known
};

struct ToneReading {
    Tone tone = Tone::neutral;
    std::array<double, 3> chances{};  ///< by Tone; they sum to 1
};

/// models/tone.bin; the bytes must outlive it. Damaged ones give a model that is not usable.
FeatureModels load_tone_model(std::string_view bytes);

/// What is known of a target in its sentence: its words by their way to it in the tree, which of them praise, blame or
/// tell of acts, and the rows of the record that it has a part in. The document, its lexicon and findings must outlive
/// it; building it is linear in the story, each target takes a bounded number of steps.
class ToneReader {
public:
    ToneReader(const Document& document, const Lexicon& lexicon, const Findings& found);

    /// Each once, in no order of meaning; the target must have tokens.
    void features(const ToneTarget& target, FeatureSink& sink) const;
    /// The likeliest tone; the model must be usable.
    ToneReading read(const ToneTarget& target, const FeatureModels& model) const;

    /// Whom a story names, in text order: every mention of a person, a body, a people or a state.
    std::vector<ToneTarget> targets() const;
    /// What stands in a stretch of bytes of the input, with whom it means; empty tokens where nothing does.
    ToneTarget target_at(Span span) const;

private:
    struct Rows {
        std::vector<int> stances, events, statements;  ///< told in one sentence, at most `most_rows` each
    };
    struct Ways;

    int head_of(TokenRange tokens) const;
    Ways ways_from(int head, TokenRange own) const;
    std::string_view word(int token) const;
    bool negated(int token) const;
    void add_words(const Ways& ways, TokenRange own, FeatureSink& sink) const;
    void add_sorts(int token, int distance, FeatureSink& sink) const;
    void add_place(int head, const Ways& ways, FeatureSink& sink) const;
    void add_rows(const ToneTarget& target, FeatureSink& sink) const;

    const Document& document_;
    const Lexicon& lexicon_;
    const Findings& found_;
    std::vector<Rows> rows_;  ///< by sentence
};

}  // namespace dragoman::findings
