// The tables of happenings: what happened by all reports, and the reports.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/columns.h"
#include "store/schema/kept.h"

namespace dragoman::store {

/// A row of the table `happenings`.
struct Happening {
    std::string id, type, mode;
    std::optional<int> quad;
    std::optional<double> goldstein;
    Strings actors, actor_names, actor_countries;
    Strings recipients, recipient_names, recipient_countries;
    Day first_day, last_day;
    std::string day_from;
    std::string place;
    std::string status;
    int occurred = 0, expected = 0, denied = 0;
    std::optional<int> killed_min, killed_max, killed_latest;
    std::optional<int> injured_min, injured_max, injured_latest;
    std::string toll_story;
    int reports = 0, stories = 0, sources = 0;
    Strings source_names, conflicts;
    Day first_reported, last_reported;
    std::string words, best_story, best_event;
};

/// A row of the table `happening_reports`.
struct HappeningReport {
    std::string happening_id, story_id, event_id;
    bool copy = false;
    std::string counts_as;
    std::string like_story, like_event;
    std::optional<int> points;
    Strings agrees, differs;
    Day from_day, until_day;
    std::string component;
    std::vector<std::uint32_t> keys;  ///< halves of those that it is looked for by (store/agreement/groups.h)
};

/// A row of the temporary table `happening_keys`: a key and the days on which a report that has it too may be of the
/// same event; without days, one without days.
struct HappeningKey {
    std::uint32_t key = 0;
    Day from_day, until_day;
};

/// Reports with their words, dates and addresses.
inline constexpr std::string_view happening_reports_view =
    "CREATE VIEW \"v_happening_reports\" AS SELECT r.* EXCLUDE (keys),\n"
    "    e.type, e.mode, e.status, e.actors, e.actor_names, e.actor_countries, e.recipients, e.recipient_names,\n"
    "    e.recipient_countries, e.\"time\", e.first_day, e.last_day, e.time_precision, e.place.words.text AS "
    "place_text,\n"
    "    e.killed, e.injured, e.statement, e.evidence, array_to_string([piece.text FOR piece IN e.evidence], ' … ') AS "
    "evidence_text,\n"
    "    s.day, s.title, s.source, s.url, c.original AS copy_of\n"
    "FROM happening_reports r JOIN events e ON e.story_id = r.story_id AND e.id = r.event_id\n"
    "    JOIN stories s ON s.id = r.story_id LEFT JOIN copies c ON c.story_id = r.story_id;\n";

}  // namespace dragoman::store

namespace dragoman::record {

template <>
struct Fields<store::Happening> {
    using H = store::Happening;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What happened, by all reports of it.";
    static constexpr auto list = std::tuple(
        field("id", &H::id, "Hash of its first report.").always(),
        field("type", &H::type, "PLOVER event type, of most sources.").always(),
        field("mode", &H::mode, "PLOVER mode, of most sources that give one."),
        field("quad", &H::quad, "Quad class, of the best report."),
        field("goldstein", &H::goldstein, "Goldstein value, of the best report."),
        field("actors", &H::actors, "Who acts, by most reports first. Ids of entities."),
        field("actor_names", &H::actor_names, "Their names."),
        field("actor_countries", &H::actor_countries, "Their countries."),
        field("recipients", &H::recipients, "Who is acted upon. Ids of entities."),
        field("recipient_names", &H::recipient_names, "Their names."),
        field("recipient_countries", &H::recipient_countries, "Their countries."),
        field("first_day", &H::first_day, "The first day on which it can have happened."),
        field("last_day", &H::last_day, "The last."),
        field("day_from", &H::day_from, "What these rest on: the reports' words, or their days of publication.")
            .one_of("words|publication"),
        field("place", &H::place, "Where, by most sources that say."),
        field("status", &H::status, "How real it is, by the most certain sources.").always(),
        field("occurred", &H::occurred, "Reports that say it happened or goes on."),
        field("expected", &H::expected, "Reports that say it is planned, intended, urged or possible."),
        field("denied", &H::denied, "Reports that say it did not."),
        field("killed_min", &H::killed_min, "Fewest killed in a report."),
        field("killed_max", &H::killed_max, "Most killed in a report."),
        field("killed_latest", &H::killed_latest, "Killed, by the latest report that says."),
        field("injured_min", &H::injured_min, "Fewest injured in a report."),
        field("injured_max", &H::injured_max, "Most injured in a report."),
        field("injured_latest", &H::injured_latest, "Injured, by the latest report that says."),
        field("toll_story", &H::toll_story, "The story of the latest report that says how many."),
        field("reports", &H::reports, "How many rows of events tell of it."),
        field("stories", &H::stories, "In how many stories."),
        field("sources", &H::sources,
              "From how many sources: publishers or agencies, copies counted with their original."),
        field("source_names", &H::source_names, "Their names, where known."),
        field("conflicts", &H::conflicts,
              "In what the reports contradict each other: actors, day, place, toll, status."),
        field("first_reported", &H::first_reported, "Day of the first story."),
        field("last_reported", &H::last_reported, "Day of the last story."),
        field("words", &H::words, "Evidence of the best report.").always(),
        field("best_story", &H::best_story, "Its story.").always(),
        field("best_event", &H::best_event, "Its row of events.").always());
};

template <>
struct Fields<store::HappeningKey> {
    using K = store::HappeningKey;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What reports of one event share.";
    static constexpr auto list =
        std::tuple(field("key", &K::key, "A hash.").always(), field("from_day", &K::from_day, "The first of the days."),
                   field("until_day", &K::until_day, "The last."));
};

template <>
struct Fields<store::HappeningReport> {
    using R = store::HappeningReport;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "Which rows of events tell of which happening, and why.";
    static constexpr auto list = std::tuple(
        field("happening_id", &R::happening_id, "The happening.").always(),
        field("story_id", &R::story_id, "The story.").always(),
        field("event_id", &R::event_id, "The row of events.").always(),
        field("copy", &R::copy, "Whether the story is a copy of another."),
        field("counts_as", &R::counts_as, "The source it is counted as: agency, publisher or story.").always(),
        field("like_story", &R::like_story,
              "The report of this happening that it agrees with best; null for the only one."),
        field("like_event", &R::like_event, "Its row of events."),
        field("points", &R::points, "For how many points they agree (docs/happenings.md)."),
        field("agrees", &R::agrees, "In what these two agree."), field("differs", &R::differs, "In what they differ."),
        field("from_day", &R::from_day, "First day on which it happened by this report."),
        field("until_day", &R::until_day, "Last day."),
        field("component", &R::component, "What hangs together with it by links between reports.").always(),
        field("keys", &R::keys, "Hashes of what it is looked for by."));
};

}  // namespace dragoman::record
