// How a commitment that was found becomes a row: who binds himself, the words of the act, its kind, its day, to whom.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "findings/commitments/undertakings.h"
#include "findings/events/acts.h"
#include "findings/features/models.h"
#include "findings/features/sink.h"

namespace dragoman::findings {

/// How firmly somebody binds himself, as the weights know it; their first class is none.
inline constexpr std::array<std::string_view, 6> strengths = {"promised", "agreed", "planned",
                                                              "intended", "aimed",  "considered"};

/// An act that somebody may undertake.
struct Undertaking {
    int act = -1;   ///< token that heads its words
    int head = -1;  ///< what the clause that tells of it hangs on
    EntityIds by;
    std::string strength;  ///< empty where no rule says that it is undertaken
    std::string rule;
    TokenRange action;  ///< its words, where they are not those of the act
};

class CommitmentRows {
public:
    CommitmentRows(const Document& document, const EventLexicon& events, const CommitmentLexicon& words,
                   Findings& found);

    /// All acts that may be undertaken, in text order: what the rules have proposed, and what else stands where
    /// undertakings are told.
    std::vector<Undertaking> candidates(const std::vector<Undertaking>& proposed) const;
    void features(const Undertaking&, FeatureSink&) const;
    /// Who may be bound, and what is known of them.
    std::vector<SideCandidate> parties(const Undertaking&) const;
    void party_features(const Undertaking&, const SideCandidate&, FeatureSink&) const;
    const EventReading& reading() const { return reading_; }

protected:
    void keep(const Undertaking&);
    /// What the weights make of the proposals and of all other candidates.
    void weigh(const std::vector<Undertaking>& proposed, const FeatureModels&);

    EntityIds undertakers(const ClauseSubject&) const;
    EntityIds spoken_for(EntityId who) const;
    bool can_undertake(int verb) const;
    std::string kind_of(int act) const;
    /// The time told within a range that an act in it is due.
    std::string due_of(TokenRange, int act) const;
    TokenRange action_of(int act) const;
    bool was_only_expected(int word) const;
    bool is_somebody(int head) const;
    bool gives(int word) const;
    bool is_vague(int noun, int act) const;

    // strength.cpp
    /// An undertaking, not what is hoped for, asked about, or told to say which one is meant.
    bool is_meant(int verb) const;
    /// A future that its own actor tells is a promise; a meeting is a plan all the same.
    std::string strength_of_future(int act, const EntityIds& by) const;
    /// "agreed that they would", "announced it will", "a deal under which they will"; empty where nothing says.
    std::string_view strength_of_governor(int act) const;
    bool may_be_denied(int word) const;
    /// "suggested that he would"
    bool is_hinted(int act) const;
    /// "Russia will support it, its minister said", "the declaration said they would": told by who may promise it.
    bool is_spoken_for(int act, const EntityIds& by) const;
    /// "Peru will not sell it, its minister said": told by an officer of the same state.
    bool is_of_own_state(int act, const EntityIds& by) const;
    /// Do they say it themselves?
    bool is_own_word(int act, const EntityIds& by) const;
    /// "pledged that he would get it": a promise binds to any act.
    bool is_promised(int verb) const;
    bool is_reported(int verb) const;
    bool is_said_directly(int token) const;
    /// "Chile said payments would be held back": a state or body that tells what will be done will see to it.
    bool speaks_for_itself(int verb, const EntityIds& by) const;
    /// "they agreed that their aides would continue": whose word binds.
    EntityIds promisers(int verb) const;
    /// "assurances from Peru that it would leave": whose they are.
    EntityIds assurers(int verb) const;
    bool is_agreement(int noun) const;
    bool is_announced(int act, const EntityIds& by) const;

    EventReading reading_;
    const CommitmentLexicon& words_;
    const Annotation& tree_;
    Findings& found_;

private:
    EntityIds own_state(int noun) const;
    int companion(int subject) const;
    EntityIds nominal_parties(int head) const;
    void keep_row(Commitment);
    void weigh_one(Undertaking, const FeatureModels&);
    bool binds_nobody(int act) const;
    bool may_be_undertaken(int token) const;
    bool is_told_by_governor(int act) const;
    bool is_owed(int noun) const;
    bool is_no_own_word(int act) const;
    bool is_denied(int governor) const;
    int governor_of(int act) const;
    EntityIds likely_undertakers(int act) const;
    EntityIds weighed_undertakers(const Undertaking&, const FeatureModels&) const;
    bool may_bind(EntityId) const;
    void governor_features(const Undertaking&, FeatureSink&) const;
    void speech_features(const Undertaking&, FeatureSink&) const;
    TokenRange within_statement(int act, TokenRange action) const;
    TokenRange before_relative(TokenRange action) const;
    bool dates_act(const TimeExpression&, int act) const;
    EntityIds told_to(const Undertaking&) const;
    bool receives_as_object(int act, EntityType) const;
    EntityIds partners(int act, const EntityIds& by) const;

    std::vector<const Event*> event_of_;                     ///< token → event told by it, or null
    std::unordered_map<std::string_view, EntityId> states_;  ///< code → the country of the story
};

/// What the rules propose, for the trainer.
std::vector<Undertaking> proposed_undertakings(const Document&, const Lexicon&, Findings&);

/// models/commitments.bin: whether an act is undertaken and how firmly, and by whom.
FeatureModels load_commitment_models(std::string_view bytes);

}  // namespace dragoman::findings
