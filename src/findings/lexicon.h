// The indexes behind findings::Lexicon: one opaque part for each finder, built by its own file.
#pragma once

#include <memory>

#include "findings/findings.h"

namespace dragoman::findings {

struct StatementLexicon;   // statements/cues.h
struct GroupLexicon;       // groups.cpp
struct FigureLexicon;      // figures.cpp
struct EventLexicon;       // events.cpp
struct CommitmentLexicon;  // commitments/undertakings.h
struct StanceLexicon;      // stances/parts.h

struct Lexicon::Indexes {
    std::shared_ptr<const StatementLexicon> statements;
    std::shared_ptr<const GroupLexicon> groups;
    std::shared_ptr<const FigureLexicon> figures;
    std::shared_ptr<const EventLexicon> events;
    std::shared_ptr<const CommitmentLexicon> commitments;
    std::shared_ptr<const StanceLexicon> stances;
};

std::shared_ptr<const StatementLexicon> build_statements(const Knowledge&);
std::shared_ptr<const GroupLexicon> build_groups(const Knowledge&);
std::shared_ptr<const FigureLexicon> build_figures(const Knowledge&);
std::shared_ptr<const EventLexicon> build_events(const Knowledge&);
std::shared_ptr<const CommitmentLexicon> build_commitments(const Knowledge&);
std::shared_ptr<const StanceLexicon> build_stances(const Knowledge&);

}  // namespace dragoman::findings
