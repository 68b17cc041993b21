// Who did it and to whom: the slots of frames read off the tree.
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

constexpr int deepest_phrase = 6;  // nouns between an act and the verb whose subject does it

void add(EntityIds& ids, const EntityIds& more) {
    for (EntityId id : more)
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

class Slots {
public:
    Slots(const EventReading& reading, const Trigger& trigger, const EventFrame& frame)
        : reading_(reading),
          tree_(reading.tree),
          trigger_(trigger),
          frame_(frame),
          subject_(subject_of(tree_, trigger.clause())),
          places_(frame.type == "ASSAULT" || frame.type == "COERCE" || frame.mode == "visit") {}

    Sides read() {
        Sides sides;
        if (takes_speakers()) sides.actors = reading_.found.statements[statement()].speakers;
        for (std::string_view slot : frame_.actor) {
            if (!sides.actors.empty()) break;
            sides.actors = slot_entities(slot, false);
            if (slot == "between" && sides.actors.size() > 1) return split_sides(std::move(sides.actors));
        }
        if (EntityIds two = coupled(); sides.actors.empty() && two.size() > 1) return split_sides(std::move(two));
        if (sides.actors.empty() && trigger_.carrier >= 0 && subject_.passive && frame_.type == "AGREE")
            sides.actors = speakers_around();
        // "It was agreed to continue": by those whose talks the story tells of.
        if (frame_.type == "AGREE" && !trigger_.is_noun && subject_.passive && subject_.head >= 0 &&
            tree_.lower(subject_.head) == "it" && reading_.protagonists.size() == 2)
            return split_sides(reading_.protagonists);
        if (sides.actors.empty() && frame_.type == "PROTEST") sides.actors = reading_.protesters;
        if (is_received()) return received(std::move(sides.actors));
        if (sides.actors.size() > 1 && is_to_each_other(tree_, trigger_.token))
            return split_sides(std::move(sides.actors));
        bool each = false;
        for (std::string_view slot : frame_.recipient) {
            if (slot == "each") {
                each = true;
                continue;
            }
            if (slot == "between") continue;
            for (EntityId id : slot_entities(slot, true))
                if (std::find(sides.actors.begin(), sides.actors.end(), id) == sides.actors.end())
                    add(sides.recipients, {id});
            if (!sides.recipients.empty()) break;
        }
        if (sides.recipients.empty() && (!each || sides.actors.size() < 2)) add_from_complement(sides);
        if (sides.recipients.empty() && !trigger_.is_noun) sides.recipients = answered(sides.actors);
        if (each && sides.recipients.empty() && sides.actors.size() == 1 && says_we())
            sides.recipients = other_speakers(reading_, sides.actors);
        if (sides.recipients.empty()) sides.recipients = counterpart(sides.actors);
        drop_own_states(sides);
        if (frame_.type == "ASSAULT") name_owners(sides.actors), name_owners(sides.recipients);
        if (sides.actors.empty() && sides.recipients.empty() && is_signed_by_all())
            return split_sides(reading_.protagonists);
        if (each && sides.recipients.empty() && sides.actors.size() > 1) return split_sides(std::move(sides.actors));
        return sides;
    }

private:
    static Sides split_sides(EntityIds all) {
        Sides sides{{all.front()}, EntityIds(all.begin() + 1, all.end()), true};
        return sides;
    }

    /// "Peruvian-Chilean talks": both.
    EntityIds coupled() const {
        if (!trigger_.is_noun || (frame_.type != "CONSULT" && frame_.type != "COOPERATE")) return {};
        return couple(tree_.child(trigger_.token, Dep::amod));
    }

    /// "Peruvian-Chilean": both, the first hung on the second.
    EntityIds couple(int second) const {
        EntityIds two;
        const int first = second < 0 ? -1 : tree_.child(second, Dep::compound);
        if (first < 0 || tree_.tag[first + 1] != Tag::HYPH) return two;
        for (int head : {first, second}) add(two, parties_of(reading_, head));
        return two;
    }

    /// "He suggested that the two countries cooperate": his own is not the one asked.
    void drop_own_states(Sides& sides) const {
        const auto is_own = [&](EntityId id) {
            const EntityInfo& side = reading_.mentions.entities[id];
            return side.type == EntityType::country &&
                   std::any_of(sides.actors.begin(), sides.actors.end(), [&](EntityId actor) {
                       return reading_.mentions.entities[actor].country == side.country;
                   });
        };
        EntityIds& others = sides.recipients;
        if (!is_verbal(frame_.type) || std::all_of(others.begin(), others.end(), is_own)) return;
        others.erase(std::remove_if(others.begin(), others.end(), is_own), others.end());
    }

    /// "an Iranian oil platform", "US aircraft": what hits or is hit is its owner's, a state that the story names.
    void name_owners(EntityIds& side) const {
        for (EntityId& id : side) {
            const EntityInfo& what = reading_.mentions.entities[id];
            if (what.type != EntityType::place || what.named || what.country.empty()) continue;
            if (const EntityId state = reading_.state_named(what.country); state >= 0) id = state;
        }
    }

    /// "Agreements were also signed": by the two whose talks the story tells of.
    bool is_signed_by_all() const {
        return frame_.type == "SUPPORT" && !trigger_.is_noun && tree_.lemma(trigger_.token) == "sign" &&
               subject_.passive && reading_.protagonists.size() == 2 && agent(trigger_.token).empty();
    }

    /// Of a readout of two people's talks, the one whom a proposal or promise of the other is made to.
    EntityIds counterpart(const EntityIds& actors) const {
        if ((frame_.type != "REQUEST" && frame_.type != "AGREE") || actors.size() != 1) return {};
        const EntityIds& two = reading_.protagonists;
        if (two.size() != 2 || two[0] == two[1]) return {};
        if (actors[0] == two[0]) return {two[1]};
        return actors[0] == two[1] ? EntityIds{two[0]} : EntityIds();
    }

    /// "won the endorsement of X", "faces charges": what the carrying verb's subject gets from others.
    bool is_received() const {
        return trigger_.carrier >= 0 && trigger_.support.subject == "recipient" && !subject_.passive &&
               is_verbal(frame_.type) && !subject_entities().empty();
    }

    Sides received(EntityIds actors) const {
        for (std::string_view giver : {"of", "from"})
            if (actors.empty()) actors = owner(phrase(giver), 1);
        Sides sides{std::move(actors), {}};
        for (EntityId id : subject_entities())
            if (std::find(sides.actors.begin(), sides.actors.end(), id) == sides.actors.end())
                sides.recipients.push_back(id);
        return sides;
    }

    int statement() const {
        const int own = reading_.statement_of_cue[trigger_.token];
        return own >= 0 || trigger_.carrier < 0 ? own : reading_.statement_of_cue[trigger_.carrier];
    }

    /// A verbal act's actors are the speakers of the statement it reports, resolved there already.
    bool takes_speakers() const {
        if (!frame_.acts_as("subject") && !frame_.acts_as("support")) return false;
        return is_verbal(frame_.type) && statement() >= 0 && !reading_.found.statements[statement()].speakers.empty();
    }

    /// "willing to step up cooperation with X", "refused to help X": the other side stands in the complement.
    void add_from_complement(Sides& sides) const {
        if (frame_.type != "AGREE" && frame_.type != "REJECT" && frame_.type != "THREATEN") return;
        const int act = complement_of(tree_, trigger_.token);
        if (act < 0 || tree_.lemma(trigger_.token) == "deny") return;  // "denied attacking civilians"
        if (tree_.dep[act] == Dep::ccomp && (frame_.type != "THREATEN" || !do_it(sides.actors, act))) return;
        const int what = object_of(tree_, act);
        const auto take = [&](int head) {
            for (EntityId id : head < 0 ? EntityIds() : owner(head, 2))
                if (sides.recipients.size() < 8 &&
                    std::find(sides.actors.begin(), sides.actors.end(), id) == sides.actors.end())
                    add(sides.recipients, {id});
        };
        take(tree_.child(act, Dep::iobj));
        for (std::string_view preposition : {"with", "to", "against", "from"}) {
            if (preposition == "with" && frame_.type == "THREATEN") continue;  // "threatened to answer with force"
            if (!sides.recipients.empty()) return;
            take(phrase_with(tree_, act, preposition));
            if (what >= 0) take(phrase_with(tree_, what, preposition));
        }
        if (sides.recipients.empty()) take(what);
    }

    /// "warned that it would strike", not "warned that the rebels would".
    bool do_it(const EntityIds& actors, int act) const {
        const EntityIds own = subject_parties(reading_, subject_of(tree_, act));
        return std::any_of(own.begin(), own.end(),
                           [&](EntityId id) { return std::find(actors.begin(), actors.end(), id) != actors.end(); });
    }

    EntityIds slot_entities(std::string_view slot, bool recipient) {
        if (slot == "speaker") return speakers_around();
        if (slot == "subject") return recipient && is_own() ? EntityIds() : subject_side();
        if (slot == "support") return supported_side(recipient ? "recipient" : "actor");
        if (slot == "sentence") return sentence_side();
        if (slot == "object") return acted_upon();
        if (slot == "owner") return owner_of_objects();
        if (slot == "iobj") return receiver();
        if (slot == "clause") return clause_side();
        if (slot == "predicate") return predicate_side();
        if (slot == "poss") return direct(tree_.child(trigger_.token, Dep::nmod_poss));
        if (slot == "adj") return modifiers(trigger_.token);
        if (slot == "between") return direct(phrase("between"));
        if (slot == "by" && trigger_.is_noun) return doer();
        const int head = phrase(slot);
        if (head < 0) return {};
        EntityIds ids = recipient ? owner(head, 3) : direct(head);
        return ids.empty() && recipient ? helped_place(head) : ids;
    }

    /// "aid to Gaza": a place of a known state stands for its people.
    EntityIds helped_place(int head) const {
        if (frame_.type != "AID" && frame_.type != "SANCTION") return {};
        EntityIds ids = parties_of(reading_, head, true);
        ids.erase(std::remove_if(ids.begin(), ids.end(),
                                 [&](EntityId id) { return reading_.mentions.entities[id].country.empty(); }),
                  ids.end());
        return ids;
    }

    /// "gave X a loan", "X was given a loan".
    EntityIds receiver() const {
        const int whom = receiver_of(reading_, trigger_.token);
        EntityIds ids = direct(whom);
        return ids.empty() && whom >= 0 ? capital_of(whom) : ids;
    }

    /// "detained a Chilean trawler": of a thing, the state it belongs to.
    EntityIds acted_upon() const {
        const int what = object();
        EntityIds ids = direct(what);
        return ids.empty() && what >= 0 && places_ ? modifiers(what) : ids;
    }

    /// "condemned the raid and the rebels' ties with others": the first of the things that is somebody's.
    EntityIds owner_of_objects() const {
        const int first = object();
        EntityIds ids = owner(first, 3);
        for (int c = first < 0 ? -1 : tree_.first_child[first]; ids.empty() && c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj) ids = owner(c, 3);
        return ids;
    }

    int object() const { return meant_by(tree_, shared_object_of(tree_, trigger_.token), trigger_.token); }

    /// "criticised the move", "supported the initiative": whose act or words they are, told before.
    EntityIds answered(const EntityIds& actors) const {
        if (frame_.type != "ACCUSE" && frame_.type != "SUPPORT" && frame_.type != "REJECT") return {};
        const int what = object();
        const int the = what < 0 || tree_.lemma(trigger_.token) == "sign" ? -1 : tree_.child(what, Dep::det);
        if (the < 0 || (tree_.lower(the) != "the" && tree_.lower(the) != "this")) return {};
        if (tree_.child(what, Dep::nmod) >= 0 || tree_.child(what, Dep::nmod_poss) >= 0) return {};
        using Sort = EventLexicon::Sort;
        EntityIds whose;
        if (reading_.lexicon.is(Sort::proposal, tree_.lemma(what)))
            whose = reading_.speakers_before(trigger_.token, actors);
        else if (reading_.lexicon.is(Sort::decision, tree_.lemma(what)))
            whose = reading_.protagonists;
        const bool own = std::any_of(whose.begin(), whose.end(), [&](EntityId id) {
            return std::find(actors.begin(), actors.end(), id) != actors.end();
        });
        // Of a source without a name ("officials said") it is not the decision.
        const bool nameless = std::none_of(whose.begin(), whose.end(), [&](EntityId id) {
            const EntityInfo& who = reading_.mentions.entities[id];
            return who.named || who.type == EntityType::country || who.type == EntityType::organization;
        });
        return own || nameless ? EntityIds() : whose;
    }

    /// Who acts: the subject, of a passive the agent.
    EntityIds subject_side() const {
        return subject_.passive && !is_seeming_passive() ? agent(trigger_.token) : subject_entities();
    }

    /// "The minister conferred with X": what takes no object has no passive, whatever the parser says.
    bool is_seeming_passive() const {
        if (tree_.child(trigger_.token, Dep::nsubj_pass) < 0 || tree_.child(trigger_.token, Dep::aux_pass) >= 0)
            return false;
        return std::none_of(
                   frame_.recipient.begin(), frame_.recipient.end(),
                   [](std::string_view slot) { return slot == "object" || slot == "owner" || slot == "iobj"; }) &&
               std::none_of(frame_.needs.begin(), frame_.needs.end(),
                            [](const auto& need) { return need.front() == "object=" || need.front() == "object"; });
    }

    EntityIds subject_entities() const {
        if (subject_.head < 0 || subject_.head == trigger_.token) return {};
        EntityIds ids = subject_parties(reading_, subject_, places_ && frame_.type != "CONSULT");
        if (!ids.empty()) return ids;
        if (ids = capital_of(subject_.head); !ids.empty()) return ids;
        if (ids = makers_of(subject_.head); !ids.empty()) return ids;
        if (is_verbal(frame_.type))
            if (ids = issuers_of(reading_, subject_.head); !ids.empty()) return ids;
        return owner(reading_.lexicon.counted(tree_, subject_.head), depth_of(subject_.head));
    }

    /// "Bonn welcomed the offer": a capital that acts stands for its state, where the story names that.
    EntityIds capital_of(int head) const {
        for (EntityId id : reading_.mentions.of_head(head)) {
            const EntityInfo& city = reading_.mentions.entities[id];
            if (city.type != EntityType::place || city.rule.rfind("capital:", 0) != 0) continue;
            if (const EntityId state = reading_.state_named(city.country); state >= 0) return {state};
        }
        return {};
    }

    /// "signed a decree banning the veil": what an order does is done by who gives it.
    EntityIds makers_of(int order) const {
        if (tree_.dep[order] != Dep::obj || !reading_.lexicon.is(EventLexicon::Sort::order, tree_.lemma(order)))
            return {};
        const ClauseSubject giver = subject_of(tree_, tree_.head[order]);
        return giver.passive ? EntityIds() : subject_parties(reading_, giver);
    }

    /// "said his government had failed": one's own is accused by nobody.
    bool is_own() const {
        const int whose = subject_.head < 0 ? -1 : tree_.child(subject_.head, Dep::nmod_poss);
        return whose >= 0 && tree_.is_pronoun(whose) && tree_.lower(whose) != "your";
    }

    bool says_we() const { return subject_.head >= 0 && tree_.lower(subject_.head) == "we"; }

    EntityIds speakers_around() const {
        const int around = reading_.found.statement_of_token[trigger_.token];
        return around < 0 ? EntityIds() : reading_.found.statements[around].speakers;
    }

    /// "the bombing of a wedding by Turkish jets", where the parser hangs the jets on the wedding.
    EntityIds doer() const {
        const int by = phrase("by"), whom = by < 0 && frame_.type == "ASSAULT" ? phrase("of") : -1;
        const int doer = whom < 0 ? by : phrase_with(tree_, whom, "by");
        return doer < 0 ? EntityIds() : owner(doer, depth_of(doer));
    }

    /// "Turkish warplanes struck", "warships escorted": how far off stands the name whose weapon it is.
    int depth_of(int weapon) const {
        return frame_.type == "ASSAULT" || reading_.lexicon.is(EventLexicon::Sort::armed, tree_.lemma(weapon)) ? 2 : 1;
    }

    EntityIds agent(int verb) const {
        int by = phrase_with(tree_, verb, "by");
        for (int c = tree_.first_child[verb]; by < 0 && c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj && tree_.tag[c] == Tag::VBN)  // "was invaded, occupied and bombed by Chile"
                by = phrase_with(tree_, c, "by");
        return by < 0 ? EntityIds() : owner(by, depth_of(by));
    }

    /// The subject of the verb that carries the noun.
    EntityIds supported_side(std::string_view side) {
        if (trigger_.carrier < 0 || trigger_.support.subject != side) return {};
        return subject_.passive ? agent(trigger_.carrier) : subject_entities();
    }

    /// "X spoke on the first day of a visit to Y": who does what the sentence says.
    EntityIds sentence_side() const {
        int verb = trigger_.token;
        for (int step = 0; step < deepest_phrase && tree_.head[verb] >= 0 && !tree_.is_verb(verb); ++step)
            verb = tree_.head[verb];
        if (!tree_.is_verb(verb)) return {};
        const ClauseSubject subject = subject_of(tree_, verb);
        return subject.passive ? EntityIds() : subject_parties(reading_, subject);
    }

    /// Whom the complement is about: "urged that X leave", "asked X to leave".
    EntityIds clause_side() {
        const int complement = complement_of(tree_, trigger_.token);
        if (complement >= 0) {
            const ClauseSubject inner = subject_of(tree_, complement);
            if ((frame_.type == "ACCUSE" || frame_.type == "REQUEST") && inner.passive) return {};
            if (inner.head >= 0 && inner.verb == complement) return subject_parties(reading_, inner);
        }
        return statement() < 0 ? EntityIds() : told_of(reading_.found.statements[statement()]);
    }

    /// "our thoughts are with X": who is named by what the noun is said to be with.
    EntityIds predicate_side() const {
        const int with = tree_.dep[trigger_.token] == Dep::nsubj ? tree_.head[trigger_.token] : -1;
        return with >= 0 && tree_.child(with, Dep::cop) >= 0 && marker_of(tree_, with) == "with" ? owner(with, 2)
                                                                                                 : EntityIds();
    }

    /// The first subject in what is said.
    EntityIds told_of(const Statement& said) const {
        const Span content = said.content.front();
        const int last = std::min(reading_.text.token_at(content.end), tree_.size());
        for (int t = reading_.text.token_at(content.begin); t < last; ++t)
            if ((tree_.dep[t] == Dep::nsubj || tree_.dep[t] == Dep::nsubj_pass) &&
                marker_of(tree_, tree_.head[t]) != "with")  // "…, with Peru abstaining"
                return direct(t);
        return {};
    }

    int phrase(std::string_view preposition) const { return phrase_of_act(reading_, trigger_, object(), preposition); }

    EntityIds direct(int head) const {
        if (head < 0) return {};
        EntityIds ids = parties_of(reading_, head, places_);
        if (const int what = reading_.lexicon.counted(tree_, head); ids.empty() && what != head)
            ids = parties_of(reading_, what, places_);
        return ids;
    }

    /// Adjectives and compounds that name somebody: "Turkish airstrikes", "a rebel attack".
    EntityIds modifiers(int head) const {
        EntityIds ids = state_of(head);
        for (int c = tree_.first_child[head]; c >= 0 && c < head; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::amod || tree_.dep[c] == Dep::compound || tree_.dep[c] == Dep::nmod_unmarked)
                add(ids, couple(c)), add(ids, parties_of(reading_, c, false));
        return ids;
    }

    /// "the invasion of Fiji": the state is not whose invasion it is.
    bool stands_in_phrase(int head, EntityId state) const {
        for (int c = tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c]) {
            if (c < head) continue;
            const EntityIds& named = reading_.mentions.of_head(c);
            if (std::find(named.begin(), named.end(), state) != named.end()) return true;
        }
        return false;
    }

    /// The state whose a thing is by its adjective ("the Russian offensive"), where the story names it.
    EntityIds state_of(int head) const {
        const int adjective = tree_.child(head, Dep::amod);  // a noun may be a place: "a Kabul bombing"
        if (adjective < 0) return {};
        for (EntityId id : reading_.mentions.of_head(head)) {
            const EntityInfo& thing = reading_.mentions.entities[id];
            if (thing.type != EntityType::other || thing.country.empty()) continue;
            const EntityId state = reading_.state_named(thing.country);
            if (state >= 0 && !stands_in_phrase(head, state)) return {state};
        }
        return {};
    }

    /// The phrase itself, else whose it is: "the contribution of X", "X's plan", "the Turkish offensive".
    EntityIds owner(int head, int depth) const {
        if (head < 0) return {};
        if (EntityIds ids = direct(head); !ids.empty()) return ids;
        if (depth <= 0) return {};
        if (const int whose = tree_.child(head, Dep::nmod_poss); whose >= 0)
            if (EntityIds ids = direct(whose); !ids.empty()) return ids;
        const bool deed = is_deed(tree_.lemma(head));  // "the invasion of Bolivia by Chile"
        for (std::string_view preposition :
             {"of", "by", "from", "such", "including", "with", "between", "to", "for", "in"}) {
            if (preposition == "for" && (frame_.type != "ASSAULT" || depth < 3)) continue;  // "a camp for refugees"
            if ((preposition == "in" && !places_) || (deed && preposition != "by" && preposition != "from")) continue;
            const int whose = phrase_with(tree_, head, preposition);
            if (whose < 0) continue;
            if (EntityIds ids = owner(whose, depth - 1); !ids.empty()) return ids;
        }
        // "threats made by X", "missiles fired by X"
        // "a convoy carrying soldiers"
        if (const int made = tree_.child(head, Dep::acl); made >= 0) {
            const bool carries = tree_.lemma(made) == "carry" || tree_.lemma(made) == "transport";
            if (const int by = tree_.child(made, carries ? Dep::obj : Dep::obl_agent); by >= 0)
                if (EntityIds ids = owner(by, depth - 1); !ids.empty()) return ids;
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

EntityIds subject_parties(const EventReading& reading, const ClauseSubject& subject, bool places) {
    if (subject.head < 0) return {};
    EntityIds ids = parties_of(reading, subject.head, places);
    // "said it would": a pronoun nobody has resolved is who speaks.
    if (const int around = reading.found.statement_of_token[subject.head];
        ids.empty() && around >= 0 && reading.tree.tag[subject.head] == Tag::PRP) {
        const std::string_view word = reading.tree.lower(subject.head);
        if (word == "it" || word == "they" || word == "he" || word == "she")
            return reading.found.statements[around].speakers;
    }
    const Dep dep = reading.tree.dep[subject.head];
    if (reading.tree.head[subject.head] != subject.verb) return ids;
    // Coordinated subjects that the parser left side by side.
    for (int c = reading.tree.next_sibling[subject.head]; c >= 0 && c < subject.verb; c = reading.tree.next_sibling[c])
        if (reading.tree.dep[c] == dep && reading.tree.child(c, Dep::cc) >= 0) add(ids, parties_of(reading, c, places));
    return ids;
}

EntityIds parties_of(const EventReading& reading, int head, bool places) {
    EntityIds parties;
    if (const std::string_view word = reading.tree.lower(head); word == "nobody" || word == "none") return parties;
    for (EntityId id : actors_of(reading.document, reading.found, head)) {
        const EntityType type = reading.mentions.entities[id].type;
        if (type == EntityType::other || (type == EntityType::place && !places)) continue;
        parties.push_back(id);
    }
    return parties;
}

Sides sides_of(const EventReading& reading, const Trigger& trigger, const EventFrame& frame) {
    return Slots(reading, trigger, frame).read();
}

}  // namespace dragoman::findings
