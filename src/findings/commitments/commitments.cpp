// Commitments: what somebody undertakes to do himself, by when, how firmly.
//
// Three forms: a future of the actor's own ("will visit", "said it would pay", "is to step down"); a word of intent
// with what is intended ("plans to", "ready to", "a commitment to", knowledge/intents.tsv); and an
// act that is announced ("announced a withdrawal"). Demands on others and forecasts are none: the
// subject must be somebody who can undertake, and the verb one that can be undertaken.
#include <algorithm>

#include "findings/commitments/rows.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

std::shared_ptr<const CommitmentLexicon> build_commitments(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<CommitmentLexicon>();
    const Table& table = knowledge.table("undertakings");
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view word = table.at(row, "word"), sort = table.at(row, "class");
        if (sort == "verb") lexicon->verbs[word] = table.at(row, "kind");
        if (sort == "noun") lexicon->nouns[word] = table.at(row, "kind");
        if (sort == "no") lexicon->forecasts[word] = true;
        if (sort == "body") lexicon->bodies[word] = true;
        if (sort == "hope") lexicon->hopes[word] = true;
        if (sort == "say") lexicon->sayings[word] = true;
        if (sort == "other") lexicon->others[word] = true;
        if (sort == "drop") lexicon->drops[word] = true;
    }
    return lexicon;
}

namespace {

class Commitments : private CommitmentRows {
public:
    Commitments(const Document& document, const Lexicon& lexicon, Findings& found)
        : CommitmentRows(document, *lexicon.indexes().events, *lexicon.indexes().commitments, found) {}

    void read() {
        propose();
        const FeatureModels* models = reading_.document.commitments;
        if (models && models->usable()) return weigh(proposed_, *models);
        for (const Undertaking& u : proposed_) keep(u);
    }

    void propose() {
        for (int t = 0; t < tree_.size(); ++t) {
            if (read_future(t)) continue;
            if (read_going(t)) continue;
            if (read_stay(t)) continue;
            if (read_appointed(t)) continue;
            if (read_intent(t)) continue;
            if (read_deal(t) || read_vote(t) || read_accepted(t)) continue;
            read_announcement(t);
        }
    }

    std::vector<Undertaking> proposed_;

private:
    void add(int act, int head, const EntityIds& by, std::string strength, std::string rule, TokenRange action = {}) {
        proposed_.push_back({act, head, by, std::move(strength), std::move(rule), action});
    }

    /// "will visit", "said it would pay", "will be able to meet".
    bool read_future(int verb) {
        if (!tree_.is_verb(verb) && tree_.tag[verb] != Tag::JJ) return false;
        const int ruler = modal_of(tree_, verb).empty() ? first_of(tree_, verb) : verb;  // the verb that has the modal
        const std::string_view modal = modal_of(tree_, ruler);
        if (is_one_of(modal, "may", "might")) return read_possible(verb);
        if (modal != "will" && !(modal == "would" && is_reported(ruler))) return false;
        if (!is_meant(verb) || is_perfect(tree_, ruler) || is_not_thought(tree_, verb)) return true;
        if (modal == "would" && is_said_directly(verb) && is_supposed(tree_, verb)) return true;
        int act = verb;
        const bool glad = is_one_of(tree_.lemma(verb), "glad", "happy", "pleased", "delighted");
        if (tree_.tag[verb] == Tag::JJ) {
            if ((tree_.lemma(verb) != "able" && !glad) || (act = complement_of(tree_, verb)) < 0) return true;
            if (!glad && kind_of(act) != "meet") return true;  // what one will be able to do one seldom will do
            if (glad && !(tree_.is_verb(act) && is_infinitive(tree_, act) && !is_negated(tree_, verb))) return true;
        }
        const ClauseSubject subject = subject_of(tree_, verb);
        if (subject.passive) return read_passive(verb);
        if (subject.head < 0 || (!can_undertake(act) && !is_promised(verb)) || is_habit(tree_, verb)) return true;
        EntityIds by = undertakers(subject);
        if (const EntityIds bound = promisers(verb); !by.empty() && !bound.empty()) by = bound;
        if (const EntityIds giver = assurers(verb); !giver.empty())
            return add(act, verb, giver, "promised", "future:" + std::string(modal)), true;
        if (is_hinted(act) && !is_own_word(act, by)) return true;  // "suggested that the judge would"
        if (by.empty() || is_foretold(act, by) || (is_guess(tree_, verb) && !is_own_word(act, by))) return true;
        if (is_negated(tree_, verb) && !is_own_word(act, by) && !is_of_own_state(act, by)) return true;
        if (modal == "would" && is_said_only(words_, tree_, act) && tree_.lower(subject.head) == "i") return true;
        const bool offered = glad && is_own_word(act, by);  // "I will be glad to visit"
        add(act, verb, by, offered ? "promised" : strength_of_future(act, by), "future:" + std::string(modal));
        return true;
    }

