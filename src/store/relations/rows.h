// The tables of relations: who deals with whom, who is in which story.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/columns.h"

namespace dragoman::store {

/// A row of `dyads`, whose sides are states, and of `actor_dyads`, whose sides are ids of entities: an event, stance
/// or statement of a story that relates two. `a` stands before `b` in the alphabet, so that each row of a story
/// relates two just once.
struct Dyad {
    std::string a, b, direction;
    Day day;
    int days = 0;
    std::string kind, story_id, row_id, type, mode;
    std::optional<int> quad;
    std::optional<double> goldstein;
    std::string status, happening;
    bool counted = false;
};

/// The event that stands for several: of those with the largest Goldstein value, whatever its sign, the first. Of two
/// of these the lesser one by its fields in this order is that of both.
struct Weightiest {
    std::optional<double> rank;
    Day day;
    std::string story_id, row_id, words;
};

/// A row of `dyad_sums`: how many counted rows of `dyads` of one month are alike. `day` is the month's first; `days`
/// the most that one of them stands for, as 31, 366 or more; Goldstein values are summed in tenths, their squares in
/// hundredths, so that the sums are exact.
struct DyadSum {
    std::string a, b, direction;
    Day day;
    int days = 0;
    std::string kind, type;
    std::optional<int> quad;
    std::string status;
    std::int64_t times = 0, valued = 0, goldstein = 0, squares = 0;
    Day first_day, last_day;
    std::optional<Weightiest> weightiest;  ///< of events
};

/// A row of `pair_stories`.
struct PairStories {
    std::string a, b;
    std::int64_t stories = 0;
};

/// A row of `dyad_figures`.
struct DyadFigure {
    std::string a, b;
    Day day;
    std::string story_id, row_id;
};

/// A row of `story_countries`.
struct StoryCountry {
    std::string story_id;
    Day day;
    std::string country;
    bool original = false;
};

/// A row of `story_actors`.
struct StoryActor {
    std::string story_id;
    Day day;
    std::string id;
    int statements = 0, events = 0;
    bool original = false;
};

/// A row of `actor_faces`: how many stories give an actor this name, country and so on, with day and id of the latest;
/// the first of all days stands for those without one.
struct ActorFace {
    std::string id, type, name, country, sector, office, wikidata;
    std::int64_t stories = 0;
    Day latest_day;
    std::string latest_story;
};

/// A row of `actors`.
struct Actor {
    std::string id, type, name, country, sector, office, wikidata;
    std::int64_t stories = 0, statements = 0, events = 0;
    Day first_day, last_day;
};

}  // namespace dragoman::store

namespace dragoman::record {

template <>
struct Fields<store::Dyad> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Events, stances and statements that relate two states, or two actors.";
    static constexpr auto list = std::tuple(
        field("a", &store::Dyad::a, "The first of the two in the alphabet.").always(),
        field("b", &store::Dyad::b, "The other.").always(),
        field("direction", &store::Dyad::direction, "Who acts on whom.").one_of("forth|back|both").always(),
        field("day", &store::Dyad::day, "When it happened or was said."),
        field("days", &store::Dyad::days, "How many days that day stands for."),
        field("kind", &store::Dyad::kind, "The table its row is in.").one_of("event|stance|statement").always(),
        field("story_id", &store::Dyad::story_id, "The story.").always(),
        field("row_id", &store::Dyad::row_id, "The row of that story.").always(),
        field("type", &store::Dyad::type,
              "Of events the PLOVER type; of stances for or against; of statements the form."),
        field("mode", &store::Dyad::mode, "PLOVER mode."), field("quad", &store::Dyad::quad, "Quad class."),
        field("goldstein", &store::Dyad::goldstein, "Goldstein value."),
        field("status", &store::Dyad::status, "How real the event is."),
        field("happening", &store::Dyad::happening, "The happening it reports."),
        field("counted", &store::Dyad::counted, "False for copies, recollections and further reports of a happening."));
};

template <>
struct Fields<store::DyadSum> {
    using S = store::DyadSum;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "How many counted dyads of one month are alike.";
    static constexpr auto list = std::tuple(
        field("a", &S::a, "One state.").always(), field("b", &S::b, "The other.").always(),
        field("direction", &S::direction, "Who acts.").one_of("forth|back|both").always(),
        field("day", &S::day, "The first day of the month."),
        field("days", &S::days, "Days that one of them stands for: up to 31, up to 366, more (367).").always(),
        field("kind", &S::kind, "What kind of rows.").one_of("event|stance|statement").always(),
        field("type", &S::type, "PLOVER type of the events, stance; of statements none."),
        field("quad", &S::quad, "Quad class of the events."), field("status", &S::status, "Status of the events."),
        field("times", &S::times, "How many.").always(),
        field("valued", &S::valued, "How many have a Goldstein value.").always(),
        field("goldstein", &S::goldstein, "Sum of these in tenths.").always(),
        field("squares", &S::squares, "Sum of their squares in hundredths.").always(),
        field("first_day", &S::first_day, "The first of their days."),
        field("last_day", &S::last_day, "The last of their days."),
        field("weightiest", &S::weightiest, "Of events the one whose words stand for them."));
};

