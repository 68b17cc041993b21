// Which words may tell of acts, and what the tables of frames alone make of them.
#include <algorithm>

#include "findings/events/acts.h"

namespace dragoman::findings {

namespace {

/// "the accused man"; "he agreed, adding": a word that tells of no act of its own here.
bool is_mere_word(const EventReading& reading, const Trigger& trigger, const Proposal& proposal) {
    const EventFrame& frame = *proposal.frame;
    if (frame.type == "ACCUSE") return reading.tree.dep[trigger.token] == Dep::amod && frame.word == "accuse";
    const int said = reading.statement_of_cue[trigger.token];
    if (const int much = reading.tree.child(trigger.token, Dep::amod); frame.word == "deal" && much >= 0)
        if (const std::string_view word = reading.tree.lower(much); word == "great" || word == "good") return true;
    return frame.type == "AGREE" && proposal.sides.recipients.empty() && said >= 0 &&
           reading.found.statements[said].form == Form::direct && frame.word == "agree";
}

/// "The policy bans flights": an active verb whose subject is nobody; only violence is told so.
bool is_done_by_things(const EventReading& reading, const Trigger& trigger, const Proposal& proposal) {
    const EventFrame& frame = *proposal.frame;
    if (trigger.is_noun || !proposal.sides.actors.empty() || frame.type == "ASSAULT" || !frame.acts_as("subject"))
        return false;
    const ClauseSubject subject = subject_of(reading.tree, trigger.token);
    return !subject.passive && subject.head >= 0;
}

/// "The earthquake killed three", "were killed in a crash": nobody's doing.
bool is_misfortune(const EventReading& reading, const Trigger& trigger) {
    const Annotation& tree = reading.tree;
    if (!tree.is_verb(trigger.token)) return false;
    const auto is = [&](int t) {
        return t >= 0 &&
               reading.lexicon.is(EventLexicon::Sort::misfortune, tree.is_proper(t) ? tree.lower(t) : tree.lemma(t));
    };
    const ClauseSubject subject = subject_of(tree, trigger.token);
    if (is(subject.head)) return true;
    if (subject.head >= 0 && !subject.passive) return false;  // "insurgents killed three after the flood"
    for (std::string_view preposition : {"by", "in", "during", "after"})
        if (is(phrase_with(tree, trigger.token, preposition))) return true;
    return false;
}

/// Verbs but auxiliaries, nouns and adjectives.
bool may_tell(const Annotation& tree, int token) {
    const Dep dep = tree.dep[token];
    if (dep == Dep::aux || dep == Dep::aux_pass || dep == Dep::cop) return false;
    return tree.is_verb(token) || tree.is_noun(token) || tree.tag[token] == Tag::JJ;
}

class Candidates {
public:
    explicit Candidates(const EventReading& reading)
        : reading_(reading), tree_(reading.tree), at_(tree_.tag.size(), -1) {}

    std::vector<Candidate> read() {
        for (int t = 0; t < tree_.size(); ++t)
            if (may_tell(tree_, t)) {
                Candidate c = candidate_at(reading_, t);
                if (is_idiom(reading_, c.trigger) || is_in_name(t)) continue;
                if (c.proposals.empty() && !tree_.is_verb(t) && (!tree_.is_noun(t) || tree_.is_proper(t))) continue;
                at_[t] = static_cast<int>(all_.size()), all_.push_back(std::move(c));
            }
        for (Candidate& c : all_)
            if (!c.trigger.is_noun) judge(c);
        for (Candidate& c : all_)
            if (c.trigger.is_noun && !c.spent) judge(c);
        for (Candidate& c : all_) c.fires &= !c.nested;
        return std::move(all_);
    }

private:
    /// "signed the law “On the Ratification of the Agreement with Chile”", "the film “War in Lima”": what is named
    /// only.
    bool is_in_name(int token) const {
        constexpr std::string_view named[] = {
            "act",   "album", "bill",  "book", "decree",    "documentary", "exhibition", "film", "law", "movement",
            "movie", "novel", "order", "play", "programme", "project",     "report",     "show", "song"};
        const auto& quotes = reading_.text.quotes;
        const auto after =
            std::partition_point(quotes.begin(), quotes.end(), [&](const Quote& q) { return q.tokens.begin <= token; });
        if (after == quotes.begin()) return false;
        const Quote& quote = *(after - 1);
        const int before = quote.tokens.begin - 2;
        if (before < 0 || !quote.closed || quote.tokens.size() < 2 || !quote.tokens.contains(token)) return false;
        const char first = reading_.text.word(quote.tokens.begin)[0];
        return first >= 'A' && first <= 'Z' &&
               std::find(std::begin(named), std::end(named), tree_.lemma(before)) != std::end(named);
    }

    Candidate* at(int token) { return token < 0 || at_[token] < 0 ? nullptr : &all_[at_[token]]; }

    void judge(Candidate& candidate) {
        if (candidate.proposals.empty() || !candidate.proposals.front().met) return;
        const Proposal& first = candidate.proposals.front();
        spend(candidate.trigger, *first.frame);
        if (!first.political || is_mere_word(reading_, candidate.trigger, first) ||
            is_done_by_things(reading_, candidate.trigger, first))
            return;
        candidate.fires = true;
        nest(candidate.trigger, *first.frame);
    }

    void set_nested(int token, bool nested) {
        if (Candidate* c = at(token)) c->nested = nested;
    }

