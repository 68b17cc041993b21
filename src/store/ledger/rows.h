// The tables of the ledger.
#pragma once

#include "record/fields.h"
#include "record/types.h"
#include "store/schema/columns.h"

namespace dragoman::store {

/// A commitment of a story in the terms of the ledger.
struct LedgerPromise {
    std::string entry_id, block;
    std::string story_id, row_id;
    Day day, first_day, last_day;
    std::string due, kind, strength, act;
    Strings contraries;
    Strings by_keys, by_countries, to_keys, places;
    Strings things, named, hinges;
    Strings by_names, all_countries;
    bool copy = false;
    Passage words;
};

/// What a story tells as done, as not done, as called off, or as what somebody will not do or never promised; and what
/// somebody promised, for promises of the contrary.
struct LedgerDeed {
    std::string story_id, row_id, kind;
    Day day, first_day, last_day;
    bool dated = false, told = false;
    std::string says, act, mode;
    Strings doers, parties, countries, others, places;
    Strings things, named, hinges;
    bool copy = false;
    Passage words;
};

/// One undertaking with its repeats and what became of it.
struct LedgerEntry {
    std::string id, block;
    Strings by_names, countries;
    std::string kind, act, action, strength, due;
    Day made, repeated, first_day, last_day;
    int promises = 0, stories = 0;
    std::string status, rule;
    std::string story_id, row_id;
    std::string evidence_story, evidence_row, evidence_kind, evidence_words;
    Day evidence_day;
    int evidence = 0;
};

/// A row that shows what became of an undertaking.
struct LedgerEvidence {
    std::string entry_id, block;
    std::string story_id, row_id, kind, shows, rule;
    Day day;
    Passage words;
};

/// A row of the temporary table `ledger_hinges`: deeds are looked up by it, told from this day on until that one.
struct LedgerHinge {
    std::string hinge;
    Day day, until;
};

/// A row of a temporary table of blocks, or of entries.
struct LedgerBlock {
    std::string block;
};

}  // namespace dragoman::store

namespace dragoman::record {

template <>
struct Fields<store::LedgerHinge> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What deeds are looked up by.";
    static constexpr auto list =
        std::tuple(field("hinge", &store::LedgerHinge::hinge, "Of promises and deeds.").always(),
                   field("day", &store::LedgerHinge::day, "The day of the earliest of the promises."),
                   field("until", &store::LedgerHinge::until, "The last day that a deed of theirs can be told on."));
};

template <>
struct Fields<store::LedgerBlock> {
    static constexpr bool kept = true;
    static constexpr std::string_view about = "A block whose entries are told anew.";
    static constexpr auto list = std::tuple(field("block", &store::LedgerBlock::block, "Undertaker and act.").always());
};

template <>
struct Fields<store::LedgerPromise> {
    using P = store::LedgerPromise;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "A commitment of a story in the terms of the ledger.";
    static constexpr auto list = std::tuple(
        field("entry_id", &P::entry_id, "The entry it belongs to.").always(),
        field("block", &P::block, "Undertaker and act: promises of one block may be one.").always(),
        field("story_id", &P::story_id, "The story.").always(), field("row_id", &P::row_id, "The commitment.").always(),
        field("day", &P::day, "The story's day."), field("first_day", &P::first_day, "First day it is due on."),
        field("last_day", &P::last_day, "Last day it is due on."), field("due", &P::due, "By when, TIMEX3."),
        field("kind", &P::kind, "Kind of action."), field("strength", &P::strength, "How binding the words are."),
        field("act", &P::act,
              "Group of its verb (knowledge/deeds.tsv), else the verb; \"not\" before it where it is undertaken not to "
              "do it."),
        field("contraries", &P::contraries, "Acts that are the contrary of it."),
        field("by_keys", &P::by_keys, "Who undertakes it: p: a person's last name, c: a country, o: an organisation."),
        field("by_countries", &P::by_countries, "Their countries."),
        field("to_keys", &P::to_keys, "With whom or for whom, in the same form."),
        field("places", &P::places, "Where: l: a place, c: a country."),
        field("things", &P::things, "Words for what it is about, as lemmas."),
        field("named", &P::named, "Those of them that are names."),
        field("hinges", &P::hinges, "What deeds are looked up by."),
        field("by_names", &P::by_names, "Names of who undertakes it."),
        field("all_countries", &P::all_countries, "Countries of all who take part."),
        field("copy", &P::copy, "Whether the story is a copy of another."),
        field("words", &P::words, "The words of the action."));
};

