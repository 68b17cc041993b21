// Acts that answer an act told just before: "welcomed the call", "declined that offer", "they deny the accusations",
// "refused". Whose act it was is whom the answer is to.
#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

// Bounds that keep the work linear.
constexpr std::ptrdiff_t farthest_answer = 8;  // events between an act and an answer to it
constexpr int farthest_sentence = 3;           // sentences
constexpr int farthest_charge = 1;             // of a pronoun for whom a charge is against

/// What an answer is to: a kind of verbal act.
enum class Told : std::uint8_t { nothing, asking, proposing, offering, charging, threatening };

Told told_by(std::string_view noun) {
    const auto is_in = [&](std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), noun) != words.end();
    };
    if (is_in({"call", "appeal", "demand", "request", "invitation", "ultimatum", "petition", "plea"}))
        return Told::asking;
    if (is_in({"proposal", "initiative", "suggestion"})) return Told::proposing;
    if (noun == "offer") return Told::offering;
    if (is_in({"accusation", "allegation", "charge", "criticism", "complaint", "claim"})) return Told::charging;
    return is_in({"threat", "warning"}) ? Told::threatening : Told::nothing;
}

bool is_of(const Event& event, Told told) {
    switch (told) {
        case Told::asking:
        case Told::proposing:
            return event.type == "REQUEST";
        case Told::offering:
            return event.type == "REQUEST" || event.type == "AGREE";
        case Told::charging:
            return event.type == "ACCUSE";
        case Told::threatening:
            return event.type == "THREATEN";
        default:
            return false;
    }
}

class Answers {
public:
    Answers(const EventReading& reading, std::vector<Event>& events)
        : reading_(reading), tree_(reading.tree), events_(events) {}

    void read() {
        for (auto event = events_.begin(); event != events_.end(); ++event) {
            if (ends_talks(*event)) event->recipients = partners_before(event);
            if (!answers(*event)) continue;
            const Told told = told_to(*event);
            if (told == Told::charging) give_back(event);  // before whom it is to is looked for
            if (const EntityIds whose = whose_before(event, told); !whose.empty()) event->recipients = whose;
        }
    }

private:
    using Iterator = std::vector<Event>::iterator;

    bool answers(const Event& event) const {
        return (event.type == "REJECT" || event.type == "SUPPORT" || event.type == "AGREE") &&
               tree_.is_verb(event.trigger) && !event.actors.empty();
    }

    /// "broke off the talks", "called off negotiations", without a word of with whom.
    bool ends_talks(const Event& event) const {
        if (event.type != "SANCTION" || !event.recipients.empty() || event.actors.empty() ||
            !tree_.is_verb(event.trigger))
            return false;
        const int what = object_of(tree_, event.trigger);
        constexpr std::string_view words[] = {"talk",         "talks",    "negotiation",
                                              "negotiations", "dialogue", "consultation"};
        return what >= 0 && std::find(std::begin(words), std::end(words), tree_.lemma(what)) != std::end(words);
    }

    /// With whom those who act talked, by the last telling of it.
    EntityIds partners_before(Iterator event) const {
        for (auto e = event; e != events_.begin() && event - e < farthest_answer;) {
            --e;
            if (e->type != "CONSULT" || !is_near(*e, *event, 2 * farthest_sentence)) continue;
            if (same(e->actors, event->actors)) return e->recipients;
            if (same(e->recipients, event->actors)) return e->actors;
        }
        return {};
    }

    /// "the call", "that offer", "this", without a word of whose it is.
    Told told_to(const Event& event) const {
        const int what = object_of(tree_, event.trigger);
        if (what < 0) return is_bare_refusal(event) ? Told::asking : told_above(event.trigger);
        if (tree_.lower(what) == "which") return told_above(event.trigger);
        const int the = tree_.child(what, Dep::det);
        constexpr std::string_view known[] = {"the", "this", "that", "these", "those"};
        if (the < 0 || std::find(std::begin(known), std::end(known), tree_.lower(the)) == std::end(known))
            return Told::nothing;
        if (tree_.child(what, Dep::nmod_poss) >= 0 || names_somebody_below(what)) return Told::nothing;
        return told_by(tree_.lemma(what));
    }

