// Events: who did what to whom, in PLOVER's types.
//
// Every verb, noun and adjective is a candidate (candidates.cpp): knowledge/frames.tsv proposes what it may tell of and
// who stands where. Trained weights (acts.h) judge the proposals, and words that no frame knows, and fill the sides
// that the frames leave open. Without weights the strictest frame whose conditions hold makes the event. Retellings are
// merged.
#include <algorithm>

#include "findings/events/acts.h"
#include "findings/events/parts.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

namespace {

// How likely a word must be to tell of an act: where a frame's conditions hold, where only the weights say so, and
// where they find one side alone. Chosen with stories in view that the weights were not
// trained on (bench/results/tellings-2026-11-27.md).
constexpr double least_ruled = 0.15, least_new = 0.4, least_one_sided = 0.6;
// From here on the weights' type goes before a frame's, if the frame's is less likely than this.
constexpr double least_retyped = 0.7, least_kept = 0.2;
// Of an act in which nobody public takes part, and no firm.
constexpr double least_private = 0.85;

class Events {
public:
    Events(const Document& document, const EventLexicon& lexicon, Findings& found)
        : reading_(document, lexicon, found), found_(found) {}

    void read() {
        const std::vector<Candidate> candidates = candidates_of(reading_);
        const bool weighs = reading_.document.acts && reading_.document.acts->usable();
        weighs ? read_weighed(candidates) : read_ruled(candidates);
        read_demands(reading_, events_);
        read_pledges(reading_, events_);
        std::vector<char> nested(reading_.tree.tag.size(), 0);
        for (const Candidate& c : candidates) nested[c.trigger.token] = c.nested;
        events_.erase(std::remove_if(events_.begin(), events_.end(),
                                     [&](const Event& e) { return nested[e.trigger] || !is_kept(e); }),
                      events_.end());
        std::stable_sort(events_.begin(), events_.end(),
                         [](const Event& a, const Event& b) { return a.trigger < b.trigger; });
        join_repeats(reading_, events_);
        complete_by_story(reading_, events_);
        found_.events = merged(std::move(events_), reading_.document.published);
    }

private:
    /// By the frames alone.
    void read_ruled(const std::vector<Candidate>& candidates) {
        for (const Candidate& c : candidates)
            if (c.fires) events_.push_back(event_of(c.trigger, *c.proposals.front().frame, c.proposals.front().sides));
    }

    /// By the weights, to which the frames are one witness among others.
    void read_weighed(const std::vector<Candidate>& candidates) {
        std::vector<const Candidate*> of_token(reading_.tree.tag.size(), nullptr);
        for (const Candidate& c : candidates) of_token[c.trigger.token] = &c;
        FeatureSink sink;
        for (const Candidate& c : candidates) {
            if (is_told_by_verb(c)) continue;
            sink.hashes.clear();
            act_features(reading_, c, of_token, sink);
            const ActChances chances = joined(reading_, c.trigger.token, reading_.document.acts->chances(sink.hashes));
            if (is_unmarked(c) || chances.any() >= (c.fires ? least_ruled : least_new)) add_weighed(c, chances);
        }
    }

    /// "lodged a protest": of what a verb tells by that noun the noun tells nothing else.
    bool is_told_by_verb(const Candidate& noun) const {
        constexpr std::ptrdiff_t near = 8;  // events between the two
        if (noun.told_by < 0) return false;
        const auto last = events_.rbegin();
        return std::any_of(last, last + std::min(near, std::ssize(events_)),
                           [&](const Event& e) { return static_cast<int>(e.trigger) == noun.told_by; });
    }

    /// What the readers who taught the weights seldom marked, acts told as not done, is left to the frames.
    bool is_unmarked(const Candidate& c) const {
        return c.fires && (is_negated(reading_.tree, c.trigger.clause()) || is_negated(reading_.tree, c.trigger.token));
    }

    /// "Chile protested to Peru": what states protest against they criticise.
    bool is_protest_of_state(const Proposal& proposal) const {
        const EntityIds& actors = proposal.sides.actors;
        return proposal.frame->type == "ACCUSE" && proposal.frame->word == "protest" && !actors.empty() &&
               std::all_of(actors.begin(), actors.end(),
                           [&](EntityId id) { return is_public(reading_.mentions.entities[id]); });
    }

