// When, where, in which mode and context, with how many dead: what a clause says besides its sides.
#include <algorithm>
#include <cstdlib>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

constexpr int widest_sentence = 400;  // tokens looked at on each side of the trigger

bool is_date(const TimeExpression& time) {
    if (time.vague || (time.type != TimeType::date && time.type != TimeType::time)) return false;
    return time.value.size() >= 4 && time.value[0] >= '0' && time.value[0] <= '9';
}

std::string precision_of(const std::string& value) {
    if (value.find('/') != std::string::npos) return "range";
    if (value.find('W') != std::string::npos) return "week";
    return value.size() >= 10 ? "day" : value.size() >= 7 ? "month" : "year";
}

constexpr int farthest_governor = 2;  // words above an act where its place is looked for

/// A place, a state, or a seat where one meets: "at the Kremlin", "at the foreign ministry".
bool is_where(const EntityInfo& what, std::string_view marker) {
    if (what.type == EntityType::country) return marker != "on";  // "sanctions on Chile"
    if (what.type == EntityType::place) return marker != "on" || what.named;
    return what.type == EntityType::organization && marker == "at" && (what.sector == "GOV" || what.sector == "IGO");
}

/// The phrase that says where: "in Lima", "near the port", "on Mount Kenya".
int place_of(const EventReading& reading, int head) {
    const Annotation& tree = reading.tree;
    for (int c = tree.first_child[head]; c >= 0; c = tree.next_sibling[c]) {
        if (tree.dep[c] != Dep::obl && tree.dep[c] != Dep::nmod && tree.dep[c] != Dep::advmod) continue;
        if (reading.mentions.time_of_token[c] >= 0 || tree.is_pronoun(c)) continue;
        const std::string_view marker = marker_of(tree, c);
        if (marker != "in" && marker != "at" && marker != "near" && marker != "to" && marker != "into" &&
            marker != "outside" && marker != "across" && marker != "on" && marker != "off" && marker != "inside")
            continue;
        for (EntityId id : reading.mentions.of_head(c))
            if (is_where(reading.mentions.entities[id], marker)) return c;
    }
    return -1;
}

/// Does a place beside what the act is done to say where it was done? Of force it does ("an attack on a depot in X"),
/// of talks where it stands at a person or a paper ("met the envoy in X", "signed a treaty in X"), not at a topic.
bool shares_place(const EventReading& reading, const Event& event, int what) {
    if (event.type == "ASSAULT" || event.type == "COERCE" || event.type == "PROTEST") return true;
    if (event.type != "CONSULT" && event.type != "SUPPORT") return false;
    const EntityIds& named = reading.mentions.of_head(what);
    return std::any_of(named.begin(), named.end(),
                       [&](EntityId id) { return reading.mentions.entities[id].type == EntityType::person; }) ||
           (event.cameo == "057" && what == object_of(reading.tree, event.trigger));
}

int place_beside(const EventReading& reading, const Trigger& trigger, const Event& event) {
    const Annotation& tree = reading.tree;
    for (int head : {trigger.token, trigger.carrier})
        for (int c = head < 0 ? -1 : tree.first_child[head]; c >= 0; c = tree.next_sibling[c]) {
            const Dep dep = tree.dep[c];
            if (c < head || c == trigger.token || !tree.is_noun(c) ||
                (dep != Dep::obj && dep != Dep::obl && dep != Dep::nmod && dep != Dep::nsubj_pass))
                continue;
            if (!shares_place(reading, event, c)) continue;
            if (const int place = place_of(reading, c); place >= 0 && marker_of(tree, place) != "to") return place;
        }
    return -1;
}

/// "during a stopover in Lima": where the occasion of a talk is.
int place_of_occasion(const EventReading& reading, const Trigger& trigger, const Event& event) {
    if (event.type != "CONSULT") return -1;
    for (int head : {trigger.token, trigger.carrier})
        if (const int occasion = head < 0 ? -1 : phrase_with(reading.tree, head, "during"); occasion >= 0)
            if (const int place = place_of(reading, occasion); place >= 0) return place;
    return -1;
}

