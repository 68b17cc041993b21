// Mentions of events of any kind, held against each other: by the word that tells of the act, whatever it is. Rows of
// `events` have PLOVER types; this is for mentions that have none, and measures the same comparison on them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "store/agreement/agreement.h"

namespace dragoman::store {

/// Which words tell of the same kind of act: those of one stem ("acquire", "acquisition"), and those that
/// knowledge/frames.tsv codes alike in CAMEO's finest codes ("bombing", "blast").
class Kin {
public:
    static Kin of(const Knowledge& knowledge);
    /// What the lemma is known by: two of one act share one.
    std::vector<Stem> trigger_of(std::string_view lemma) const;
    /// A verb that carries a noun and says little itself.
    bool light(std::string_view lemma) const;
    /// A noun that tells of an act.
    bool noun(std::string_view lemma) const;

private:
    std::unordered_map<std::string, std::vector<Stem>> codes_;
    std::unordered_set<std::string> light_, nouns_;
};

struct MentionRules {
    int enough = 62;  ///< points from which two mentions are one event
    int within = 5;   ///< points for being told in one story; else what the two stories have in common counts
};

Agreement mention_agreement(const Reports& reports, const Report& a, const Report& b, const MentionRules& rules);

}  // namespace dragoman::store