    /// "said he might rename it": what somebody says he may do he considers.
    bool read_possible(int verb) {
        const ClauseSubject subject = subject_of(tree_, verb);
        if (subject.passive || subject.head < 0 || !can_undertake(verb) || !is_meant(verb)) return true;
        const EntityIds by = undertakers(subject);
        if (!by.empty() && is_own_word(verb, by) && !is_negated(tree_, verb) &&
            found_.statements[found_.statement_of_token[verb]].form != Form::direct)
            add(verb, verb, by, "considered", "future:may");
        return true;
    }

    /// What one says that others will do is a forecast, unless he speaks for them: "the Kurds will now turn to Assad".
    bool is_foretold(int act, const EntityIds& by) const {
        const int statement = found_.statement_of_token[act];
        if (statement < 0) return false;
        const Statement& said = found_.statements[statement];
        if (said.form != Form::direct || said.speakers.empty()) return false;
        if (is_own_word(act, by)) return false;
        const auto& who = reading_.mentions.entities;
        return std::none_of(by.begin(), by.end(), [&](EntityId id) {
            return std::any_of(said.speakers.begin(), said.speakers.end(), [&](EntityId speaker) {
                return (!who[id].country.empty() && who[id].country == who[speaker].country);
            });
        });
    }

    /// "It was agreed to continue": by those who spoke, or whose talks the story tells of.
    const EntityIds& agreeing(int agree) const {
        const int said = reading_.statement_of_cue[agree];
        const bool known = said >= 0 && !found_.statements[said].speakers.empty();
        return known ? found_.statements[said].speakers : reading_.protagonists;
    }

    /// "It was agreed that meetings will be held", "announced that flags would be flown", "will be opened by the king":
    /// who agreed, who announced it, who does it is bound.
    bool read_passive(int verb) {
        const int agent = phrase_with(tree_, verb, "by");
        if (agent >= 0 && can_undertake(verb))
            if (const EntityIds by = undertakers({agent, false, -1}); !by.empty())
                return add(verb, verb, by, "planned", "passive:by", core_of(tree_, verb)), true;
        const int governor = tree_.head[verb], statement = found_.statement_of_token[verb];
        const Dep dep = tree_.dep[verb];  // "it was agreed that": a clause for its subject
        if ((dep != Dep::ccomp && dep != Dep::csubj && dep != Dep::csubj_pass) || governor < 0) return true;
        const bool agreed = tree_.lemma(governor) == "agree";
        EntityIds by = statement < 0 ? EntityIds() : found_.statements[statement].speakers;
        const bool decided = is_one_of(tree_.lemma(governor), "decide", "resolve");
        if (const ClauseSubject who = subject_of(tree_, governor); decided && who.head >= 0 && !who.passive)
            by = undertakers(who);
        if (!agreed && !decided && !is_one_of(tree_.lemma(governor), "announce", "declare") &&
            !speaks_for_itself(verb, by))
            return true;
        if (by.empty() && agreed) by = agreeing(governor);
        if (by.empty()) return true;
        const std::string rule = "passive:" + std::string(tree_.lemma(governor));
        return add(verb, verb, by, agreed ? "agreed" : "planned", rule, core_of(tree_, verb)), true;
    }

    /// "I'm going to end my campaign".
    bool read_going(int verb) {
        const int go = tree_.is_verb(verb) ? first_of(tree_, verb) : -1;
        const int governor = go < 0 ? -1 : tree_.head[go];
        if (governor < 0 || tree_.dep[go] != Dep::xcomp || tree_.lower(governor) != "going" ||
            !is_infinitive(tree_, go))
            return false;
        const ClauseSubject subject = subject_of(tree_, governor);
        const bool reported = found_.statement_of_token[verb] >= 0 && !is_said_directly(verb);
        if (subject.head < 0 || (is_past(tree_, governor) && !reported) || !is_meant(governor)) return true;
        const EntityIds by = undertakers(subject);
        if (by.empty() || !can_undertake(verb) || is_foretold(verb, by)) return true;
        if (is_negated(tree_, governor) && !reported) return true;
        if (is_negated(tree_, governor)) return add_denied(verb, governor, by, "intended", "going:not"), true;
        return add(verb, verb, by, strength_of_future(verb, by), "going"), true;
    }

