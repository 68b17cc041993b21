// The tables about ingesting: what came in, how far files were taken, which stories are copies, which are to be joined.
#pragma once

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/kept.h"
#include "store/store.h"

namespace dragoman::store {

/// A row of the table `inputs`.
struct Input {
    std::string story_id, sha256, origin, file, reason;
};

/// A row of the table `signatures`.
struct Signature {
    std::string story_id;
    std::vector<std::uint32_t> runs, slots;
};

/// A row of the table `unjoined`: a story that came, changed or went since stories were joined last.
struct Unjoined {
    std::string story_id;
};

}  // namespace dragoman::store

namespace dragoman::record {

template <>
struct SqlType<std::int64_t> {
    static std::string name() { return "BIGINT"; }
};
template <>
struct SqlType<bool> {
    static std::string name() { return "BOOLEAN"; }
};

template <>
struct Fields<store::Input> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What came in: a story each, or why there is none.";
    static constexpr auto list = std::tuple(
        field("story_id", &store::Input::story_id, "The story; null when the input failed."),
        field("sha256", &store::Input::sha256, "Hash of the story as it came in; null when the input failed."),
        field("origin", &store::Input::origin, "File, and place in it, that it came from first.").always(),
        field("file", &store::Input::file, "The file alone.").always(),
        field("reason", &store::Input::reason, "Why it failed; null when it did not."));
};

template <>
struct Fields<store::FileState> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "How far each file was taken.";
    static constexpr auto list =
        std::tuple(field("path", &store::FileState::path, "The file.").always(),
                   field("bytes", &store::FileState::bytes, "Its size."),
                   field("modified", &store::FileState::modified, "Its time of change in nanoseconds since 1970."),
                   field("documents", &store::FileState::documents, "How many of its documents were taken."),
                   field("stories", &store::FileState::stories, "How many stories these gave."),
                   field("ended", &store::FileState::ended, "Whether these are all."),
                   field("engine_version", &store::FileState::engine_version, "What read them.").always(),
                   field("since", &store::FileState::since, "Stories published before this day were passed over."));
};

template <>
struct Fields<store::Copy> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Stories that say what an earlier one says.";
    static constexpr auto list =
        std::tuple(field("story_id", &store::Copy::story_id, "The copy.").always(),
                   field("original", &store::Copy::original, "The earliest story that says the same.").always(),
                   field("similarity", &store::Copy::similarity,
                         "Share of the shorter one's runs of five words that the other has too."));
};

template <>
struct Fields<store::Signature> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What copies are known by.";
    static constexpr auto list = std::tuple(
        field("story_id", &store::Signature::story_id, "The story.").always(),
        field("runs", &store::Signature::runs, "Hashes of some of its runs of five words, ascending."),
        field("slots", &store::Signature::slots, "Its names and numbers with the words beside them, ascending."));
};

template <>
struct Fields<store::Unjoined> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Stories that came, changed or went since stories were joined last.";
    static constexpr auto list = std::tuple(field("story_id", &store::Unjoined::story_id, "The story.").always());
};

}  // namespace dragoman::record
