// The weights of acts and sides, and what they decide.
#include <algorithm>
#include <cmath>

#include "annotation/encoder/weights.h"
#include "findings/events/acts.h"
#include "findings/events/naming.h"
#include "findings/tellings/tellings.h"

namespace dragoman::findings {

namespace {

constexpr int act_classes = 1 + static_cast<int>(act_types.size());  // the first is none
constexpr int side_classes = 3;                                      // neither, actor, recipient
constexpr double likely = 0.45;                                      // of a side
constexpr double least_listed = 0.05;                                // of one in a list with another of the side
constexpr int longest_list = 20;
constexpr std::size_t most_parties = 8;  // on a side

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

/// Each entity once, by the likeliest of its places.
struct Weighed {
    EntityId entity = -1;
    double actor = 0, recipient = 0;
    std::vector<int> heads = {};  ///< of its phrases in the act's sentence
};

/// "Peru's call": of a verbal act that no verb carries, who owns it alone makes it, and its own phrase says to whom.
bool is_owned(const EventReading& reading, const Trigger& trigger, std::string_view type) {
    if (!trigger.is_noun || trigger.carrier >= 0 || !is_verbal(type)) return false;
    const int whose = reading.tree.child(trigger.token, Dep::nmod_poss);
    return whose >= 0 && !parties_of(reading, whose).empty();
}

/// Stands a phrase in a clause of time or condition beside the act ("before Chile left, Peru agreed to talks")?
bool is_beside(const Annotation& tree, int act, int head) {
    constexpr int longest_way = 6;
    constexpr std::string_view markers[] = {"before", "after", "when", "while", "as", "since", "if", "unless", "until"};
    for (int step = 0, t = head; step < longest_way && t >= 0 && t != act; ++step, t = tree.head[t]) {
        if (tree.subtree(t).contains(act)) return false;
        if (tree.dep[t] == Dep::advcl && t != head && tree.child(t, Dep::nsubj) >= 0 &&
            std::find(std::begin(markers), std::end(markers), marker_of(tree, t)) != std::end(markers))
            return true;
    }
    return false;
}

/// Not in "twelve were killed", of which nobody is said to have done it, nor beside a subject that is nobody ("the
/// bombs killed twelve in Lima"), nor beside the owner of a call or complaint; and no place.
bool may_act(const EventReading& reading, const Trigger& trigger, std::string_view type, const SideCandidate& side) {
    if (reading.mentions.entities[side.entity].type == EntityType::place) return false;
    const Annotation& tree = reading.tree;
    if (is_owned(reading, trigger, type)) return side.head >= 0 && tree.subtree(trigger.token).contains(side.head);
    if (trigger.is_noun && trigger.carrier < 0) return true;
    if (is_passive(tree, trigger.clause())) return phrase_with(tree, trigger.clause(), "by") >= 0;
    const ClauseSubject subject = subject_of(tree, trigger.clause());
    if (subject.head < 0 || subject.passive || tree.is_pronoun(subject.head) || side.head < 0) return true;
    return tree.subtree(subject.head).contains(side.head) || !parties_of(reading, subject.head).empty();
}

/// "withdrew its fighters", "agreed to withdraw its fighters": what moves or retires, not the other side.
bool is_own_force(const EventReading& reading, std::string_view type, const SideCandidate& side) {
    if (side.head < 0 || (type != "RETREAT" && type != "MOBILIZE" && type != "AGREE" && type != "REJECT")) return false;
    const Annotation& tree = reading.tree;
    const int owner = tree.child(side.head, Dep::nmod_poss);
    return owner >= 0 && tree.is_pronoun(owner) && reading.lexicon.is(EventLexicon::Sort::armed, tree.lemma(side.head));
}

/// Nobody of a clause beside the act, and none but those in its own phrase where a noun is somebody's.
bool may_undergo(const EventReading& reading, const Trigger& trigger, std::string_view type,
                 const SideCandidate& side) {
    if (side.head < 0) return true;
    if (is_beside(reading.tree, trigger.clause(), side.head)) return false;
    // "Chile rejected Peru's demand": who answers was asked.
    const bool answers = type == "REQUEST" && reading.tree.dep[trigger.token] == Dep::obj;
    return answers || !is_owned(reading, trigger, type) || reading.tree.subtree(trigger.token).contains(side.head);
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
        if (!may_undergo(reading, trigger, type, side) || is_own_force(reading, type, side)) recipient = 0;
        auto same = std::find_if(all.begin(), all.end(), [&](const Weighed& w) { return w.entity == side.entity; });
        if (same == all.end()) same = all.insert(all.end(), {side.entity});
        if (side.head >= 0) same->heads.push_back(side.head);
        same->actor = std::max(same->actor, actor), same->recipient = std::max(same->recipient, recipient);
    }
    return all;
}

/// The first of those with whom a phrase is coordinated.
int list_of(const Annotation& tree, int head) {
    for (int step = 0; step < longest_list && tree.dep[head] == Dep::conj && tree.head[head] >= 0; ++step)
        head = tree.head[head];
    return head;
}

/// Lists and appositions among those who may be a side.
class Lists {
public:
    Lists(const EventReading& reading, const std::vector<Weighed>& all)
        : tree_(reading.tree), entities_(reading.mentions.entities), all_(all) {}