    /// "does not plan to run", "is not going to build it": what somebody undertakes is not to do it.
    void add_denied(int act, int word, const EntityIds& by, const std::string& strength, const std::string& rule) {
        TokenRange action = action_of(act);
        for (int c = tree_.first_child[word]; c >= 0 && c < word; c = tree_.next_sibling[c])
            if (is_one_of(tree_.lower(c), "not", "n't", "n’t")) action.begin = std::min(action.begin, c);
        add(act, word, by, strength, rule, action);
    }

    /// "the deal commits Greece to cut spending": whom an agreement binds has agreed.
    bool read_deal(int verb) {
        if (!tree_.is_verb(verb) || !is_one_of(tree_.lemma(verb), "commit", "oblige", "bind", "obligate")) return false;
        const ClauseSubject deal = subject_of(tree_, verb);
        const int who = tree_.child(verb, Dep::obj), act = tree_.child(verb, Dep::xcomp);
        if (deal.head < 0 || deal.passive || !is_agreement(deal.head) || who < 0 || act < who) return false;
        if (!modal_of(tree_, verb).empty() || is_negated(tree_, verb)) return false;
        if (const EntityIds by = undertakers({who, false, -1}); !by.empty()) add(act, verb, by, "agreed", "deal");
        return true;
    }

    /// "accepted an invitation to visit Lima": agreed.
    bool read_accepted(int verb) {
        if (!tree_.is_verb(verb) || tree_.lemma(verb) != "accept") return false;
        const ClauseSubject subject = subject_of(tree_, verb);
        const int offer = tree_.child(verb, Dep::obj);
        if (offer < 0 || subject.head < 0 || subject.passive || tree_.lemma(offer) != "invitation") return false;
        const int act = complement_of(tree_, offer);
        if (act < 0 || !is_infinitive(tree_, act) || is_negated(tree_, verb) || !modal_of(tree_, verb).empty())
            return false;
        if (const EntityIds by = undertakers(subject); !by.empty()) add(act, verb, by, "agreed", "accepted");
        return true;
    }

    /// "voted to ban cars by 2030": what a council will do on a day to come; without one the vote does it.
    bool read_vote(int verb) {
        if (!tree_.is_verb(verb) || tree_.lemma(verb) != "vote") return false;
        int act = complement_of(tree_, verb);
        if (act < 0) act = infinitive_next(tree_, verb);
        if (act < 0 || !is_infinitive(tree_, act) || !can_undertake(act) || is_negated(tree_, verb)) return false;
        if (is_one_of(tree_.lemma(act), "approve", "reject", "pass", "adopt", "endorse", "ratify")) return false;
        if (due_of(core_of(tree_, act), act).empty()) return false;
        const ClauseSubject subject = subject_of(tree_, verb);
        if (subject.head < 0 || subject.passive || !modal_of(tree_, verb).empty()) return false;
        if (const EntityIds by = undertakers(subject); !by.empty()) add_all(act, verb, by, "planned", "vote");
        return true;
    }

    /// "will be in Russia on a working visit": somebody's stay is a visit.
    bool read_stay(int place) {
        if (!tree_.is_noun(place) || modal_of(tree_, place) != "will" || tree_.child(place, Dep::cop) < 0 ||
            !is_one_of(marker_of(tree_, place), "in", "at") || is_negated(tree_, place) || !is_meant(place))
            return false;
        int visit = phrase_with(tree_, place, "on");
        if (visit < 0 || reading_.mentions.time_of_token[visit] >= 0) visit = phrase_with(tree_, place, "for");
        const ClauseSubject subject = subject_of(tree_, place);
        if (subject.head < 0 || visit < 0 ||
            !is_one_of(tree_.lemma(visit), "visit", "trip", "talk", "meeting", "summit", "negotiation"))
            return false;
        if (const EntityIds by = undertakers(subject); !by.empty())
            add(place, place, by, "planned", "stay", {tree_.child(place, Dep::cop), core_of(tree_, place).end});
        return true;
    }

