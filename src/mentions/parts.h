// The parts of the stage, in the order in which `find` calls them.
#pragma once

#include <memory>

#include "mentions/mentions.h"

namespace dragoman::mentions {

class Gazetteer;     // entities/gazetteer.h: states, people, organisations, places, nouns for actors
struct Referring;    // entities/parts.h: genders, and what antecedents weigh
struct TimeLexicon;  // times/words.h
struct UnitLexicon;  // quantities/units.h

struct Lexicon::Indexes {
    std::shared_ptr<const Gazetteer> gazetteer;
    std::shared_ptr<const Referring> referring;
    std::shared_ptr<const TimeLexicon> times;
    std::shared_ptr<const UnitLexicon> units;
};

std::shared_ptr<const Gazetteer> build_gazetteer(const Knowledge&);
std::shared_ptr<const Referring> build_referring(const Knowledge&);
std::shared_ptr<const TimeLexicon> build_times(const Knowledge&);
std::shared_ptr<const UnitLexicon> build_units(const Knowledge&);

/// Fills Mentions::times.
void find_times(const Text&, const Annotation&, std::string_view published, DocumentType, const Lexicon&, Mentions&);
/// Fills Mentions::amounts; reads times (a year is no amount).
void find_amounts(const Text&, const Annotation&, const Lexicon&, Mentions&);
/// Fills Mentions::mentions, entities and dateline; reads times and amounts.
void find_entities(const Text&, const Annotation&, std::string_view published, std::string_view source,
                   std::string_view title, const Lexicon&, Mentions&);

}  // namespace dragoman::mentions
