// The record's structs as classes of the Python package: names, and the stubs that type checkers and editors read.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <type_traits>

#include "record/fields.h"

namespace dragoman::record {

/// Calls f(std::type_identity<Row>()) for every struct, those inside others first.
template <class F>
void each_python_class(F&& f) {
    f(std::type_identity<Passage>()), f(std::type_identity<Dateline>()), f(std::type_identity<StoryInfo>());
    f(std::type_identity<MentionRow>()), f(std::type_identity<Entity>()), f(std::type_identity<Time>());
    f(std::type_identity<Statement>()), f(std::type_identity<StanceTarget>()), f(std::type_identity<Stance>());
    f(std::type_identity<EventPlace>()), f(std::type_identity<Event>()), f(std::type_identity<Figure>());
    f(std::type_identity<Commitment>()), f(std::type_identity<Group>()), f(std::type_identity<Note>());
    f(std::type_identity<Record>());
}

template <class Row>
constexpr std::string_view python_name() {
    constexpr std::pair<bool, std::string_view> names[] = {{std::is_same_v<Row, Passage>, "Passage"},
                                                           {std::is_same_v<Row, Dateline>, "Dateline"},
                                                           {std::is_same_v<Row, StoryInfo>, "Story"},
                                                           {std::is_same_v<Row, MentionRow>, "Mention"},
                                                           {std::is_same_v<Row, Entity>, "Entity"},
                                                           {std::is_same_v<Row, Time>, "Time"},
                                                           {std::is_same_v<Row, Statement>, "Statement"},
                                                           {std::is_same_v<Row, StanceTarget>, "StanceTarget"},
                                                           {std::is_same_v<Row, Stance>, "Stance"},
                                                           {std::is_same_v<Row, EventPlace>, "EventPlace"},
                                                           {std::is_same_v<Row, Event>, "Event"},
                                                           {std::is_same_v<Row, Figure>, "Figure"},
                                                           {std::is_same_v<Row, Commitment>, "Commitment"},
                                                           {std::is_same_v<Row, Group>, "Group"},
                                                           {std::is_same_v<Row, Note>, "Note"},
                                                           {std::is_same_v<Row, Record>, "Record"}};
    for (const auto& [is, name] : names)
        if (is) return name;
    return {};
}

/// "from" → "from_": what is a word of Python's own cannot be an attribute.
inline std::string python_attribute(std::string_view field) {
    return std::string(field) + (field == "from" ? "_" : "");
}

/// python/dragoman/records.pyi.
std::string python_stubs();

}  // namespace dragoman::record
