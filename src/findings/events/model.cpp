// The weights of acts and sides, and what they decide.
#include <algorithm>
#include <cmath>

#include "annotation/encoder/weights.h"
#include "findings/events/acts.h"
#include "findings/events/bounds.h"
#include "findings/events/lists.h"
#include "findings/events/naming.h"
#include "findings/tellings/tellings.h"

namespace dragoman::findings {

namespace {

constexpr int act_classes = 1 + static_cast<int>(act_types.size());  // the first is none
constexpr int side_classes = 3;                                      // neither, actor, recipient
constexpr double likely = 0.45;                                      // of a side
// Of the likeliest, where nobody else is on that side; who asks, refuses, praises or protests does so to somebody.
constexpr double least_actor = 0.4, least_recipient = 0.35, least_addressed = 0.2;

/// Chances of classes by their integer sums.
template <std::size_t N>
std::array<double, N> softmax(const std::array<std::int32_t, N>& sums, float scale) {
    const std::int32_t best = *std::max_element(sums.begin(), sums.end());
    std::array<double, N> chances{};
    double total = 0;
    for (std::size_t k = 0; k < N; ++k)
        total += chances[k] = std::exp(static_cast<double>(sums[k] - best) * static_cast<double>(scale));
    for (double& c : chances) c /= total;
    return chances;
}

/// Where phrases that name somebody stand, as far as the net of tellings sees.
std::vector<int> heads_near(const EventReading& reading, int token, EntityId entity) {
    constexpr int reach = 200;
    const auto head_of = [&](int mention) { return reading.mentions.mentions[mention].head; };
    const std::vector<int>& all = reading.mentions.entities[entity].mentions;  // in text order
    std::vector<int> heads;
    for (auto m = std::partition_point(all.begin(), all.end(), [&](int i) { return head_of(i) < token - reach; });
         m != all.end() && head_of(*m) <= token + reach; ++m)
        heads.push_back(head_of(*m));
    return heads;
}

/// How likely somebody is actor and recipient, with what the net of tellings says of the phrases that name them.
std::array<double, 2> joined_sides(const EventReading& reading, int token, std::string_view type,
                                   const SideCandidate& side, const std::array<double, 2>& weighed) {
    const auto what = std::find(act_types.begin(), act_types.end(), type);
    if (!reading.document.told || what == act_types.end()) return weighed;
    const auto [actor, recipient] = weighed;
    const auto all = reading.document.told->sides(token, static_cast<int>(what - act_types.begin()),
                                                  heads_near(reading, token, side.entity),
                                                  {1 - actor - recipient, actor, recipient});
    return {all[1], all[2]};
}

std::vector<Weighed> weigh(const EventReading& reading, const Trigger& trigger, std::string_view type,
                           const Proposal* proposal, const EventModel& model) {
    std::vector<Weighed> all;
    FeatureSink sink;
    for (const SideCandidate& side : side_candidates(reading, trigger.token)) {
        sink.hashes.clear();
        side_features(reading, trigger, type, proposal, side, sink);
        auto [actor, recipient] = joined_sides(reading, trigger.token, type, side, model.side_chances(sink.hashes));
        if (!may_act(reading, trigger, type, side)) actor = 0;
        if (!may_undergo(reading, trigger, type, side)) recipient = 0;
        auto same = std::find_if(all.begin(), all.end(), [&](const Weighed& w) { return w.entity == side.entity; });
        if (same == all.end()) same = all.insert(all.end(), {side.entity});
        if (side.head >= 0) same->heads.push_back(side.head);
        same->barred |= is_barred(reading, trigger, type, side);
        same->actor = std::max(same->actor, actor), same->recipient = std::max(same->recipient, recipient);
    }
    return all;
}

/// "The ministers of both states said after a meeting": those who do something at it in the plural met each other, and
/// nobody of another clause with them.
void keep_crowd(const EventReading& reading, const Trigger& trigger, const std::vector<Weighed>& all, Sides& sides) {
    const Annotation& tree = reading.tree;
    const int verb = tree.is_noun(trigger.token) ? tree.head[trigger.token] : -1;
    if (sides.actors.size() < 2 || verb < 0 || !tree.is_verb(verb)) return;
    const int subject = tree.child(verb, Dep::nsubj);
    if (subject < 0 || tree.tag[subject] != Tag::NNS || tree.child(subject, Dep::conj) >= 0) return;
    for (const Weighed& w : all)
        if (holds(sides.actors, w.entity) && std::find(w.heads.begin(), w.heads.end(), subject) != w.heads.end()) {
            sides.actors = {w.entity}, sides.mutual = true;
            return;
        }
}

/// Fills a side on which nobody is likely with the likeliest, if that is at least so likely.
void add_likeliest(const std::vector<Weighed>& all, double Weighed::*chance, double Weighed::*contrary, double least,
                   const EntityIds& other, EntityIds& side) {
    if (!side.empty()) return;
    const Weighed* best = nullptr;
    for (const Weighed& w : all)
        if (w.*chance >= least && w.*chance > w.*contrary && !w.barred && !holds(other, w.entity) &&
            (!best || w.*chance > best->*chance))
            best = &w;
    if (best) side.push_back(best->entity);
}

/// "Meeting with Prime Minister Lee": a line without a verb.
bool is_heading(const Annotation& tree, const Trigger& trigger) {
    return trigger.is_noun && trigger.carrier < 0 && tree.head[trigger.token] < 0;
}

/// Of a heading the person with whom the story deals is the host.
void add_host(const EventReading& reading, Sides& sides) {
    constexpr std::size_t often = 3;
    if (reading.salient.empty() || holds(sides.recipients, reading.salient.front())) return;
    const EntityInfo& host = reading.mentions.entities[reading.salient.front()];
    if (host.type == EntityType::person && host.mentions.size() >= often) sides.actors = {reading.salient.front()};
}

/// "talks for Northern Chile": of talks by nobody only who stands behind "with" or "to" is a party.
void drop_loose(const Annotation& tree, const std::vector<Weighed>& all, EntityIds& recipients) {
    recipients.erase(
        std::remove_if(recipients.begin(), recipients.end(),
                       [&](EntityId id) {
                           const auto w =
                               std::find_if(all.begin(), all.end(), [&](const Weighed& o) { return o.entity == id; });
                           return std::any_of(w->heads.begin(), w->heads.end(), [&](int head) {
                               const std::string_view marker = marker_of(tree, head);
                               return marker == "in" || marker == "for" || marker == "on" || marker == "at";
                           });
                       }),
        recipients.end());
}

/// "welcomed the opening of the port": words are seldom meant for a place.
void bar_places(const EventReading& reading, std::vector<Weighed>& all) {
    for (Weighed& w : all) w.barred |= reading.mentions.entities[w.entity].type == EntityType::place;
}

bool is_addressed(std::string_view type) {
    return type == "REQUEST" || type == "REJECT" || type == "SUPPORT" || type == "PROTEST";
}

/// "traded accusations", "exchanged insults": each makes them to the other.
bool is_exchanged(const Annotation& tree, const Trigger& trigger) {
    const int verb = trigger.is_noun ? tree.head[trigger.token] : -1;
    if (verb < 0 || tree.dep[trigger.token] != Dep::obj) return false;
    const std::string_view word = tree.lemma(verb);
    return word == "exchange" || word == "trade" || word == "swap";
}

/// "Agreements were signed between Peru and Chile", "the two exchanged greetings": each is the other's, in text order.
void split_parties(const Annotation& tree, const Trigger& trigger, const std::vector<Weighed>& all, Sides& sides) {
    const std::string_view act = tree.lemma(trigger.token);
    const bool each = act == "exchange" || is_exchanged(tree, trigger);
    if (!each && act != "sign" && act != "establish" && act != "adopt" && act != "conclude") return;
    if (each && sides.recipients.empty() && sides.actors.size() > 1) sides.recipients.swap(sides.actors);
    if (!each && is_passive(tree, trigger.clause()) && phrase_with(tree, trigger.clause(), "by") < 0) {
        EntityIds both;
        for (const Weighed& w : all)  // in text order
            if (holds(sides.actors, w.entity) || holds(sides.recipients, w.entity)) both.push_back(w.entity);
        sides.recipients = std::move(both), sides.actors.clear();
    }
    if (!sides.actors.empty() || sides.recipients.size() < 2) return;
    sides.actors.assign(1, sides.recipients.front());
    sides.recipients.erase(sides.recipients.begin());
    sides.mutual = true;
}

}  // namespace

EventModel EventModel::load(std::string_view bytes) {
    EventModel model;
    std::string version = annotation::sealed_version(bytes, "DRAGACT1");
    if (version.empty()) return model;
    annotation::WeightsReader in(bytes);
    const int acts = in.number(), sides = in.number();
    model.act_scale_ = in.one<float>(), model.side_scale_ = in.one<float>();
    const auto block = [&](int size) -> std::string_view {
        const auto n = static_cast<std::size_t>(std::max(size, 0));
        const char* begin = in.array<char>(n);
        return begin ? std::string_view(begin, n) : std::string_view();
    };
    model.acts_ = FeatureWeights::load(block(acts), "DGACTS01", act_classes);
    model.sides_ = FeatureWeights::load(block(sides), "DGSIDE01", side_classes);
    if (in.ok() && model.usable()) model.version_ = std::move(version);
    return model;
}

ActChances EventModel::chances(const std::vector<std::uint32_t>& features) const {
    std::array<std::int32_t, act_classes> sums{};
    for (std::uint32_t feature : features) acts_.add(feature, sums.data());
    const auto all = softmax(sums, act_scale_);
    ActChances chances;
    chances.none = all[0];
    std::copy(all.begin() + 1, all.end(), chances.of.begin());
    return chances;
}

ActChances joined(const EventReading& reading, int token, const ActChances& weighed) {
    if (!reading.document.told) return weighed;
    std::array<double, act_classes> all{weighed.none};
    std::copy(weighed.of.begin(), weighed.of.end(), all.begin() + 1);
    all = reading.document.told->acts(token, all);
    ActChances both;
    both.none = all[0], std::copy(all.begin() + 1, all.end(), both.of.begin());
    return both;
}

std::array<double, 2> EventModel::side_chances(const std::vector<std::uint32_t>& features) const {
    std::array<std::int32_t, side_classes> sums{};
    for (std::uint32_t feature : features) sides_.add(feature, sums.data());
    const auto chances = softmax(sums, side_scale_);
    return {chances[1], chances[2]};
}

namespace {

/// Does a verb approve or reject what its object names?
bool judges(const EventReading& reading, int verb) {
    const EventLexicon::Frames* frames = reading.lexicon.frames_of(reading.tree, verb);
    return frames && std::any_of(frames->begin(), frames->end(), [](const EventFrame& frame) {
               return frame.type == "ACCUSE" || frame.type == "SUPPORT" || frame.type == "REJECT";
           });
}

/// "responded to the kidnapping", "protested over the arrest", not "apologised for the raid".
bool answers(const Annotation& tree, int deed, std::string_view verb) {
    constexpr std::string_view markers[] = {"to", "at", "over", "about", "after", "for", "of", "against"};
    constexpr std::string_view owning[] = {"apologise", "apologize", "confess", "admit", "plead",
                                           "resort",    "move",      "claim",   "bear"};
    const auto is_in = [](const auto& words, std::string_view word) {
        return std::find(std::begin(words), std::end(words), word) != std::end(words);
    };
    const std::string_view marker = marker_of(tree, deed);
    if (tree.dep[deed] == Dep::nmod) return (marker == "for" || marker == "over") && !is_in(owning, verb);
    return tree.dep[deed] == Dep::obl && is_in(markers, marker) && !is_in(owning, verb);
}

/// "Peru condemned the invasion", "responded to the arrest": who judges or answers a deed did not do it.
EntityIds judges_of(const EventReading& reading, const Trigger& trigger, std::string_view type) {
    const Annotation& tree = reading.tree;
    int verb = trigger.is_noun && trigger.carrier < 0 ? tree.head[trigger.token] : -1;
    // "sanctions on Peru for attacks", with the attacks hung on what is done
    for (int step = 0; step < 2 && verb >= 0 && tree.is_noun(verb) && tree.dep[trigger.token] == Dep::nmod; ++step)
        verb = tree.head[verb];
    if (verb < 0 || !tree.is_verb(verb)) return {};
    const bool judged = tree.dep[trigger.token] == Dep::obj && judges(reading, verb);
    const bool answered = (type == "ASSAULT" || type == "COERCE" || type == "SANCTION") &&
                          answers(tree, trigger.token, tree.lemma(verb)) && !is_passive(tree, verb);
    return judged || answered ? subject_parties(reading, subject_of(tree, verb)) : EntityIds();
}

/// "left for Lima", "appealed to Lima": a foreign capital stands for its state, where the story names that.
void name_state(const EventReading& reading, std::string_view type, Sides& sides) {
    if (sides.recipients.size() != 1 || (type != "CONSULT" && type != "SANCTION" && !is_verbal(type))) return;
    const std::vector<EntityInfo>& entities = reading.mentions.entities;
    const EntityInfo& where = entities[sides.recipients.front()];
    // Of a visit any town abroad does.
    if (where.type != EntityType::place || (where.rule.rfind("capital:", 0) != 0 && type != "CONSULT")) return;
    const EntityId state = where.country.empty() ? -1 : reading.state_named(where.country);
    const bool home = std::any_of(sides.actors.begin(), sides.actors.end(),
                                  [&](EntityId actor) { return entities[actor].country == where.country; });
    if (state >= 0 && !home) sides.recipients = {state};
}

}  // namespace

Sides weighed_sides(const EventReading& reading, const Trigger& trigger, std::string_view type,
                    const Proposal* proposal, const EventModel& model) {
    const bool ruled = proposal && proposal->met;
    Sides sides = ruled ? proposal->sides : Sides();
    const bool no_actors = sides.actors.empty(), no_recipients = sides.recipients.empty();
    std::vector<Weighed> all = weigh(reading, trigger, type, proposal, model);
    for (const Weighed& w : all)
        if (w.barred && w.heads.size() == 1)
            sides.recipients.erase(std::remove(sides.recipients.begin(), sides.recipients.end(), w.entity),
                                   sides.recipients.end());
    const EntityIds judges = judges_of(reading, trigger, type);
    for (const Weighed& w : all) {
        const bool acts = w.actor >= likely && w.actor >= w.recipient, undergoes = w.recipient >= likely && !acts;
        if (acts && no_actors && !holds(judges, w.entity) && !holds(sides.recipients, w.entity) &&
            sides.actors.size() < most_parties)
            sides.actors.push_back(w.entity);
        if (undergoes && no_recipients && !holds(sides.actors, w.entity) && sides.recipients.size() < most_parties)
            sides.recipients.push_back(w.entity);
    }
    if (type == "SUPPORT" || type == "ACCUSE") bar_places(reading, all);
    add_likeliest(all, &Weighed::recipient, &Weighed::actor, is_addressed(type) ? least_addressed : least_recipient,
                  sides.actors, sides.recipients);
    if (judges.empty() && !is_passive(reading.tree, trigger.clause()))
        add_likeliest(all, &Weighed::actor, &Weighed::recipient, least_actor, sides.recipients, sides.actors);
    if (type == "CONSULT" && !ruled && sides.actors.empty()) drop_loose(reading.tree, all, sides.recipients);
    const bool mutual = type == "CONSULT" || type == "AGREE" || type == "COOPERATE";
    if (mutual && no_actors && sides.recipients.empty()) keep_crowd(reading, trigger, all, sides);
    if (mutual && no_actors && sides.recipients.empty() && sides.actors.size() > 1) {
        sides.recipients.assign(sides.actors.begin() + 1, sides.actors.end());
        sides.actors.resize(1), sides.mutual = true;
    }
    if (type == "CONSULT" && sides.actors.empty() && is_heading(reading.tree, trigger)) add_host(reading, sides);
    const Lists lists(reading, all);
    if (!mutual) lists.unite(sides.actors, sides.recipients);
    if (!sides.mutual) lists.complete(sides.actors, sides.recipients, &Weighed::actor, &Weighed::recipient);
    lists.complete(sides.recipients, sides.actors, &Weighed::recipient, &Weighed::actor);
    lists.complete_persons(sides.recipients, sides.actors);
    if (!sides.mutual) lists.complete_persons(sides.actors, sides.recipients);
    if (no_recipients && !mutual && type != "RETREAT") lists.drop_members(sides.recipients, sides.actors);
    if (no_recipients && mutual && !sides.mutual)
        lists.drop_named_within(sides.recipients, sides.actors, trigger.clause());
    for (EntityIds* side : {&sides.actors, &sides.recipients})
        lists.drop_appositions(*side), lists.drop_parts(*side), lists.drop_places(*side);
    if (type == "SUPPORT" || is_exchanged(reading.tree, trigger)) split_parties(reading.tree, trigger, all, sides);
    name_state(reading, type, sides);
    return sides;
}

}  // namespace dragoman::findings
