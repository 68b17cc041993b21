#include "findings/events/lists.h"

#include <algorithm>

#include "findings/events/naming.h"

namespace dragoman::findings {

namespace {

constexpr double least_listed = 0.05;  // of one in a list with another of the side
constexpr int longest_list = 20;

/// What a noun is of: an attribute of it or a phrase below it.
bool is_attribute(Dep dep) {
    return dep == Dep::nmod || dep == Dep::nmod_poss || dep == Dep::compound || dep == Dep::amod ||
           dep == Dep::nmod_unmarked || dep == Dep::nmod_desc;
}

/// "President Jo Lee, …", not "the Sultan, …": a name stands by the noun before `end`.
bool has_name(const Annotation& tree, int noun, int end) {
    for (int c = tree.first_child[noun]; c >= 0 && c < end; c = tree.next_sibling[c])
        if (c > noun && (tree.dep[c] == Dep::flat || tree.dep[c] == Dep::appos)) return true;
    return false;
}

/// "allies such as Peru": an example of those, not whose they are.
bool is_example(const Annotation& tree, int head) {
    const std::string_view marker = marker_of(tree, head);
    return marker == "such" || marker == "including" || marker == "like";
}

void erase_all(EntityIds& side, const EntityIds& dropped) {
    side.erase(std::remove_if(side.begin(), side.end(), [&](EntityId id) { return holds(dropped, id); }), side.end());
}

}  // namespace

Lists::Lists(const EventReading& reading, const std::vector<Weighed>& all)
    : tree_(reading.tree), mentions_(reading.mentions), entities_(reading.mentions.entities), all_(all) {}

void Lists::complete(EntityIds& side, const EntityIds& other, double Weighed::*chance,
                     double Weighed::*contrary) const {
    std::vector<int> lists;
    for (const Weighed& w : all_)
        if (holds(side, w.entity) && w.heads.size() == 1) lists.push_back(list_of(w.heads.front()));
    for (const Weighed& w : all_) {
        if (side.size() >= most_parties || holds(side, w.entity) || holds(other, w.entity)) continue;
        const bool listed = std::any_of(w.heads.begin(), w.heads.end(), [&](int head) {
            return std::find(lists.begin(), lists.end(), list_of(head)) != lists.end();
        });
        if (listed && w.*chance >= least_listed && w.*chance >= w.*contrary) side.push_back(w.entity);
    }
}

int Lists::person_from(int token, int mention) const {
    constexpr int nearest = 6, longest_front = 2;  // mentions; tokens: "Federal | Chancellor of Germany Ana Ruiz"
    const auto& all = mentions_.mentions;
    for (int m = mention + 1; m <= mention + nearest && m < static_cast<int>(all.size()); ++m)
        if (all[m].tokens.begin >= token && all[m].tokens.begin <= token + longest_front && is_person(all[m])) return m;
    return -1;
}

int Lists::person_until(int token, int mention) const {
    constexpr int nearest = 6;  // mentions
    const auto& all = mentions_.mentions;
    for (int m = mention - 1; m >= std::max(0, mention - nearest); --m)
        if (all[m].tokens.end == token && is_person(all[m])) return m;
    return -1;
}

bool Lists::is_person(const Mention& mention) const {
    return mention.kind == MentionKind::name && mention.entities.size() == 1 &&
           entities_[mention.entities[0]].type == EntityType::person;
}

std::vector<int> Lists::persons_listed(int mention) const {
    const auto& all = mentions_.mentions;
    const auto separates = [&](int t) {
        return t >= 0 && t < tree_.size() && (tree_.tag[t] == Tag::COMMA || tree_.lower(t) == "and");
    };
    const auto is_subject = [&](int m) {
        return tree_.dep[all[m].head] == Dep::nsubj || tree_.dep[all[m].head] == Dep::nsubj_pass;
    };
    int first = mention;
    for (int step = 0; step < longest_list; ++step) {
        int t = all[first].tokens.begin;
        while (separates(t - 1)) --t;
        const int before = t < all[first].tokens.begin ? person_until(t, first) : -1;
        if (before < 0 || (is_subject(first) && !is_subject(before))) break;
        first = before;
    }
    std::vector<int> list{first};
    std::size_t closed = 1;  // up to the one behind the last "and"
    for (int step = 0; step < longest_list; ++step) {
        const int end = all[list.back()].tokens.end;
        int t = end;
        bool last = false;
        for (; separates(t); ++t) last |= tree_.lower(t) == "and";
        const int next = t > end ? person_from(t, list.back()) : -1;
        if (next < 0 || (is_subject(next) && !is_subject(first))) break;
        list.push_back(next);
        if (last) closed = list.size();
    }
    list.resize(closed);
    return list;
}

void Lists::complete_persons(EntityIds& side, const EntityIds& other) const {
    EntityIds more;
    for (const Weighed& w : all_) {
        if (!holds(side, w.entity) || w.heads.size() != 1) continue;
        const int mention = mentions_.mention_of_head[w.heads.front()];
        if (mention < 0 || !is_person(mentions_.mentions[mention])) continue;
        const std::vector<int> list = persons_listed(mention);
        if (std::find(list.begin(), list.end(), mention) == list.end()) continue;
        for (int m : list) more.push_back(mentions_.mentions[m].entities[0]);
    }
    for (EntityId id : more)
        if (side.size() < most_parties && !holds(side, id) && !holds(other, id)) side.push_back(id);
}

bool Lists::are_listed(const Weighed& one, const Weighed& other) const {
    return one.heads.size() == 1 && other.heads.size() == 1 &&
           list_of(one.heads.front()) == list_of(other.heads.front());
}

void Lists::unite(EntityIds& actors, EntityIds& recipients) const {
    EntityIds moved;
    for (const Weighed& w : all_) {
        if (!holds(recipients, w.entity)) continue;
        if (std::any_of(all_.begin(), all_.end(),
                        [&](const Weighed& actor) { return holds(actors, actor.entity) && are_listed(w, actor); }))
            moved.push_back(w.entity);
    }
    if (moved.size() == recipients.size()) return;
    erase_all(recipients, moved);
    actors.insert(actors.end(), moved.begin(), moved.end());
}

void Lists::drop_appositions(EntityIds& side) const {
    if (side.size() < 2) return;
    EntityIds twice;
    for (const Weighed& w : all_)
        for (int head : w.heads) {
            if (tree_.dep[head] != Dep::appos || !holds(side, w.entity) || is_list_item(head)) continue;
            const EntityId other = headed_by(tree_.head[head]);
            if (other < 0 || other == w.entity || !holds(side, other)) continue;
            twice.push_back(entities_[other].named && !entities_[w.entity].named ? w.entity : other);
        }
    erase_all(side, twice);
}

void Lists::drop_parts(EntityIds& side) const {
    constexpr int longest_way = 6;
    if (side.size() > 1) drop_parts_of(side, side, longest_way);
}

void Lists::drop_members(EntityIds& side, const EntityIds& others) const { drop_parts_of(side, others, 1); }

void Lists::drop_named_within(EntityIds& side, const EntityIds& others, int act) const {
    const auto is_within = [&](int head) {
        if (tree_.dep[head] == Dep::conj) return false;  // "the ministers of Chile and | Peru" are of both sides
        return std::any_of(all_.begin(), all_.end(), [&](const Weighed& w) {
            return holds(others, w.entity) && std::any_of(w.heads.begin(), w.heads.end(), [&](int noun) {
                       const TokenRange phrase = tree_.subtree(noun);
                       return noun != head && phrase.contains(head) && !phrase.contains(act) &&
                              list_of(head) != list_of(noun);
                   });
        });
    };
    EntityIds within;
    for (const Weighed& w : all_)
        if (!w.heads.empty() && holds(side, w.entity) && std::all_of(w.heads.begin(), w.heads.end(), is_within))
            within.push_back(w.entity);
    erase_all(side, within);
}

void Lists::drop_parts_of(EntityIds& side, const EntityIds& wholes, int steps) const {
    EntityIds parts;
    for (const Weighed& w : all_) {
        if (w.heads.empty() || !holds(side, w.entity)) continue;
        if (std::any_of(wholes.begin(), wholes.end(),
                        [&](EntityId id) { return id != w.entity && is_part(w, id, steps); }))
            parts.push_back(w.entity);
    }
    erase_all(side, parts);
}

void Lists::drop_places(EntityIds& side) const {
    const auto is_place = [&](EntityId id) { return entities_[id].type == EntityType::place; };
    if (side.size() < 2 || std::all_of(side.begin(), side.end(), is_place)) return;
    EntityIds places;
    for (const Weighed& w : all_) {
        const bool listed = std::any_of(w.heads.begin(), w.heads.end(), [&](int head) {
            return tree_.dep[head] == Dep::conj || tree_.child(head, Dep::conj) >= 0;
        });
        if (is_place(w.entity) && !listed) places.push_back(w.entity);
    }
    erase_all(side, places);
}

EntityId Lists::headed_by(int head) const {
    for (const Weighed& w : all_)
        if (std::find(w.heads.begin(), w.heads.end(), head) != w.heads.end()) return w.entity;
    return -1;
}

bool Lists::is_list_item(int head) const {
    const int first = tree_.head[head];
    if (first < 0 || tree_.dep[head] == Dep::conj) return first >= 0;
    if (tree_.dep[head] == Dep::compound && head + 1 < first)
        return tree_.tag[head + 1] == Tag::HYPH;  // "Russian-Chinese"
    if (tree_.dep[head] != Dep::appos || !has_name(tree_, first, head)) return false;
    const EntityId one = headed_by(first), other = headed_by(head);
    const auto is_somebody = [&](EntityId id) {
        return id >= 0 && entities_[id].type == EntityType::person && entities_[id].named;
    };
    return one != other && is_somebody(one) && is_somebody(other);
}

int Lists::list_of(int head) const {
    for (int step = 0; step < longest_list && is_list_item(head); ++step) head = tree_.head[head];
    return head;
}

bool Lists::is_below(int head, int noun, int steps) const {
    for (int step = 0, t = head; step < steps; ++step) {
        t = list_of(t);
        if (t == noun || !is_attribute(tree_.dep[t]) || tree_.head[t] < 0 || is_example(tree_, t)) return false;
        t = tree_.head[t];
        if (t == noun) return true;
    }
    return false;
}

bool Lists::is_part(const Weighed& part, EntityId whole, int steps) const {
    const auto other = std::find_if(all_.begin(), all_.end(), [&](const Weighed& w) { return w.entity == whole; });
    return other != all_.end() && std::all_of(part.heads.begin(), part.heads.end(), [&](int head) {
               return std::any_of(other->heads.begin(), other->heads.end(),
                                  [&](int noun) { return is_below(head, noun, steps); });
           });
}

}  // namespace dragoman::findings
