// What is read across clauses: demands made without a verb of asking, and what other sentences
// say of an act (its author, its claimants).
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

using Sort = EventLexicon::Sort;

// Bounds that keep the work linear.
constexpr std::ptrdiff_t farthest_event = 32;  // events looked at before and after a claim
constexpr std::ptrdiff_t farthest_answer = 8;  // events between an act and an answer to it
constexpr int longest_evidence = 60;           // tokens
constexpr std::size_t first_statements = 128;  // statements that tell who talks with whom

bool is_done(const Event& event) {
    return event.status == EventStatus::occurred || event.status == EventStatus::ongoing;
}

/// The state that somebody belongs to; empty if unknown.
const std::string& state_of(const EventReading& reading, EntityId id) { return reading.mentions.entities[id].country; }

bool share_state(const EventReading& reading, const EntityIds& some, const EntityIds& others) {
    for (EntityId a : some)
        for (EntityId b : others)
            if (a == b || (!state_of(reading, a).empty() && state_of(reading, a) == state_of(reading, b))) return true;
    return false;
}

/// Does the modal stand before the subject?
bool is_inverted(const Annotation& tree, int verb) {
    const int subject = tree.child(verb, Dep::nsubj);
    const int modal = tree.child(verb, Dep::aux);
    return subject >= 0 && modal >= 0 && modal < subject;
}

/// "people need to rest": nobody in particular is asked.
bool is_anybody(const Annotation& tree, int subject) {
    const std::string_view word = tree.lower(subject);
    return (word == "people" && tree.first_child[subject] < 0) || word == "everyone" || word == "everybody" ||
           word == "anyone" || word == "anybody";
}

bool is_obligation(const Annotation& tree, int verb) {
    const std::string_view modal = modal_of(tree, verb);
    if (modal == "should" || modal == "must")  // not "a role that firms should play", "should the bill pass, …"
        return tree.dep[verb] != Dep::acl_relcl && !is_inverted(tree, verb);
    const int governor = tree.head[verb];
    if (tree.dep[verb] != Dep::xcomp || governor < 0) return false;
    return is_infinitive(tree, verb) && tree.lemma(governor) == "need" && modal_of(tree, governor).empty();
}

/// "must be ready to mediate"
bool is_readiness(const EventReading& reading, int token) {
    const Annotation& tree = reading.tree;
    return tree.tag[token] == Tag::JJ && tree.child(token, Dep::cop) >= 0 && tree.child(token, Dep::xcomp) > token &&
           reading.lexicon.intent(tree, token);
}

/// "X claimed responsibility for the attack", "the attack was claimed by X".
EntityIds claimants_at(const EventReading& reading, int verb) {
    const Annotation& tree = reading.tree;
    if (tree.lemma(verb) != "claim" || !tree.is_verb(verb)) return {};
    const int object = object_of(tree, verb);
    if (object < 0 || is_negated(tree, verb)) return {};
    const ClauseSubject subject = subject_of(tree, verb);
    const std::string_view what = tree.lemma(object);
    if (reading.lexicon.is(Sort::responsibility, what))
        return subject.passive ? EntityIds() : subject_parties(reading, subject);
    if (!subject.passive || !reading.lexicon.is(Sort::deed, what)) return {};
    int by = tree.child(verb, Dep::obl_agent);
    if (by < 0) by = phrase_with(tree, verb, "by");
    return by < 0 ? EntityIds() : parties_of(reading, by);
}

/// Gives the attack told last before (else first after) the claim its author.
void add_claimants(const EventReading& reading, std::vector<Event>& events) {
    for (int verb = 0; verb < reading.tree.size(); ++verb) {
        const EntityIds claimants = claimants_at(reading, verb);
        if (claimants.empty()) continue;
        const auto next = std::lower_bound(events.begin(), events.end(), verb,
                                           [](const Event& e, int token) { return e.trigger < token; });
        const auto is_open = [](const Event& e) { return e.type == "ASSAULT" && e.actors.empty() && is_done(e); };
        Event* claimed = nullptr;
        for (auto e = next; !claimed && e != events.begin() && next - e < farthest_event;)
            if (is_open(*--e)) claimed = &*e;
        for (auto e = next; !claimed && e != events.end() && e - next < farthest_event; ++e)
            if (is_open(*e)) claimed = &*e;
        if (claimed) claimed->actors = claimants;
    }
}

