#include "findings/findings.h"

#include <algorithm>

#include "findings/lexicon.h"
#include "findings/statements/parts.h"

namespace dragoman::findings {

Lexicon Lexicon::build(const Knowledge& knowledge) {
    auto indexes = std::make_unique<Indexes>();
    indexes->statements = build_statements(knowledge);
    indexes->groups = build_groups(knowledge);
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

namespace {

template <class... Words>
bool is_one_of(std::string_view word, Words... words) {
    return ((word == words) || ...);
}

void add(EntityIds& ids, const EntityIds& more) {
    for (EntityId id : more)
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

/// The states that people or bodies belong to, where the story names them.
EntityIds states_of(const Mentions& mentions, const EntityIds& ids) {
    EntityIds states;
    for (EntityId id : ids) {
        const EntityInfo& who = mentions.entities[id];
        if (who.type == EntityType::country) {
            add(states, {id});
            continue;
        }
        for (EntityId state = 0; !who.country.empty() && state < static_cast<int>(mentions.entities.size()); ++state)
            if (mentions.entities[state].type == EntityType::country &&
                mentions.entities[state].country == who.country) {
                add(states, {state});
                break;
            }
    }
    return states;
}

/// The statement whose "I" is its speaker: the innermost direct or mixed one around a token.
const Statement* speech_around(const Findings& found, int token) {
    int at = found.statement_of_token[token];
    for (int step = 0; at >= 0 && step < 8; ++step) {
        const Statement& statement = found.statements[at];
        if (statement.form != Form::indirect) return &statement;
        at = statement.parent;
    }
    return nullptr;
}

/// First and second persons inside direct speech.
EntityIds persons_of(const Document& document, const Findings& found, int head) {
    const Annotation& tree = document.annotation;
    const Statement* speech = speech_around(found, head);
    if (!speech) return {};
    const auto we = [&] {
        EntityIds both = speech->speakers;
        // Of two who talk to each other, "we" is both; to an audience it is the speaker's side.
        if (speech->speakers.size() == 1 && speech->to.size() == 1 &&
            document.mentions.entities[speech->to[0]].type == EntityType::person)
            add(both, speech->to);
        return both;
    };
    const std::string_view word = tree.is_pronoun(head) ? tree.lower(head) : std::string_view();
    if (is_one_of(word, "i", "me", "my", "mine", "myself")) return speech->speakers;
    if (is_one_of(word, "we", "us", "our", "ours", "ourselves")) return we();
    if (is_one_of(word, "you", "your", "yours")) return speech->to;
    const int owner = tree.child(head, Dep::nmod_poss);
    if (owner < 0) return {};
    const std::string_view lemma = tree.lemma(head);
    if (is_one_of(lemma, "country", "nation", "state", "people", "side", "government")) {
        if (tree.lower(owner) == "my" || (tree.lower(owner) == "our" && tree.tag[head] == Tag::NN))
            return states_of(document.mentions, speech->speakers);
        if (tree.lower(owner) == "our") return states_of(document.mentions, we());
        if (tree.lower(owner) == "your") return states_of(document.mentions, speech->to);
    }
    return {};
}

}  // namespace

EntityIds actors_of(const Document& document, const Findings& found, int head) {
    const Annotation& tree = document.annotation;
    EntityIds actors;
    const auto add_phrase = [&](int token) {
        const EntityIds& named = document.mentions.of_head(token);
        if (named.empty()) return add(actors, persons_of(document, found, token));
        // "the pair", told by a third: the teller is none of them.
        EntityIds pair = named;
        int teller = found.statement_of_token[token];
        for (int step = 0; named.size() == 2 && teller >= 0 && step < 4;
             ++step, teller = found.statements[teller].parent)
            if (found.statements[teller].form != Form::direct && found.statements[teller].speakers.size() == 1)
                pair = without_teller(document.mentions, std::move(pair), found.statements[teller].speakers, token);
        add(actors, pair);
    };
    add_phrase(head);
    for (int c = tree.first_child[head]; c >= 0; c = tree.next_sibling[c])
        if (tree.dep[c] == Dep::conj) add_phrase(c);
    return actors;
}

}  // namespace dragoman::findings