    /// "accused him of spreading lies": the charge, not another one.
    void nest_charge(int head) {
        for (int c = head < 0 ? -1 : tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c]) {
            const Candidate* charge = tree_.tag[c] == Tag::VBG ? at(c) : nullptr;
            if (!charge || charge->proposals.empty() || charge->proposals.front().frame->type != "ACCUSE") continue;
            if (const std::string_view marker = marker_of(tree_, c); marker == "of" || marker == "for")
                set_nested(c, true);
        }
    }

    /// What a promise, demand, refusal or threat is about is no act beside it.
    void nest(const Trigger& trigger, const EventFrame& frame) {
        if (frame.type == "ACCUSE" && !trigger.is_noun)
            nest_charge(trigger.token), nest_charge(object_of(tree_, trigger.token));
        if (frame.type != "AGREE" && frame.type != "REQUEST" && frame.type != "REJECT" && frame.type != "THREATEN")
            return;
        const int act = complement_of(tree_, trigger.token);
        set_nested(act, true);
        for (int head : {act, trigger.token})
            for (int c = head < 0 ? -1 : tree_.first_child[head]; c >= 0; c = tree_.next_sibling[c]) {
                const bool below = head == act && (tree_.dep[c] == Dep::conj || tree_.dep[c] == Dep::xcomp ||
                                                   tree_.dep[c] == Dep::obj || tree_.dep[c] == Dep::ccomp);
                if (is_occasion(tree_, c)) continue;  // where it was agreed, not what
                if (below || (tree_.is_noun(c) &&
                              (tree_.dep[c] == Dep::obj || tree_.dep[c] == Dep::obl || tree_.dep[c] == Dep::nmod)))
                    set_nested(c, true);
            }
        if (trigger.carrier < 0) set_nested(trigger.token, false);
    }

    /// "will meet for talks": one meeting.
    bool is_purpose_of_meeting(int verb, int noun) const {
        constexpr std::string_view meeting[] = {"meet", "gather", "convene", "assemble"};
        return marker_of(tree_, noun) == "for" &&
               std::find(std::begin(meeting), std::end(meeting), tree_.lemma(verb)) != std::end(meeting);
    }

    /// The nouns that a verb's frame has used.
    void spend(const Trigger& trigger, const EventFrame& frame) {
        if (trigger.is_noun) return;
        const auto uses = [&](int noun) {
            return std::any_of(frame.needs.begin(), frame.needs.end(), [&](const EventFrame::Words& need) {
                return (need.front() == "object=" && object_of(tree_, trigger.token) == noun) ||
                       (need.front() == "subject=" && subject_of(tree_, trigger.token).head == noun);
            });
        };
        for (int c = tree_.first_child[trigger.token]; c >= 0; c = tree_.next_sibling[c]) {
            if (!tree_.is_noun(c)) continue;
            const bool companion =
                std::find(frame.companions.begin(), frame.companions.end(), tree_.lemma(c)) != frame.companions.end();
            const bool same_talks = frame.type == "CONSULT" && is_purpose_of_meeting(trigger.token, c);
            if (companion || uses(c) || same_talks || (frame.type == "SUPPORT" && tree_.dep[c] == Dep::obj))
                if (Candidate* noun = at(c)) {
                    noun->spent = true;
                    if (companion || same_talks) noun->told_by = trigger.token;
                    const int inner = companion ? tree_.child(c, Dep::nmod) : -1;  // "handed a note of protest"
                    if (Candidate* what = at(inner); what && marker_of(tree_, inner) == "of")
                        what->told_by = trigger.token;
                }
        }
    }

    const EventReading& reading_;
    const Annotation& tree_;
    std::vector<int> at_;  ///< token → candidate, or -1
    std::vector<Candidate> all_;
};

}  // namespace

bool is_idiom(const EventReading& reading, const Trigger& trigger) {
    const EventLexicon::Frames* idioms = reading.lexicon.idioms.of(reading.tree, trigger.token);
    return idioms && std::any_of(idioms->begin(), idioms->end(), [&](const EventFrame& idiom) {
               return has_companions(reading, trigger, idiom) &&
                      meets_needs(reading, trigger, idiom, sides_of(reading, trigger, idiom));
           });
}

Candidate candidate_at(const EventReading& reading, int token) {
    Candidate candidate{trigger_at(reading, token)};
    candidate.mishap = is_misfortune(reading, candidate.trigger);
    const EventLexicon::Frames* frames = reading.lexicon.frames_of(reading.tree, token);
    if (!frames) return candidate;
    auto& proposals = candidate.proposals;
    for (const EventFrame& frame : *frames) {
        if (!has_companions(reading, candidate.trigger, frame)) continue;
        if (frame.type == "ASSAULT" && candidate.mishap) continue;
        if (frame.only_met && !meets_word_needs(reading, candidate.trigger, frame)) continue;
        const auto same = std::find_if(proposals.begin(), proposals.end(),
                                       [&](const Proposal& p) { return p.frame->type == frame.type; });
        if (same != proposals.end() && same->met) continue;
        Proposal p{&frame, sides_of(reading, candidate.trigger, frame)};
        p.met = meets_needs(reading, candidate.trigger, frame, p.sides);
        if (!p.met && (frame.only_met || same != proposals.end())) continue;
        p.political = is_political(reading, frame, p.sides);
        if (same != proposals.end()) proposals.erase(same);
        proposals.push_back(std::move(p));
    }
    std::stable_partition(proposals.begin(), proposals.end(), [](const Proposal& p) { return p.met; });
    return candidate;
}

std::vector<Candidate> candidates_of(const EventReading& reading) { return Candidates(reading).read(); }

}  // namespace dragoman::findings
