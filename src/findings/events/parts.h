// The parts of the event finder, in the order in which a candidate passes through them:
// frames → arguments → status → details → merging.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "findings/events/clause.h"
#include "findings/events/frames.h"
#include "findings/findings.h"

namespace dragoman::findings {

/// What all parts read.
struct EventReading {
    const Document& document;
    const EventLexicon& lexicon;
    const Findings& found;
    const Text& text = document.text;
    const Annotation& tree = document.annotation;
    const Mentions& mentions = document.mentions;
    std::vector<int> statement_of_cue;  ///< token → statement whose cue it is, or -1

    std::vector<std::pair<std::string_view, EntityId>> states;  ///< states of the story by their code

    /// The story's entity for a state; -1 if none. At most some two hundred states are looked through.
    EntityId state_named(std::string_view country) const;

    EntityIds protesters;    ///< whom the story first calls demonstrators
    EntityIds protagonists;  ///< who acts in the story's first sentence with a verb
    EntityIds salient;       ///< the four persons, states and bodies that the story names most often, most often first

    /// Who spoke last before the token, others than `but`; empty if nobody among the few latest.
    EntityIds speakers_before(int token, const EntityIds& but) const;

    EventReading(const Document&, const EventLexicon&, const Findings&);
};

/// A token that may tell of an act, and what carries it.
struct Trigger {
    int token = -1;
    int carrier = -1;  ///< verb that carries a noun ("held talks"), or -1
    SupportVerb support;
    bool is_noun = false;
    int clause() const { return carrier >= 0 ? carrier : token; }
};

struct Sides {
    EntityIds actors, recipients;
    bool mutual = false;  ///< both stand in one phrase: the first is one side, the rest the other
};

/// AGREE, REQUEST, ACCUSE, REJECT, THREATEN, SUPPORT: done by saying so.
bool is_verbal(std::string_view type);

/// A noun of what is done to whom it is of: "the invasion of Fiji".
bool is_deed(std::string_view noun);

/// "agreed in a video call", "at the talks they discussed": an occasion in which who acts takes part.
bool is_occasion(const Annotation& tree, int noun);

/// Finds the verb that carries a noun, if one does.
Trigger trigger_at(const EventReading&, int token);

/// A phrase with that preposition of the noun or of the verb that carries it; of a verb, also of its object. -1 if
/// none.
int phrase_of_act(const EventReading&, const Trigger&, int object, std::string_view preposition);

/// The object of a verb, its own or that of the verb joined to it right behind ("beat and robbed them"), of a passive
/// the subject of the clause around it ("killed two before being shot"); -1 if none.
int shared_object_of(const Annotation&, int verb);

/// "accused each other", "blamed one another"
bool is_to_each_other(const Annotation&, int verb);

/// To whom a verb of giving gives: "gave X a loan", "X was given a loan"; -1 if none.
int receiver_of(const EventReading&, int verb);

/// Do the frame's companions stand by the trigger?
bool has_companions(const EventReading&, const Trigger&, const EventFrame&);

/// Who stands where the frame says.
Sides sides_of(const EventReading&, const Trigger&, const EventFrame&);

/// Does the word tell of no act as it is used here ("seized on the issue")?
bool is_idiom(const EventReading&, const Trigger&);

/// Do the frame's conditions hold?
bool meets_needs(const EventReading&, const Trigger&, const EventFrame&, const Sides&);

/// Those of its conditions that ask for words alone: which object, which modifier.
bool meets_word_needs(const EventReading&, const Trigger&, const EventFrame&);

/// Entities that act or are acted upon: no works, and places only where `places` says so.
EntityIds parties_of(const EventReading&, int head, bool places = false);

/// Parties of a verb's own or shared subject, with all that is coordinated in it.
EntityIds subject_parties(const EventReading&, const ClauseSubject&, bool places = false);

/// Is an act between them one that a political officer files?
bool is_political(const EventReading&, const EventFrame&, const Sides&);

/// Is no firm or private body on either side?
bool is_between_people(const EventReading&, const Sides&);

/// Are these words of a state, its officers, an armed or a political body?
bool is_public(const EntityInfo&);

/// How real the act of a token is, by tense, mood, negation and what governs it.
EventStatus status_of(const EventReading&, const Trigger&, bool verbal);

/// "is to step down today": a copula with an infinitive.
bool is_appointed(const Annotation&, int verb);

/// Do its speaker's own words perform the act ("let me congratulate you")?
bool is_performed(const EventReading&, const Trigger&);

/// The clause's own time and place, mode and contexts by its words, the dead and injured.
void add_details(const EventReading&, const Trigger&, TokenRange evidence, const EventFrame&, Event&);

/// The finest CAMEO code that the clause gives the act (codes.h).
void refine_code(const EventReading&, const Trigger&, Event&);

/// The same of a demand that the verb of the act asked for tells: "Chile must leave".
void code_demand(const EventReading&, int verb, Event&);

/// Tokens that carry the act.
TokenRange evidence_of(const EventReading&, const Trigger&);

/// The TIMEX value of the clause around `range`, best one nearest to `token`; -1 if none.
int time_of_clause(const EventReading&, int token, TokenRange range);

/// Requests that a speaker makes without a verb of asking: "X should leave".
void read_demands(const EventReading&, std::vector<Event>&);

/// Promises of cooperation in a speaker's own mouth: "we will deepen our ties".
void read_pledges(const EventReading&, std::vector<Event>&);

/// Of a talk between two, the one who is not speaking; empty when there are not just two.
EntityIds other_speakers(const EventReading&, const EntityIds& speakers);

/// Does a phrase mean two who were told before and whom it does not name ("they", "both sides")?
bool means_both(const EventReading&, int head);

/// The two sides of the last act between just two told shortly before a token, whom a phrase means; empty sides if
/// there is none.
Sides two_before(const EventReading&, const std::vector<Event>&, int token, int head);

/// Whom an act answers that was told before: "welcomed the call", "they deny the accusations".
void add_answers(const EventReading&, std::vector<Event>&);

/// Who issued the paper that speaks: "the plan urges", "the communique condemned". Empty where nothing tells.
EntityIds issuers_of(const EventReading&, int paper);

/// What other sentences say of an act: who claims it, whose "the attack" was that is condemned.
void complete_by_story(const EventReading&, std::vector<Event>&);

/// Makes one of two words of a sentence that tell of one act ("killed three in air strikes"); events in text order.
void join_repeats(const EventReading&, std::vector<Event>&);

/// Retellings of one act become one event.
std::vector<Event> merged(std::vector<Event>, std::string_view published = {});

}  // namespace dragoman::findings
