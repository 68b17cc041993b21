// Which act a word tells of, and who does it to whom: what the tables of frames propose, and what trained weights say
// of the proposals and of words that no frame knows.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "findings/events/parts.h"
#include "findings/features/sink.h"
#include "findings/features/weights.h"

namespace dragoman::findings {

/// What one frame of a word makes of it.
struct Proposal {
    const EventFrame* frame = nullptr;
    Sides sides;
    bool met = false;        ///< its conditions hold
    bool political = false;  ///< somebody public acts or is acted upon
};

/// A word that may tell of an act.
struct Candidate {
    Trigger trigger;
    std::vector<Proposal> proposals;  ///< at most one a type, strictest first; those that are met before the others
    bool spent = false;               ///< a noun that a verb's frame has used
    int told_by = -1;                 ///< a verb whose frame has the noun itself: "lodged a protest"
    bool nested = false;              ///< the matter of another act: a promise's, a demand's
    bool mishap = false;              ///< a verb told of what nobody does: "the flood killed three"
    bool fires = false;               ///< by the rules alone its first proposal makes an event
};

/// What the frames propose for a token; empty proposals where they do not know it.
Candidate candidate_at(const EventReading&, int token);

/// All words of a story that may tell of an act, in text order.
std::vector<Candidate> candidates_of(const EventReading&);

/// What is known of the word as a teller of acts. `of_token` has the candidates of all tokens, null where there is
/// none.
void act_features(const EventReading&, const Candidate&, const std::vector<const Candidate*>& of_token, FeatureSink&);

/// Somebody who may be on one side of an act: the phrase that names them, or who speaks, or whom the story is about.
struct SideCandidate {
    enum class From : std::uint8_t { phrase, speaker, addressee, protagonist, salient };
    EntityId entity = -1;
    int head = -1;  ///< the phrase's, -1 where no words of the sentence name them
    From from = From::phrase;
};

/// Everybody who may be a side of an act told by that token, phrases in text order first.
std::vector<SideCandidate> side_candidates(const EventReading&, int token);

/// `sides` and `frame` are what the rules say for an act of that type, null where they say nothing.
void side_features(const EventReading&, const Trigger&, std::string_view type, const Proposal*, const SideCandidate&,
                   FeatureSink&);

/// PLOVER's types, as the weights know them.
inline constexpr std::array<std::string_view, 16> act_types = {
    "ACCUSE",   "AGREE",   "AID",    "ASSAULT", "COERCE",  "CONCEDE",  "CONSULT", "COOPERATE",
    "MOBILIZE", "PROTEST", "REJECT", "REQUEST", "RETREAT", "SANCTION", "SUPPORT", "THREATEN"};

/// How likely a word is to tell of no act, and of each type; they sum to 1.
struct ActChances {
    double none = 1;
    std::array<double, act_types.size()> of{};

    double any() const { return 1 - none; }
    std::size_t likeliest() const {
        return static_cast<std::size_t>(std::max_element(of.begin(), of.end()) - of.begin());
    }
    double of_type(std::string_view type) const {
        const auto at = std::find(act_types.begin(), act_types.end(), type);
        return at == act_types.end() ? 0 : of[static_cast<std::size_t>(at - act_types.begin())];
    }
};

/// With what the net of tellings says of the word, where it has read it.
ActChances joined(const EventReading&, int token, const ActChances&);

/// models/event_acts.bin: which act a word tells of, and who is on which side; immutable. tools/train/README.md says
/// how they are made.
class EventModel {
public:
    /// The bytes must outlive the model.
    static EventModel load(std::string_view bytes);
    bool usable() const { return acts_.usable() && sides_.usable(); }
    const std::string& version() const { return version_; }
    ActChances chances(const std::vector<std::uint32_t>& features) const;
    /// How likely somebody is the actor, and the recipient.
    std::array<double, 2> side_chances(const std::vector<std::uint32_t>& features) const;

private:
    std::string version_;
    FeatureWeights acts_, sides_;
    float act_scale_ = 1, side_scale_ = 1;
};

/// The sides of an act by the weights, with what the rules have found where its frame's conditions hold.
Sides weighed_sides(const EventReading&, const Trigger&, std::string_view type, const Proposal*, const EventModel&);

}  // namespace dragoman::findings
