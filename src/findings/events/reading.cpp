// What all parts of the event finder read of a story, gathered once.
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

constexpr int nearest_statements = 6;  // looked at for whose proposal or claim is answered

/// Whom a story is about.
EntityIds most_named(const Mentions& mentions) {
    constexpr std::size_t most = 4;
    EntityIds all;
    for (EntityId id = 0; id < static_cast<int>(mentions.entities.size()); ++id) {
        const EntityType type = mentions.entities[id].type;
        if (type != EntityType::other && type != EntityType::place) all.push_back(id);
    }
    const auto more = [&](EntityId a, EntityId b) {
        const std::size_t m = mentions.entities[a].mentions.size(), n = mentions.entities[b].mentions.size();
        return m != n ? m > n : a < b;
    };
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(most, all.size()));
    std::partial_sort(all.begin(), end, all.end(), more);
    all.erase(end, all.end());
    return all;
}

}  // namespace

EventReading::EventReading(const Document& d, const EventLexicon& l, const Findings& f)
    : document(d), lexicon(l), found(f), statement_of_cue(d.annotation.tag.size(), -1) {
    for (int s = 0; s < static_cast<int>(f.statements.size()); ++s)
        if (const int cue = f.statements[s].cue_token; cue >= 0) statement_of_cue[cue] = s;
    for (EntityId id = 0; id < static_cast<int>(mentions.entities.size()); ++id)
        if (mentions.entities[id].type == EntityType::country) states.emplace_back(mentions.entities[id].country, id);
    for (int t = 0; t < tree.size() && protesters.empty(); ++t)
        if (lexicon.is(EventLexicon::Sort::protester, tree.lemma(t))) protesters = parties_of(*this, t);
    for (int t = 0; t < tree.size() && protagonists.empty(); ++t)
        if (tree.head[t] < 0 && tree.is_verb(t))
            if (const ClauseSubject subject = subject_of(tree, t); !subject.passive)
                protagonists = subject_parties(*this, subject);
    salient = most_named(mentions);
}

EntityIds EventReading::speakers_before(int token, const EntityIds& but) const {
    const auto& said = found.statements;
    auto next = std::lower_bound(said.begin(), said.end(), text.span(TokenRange{token, token + 1}).begin,
                                 [](const Statement& s, std::uint32_t here) { return s.content.front().begin < here; });
    for (int looked = 0; next != said.begin() && looked < nearest_statements; ++looked) {
        const EntityIds& speakers = (--next)->speakers;
        if (!speakers.empty() && std::none_of(speakers.begin(), speakers.end(), [&](EntityId id) {
                return std::find(but.begin(), but.end(), id) != but.end();
            }))
            return speakers;
    }
    return {};
}

EntityId EventReading::state_named(std::string_view country) const {
    for (const auto& [code, id] : states)
        if (code == country) return id;
    return -1;
}

}  // namespace dragoman::findings
