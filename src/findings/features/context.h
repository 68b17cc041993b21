// What is known of a word and of its place in clause, sentence and story: features that models of several kinds of
// rows share.
#pragma once

#include "findings/events/acts.h"
#include "findings/features/sink.h"

namespace dragoman::findings {

/// The word itself, what stands below and above it, its subject, mood and surroundings. `clause`: the verb whose clause
/// tells of it.
void add_context(const EventReading&, int token, int clause, FeatureSink&);

/// Its lemma; of a name, the word.
std::string_view word_at(const EventReading&, int token);

/// way_between() behind a dot, so that the way to the word itself is not empty; empty where it is too far.
std::string marked_way(const Annotation&, int from, int to);

/// Somebody who may be the one that a row is about: undertakes, holds a view. `ruled`: what rules say of them.
void add_party(const EventReading&, int token, std::string_view kind, const SideCandidate&, std::string_view ruled,
               FeatureSink&);

/// A word that may head what a row is about, in the sentence of `token`.
void add_place(const EventReading&, int token, std::string_view kind, int head, std::string_view ruled, FeatureSink&);

}  // namespace dragoman::findings
