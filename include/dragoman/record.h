// The record of one story: what was read, every row with the exact words it rests on.
//
// This is the C++ form of record version 1. Positions are half-open, in Unicode code points of
// `StoryInfo::text`. Entity lists hold ids of `Record::entities`. Absent values are empty strings,
// empty lists or empty optionals; an empty string is written as null. A Record owns all it holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dragoman {

/// Exact words of the story: text == story.text[start, end), counted in code points.
struct Passage {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::string text;
};

struct Dateline {
    std::string place;
    std::string agency;
    Passage span;
};

struct StoryInfo {
    std::string id;
    std::string source;
    std::string url;
    std::string title;
    std::string section;
    std::vector<std::string> authors;
    std::string published;       ///< ISO 8601 date or date-time
    std::string published_from;  ///< "given", "metadata", "text", "url" or empty
    std::optional<Dateline> dateline;
    std::string language;  ///< BCP 47
    std::string text;      ///< the body in NFC with line feeds; every span points into it
    std::string text_sha256;
};

struct MentionRow {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::string text;
    std::string kind;  ///< "name", "nominal", "pronoun"
};

struct Entity {
    std::string id;
    std::string type;  ///< person, country, organization, people, place, other
    std::string name;
    std::string country;  ///< ISO 3166 alpha-3, or IGO
    std::string sector;   ///< PLOVER sector at the story's date
    std::string office;
    std::string wikidata;
    std::optional<double> latitude, longitude;
    std::string place_precision;
    std::vector<MentionRow> mentions;
};

struct Time {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::string text;
    std::string type;   ///< DATE, TIME, DURATION, SET
    std::string value;  ///< TIMEX3 value
    std::string mod;
    std::string from, to;  ///< first and last day covered, ISO dates
};

struct Statement {
    std::string id;
    std::vector<std::string> speakers, by, through, to;
    std::string form;  ///< direct, indirect, mixed
    std::vector<Passage> content;
    std::optional<Passage> cue, source_words;
    std::string channel;
    std::string time;
    std::string parent;
    std::string rule;
    std::vector<Passage> evidence;
};

struct StanceTarget {
    std::string entity;
    std::optional<Passage> words;
};

struct Stance {
    std::string id;
    std::vector<std::string> holder;
    StanceTarget target;
    std::string stance;  ///< for, against
    std::string statement;
    std::string rule;
    std::vector<Passage> evidence;
};

struct EventPlace {
    std::string entity;
    std::optional<Passage> words;
};

struct Event {
    std::string id;
    std::string type, mode, cameo;
    std::optional<int> quad;
    std::optional<double> goldstein;
    std::vector<std::string> contexts;
    std::string status;
    std::vector<std::string> actors, recipients;
    std::string time, time_precision;
    std::optional<EventPlace> place;
    std::string statement;
    std::optional<int> killed, injured;
    double confidence = 0;
    std::string rule;
    std::vector<Passage> evidence;
};

struct Figure {
    std::string id;
    std::optional<double> value, max;
    std::string comparator;  ///< = > >= < <= ~
    std::string unit, dimension;
    std::vector<Passage> of;
    std::string role, direction, period, base;
    std::vector<std::string> by;
    std::string statement;
    std::string rule;
    std::vector<Passage> evidence;
};

struct Commitment {
    std::string id;
    std::vector<std::string> by, to;
    Passage action;
    std::string kind, strength, figure, due, statement;
    std::string rule;
    std::vector<Passage> evidence;
};

struct Group {
    std::string id;
    std::string group;
    std::vector<std::string> members;
    std::string rule;
    std::vector<Passage> evidence;
};

struct Note {
    std::string code;
    std::string message;
};

struct Record {
    std::string record_version = "1";
    std::string engine_version;
    StoryInfo story;
    std::vector<Entity> entities;
    std::vector<Time> times;
    std::vector<Statement> statements;
    std::vector<Stance> stances;
    std::vector<Event> events;
    std::vector<Figure> figures;
    std::vector<Commitment> commitments;
    std::vector<Group> groups;
    std::vector<Note> notes;
};

}  // namespace dragoman