    /// The frame's type where its conditions hold and the weights do not all but rule it out.
    std::string_view type_of(const Candidate& c, const ActChances& chances) const {
        if (c.fires) {
            const std::string_view ruled = c.proposals.front().frame->type;
            if (is_unmarked(c) || c.proposals.front().frame->firm || chances.any() < least_retyped ||
                chances.of_type(ruled) >= least_kept || is_protest_of_state(c.proposals.front()))
                return ruled;
        }
        return act_types[chances.likeliest()];
    }

    void add_weighed(const Candidate& c, const ActChances& chances) {
        const std::string_view type = type_of(c, chances);
        if (type == "ASSAULT" && (c.mishap || is_strike_of_workers(c.trigger))) return;
        if (type == "AID" && is_done_to_oneself(c.trigger)) return;
        const auto proposal = std::find_if(c.proposals.begin(), c.proposals.end(),
                                           [&](const Proposal& p) { return p.frame->type == type; });
        const bool known = proposal != c.proposals.end();
        const EventFrame& frame = known ? *proposal->frame : plain_frame(type);
        // Another type than the frame's has its sides all the same: "said it would cooperate" is a promise of it.
        const Proposal* sides_by = known ? &*proposal : c.fires ? &c.proposals.front() : nullptr;
        Sides sides = weighed_sides(reading_, c.trigger, type, sides_by, *reading_.document.acts);
        if (is_by_both(c.trigger, type, sides))
            sides = two_before(reading_, events_, c.trigger.token, subject_of(reading_.tree, c.trigger.clause()).head);
        const bool one_sided = sides.actors.empty() || sides.recipients.empty();
        // Of "was arrested" nobody tells who did it: that is all there is.
        const bool whole = !one_sided || (sides.actors.empty() && is_passive(reading_.tree, c.trigger.clause()));
        if (!c.fires && !whole && chances.any() < least_one_sided) return;
        if (!c.fires && sides.actors.empty() && sides.recipients.empty()) return;
        const bool told_plainly = chances.any() >= least_private && is_between_people(reading_, sides);
        if (!told_plainly && !is_political(reading_, frame, sides)) return;
        Event event = event_of(c.trigger, frame, sides);
        if (!known) event.rule = "act:" + std::string(reading_.tree.lemma(c.trigger.token)) + "/" + std::string(type);
        event.confidence = confidence_of(chances.any(), one_sided);
        events_.push_back(std::move(event));
    }

    /// "The strikes come at a bad time": where the story has told of workers' strikes, a bare word means those.
    bool is_strike_of_workers(const Trigger& trigger) const {
        const Annotation& tree = reading_.tree;
        if (!trigger.is_noun || tree.lemma(trigger.token) != "strike") return false;
        const bool told = std::any_of(events_.begin(), events_.end(), [&](const Event& e) {
            return e.type == "PROTEST" && tree.lemma(static_cast<int>(e.trigger)) == "strike";
        });
        for (std::string_view target : {"on", "against"})
            if (phrase_with(tree, trigger.token, target) >= 0) return false;
        return told && tree.child(trigger.token, Dep::compound) < 0 && tree.child(trigger.token, Dep::amod) < 0;
    }

    /// "arm itself": nobody is helped.
    bool is_done_to_oneself(const Trigger& trigger) const {
        const int object = trigger.is_noun ? -1 : object_of(reading_.tree, trigger.token);
        if (object < 0) return false;
        const std::string_view word = reading_.tree.lower(object);
        return word.ends_with("self") || word.ends_with("selves");
    }

    /// "They agreed to meet": who talked before, as nobody is named.
    bool is_by_both(const Trigger& trigger, std::string_view type, const Sides& sides) const {
        if ((type != "CONSULT" && type != "AGREE") || !sides.actors.empty() || !sides.recipients.empty()) return false;
        const ClauseSubject subject = subject_of(reading_.tree, trigger.clause());
        return !subject.passive && means_both(reading_, subject.head);
    }

    /// Shares of rows right in sides and status, counted over 443 rows of six sets of stories that taught no weights
    /// (bench/results/tellings-2026-11-27.md).
    static double confidence_of(double any, bool one_sided) {
        if (one_sided) return 0.26;
        return any >= 0.85 ? 0.77 : any >= 0.5 ? 0.45 : 0.38;
    }