template <>
struct SqlType<std::chrono::sys_days> {
    static std::string name() { return "DATE"; }
};

template <>
struct Fields<store::Weightiest> {
    static constexpr std::string_view about = "The event that stands for several.";
    static constexpr auto list =
        std::tuple(field("rank", &store::Weightiest::rank, "Its Goldstein value without sign, negative."),
                   field("day", &store::Weightiest::day, "Its day."),
                   field("story_id", &store::Weightiest::story_id, "Its story.").always(),
                   field("row_id", &store::Weightiest::row_id, "Its row.").always(),
                   field("words", &store::Weightiest::words, "Its words.").always());
};

template <>
struct Fields<store::PairStories> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "How many original stories mention both of two states.";
    static constexpr auto list =
        std::tuple(field("a", &store::PairStories::a, "One state.").always(),
                   field("b", &store::PairStories::b, "The other, later in the alphabet.").always(),
                   field("stories", &store::PairStories::stories, "How many.").always());
};

template <>
struct Fields<store::DyadFigure> {
    static constexpr bool kept = true;
    static constexpr std::string_view about =
        "Figures that two states are named beside: within 200 characters of its words. Copies are left out.";
    static constexpr auto list =
        std::tuple(field("a", &store::DyadFigure::a, "The first of the two in the alphabet.").always(),
                   field("b", &store::DyadFigure::b, "The other.").always(),
                   field("day", &store::DyadFigure::day, "The story's day of publication."),
                   field("story_id", &store::DyadFigure::story_id, "The story.").always(),
                   field("row_id", &store::DyadFigure::row_id, "The figure.").always());
};

template <>
struct Fields<store::StoryCountry> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Which states a story mentions, themselves or by what belongs to them.";
    static constexpr auto list = std::tuple(field("story_id", &store::StoryCountry::story_id, "The story.").always(),
                                            field("day", &store::StoryCountry::day, "Its day of publication."),
                                            field("country", &store::StoryCountry::country, "The state.").always(),
                                            field("original", &store::StoryCountry::original, "False for copies."));
};

template <>
struct Fields<store::StoryActor> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Which actors a story mentions, and how many rows they have part in.";
    static constexpr auto list =
        std::tuple(field("story_id", &store::StoryActor::story_id, "The story.").always(),
                   field("day", &store::StoryActor::day, "Its day of publication."),
                   field("id", &store::StoryActor::id, "The entity.").always(),
                   field("statements", &store::StoryActor::statements, "How many statements it makes."),
                   field("events", &store::StoryActor::events, "In how many events it takes part."),
                   field("original", &store::StoryActor::original, "False for copies."));
};

template <>
struct Fields<store::ActorFace> {
    using F = store::ActorFace;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What stories call an actor, copies too.";
    static constexpr auto list =
        std::tuple(field("id", &F::id, "The entity.").always(), field("type", &F::type, "Its type.").always(),
                   field("name", &F::name, "Its name.").always(), field("country", &F::country, "Its state."),
                   field("sector", &F::sector, "Its PLOVER sector."), field("office", &F::office, "Its office."),
                   field("wikidata", &F::wikidata, "Wikidata item."),
                   field("stories", &F::stories, "How many stories have all of this.").always(),
                   field("latest_day", &F::latest_day, "Day of the latest.").always(),
                   field("latest_story", &F::latest_story, "The latest.").always());
};

template <>
struct Fields<store::Actor> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Persons, states and organizations over all stories; copies not counted.";
    static constexpr auto list =
        std::tuple(field("id", &store::Actor::id, "The entity.").always(),
                   field("type", &store::Actor::type, "person, country or organization.").always(),
                   field("name", &store::Actor::name, "The name that most stories have.").always(),
                   field("country", &store::Actor::country, "Its state, as most stories have it."),
                   field("sector", &store::Actor::sector, "Its PLOVER sector in the latest story that has one."),
                   field("office", &store::Actor::office, "Its office in the latest story that has one."),
                   field("wikidata", &store::Actor::wikidata, "Wikidata item, where known."),
                   field("stories", &store::Actor::stories, "Stories that mention it."),
                   field("statements", &store::Actor::statements, "Statements it makes in them."),
                   field("events", &store::Actor::events, "Events it takes part in."),
                   field("first_day", &store::Actor::first_day, "Day of the first such story."),
                   field("last_day", &store::Actor::last_day, "Day of the last such story."));
};

}  // namespace dragoman::record
