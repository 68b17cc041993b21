// Plural phrases that stand for several known entities: "the two leaders", "the senators", "both countries".
#include <algorithm>

#include "mentions/entities/coreference.h"

namespace dragoman::mentions {

/// The officials last told of that are of those states, one each.
EntityIds Joiner::people_of_states(const Phrase& p) const {
    EntityIds found;
    for (const std::string& code : p.of_states) {
        EntityId of_state = -1;
        for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back && of_state < 0;
             --i, ++steps)
            for (EntityId id : trail_[i].entities) {
                const EntityInfo& info = r.out.entities[id];
                if (info.type == EntityType::person && info.country == code &&
                    (info.sector == "GOV" || !info.office.empty()))
                    of_state = id;
            }
        if (of_state < 0) return {};
        found.push_back(of_state);
    }
    return found;
}

/// "the senators": all those just told of by that title, two at least.
EntityIds Joiner::titled(const Phrase& p) const {
    EntityIds found;
    if (!p.definite || p.counted || p.new_one || p.owner >= 0 || p.tokens.size() != p.noun.words + 1) return found;
    const std::string role = role_of(p);
    const int here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        if (here - trail_[i].sentence > 3) break;
        for (EntityId id : trail_[i].entities) {
            const auto& roles = traces_[id].roles;
            const bool fits = r.out.entities[id].type == EntityType::person && r.out.entities[id].named &&
                              std::any_of(roles.begin(), roles.end(), [&](const std::string& known) {
                                  return known == role || (p.noun.words > 1 && known.ends_with(" " + role));
                              });
            if (fits && std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
        }
    }
    if (found.size() < 2) return {};
    std::sort(found.begin(), found.end());
    return found;
}

EntityIds Joiner::several_people(const Phrase& p) const {
    if (!p.of_states.empty()) return people_of_states(p);
    EntityIds found;
    const int here = r.text.sentence_of(p.head);
    const std::string noun(r.tree.lemma(p.head));
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0;
         i >= 0 && steps < look_back && static_cast<int>(found.size()) < p.how_many; --i, ++steps) {
        if (here - trail_[i].sentence > 8) break;
        for (auto at = trail_[i].entities.rbegin();
             at != trail_[i].entities.rend() && static_cast<int>(found.size()) < p.how_many; ++at) {
            const EntityInfo& info = r.out.entities[*at];
            if (info.type != EntityType::person || !info.named ||
                std::find(found.begin(), found.end(), *at) != found.end())
                continue;
            if (noun != "pair" && noun != "duo" && !info.sector.empty() && info.sector != "GOV" &&
                info.sector != "ELI" && info.sector != "IGO")
                continue;
            const bool same_state = std::any_of(found.begin(), found.end(), [&](EntityId id) {
                return !info.country.empty() && r.out.entities[id].country == info.country;
            });
            if (same_state && !among(noun, {"minister", "official", "pair", "duo", "trio"})) continue;
            found.push_back(*at);
        }
    }
    if (static_cast<int>(found.size()) < p.how_many) return {};
    std::sort(found.begin(), found.end());
    return found;
}

EntityIds Joiner::several_states(const Phrase& p) {
    struct Share {
        std::string_view code;
        double weight;
    };
    std::vector<Share> shares;
    const int here = r.text.sentence_of(p.head);
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        const int distance = here - trail_[i].sentence;
        if (distance > 10) break;
        for (EntityId id : trail_[i].entities) {
            const EntityInfo& info = r.out.entities[id];
            const bool speaks_for = info.type == EntityType::person && (info.sector == "GOV" || info.sector == "ELI");
            if (info.country.empty() || info.country == "IGO" || !(info.type == EntityType::country || speaks_for))
                continue;
            const double weight = (trail_[i].subject ? 1.5 : 1.0) * (info.type == EntityType::country ? 1.0 : 0.8) /
                                  (1.0 + 0.5 * distance);
            const auto share =
                std::find_if(shares.begin(), shares.end(), [&](const Share& s) { return s.code == info.country; });
            if (share != shares.end())
                share->weight += weight;
            else if (shares.size() < 12)
                shares.push_back({info.country, weight});
        }
    }
    std::stable_sort(shares.begin(), shares.end(), [](const Share& a, const Share& b) { return a.weight > b.weight; });
    if (static_cast<int>(shares.size()) < p.how_many) return {};
    std::vector<std::string> codes;
    for (int i = 0; i < p.how_many; ++i) codes.emplace_back(shares[i].code);
    EntityIds found;
    for (const std::string& code : codes) found.push_back(state(code));
    if (std::find(found.begin(), found.end(), -1) != found.end()) return {};
    std::sort(found.begin(), found.end());
    return found;
}