    /// What an act is called that no frame of its word tells of: its type's root code.
    static const EventFrame& plain_frame(std::string_view type) {
        static constexpr std::string_view roots[] = {"110", "030", "070", "190", "170", "080", "040", "060",
                                                     "150", "140", "120", "020", "080", "160", "050", "130"};
        static const std::vector<EventFrame> frames = [] {
            std::vector<EventFrame> all;
            for (std::size_t t = 0; t < act_types.size(); ++t) {
                EventFrame frame;
                frame.type = act_types[t], frame.cameo = roots[t], frame.actor = {"subject"};
                all.push_back(std::move(frame));
            }
            return all;
        }();
        return *std::find_if(frames.begin(), frames.end(), [&](const EventFrame& f) { return f.type == type; });
    }

    /// An act that is merely urged is told by the urging; one that is denied or imagined must name both sides.
    static bool is_kept(const Event& event) {
        if (event.status == EventStatus::urged || (event.type == "AGREE" && event.status == EventStatus::intended))
            return false;
        if (event.status != EventStatus::denied && event.status != EventStatus::hypothetical) return true;
        return !is_verbal(event.type) && !event.actors.empty() && !event.recipients.empty();
    }

    Event event_of(const Trigger& trigger, const EventFrame& frame, const Sides& sides) const {
        Event event;
        event.type = frame.type;
        event.cameo = frame.cameo;
        event.actors = sides.actors;
        event.recipients = sides.recipients;
        event.trigger = trigger.token;
        event.status = status_of(reading_, trigger, is_verbal(frame.type));
        // "gathered to protest": who came for it did it.
        if (event.type == "PROTEST" && event.status == EventStatus::intended &&
            reading_.tree.dep[trigger.token] == Dep::advcl)
            event.status = status_of(reading_, {reading_.tree.head[trigger.token]}, false);
        const TokenRange evidence = evidence_of(reading_, trigger);
        event.evidence = reading_.text.span(evidence);
        add_details(reading_, trigger, evidence, frame, event);
        // "said he would support the bill", "announced that it would drop the tax": that has been promised.
        const bool promised = event.status == EventStatus::planned &&
                              ((frame.type == "AGREE" && frame.word.empty()) || frame.type == "CONCEDE") &&
                              is_said_by(trigger.token, sides.actors);
        if (promised || frame.acts_as("speaker") || (is_verbal(frame.type) && is_performed(reading_, trigger)))
            event.status = EventStatus::occurred;
        turn(trigger, frame, event);
        if (event.status == EventStatus::ongoing && is_ahead(event.time)) event.status = EventStatus::planned;
        // "his visit to Lima starting on May 9" is to come; "they discussed their meeting on May 5" tells when that is.
        if (event.status == EventStatus::occurred && event.type == "CONSULT" && trigger.is_noun &&
            trigger.carrier < 0 && is_ahead(event.time))
            event.status = EventStatus::planned;
        if (event.status == EventStatus::occurred && is_ahead(event.time))
            event.time.clear(), event.time_precision.clear();
        refine_code(reading_, trigger, event);
        event.statement = found_.statement_of_token[trigger.token];
        event.confidence = confidence_of(trigger, sides);
        event.rule = "frame:" + std::string(frame.word) + "/" + std::string(frame.type);
        return event;
    }

    /// By those who do it, or for their state or body by somebody of it.
    bool is_said_by(int token, const EntityIds& actors) const {
        const int around = found_.statement_of_token[token];
        if (around < 0) return false;
        const EntityIds& speakers = found_.statements[around].speakers;
        return std::any_of(actors.begin(), actors.end(), [&](EntityId id) {
            return std::any_of(speakers.begin(), speakers.end(),
                               [&](EntityId speaker) { return speaker == id || speaks_for(speaker, id); });
        });
    }

    bool speaks_for(EntityId speaker, EntityId whom) const {
        const EntityInfo &who = reading_.mentions.entities[speaker], &body = reading_.mentions.entities[whom];
        return !who.country.empty() && who.country == body.country && is_public(who) &&
               (body.type == EntityType::country || (body.type == EntityType::organization && body.sector == "GOV"));
    }

