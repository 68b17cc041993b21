// What each word tells of and who is on which side of it: acts, commitments and stances, by a network of its own over
// the trunk that it shares with attributions (net/trunk.h).
//
// A word has scores of classes, and vectors that ask and answer: a word that tells asks for either side, and every word
// answers how likely it heads the phrase that names that side. Scores are the same everywhere; linear in the text.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/annotation.h"
#include "annotation/encoder/kernels.h"
#include "findings/statements/cues.h"
#include "text/text.h"

namespace dragoman::findings {

inline constexpr int telling_acts = 17;        ///< none, then act_types of events/acts.h
inline constexpr int telling_commitments = 7;  ///< none, promised, agreed, planned, intended, aimed, considered
inline constexpr int telling_stances = 3;      ///< none, for, against
/// What a side can be a side of: 16 acts, then the commitments, then the stances, each without none.
inline constexpr int telling_kinds = telling_acts + telling_commitments + telling_stances - 3;
inline constexpr int telling_sides = 2;   ///< of an act its actor and its recipient; who is bound, or holds; a target
inline constexpr int telling_width = 32;  ///< of a vector that asks or answers

/// Trained weights, immutable, shared by all threads.
class TellingModel {
public:
    /// From the bytes of models/tellings.bin, which must outlive the model.
    static TellingModel load(std::string_view bytes);
    /// False when the bytes are damaged or no model: then no token is read.
    bool usable() const;
    const std::string& version() const;
    TellingModel(TellingModel&&) noexcept;
    TellingModel& operator=(TellingModel&&) noexcept;
    ~TellingModel();

    struct Weights;
    const Weights& weights() const { return *weights_; }

private:
    explicit TellingModel(std::unique_ptr<Weights> weights);
    std::unique_ptr<Weights> weights_;
};

/// What the words of one story tell, 236 bytes a token. The model must outlive it.
class Tellings {
public:
    /// Without any token read.
    Tellings() = default;

    bool read(int token) const {
        return static_cast<std::size_t>(token) < read_.size() && read_[static_cast<std::size_t>(token)];
    }

    /// Logarithms of the chances, which sum to 1. A token that was not read tells of nothing.
    std::array<double, telling_acts> acts(int token) const;
    std::array<double, telling_commitments> commitments(int token) const;
    std::array<double, telling_stances> stances(int token) const;

    /// The chances that weights over features give (features/models.h; none first), joined with those above:
    /// logarithms of both by the trainer's shares. Unchanged where the token was not read.
    std::array<double, telling_acts> acts(int token, const std::array<double, telling_acts>& weighed) const;
    std::array<double, telling_commitments> commitments(int token,
                                                        const std::array<double, telling_commitments>& weighed) const;
    std::array<double, telling_stances> stances(int token, const std::array<double, telling_stances>& weighed) const;

    /// The same for somebody whom phrases headed by `heads` name: neither, one side, the other.
    std::array<double, 1 + telling_sides> sides(int token, int what, const std::vector<int>& heads,
                                                const std::array<double, 1 + telling_sides>& weighed) const;

    /// A score whose sigmoid is the chance that `other` heads the phrase that names side `which` of `what` (below
    /// telling_kinds) told by `token`; very low where one of them was not read.
    double side(int token, int what, int which, int other) const;

private:
    friend Tellings read_tellings(const Text&, const Annotation&, const StatementLexicon&, const TellingModel&,
                                  const std::vector<TokenRange>&, const annotation::Kernels*);
    using Vectors = std::array<std::array<std::int8_t, telling_width>, telling_sides>;
    struct Word {
        std::array<float, telling_acts + telling_commitments + telling_stances> scores;
        Vectors asks, answers;  ///< in steps of the model's
    };

    template <std::size_t Count>
    std::array<double, Count> chances(int token, std::size_t first) const;
    template <std::size_t Count>
    std::array<double, Count> joined(const std::array<double, Count>& weighed, const std::array<double, Count>& told,
                                     std::size_t kind) const;

    const TellingModel::Weights* with_ = nullptr;
    std::vector<Word> words_;  ///< of each token
    std::vector<bool> read_;
};

/// Of the paragraphs given, in text order, which are read as if the others were not there (each_paragraph of
/// net/trunk.h). The annotation must hold the encoder's states. Without kernels the processor's best are used; all give
/// the same.
Tellings read_tellings(const Text&, const Annotation&, const StatementLexicon&, const TellingModel&,
                       const std::vector<TokenRange>& paragraphs, const annotation::Kernels* kernels = nullptr);

}  // namespace dragoman::findings
