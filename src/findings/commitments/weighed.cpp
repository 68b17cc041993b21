// Which acts are undertaken, by weights: candidates, what is known of them, and what the sums decide.
#include <algorithm>

#include "findings/commitments/rows.h"
#include "findings/events/naming.h"
#include "findings/features/context.h"
#include "findings/tellings/tellings.h"

namespace dragoman::findings {

namespace {

enum Model : std::size_t { acts, parties_of_acts };

// How likely an act must be undertaken: where a rule says so, and where the weights alone do. Chosen on stories that
// the weights were not trained on (bench/results/commitments-weights-2026-11-26.md).
constexpr double least_ruled = 0.05, least_new = 0.5;
constexpr double likely = 0.5;  // of who is bound, where clause and governor do not tell
constexpr std::size_t most_bound = 8;

int first_conjunct(const Annotation& tree, int token) {
    const int longest_chain = 4;
    for (int step = 0; step < longest_chain && tree.dep[token] == Dep::conj && tree.head[token] >= 0; ++step)
        token = tree.head[token];
    return token;
}

}  // namespace

FeatureModels load_commitment_models(std::string_view bytes) {
    return FeatureModels::load(bytes, "DRAGCOM1",
                               {{"DGUNDR01", 1 + static_cast<int>(strengths.size())}, {"DGBIND01", 2}});
}

int CommitmentRows::governor_of(int act) const { return tree_.head[first_conjunct(tree_, act)]; }

/// "asked if he planned to go", "will not rule out sanctions".
bool CommitmentRows::binds_nobody(int act) const {
    return is_asked(tree_, act) || (tree_.lemma(act) == "rule" && is_negated(tree_, act));
}

/// A verb that is no tale of what was or is, or a noun under a word of intent.
bool CommitmentRows::may_be_undertaken(int token) const {
    const Dep dep = tree_.dep[token];
    if (dep == Dep::aux || dep == Dep::aux_pass || dep == Dep::cop || binds_nobody(token)) return false;
    const int governor = governor_of(token);
    // "could agree to cut it": nobody has agreed.
    if (const Intent* intent = governor < 0 ? nullptr : reading_.lexicon.intent(tree_, governor);
        intent && !intent->strength.empty() && tree_.dep[token] == Dep::xcomp &&
        is_one_of(modal_of(tree_, governor), "could", "might", "may"))
        return false;
    if (tree_.is_verb(token)) {
        const std::string_view modal = modal_of(tree_, token);  // "I would not assume that"
        if (modal == "would" && is_negated(tree_, token) && !can_undertake(token)) return false;
        const Tag tag = tree_.tag[token];
        if (tag == Tag::VB || tag == Tag::VBG || !modal_of(tree_, token).empty()) return true;
        if (tag == Tag::VBN) return is_infinitive(tree_, token) || governor >= 0;
        return reading_.statement_of_cue[token] < 0 && !due_of(core_of(tree_, token), token).empty();
    }
    if (tree_.child(token, Dep::cop) >= 0) return !modal_of(tree_, token).empty() || is_infinitive(tree_, token);
    if (!tree_.is_noun(token) || tree_.is_proper(token) || governor < 0) return false;
    const Intent* intent = reading_.lexicon.intent(tree_, governor);
    if (intent && !intent->strength.empty()) return true;
    return dep == Dep::obj && words_.nouns.find(tree_.lemma(token)) != words_.nouns.end();
}

/// "plans to leave", "a vow to leave", "promised that it would leave"; but "said it would leave" tells it by its own
/// verb.
bool CommitmentRows::is_told_by_governor(int act) const {
    const int governor = governor_of(act);
    if (governor < 0) return false;
    switch (tree_.dep[act]) {
        case Dep::xcomp:
        case Dep::obj:
        case Dep::obl:
        case Dep::acl:
        case Dep::nmod:
            return true;
        case Dep::ccomp: {
            const Intent* intent = reading_.lexicon.intent(tree_, governor);
            return intent && !intent->strength.empty();
        }
        default:
            return false;
    }
}

std::vector<Undertaking> CommitmentRows::candidates(const std::vector<Undertaking>& proposed) const {
    std::vector<Undertaking> all;
    std::copy_if(proposed.begin(), proposed.end(), std::back_inserter(all),
                 [&](const Undertaking& u) { return !binds_nobody(u.act); });
    std::vector<char> known(tree_.tag.size(), 0);
    for (const Undertaking& u : proposed) known[u.act] = 1;
    for (int t = 0; t < tree_.size(); ++t)
        if (!known[t] && may_be_undertaken(t))
            all.push_back({t, is_told_by_governor(t) ? governor_of(t) : t, {}, {}, {}, {}});
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.head < b.head; });
    return all;
}