    /// "did not accede to the demands", "will not lift the embargo" are refusals; "we will destroy" in one's own mouth
    /// is a threat.
    void turn(const Trigger& trigger, const EventFrame& frame, Event& event) const {
        const bool yields = frame.type == "CONCEDE" || (frame.type == "AGREE" && !event.recipients.empty());
        const bool answers = frame.word == "accede to" || frame.word == "accept" || frame.word == "agree to" ||
                             frame.word == "meet demand" || frame.word == "give permission";
        if (event.status == EventStatus::denied && yields && answers && !event.actors.empty()) {
            event.type = "REJECT", event.cameo = "120", event.mode.clear(), event.status = EventStatus::occurred;
            return;
        }
        if (is_refused(trigger, frame, event)) {
            const std::string_view code = reading_.lexicon.cameo.of_act(CameoLexicon::Speech::reject, frame.cameo);
            event.type = "REJECT", event.cameo = code.empty() ? "120" : code, event.mode.clear();
            event.status = EventStatus::occurred;
            return;
        }
        // "Peru will back the plan, its minister said": to promise support is to agree.
        const std::string_view verb = reading_.tree.lemma(trigger.token);
        if (frame.type == "SUPPORT" && event.status == EventStatus::planned && (verb == "support" || verb == "back") &&
            is_said_by(trigger.token, event.actors)) {
            event.type = "AGREE", event.cameo = "032", event.mode.clear(), event.status = EventStatus::occurred;
            return;
        }
        const bool force = frame.type == "ASSAULT" || frame.type == "SANCTION" || frame.type == "COERCE";
        if (force && event.status == EventStatus::planned && !trigger.is_noun && !event.recipients.empty() &&
            is_performed(reading_, trigger))
            event.type = "THREATEN", event.cameo = frame.type == "ASSAULT" ? "138" : "130", event.mode.clear(),
            event.status = EventStatus::occurred;
    }

    /// "they will not end the strike", "would not approve the budget": no yielding or help to come is told but that it
    /// is refused.
    bool is_refused(const Trigger& trigger, const EventFrame& frame, const Event& event) const {
        constexpr std::string_view yielding[] = {"CONCEDE", "RETREAT", "SUPPORT", "COOPERATE", "AID", "CONSULT"};
        if (trigger.is_noun || event.status != EventStatus::denied || event.actors.empty() ||
            std::find(std::begin(yielding), std::end(yielding), frame.type) == std::end(yielding))
            return false;
        const std::string_view modal = modal_of(reading_.tree, trigger.token);
        if ((modal != "will" && modal != "would") || !is_negated(reading_.tree, trigger.token)) return false;
        const bool yields = frame.type == "CONCEDE" || frame.type == "RETREAT";
        return yields || (is_told_by(trigger.token, event.actors) && !has_condition(trigger.token));
    }

    /// By themselves or those who speak for them ("her government would not"), or by the story.
    bool is_told_by(int token, const EntityIds& actors) const {
        const int subject = subject_of(reading_.tree, token).head;
        const int whose = subject < 0 ? -1 : reading_.tree.child(subject, Dep::nmod_poss);
        return found_.statement_of_token[token] < 0 || is_said_by(token, actors) ||
               (whose >= 0 && reading_.tree.is_pronoun(whose));
    }

    /// "will not sign unless the fleet leaves"
    bool has_condition(int verb) const {
        const Annotation& tree = reading_.tree;
        for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c])
            if (tree.dep[c] == Dep::advcl) {
                const std::string_view marker = marker_of(tree, c);
                if (marker == "unless" || marker == "until" || marker == "if") return true;
            }
        return false;
    }

    /// "leaves on Tuesday": the present of a day, month or year to come.
    bool is_ahead(const std::string& span) const {
        const std::string time = span.substr(0, span.find('/'));
        const std::string_view today = reading_.document.published.substr(0, 10);
        if (time.find('W') != std::string::npos)  // a week has no letters to compare by
            return std::any_of(
                reading_.mentions.times.begin(), reading_.mentions.times.end(),
                [&](const TimeExpression& t) { return t.value == span && today.size() == 10 && t.from > today; });
        const bool plain = time.find_first_not_of("0123456789-") == std::string::npos;
        return plain && time.size() >= 4 && today.size() == 10 && time > today.substr(0, time.size());
    }

    /// The same of rows that rest on frames alone (bench/results/unseen-2026-11-26.md).
    static double confidence_of(const Trigger& trigger, const Sides& sides) {
        const bool both = !sides.actors.empty() && !sides.recipients.empty();
        const double loose = trigger.is_noun && trigger.carrier < 0 ? 0.05 : 0.0;
        return (both ? 0.6 : 0.45) - loose;
    }

    EventReading reading_;
    Findings& found_;
    std::vector<Event> events_;
};

}  // namespace

void find_events(const Document& document, const Lexicon& lexicon, Findings& found) {
    Events(document, *lexicon.indexes().events, found).read();
}

}  // namespace dragoman::findings