    /// "was to leave later today": told as past, with a day to come.
    bool was_appointed(int verb) const {
        return is_infinitive(tree_, verb) && is_past(tree_, verb) && tree_.dep[verb] != Dep::xcomp &&
               !due_of(core_of(tree_, verb), verb).empty();
    }

    /// "is to step down today".
    bool read_appointed(int verb) {
        if (!tree_.is_verb(verb) || !can_undertake(verb) || is_defining(tree_, verb)) return false;
        if (!is_appointed(tree_, verb) && !was_appointed(verb) && !is_due(tree_, verb)) return false;
        const ClauseSubject subject = subject_of(tree_, verb);
        if (subject.passive || subject.head < 0 || is_negated(tree_, verb)) return false;
        const EntityIds by = undertakers(subject);
        if (by.empty()) return false;
        const bool agreed = strength_of_governor(verb) == "agreed";  // "is, under the accord, to"
        return add(verb, verb, by, agreed ? "agreed" : "planned", "appointed"), true;
    }

    /// "plans to", "is ready to", "readiness for", "looked forward to meeting".
    bool read_intent(int word) {
        const Intent* intent = reading_.lexicon.intent(tree_, word);
        if (!intent || intent->strength.empty()) return false;
        if (read_no_plan(word, *intent)) return true;
        const int never = tree_.is_verb(word) ? negation_behind(tree_, word) : -1;  // "vowed never to close it"
        const bool denied = never < 0 && is_negated(tree_, word);
        if (denied && !may_be_denied(word)) return false;
        if (tree_.tag[word] == Tag::JJ && is_infinitive(tree_, word)) return false;  // "in order to be ready to"
        if (was_only_expected(word) || is_dropped(words_, tree_, word)) return false;
        if (is_open(tree_, word) || is_hoped(words_, tree_, word) || is_past_wish(word, *intent)) return false;
        if (tree_.is_noun(word)) return read_intent_noun(word, *intent);
        const std::string_view modal = modal_of(tree_, word);
        if (!modal.empty() && modal != "will") return false;
        const bool is_set = is_passive(tree_, word) || tree_.child(word, Dep::cop) >= 0;
        if (tree_.lemma(word) == "set" && !is_set) return false;  // "sets out to"
        int act = complement_of(tree_, word);
        const bool told = intent->strength == "promised" || intent->strength == "planned";
        // "plans to be back", but not "is scheduled to be eligible"
        const bool be = act >= 0 && told && tree_.child(act, Dep::cop) >= 0 &&
                        (tree_.tag[act] != Tag::JJ || intent->strength == "promised");
        if (act >= 0 && (tree_.dep[act] == Dep::ccomp || !(tree_.is_verb(act) || be) || !is_infinitive(tree_, act)))
            act = -1;
        if (act < 0) act = infinitive_next(tree_, word);
        const int looked = act < 0 ? looked_at(tree_, word) : -1;
        if (looked >= 0) act = looked;
        if (act < 0) act = act_after(word);
        if (act < 0 && binds_himself(tree_, word)) act = phrase_with(tree_, word, "to");
        if (act < 0 && (told || intent->strength == "agreed")) act = infinitive_over_time(word);
        if (act < 0) return !denied && read_promised_thing(word, *intent);
        const ClauseSubject subject = subject_of(tree_, word);
        // "was expected to": others expect, the surface subject will act.
        const bool other = object_before(tree_, word, act) && !binds_himself(tree_, word);
        if (subject.head < 0 || other || tree_.child(act, Dep::nsubj) >= 0) return false;
        EntityIds by = undertakers(subject);
        const bool settled = intent->strength == "agreed" || tree_.lemma(word) == "decide";
        if (by.empty() && subject.passive && tree_.lower(subject.head) == "it" && settled) by = agreeing(word);
        const bool firm = (told || (intent->strength == "aimed" && tree_.lemma(act) == "have")) && !subject.passive;
        if (by.empty() || (tree_.is_verb(act) && !firm && !can_undertake(act))) return false;
        if (intent->strength == "intended" && is_said_only(words_, tree_, act)) return false;
        if (denied) return add_denied(act, word, by, std::string(intent->strength), "intent:not"), true;
        if (never >= 0 && never < act)
            return add(act, word, by, std::string(intent->strength), "intent:never", {never, action_of(act).end}), true;
        if (looked >= 0) return add(act, word, by, "considered", "looking"), true;
        add_all(act, word, by, std::string(intent->strength), "intent:" + std::string(tree_.lemma(word)));
        return true;
    }

