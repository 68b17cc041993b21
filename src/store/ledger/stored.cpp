#include "store/ledger/stored.h"

#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

Strings texts(const Chunks& chunks, idx_t column, idx_t row) {
    Strings list;
    for (std::string_view text : chunks.texts(column, row)) list.emplace_back(text);
    return list;
}

LedgerDeed deed_of(const Chunks& chunks, idx_t row) {
    const auto text = [&](idx_t column) { return std::string(chunks.text(column, row)); };
    LedgerDeed d{.story_id = text(0), .row_id = text(1), .kind = text(2)};
    d.day = chunks.day(3, row);
    d.first_day = chunks.day(4, row);
    d.last_day = chunks.day(5, row);
    d.dated = chunks.truth(6, row);
    d.told = chunks.truth(7, row);
    d.says = text(8);
    d.act = text(9);
    d.mode = text(10);
    idx_t column = 11;
    for (Strings* list : {&d.doers, &d.parties, &d.countries, &d.others, &d.places, &d.things, &d.named, &d.hinges})
        *list = texts(chunks, column++, row);
    d.words = passage(chunks, 19, row);
    return d;
}

}  // namespace

Passage passage(const Chunks& chunks, idx_t first, idx_t row) {
    return {static_cast<std::uint32_t>(chunks.integer(first, row)),
            static_cast<std::uint32_t>(chunks.integer(first + 1, row)), std::string(chunks.text(first + 2, row))};
}

bool in_order(const LedgerPromise& a, const LedgerPromise& b) {
    return std::tie(a.day, a.story_id, a.words.start, a.row_id) < std::tie(b.day, b.story_id, b.words.start, b.row_id);
}

Result<Blocks> promises_where(duckdb_connection connection, const std::string& condition) {
    auto chunks = Chunks::of(connection,
                             "SELECT block, story_id, row_id, day, first_day, last_day, due, kind, strength, act, "
                             "contraries, by_keys, by_countries, "
                             "to_keys, places, things, named, hinges, by_names, all_countries, copy, "
                             "words.\"start\"::BIGINT, words.\"end\"::BIGINT, "
                             "words.text, entry_id FROM ledger_promises WHERE " +
                                 condition);
    if (!chunks) return chunks.error();
    Blocks blocks;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) {
            const auto text = [&](idx_t column) { return std::string(chunks->text(column, row)); };
            LedgerPromise p{.block = text(0), .story_id = text(1), .row_id = text(2)};
            p.day = chunks->day(3, row);
            p.first_day = chunks->day(4, row);
            p.last_day = chunks->day(5, row);
            p.due = text(6);
            p.kind = text(7);
            p.strength = text(8);
            p.act = text(9);
            idx_t column = 10;
            for (Strings* list : {&p.contraries, &p.by_keys, &p.by_countries, &p.to_keys, &p.places, &p.things,
                                  &p.named, &p.hinges, &p.by_names, &p.all_countries})
                *list = texts(*chunks, column++, row);
            p.copy = chunks->truth(20, row);
            p.words = passage(*chunks, 21, row);
            p.entry_id = text(24);
            blocks[p.block].push_back(std::move(p));
        }
    for (auto& [block, promises] : blocks) std::sort(promises.begin(), promises.end(), in_order);
    return blocks;
}

