// The fields of the record, defined once. The JSON writer, the checks, the SQL schema and
// docs/record.md all derive from the lists below; to add a field, add it to the struct in
// include/dragoman/record.h and to its list here.
#pragma once

#include <cstdint>
#include <string_view>
#include <tuple>

#include "dragoman/record.h"

namespace dragoman::record {

/// What the string in a field is the id of.
enum class Refers : std::uint8_t { nothing, entity, statement, figure };

template <class Row, class Value>
struct Field {
    std::string_view name;
    Value Row::*member;
    std::string_view about;        ///< one sentence, for docs/record.md
    std::string_view values = {};  ///< all allowed values, separated by '|'; empty: any
    Refers refers = Refers::nothing;
    bool required = false;  ///< never null: an empty string is written as ""
    bool identity = false;  ///< part of what the row's id is the hash of

    constexpr Field one_of(std::string_view all) const {
        Field f = *this;
        f.values = all;
        return f;
    }
    constexpr Field id_of(Refers what) const {
        Field f = *this;
        f.refers = what;
        return f;
    }
    constexpr Field always() const {
        Field f = *this;
        f.required = true;
        return f;
    }
    constexpr Field key() const {
        Field f = *this;
        f.identity = true;
        return f;
    }
};

template <class Row, class Value>
constexpr Field<Row, Value> field(std::string_view name, Value Row::*member, std::string_view about) {
    return {name, member, about};
}

/// Specialised below for every struct of the record: `about` and the tuple `list`.
template <class Row>
struct Fields;

template <class Row>
concept Described = requires {
    Fields<Row>::list;
};

/// Calls `f` with every field of Row, in the order of the schema.
template <class Row, class F>
constexpr void each_field(F&& f) {
    std::apply([&](const auto&... fields) { (f(fields), ...); }, Fields<Row>::list);
}

template <>
struct Fields<Passage> {
    static constexpr std::string_view about = "Exact words of the story.";
    static constexpr auto list =
        std::tuple(field("start", &Passage::start, "First code point."),
                   field("end", &Passage::end, "One past the last code point."),
                   field("text", &Passage::text, "The words, equal to story.text[start, end).").always());
};

template <>
struct Fields<Dateline> {
    static constexpr std::string_view about = "The line that opens a dispatch.";
    static constexpr auto list = std::tuple(field("place", &Dateline::place, "Where the story was filed."),
                                            field("agency", &Dateline::agency, "The agency named there."),
                                            field("span", &Dateline::span, "The dateline's words."));
};

template <>
struct Fields<StoryInfo> {
    static constexpr std::string_view about = "The story as it was read.";
    static constexpr auto list = std::tuple(
        field("id", &StoryInfo::id, "Given by the input, else derived from its content.").always(),
        field("source", &StoryInfo::source, "Publisher."), field("url", &StoryInfo::url, "Address it came from."),
        field("title", &StoryInfo::title, "Headline; no row rests on it."),
        field("section", &StoryInfo::section, "Section of the paper."),
        field("authors", &StoryInfo::authors, "Names in the byline."),
        field("published", &StoryInfo::published,
              "ISO 8601 date or date-time; relative times are resolved against it."),
        field("published_from", &StoryInfo::published_from, "Where that date comes from.")
            .one_of("given|metadata|text|url"),
        field("dateline", &StoryInfo::dateline, "Place and agency that open the text."),
        field("language", &StoryInfo::language, "BCP 47.").always(),
        field("text", &StoryInfo::text, "The body in NFC with line feeds; every span points into it.").always(),
        field("text_sha256", &StoryInfo::text_sha256, "SHA-256 of the text in UTF-8, hexadecimal.").always());
};

template <>
struct Fields<MentionRow> {
    static constexpr std::string_view about = "A place where the story speaks of an entity.";
    static constexpr auto list =
        std::tuple(field("start", &MentionRow::start, "First code point."),
                   field("end", &MentionRow::end, "One past the last code point."),
                   field("text", &MentionRow::text, "The words.").always(),
                   field("kind", &MentionRow::kind, "How it is named.").one_of("name|nominal|pronoun").always());
};

template <>
struct Fields<Entity> {
    static constexpr std::string_view about =
        "Who or what takes part in a row, or is named in the story, in order of first mention.";
    static constexpr auto list = std::tuple(
        field("id", &Entity::id,
              "Made from the name, of what the knowledge has from its name there: the same in all stories; unique "
              "within the story.")
            .always(),
        field("type", &Entity::type, "What it is.").one_of("person|country|organization|people|place|other").always(),
        field("name", &Entity::name, "Fullest form in the story; for countries the usual English name.").always(),
        field("country", &Entity::country, "State it belongs to, ISO 3166 alpha-3; IGO for intergovernmental bodies."),
        field("sector", &Entity::sector, "PLOVER sector of its role at the story's date."),
        field("office", &Entity::office, "Office held at the story's date."),
        field("wikidata", &Entity::wikidata, "Wikidata item, where known."),
        field("latitude", &Entity::latitude, "Degrees north."), field("longitude", &Entity::longitude, "Degrees east."),
        field("place_precision", &Entity::place_precision, "What the coordinates stand for.")
            .one_of("point|city|region|country"),
        field("mentions", &Entity::mentions, "Where the story speaks of it."));
};

template <>
struct Fields<Time> {
    static constexpr std::string_view about =
        "A time expression with its value, resolved against the date of publication.";
    static constexpr auto list = std::tuple(
        field("start", &Time::start, "First code point."), field("end", &Time::end, "One past the last code point."),
        field("text", &Time::text, "The words.").always(),
        field("type", &Time::type, "TIMEX3 type.").one_of("DATE|TIME|DURATION|SET").always(),
        field("value", &Time::value, "TIMEX3 value: 2021-12-15, 2021-W50, P3D, PRESENT_REF.").always(),
        field("mod", &Time::mod, "TIMEX3 modifier: START, END, APPROX."),
        field("from", &Time::from, "First day covered."), field("to", &Time::to, "Last day covered."));
};

template <>
struct Fields<Statement> {
    static constexpr std::string_view about =
        "A reported utterance or published view: who said what, through whom, to whom.";
    static constexpr auto list = std::tuple(
        field("id", &Statement::id, "Hash of what the row says.").always(),
        field("speakers", &Statement::speakers, "Whose words or view it is.").id_of(Refers::entity).key(),
        field("by", &Statement::by, "Who reports it inside the story.").id_of(Refers::entity).key(),
        field("through", &Statement::through, "Medium or spokesperson it came through.").id_of(Refers::entity),
        field("to", &Statement::to, "Whom it was said to.").id_of(Refers::entity),
        field("form", &Statement::form, "Quoted, reported, or both.").one_of("direct|indirect|mixed").always(),
        field("content", &Statement::content, "What was said, without cue and quotation marks; one piece or several.")
            .key(),
        field("cue", &Statement::cue, "The words of saying."),
        field("source_words", &Statement::source_words, "The words that name the speaker."),
        field("channel", &Statement::channel, "How it was said: telephone, video call, letter."),
        field("time", &Statement::time, "When it was said, TIMEX3."),
        field("parent", &Statement::parent, "The statement this one is part of.").id_of(Refers::statement),
        field("rule", &Statement::rule, "What in the knowledge or the model made the row."),
        field("evidence", &Statement::evidence, "The words the row rests on."));
};

template <>
struct Fields<StanceTarget> {
    static constexpr std::string_view about = "What a stance is about: an entity, or words.";
    static constexpr auto list =
        std::tuple(field("entity", &StanceTarget::entity, "The entity approved or rejected.").id_of(Refers::entity),
                   field("words", &StanceTarget::words, "The words for what is approved or rejected."));
};

template <>
struct Fields<Stance> {
    static constexpr std::string_view about = "Who is for or against what, where the words themselves say it.";
    static constexpr auto list =
        std::tuple(field("id", &Stance::id, "Hash of what the row says.").always(),
                   field("holder", &Stance::holder, "Whose stance it is.").id_of(Refers::entity).key(),
                   field("target", &Stance::target, "What it is about.").key(),
                   field("stance", &Stance::stance, "For or against.").one_of("for|against").always().key(),
                   field("statement", &Stance::statement, "The statement it is part of.").id_of(Refers::statement),
                   field("rule", &Stance::rule, "What in the knowledge or the model made the row."),
                   field("evidence", &Stance::evidence, "The words the row rests on.").key());
};

template <>
struct Fields<EventPlace> {
    static constexpr std::string_view about = "Where an event took or takes place.";
    static constexpr auto list =
        std::tuple(field("entity", &EventPlace::entity, "The place or country.").id_of(Refers::entity),
                   field("words", &EventPlace::words, "The words that name it."));
};

template <>
struct Fields<Event> {
    static constexpr std::string_view about =
        "An act between political actors, or by one on people, in the PLOVER ontology.";
    static constexpr auto list = std::tuple(
        field("id", &Event::id, "Hash of what the row says.").always(),
        field("type", &Event::type, "PLOVER event type.").always().key(), field("mode", &Event::mode, "PLOVER mode."),
        field("cameo", &Event::cameo, "CAMEO code, as text."),
        field("quad", &Event::quad,
              "Quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."),
        field("goldstein", &Event::goldstein, "Goldstein value, -10 (conflict) to 10 (cooperation)."),
        field("contexts", &Event::contexts, "PLOVER contexts."),
        field("status", &Event::status, "How real it is.")
            .one_of("occurred|ongoing|planned|intended|urged|denied|hypothetical")
            .always(),
        field("actors", &Event::actors, "Who acts.").id_of(Refers::entity).key(),
        field("recipients", &Event::recipients, "Who is acted upon; the other side of mutual acts.")
            .id_of(Refers::entity)
            .key(),
        field("time", &Event::time, "When, TIMEX3, as precise as the text."),
        field("time_precision", &Event::time_precision, "How precise that is: day, week, month, year."),
        field("place", &Event::place, "Where."),
        field("statement", &Event::statement, "The statement that claims it; null when the story itself does.")
            .id_of(Refers::statement),
        field("killed", &Event::killed, "People killed in it."),
        field("injured", &Event::injured, "People injured in it."),
        field("confidence", &Event::confidence, "Between 0 and 1."),
        field("rule", &Event::rule, "What in the knowledge or the model made the row."),
        field("evidence", &Event::evidence, "The words the row rests on.").key());
};

template <>
struct Fields<Figure> {
    static constexpr std::string_view about = "A measured fact: how much or how many of what.";
    static constexpr auto list = std::tuple(
        field("id", &Figure::id, "Hash of what the row says.").always(),
        field("value", &Figure::value, "The number in plain units; null for \"dozens\".").key(),
        field("max", &Figure::max, "Upper end of a range."),
        field("comparator", &Figure::comparator, "How the value bounds the truth; ~ is about.")
            .one_of("=|>|>=|<|<=|~")
            .always(),
        field("unit", &Figure::unit, "ISO 4217 for money, percent, a unit's usual English name, or the counted noun.")
            .key(),
        field("dimension", &Figure::dimension, "What kind of quantity: money, ratio, length, mass, time, count."),
        field("of", &Figure::of, "What is measured or counted."),
        field("role", &Figure::role, "What the number is.")
            .one_of("level|change|target|capacity|count|share|duration|distance|age|other")
            .always(),
        field("direction", &Figure::direction, "Which way a change went, or a level was reached.").one_of("up|down"),
        field("period", &Figure::period, "The time it is true of, TIMEX3 or first/last."),
        field("base", &Figure::base, "The figure this one is a change from, to, or a share of.").id_of(Refers::figure),
        field("by", &Figure::by, "Whose claim it is.").id_of(Refers::entity),
        field("statement", &Figure::statement, "The statement it is part of.").id_of(Refers::statement),
        field("rule", &Figure::rule, "What in the knowledge or the model made the row."),
        field("evidence", &Figure::evidence, "The words the row rests on.").key());
};

template <>
struct Fields<Commitment> {
    static constexpr std::string_view about =
        "A promise, plan or stated intention of somebody about their own conduct.";
    static constexpr auto list =
        std::tuple(field("id", &Commitment::id, "Hash of what the row says.").always(),
                   field("by", &Commitment::by, "Who undertakes it.").id_of(Refers::entity).key(),
                   field("to", &Commitment::to, "Whom it is owed to.").id_of(Refers::entity),
                   field("action", &Commitment::action, "What is to be done.").key(),
                   field("kind", &Commitment::kind,
                         "What kind of action: attend, meet, pay, supply, build, sign, withdraw and so on."),
                   field("strength", &Commitment::strength, "How binding the words are.")
                       .one_of("promised|agreed|planned|intended|aimed|considered")
                       .always(),
                   field("figure", &Commitment::figure, "The figure that measures it.").id_of(Refers::figure),
                   field("due", &Commitment::due, "By when, TIMEX3."),
                   field("statement", &Commitment::statement, "The statement it is part of.").id_of(Refers::statement),
                   field("rule", &Commitment::rule, "What in the knowledge or the model made the row."),
                   field("evidence", &Commitment::evidence, "The words the row rests on.").key());
};

template <>
struct Fields<Group> {
    static constexpr std::string_view about = "Who belongs to what, where the story says so.";
    static constexpr auto list =
        std::tuple(field("id", &Group::id, "Hash of what the row says.").always(),
                   field("group", &Group::group, "The group.").id_of(Refers::entity).always().key(),
                   field("members", &Group::members, "Its members, as stated.").id_of(Refers::entity).key(),
                   field("rule", &Group::rule, "What in the knowledge or the model made the row."),
                   field("evidence", &Group::evidence, "The words the row rests on.").key());
};

template <>
struct Fields<Note> {
    static constexpr std::string_view about =
        "What the reader should know: a missing date, text cut at a limit, a language not read.";
    static constexpr auto list = std::tuple(field("code", &Note::code, "Short and stable, for programs.").always(),
                                            field("message", &Note::message, "For people.").always());
};

template <>
struct Fields<Record> {
    static constexpr std::string_view about = "What was read in one story.";
    static constexpr auto list = std::tuple(
        field("record_version", &Record::record_version, "Version of this form.").one_of("1").always(),
        field("engine_version", &Record::engine_version, "Engine, knowledge and weights that read the story.").always(),
        field("story", &Record::story, "The story as it was read."),
        field("entities", &Record::entities, "Who and what."), field("times", &Record::times, "When."),
        field("statements", &Record::statements, "Who said what."),
        field("stances", &Record::stances, "Who is for or against what."),
        field("events", &Record::events, "Who did what to whom."),
        field("figures", &Record::figures, "How much and how many."),
        field("commitments", &Record::commitments, "Who undertakes what."),
        field("groups", &Record::groups, "Who belongs to what."),
        field("notes", &Record::notes, "What the reader should know."));
};

}  // namespace dragoman::record