/// "went to a bar in Lima, shooting two", "took part in talks in Lima": of the word that governs the act; and of what
/// stands below what force is done to ("shot at a guard of a depot in Lima"), not of what is talked of.
int place_around(const EventReading& reading, const Trigger& trigger, const Event& event) {
    if (event.type != "ASSAULT" && event.type != "COERCE" && event.type != "PROTEST" && event.type != "CONSULT" &&
        event.type != "MOBILIZE")
        return -1;
    const Annotation& tree = reading.tree;
    const auto stands = [&](int place) {
        const std::string_view marker = place < 0 ? std::string_view("to") : marker_of(tree, place);
        return marker != "to" && marker != "into";
    };
    int head = trigger.clause();
    for (int step = 0; step < farthest_governor; ++step) {
        const Dep dep = tree.dep[head];
        head = tree.head[head];
        if (head < 0 || dep == Dep::ccomp || dep == Dep::parataxis || dep == Dep::acl_relcl) break;
        if (const int place = place_of(reading, head); stands(place)) return place;
    }
    if (event.type == "CONSULT") return -1;
    for (int c = tree.first_child[trigger.token]; c >= 0; c = tree.next_sibling[c]) {
        if (c < trigger.token || !tree.is_noun(c)) continue;
        if (const int place = place_of(reading, c); stands(place)) return place;
        for (int d = tree.first_child[c]; d >= 0; d = tree.next_sibling[d])
            if (tree.is_noun(d) && d > c)
                if (const int place = place_of(reading, d); stands(place)) return place;
    }
    return -1;
}

bool is_somewhere(const EventReading& reading, int head) {
    const EntityIds& named = reading.mentions.of_head(head);
    return std::any_of(named.begin(), named.end(), [&](EntityId id) {
        const EntityType type = reading.mentions.entities[id].type;
        return type == EntityType::place || type == EntityType::country;
    });
}

/// A visit takes place where it goes to, a withdrawal where it leaves.
int place_gone(const EventReading& reading, const Trigger& trigger, const EventFrame& frame) {
    if (frame.cameo != "042" && (frame.type != "RETREAT" || frame.mode != "withdraw")) return -1;
    const Annotation& tree = reading.tree;
    if (!trigger.is_noun)
        if (const int what = object_of(tree, trigger.token); what >= 0 && is_somewhere(reading, what)) return what;
    for (std::string_view preposition : {"to", "for", "from", "of"})
        for (int head : {trigger.token, trigger.carrier})
            if (const int what = head < 0 ? -1 : phrase_with(tree, head, preposition);
                what >= 0 && is_somewhere(reading, what))
                return what;
    return -1;
}

void add_place(const EventReading& reading, const Trigger& trigger, const EventFrame& frame, Event& event) {
    int place = place_of(reading, trigger.token);
    if (place < 0 && trigger.carrier >= 0) place = place_of(reading, trigger.carrier);
    if (place < 0) place = place_beside(reading, trigger, event);
    if (place < 0) place = place_gone(reading, trigger, frame);
    if (place < 0) place = place_of_occasion(reading, trigger, event);
    if (place < 0) place = place_around(reading, trigger, event);
    // "protested to Peru", "sold jets to Peru": to whom, not where
    constexpr std::string_view addressed[] = {"ACCUSE", "REQUEST",  "REJECT",   "SUPPORT",
                                              "AGREE",  "THREATEN", "COOPERATE"};
    if (place >= 0 && marker_of(reading.tree, place) == "to" &&
        std::find(std::begin(addressed), std::end(addressed), event.type) != std::end(addressed))
        return;
    if (place < 0) return;
    const Mention& mention = reading.mentions.mentions[reading.mentions.mention_of_head[place]];
    event.place = mention.entities.front();
    event.place_words = mention.span;
}

/// A meeting on the soil of one side is a visit, on that of neither at a third party's.
void add_host(const EventReading& reading, Event& event) {
    if (event.type != "CONSULT" || !event.mode.empty() || event.actors.empty()) return;
    if (event.recipients.empty()) event.mode = "multilateral";
    if (event.place < 0 || event.recipients.empty()) return;
    const std::string& host = reading.mentions.entities[event.place].country;
    if (host.empty()) return;
    const auto at_home = [&](const EntityIds& side) {
        return std::any_of(side.begin(), side.end(),
                           [&](EntityId id) { return reading.mentions.entities[id].country == host; });
    };
    const bool first = at_home(event.actors), second = at_home(event.recipients);
    if (first != second)
        event.mode = "visit";
    else if (!first)
        event.mode = "third-party";
}

