// Two words of a sentence that tell of one act: a verb and its purpose ("fired shots to disperse the crowd"), a verb
// and the noun it carries ("imposed sanctions"), a toll and its means ("killed three in air strikes").
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

constexpr std::ptrdiff_t nearest = 8;  // events between the two

bool acts_alike(const Event& one, const Event& other) { return other.actors.empty() || one.actors == other.actors; }

/// "fired shots to disperse the crowd", "blocked roads to protest against the law"
bool is_purpose_of(const Annotation& tree, const Event& act, const Event& other) {
    const int verb = static_cast<int>(other.trigger);
    return tree.is_verb(verb) && tree.dep[verb] == Dep::advcl && tree.head[verb] == static_cast<int>(act.trigger) &&
           is_infinitive(tree, verb);
}

/// "killed three in air strikes", "killed three guards in an attack", where the parser hangs the attack on the guards
bool is_means_of(const Annotation& tree, const Event& act, const Event& other) {
    constexpr std::string_view tolls[] = {"kill", "wound", "injure"};
    const int verb = static_cast<int>(act.trigger), noun = static_cast<int>(other.trigger);
    if (act.type != "ASSAULT" || act.actors.empty() || !tree.is_verb(verb) || !tree.is_noun(noun)) return false;
    if (std::find(std::begin(tolls), std::end(tolls), tree.lemma(verb)) == std::end(tolls)) return false;
    const int above = tree.head[noun], whom = object_of(tree, verb);
    return marker_of(tree, noun) == "in" && (above == verb || (above >= 0 && above == whom));
}

/// "imposed sanctions", of which the weights alone take the verb for another act
bool is_carrier_of(const EventReading& reading, const Event& verb, const Event& noun) {
    return verb.rule.rfind("act:", 0) == 0 && noun.rule.rfind("frame:", 0) == 0 &&
           trigger_at(reading, static_cast<int>(noun.trigger)).carrier == static_cast<int>(verb.trigger);
}

/// "is ready to intercept missiles if asked": what is promised, refused or threatened is no act beside that.
bool is_matter_of(const Annotation& tree, const Event& word, const Event& act) {
    if (word.type != "AGREE" && word.type != "REJECT" && word.type != "THREATEN") return false;
    const bool open = act.status == EventStatus::planned || act.status == EventStatus::intended ||
                      act.status == EventStatus::hypothetical || act.status == EventStatus::urged;
    return open && acts_alike(word, act) &&
           complement_of(tree, static_cast<int>(word.trigger)) == static_cast<int>(act.trigger);
}

/// "lifted the sanctions": what ends is told by its end.
bool is_ended(const Annotation& tree, const Event& end, const Event& act) {
    return end.type == "CONCEDE" && (act.type == "SANCTION" || act.type == "COERCE") &&
           tree.is_noun(static_cast<int>(act.trigger)) && tree.is_verb(static_cast<int>(end.trigger)) &&
           object_of(tree, static_cast<int>(end.trigger)) == static_cast<int>(act.trigger);
}

void take_over(Event& act, const Event& other) {
    if (act.recipients.empty()) act.recipients = other.recipients;
    if (act.time.empty()) act.time = other.time, act.time_precision = other.time_precision;
    if (act.place < 0 && !other.place_words.empty()) act.place = other.place, act.place_words = other.place_words;
    if (act.mode.empty() || other.mode == "crowd-control") act.mode = other.mode;
    if (!act.killed) act.killed = other.killed;
    if (!act.injured) act.injured = other.injured;
}

}  // namespace

void join_repeats(const EventReading& reading, std::vector<Event>& events) {
    const Annotation& tree = reading.tree;
    std::vector<Event> kept;
    kept.reserve(events.size());
    for (Event& event : events) {
        const auto last = kept.rbegin(), end = last + std::min(nearest, std::ssize(kept));
        const auto carrier = std::find_if(last, end, [&](const Event& e) { return is_carrier_of(reading, e, event); });
        if (carrier != end && acts_alike(*carrier, event)) {
            *carrier = std::move(event);
            continue;
        }
        if (std::any_of(last, end,
                        [&](const Event& e) { return is_matter_of(tree, e, event) || is_ended(tree, e, event); }))
            continue;
        const auto act = std::find_if(last, end, [&](const Event& e) {
            return e.type == event.type && acts_alike(e, event) &&
                   (is_purpose_of(tree, e, event) || is_means_of(tree, e, event));
        });
        act == end ? kept.push_back(std::move(event)) : take_over(*act, event);
    }
    events = std::move(kept);
}

}  // namespace dragoman::findings