void CommitmentRows::features(const Undertaking& u, FeatureSink& sink) const {
    add_context(reading_, u.act, u.act, sink);
    const std::string_view lemma = word_at(reading_, u.act);
    if (u.rule.empty()) {
        sink.add("no rule");
    } else {
        sink.add("rule", u.rule), sink.add("rule strength", u.strength), sink.add("rule any");
        sink.add("rule kind", std::string_view(u.rule).substr(0, u.rule.find(':')));
        sink.add("rule strength lemma", u.strength, lemma);
        sink.add("rule by", sort_of(reading_.mentions.entities[u.by.front()]));
    }
    sink.add("kind", kind_of(u.act)), sink.add("able", yes(can_undertake(u.act)));
    sink.add("open", yes(is_open(tree_, u.act))), sink.add("hoped", yes(is_hoped(words_, tree_, u.act)));
    sink.add("defining", yes(is_defining(tree_, u.act))), sink.add("said", yes(is_said_only(words_, tree_, u.act)));
    sink.add("dated", yes(!due_of(core_of(tree_, u.act), u.act).empty()), modal_of(tree_, u.act));
    if (const Event* event = event_of_[u.act]) {
        constexpr std::string_view names[] = {"occurred", "ongoing", "planned",     "intended",
                                              "urged",    "denied",  "hypothetical"};
        sink.add("event", event->type), sink.add("event status", names[static_cast<int>(event->status)]);
    }
    governor_features(u, sink);
    speech_features(u, sink);
}

/// What governs the act: "plans", "said", "agreed" and how that stands itself.
void CommitmentRows::governor_features(const Undertaking& u, FeatureSink& sink) const {
    const int first = first_conjunct(tree_, u.act), governor = tree_.head[first];
    if (first != u.act) {
        sink.add("joined"), sink.add("joined modal", modal_of(tree_, first));
        sink.add("joined dep", dragoman::name_of(tree_.dep[first]));
        if (modal_of(tree_, u.act).empty()) sink.add("shared modal", modal_of(tree_, first));
    }
    if (governor < 0) return sink.add("no governor");
    const std::string_view word = tree_.is_proper(governor) ? "NAME" : tree_.lemma(governor),
                           dep = dragoman::name_of(tree_.dep[first]), marker = marker_of(tree_, first),
                           tag = dragoman::name_of(tree_.tag[governor]);
    sink.add("governor", word, dep), sink.add("governor marker", word, marker), sink.add("governor tag", tag, dep);
    sink.add("governor word", tree_.lower(governor), dep), sink.add("governor modal", word, modal_of(tree_, u.act));
    if (const Intent* intent = reading_.lexicon.intent(tree_, governor)) {
        sink.add("intent", intent->strength, dep), sink.add("intent status", intent->status, dep);
        sink.add("intent mood", intent->strength, tag, modal_of(tree_, governor));
    }
    sink.add("governor negated", yes(is_negated(tree_, governor)), dep);
    sink.add("governor cue", yes(reading_.statement_of_cue[governor] >= 0), dep, modal_of(tree_, u.act));
    const ClauseSubject subject = subject_of(tree_, governor);
    if (subject.head >= 0) {
        const EntityIds who = parties_of(reading_, subject.head, true);
        const std::string_view sort = who.empty() ? "-" : sort_of(reading_.mentions.entities[who.front()]);
        sink.add("governor subject", sort, dep), sink.add("governor subject word", word, sort);
        if (tree_.is_pronoun(subject.head)) sink.add("governor pronoun", word, tree_.lower(subject.head));
    }
    if (const int above = tree_.head[governor]; above >= 0)
        sink.add("above", tree_.is_proper(above) ? "NAME" : tree_.lemma(above), dragoman::name_of(tree_.dep[governor]),
                 dep),
            sink.add("above word", tree_.is_proper(above) ? "NAME" : tree_.lemma(above), word);
}

