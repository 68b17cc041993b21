// Pronouns: the nearest fitting entity, subjects before others. "I", "we" and "you" stay open: the
// speaker of a quotation is not known yet.
#include <algorithm>

#include "mentions/entities/coreference.h"

namespace dragoman::mentions {

/// A phrase and what is coordinated with it: "Xi and Putin".
EntityIds Joiner::coordinated(int phrase) const {
    EntityIds all;
    const Phrase& p = r.phrases[phrase];
    if (entity_of_phrase_[phrase] >= 0) all.push_back(entity_of_phrase_[phrase]);
    for (int t = p.tokens.begin; t < p.tokens.end; ++t)
        for (int c = r.tree.first_child[t]; c >= 0; c = r.tree.next_sibling[c]) {
            if (r.tree.dep[c] != Dep::conj || p.tokens.contains(c)) continue;
            const int other = r.phrase_of[c];
            if (other < 0 || other == phrase || entity_of_phrase_[other] < 0) continue;
            if (std::find(all.begin(), all.end(), entity_of_phrase_[other]) == all.end())
                all.push_back(entity_of_phrase_[other]);
        }
    return all;
}

EntityIds Joiner::pronoun(const Phrase& p, int) const {
    const std::string_view word = r.lower(p.head);
    const bool person = p.gender != 0;
    const bool thing = among(word, {"it", "its", "itself"});
    const bool they = p.plural && !among(word, {"we", "us", "our", "ours", "ourselves"});
    if (!person && !thing && !they) return {};
    const int here = r.text.sentence_of(p.head);
    const bool inside = quoted(p.head);
    double best_score = 0;
    EntityIds best;
    for (int i = static_cast<int>(trail_.size()) - 1, steps = 0; i >= 0 && steps < look_back; --i, ++steps) {
        const Trail& t = trail_[i];
        const int distance = here - t.sentence;
        if (distance > 4) break;
        if (t.entities.empty()) continue;
        const Phrase& other = r.phrases[t.phrase];
        if (other.tokens.contains(p.head) && other.kind != MentionKind::pronoun) continue;  // "his country"
        double score = 10 - 2.0 * distance - 0.05 * steps + (t.subject ? 2.2 : 0) - (other.modifier ? 1.0 : 0) -
                       (t.quoted && !inside ? 1.5 : 0);
        EntityIds ids = t.entities;
        const EntityInfo& info = r.out.entities[ids.front()];
        if (person) {
            if (ids.size() != 1 || info.type != EntityType::person) continue;
            const char gender = traces_[ids.front()].gender;
            if (gender && gender != p.gender) continue;
            if (!info.named) score -= 0.5;
        } else if (thing) {
            if (ids.size() != 1 || info.plural || info.type == EntityType::person || info.type == EntityType::people)
                continue;
            if (info.type == EntityType::place) score -= 2;
            if (info.type == EntityType::other) score -= info.named ? 1 : 2;
        } else {
            if (ids.size() == 1) ids = coordinated(t.phrase);
            if (ids.size() > 1) {
                const bool things = std::all_of(
                    ids.begin(), ids.end(), [&](EntityId id) { return r.out.entities[id].type == EntityType::other; });
                score += things ? -2 : 1.5;
            } else if (info.plural) {
                score += info.type == EntityType::people ? 1 : -1.5;
            } else if (info.type == EntityType::organization || info.type == EntityType::country) {
                score -= 1;
            } else {
                continue;
            }
        }
        if (score > best_score) best_score = score, best = std::move(ids);
    }
    return best;
}

}  // namespace dragoman::mentions
