#include "store/ledger/ledger.h"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <unordered_map>

#include "sha256.h"
#include "store/chunks.h"
#include "store/joining/slices.h"
#include "store/ledger/judging.h"
#include "store/ledger/reading.h"
#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

Strings texts(const Chunks& chunks, idx_t column, idx_t row) {
    Strings list;
    for (std::string_view text : chunks.texts(column, row)) list.emplace_back(text);
    return list;
}

Passage passage(const Chunks& chunks, idx_t first, idx_t row) {
    return {static_cast<std::uint32_t>(chunks.integer(first, row)),
            static_cast<std::uint32_t>(chunks.integer(first + 1, row)), std::string(chunks.text(first + 2, row))};
}

/// Promises of one block, and deeds of one hinge, that are taken from one story, the first ones: a story that says one
/// thing ten thousand times would else be held against itself and every other a hundred million times.
constexpr std::size_t most_of_a_story = 100;

/// Promises by block.
using Blocks = std::map<std::string, std::vector<LedgerPromise>>;

Result<Blocks> promises_where(duckdb_connection connection, const std::string& condition) {
    auto chunks = Chunks::of(connection,
                             "SELECT block, story_id, row_id, day, first_day, last_day, due, kind, strength, act, "
                             "contraries, by_keys, by_countries, "
                             "to_keys, places, things, named, hinges, by_names, all_countries, copy, "
                             "words.\"start\"::BIGINT, words.\"end\"::BIGINT, "
                             "words.text FROM ledger_promises WHERE " +
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
            blocks[p.block].push_back(std::move(p));
        }
    for (auto& [block, promises] : blocks)
        std::sort(promises.begin(), promises.end(), [](const LedgerPromise& a, const LedgerPromise& b) {
            return std::tie(a.day, a.story_id, a.words.start, a.row_id) <
                   std::tie(b.day, b.story_id, b.words.start, b.row_id);
        });
    return blocks;
}

