// Names that features of acts and sides share: sorts of words and of actors.
#pragma once

#include <algorithm>
#include <string_view>

#include "findings/events/parts.h"

namespace dragoman::findings {

inline bool holds(const EntityIds& ids, EntityId id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

inline std::string_view class_of(const Annotation& tree, int token) {
    return tree.is_verb(token) ? "v" : tree.is_noun(token) ? "n" : "a";
}

/// What sort of actor somebody is: a state, the sector of an office or body, else the type.
inline std::string_view sort_of(const EntityInfo& who) {
    switch (who.type) {
        case EntityType::country:
            return "state";
        case EntityType::place:
            return "place";
        case EntityType::other:
            return "thing";
        default:
            break;
    }
    if (!who.sector.empty()) return who.sector;
    if (who.type == EntityType::person) return !who.office.empty() ? "GOV" : "person";
    return who.type == EntityType::people ? "people" : "body";
}

/// Which sides a frame has found.
inline std::string_view sides_found(const Sides& sides) {
    if (sides.actors.empty()) return sides.recipients.empty() ? "nobody" : "recipient";
    return sides.recipients.empty() ? "actor" : "both";
}

}  // namespace dragoman::findings