    /// "has no plans to speak with him", "has no intention of joining": what somebody undertakes is not to do it.
    bool read_no_plan(int noun, const Intent& intent) {
        const int verb = tree_.head[noun], no = tree_.child(noun, Dep::det);
        if (!is_one_of(tree_.lemma(noun), "plan", "intention") || no < 0 || tree_.lower(no) != "no") return false;
        if (verb < 0 || tree_.lemma(verb) != "have" || object_of(tree_, verb) != noun) return false;
        const bool past = tree_.tag[verb] == Tag::VBD && found_.statement_of_token[verb] < 0;
        const int act = tree_.child(noun, Dep::acl);
        const ClauseSubject subject = subject_of(tree_, verb);
        if (past || act < noun || subject.head < 0 || is_open(tree_, verb)) return false;
        if (const EntityIds by = undertakers(subject); !by.empty())
            add(act, noun, by, std::string(intent.strength), "intent:not", {no, action_of(act).end});
        return true;
    }

    /// "plans to cut taxes and raise wages": each is planned; what is sought is one aim.
    void add_all(int act, int head, const EntityIds& by, const std::string& strength, const std::string& rule) {
        add(act, head, by, strength, rule);
        if (tree_.tag[act] != Tag::VB || strength == "aimed" || strength == "considered") return;
        for (int c = tree_.first_child[act]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::conj && tree_.tag[c] == Tag::VB && tree_.child(c, Dep::nsubj) < 0 &&
                modal_of(tree_, c).empty())
                add(c, head, by, strength, rule);
    }

    /// "they sought to end it", "wanted to stay": told of the past, and not as somebody's words, it is over.
    bool is_past_wish(int word, const Intent& intent) const {
        if (is_given_up(tree_, word)) return true;
        if (tree_.tag[word] != Tag::VBD || (intent.strength != "aimed" && intent.strength != "intended")) return false;
        const int statement = found_.statement_of_token[word];
        return statement < 0 || found_.statements[statement].form == Form::direct;
    }

    /// "promised on Sunday at a rally to end it": the tree may hang the act on the place or day between.
    int infinitive_over_time(int word) const {
        const int limit = std::min(tree_.size(), word + 10);
        for (int t = word + 1; t < limit; ++t) {
            if (tree_.is_verb(t) && is_infinitive(tree_, t)) {
                if (tree_.head[t] == word && tree_.dep[t] == Dep::advcl) return t;
                int head = tree_.head[t];
                for (int step = 0; step < 2 && head > word && tree_.dep[head] == Dep::nmod; ++step)
                    head = tree_.head[head];
                const bool between = head > word && head < t && tree_.dep[t] == Dep::acl && tree_.is_noun(head) &&
                                     (tree_.dep[head] == Dep::obl || tree_.dep[head] == Dep::obl_unmarked);
                if (!between || tree_.head[head] != word) return -1;
                const bool topic = marker_of(tree_, head) == "on" && reading_.mentions.time_of_token[head] < 0;
                return topic ? -1 : t;  // not "decided on ways to end it"
            }
            if (tree_.is_verb(t) || tree_.tag[t] == Tag::CC) return -1;
        }
        return -1;
    }

