// Whose people and bodies are that the story names no state for: the state's that acts in their sentence, or the
// story's own; of a story about one state alone, everybody's.
#include <algorithm>

#include "mentions/entities/parts.h"

namespace dragoman::mentions {
namespace {

/// In a story that speaks of one state alone, whoever it names is of that state, and so are people of no office; papers
/// and firms may be anybody's.
bool belongs_alone(const Reading& r, const Phrase& p) {
    if (!r.home_alone || !p.country.empty() || p.kind == MentionKind::pronoun || among(p.sector, {"IGO", "UAF", "REB"}))
        return false;
    if (p.type == EntityType::person) return true;
    if (p.kind == MentionKind::name)
        return p.type == EntityType::organization && (!r.names[p.name].meanings || p.sector == "PTY") &&
               (p.sector.empty() ? p.name_words.size() > 1 : p.sector != "JRN" && p.sector != "BUS");
    if (p.sector == "CVL" && among(r.tree.lemma(p.head), {"person", "people", "man", "woman", "child", "family"}))
        return p.type == EntityType::people;
    return p.type == EntityType::people && among(p.sector, {"EDU", "MED", "REL", "LAB", "CRM"}) &&
           !among(r.tree.lemma(p.head), {"scientist", "researcher", "academic", "scholar"});
}

/// Sectors whose people and bodies belong to the state of the story when no other is named.
bool belongs_home(const Reading& r, const Phrase& p) {
    if (p.kind == MentionKind::pronoun || !p.country.empty() || p.type == EntityType::country ||
        p.type == EntityType::other)
        return false;
    if (p.type == EntityType::place) return false;
    if (p.kind == MentionKind::name && (p.type == EntityType::organization || p.type == EntityType::person))
        return among(p.sector, {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "ELI"});
    if (p.noun.kind == NounKind::none || p.noun.kind == NounKind::state) return false;
    if (among(r.tree.lemma(p.head), {"ally", "signatory", "power", "head", "dissident", "opponent", "person", "man",
                                     "woman", "family", "immigrant", "foreigner", "expert", "individual", "friend",
                                     "people", "everyone", "participant", "guest"}))
        return false;
    if (p.plural && is_highest(p.head, r)) return false;
    if (p.sector == "JRN") return p.noun.kind == NounKind::body && p.noun.words > 1;  // "state media"
    return among(p.sector, {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "CVL", "OPP", "ELI", "PTY"});
}

/// The state that acts in the sentence, before the phrase: "Germany banned …, with officials saying".
std::string acting_state(const Reading& r, const Phrase& p, int index) {
    for (int i = index - 1; i >= 0 && i > index - 30; --i) {
        const Phrase& other = r.phrases[i];
        if (other.tokens.begin < r.sentence(p.head).begin) break;
        if (other.type == EntityType::country && other.subject && !other.country.empty()) return other.country;
    }
    if (p.noun.kind == NounKind::people) return {};
    for (int t = p.tokens.begin - 1; t >= r.sentence(p.head).begin && t > p.tokens.begin - 12;
         --t)  // "Syrian media said government forces"
        if (r.name_of[t] >= 0)
            if (const auto code = state_code(r, r.names[r.name_of[t]]); !code.empty()) return std::string(code);
    return {};
}

}  // namespace

bool is_highest(int head, const Reading& r) {
    const Noun noun = r.known.noun(r.tree, head, std::max(0, head - 1));
    const std::string_view word = r.tree.lemma(head);
    if (word == "minister" || word == "secretary")
        return noun.words == 2 && among(r.lower(head - 1), {"prime", "foreign", "defence", "defense", "finance"});
    const bool alone = head == 0 || r.name_of[head - 1] >= 0 ||
                       !(r.tree.tag[head - 1] == Tag::JJ || r.tree.tag[head - 1] == Tag::NN);  // not "party leaders"
    return (alone && among(word, {"president", "leader", "premier", "king", "monarch", "chancellor"})) ||
           (word == "head" && r.lower(head + 1) == "of" &&
            among(r.lower(head + 2), {"state", "government", "delegation"}));
}

void settle_states(Reading& r) {
    for (int i = 0; i < static_cast<int>(r.phrases.size()); ++i) {
        Phrase& p = r.phrases[i];
        if (p.owner >= 0 || !(belongs_home(r, p) || belongs_alone(r, p))) continue;
        const std::string acting =
            p.kind == MentionKind::nominal && p.sector != "CVL" ? acting_state(r, p, i) : std::string();
        p.country = acting.empty() ? r.home : acting;
        p.country_inferred = true;
    }
}

}  // namespace dragoman::mentions
