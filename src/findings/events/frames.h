// What the tables say of words that tell of acts: frames, support verbs, intents, modes, contexts.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "annotation/annotation.h"
#include "findings/events/codes.h"
#include "findings/findings.h"
#include "knowledge/knowledge.h"

namespace dragoman::findings {

/// One row of knowledge/frames.tsv or idioms.tsv; the tables' heads say what its fields mean.
struct EventFrame {
    using Words = std::vector<std::string_view>;
    std::string_view word;  ///< as in the table
    Words companions;       ///< words besides the head's lemma
    std::string_view type, mode, cameo;
    Words actor, recipient;    ///< slots, tried in order
    std::vector<Words> needs;  ///< all must hold; inside one any
    Words contexts;
    int row = 0;
    bool only_met = false;  ///< proposes nothing where its conditions do not hold
    bool firm = false;      ///< where they hold the weights do not change its type

    /// Is who acts looked for in that slot first? Of some ("died in an attack") nobody is.
    bool acts_as(std::string_view slot) const { return !actor.empty() && actor.front() == slot; }

    /// Conditions it sets: of two frames the stricter is tried first.
    int strictness() const { return static_cast<int>(2 * companions.size() + needs.size()); }
};

enum class Carries : std::uint8_t { object, subject, phrase };

struct SupportVerb {
    Carries noun = Carries::object;
    std::string_view subject;  ///< actor, recipient or empty
    std::string_view status;   ///< or empty
};

struct Intent {
    std::string_view status;    ///< or empty
    std::string_view strength;  ///< or empty
};

struct EventLexicon {
    using Frames = std::vector<EventFrame>;
    struct Index {
        std::unordered_map<std::string_view, Frames> verbs, nouns,
            adjectives;  ///< by the head's lemma, strictest first
        const Frames* of(const Annotation& tree, int token) const;
    };
    Index frames;
    Index idioms;  ///< knowledge/idioms.tsv: uses of such words that tell of no act
    std::unordered_map<std::string_view, std::vector<SupportVerb>> supports;
    std::unordered_map<std::string_view, Intent> intent_verbs, intent_nouns, intent_adjectives, intent_modifiers,
        intent_marks;
    struct Mode {
        std::string_view type, mode;
    };
    std::unordered_map<std::string_view, std::vector<Mode>> modes;                 ///< by lemma
    std::unordered_map<std::string_view, std::vector<std::string_view>> contexts;  ///< by lemma
    enum class Sort : std::uint8_t {
        armed,
        deed,
        protester,
        pledge,
        responsibility,
        series,
        decision,
        proposal,
        order,
        misfortune,
        prison
    };
    CameoLexicon cameo;
    std::unordered_map<std::string_view, std::vector<Sort>> sorts;  ///< by lemma, knowledge/act_words.tsv

    /// Frames of a token by its tag and lemma; null if none.
    const Frames* frames_of(const Annotation& tree, int token) const { return frames.of(tree, token); }
    /// How a verb carries a noun that stands so; null if it does not.
    const SupportVerb* support(std::string_view verb, Carries noun) const;
    /// What a governor makes of what depends on it; null if nothing.
    const Intent* intent(const Annotation& tree, int token) const;
    bool is(Sort sort, std::string_view lemma) const;
    /// What a counting noun stands for: "thousands of miners", "a round of talks"; the noun itself if it counts
    /// nothing.
    int counted(const Annotation& tree, int noun) const;
};

}  // namespace dragoman::findings
