// Questions to the tree that the finders of events and commitments ask: who is the subject, what
// stands in a phrase, which words make up a clause. Every climb has a bound.
#pragma once

#include <string_view>

#include "annotation/annotation.h"
#include "span.h"

namespace dragoman::findings {

struct ClauseSubject {
    int head = -1;         ///< token that names who; -1 when none is found
    bool passive = false;  ///< it undergoes what the verb says
    int verb = -1;         ///< verb it stands at (another one when it is shared or controlled)
};

/// Its own, or shared through conjuncts, controlled infinitives, participles and relative clauses.
ClauseSubject subject_of(const Annotation& tree, int verb);

/// Is the verb a passive participle, by its own auxiliaries or as a reduced relative?
bool is_passive(const Annotation& tree, int verb);

/// Whom a relative pronoun of that verb's clause stands for ("the editor who was jailed"); any other token itself.
int meant_by(const Annotation& tree, int token, int verb);

/// "foiled a plot to kill the king": not by those who foil it.
bool is_others_plan(const Annotation& tree, int plan);

/// First case mark or other mark of a phrase, lower-cased; empty if none.
std::string_view marker_of(const Annotation& tree, int head);

/// Phrase with that preposition below `head` (oblique, modifier or clause); -1 if none.
int phrase_with(const Annotation& tree, int head, std::string_view preposition);

/// The object of an active verb, the subject of a passive one; -1 if none.
int object_of(const Annotation& tree, int verb);

/// Complement clause or infinitive (ccomp, xcomp; of a noun: its infinitive or that-clause); -1 if none.
int complement_of(const Annotation& tree, int head);

/// "not", "never", "no longer" at a verb, "no" at a noun.
bool is_negated(const Annotation& tree, int token);

/// The modal of a verb ("will", "should"), lower-cased; empty if none. "'ll" is "will".
std::string_view modal_of(const Annotation& tree, int verb);

/// Has it "to" before it?
bool is_infinitive(const Annotation& tree, int verb);

/// The clause without what hangs on loosely: subject, objects, obliques, complements.
TokenRange core_of(const Annotation& tree, int verb);

/// The phrase of a noun without relative clauses and appositions.
TokenRange phrase_of(const Annotation& tree, int noun);

/// Cuts punctuation, conjunctions and half pairs of quotation marks off both ends.
TokenRange trimmed(const Annotation& tree, TokenRange range);

/// "asked whether he would go": what is asked is open.
bool is_asked(const Annotation&, int verb);

}  // namespace dragoman::findings
