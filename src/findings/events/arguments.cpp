// Who did it and to whom: the slots of frames read off the tree.
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

void add(EntityIds& ids, const EntityIds& more) {
    for (EntityId id : more)
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

class Slots {
public:
    Slots(const EventReading& reading, const Trigger& trigger, const EventFrame& frame)
        : reading_(reading), tree_(reading.tree), trigger_(trigger), frame_(frame),
          subject_(subject_of(tree_, trigger.clause())), places_(frame.type == "ASSAULT" || frame.type == "COERCE" || frame.mode == "visit") {}

    Sides read() {
        Sides sides;
        for (std::string_view slot : frame_.actor) {
            sides.actors = slot_entities(slot, false);
            if (slot == "between" && sides.actors.size() > 1) return split_sides(std::move(sides.actors));
            if (!sides.actors.empty()) break;
        }
        bool each = false;
        for (std::string_view slot : frame_.recipient) {
            if (slot == "each") {
                each = true;
                continue;
            }
            if (slot == "between") continue;
            for (EntityId id : slot_entities(slot, true))
                if (std::find(sides.actors.begin(), sides.actors.end(), id) == sides.actors.end()) add(sides.recipients, {id});
            if (!sides.recipients.empty()) break;
        }
        if (each && sides.recipients.empty() && sides.actors.size() > 1) return split_sides(std::move(sides.actors));
        return sides;
    }

private:
    static Sides split_sides(EntityIds all) {
        Sides sides{{all.front()}, EntityIds(all.begin() + 1, all.end()), true};
        return sides;
    }

    EntityIds slot_entities(std::string_view slot, bool recipient) {
        if (slot == "subject") return subject_side();
        if (slot == "support") return supported_side();
        if (slot == "object") return direct(object());
        if (slot == "owner") return owner(object(), 3);
        if (slot == "iobj") return direct(tree_.child(trigger_.token, Dep::iobj));
        if (slot == "clause") return clause_side();
        if (slot == "poss") return direct(tree_.child(trigger_.token, Dep::nmod_poss));
        if (slot == "adj") return modifiers(trigger_.token);
        if (slot == "between") return direct(phrase("between"));
        const int head = phrase(slot);
        if (head < 0) return {};
        return recipient ? owner(head, 3) : direct(head);
    }

    int object() const { return object_of(tree_, trigger_.token); }

    /// Who acts: the subject, of a passive the agent.
    EntityIds subject_side() {
        if (!subject_.passive) return subject_.head < 0 || subject_.head == trigger_.token ? EntityIds() : owner(subject_.head, 1);
        return agent(trigger_.token);
    }

    EntityIds agent(int verb) {
        int by = tree_.child(verb, Dep::obl_agent);
        if (by < 0) by = phrase_with(tree_, verb, "by");
        return by < 0 ? EntityIds() : owner(by, 1);
    }

    /// The subject of the verb that carries the noun.
    EntityIds supported_side() {
        if (trigger_.carrier < 0 || trigger_.support.subject != "actor") return {};
        if (subject_.passive) return agent(trigger_.carrier);
        return subject_.head < 0 || subject_.head == trigger_.token ? EntityIds() : owner(subject_.head, 1);
    }

    /// Whom the complement is about: "urged that X leave", "asked X to leave".
    EntityIds clause_side() {
        const int complement = complement_of(tree_, trigger_.token);
        if (complement < 0) return {};
        const ClauseSubject inner = subject_of(tree_, complement);
        if (inner.head < 0 || inner.verb != complement) return {};
        return direct(inner.head);
    }

    /// A phrase of the noun or of the verb that carries it; of a verb, also of its object.
    int phrase(std::string_view preposition) const {
        int head = phrase_with(tree_, trigger_.token, preposition);
        if (head < 0 && trigger_.carrier >= 0) head = phrase_with(tree_, trigger_.carrier, preposition);
        if (head < 0 && !trigger_.is_noun)
            if (const int what = object(); what >= 0) head = phrase_with(tree_, what, preposition);
        return head;
    }

    EntityIds direct(int head) const { return head < 0 ? EntityIds() : parties_of(reading_, head, places_); }

    /// Adjectives and compounds that name somebody: "Turkish airstrikes", "a rebel attack".
    EntityIds modifiers(int head) const {
        EntityIds ids;
        for (int c = tree_.first_child[head]; c >= 0 && c < head; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::amod || tree_.dep[c] == Dep::compound || tree_.dep[c] == Dep::nmod_unmarked)
                add(ids, parties_of(reading_, c, false));
        return ids;
    }

    /// The phrase itself, else whose it is: "the contribution of X", "X's plan", "the Turkish offensive".
    EntityIds owner(int head, int depth) const {
        if (head < 0) return {};
        if (EntityIds ids = direct(head); !ids.empty()) return ids;
        if (depth <= 0) return {};
        if (const int whose = tree_.child(head, Dep::nmod_poss); whose >= 0)
            if (EntityIds ids = direct(whose); !ids.empty()) return ids;
        for (std::string_view preposition : {"of", "by", "from", "such", "including", "in"}) {
            if (preposition == "in" && !places_) continue;
            const int whose = phrase_with(tree_, head, preposition);
            if (whose < 0) continue;
            if (EntityIds ids = owner(whose, depth - 1); !ids.empty()) return ids;
        }
        return depth > 1 ? modifiers(head) : EntityIds();
    }

    const EventReading& reading_;
    const Annotation& tree_;
    const Trigger& trigger_;
    const EventFrame& frame_;
    ClauseSubject subject_;
    bool places_;
};

}  // namespace

