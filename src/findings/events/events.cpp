// Events: who did what to whom, in PLOVER's types.
//
// Every verb, noun and adjective is looked up in knowledge/frames.tsv. The strictest frame whose
// companions stand there and whose conditions hold makes the event; a noun that a frame's verb has
// taken for its object tells of no act of its own. What remains passes a filter (somebody public
// must act or be acted upon, or people be harmed), and retellings are merged.
#include <algorithm>

#include "findings/events/parts.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

namespace {

constexpr std::string_view verbal_types[] = {"AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"};

bool is_verbal(std::string_view type) { return std::find(std::begin(verbal_types), std::end(verbal_types), type) != std::end(verbal_types); }

class Events {
public:
    Events(const Document& document, const EventLexicon& lexicon, Findings& found)
        : reading_{document, lexicon, found}, found_(found), spent_(document.annotation.tag.size(), 0) {}

    void read() {
        for (int t = 0; t < reading_.tree.size(); ++t)
            if (!reading_.tree.is_noun(t)) read_token(t);
        for (int t = 0; t < reading_.tree.size(); ++t)
            if (reading_.tree.is_noun(t) && !spent_[t]) read_token(t);
        std::stable_sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) { return a.trigger < b.trigger; });
        found_.events = merged(std::move(events_));
    }

private:
    void read_token(int token) {
        const EventLexicon::Frames* frames = reading_.lexicon.frames_of(reading_.tree, token);
        if (!frames) return;
        const Trigger trigger = trigger_at(reading_, token);
        for (const EventFrame& frame : *frames) {
            if (!has_companions(reading_, trigger, frame)) continue;
            const Sides sides = sides_of(reading_, trigger, frame);
            if (!meets_needs(reading_, trigger, frame, sides)) continue;
            spend(trigger, frame);
            if (is_political(reading_, frame, sides)) events_.push_back(event_of(trigger, frame, sides));
            return;
        }
    }

    /// The nouns that a verb's frame has used.
    void spend(const Trigger& trigger, const EventFrame& frame) {
        if (trigger.is_noun) return;
        const bool uses_object = std::any_of(frame.needs.begin(), frame.needs.end(), [](const auto& need) { return need.front() == "object="; });
        for (int c = reading_.tree.first_child[trigger.token]; c >= 0; c = reading_.tree.next_sibling[c]) {
            if (!reading_.tree.is_noun(c)) continue;
            const bool companion = std::find(frame.companions.begin(), frame.companions.end(), reading_.tree.lemma(c)) != frame.companions.end();
            if (companion || (uses_object && object_of(reading_.tree, trigger.token) == c) || (frame.type == "SUPPORT" && reading_.tree.dep[c] == Dep::obj)) spent_[c] = 1;
        }
    }

    Event event_of(const Trigger& trigger, const EventFrame& frame, const Sides& sides) const {
        Event event;
        event.type = frame.type;
        event.cameo = frame.cameo;
        event.actors = sides.actors;
        event.recipients = sides.recipients;
        event.trigger = trigger.token;
        event.status = status_of(reading_, trigger, is_verbal(frame.type));
        const TokenRange evidence = evidence_of(reading_, trigger);
        event.evidence = reading_.text.span(evidence);
        add_details(reading_, trigger, evidence, frame, event);
        event.statement = found_.statement_of_token[trigger.token];
        event.confidence = confidence_of(trigger, sides);
        event.rule = "frame:" + std::string(frame.word) + "/" + std::string(frame.type);
        return event;
    }

    /// Shares of right events by how they were found.
    static double confidence_of(const Trigger& trigger, const Sides& sides) {
        double confidence = trigger.is_noun && trigger.carrier < 0 ? 0.35 : 0.5;
        if (!sides.actors.empty() && !sides.recipients.empty()) confidence += 0.15;
        return confidence;
    }

    EventReading reading_;
    Findings& found_;
    std::vector<char> spent_;
    std::vector<Event> events_;
};

}  // namespace

void find_events(const Document& document, const Lexicon& lexicon, Findings& found) {
    Events(document, *lexicon.indexes().events, found).read();
}

}  // namespace dragoman::findings
