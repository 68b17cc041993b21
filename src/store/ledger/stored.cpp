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
    for (auto& [block, promises] : blocks)
        std::sort(promises.begin(), promises.end(), [](const LedgerPromise& a, const LedgerPromise& b) {
            return std::tie(a.day, a.story_id, a.words.start, a.row_id) <
                   std::tie(b.day, b.story_id, b.words.start, b.row_id);
        });
    return blocks;
}

Status Deeds::read_of(duckdb_connection connection, const std::vector<LedgerHinge>& hinges) {
    Status done = run(connection, "CREATE OR REPLACE TEMP TABLE ledger_hinges (hinge VARCHAR, day DATE)");
    if (done) done = append(connection, "ledger_hinges", hinges);
    if (done)
        done = read(connection,
                    "ledger_deeds WHERE NOT copy AND rowid IN (SELECT number FROM (SELECT rowid AS number, day, "
                    "unnest(hinges) AS hinge FROM "
                    "ledger_deeds) d JOIN ledger_hinges h ON d.hinge = h.hinge AND d.day >= h.day)");
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