    /// "pledged more aid", "plans a summit", "promised that the programme would be paid for": the thing, or what will
    /// be, is undertaken.
    bool read_promised_thing(int word, const Intent& intent) {
        if (is_one_of(tree_.lemma(word), "agree", "commit", "aim") && !gives(word)) return read_agreed(word, intent);
        const bool weighs =
            intent.strength == "considered" && tree_.tag[word] == Tag::VBG && is_act_of(words_, tree_, word);
        const bool assures = tree_.lemma(word) == "assure";
        if (!weighs && !assures && !gives(word) &&
            !is_one_of(tree_.lemma(word), "promise", "pledge", "vow", "plan", "guarantee"))
            return false;
        const ClauseSubject subject = subject_of(tree_, word);
        if (subject.passive || subject.head < 0) return false;
        const EntityIds by = undertakers(subject);
        if (by.empty()) return false;
        const std::string rule = "thing:" + std::string(tree_.lemma(word));
        const int object = tree_.child(word, Dep::obj);
        const bool thing = object > word && (tree_.is_noun(object) || reading_.mentions.amount_of_token[object] >= 0);
        if (thing && !assures && reading_.mentions.time_of_token[object] < 0 &&
            (tree_.child(word, Dep::iobj) >= 0 || tree_.child(object, Dep::nummod) >= 0 || !is_somebody(object)))
            return add(object, word, by, std::string(intent.strength), rule, phrase_of(tree_, object)), true;
        const int clause = tree_.child(word, Dep::ccomp);
        if (clause < word || intent.strength != "promised") return false;
        const bool goes_on = tree_.tag[clause] == Tag::VBG && tree_.child(clause, Dep::aux) >= 0 &&
                             !is_past(tree_, clause) && !is_negated(tree_, clause);  // "that she is staying"
        if (goes_on && undertakers(subject_of(tree_, clause)) == by)
            return add(clause, word, by, std::string(intent.strength), rule, core_of(tree_, clause)), true;
        if (modal_of(tree_, clause).empty()) return false;
        const ClauseSubject other = subject_of(tree_, clause);  // who acts himself is read with his own future
        if (!other.passive && other.head >= 0 && (assures || !undertakers(other).empty())) return false;
        return add(clause, word, by, std::string(intent.strength), rule, core_of(tree_, clause)), true;
    }

    /// "have agreed on a ceasefire", "committed to a cut in output": an act that both undertake; "aims for a cut of 5
    /// %".
    bool read_agreed(int word, const Intent& intent) {
        const bool aims = tree_.lemma(word) == "aim";
        int act = phrase_with(tree_, word, aims ? "for" : "on");
        if (!aims && (act < 0 || reading_.mentions.time_of_token[act] >= 0)) act = phrase_with(tree_, word, "to");
        const ClauseSubject subject = subject_of(tree_, word);
        if (act < word || subject.head < 0 || subject.passive || !tree_.is_noun(act)) return false;
        const bool known = words_.nouns.find(tree_.lemma(act)) != words_.nouns.end();
        if (!known && (!aims || due_of(core_of(tree_, word), word).empty())) return false;
        if (const EntityIds by = undertakers(subject); !by.empty())
            add(act, word, by, std::string(intent.strength), "thing:" + std::string(tree_.lemma(word)),
                phrase_of(tree_, act));
        return true;
    }

    bool read_intent_noun(int noun, const Intent& intent) {
        if (is_unowned(words_, tree_, noun)) return false;
        int act = complement_of(tree_, noun);
        if (act >= 0 && !is_infinitive(tree_, act)) act = -1;
        if (const int of = tree_.lemma(noun) == "memorandum" ? phrase_with(tree_, noun, "of") : -1; act < 0 && of >= 0)
            act = complement_of(tree_, of);  // "a memorandum of understanding to"
        if (act < 0) act = equated_act(tree_, noun);
        if (act < 0) act = act_beside(tree_, noun);
        if (act < 0)
            act = phrase_with(tree_, noun, is_one_of(tree_.lemma(noun), "commitment", "dedication") ? "to" : "for");
        if (act < 0 && is_one_of(tree_.lemma(noun), "goal", "aim", "intention", "target", "objective"))
            if (act = phrase_with(tree_, noun, "of"); act >= 0 && tree_.tag[act] != Tag::VBG) act = -1;
        if (act < 0 || is_vague(noun, act)) return false;
        if (const int verb = tree_.head[noun]; verb >= 0 && tree_.is_verb(verb) && tree_.dep[noun] == Dep::obj &&
                                               is_negated(tree_, verb) && tree_.child(noun, Dep::nmod_poss) < 0)
            return false;                 // "has not outlined a plan to"
        const int up = tree_.head[noun];  // "signed a letter of intent to"
        const bool letter = up >= 0 && tree_.lemma(noun) == "intent" && tree_.lemma(up) == "letter";
        const EntityIds by = owners_of(letter ? up : noun, intent.strength != "planned" && intent.strength != "agreed");
        if (by.empty()) return false;
        add_all(act, noun, by, std::string(intent.strength), "intent:" + std::string(tree_.lemma(noun)));
        return true;
    }