/// Whose words tell of it: his own who will act, those of somebody of his state, another's.
void CommitmentRows::speech_features(const Undertaking& u, FeatureSink& sink) const {
    const int around = found_.statement_of_token[u.act];
    const EntityIds by = u.by.empty() ? likely_undertakers(u.act) : u.by;
    const std::string_view modal = modal_of(tree_, u.act);
    if (by.empty()) return sink.add("nobody", modal);
    const auto& who = reading_.mentions.entities;
    sink.add("somebody", sort_of(who[by.front()])), sink.add("somebody modal", sort_of(who[by.front()]), modal);
    sink.add("named", yes(who[by.front()].named), sort_of(who[by.front()]));
    if (around < 0) return sink.add("told by story", modal);
    const EntityIds& speakers = found_.statements[around].speakers;
    const bool own = std::any_of(by.begin(), by.end(), [&](EntityId id) { return holds(speakers, id); });
    const bool state = std::any_of(by.begin(), by.end(), [&](EntityId id) {
        return std::any_of(speakers.begin(), speakers.end(),
                           [&](EntityId s) { return !who[id].country.empty() && who[id].country == who[s].country; });
    });
    constexpr std::string_view forms[] = {"direct", "indirect", "mixed"};
    const std::string_view whose = own                ? "own"
                                   : state            ? "state"
                                   : speakers.empty() ? "nobody"
                                                      : "other",
                           form = forms[static_cast<int>(found_.statements[around].form)];
    sink.add("whose", whose, form), sink.add("whose modal", whose, modal),
        sink.add("whose kind", whose, kind_of(u.act));
    sink.add("whose lemma", whose, word_at(reading_, u.act));
    if (const int cue = found_.statements[around].cue_token; cue >= 0)
        sink.add("cue above", tree_.lemma(cue), whose), sink.add("cue modal", tree_.lemma(cue), modal);
}

/// The act's own subject, or that of what governs it.
EntityIds CommitmentRows::likely_undertakers(int act) const {
    const int governor = governor_of(act);
    if (const EntityIds giver = assurers(act); !giver.empty()) return giver;
    const bool clause = governor >= 0 && tree_.dep[first_conjunct(tree_, act)] == Dep::ccomp;
    if (clause && is_one_of(tree_.lemma(governor), "promise", "pledge", "vow", "guarantee"))
        if (const ClauseSubject whose = subject_of(tree_, governor); whose.head >= 0 && !whose.passive)
            return undertakers(whose);  // "I pledge that the court will be open": whose word it is
    if (governor >= 0 && tree_.is_noun(governor))
        for (const int owner : {tree_.child(governor, Dep::nmod_poss), phrase_with(tree_, governor, "of")})
            if (owner >= 0) return undertakers({owner, false, -1});  // "the decision of Chile to resume talks"
    const ClauseSubject subject = subject_of(tree_, act);
    if (subject.head >= 0 && !subject.passive) return undertakers(subject);
    if (const int agent = phrase_with(tree_, act, "by"); agent >= 0 && subject.passive)
        return undertakers({agent, false, -1});
    if (governor < 0) return {};
    const ClauseSubject over = subject_of(tree_, governor);
    return over.head >= 0 && !over.passive ? undertakers(over) : EntityIds();
}

bool CommitmentRows::may_bind(EntityId id) const {
    const EntityInfo& who = reading_.mentions.entities[id];
    return who.type != EntityType::place && (who.sector != "JRN" || who.type == EntityType::person);
}

std::vector<SideCandidate> CommitmentRows::parties(const Undertaking& u) const {
    std::vector<SideCandidate> all = side_candidates(reading_, u.act);
    all.erase(std::remove_if(all.begin(), all.end(), [&](const SideCandidate& c) { return !may_bind(c.entity); }),
              all.end());
    return all;
}

void CommitmentRows::party_features(const Undertaking& u, const SideCandidate& side, FeatureSink& sink) const {
    const EntityIds by = u.by.empty() ? likely_undertakers(u.act) : u.by;
    const std::string_view found = by.empty() ? "nobody" : u.by.empty() ? "guess" : "rule";
    const std::string ruled = (holds(by, side.entity) ? "bound " : "not ") + std::string(found);
    add_party(reading_, u.act, "bound", side, ruled, sink);
}

/// "Plans a summit", "announced a withdrawal"; not "welcomed the decision", which others made.
bool CommitmentRows::is_owed(int noun) const {
    const int governor = governor_of(noun);
    if (governor < 0) return false;
    const Intent* intent = reading_.lexicon.intent(tree_, governor);
    return intent && !intent->strength.empty();
}