/// "the three", "both": those whom a list or another phrase for as many has just named together.
EntityIds Joiner::those_told(const Phrase& p) const {
    const int here = r.text.sentence_of(p.head);
    const auto fits = [&](const EntityIds& ids) {
        return static_cast<int>(ids.size()) == p.how_many && std::all_of(ids.begin(), ids.end(), [&](EntityId id) {
                   const EntityType type = r.out.entities[id].type;
                   const auto is_person = [](EntityType t) { return t == EntityType::person; };
                   return type != EntityType::other && type != EntityType::place &&
                          is_person(type) == is_person(r.out.entities[ids.front()].type);
               });
    };
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        if (here - trail_[i].sentence > 2) break;
        if (r.phrases[trail_[i].phrase].modifier) continue;
        if (fits(trail_[i].entities)) return trail_[i].entities;
        if (trail_[i].part == Part::first)
            if (EntityIds all = coordinated(trail_[i].phrase); fits(all)) return all;
    }
    return {};
}

/// "The ministers of Peru and Chile, Ana Ruiz and Jo Poe, signed": as many names as states, right behind a comma.
EntityIds Joiner::those_apposed(const Phrase& p) {
    int t = p.tokens.end;
    while (t < r.size() && r.sentence(p.head).contains(t) && (r.name_of[t] >= 0 || among(r.lower(t), {"and", "the"})))
        ++t;  // the states
    EntityIds found;
    if (t >= r.size() || r.lower(t) != ",") return found;
    for (++t; found.size() < p.of_states.size() && t < r.size();) {
        const int index = r.phrase_of[t];
        if (index < 0 || r.phrases[index].type != EntityType::person || r.phrases[index].name < 0) break;
        if (!joined_[index]) join_phrase(index);
        if (entity_of_phrase_[index] < 0) break;
        found.push_back(entity_of_phrase_[index]);
        for (t = r.phrases[index].tokens.end; t < r.size() && among(r.lower(t), {",", "and"});) ++t;
    }
    if (found.size() != p.of_states.size()) return {};
    for (std::size_t i = 0; i < found.size(); ++i) {  // each the minister of his state
        EntityInfo& who = r.out.entities[found[i]];
        if (who.country.empty()) who.country = p.of_states[i];
        if (who.sector.empty()) who.sector = p.sector.empty() ? "GOV" : p.sector;
    }
    return found;
}

EntityIds Joiner::several(const Phrase& p) {
    if (p.several == Several::those) {
        EntityIds those = those_told(p);
        // "when the two meet": the two persons told of last.
        const std::string_view verb = r.tree.lemma(r.tree.head[p.head]);
        return those.empty() && among(verb, {"meet", "talk", "speak", "confer", "discuss", "agree"}) ? several_people(p)
                                                                                                     : those;
    }
    if (p.several == Several::people) {
        EntityIds people = p.of_states.size() > 1 ? those_apposed(p) : EntityIds();
        if (people.empty()) people = several_people(p);
        if (people.empty())
            for (const std::string& code : p.of_states) state(code);  // who stands for them if no title names people
        return people;
    }
    const std::string_view noun = r.tree.lemma(p.head);
    if (among(noun, {"side", "party"})) {  // those who talk: two people just told of, unless their states are
        const int here = r.text.sentence_of(p.head);
        int states = 0;
        for (int i = static_cast<int>(trail_.size()) - 1, steps = 0;
             i >= 0 && steps < look_back && here - trail_[i].sentence <= 1; --i, ++steps)
            for (EntityId id : trail_[i].entities)
                states += r.out.entities[id].type == EntityType::country && !r.phrases[trail_[i].phrase].modifier;
        if (states < 2)
            if (EntityIds people = several_people(p); !people.empty()) return people;
    }
    EntityIds states = several_states(p);
    return states.empty() && among(noun, {"side", "party"}) ? those_told(p) : states;
}

}  // namespace dragoman::mentions