/// "the tariffs", "this arrest": what a verbal act without a recipient is about, if it is told of as known; else -1.
int answered_object(const EventReading& reading, const Event& event) {
    const Annotation& tree = reading.tree;
    const bool asks = event.type == "REQUEST";
    if (!asks && event.type != "ACCUSE" && event.type != "SUPPORT" && event.type != "REJECT") return -1;
    if (!event.recipients.empty() || event.actors.empty() || !tree.is_verb(event.trigger)) return -1;
    if (tree.lemma(event.trigger) == "sign") return -1;
    // "demanded that the ban be withdrawn"
    const int clause = asks ? complement_of(tree, event.trigger) : -1;
    const int object = asks ? (clause < 0 ? -1 : tree.child(clause, Dep::nsubj_pass)) : object_of(tree, event.trigger);
    const int the = object < 0 ? -1 : tree.child(object, Dep::det);
    if (the < 0 || tree.child(object, Dep::nmod) >= 0 || tree.child(object, Dep::nmod_poss) >= 0) return -1;
    const std::string_view word = tree.lower(the);
    return word == "the" || word == "this" || word == "these" ? object : -1;
}

/// Does the evidence of an act have that noun?
bool is_in_words_of(const EventReading& reading, const Event& event, std::string_view noun) {
    const int first = reading.text.token_at(event.evidence.begin);
    for (int t = first; t < std::min(first + longest_evidence, reading.tree.size()); ++t) {
        if (reading.text.span(TokenRange{t, t + 1}).end > event.evidence.end) break;
        if (reading.tree.lemma(t) == noun) return true;
    }
    return false;
}

/// "condemned the operation": whose operation was told before.
void add_condemned(const EventReading& reading, std::vector<Event>& events) {
    const Event* last_deed = nullptr;
    for (Event& event : events) {
        if (event.type == "ASSAULT" && !event.actors.empty() && is_done(event)) last_deed = &event;
        if (event.type != "ACCUSE" || !event.recipients.empty() || !last_deed || !reading.tree.is_verb(event.trigger))
            continue;
        const int object = object_of(reading.tree, event.trigger);
        if (object >= 0 && reading.lexicon.is(Sort::deed, reading.tree.lemma(object)) &&
            !share_state(reading, event.actors, last_deed->actors))
            event.recipients = last_deed->actors;
    }
}

/// Is an act what "the tariffs" or "the decision" means?
bool is_answered(const EventReading& reading, const Event& act, std::string_view noun) {
    if (act.type == "CONSULT" || act.type == "COOPERATE") return false;
    if (reading.lexicon.is(Sort::decision, noun)) return is_done(act) || act.status == EventStatus::planned;
    return is_done(act) && is_in_words_of(reading, act, noun);
}

/// "called the tariffs unjust", "welcomed the arrest": whose act it is, where an event told shortly before is in such
/// words.
void add_answered(const EventReading& reading, std::vector<Event>& events) {
    for (auto event = events.begin(); event != events.end(); ++event) {
        const int object = answered_object(reading, *event);
        if (object < 0) continue;
        for (auto e = event; e != events.begin() && event - e < farthest_answer;) {
            --e;
            if (e->actors.empty() || is_verbal(e->type) || !is_answered(reading, *e, reading.tree.lemma(object)))
                continue;
            if (!share_state(reading, e->actors, event->actors)) event->recipients = e->actors;
            break;
        }
    }
}