    /// "Lee refused", "he declined", with nothing of what.
    bool is_bare_refusal(const Event& event) const {
        const std::string_view verb = tree_.lemma(event.trigger);
        return event.type == "REJECT" && (verb == "refuse" || verb == "decline") &&
               complement_of(tree_, event.trigger) < 0 && tree_.dep[event.trigger] != Dep::acl_relcl;
    }

    /// "a proposal which Peru rejected", "offered to mediate, which Peru rejected".
    Told told_above(int verb) const {
        const int above = tree_.head[verb], what = object_of(tree_, verb);
        const bool which = what >= 0 && tree_.lower(what) == "which";
        if (above < 0 || (tree_.dep[verb] != Dep::acl_relcl && tree_.dep[verb] != Dep::advcl_relcl && !which))
            return Told::nothing;
        if (tree_.is_noun(above)) return names_somebody_below(above) ? Told::nothing : told_by(tree_.lemma(above));
        return tree_.is_verb(above) ? Told::offering : Told::nothing;
    }

    /// "the call by Chile", "the offer from Lee".
    bool names_somebody_below(int noun) const {
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (c > noun && tree_.dep[c] == Dep::nmod && !parties_of(reading_, c).empty()) return true;
        return false;
    }

    bool share(const EntityIds& some, const EntityIds& others) const {
        return std::any_of(some.begin(), some.end(), [&](EntityId a) {
            return std::any_of(others.begin(), others.end(), [&](EntityId b) {
                const std::string& state = reading_.mentions.entities[a].country;
                return a == b || (!state.empty() && state != "IGO" && state == reading_.mentions.entities[b].country);
            });
        });
    }

    bool is_near(const Event& before, const Event& after, int sentences) const {
        return reading_.text.sentence_of(after.trigger) - reading_.text.sentence_of(before.trigger) <= sentences;
    }

    /// Whose the act of that kind is that was told last, if it is by others, and to who answers if it says to whom.
    EntityIds whose_before(Iterator event, Told told) const {
        if (told == Told::nothing) return {};
        for (auto e = event; e != events_.begin() && event - e < farthest_answer;) {
            --e;
            if (!is_near(*e, *event, farthest_sentence)) break;
            // "rejected the proposal by Peru": whose it is stands with another's answer.
            if (answers(*e) && is_to_words(*e) && !e->recipients.empty() && !share(e->recipients, event->actors))
                return e->recipients;
            if (!is_of(*e, told) || e->actors.empty() || same(e->actors, event->actors)) continue;
            if (e->recipients.empty() || share(e->recipients, event->actors))
                return same(e->actors, event->recipients) ? EntityIds() : e->actors;
        }
        return {};
    }

    /// Does it answer a call or proposal that its own words name?
    bool is_to_words(const Event& event) const {
        const int what = object_of(tree_, event.trigger);
        const Told told = what < 0 ? Told::nothing : told_by(tree_.lemma(what));
        return told == Told::asking || told == Told::proposing || told == Told::offering;
    }

    static bool same(const EntityIds& some, const EntityIds& others) {
        return std::any_of(some.begin(), some.end(),
                           [&](EntityId id) { return std::find(others.begin(), others.end(), id) != others.end(); });
    }

    /// "They deny the accusations": nobody denies his own; a pronoun means whom they are against.
    void give_back(Iterator event) {
        const ClauseSubject subject = subject_of(tree_, event->trigger);
        if (event->type != "REJECT" || subject.head < 0 || tree_.tag[subject.head] != Tag::PRP) return;
        for (auto e = event; e != events_.begin() && event - e < farthest_answer;) {
            --e;
            if (!is_near(*e, *event, farthest_charge)) return;
            if (e->type != "ACCUSE" || !same(e->actors, event->actors) || e->recipients.empty()) continue;
            event->actors = e->recipients, event->recipients = e->actors;
            return;
        }
    }

    const EventReading& reading_;
    const Annotation& tree_;
    std::vector<Event>& events_;
};

}  // namespace

void add_answers(const EventReading& reading, std::vector<Event>& events) { Answers(reading, events).read(); }

}  // namespace dragoman::findings