Result<KeptEntries> kept_entries(duckdb_connection connection, const Blocks& blocks) {
    std::vector<LedgerBlock> names;
    for (const auto& [name, promises] : blocks)
        if (promises.front().act != "meet" && promises.front().act != "visit") names.push_back({name});
    Status done = run(connection, "CREATE OR REPLACE TEMP TABLE ledger_blocks (block VARCHAR)");
    if (done) done = append(connection, "ledger_blocks", names);
    if (!done) return done.error();
    auto chunks = Chunks::of(
        connection,
        "SELECT l.id, l.block, l.story_id, l.row_id, l.kind, l.act, l.action, l.strength, l.due, l.status, l.rule, "
        "l.evidence_story, l.evidence_row, l.evidence_kind, l.evidence_words, l.made, l.repeated, l.first_day, "
        "l.last_day, l.evidence_day, l.promises::BIGINT, l.stories::BIGINT, l.evidence::BIGINT, l.by_names, "
        "l.countries, p.things, p.named, p.day, p.words.\"start\"::BIGINT, p.words.\"end\"::BIGINT, p.words.text "
        "FROM ledger l JOIN ledger_promises p ON p.story_id = l.story_id AND p.row_id = l.row_id "
        "WHERE l.first_day IS NOT NULL AND l.block IN (SELECT block FROM ledger_blocks) AND "
        "p.block IN (SELECT block FROM ledger_blocks) AND "
        "l.id NOT IN (SELECT entry_id FROM ledger_touched)");
    if (!chunks) return chunks.error();
    KeptEntries kept;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) {
            KeptEntry one;
            LedgerEntry& e = one.entry;
            idx_t column = 0;
            for (std::string* text :
                 {&e.id, &e.block, &e.story_id, &e.row_id, &e.kind, &e.act, &e.action, &e.strength, &e.due, &e.status,
                  &e.rule, &e.evidence_story, &e.evidence_row, &e.evidence_kind, &e.evidence_words})
                *text = chunks->text(column++, row);
            for (Day* day : {&e.made, &e.repeated, &e.first_day, &e.last_day, &e.evidence_day})
                *day = chunks->day(column++, row);
            for (int* number : {&e.promises, &e.stories, &e.evidence})
                *number = static_cast<int>(chunks->integer(column++, row));
            for (Strings* list : {&e.by_names, &e.countries, &one.first.things, &one.first.named})
                *list = texts(*chunks, column++, row);
            one.first.story_id = e.story_id;
            one.first.row_id = e.row_id;
            one.first.day = chunks->day(column++, row);
            one.first.words = passage(*chunks, column, row);
            kept[e.block].push_back(std::move(one));
        }
    done = run(connection, "DROP TABLE ledger_blocks");
    return done ? Result<KeptEntries>(std::move(kept)) : done.error();
}

Status Deeds::read_of(duckdb_connection connection, const std::vector<LedgerHinge>& hinges) {
    Status done = run(connection, "CREATE OR REPLACE TEMP TABLE ledger_hinges (hinge VARCHAR, day DATE, until DATE)");
    if (done) done = append(connection, "ledger_hinges", hinges);
    if (done)
        done = read(connection,
                    "ledger_deeds WHERE NOT copy AND rowid IN (SELECT number FROM (SELECT rowid AS number, day, "
                    "unnest(hinges) AS hinge FROM ledger_deeds WHERE day >= (SELECT min(day) FROM ledger_hinges) AND "
                    "day <= (SELECT max(until) FROM ledger_hinges)) d JOIN ledger_hinges h ON d.hinge = h.hinge AND "
                    "d.day BETWEEN h.day AND h.until)");
    return done ? run(connection, "DROP TABLE ledger_hinges") : done;
}

Status Deeds::read(duckdb_connection connection, const std::string& from) {
    auto chunks = Chunks::of(connection,
                             "SELECT story_id, row_id, kind, day, first_day, last_day, dated, told, says, act, "
                             "mode, doers, parties, countries, others, "
                             "places, things, named, hinges, words.\"start\"::BIGINT, words.\"end\"::BIGINT, "
                             "words.text FROM " +
                                 from);
    if (!chunks) return chunks.error();
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) deeds_.push_back(deed_of(*chunks, row));
    in_order_.clear();
    for (const LedgerDeed& deed : deeds_) in_order_.push_back(&deed);
    std::sort(in_order_.begin(), in_order_.end(), [](const LedgerDeed* a, const LedgerDeed* b) {
        return std::tie(a->day, a->story_id, a->words.start, a->row_id, a->act, a->says) <
               std::tie(b->day, b->story_id, b->words.start, b->row_id, b->act, b->says);
    });
    for (std::uint32_t i = 0; i < in_order_.size(); ++i)
        for (const std::string& hinge : in_order_[i]->hinges) {
            Hinge& of = by_hinge_[hinge];
            const bool same_story = !of.deeds.empty() && in_order_[of.last]->story_id == in_order_[i]->story_id;
            of.of_story = same_story ? of.of_story + 1 : 1;
            of.last = i;
            if (of.of_story <= most_of_a_story) of.deeds.push_back(i);
        }
    return Done{};
}

}  // namespace dragoman::store
