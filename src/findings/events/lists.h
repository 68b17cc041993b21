// Those who may be a side of an act, and what their phrases are to each other: lists, appositions, parts of one phrase.
#pragma once

#include <vector>

#include "findings/events/parts.h"

namespace dragoman::findings {

inline constexpr std::size_t most_parties = 8;  // on a side

/// Each entity once, by the likeliest of its places.
struct Weighed {
    EntityId entity = -1;
    double actor = 0, recipient = 0;
    bool barred = false;          ///< no recipient, whatever the frames say
    std::vector<int> heads = {};  ///< of its phrases in the act's sentence
};

/// Lists and appositions among those who may be a side.
class Lists {
public:
    Lists(const EventReading& reading, const std::vector<Weighed>& all);

    /// "wrote to Peru, Chile and Cuba": who stands in one list with somebody of a side is on it, unless all but ruled
    /// out. Of "Peru and Chile spoke of Peru's visit" it is open which Peru is meant.
    void complete(EntityIds& side, const EntityIds& other, double Weighed::*chance, double Weighed::*contrary) const;

    /// "met President of Peru Ana Ruiz, President of Chile Jo Poe and Lee": persons with nothing but commas and "and"
    /// between them are on one side, wherever the parser hung their titles.
    void complete_persons(EntityIds& side, const EntityIds& other) const;

    /// "criticism from Peru and Chile": who stands in one list with who acts does so too.
    void unite(EntityIds& actors, EntityIds& recipients) const;

    /// "the Sultan of Brunei, Hassanal Bolkiah": one of the two, the one with a name.
    void drop_appositions(EntityIds& side) const;

    /// "the leaders of Peru": who stands in the phrase of another tells only who those are.
    void drop_parts(EntityIds& side) const;

    /// "a meeting of the ministers of Peru and Chile": those whose the others are.
    void drop_members(EntityIds& side, const EntityIds& others) const;

    /// "A group of three, Peru, Chile and Cuba, met": those whom the others' phrase names, unless it holds the act.
    void drop_named_within(EntityIds& side, const EntityIds& others, int act) const;

    /// "met the mayor in Lima": where others are named, a place beside them is where it happened.
    void drop_places(EntityIds& side) const;

private:
    bool are_listed(const Weighed& one, const Weighed& other) const;
    /// The named person whose phrase begins or ends at a token, some mentions from `mention` on; -1 if none.
    int person_from(int token, int mention) const;
    int person_until(int token, int mention) const;
    bool is_person(const Mention& mention) const;
    /// Mentions of the list of persons that a mention stands in.
    std::vector<int> persons_listed(int mention) const;
    EntityId headed_by(int head) const;
    /// "President Jo Lee, President Ann Poe": two persons are two, whatever the parser says.
    bool is_list_item(int head) const;
    /// The first of those with whom a phrase is coordinated.
    int list_of(int head) const;
    /// Does a phrase stand below a noun as its attribute, or in a list of such?
    bool is_below(int head, int noun, int steps) const;
    bool is_part(const Weighed& part, EntityId whole, int steps) const;
    void drop_parts_of(EntityIds& side, const EntityIds& wholes, int steps) const;

    const Annotation& tree_;
    const Mentions& mentions_;
    const std::vector<EntityInfo>& entities_;
    const std::vector<Weighed>& all_;
};

}  // namespace dragoman::findings
