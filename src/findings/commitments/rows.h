// How a commitment that was found becomes a row: who binds himself, the words of the act, its kind, its day, to whom.
#pragma once

#include <string>

#include "findings/commitments/undertakings.h"
#include "findings/events/parts.h"

namespace dragoman::findings {

template <class... Words>
bool is_one_of(std::string_view word, Words... words) {
    return ((word == words) || ...);
}

class CommitmentRows {
protected:
    CommitmentRows(const Document& document, const EventLexicon& events, const CommitmentLexicon& words,
                   Findings& found)
        : reading_(document, events, found), words_(words), tree_(document.annotation), found_(found) {}

    /// `head`: what the clause that tells of it hangs on. `action`: its words, where they are not those of the act.
    void add(int act, int head, const EntityIds& by, std::string strength, std::string rule, TokenRange action = {});

    EntityIds undertakers(const ClauseSubject&) const;
    bool can_undertake(int verb) const;
    std::string kind_of(int act) const;
    std::string due_of(TokenRange) const;

    EventReading reading_;
    const CommitmentLexicon& words_;
    const Annotation& tree_;
    Findings& found_;

private:
    void keep(Commitment);
    TokenRange within_statement(int act, TokenRange action) const;
    TokenRange action_of(int act) const;
    bool receives_as_object(int act, EntityType) const;
    EntityIds partners(int act, const EntityIds& by) const;
};

}  // namespace dragoman::findings
