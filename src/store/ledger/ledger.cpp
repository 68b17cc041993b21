#include "store/ledger/ledger.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "sha256.h"
#include "store/joining/slices.h"
#include "store/ledger/judging.h"
#include "store/ledger/reading.h"
#include "store/ledger/stored.h"
#include "store/ledger/touched.h"
#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

struct Told {
    LedgerEvidence row;
    int weight = 0;
};

/// What became of targets, by story and commitment: levels of their period, as the series have them.
using Targets = std::map<std::pair<std::string, std::string>, Told>;

Result<Targets> targets(duckdb_connection connection) {
    auto chunks = Chunks::of(
        connection,
        "SELECT c.story_id, c.id, a.story_id, a.row_id, p.status, a.day, a.words.\"start\"::BIGINT, "
        "a.words.\"end\"::BIGINT, a.words.text FROM series_points p JOIN commitments c ON c.story_id = p.story_id AND "
        "c.figure = p.row_id JOIN series_points a ON a.story_id = p.against_story AND a.row_id = p.against_row AND "
        "a.series_id = p.series_id WHERE p.role = 'target' AND p.status IN ('reached', 'short')");
    if (!chunks) return chunks.error();
    Targets found;
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

/// What is to be put in the place of what the tables held.
struct Outcome {
    std::vector<LedgerEntry> entries;
    std::vector<LedgerEvidence> evidence;
    std::vector<LedgerPromise> promises;
    std::vector<LedgerBlock> gone;  ///< ids of entries
};

/// Entries of one block, with what became of them: those of the promises at hand are told anew; of the others no more
/// than whether a later promise overtakes them.
class Block {
public:
    Block(std::vector<LedgerPromise>& promises, std::vector<KeptEntry>& others, const Targets& targets)
        : promises_(promises), others_(others), targets_(targets) {
        const std::vector<std::size_t> group = join_repeats(promises_);
        std::map<std::size_t, std::vector<LedgerPromise*>> groups;
        for (std::size_t i = 0; i < promises_.size(); ++i) groups[group[i]].push_back(&promises_[i]);
        for (auto& [first, own] : groups) groups_.push_back(std::move(own));
    }

    /// What the deeds are looked up by that the promises need, and of what days.
    void add_hinges(std::unordered_map<std::string, LedgerHinge>& hinges) const {
        for (const LedgerPromise& p : promises_)
            for (const std::string& name : p.hinges) {
                LedgerHinge& hinge = hinges.try_emplace(name, name, p.day, p.day).first->second;
                hinge.day = std::min(hinge.day, p.day);
                hinge.until = std::max(hinge.until, Day(last_told(p)));
            }
    }

    void tell(const Deeds& deeds, Outcome& outcome) {
        std::vector<Telling> told;
        for (Group& own : groups_) {
            for (const LedgerPromise* p : own) outcome.gone.push_back({p->entry_id});
            LedgerEntry entry = entry_of(own);
            for (const LedgerPromise* p : own) outcome.promises.push_back(*p);
            if (entry.promises > 0) told.push_back({std::move(entry), own.front(), evidence_for(own, deeds), true});
        }
        for (const KeptEntry& other : others_) {
            told.push_back({other.entry, &other.first, {}, false});
            if (settled(other.entry)) told.back().rows.emplace_back();  // is not looked at but for being there
        }
        std::sort(told.begin(), told.end(),
                  [](const Telling& a, const Telling& b) { return in_order(*a.first, *b.first); });
        add_overtaking(told);
        for (Telling& one : told) write(one, outcome);
    }

private:
    using Group = std::vector<LedgerPromise*>;

    /// An entry, its first promise and what became of it.
    struct Telling {
        LedgerEntry entry;
        const LedgerPromise* first;
        std::vector<Told> rows;
        bool anew;
    };

    /// Does it have evidence of its own, beside being overtaken?
    static bool settled(const LedgerEntry& entry) { return entry.status != "open" && entry.status != "overtaken"; }

    static void write(Telling& one, Outcome& outcome) {
        LedgerEntry& entry = one.entry;
        if (!one.anew) {
            if (settled(entry)) return;
            const LedgerEntry before = entry;
            decide(entry, one.rows);
            if (std::tie(before.status, before.evidence_story, before.evidence_row) ==
                std::tie(entry.status, entry.evidence_story, entry.evidence_row))
                return;
            outcome.gone.push_back({entry.id});
        } else {
            decide(entry, one.rows);
        }
        outcome.entries.push_back(entry);
        for (Told& row : one.rows) {
            row.row.entry_id = entry.id;
            row.row.block = entry.block;
            outcome.evidence.push_back(row.row);
        }
    }

    static std::string id_of(const LedgerPromise& first) {
        return sha256_hex(first.story_id + '\n' + first.row_id).substr(0, 16);
    }

    static LedgerEntry entry_of(const std::vector<LedgerPromise*>& own) {
        static const std::vector<std::string> by_strength{"promised", "agreed", "planned",
                                                          "intended", "aimed",  "considered"};
        const LedgerPromise& first = *own.front();
        LedgerEntry entry;
        entry.id = id_of(first);
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

    std::vector<Told> evidence_for(const std::vector<LedgerPromise*>& own, const Deeds& deeds) const {
        std::map<std::tuple<std::string, std::string, std::uint32_t>, Told> rows;
        for (const LedgerPromise* promise : own) {
            if (promise->copy) continue;
            deeds.each(*promise, [&](const LedgerDeed& deed) {
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

    /// The same promised anew for a later time, before it was done. What is alike has two things in common, so that
    /// others are looked up by things: a block may have tens of thousands of entries.
    static void add_overtaking(std::vector<Telling>& told) {
        std::unordered_map<std::string_view, std::vector<std::size_t>> with;
        for (std::size_t i = 0; i < told.size(); ++i)
            if (told[i].entry.first_day)
                for (const std::string& thing : told[i].first->things) with[thing].push_back(i);
        std::vector<std::uint8_t> common(told.size());
        for (Telling& mine : told) {
            const LedgerEntry& entry = mine.entry;
            if (entry.act == "meet" || entry.act == "visit" || !entry.last_day || !mine.rows.empty()) continue;
            std::vector<std::size_t> later;
            for (const std::string& thing : mine.first->things)
                for (const std::size_t i : with[thing])
                    if (later_than(told[i].entry, entry) && ++common[i] == 2) later.push_back(i);
            for (const std::string& thing : mine.first->things)
                for (const std::size_t i : with[thing]) common[i] = 0;
            std::sort(later.begin(), later.end());
            const auto found = std::find_if(later.begin(), later.end(), [&](std::size_t i) {
                return alike(mine.first->things, mine.first->named, told[i].first->things, told[i].first->named, 0.6);
            });
            if (found == later.end()) continue;
            const LedgerPromise& theirs = *told[*found].first;
            mine.rows.push_back({{"", "", theirs.story_id, theirs.row_id, "commitment", "overtaken",
                                  "act:promised-for-later", theirs.day, theirs.words},
                                 0});
        }
    }
    static bool later_than(const LedgerEntry& other, const LedgerEntry& entry) {
        return *other.first_day > *entry.last_day && *other.made > *entry.made;
    }

    /// What was done outweighs what was told before of its not being done.
    static void decide(LedgerEntry& entry, const std::vector<Told>& rows) {
        entry.status = "open";
        entry.rule = entry.evidence_story = entry.evidence_row = entry.evidence_kind = entry.evidence_words = {};
        entry.evidence_day = {};
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
    std::vector<KeptEntry>& others_;
    std::vector<Group> groups_;
    const Targets& targets_;
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

/// Puts the promises and deeds of changed stories in the place of the earlier ones.
Status replace_rows(duckdb_connection connection) {
    static const DeedWords words{Knowledge::embedded()};
    Status done = run(connection,
                      "CREATE OR REPLACE TEMP TABLE ledger_stories AS SELECT story_id FROM changed_stories;\n"
                      "DELETE FROM ledger_deeds WHERE story_id IN (SELECT story_id FROM ledger_stories);\n"
                      "DELETE FROM ledger_promises WHERE story_id IN (SELECT story_id FROM ledger_stories);");
    if (done)
        done = each_slice(connection, "ledger_stories", "ledger_slice", [&] { return read_slice(connection, words); });
    return done ? run(connection, "DROP TABLE ledger_keys") : done;
}

Result<Outcome> tell(duckdb_connection connection, Blocks& promises, KeptEntries& others) {
    const auto reached = targets(connection);
    if (!reached) return reached.error();
    std::vector<Block> blocks;
    std::unordered_map<std::string, LedgerHinge> hinges;
    for (auto& [name, own] : promises) blocks.emplace_back(own, others[name], *reached).add_hinges(hinges);
    std::vector<LedgerHinge> wanted;
    for (auto& [name, hinge] : hinges) wanted.push_back(std::move(hinge));
    Deeds deeds;
    if (Status read = deeds.read_of(connection, wanted); !read) return read.error();
    Outcome outcome;
    for (Block& block : blocks) block.tell(deeds, outcome);
    return outcome;
}

/// Ids of entries are written anew with all of their promises, or with none of them where only what overtakes them is
/// new; promises of changed stories have no entry yet.
Status put(duckdb_connection connection, const Outcome& outcome) {
    Status done = run(connection, "CREATE OR REPLACE TEMP TABLE ledger_gone (block VARCHAR)");
    if (done) done = append(connection, "ledger_gone", outcome.gone);
    if (done)
        done = run(connection,
                   "INSERT INTO ledger_gone SELECT entry_id FROM ledger_touched;\n"
                   "DELETE FROM ledger WHERE id IN (SELECT block FROM ledger_gone);\n"
                   "DELETE FROM ledger_evidence WHERE entry_id IN (SELECT block FROM ledger_gone);\n"
                   "DELETE FROM ledger_promises WHERE entry_id IS NULL OR entry_id IN (SELECT entry_id FROM "
                   "ledger_touched);\n"
                   "DROP TABLE ledger_gone;\nDROP TABLE ledger_touched;\nDROP TABLE ledger_stories;");
    if (done) done = append(connection, "ledger_promises", outcome.promises);
    if (done) done = append(connection, "ledger", outcome.entries);
    return done ? append(connection, "ledger_evidence", outcome.evidence) : done;
}

}  // namespace

Status join_ledger(const Joining& joining) {
    duckdb_connection connection = joining.connection;
    if (Status begun = begin_touched(connection); !begun) return begun;
    if (Status replaced = replace_rows(connection); !replaced) return replaced;
    if (!joining.everything)
        if (Status found = add_touched(connection); !found) return found;
    auto blocks = promises_where(connection, "entry_id IS NULL OR entry_id IN (SELECT entry_id FROM ledger_touched)");
    if (!blocks) return blocks.error();
    auto others = kept_entries(connection, *blocks);
    if (!others) return others.error();
    const auto outcome = tell(connection, *blocks, *others);
    return outcome ? put(connection, *outcome) : Status(outcome.error());
}

}  // namespace dragoman::store