    /// "its plan", "X has a plan", "contracts signed with X to make".
    EntityIds owners_of(int noun, bool of) const {
        const auto bound = [&](int head) { return head < 0 ? EntityIds() : undertakers({head, false, -1}); };
        if (EntityIds by = bound(tree_.child(noun, Dep::nmod_poss)); !by.empty()) return by;
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::acl && tree_.lemma(c) == "sign")
                if (EntityIds by = bound(phrase_with(tree_, c, "with")); !by.empty()) return by;
        if (EntityIds by = bound(tree_.child(noun, Dep::compound)); !by.empty()) return by;
        if (EntityIds by = bound(phrase_with(tree_, noun, "by")); !by.empty()) return by;
        if (of)  // "the intention of Peru to", but a decision of somebody's may be long taken
            if (EntityIds by = bound(phrase_with(tree_, noun, "of")); !by.empty()) return by;
        if (EntityIds by = bound(signer_of(noun)); !by.empty()) return by;
        if (EntityIds by = bound(phrase_with(tree_, noun, "with")); !by.empty()) return by;
        const bool ran = marker_of(tree_, noun) == "on" && tree_.head[noun] >= 0 &&
                         is_one_of(tree_.lemma(tree_.head[noun]), "campaign", "run", "stand", "win", "elect");
        const bool with = ran || marker_of(tree_, noun) == "with";  // "is buying …, with plans to spend"
        const int verb = with ? predicate_over(tree_, noun) : tree_.head[noun];
        if (verb < 0 || (!with && (!tree_.is_verb(verb) || object_of(tree_, verb) != noun))) return {};
        const ClauseSubject subject = subject_of(tree_, verb);
        if (!subject.passive && subject.head >= 0)
            if (const EntityIds by = undertakers(subject); !by.empty()) return by;
        const int said = reading_.statement_of_cue[verb];  // "the letter expresses readiness to": its author's
        return said < 0 ? EntityIds() : found_.statements[said].speakers;
    }

    /// "[Chile] signed a deal with Peru to supply gas"
    int signer_of(int noun) const {
        const int verb = tree_.head[noun];
        if (verb < 0 || !tree_.is_verb(verb) || object_of(tree_, verb) != noun) return -1;
        if (!is_one_of(tree_.lemma(verb), "sign", "reach", "make", "conclude", "strike", "have")) return -1;
        const ClauseSubject subject = subject_of(tree_, verb);
        return subject.passive ? -1 : subject.head;
    }

    /// "announced a complete withdrawal".
    void read_announcement(int verb) {
        if (!tree_.is_verb(verb) || tree_.lemma(verb) != "announce") return;
        const ClauseSubject subject = subject_of(tree_, verb);  // "a ceasefire was announced by Peru"
        const int object = subject.passive ? subject.head : object_of(tree_, verb);
        const int who = subject.passive ? phrase_with(tree_, verb, "by") : subject.head;
        if (object < 0 || who < 0 || words_.nouns.find(tree_.lemma(object)) == words_.nouns.end()) return;
        // "announced his resignation": he is gone, unless a day is told
        if (tree_.lemma(object) == "resignation" && due_of(core_of(tree_, verb), object).empty()) return;
        if (const EntityIds by = undertakers({who, false, subject.verb}); !by.empty())
            add(object, verb, by, "planned", "announced", phrase_of(tree_, object));
    }

    /// "committed to sending", "looked forward to meeting", "ready for a dialogue".
    int act_after(int word) const {
        for (int c = tree_.first_child[word]; c >= 0; c = tree_.next_sibling[c]) {
            if (c < word || (tree_.dep[c] != Dep::advcl && tree_.dep[c] != Dep::obl && tree_.dep[c] != Dep::xcomp))
                continue;
            const std::string_view marker = marker_of(tree_, c);
            if (tree_.tag[c] == Tag::VBG && (marker == "to" || (marker == "on" && tree_.lemma(word) == "plan")))
                return c;
            if (tree_.tag[c] == Tag::VBG && marker.empty() && tree_.dep[c] == Dep::xcomp) return c;
            if (tree_.is_noun(c) && tree_.tag[word] == Tag::JJ && (marker == "for" || marker == "to")) return c;
        }
        return -1;
    }
};

}  // namespace

std::vector<Undertaking> proposed_undertakings(const Document& document, const Lexicon& lexicon, Findings& found) {
    Commitments all(document, lexicon, found);
    all.propose();
    return std::move(all.proposed_);
}

void find_commitments(const Document& document, const Lexicon& lexicon, Findings& found) {
    Commitments(document, lexicon, found).read();
}

}  // namespace dragoman::findings