/// Deeds by what promises are looked up by.
class Deeds {
public:
    /// Those that share a hinge with promises of the blocks in the temporary table `ledger_blocks`.
    Status read_of_blocks(duckdb_connection connection) {
        return read(
            connection,
            "rowid IN (SELECT number FROM (SELECT rowid AS number, unnest(hinges) AS hinge FROM ledger_deeds) WHERE "
            "hinge IN (SELECT unnest(hinges) FROM ledger_promises WHERE block IN (SELECT block FROM "
            "ledger_blocks)))");
    }
    Status read(duckdb_connection connection, const std::string& condition) {
        auto chunks = Chunks::of(connection,
                                 "SELECT story_id, row_id, kind, day, first_day, last_day, dated, told, says, act, "
                                 "mode, doers, parties, countries, others, "
                                 "places, things, named, hinges, words.\"start\"::BIGINT, words.\"end\"::BIGINT, "
                                 "words.text FROM ledger_deeds "
                                 "WHERE NOT copy AND " +
                                     condition);
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

    /// Calls f(deed) for each deed told from the day of a promise on, as long as deeds count for it, once.
    template <class F>
    void each(const LedgerPromise& promise, F&& f) const {
        const bool encounter = promise.act == "meet" || promise.act == "visit";
        const auto until = (promise.last_day ? *promise.last_day : *promise.day) +
                           (encounter ? meetings_count : std::chrono::days(36500));
        std::vector<std::uint32_t> found_at;
        for (const std::string& hinge : promise.hinges) {
            const auto found = by_hinge_.find(hinge);
            if (found == by_hinge_.end()) continue;
            const auto& deeds = found->second.deeds;
            auto at = std::lower_bound(deeds.begin(), deeds.end(), promise.day,
                                       [&](std::uint32_t i, const Day& day) { return in_order_[i]->day < day; });
            for (; at != deeds.end() && *in_order_[*at]->day <= until; ++at) found_at.push_back(*at);
        }
        std::sort(found_at.begin(), found_at.end());
        found_at.erase(std::unique(found_at.begin(), found_at.end()), found_at.end());
        for (const std::uint32_t i : found_at) f(*in_order_[i]);
    }

private:
    static LedgerDeed deed_of(const Chunks& chunks, idx_t row) {
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

    struct Hinge {
        std::vector<std::uint32_t> deeds;  ///< indexes into in_order_
        std::uint32_t last = 0;
        std::size_t of_story = 0;
    };

    std::deque<LedgerDeed> deeds_;
    std::vector<const LedgerDeed*> in_order_;  ///< by day
    std::unordered_map<std::string, Hinge> by_hinge_;
};

struct Told {
    LedgerEvidence row;
    int weight = 0;
};

/// What became of targets, by story and commitment: levels of their period, as the series have them.
Result<std::map<std::pair<std::string, std::string>, Told>> targets(duckdb_connection connection) {
    auto chunks = Chunks::of(
        connection,
        "SELECT c.story_id, c.id, a.story_id, a.row_id, p.status, a.day, a.words.\"start\"::BIGINT, "
        "a.words.\"end\"::BIGINT, a.words.text FROM series_points p JOIN commitments c ON c.story_id = p.story_id AND "
        "c.figure = p.row_id JOIN series_points a ON a.story_id = p.against_story AND a.row_id = p.against_row AND "
        "a.series_id = p.series_id WHERE p.role = 'target' AND p.status IN ('reached', 'short')");
    if (!chunks) return chunks.error();
    std::map<std::pair<std::string, std::string>, Told> found;
    while (chunks->next())
        for (idx_t row = 0; row < chunks->size(); ++row) {
            const auto text = [&](idx_t column) { return std::string(chunks->text(column, row)); };
            LedgerEvidence evidence{.story_id = text(2), .row_id = text(3), .kind = "figure"};
            evidence.shows = text(4) == "reached" ? "met" : "missed";
            evidence.rule = "target:level-of-its-period";
            evidence.day = chunks->day(5, row);
            evidence.words = passage(*chunks, 6, row);
            found[{text(0), text(1)}] = {evidence, 10};
        }
    return found;
}

/// The entries of one block, with what became of them.
class Block {
public:
    Block(std::vector<LedgerPromise>& promises, const Deeds& deeds,
          const std::map<std::pair<std::string, std::string>, Told>& targets)
        : promises_(promises), deeds_(deeds), targets_(targets) {}

    void tell(std::vector<LedgerEntry>& entries, std::vector<LedgerEvidence>& evidence) {
        const std::vector<std::size_t> group = join_repeats(promises_);
        std::map<std::size_t, std::vector<LedgerPromise*>> groups;
        for (std::size_t i = 0; i < promises_.size(); ++i) groups[group[i]].push_back(&promises_[i]);
        std::vector<std::pair<LedgerEntry, std::vector<Told>>> told;
        for (auto& [first, own] : groups) {
            LedgerEntry entry = entry_of(own);
            if (entry.promises == 0) continue;
            told.emplace_back(std::move(entry), evidence_for(own));
        }
        for (auto& [entry, rows] : told) add_overtaking(entry, rows, told);
        for (auto& [entry, rows] : told) {
            decide(entry, rows);
            entries.push_back(entry);
            for (Told& one : rows) {
                one.row.entry_id = entry.id;
                one.row.block = entry.block;
                evidence.push_back(one.row);
            }
        }
    }

private:
    static LedgerEntry entry_of(const std::vector<LedgerPromise*>& own) {
        static const std::vector<std::string> by_strength{"promised", "agreed", "planned",
                                                          "intended", "aimed",  "considered"};
        const LedgerPromise& first = *own.front();
        LedgerEntry entry;
        entry.id = sha256_hex(first.story_id + '\n' + first.row_id).substr(0, 16);
        entry.block = first.block;
        entry.by_names = first.by_names;
        entry.kind = first.kind;
        entry.act = first.act;
        entry.action = first.words.text;
        entry.made = first.day;
        entry.story_id = first.story_id;
        entry.row_id = first.row_id;
        std::set<std::string> stories, countries;
        std::size_t strength = by_strength.size() - 1;
        for (LedgerPromise* p : own) {
            p->entry_id = entry.id;
            countries.insert(p->all_countries.begin(), p->all_countries.end());
            if (p->copy) continue;
            ++entry.promises;
            stories.insert(p->story_id);
            entry.repeated = p->day;
            for (std::size_t i = 0; i < strength; ++i)
                if (p->strength == by_strength[i]) strength = i;
            if (entry.due.empty() && !p->due.empty()) {
                entry.due = p->due;
                entry.first_day = p->first_day;
                entry.last_day = p->last_day;
            }
        }
        entry.strength = by_strength[strength];
        entry.stories = static_cast<int>(stories.size());
        entry.countries.assign(countries.begin(), countries.end());
        return entry;
    }

    std::vector<Told> evidence_for(const std::vector<LedgerPromise*>& own) const {
        std::map<std::tuple<std::string, std::string, std::uint32_t>, Told> rows;
        for (const LedgerPromise* promise : own) {
            if (promise->copy) continue;
            deeds_.each(*promise, [&](const LedgerDeed& deed) {
                const auto verdict = judge(*promise, deed);
                if (!verdict) return;
                Told told{{"", "", deed.story_id, deed.row_id, deed.kind, std::string(verdict->shows),
                           std::string(verdict->rule), deed.day, deed.words},
                          verdict->weight};
                auto [at, fresh] = rows.emplace(std::tuple(deed.story_id, deed.row_id, deed.words.start), told);
                if (!fresh && told.weight > at->second.weight) at->second = told;
            });
            if (const auto target = targets_.find({promise->story_id, promise->row_id}); target != targets_.end())
                rows.emplace(std::tuple(target->second.row.story_id, target->second.row.row_id, 0u), target->second);
        }
        std::vector<Told> list;
        for (auto& [key, one] : rows)
            if (!taken_back(one, own)) list.push_back(std::move(one));
        std::stable_sort(list.begin(), list.end(), [](const Told& a, const Told& b) {
            return std::tie(b.weight, a.row.day) < std::tie(a.weight, b.row.day);
        });
        constexpr std::size_t kept = 5;
        if (list.size() > kept) list.resize(kept);
        return list;
    }

    /// Words against a promise that was made again later show nothing any more.
    static bool taken_back(const Told& told, const std::vector<LedgerPromise*>& own) {
        return told.row.shows == "contradicted" && told.row.rule.starts_with("word:") &&
               std::any_of(own.begin(), own.end(),
                           [&](const LedgerPromise* p) { return !p->copy && *p->day > *told.row.day; });
    }

    /// The same promised anew for a later time, before it was done.
    void add_overtaking(const LedgerEntry& entry, std::vector<Told>& rows,
                        const std::vector<std::pair<LedgerEntry, std::vector<Told>>>& told) const {
        if (entry.act == "meet" || entry.act == "visit" || !entry.last_day || !rows.empty()) return;
        const LedgerPromise& mine = promise_of(entry);
        for (const auto& [other, others_rows] : told) {
            if (!other.first_day || *other.first_day <= *entry.last_day || *other.made <= *entry.made) continue;
            const LedgerPromise& theirs = promise_of(other);
            if (!alike(mine.things, mine.named, theirs.things, theirs.named, 0.6)) continue;
            rows.push_back({{"", "", theirs.story_id, theirs.row_id, "commitment", "overtaken",
                             "act:promised-for-later", theirs.day, theirs.words},
                            0});
            return;
        }
    }
    const LedgerPromise& promise_of(const LedgerEntry& entry) const {
        return *std::find_if(promises_.begin(), promises_.end(), [&](const LedgerPromise& p) {
            return p.story_id == entry.story_id && p.row_id == entry.row_id;
        });
    }

    /// What was done outweighs what was told before of its not being done.
    static void decide(LedgerEntry& entry, const std::vector<Told>& rows) {
        entry.status = "open";
        entry.evidence = static_cast<int>(rows.size());
        for (std::string_view status : {"met", "missed", "withdrawn", "contradicted", "overtaken"})
            for (const Told& one : rows) {
                if (one.row.shows != status) continue;
                entry.status = status;
                entry.rule = one.row.rule;
                entry.evidence_story = one.row.story_id;
                entry.evidence_row = one.row.row_id;
                entry.evidence_kind = one.row.kind;
                entry.evidence_words = one.row.words.text;
                entry.evidence_day = one.row.day;
                return;
            }
    }

    std::vector<LedgerPromise>& promises_;
    const Deeds& deeds_;
    const std::map<std::pair<std::string, std::string>, Told>& targets_;
};

std::vector<LedgerPromise> first_of_each_block(std::vector<LedgerPromise> promises) {
    std::sort(promises.begin(), promises.end(), [](const LedgerPromise& a, const LedgerPromise& b) {
        return std::tie(a.story_id, a.block, a.words.start, a.row_id) <
               std::tie(b.story_id, b.block, b.words.start, b.row_id);
    });
    std::vector<LedgerPromise> kept;
    std::size_t before = 0;
    for (std::size_t i = 0; i < promises.size(); ++i) {
        const bool same = i > 0 && std::tie(promises[i].story_id, promises[i].block) ==
                                       std::tie(promises[i - 1].story_id, promises[i - 1].block);
        before = same ? before + 1 : 0;
        if (before < most_of_a_story) kept.push_back(promises[i]);
    }
    return kept;
}

Status read_slice(duckdb_connection connection, const DeedWords& words) {
    if (Status made = make_keys(connection); !made) return made;
    auto promises = read_promises(connection, words);
    if (!promises) return promises.error();
    const auto deeds = read_deeds(connection, words);
    if (!deeds) return deeds.error();
    const auto first = first_of_each_block(std::move(*promises));
    Status kept = append(connection, "ledger_promises", first);
    if (kept) kept = append(connection, "ledger_deeds", *deeds);
    return kept ? append(connection, "ledger_deeds", deeds_of(first)) : kept;
}

/// Puts the promises and deeds of changed stories in the place of the earlier ones; leaves in the temporary table
/// `ledger_blocks` those that held their promises, rest on their rows or hold their promises now.
Status replace_rows(duckdb_connection connection) {
    static const DeedWords words{Knowledge::embedded()};
    Status done =
        run(connection,
            "CREATE OR REPLACE TEMP TABLE ledger_stories AS SELECT story_id FROM changed_stories;\n"
            "CREATE OR REPLACE TEMP TABLE ledger_blocks AS SELECT block FROM ledger_promises WHERE story_id IN "
            "(SELECT story_id FROM ledger_stories) UNION SELECT block FROM ledger_evidence WHERE kind = 'figure' OR "
            "story_id IN (SELECT story_id FROM ledger_stories);\n"
            "DELETE FROM ledger_deeds WHERE story_id IN (SELECT story_id FROM ledger_stories);\n"
            "DELETE FROM ledger_promises WHERE story_id IN (SELECT story_id FROM ledger_stories);");
    if (done)
        done = each_slice(connection, "ledger_stories", "ledger_slice", [&] { return read_slice(connection, words); });
    if (done)
        done = run(
            connection,
            "INSERT INTO ledger_blocks SELECT block FROM ledger_promises WHERE story_id IN (SELECT story_id FROM "
            "ledger_stories) UNION SELECT l.block FROM series_points p JOIN commitments c ON c.story_id = p.story_id "
            "AND c.figure = p.row_id JOIN ledger_promises l ON l.story_id = c.story_id AND l.row_id = c.id WHERE "
            "p.role = 'target';");
    return done;
}

/// Adds to `ledger_blocks` those of earlier promises of which the changed stories' deeds show something. Only promises
/// whose time touches that of these deeds are read: no deed shows anything of one made after it was told, nor of one
/// whose end (judging.h) was over before it.
Status add_blocks_shown(duckdb_connection connection) {
    const auto blocks = promises_where(
        connection,
        "rowid IN (SELECT number FROM (SELECT rowid AS number, unnest(hinges) AS hinge FROM ledger_promises) "
        "WHERE hinge IN (SELECT unnest(hinges) FROM ledger_deeds WHERE story_id IN (SELECT story_id FROM "
        "ledger_stories))) AND block NOT IN (SELECT block FROM ledger_blocks) AND day <= (SELECT max(day) FROM "
        "ledger_deeds WHERE story_id IN (SELECT story_id FROM ledger_stories)) AND coalesce(last_day + 90, day + 730) "
        ">= (SELECT min(first_day) FROM ledger_deeds WHERE story_id IN (SELECT story_id FROM ledger_stories))");
    if (!blocks) return blocks.error();
    Deeds deeds;
    if (Status read = deeds.read(connection, "story_id IN (SELECT story_id FROM ledger_stories)"); !read) return read;
    std::vector<LedgerBlock> shown;
    for (const auto& [block, promises] : *blocks) {
        bool any = false;
        for (const LedgerPromise& promise : promises)
            deeds.each(promise, [&](const LedgerDeed& deed) { any |= judge(promise, deed).has_value(); });
        if (any) shown.push_back({block});
    }
    return append(connection, "ledger_blocks", shown);
}

}  // namespace

Status join_ledger(const Joining& joining) {
    duckdb_connection connection = joining.connection;
    Status replaced = replace_rows(connection);
    if (replaced && !joining.everything) replaced = add_blocks_shown(connection);
    if (!replaced) return replaced;
    auto blocks = promises_where(connection, "block IN (SELECT block FROM ledger_blocks)");
    if (!blocks) return blocks.error();
    Deeds deeds;
    if (Status read = deeds.read_of_blocks(connection); !read) return read;
    const auto reached = targets(connection);
    if (!reached) return reached.error();
    std::vector<LedgerEntry> entries;
    std::vector<LedgerEvidence> evidence;
    std::vector<LedgerPromise> promises;
    for (auto& [block, own] : *blocks) {
        Block(own, deeds, *reached).tell(entries, evidence);
        std::move(own.begin(), own.end(), std::back_inserter(promises));
    }
    Status done = run(connection,
                      "DELETE FROM ledger WHERE block IN (SELECT block FROM ledger_blocks);\n"
                      "DELETE FROM ledger_evidence WHERE block IN (SELECT block FROM ledger_blocks);\n"
                      "DELETE FROM ledger_promises WHERE block IN (SELECT block FROM ledger_blocks);\n"
                      "DROP TABLE ledger_blocks;\nDROP TABLE ledger_stories;\n"
                      "DROP TABLE ledger_keys;");
    if (done) done = append(connection, "ledger_promises", promises);
    if (done) done = append(connection, "ledger", entries);
    if (done) done = append(connection, "ledger_evidence", evidence);
    return done;
}

}  // namespace dragoman::store