    /// "wrote to Peru, Chile and Cuba": who stands in one list with somebody of a side is on it, unless all but ruled
    /// out. Of "Peru and Chile spoke of Peru's visit" it is open which Peru is meant.
    void complete(EntityIds& side, const EntityIds& other, double Weighed::*chance, double Weighed::*contrary) const {
        std::vector<int> lists;
        for (const Weighed& w : all_)
            if (holds(side, w.entity) && w.heads.size() == 1) lists.push_back(list_of(tree_, w.heads.front()));
        for (const Weighed& w : all_) {
            if (side.size() >= most_parties || holds(side, w.entity) || holds(other, w.entity)) continue;
            const bool listed = std::any_of(w.heads.begin(), w.heads.end(), [&](int head) {
                return std::find(lists.begin(), lists.end(), list_of(tree_, head)) != lists.end();
            });
            if (listed && w.*chance >= least_listed && w.*chance >= w.*contrary) side.push_back(w.entity);
        }
    }

    /// "the Sultan of Brunei, Hassanal Bolkiah": one of the two, the one with a name.
    void drop_appositions(EntityIds& side) const {
        if (side.size() < 2) return;
        EntityIds twice;
        for (const Weighed& w : all_)
            for (int head : w.heads) {
                if (tree_.dep[head] != Dep::appos || !holds(side, w.entity)) continue;
                const EntityId other = headed_by(tree_.head[head]);
                if (other < 0 || other == w.entity || !holds(side, other)) continue;
                twice.push_back(entities_[other].named && !entities_[w.entity].named ? w.entity : other);
            }
        side.erase(std::remove_if(side.begin(), side.end(), [&](EntityId id) { return holds(twice, id); }), side.end());
    }

private:
    EntityId headed_by(int head) const {
        for (const Weighed& w : all_)
            if (std::find(w.heads.begin(), w.heads.end(), head) != w.heads.end()) return w.entity;
        return -1;
    }

    const Annotation& tree_;
    const std::vector<EntityInfo>& entities_;
    const std::vector<Weighed>& all_;
};

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

/// "Agreements were signed between Peru and Chile", "the two exchanged greetings": each is the other's, in text order.
void split_parties(const Annotation& tree, const Trigger& trigger, const std::vector<Weighed>& all, Sides& sides) {
    const std::string_view act = tree.lemma(trigger.token);
    const bool each = act == "exchange";
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

/// "Peru condemned the invasion", "praised the arrest": who judges a deed did not do it.
EntityIds judges_of(const EventReading& reading, const Trigger& trigger) {
    const Annotation& tree = reading.tree;
    const int verb = trigger.is_noun && trigger.carrier < 0 ? tree.head[trigger.token] : -1;
    if (verb < 0 || !tree.is_verb(verb) || tree.dep[trigger.token] != Dep::obj) return {};
    const EventLexicon::Frames* frames = reading.lexicon.frames_of(tree, verb);
    const bool judges = frames && std::any_of(frames->begin(), frames->end(), [](const EventFrame& frame) {
                            return frame.type == "ACCUSE" || frame.type == "SUPPORT" || frame.type == "REJECT";
                        });
    return judges ? subject_parties(reading, subject_of(tree, verb)) : EntityIds();
}

}  // namespace

Sides weighed_sides(const EventReading& reading, const Trigger& trigger, std::string_view type,
                    const Proposal* proposal, const EventModel& model) {
    const bool ruled = proposal && proposal->met;
    Sides sides = ruled ? proposal->sides : Sides();
    const bool no_actors = sides.actors.empty(), no_recipients = sides.recipients.empty();
    const std::vector<Weighed> all = weigh(reading, trigger, type, proposal, model);
    const EntityIds judges = judges_of(reading, trigger);
    for (const Weighed& w : all) {
        const bool acts = w.actor >= likely && w.actor >= w.recipient, undergoes = w.recipient >= likely && !acts;
        if (acts && no_actors && !holds(judges, w.entity) && !holds(sides.recipients, w.entity) &&
            sides.actors.size() < most_parties)
            sides.actors.push_back(w.entity);
        if (undergoes && no_recipients && !holds(sides.actors, w.entity) && sides.recipients.size() < most_parties)
            sides.recipients.push_back(w.entity);
    }
    const bool mutual = type == "CONSULT" || type == "AGREE" || type == "COOPERATE";
    if (mutual && no_actors && sides.recipients.empty()) keep_crowd(reading, trigger, all, sides);
    if (mutual && no_actors && sides.recipients.empty() && sides.actors.size() > 1) {
        sides.recipients.assign(sides.actors.begin() + 1, sides.actors.end());
        sides.actors.resize(1), sides.mutual = true;
    }
    const Lists lists(reading, all);
    if (!sides.mutual) lists.complete(sides.actors, sides.recipients, &Weighed::actor, &Weighed::recipient);
    lists.complete(sides.recipients, sides.actors, &Weighed::recipient, &Weighed::actor);
    lists.drop_appositions(sides.actors), lists.drop_appositions(sides.recipients);
    if (type == "SUPPORT") split_parties(reading.tree, trigger, all, sides);
    return sides;
}

}  // namespace dragoman::findings