void add_mode(const EventReading& reading, TokenRange evidence, const EventFrame& frame, Event& event) {
    event.mode = frame.mode;
    // A meeting's mode stands close by ("summit talks", "met at the forum"), not in its agenda.
    if (frame.type == "CONSULT")
        evidence = {std::max(evidence.begin, event.trigger - 2), std::min(evidence.end, event.trigger + 6)};
    const bool open = frame.mode.empty() || frame.type == "ASSAULT" || frame.type == "REQUEST";
    if (!open) return;
    for (int t = evidence.begin; t < evidence.end; ++t) {
        for (std::string_view word : {reading.tree.lemma(t), reading.tree.lower(t)}) {
            const auto found = reading.lexicon.modes.find(word);
            if (found == reading.lexicon.modes.end()) continue;
            for (const auto& mode : found->second)
                if (mode.type == frame.type && (event.mode.empty() || (frame.type == "REQUEST" && t > event.trigger))) {
                    event.mode = mode.mode;
                    return;
                }
        }
    }
}

void add_contexts(const EventReading& reading, TokenRange evidence, const EventFrame& frame, Event& event) {
    const auto add = [&](std::string_view context) {
        if (std::find(event.contexts.begin(), event.contexts.end(), context) == event.contexts.end())
            event.contexts.emplace_back(context);
    };
    for (std::string_view context : frame.contexts) add(context);
    for (int t = evidence.begin; t < evidence.end && event.contexts.size() < 4; ++t)
        if (const auto found = reading.lexicon.contexts.find(reading.tree.lemma(t));
            found != reading.lexicon.contexts.end())
            for (std::string_view context : found->second) add(context);
}

void add_casualties(const EventReading& reading, const Trigger& trigger, Event& event) {
    const std::string_view lemma = reading.tree.lemma(trigger.token);
    const bool kills = lemma == "kill" || lemma == "massacre" || lemma == "murder";
    if (!kills && lemma != "wound" && lemma != "injure") return;
    const int object = object_of(reading.tree, trigger.token);
    if (object < 0) return;
    int amount = reading.mentions.amount_of_token[object];
    if (amount < 0)
        if (const int number = reading.tree.child(object, Dep::nummod); number >= 0)
            amount = reading.mentions.amount_of_token[number];
    if (amount < 0 || !reading.mentions.amounts[amount].value) return;
    const double value = *reading.mentions.amounts[amount].value;
    if (value < 0 || value > 1e9) return;
    (kills ? event.killed : event.injured) = static_cast<int>(value);
}

constexpr int deepest = 64;  // steps up the tree

/// "the results of the meeting, which was held on Monday", "the measures approved in Lima on Monday": the day of
/// another act than `token`.
bool is_of_relative(const Annotation& tree, int t, int token) {
    for (int up = t, steps = 0; up >= 0 && up != token && steps < deepest; up = tree.head[up], ++steps) {
        const bool another = tree.dep[up] == Dep::acl_relcl ||
                             (tree.dep[up] == Dep::acl && tree.tag[up] == Tag::VBN && tree.head[up] != token);
        const bool own = tree.dep[up] == Dep::acl_relcl && tree.head[up] == token && tree.is_noun(token);
        if (another && !own && !tree.subtree(up).contains(token)) return true;
    }
    return false;
}

/// "condemned it and on Sunday expelled the envoy", "met after protests broke out on Sunday": of another verb beside.
bool is_of_next(const Annotation& tree, int t, int token) {
    for (int up = t, steps = 0; up >= 0 && up != token && steps < deepest; up = tree.head[up], ++steps) {
        if (!tree.is_verb(up) || tree.subtree(up).contains(token)) continue;
        const Tag tag = tree.tag[up];
        const bool finite = tag == Tag::VBD || tag == Tag::VBZ || tag == Tag::VBP;
        // "shelled the town and killed five on Sunday": one day for both
        const bool shared = t > up && tree.child(up, Dep::nsubj) < 0;
        if (tree.dep[up] == Dep::conj && tree.head[up] == token && finite && !shared) return true;
        if (tree.dep[up] == Dep::advcl && finite && tree.child(up, Dep::nsubj) >= 0) return true;
    }
    return false;
}

