// Questions of the finder of commitments to the tree: is a future meant as somebody's undertaking at all, or hoped
// for, asked about, told to mark which one is meant.
#pragma once

#include <string_view>
#include <unordered_map>

#include "annotation/annotation.h"
#include "knowledge/knowledge.h"

namespace dragoman::findings {

template <class... Words>
bool is_one_of(std::string_view word, Words... words) {
    return ((word == words) || ...);
}

/// The words of knowledge/undertakings.tsv.
struct CommitmentLexicon {
    std::unordered_map<std::string_view, std::string_view> verbs, nouns;  ///< word → kind
    std::unordered_map<std::string_view, bool> forecasts;                 ///< verbs whose future is no undertaking
    std::unordered_map<std::string_view, bool> bodies;   ///< places and things that stand for who runs them
    std::unordered_map<std::string_view, bool> hopes;    ///< what depends on them is hoped for or believed
    std::unordered_map<std::string_view, bool> sayings;  ///< acts that are done by saying that one wants to do them
    std::unordered_map<std::string_view, bool> others;   ///< verbs over what somebody else undertook, or nobody did
    std::unordered_map<std::string_view, bool> drops;    ///< verbs over plans that are planned no more
};

/// "expressed hope that X would", "confident that X will": what is hoped of X.
bool is_hoped(const CommitmentLexicon&, const Annotation&, int verb);

/// "a group that would analyse it": tells which one is meant.
bool is_defining(const Annotation&, int verb);

/// "what they would do", "whether it will", "if they will": what is asked or supposed.
bool is_open(const Annotation&, int verb);

/// "denied that it planned to", "shelved plans to": verbs that end what stands under them, or say it never was.
bool is_dropped(const CommitmentLexicon&, const Annotation&, int word);

/// "will be naming": what is settled.
bool is_progressive(const Annotation&, int verb);

/// "I want to thank you": said, it is done.
bool is_said_only(const CommitmentLexicon&, const Annotation&, int act);

/// "thanked X for his decision to", "wants a deal to", "has until May to release plans to": the words of what is
/// intended stand there without anybody's intention.
bool is_unowned(const CommitmentLexicon&, const Annotation&, int noun);

/// "Our priority is to find it": the infinitive that a noun of intent is said to be; -1 if none.
int equated_act(const Annotation&, int noun);

/// "will probably raise rates": of others, a guess.
bool is_guess(const Annotation&, int verb);

/// "had planned to sell it": it does not any more.
bool is_given_up(const Annotation&, int word);

/// "would normally succeed the governor".
bool is_habit(const Annotation&, int verb);

/// The "not" or "never" right behind a verb, -1 for none.
int negation_behind(const Annotation&, int word);

/// The first of coordinated verbs, where this one has neither subject nor auxiliary of its own.
int first_of(const Annotation&, int verb);

bool is_past(const Annotation&, int participle);

/// "is due to vote": where the tree takes "due to" for a preposition.
bool is_due(const Annotation&, int verb);

/// "will have won six of seven": what will be done by then is a forecast.
bool is_perfect(const Annotation&, int verb);

/// "I don't think we will stop": what is not thought to be.
bool is_not_thought(const Annotation&, int verb);

/// "If I could get an offer I would settle": told of what might have been.
bool is_supposed(const Annotation&, int verb);

/// "committed itself to taking a stake"
bool binds_himself(const Annotation&, int word);

/// "is considering sanctions": what may be done, not a case or a request that is looked into.
bool is_act_of(const CommitmentLexicon&, const Annotation&, int word);

/// "Macron is due to fly there, his office said": the infinitive behind, which the tree hangs beside the word; -1 if
/// none.
int infinitive_next(const Annotation&, int word);

/// "are looking at raising the fee": the act; -1 if there is none.
int looked_at(const Annotation&, int word);

/// "announced plans on Tuesday to expand": the tree hangs the act on the verb beside the noun.
int act_beside(const Annotation&, int noun);

/// What a phrase hangs on that has a subject, over the nouns between: "is back | in court | with plans".
int predicate_over(const Annotation&, int noun);

/// "asked them to leave": what is intended is another's act.
bool object_before(const Annotation&, int word, int act);

}  // namespace dragoman::findings
