// Questions of the finder of commitments to the tree: is a future meant as somebody's undertaking at all, or hoped
// for, asked about, told to mark which one is meant.
#pragma once

#include <string_view>
#include <unordered_map>

#include "annotation/annotation.h"
#include "knowledge/knowledge.h"

namespace dragoman::findings {

/// The words of knowledge/undertakings.tsv.
struct CommitmentLexicon {
    std::unordered_map<std::string_view, std::string_view> verbs, nouns;  ///< word → kind
    std::unordered_map<std::string_view, bool> forecasts;                 ///< verbs whose future is no undertaking
    std::unordered_map<std::string_view, bool> hopes;    ///< what depends on them is hoped for or believed
    std::unordered_map<std::string_view, bool> sayings;  ///< acts that are done by saying that one wants to do them
    std::unordered_map<std::string_view, bool> others;   ///< verbs over what somebody else undertook, or nobody did
};

/// "expressed hope that X would", "confident that X will": what is hoped of X.
bool is_hoped(const CommitmentLexicon&, const Annotation&, int verb);

/// "a group that would analyse it": tells which one is meant.
bool is_defining(const Annotation&, int verb);

/// "what they would do", "whether it will", "if they will": what is asked or supposed.
bool is_open(const Annotation&, int verb);

/// "will be naming": what is settled.
bool is_progressive(const Annotation&, int verb);

/// "I want to thank you": said, it is done.
bool is_said_only(const CommitmentLexicon&, const Annotation&, int act);

/// "thanked X for his decision to", "wants a deal to", "has until May to release plans to": the words of what is
/// intended stand there without anybody's intention.
bool is_unowned(const CommitmentLexicon&, const Annotation&, int noun);

/// "Our priority is to find it": the infinitive that a noun of intent is said to be; -1 if none.
int equated_act(const Annotation&, int noun);

}  // namespace dragoman::findings