EntityIds parties_of(const EventReading& reading, int head, bool places) {
    EntityIds parties;
    for (EntityId id : actors_of(reading.document, reading.found, head)) {
        const EntityType type = reading.mentions.entities[id].type;
        if (type == EntityType::other || (type == EntityType::place && !places)) continue;
        parties.push_back(id);
    }
    return parties;
}

Trigger trigger_at(const EventReading& reading, int token) {
    const Annotation& tree = reading.tree;
    Trigger trigger{token};
    trigger.is_noun = tree.is_noun(token);
    if (!trigger.is_noun) return trigger;
    int noun = token;
    // "one of the attacks", "talks and consultations": the first conjunct is carried.
    for (int step = 0; step < 3 && tree.dep[noun] == Dep::conj && tree.head[noun] >= 0 && tree.is_noun(tree.head[noun]); ++step) noun = tree.head[noun];
    const int verb = tree.head[noun];
    if (verb < 0 || !tree.is_verb(verb)) return trigger;
    Carries carries;
    if (object_of(tree, verb) == noun) carries = Carries::object;
    else if (tree.dep[noun] == Dep::nsubj || tree.dep[noun] == Dep::nsubj_pass) carries = Carries::subject;
    else if (tree.dep[noun] == Dep::obl && (marker_of(tree, noun) == "into" || marker_of(tree, noun) == "in")) carries = Carries::phrase;
    else return trigger;
    if (const SupportVerb* support = reading.lexicon.support(tree.lemma(verb), carries)) {
        trigger.carrier = verb;
        trigger.support = *support;
    }
    return trigger;
}

bool has_companions(const EventReading& reading, const Trigger& trigger, const EventFrame& frame) {
    const Annotation& tree = reading.tree;
    for (std::string_view word : frame.companions) {
        if (word == "of") continue;
        bool seen = false;
        for (int c = tree.first_child[trigger.token]; c >= 0 && !seen; c = tree.next_sibling[c]) {
            if (trigger.is_noun && tree.dep[c] != Dep::compound && tree.dep[c] != Dep::amod && tree.dep[c] != Dep::nmod) continue;
            if (!trigger.is_noun && (tree.dep[c] == Dep::nsubj || tree.dep[c] == Dep::conj || tree.dep[c] == Dep::parataxis)) continue;
            seen = tree.lower(c) == word || tree.lemma(c) == word || (!trigger.is_noun && tree.dep[c] != Dep::advcl && marker_of(tree, c) == word);
        }
        if (!seen && !trigger.is_noun && tree.child(trigger.token, Dep::nsubj_pass) >= 0)
            seen = tree.lemma(tree.child(trigger.token, Dep::nsubj_pass)) == word;
        if (!seen) return false;
    }
    return true;
}

Sides sides_of(const EventReading& reading, const Trigger& trigger, const EventFrame& frame) {
    return Slots(reading, trigger, frame).read();
}

}  // namespace dragoman::findings