template <>
struct Fields<store::LedgerDeed> {
    using D = store::LedgerDeed;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "What a story tells as done, as not done, or as refused.";
    static constexpr auto list = std::tuple(
        field("story_id", &D::story_id, "The story.").always(),
        field("row_id", &D::row_id, "Its event, statement or commitment.").always(),
        field("kind", &D::kind, "event, statement or commitment.").always(), field("day", &D::day, "The story's day."),
        field("first_day", &D::first_day, "First day it can have happened on."),
        field("last_day", &D::last_day, "Last such day."),
        field("dated", &D::dated, "Whether the words say when; else these days are the story's."),
        field("told", &D::told, "Whether a verb in a past form stands in the words."),
        field("says", &D::says, "done, not done, called off, will not, never promised; promised.").always(),
        field("act", &D::act, "Group of its verb."), field("mode", &D::mode, "PLOVER mode of an event."),
        field("doers", &D::doers, "Who does it or will not, as keys; w: the word by which a sentence names them."),
        field("parties", &D::parties, "Who took part, as keys."), field("countries", &D::countries, "Their countries."),
        field("others", &D::others, "Who else is named in the words."), field("places", &D::places, "Where."),
        field("things", &D::things, "Words for what it is about, as lemmas."),
        field("named", &D::named, "Those of them that are names."),
        field("hinges", &D::hinges, "What promises are looked up by."),
        field("copy", &D::copy, "Whether the story is a copy of another."), field("words", &D::words, "The words."));
};

template <>
struct Fields<store::LedgerEntry> {
    using E = store::LedgerEntry;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "One undertaking with its repeats and what became of it.";
    static constexpr auto list = std::tuple(
        field("id", &E::id, "Hash of its first promise.").always(),
        field("block", &E::block, "Undertaker and act.").always(),
        field("by_names", &E::by_names, "Who undertakes it."),
        field("countries", &E::countries, "Countries of all who take part."),
        field("kind", &E::kind, "Kind of action."), field("act", &E::act, "Group of its verb."),
        field("action", &E::action, "The words of the action, as first told."),
        field("strength", &E::strength, "The most binding words."), field("due", &E::due, "By when, TIMEX3."),
        field("made", &E::made, "Day of the first story that tells it."),
        field("repeated", &E::repeated, "Day of the last."),
        field("first_day", &E::first_day, "First day it is due on."),
        field("last_day", &E::last_day, "Last day it is due on."),
        field("promises", &E::promises, "Commitments of stories, copies not counted."),
        field("stories", &E::stories, "Stories that these are of."),
        field("status", &E::status,
              "open, met, missed, withdrawn, contradicted or overtaken; only open needs no evidence.")
            .always(),
        field("rule", &E::rule, "What in the evidence decided."),
        field("story_id", &E::story_id, "The story of the first promise.").always(),
        field("row_id", &E::row_id, "Its commitment.").always(),
        field("evidence_story", &E::evidence_story, "The story of what decided."),
        field("evidence_row", &E::evidence_row, "Its row."),
        field("evidence_kind", &E::evidence_kind, "event, statement, figure or commitment."),
        field("evidence_words", &E::evidence_words, "Its words."),
        field("evidence_day", &E::evidence_day, "The day of that story."),
        field("evidence", &E::evidence, "How many rows show what became of it (table ledger_evidence)."));
};

template <>
struct Fields<store::LedgerEvidence> {
    using E = store::LedgerEvidence;
    static constexpr bool kept = true;
    static constexpr std::string_view about = "A row that shows what became of an undertaking.";
    static constexpr auto list = std::tuple(
        field("entry_id", &E::entry_id, "The entry of the ledger.").always(),
        field("block", &E::block, "Its block.").always(), field("story_id", &E::story_id, "The story.").always(),
        field("row_id", &E::row_id, "The row.").always(),
        field("kind", &E::kind, "event, statement, figure or commitment.").always(),
        field("shows", &E::shows, "met, missed, withdrawn, contradicted or overtaken.").always(),
        field("rule", &E::rule, "What matched.").always(), field("day", &E::day, "The story's day."),
        field("words", &E::words, "The words."));
};

}  // namespace dragoman::record
