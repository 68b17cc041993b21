// The tables `series` and `series_points`.
#pragma once

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/columns.h"

namespace dragoman::store {

/// What one story says of a measure at one time.
struct SeriesPoint {
    std::string series_id, key;
    std::string story_id, row_id;  ///< of a figure; of an event where a toll stands only there
    std::string source;
    Day day;
    std::string period;
    Day first_day, last_day;
    double value = 0;
    std::optional<double> max;
    std::string comparator, role;
    Strings by_names, by_countries;
    bool copy = false;
    std::string status;
    std::string against_story, against_row;
    std::optional<double> gap;
    Passage words;
    double grain = 0;
    Day until;
};

/// One measure of one thing over time.
struct Series {
    std::string id, key;
    std::string measure;
    Strings scope;
    std::string unit, family;
    int points = 0, stories = 0, sources = 0;
    Day first_day, last_day;
    std::optional<double> first_value, least, most, latest;
    std::string latest_period;
    int revisions = 0, contradictions = 0, targets = 0;
};

/// A key of the temporary table `series_keys`.
struct Touched {
    std::string key;
};

inline constexpr std::string_view series_points_view =
    "CREATE VIEW \"v_series_points\" AS SELECT p.*, p.words.text AS words_text, s.measure, s.scope, s.unit, s.family, "
    "t.title, t.url\nFROM series_points p JOIN series s ON s.id = p.series_id JOIN stories t ON t.id = "
    "p.story_id;\n";

/// A row of the temporary table `series_rows`.
struct FoundRow {
    std::string story_id, row_id;
};

}  // namespace dragoman::store

namespace dragoman::record {

template <>
struct Fields<store::FoundRow> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "A row that may be a point.";
    static constexpr auto list = std::tuple(field("story_id", &store::FoundRow::story_id, "The story.").always(),
                                            field("row_id", &store::FoundRow::row_id, "Its figure.").always());
};

template <>
struct Fields<store::Touched> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "A key that stories touched.";
    static constexpr auto list = std::tuple(field("key", &store::Touched::key, "The key.").always());
};

template <>
struct Fields<store::SeriesPoint> {
    using P = store::SeriesPoint;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What one story says of a measure at one time.";
    static constexpr auto list = std::tuple(
        field("series_id", &P::series_id, "The series.").always(),
        field("key", &P::key, "Measured thing, whose it is, unit, family; of tolls the occasion.").always(),
        field("story_id", &P::story_id, "The story that says so.").always(),
        field("row_id", &P::row_id, "Its row: a figure, of a toll told without one an event.").always(),
        field("source", &P::source, "Publisher of the story."), field("day", &P::day, "The story's day."),
        field("period", &P::period, "The time it is true of, as the figure has it."),
        field("first_day", &P::first_day, "First day it is true of: of the period, else the story's day."),
        field("last_day", &P::last_day, "Last such day."),
        field("value", &P::value, "How much; changes down are negative."),
        field("max", &P::max, "Upper end of a range."),
        field("comparator", &P::comparator, "How the value bounds the truth."),
        field("role", &P::role, "level, target, change, forecast, toll."),
        field("by_names", &P::by_names, "Whose claim it is."),
        field("by_countries", &P::by_countries, "Their countries."),
        field("copy", &P::copy, "Whether the story is a copy of another; then it counts for nothing."),
        field("status", &P::status, "stated, repeated, revised, contradicted, copy; of targets open, reached, short."),
        field("against_story", &P::against_story,
              "The story of the point that it repeats, revises, contradicts or "
              "that a target is measured by."),
        field("against_row", &P::against_row, "The row of that point."),
        field("gap", &P::gap, "Of targets: percent by which the level was above (or, negative, below) it."),
        field("words", &P::words, "The words from the measured thing to the number."),
        field("grain", &P::grain, "The unit of the last digit told."),
        field("until", &P::until, "Of tolls: the day of the event."));
};

template <>
struct Fields<store::Series> {
    using S = store::Series;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "One measure of one thing over time.";
    static constexpr auto list = std::tuple(
        field("id", &S::id, "Hash of the key.").always(),
        field("key", &S::key, "Measured thing, whose it is, unit, family.").always(),
        field("measure", &S::measure, "What is measured, with what tells it apart.").always(),
        field("scope", &S::scope, "Whose it is: countries by code, places and organisations by the id of the entity."),
        field("unit", &S::unit, "Unit of all values."), field("family", &S::family, "level, change or toll."),
        field("points", &S::points, "Points that count: not of copies."),
        field("stories", &S::stories, "Stories that these are of."),
        field("sources", &S::sources, "Publishers of these stories."),
        field("first_day", &S::first_day, "First day covered."), field("last_day", &S::last_day, "Last day covered."),
        field("first_value", &S::first_value, "The earliest value, without targets and forecasts."),
        field("least", &S::least, "The smallest."), field("most", &S::most, "The largest."),
        field("latest", &S::latest, "The latest."),
        field("latest_period", &S::latest_period, "The time that is true of."),
        field("revisions", &S::revisions, "Points that revise an earlier one."),
        field("contradictions", &S::contradictions, "Points that contradict an earlier one."),
        field("targets", &S::targets, "Points that are aimed at."));
};

}  // namespace dragoman::record
