// Which words carry a stance, by weights: candidates, what is known of them, and what the sums decide.
#include <algorithm>

#include "findings/events/naming.h"
#include "findings/features/context.h"
#include "findings/tellings/tellings.h"
#include "findings/stances/parts.h"

namespace dragoman::findings {

namespace {

enum Model : std::size_t { words, holders_of_words, targets_of_words };

// How likely word, holder and target must be together where no rule finds a stance. Chosen on stories that the weights
// were not trained on (bench/results/commitments-weights-2026-11-26.md); what rules find stands, since dropping the
// unlikely lost as many right rows as wrong ones.
constexpr double least_likely = 0.35;
constexpr double likely_holder = 0.4;
constexpr std::size_t most_holders = 6;
constexpr int widest = 60;  // tokens on each side in which a target is looked for

std::string_view pole(bool against) { return against ? "against" : "for"; }

}  // namespace

FeatureModels load_stance_models(std::string_view bytes) {
    return FeatureModels::load(bytes, "DRAGSTA1", {{"DGSTAN01", 3}, {"DGHOLD01", 2}, {"DGTARG01", 2}});
}

const Judgement* Stances::proposed_at(int token) const {
    return first_at_[token] < 0 ? nullptr : &proposed_[static_cast<std::size_t>(first_at_[token])];
}

std::vector<int> Stances::candidates() const {
    std::vector<int> all;
    for (int t = 0; t < tree_.size(); ++t) {
        const Dep dep = tree_.dep[t];
        const bool content = tree_.is_verb(t) || (tree_.is_noun(t) && !tree_.is_proper(t)) || tree_.tag[t] == Tag::JJ;
        const bool helps = dep == Dep::aux || dep == Dep::aux_pass || dep == Dep::cop;
        if ((content && !helps) || tree_.lower(t) == "against" || first_at_[t] >= 0) all.push_back(t);
    }
    return all;
}

/// How the table of stance words has a word: "verb against", "name for", …; empty if it has not.
std::string_view Stances::listed(int t) const {
    const auto in = [&](const auto& index, std::string_view word) { return index.find(word) != index.end(); };
    const std::string_view lemma = tree_.lemma(t);
    if (tree_.is_verb(t)) {
        if (const auto w = words_.verbs.find(lemma); w != words_.verbs.end())
            return w->second.front().against ? "verb against" : "verb for";
        if (in(words_.phrases, lemma)) return "phrase";
        if (in(words_.callings, lemma)) return "calling";
        if (in(words_.willing, lemma)) return "willing";
    }
    if (const auto w = words_.duties.find(lemma); w != words_.duties.end())
        return w->second.against ? "duty against" : "duty for";
    if (const auto w = words_.nouns.find(lemma); w != words_.nouns.end() && tree_.is_noun(t))
        return w->second.front().against ? "noun against" : "noun for";
    if (const auto w = words_.roles.find(lemma); w != words_.roles.end())
        return w->second ? "role against" : "role for";
    if (in(words_.falls, lemma)) return "fall";
    if (const auto w = words_.adjectives.find(tree_.lower(t)); w != words_.adjectives.end())
        return w->second.front().against ? "adjective against" : "adjective for";
    if (const auto w = words_.names.find(lemma); w != words_.names.end())
        return w->second ? "name against" : "name for";
    if (const auto w = words_.views.find(tree_.lower(t)); w != words_.views.end())
        return w->second ? "view against" : "view for";
    return {};
}

void Stances::features(const EventReading& reading, int token, FeatureSink& sink) const {
    add_context(reading, token, token, sink);
    lexicon_features(token, sink);
    near_features(token, sink);
    const EntityIds& speakers = speakers_around(token);
    sink.add("speakers", yes(!speakers.empty()), class_of(tree_, token));
    sink.add("unreal", yes(unreal(token))), sink.add("urged", yes(urged(token)));
    const std::string_view list = listed(token);
    sink.add("unreal listed", yes(unreal(token)), list), sink.add("urged listed", yes(urged(token)), list);
    const Event* event = event_of_[token];
    if (!event) return sink.add("no event", class_of(tree_, token));
    constexpr std::string_view names[] = {"occurred", "ongoing", "planned",     "intended",
                                          "urged",    "denied",  "hypothetical"};
    const std::string_view status = names[static_cast<int>(event->status)];
    sink.add("event", event->type), sink.add("event mode", event->type, event->mode);
    sink.add("event status", event->type, status), sink.add("event lemma", event->type, tree_.lemma(token));
    sink.add("event sides", event->type, yes(!event->actors.empty()), yes(!event->recipients.empty()));
    sink.add("event listed", event->type, list);
}

void Stances::lexicon_features(int token, FeatureSink& sink) const {
    const std::string_view list = listed(token), dep = dragoman::name_of(tree_.dep[token]), c = class_of(tree_, token);
    sink.add("listed", list), sink.add("listed dep", list, dep), sink.add("listed class", list, c);
    sink.add("listed negated", list, yes(reading_.negated(token)));
    sink.add("listed cue", list, yes(statement_of_cue_[token] >= 0));
    const Judgement* judgement = proposed_at(token);
    if (!judgement) return sink.add("no rule"), sink.add("no rule listed", list);
    const std::string_view way = pole(judgement->against);
    sink.add("rule", way), sink.add("rule listed", way, list), sink.add("rule kind", judgement->rule, way);
    sink.add("rule lemma", way, tree_.lemma(token)), sink.add("rule dep", way, dep, c);
    const auto& who = document_.mentions.entities;
    if (!judgement->holder.empty()) sink.add("rule holder", sort_of(who[judgement->holder.front()]), way);
    const EntityId target = judgement->event ? judgement->meant : target_entity(judgement->target, judgement->whose);
    sink.add("rule target", target < 0 ? "-" : sort_of(who[target]), way);
    if (judgement->target >= 0) sink.add("rule order", judgement->target < token ? "before" : "after", list);
}

/// Words of approval and rejection beside, above and below.
void Stances::near_features(int token, FeatureSink& sink) const {
    const std::string_view c = class_of(tree_, token);
    if (const int head = tree_.head[token]; head >= 0) {
        sink.add("head listed", listed(head), dragoman::name_of(tree_.dep[token]));
        if (event_of_[head]) sink.add("head event", event_of_[head]->type, dragoman::name_of(tree_.dep[token]));
    }
    for (int t = tree_.first_child[token]; t >= 0; t = tree_.next_sibling[t])
        if (const std::string_view list = listed(t); !list.empty())
            sink.add("child listed", c, list), sink.add("child listed dep", list, dragoman::name_of(tree_.dep[t]));
}

std::vector<SideCandidate> Stances::parties(const EventReading& reading, int token) const {
    std::vector<SideCandidate> all = side_candidates(reading, token);
    all.erase(std::remove_if(all.begin(), all.end(),
                             [&](const SideCandidate& side) {
                                 const EntityType type = reading.mentions.entities[side.entity].type;
                                 return type == EntityType::other || type == EntityType::place;
                             }),
              all.end());
    return all;
}

void Stances::party_features(const EventReading& reading, int token, bool against, const SideCandidate& side,
                             FeatureSink& sink) const {
    const Judgement* judgement = proposed_at(token);
    const EntityIds holder = judgement ? judgement->holder : holder_of_verb(token);
    const std::string ruled = std::string(holds(holder, side.entity) ? "holder " : "not ") + (holder.empty() ? "nobody"
                                                                                              : judgement    ? "rule"
                                                                                                             : "guess");
    add_party(reading, token, pole(against), side, ruled, sink);
}

/// Nouns, pronouns and verbs that head what may be approved or rejected.
std::vector<int> Stances::places(int token) const {
    std::vector<int> all;
    const TokenRange sentence = document_.text.sentences[document_.text.sentence_of(token)].tokens;
    for (int t = std::max(sentence.begin, token - widest); t < std::min(sentence.end, token + widest); ++t) {
        const Dep dep = tree_.dep[t];
        if (t == token || dep == Dep::flat || dep == Dep::compound || dep == Dep::aux || dep == Dep::aux_pass ||
            dep == Dep::cop || tree_.tag[t] == Tag::WDT || tree_.tag[t] == Tag::WP)
            continue;
        if (tree_.is_noun(t) || tree_.tag[t] == Tag::PRP || tree_.is_verb(t)) all.push_back(t);
    }
    return all;
}

void Stances::place_features(const EventReading& reading, int token, bool against, int head, FeatureSink& sink) const {
    const Judgement* judgement = proposed_at(token);
    const bool same =
        judgement && (judgement->target == head ||
                      (judgement->meant >= 0 && holds(document_.mentions.of_head(head), judgement->meant)));
    const std::string_view ruled = !judgement ? "no rule" : same ? "target" : "not";
    add_place(reading, token, pole(against), head, ruled, sink);
    const std::string_view list = listed(token), marker = preposition(head);
    sink.add("listed", list, marker, head < token ? "before" : "after");
    sink.add("listed way", list, marked_way(tree_, token, head), marker);
}

/// Everybody likely to hold it, or the likeliest, and how likely that one is.
std::pair<EntityIds, double> Stances::weighed_holder(const EventReading& reading, int token, bool against,
                                                     const FeatureModels& models) const {
    EntityIds holder;
    std::pair<EntityId, double> best{-1, 0};
    FeatureSink sink;
    for (const SideCandidate& side : parties(reading, token)) {
        sink.hashes.clear();
        party_features(reading, token, against, side, sink);
        const double chance = models.chances(holders_of_words, sink.hashes)[1];
        if (chance > best.second) best = {side.entity, chance};
        if (chance >= likely_holder && !holds(holder, side.entity) && holder.size() < most_holders)
            holder.push_back(side.entity);
    }
    if (holder.empty() && best.first >= 0) holder = {best.first};
    return {holder, best.second};
}

std::pair<int, double> Stances::weighed_target(const EventReading& reading, int token, bool against,
                                               const FeatureModels& models) const {
    std::pair<int, double> best{-1, 0};
    FeatureSink sink;
    for (int head : places(token)) {
        sink.hashes.clear();
        place_features(reading, token, against, head, sink);
        const double chance = models.chances(targets_of_words, sink.hashes)[1];
        if (chance > best.second) best = {head, chance};
    }
    return best;
}

/// Is it worth the work? Words that no table has, that tell of no act and introduce no speech, and whose lemma speaks
/// against it hardly ever carry a stance (5 of 603 that the weights would have found).
bool Stances::may_carry(const EventReading& reading, int token, const FeatureModels& models) const {
    if (event_of_[token] || statement_of_cue_[token] >= 0 || !listed(token).empty()) return true;
    FeatureSink sink;
    sink.add("lemma", class_of(tree_, token), word_at(reading, token));
    const auto chances = models.chances(words, sink.hashes);
    return std::max(chances[1], chances[2]) > chances[0];
}

/// "Has not mocked", "will be a success": what is denied, foreseen or supposed is left to the rules, whose tables know
/// of it; the readers who taught the weights marked too few of these.
bool Stances::is_unmeant(int token) const {
    if (reading_.negated(token) || (tree_.is_noun(token) && is_cause(token))) return true;
    if (const int who = tree_.child(token, Dep::nsubj); who >= 0 && tree_.lower(who) == "nothing") return true;
    if (words_.willing.find(tree_.lemma(token)) != words_.willing.end()) return true;  // "tolerates"
    if (is_in(tree_.lemma(token), {"thank", "congratulate"})) return true;             // courtesies
    if (const int object = tree_.child(token, Dep::obj);
        object >= 0 && (is_ruling(token, object) || is_greeting(token, object)))
        return true;
    if (tree_.is_verb(token) && !listed(token).empty() && is_foreseen(token)) return true;
    const auto may_be = [&](int verb) {
        const std::string_view modal = modal_of(tree_, verb);
        return modal == "could" || modal == "might" || modal == "may";
    };
    if (tree_.is_verb(token)) return may_be(token);
    if (const int verb = tree_.head[token]; verb >= 0 && tree_.is_verb(verb) && may_be(verb)) return true;
    for (int c = tree_.first_child[token]; c >= 0 && c < token; c = tree_.next_sibling[c])
        if (tree_.tag[c] == Tag::MD) return true;
    return false;
}

/// "could urge them to oppose it", "would welcome it if they left", "said that Peru would oppose it".
bool Stances::is_foreseen(int verb) const {
    if (is_doubtful(verb)) return !is_own_future(verb) && !speakers_around(verb).empty();
    const int over = marked_to(verb) && tree_.dep[verb] == Dep::xcomp ? tree_.head[verb] : -1;
    return over >= 0 && (reading_.negated(over) || is_doubtful(over));
}

/// What the rules have found, and beside it what the weights find.
void Stances::weigh(const FeatureModels& models) {
    const EventReading reading(document_, events_, found_);
    const std::vector<int> all = candidates();
    for (const Judgement& judgement : proposed_) keep(judgement);
    for (int token : all)
        if (first_at_[token] < 0 && !is_unmeant(token) && may_carry(reading, token, models))
            weigh_word(reading, token, models);
}

void Stances::weigh_word(const EventReading& reading, int token, const FeatureModels& models) {
    FeatureSink sink;
    features(reading, token, sink);
    auto chances = models.chances(words, sink.hashes);
    if (document_.told) {
        const auto all = document_.told->stances(token, {chances[0], chances[1], chances[2]});
        std::copy(all.begin(), all.end(), chances.begin());
    }
    const double any = 1 - chances[0];
    if (any < least_likely) return;
    const bool against = chances[2] > chances[1];
    const auto [holder, held] = weighed_holder(reading, token, against, models);
    if (any * held < least_likely) return;
    const auto [target, aimed] = weighed_target(reading, token, against, models);
    if (any * held * aimed < least_likely) return;
    const std::size_t first = proposed_.size();
    rule_ = "weights";
    add(holder, target, against, {std::min(token, tree_.left[target]), std::max(token + 1, tree_.right[target])}, token,
        false);
    for (std::size_t i = first; i < proposed_.size(); ++i) keep(proposed_[i]);
}

}  // namespace dragoman::findings