/// "On Friday, Ana Ruiz, the minister, signed it": a day in front is the main verb's, wherever the tree hung it.
int time_in_front(const EventReading& reading, const Trigger& trigger) {
    const Annotation& tree = reading.tree;
    const TokenRange sentence = reading.text.sentences[reading.text.sentence_of(trigger.token)].tokens;
    int first = sentence.begin;
    if (first < sentence.end && (tree.tag[first] == Tag::IN || tree.tag[first] == Tag::DT)) ++first;
    const int time = first < sentence.end ? reading.mentions.time_of_token[first] : -1;
    if (time < 0 || !is_date(reading.mentions.times[time])) return -1;
    int clause = trigger.clause();
    while (tree.dep[clause] == Dep::conj && tree.head[clause] >= 0) clause = tree.head[clause];
    return tree.dep[clause] == Dep::root && tree.is_verb(clause) ? time : -1;
}

/// "talks with the envoy later this month", "his appeal last Friday": a day right behind a noun's phrase.
int time_behind(const EventReading& reading, const Trigger& trigger) {
    const Annotation& tree = reading.tree;
    const TokenRange sentence = reading.text.sentences[reading.text.sentence_of(trigger.token)].tokens;
    const int end = phrase_of(tree, trigger.token).end;
    for (int t = trigger.token + 1; t < std::min(sentence.end, end + 3); ++t) {
        if (tree.is_verb(t) || tree.tag[t] == Tag::COMMA) return -1;
        if (const int time = reading.mentions.time_of_token[t]; time >= 0)
            return is_date(reading.mentions.times[time]) ? time : -1;
    }
    return -1;
}

}  // namespace

int time_of_clause(const EventReading& reading, int token, TokenRange range) {
    int best = -1, distance = 0;
    const int from = std::max(range.begin, token - widest_sentence), to = std::min(range.end, token + widest_sentence);
    for (int t = from; t < to; ++t) {
        const int time = reading.mentions.time_of_token[t];
        if (time < 0) continue;
        const TimeExpression& expression = reading.mentions.times[time];
        const bool own_noun = reading.tree.is_noun(token) && reading.tree.subtree(token).contains(t);
        if (!is_date(expression) || (expression.modifier_of_noun && !own_noun)) continue;
        if (is_of_relative(reading.tree, t, token) || is_of_next(reading.tree, t, token)) continue;
        const int away = std::abs(t - token);
        if (best < 0 || away < distance) best = time, distance = away;
    }
    return best;
}

TokenRange evidence_of(const EventReading& reading, const Trigger& trigger) {
    const Annotation& tree = reading.tree;
    TokenRange range =
        trigger.is_noun && trigger.carrier < 0 ? phrase_of(tree, trigger.token) : core_of(tree, trigger.clause());
    if (!trigger.is_noun) {
        const ClauseSubject subject = subject_of(tree, trigger.token);
        // A conjunct without a subject of its own keeps its own words.
        if (subject.verb != trigger.token &&
            (tree.dep[trigger.token] == Dep::acl || tree.dep[trigger.token] == Dep::acl_relcl) && subject.head >= 0)
            range.begin = std::min(range.begin, phrase_of(tree, subject.head).begin);
    }
    const TokenRange sentence = reading.text.sentences[reading.text.sentence_of(trigger.token)].tokens;
    range = {std::max(range.begin, sentence.begin), std::min(range.end, sentence.end)};
    const TokenRange cut = trimmed(tree, range);
    return cut.empty() ? TokenRange{trigger.token, trigger.token + 1} : cut;
}

void add_details(const EventReading& reading, const Trigger& trigger, TokenRange evidence, const EventFrame& frame,
                 Event& event) {
    int time = time_of_clause(reading, trigger.token, evidence);
    if (time < 0) time = time_of_clause(reading, trigger.token, reading.tree.subtree(trigger.clause()));
    if (time < 0)
        time = trigger.is_noun && trigger.carrier < 0 ? time_behind(reading, trigger) : time_in_front(reading, trigger);
    if (time >= 0) {
        const std::string& value = reading.mentions.times[time].value;
        event.time = value.substr(0, value.find('T'));
        event.time_precision = precision_of(event.time);
    }
    add_place(reading, trigger, frame, event);
    add_mode(reading, evidence, frame, event);
    add_host(reading, event);
    add_contexts(reading, evidence, frame, event);
    add_casualties(reading, trigger, event);
}

}  // namespace dragoman::findings
