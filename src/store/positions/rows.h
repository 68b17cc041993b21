// The tables of positions: who is for and against what over time, and who turned.
#pragma once

#include <string>
#include <vector>

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/columns.h"

namespace dragoman::store {

/// A row of `positions`.
struct Position {
    std::string holder, holder_name, holder_country, target, target_name, target_country;
    Day day;
    std::string stance, story_id, stance_id, statement_id;
    bool original = false;
};

/// A stance by story and id.
struct StanceRow {
    std::string story_id, stance_id;
};

/// A row of `turns`.
struct Turn {
    std::string holder, holder_name, target, target_name;
    Day day;
    std::string stance, method;
    int before = 0, after = 0;
    std::vector<StanceRow> before_rows, after_rows;
};

}  // namespace dragoman::store

namespace dragoman::record {

template <>
struct Fields<store::Position> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Each stance, by holder.";
    static constexpr auto list = std::tuple(
        field("holder", &store::Position::holder, "Whose stance it is.").always(),
        field("holder_name", &store::Position::holder_name, "Its name in the story."),
        field("holder_country", &store::Position::holder_country, "Its state."),
        field("target", &store::Position::target, "The entity, or the words without case, article and marks.").always(),
        field("target_name", &store::Position::target_name, "Its name, or the words as they stand."),
        field("target_country", &store::Position::target_country, "The state the target belongs to."),
        field("day", &store::Position::day, "The story's day of publication."),
        field("stance", &store::Position::stance, "for or against.").always(),
        field("story_id", &store::Position::story_id, "The story.").always(),
        field("stance_id", &store::Position::stance_id, "The stance.").always(),
        field("statement_id", &store::Position::statement_id, "The statement it is part of."),
        field("original", &store::Position::original, "False for copies."));
};

template <>
struct Fields<store::StanceRow> {
    static constexpr std::string_view about = "A stance of a story.";
    static constexpr auto list = std::tuple(field("story_id", &store::StanceRow::story_id, "The story.").always(),
                                            field("stance_id", &store::StanceRow::stance_id, "The stance.").always());
};

template <>
struct Fields<store::Turn> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Who turned from for to against, or from against to for.";
    static constexpr auto list =
        std::tuple(field("holder", &store::Turn::holder, "Who turned.").always(),
                   field("holder_name", &store::Turn::holder_name, "The name in the story of the turn."),
                   field("target", &store::Turn::target, "On what.").always(),
                   field("target_name", &store::Turn::target_name, "Its name or words there."),
                   field("day", &store::Turn::day, "Day of the first story that shows it."),
                   field("stance", &store::Turn::stance, "What it turned to.").one_of("for|against").always(),
                   field("method", &store::Turn::method, "How it is known.").one_of("run|words").always(),
                   field("before", &store::Turn::before, "Stories of the other stance in a row before it."),
                   field("after", &store::Turn::after, "Stories of this stance in a row from it on."),
                   field("before_rows", &store::Turn::before_rows, "The last three stances before it."),
                   field("after_rows", &store::Turn::after_rows, "The first three from it on."));
};

}  // namespace dragoman::record
