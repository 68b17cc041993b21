// The tables about what is no more: earlier states of stories, and stories that were forgotten.
#pragma once

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/keeping.h"

namespace dragoman::store {

/// A row of the table `editions`: a state of a story that a later one took the place of.
struct Edition {
    std::string story_id;
    int edition = 0;  ///< from 1, in the order in which they came in
    std::string input_sha256, published, source, title, text_sha256;
    int gone = 0, came = 0;
};

/// A row of the table `edition_rows`: what the next edition no longer says, or says anew.
struct EditionRow {
    std::string story_id;
    int edition = 0;
    std::string change, kind, row_id, words;
};

/// A row of the table `forgotten`.
struct ForgottenStory {
    std::string story_sha256, input_sha256, day, reason;
};

}  // namespace dragoman::store

namespace dragoman::record {

template <>
struct Fields<store::Edition> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Earlier states of stories that were published anew.";
    static constexpr auto list = std::tuple(
        field("story_id", &store::Edition::story_id, "The story.").always(),
        field("edition", &store::Edition::edition, "Its number, from 1; the state in the store has the next one."),
        field("input_sha256", &store::Edition::input_sha256, "Hash of the story as it came in.").always(),
        field("published", &store::Edition::published, "When this state was published."),
        field("source", &store::Edition::source, "Publisher."),
        field("title", &store::Edition::title, "Headline of this state."),
        field("text_sha256", &store::Edition::text_sha256, "Hash of its text.").always(),
        field("gone", &store::Edition::gone, "How many rows the next state no longer has."),
        field("came", &store::Edition::came, "How many rows the next state has anew."));
};

template <>
struct Fields<store::EditionRow> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What rows went and came from one state of a story to the next.";
    static constexpr auto list = std::tuple(
        field("story_id", &store::EditionRow::story_id, "The story.").always(),
        field("edition", &store::EditionRow::edition, "The earlier of the two states."),
        field("change", &store::EditionRow::change, "Whether the row went or came.").one_of("gone|came").always(),
        field("kind", &store::EditionRow::kind, "Table that the row stood or stands in.").always(),
        field("row_id", &store::EditionRow::row_id, "Its id there.").always(),
        field("words", &store::EditionRow::words, "The words it rested or rests on.").always());
};

template <>
struct Fields<store::ForgottenStory> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Stories that were forgotten and are not read in again.";
    static constexpr auto list = std::tuple(
        field("story_sha256", &store::ForgottenStory::story_sha256, "Hash of the story's id.").always(),
        field("input_sha256", &store::ForgottenStory::input_sha256, "Hash of the story as it came in.").always(),
        field("day", &store::ForgottenStory::day, "When it was forgotten."),
        field("reason", &store::ForgottenStory::reason, "Why, as far as was said."));
};

}  // namespace dragoman::record