/// Is a word of the verb's own clause, not of one that hangs on it ("a man who had fled from prison")?
bool is_of_clause(const Annotation& tree, int token, int verb) {
    constexpr int longest_way = 6;
    for (int step = 0; step < longest_way && token >= 0 && token != verb; ++step, token = tree.head[token])
        if (const Dep dep = tree.dep[token]; dep == Dep::acl_relcl || dep == Dep::advcl || dep == Dep::ccomp)
            return false;
    return token == verb;
}

/// "sentenced to two years in prison", not "fined the prison service".
bool names_prison(const EventReading& reading, int verb) {
    constexpr int longest_clause = 40;
    const Annotation& tree = reading.tree;
    for (int t = verb + 1; t < std::min(tree.subtree(verb).end, verb + longest_clause); ++t)
        if (reading.lexicon.is(Sort::prison, tree.lemma(t)) && tree.dep[t] != Dep::compound &&
            is_of_clause(tree, t, verb))
            return true;
    return false;
}

/// "A court jailed the editor", "was jailed for two years": by a sentence, not by the police.
bool is_jailed_by_sentence(const EventReading& reading, const Event& event) {
    const Annotation& tree = reading.tree;
    if (event.mode != "arrest" || (tree.lemma(event.trigger) != "jail" && tree.lemma(event.trigger) != "imprison"))
        return false;
    const int term = phrase_with(tree, event.trigger, "for");
    const std::string_view unit = term < 0 ? std::string_view() : tree.lemma(term);
    return unit == "year" || unit == "month" || unit == "life" ||
           std::any_of(event.actors.begin(), event.actors.end(),
                       [&](EntityId id) { return reading.mentions.entities[id].sector == "JUD"; });
}

/// A sentence to prison is an arrest beside the sentence.
void add_imprisonments(const EventReading& reading, std::vector<Event>& events) {
    for (std::size_t i = 0, before = events.size(); i < before; ++i) {
        if (events[i].recipients.empty() || !is_done(events[i]) || !reading.tree.is_verb(events[i].trigger)) continue;
        if (is_jailed_by_sentence(reading, events[i])) {
            Event sentence = events[i];
            sentence.type = "SANCTION", sentence.mode = "convict", sentence.cameo = "116";
            sentence.rule = "prison:" + std::string(reading.tree.lemma(sentence.trigger));
            events.push_back(std::move(sentence));
            continue;
        }
        if (events[i].type != "SANCTION" || events[i].mode != "convict" || !names_prison(reading, events[i].trigger))
            continue;
        Event arrest = events[i];
        arrest.type = "COERCE", arrest.mode = "arrest", arrest.cameo = "173";
        arrest.rule = "prison:" + std::string(reading.tree.lemma(arrest.trigger));
        events.push_back(std::move(arrest));
    }
}

}  // namespace

void read_demands(const EventReading& reading, std::vector<Event>& events) {
    const Annotation& tree = reading.tree;
    for (int verb = 0; verb < tree.size(); ++verb) {
        const int around = reading.found.statement_of_token[verb];
        if (around < 0 || !(tree.is_verb(verb) || is_readiness(reading, verb)) || !is_obligation(tree, verb)) continue;
        if (tree.lemma(verb) == "occur" || tree.lemma(verb) == "happen")
            continue;  // "meetings must occur by May": a rule
        const EntityIds& speakers = reading.found.statements[around].speakers;
        const ClauseSubject subject = subject_of(tree, verb);
        if (speakers.empty() || subject.passive || subject.head < 0) continue;
        const EntityIds asked = subject_parties(reading, subject);
        if (asked.empty() || is_anybody(tree, subject.head) || share_state(reading, asked, speakers)) continue;
        if (!std::any_of(asked.begin(), asked.end(), [&](EntityId id) {
                return is_public(reading.mentions.entities[id]) ||
                       reading.mentions.entities[id].type == EntityType::people;
            }))
            continue;
        Event event;
        event.type = "REQUEST";
        event.mode = "change";
        // What must be done is demanded, what should be is asked for.
        event.cameo = modal_of(tree, verb) == "must" ? "100" : "020";
        event.actors = speakers;
        event.recipients = asked;
        event.trigger = verb;
        event.statement = around;
        event.confidence = 0.5;
        const TokenRange words = trimmed(tree, core_of(tree, subject.verb));
        event.evidence = reading.text.span(words.empty() ? TokenRange{verb, verb + 1} : words);
        event.rule = "demand:" + std::string(tree.lemma(verb));
        code_demand(reading, verb, event);
        events.push_back(std::move(event));
    }
}

