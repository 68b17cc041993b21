#include "findings/findings.h"

#include "findings/lexicon.h"

namespace dragoman::findings {

Lexicon Lexicon::build(const Knowledge& knowledge) {
    auto indexes = std::make_unique<Indexes>();
    indexes->statements = build_statements(knowledge);
    indexes->figures = build_figures(knowledge);
    indexes->events = build_events(knowledge);
    indexes->commitments = build_commitments(knowledge);
    indexes->stances = build_stances(knowledge);
    return Lexicon(std::move(indexes));
}

Lexicon::Lexicon(std::unique_ptr<Indexes> indexes) : indexes_(std::move(indexes)) {}
Lexicon::Lexicon(Lexicon&&) noexcept = default;
Lexicon& Lexicon::operator=(Lexicon&&) noexcept = default;
Lexicon::~Lexicon() = default;

Findings find(const Document& document, const Lexicon& lexicon) {
    Findings found;
    found.statement_of_token.assign(document.text.tokens.size(), -1);
    find_statements(document, lexicon, found);
    find_groups(document, lexicon, found);
    find_figures(document, lexicon, found);
    find_events(document, lexicon, found);
    find_commitments(document, lexicon, found);
    find_stances(document, lexicon, found);
    return found;
}

EntityIds actors_of(const Document& document, const Findings&, int head) {
    return mentions::with_conjuncts(document.annotation, document.mentions, head);
}

}  // namespace dragoman::findings