EntityIds CommitmentRows::weighed_undertakers(const Undertaking& u, const FeatureModels& models) const {
    if (tree_.is_noun(u.act) && !is_owed(u.act)) return {};
    EntityIds by = likely_undertakers(u.act);
    if (!by.empty()) return by;
    FeatureSink sink;
    for (const SideCandidate& side : parties(u)) {
        sink.hashes.clear();
        party_features(u, side, sink);
        if (models.chances(parties_of_acts, sink.hashes)[1] >= likely && !holds(by, side.entity) &&
            by.size() < most_bound)
            by.push_back(side.entity);
    }
    return by;
}

/// "is not going to | build it", "did not plan to": what it says is that he will not.
bool CommitmentRows::is_denied(int governor) const {
    const Intent* intent = reading_.lexicon.intent(tree_, governor);
    const bool intends = tree_.lower(governor) == "going" || (intent && !intent->strength.empty());
    return intends && is_negated(tree_, governor);
}

/// "Will not join", "you will repair it", "Chile would send two": what the rules know to be no undertaking, and the
/// readers who taught the weights marked too few of.
bool CommitmentRows::is_no_own_word(int act) const {
    const ClauseSubject subject = subject_of(tree_, act);
    if (subject.head >= 0 && tree_.lower(subject.head) == "you") return true;
    const int governor = governor_of(act);
    if (governor >= 0 && (was_only_expected(governor) || is_denied(governor))) return true;
    if (governor >= 0 && is_given_up(tree_, governor)) return true;
    if (const int over = governor < 0 ? -1 : tree_.head[governor];
        over >= 0 && tree_.is_noun(governor) && tree_.is_verb(over) && tree_.dep[governor] == Dep::obj &&
        is_negated(tree_, over) && tree_.child(governor, Dep::nmod_poss) < 0)
        return true;                                                       // "has not outlined a plan to"
    if (tree_.dep[act] == Dep::ccomp && is_open(tree_, act)) return true;  // "has not said which one he will sue"
    if (is_perfect(tree_, act) || is_not_thought(tree_, act)) return true;
    if (is_guess(tree_, act) && !modal_of(tree_, act).empty()) return true;
    if (is_dropped(words_, tree_, act) || (governor >= 0 && is_dropped(words_, tree_, governor))) return true;
    const bool told = found_.statement_of_token[act] < 0;
    if (is_negated(tree_, act) && !modal_of(tree_, act).empty() && !told) {  // "will not, analysts said"
        const EntityIds& speakers = found_.statements[found_.statement_of_token[act]].speakers;
        const auto is_kind = [&](EntityId id) { return reading_.mentions.entities[id].type == EntityType::people; };
        const bool others = !speakers.empty() && std::all_of(speakers.begin(), speakers.end(), is_kind);
        return others && !is_own_word(act, likely_undertakers(act)) && !is_promised(act);
    }
    return told && (is_negated(tree_, act) || modal_of(tree_, act) == "would");
}

/// In the order of the text; where a rule and the weights tell of one act, the rule's row stands.
void CommitmentRows::weigh(const std::vector<Undertaking>& proposed, const FeatureModels& models) {
    for (const Undertaking& u : candidates(proposed)) weigh_one(u, models);
    std::stable_sort(found_.commitments.begin(), found_.commitments.end(),
                     [](const Commitment& a, const Commitment& b) { return a.evidence.begin < b.evidence.begin; });
}

void CommitmentRows::weigh_one(Undertaking u, const FeatureModels& models) {
    FeatureSink sink;
    features(u, sink);
    auto chances = models.chances(acts, sink.hashes);
    if (const Tellings* told = reading_.document.told) {
        std::array<double, telling_commitments> all;
        std::copy_n(chances.begin(), all.size(), all.begin());
        all = told->commitments(u.act, all), std::copy(all.begin(), all.end(), chances.begin());
    }
    const bool ruled = !u.rule.empty();
    if (!ruled && is_no_own_word(u.act)) return;
    const bool unknown = is_one_of(u.rule, "accepted", "vote", "deal", "thing:aim", "thing:commit", "thing:target",
                                   "looking");  // rules younger than the weights
    if (!unknown && 1 - chances[0] < (ruled ? least_ruled : least_new)) return;
    if (!ruled) {
        const auto best = std::max_element(chances.begin() + 1, chances.begin() + 1 + strengths.size());
        u.strength = strengths[static_cast<std::size_t>(best - chances.begin()) - 1];
        u.by = weighed_undertakers(u, models);
        u.rule = "weights:" + std::string(tree_.lemma(u.head));
    }
    if (!u.by.empty()) keep(u);
}

}  // namespace dragoman::findings