void read_pledges(const EventReading& reading, std::vector<Event>& events) {
    const Annotation& tree = reading.tree;
    for (int verb = 0; verb < tree.size(); ++verb) {
        if (!tree.is_verb(verb) || modal_of(tree, verb) != "will" ||
            !reading.lexicon.is(Sort::pledge, tree.lemma(verb)) || is_negated(tree, verb))
            continue;
        const Trigger trigger{verb};
        if (!is_performed(reading, trigger)) continue;
        const int around = reading.found.statement_of_token[verb];
        Event event;
        event.type = "AGREE";
        event.cameo = "030";
        event.actors = reading.found.statements[around].speakers;
        event.recipients = other_speakers(reading, event.actors);
        if (event.actors.empty() || event.recipients.empty()) continue;
        event.trigger = verb;
        event.statement = around;
        event.confidence = 0.5;
        event.evidence = reading.text.span(trimmed(tree, core_of(tree, verb)));
        event.rule = "pledge:" + std::string(tree.lemma(verb));
        events.push_back(std::move(event));
    }
}

EntityIds other_speakers(const EventReading& reading, const EntityIds& speakers) {
    EntityIds others;
    const auto& statements = reading.found.statements;
    for (std::size_t i = 0; i < std::min(statements.size(), first_statements); ++i) {
        const Statement& said = statements[i];
        if (said.form != Form::direct || !said.cue.empty() || said.speakers.size() != 1) continue;
        const EntityId who = said.speakers.front();
        if (std::find(speakers.begin(), speakers.end(), who) == speakers.end() &&
            std::find(others.begin(), others.end(), who) == others.end())
            others.push_back(who);
        if (others.size() > 1) return {};
    }
    return others;
}

bool means_both(const EventReading& reading, int head) {
    if (head < 0 || !parties_of(reading, head).empty()) return false;
    const Annotation& tree = reading.tree;
    if (const std::string_view word = tree.lower(head); word == "they" || word == "both" || word == "them") return true;
    constexpr std::string_view crowds[] = {"side",    "party",  "leader", "president", "minister",
                                           "country", "nation", "state",  "head",      "government"};
    return tree.tag[head] == Tag::NNS && tree.child(head, Dep::nmod) < 0 && tree.child(head, Dep::acl_relcl) < 0 &&
           tree.child(head, Dep::nmod_poss) < 0 &&
           std::find(std::begin(crowds), std::end(crowds), tree.lemma(head)) != std::end(crowds);
}

Sides two_before(const EventReading& reading, const std::vector<Event>& events, int token, int head) {
    constexpr int nearest = 90;  // tokens
    const std::string_view who = reading.tree.lemma(head);
    const bool persons = who == "leader" || who == "president" || who == "minister" || who == "head";
    const auto fits = [&](const EntityIds& side) {
        return side.size() == 1 && (!persons || reading.mentions.entities[side.front()].type == EntityType::person);
    };
    for (auto e = events.rbegin(); e != events.rend() && e - events.rbegin() < farthest_answer; ++e) {
        if (e->trigger > token || token - e->trigger > nearest) continue;
        const bool talk = e->type == "CONSULT" || e->type == "AGREE" || e->type == "COOPERATE";
        if (talk && fits(e->actors) && fits(e->recipients)) return {e->actors, e->recipients, true};
    }
    return {};
}

void complete_by_story(const EventReading& reading, std::vector<Event>& events) {
    add_claimants(reading, events);
    add_answers(reading, events);
    add_condemned(reading, events);
    add_answered(reading, events);
    add_imprisonments(reading, events);
}

}  // namespace dragoman::findings
