// Reports of events as they are held against each other: one story's row each, with what it needs of the story.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/agreement/words.h"

namespace dragoman::store {

/// Who takes part. One for each way an entity is named.
struct Party {
    enum class Kind : std::uint8_t { person, country, organization, people, place, other };

    std::string id, name, country;  ///< country: ISO 3166 alpha-3, or empty
    Kind kind = Kind::other;
    bool official = false;    ///< acts for a state: sectors of government, forces, courts, parliaments
    std::uint64_t key = 0;    ///< hash of the id
    bool counted = false;     ///< "12 people": who they are is not said
    std::vector<Stem> words;  ///< of the name, ascending
};

struct Source {
    std::string id, name;   ///< story id, publisher
    std::string original;   ///< the story this one is a copy of, or its own id
    std::string counts_as;  ///< of that one the agency in the dateline, else the publisher, else the id
    std::optional<std::chrono::sys_days> day;
    Sketch sketch;
    std::vector<std::uint32_t> slots;  ///< names and numbers with the words beside: ingest/signature.h
};

/// Days on which an event can have taken place, for all a report says.
struct Window {
    std::chrono::sys_days from, until;
    bool said = false;  ///< by the report itself, to the day or nearly; else guessed from the day of publication
    bool wide = false;  ///< said as a month, a year or the like
};

struct Report {
    std::uint32_t source = 0;                       ///< index of a Source
    std::string event;                              ///< id of the row
    std::uint16_t type = 0, mode = 0, status = 0;   ///< symbols; 0: none
    std::vector<std::uint32_t> actors, recipients;  ///< indexes of Parties
    std::optional<Window> window;                   ///< none: neither report nor story has a date
    std::string precision;                          ///< TIMEX3 time's, as the row has it
    std::string place_name;
    std::uint64_t place = 0, place_country = 0;  ///< hashes; 0: none
    std::optional<int> killed, injured;
    Stem word = 0;              ///< the one that tells of the act, where there is one
    std::vector<Stem> trigger;  ///< what the frame is called by, ascending
    Sketch words;               ///< of the evidence, without trigger and names of who takes part
    std::vector<Stem> numbers;  ///< in the evidence
    std::string evidence;
    std::optional<int> quad;
    std::optional<double> goldstein;
    double confidence = 0;
    bool verbal = false;   ///< mutual acts: sides count as one
    bool talks = false;    ///< of these CONSULT, which who takes part and when tell apart
    bool anew = false;     ///< its words say that it was not the first time
    bool uttered = false;  ///< thanks, demands and the like in the own quoted words of who acts
    std::string group;     ///< component it was in before; while joining
};

/// All that is held against each other at a time. Sources are ordered by id, reports by source and row id.
struct Reports {
    std::vector<std::string> symbols{""};
    std::vector<Party> parties;
    std::vector<Source> sources;
    std::vector<Report> all;

    std::uint16_t symbol(const std::string& text);
};

std::uint64_t hash_of(std::string_view text);

/// Is one the other's form filled in anew: beside the same words they give other names and numbers, time and again?
bool same_form(const Source& a, const Source& b);

/// The window of a row with these days, status and day of publication: the days it names when these are few, else
/// those about the day of publication, else, when it names a month or year elsewhere, that as a wide window.
std::optional<Window> window_of(std::optional<std::chrono::sys_days> first, std::optional<std::chrono::sys_days> last,
                                std::string_view status, std::optional<std::chrono::sys_days> published);

}  // namespace dragoman::store
