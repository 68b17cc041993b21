#include "store/ledger/ledger.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "sha256.h"
#include "store/joining/slices.h"
#include "store/ledger/judging.h"
#include "store/ledger/reading.h"
#include "store/ledger/stored.h"
#include "store/schema/table_writer.h"

namespace dragoman::store {
namespace {

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

/// What the tables held before.
struct Before {
    struct Entry {
        std::string status, evidence_story, evidence_row;
    };
    std::unordered_map<std::string, Entry> entries;  ///< of the blocks at hand, by id
    std::unordered_set<std::string> shaken;   ///< ids of those that lost a promise or evidence, or rest on a figure
    std::unordered_set<std::string> changed;  ///< stories
};

/// What is to be put in the place of what the tables held.
struct Outcome {
    std::vector<LedgerEntry> entries;
    std::vector<LedgerEvidence> evidence;
    std::vector<LedgerPromise> promises;
    std::vector<LedgerBlock> gone, regrouped;  ///< ids of entries; those whose promises are written anew too
};

/// The entries of one block, with what became of them. Only those that something new touches are told anew; of the
/// others no more than whether a later promise overtakes them.
class Block {
public:
    Block(std::vector<LedgerPromise>& promises, const Before& before, const Deeds& fresh,
          const std::map<std::pair<std::string, std::string>, Told>& targets)
        : promises_(promises), before_(before), targets_(targets) {
        const std::vector<std::size_t> group = join_repeats(promises_);
        std::map<std::size_t, std::vector<LedgerPromise*>> groups;
        for (std::size_t i = 0; i < promises_.size(); ++i) groups[group[i]].push_back(&promises_[i]);
        for (auto& [first, own] : groups) groups_.push_back({own, touched(own, fresh)});
    }

    /// What the deeds are looked up by that the entries told anew need, and from when on.
    void add_hinges(std::unordered_map<std::string, Day>& hinges) const {
        for (const Group& group : groups_)
            for (const LedgerPromise* p : group.own)
                for (const std::string& hinge : p->hinges)
                    if (group.touched) {
                        Day& day = hinges.emplace(hinge, p->day).first->second;
                        day = std::min(day, p->day);
                    }
    }

    void tell(const Deeds& deeds, Outcome& outcome) {
        std::vector<Telling> told;
        for (Group& group : groups_) {
            if (group.touched)
                for (const LedgerPromise* p : group.own) outcome.regrouped.push_back({p->entry_id});
            LedgerEntry entry = entry_of(group.own);
            if (group.touched)
                for (const LedgerPromise* p : group.own) outcome.promises.push_back(*p);
            if (entry.promises == 0) continue;
            std::vector<Told> rows;
            if (group.touched)
                rows = evidence_for(group.own, deeds);
            else if (settled(entry.id))
                rows.emplace_back();  // is not looked at but for being there
            told.push_back({std::move(entry), group.own.front(), std::move(rows), group.touched});
        }
        add_overtaking(told);
        for (Telling& one : told) write(one.entry, one.rows, one.anew, outcome);
    }

private:
    struct Group {
        std::vector<LedgerPromise*> own;
        bool touched;
    };

    /// An entry, its first promise and what became of it.
    struct Telling {
        LedgerEntry entry;
        const LedgerPromise* first;
        std::vector<Told> rows;
        bool anew;
    };

    /// Is one of its promises new, were they others before, or do new deeds or levels show something of it?
    bool touched(const std::vector<LedgerPromise*>& own, const Deeds& fresh) const {
        const std::string id = id_of(*own.front());
        if (before_.shaken.contains(id)) return true;
        for (const LedgerPromise* p : own) {
            if (p->entry_id != id || before_.changed.contains(p->story_id)) return true;
            if (targets_.contains({p->story_id, p->row_id})) return true;
            bool shown = false;
            fresh.each(*p, [&](const LedgerDeed& deed) { shown = shown || judge(*p, deed).has_value(); });
            if (shown) return true;
        }
        return false;
    }

    /// Does it have evidence of its own, beside being overtaken?
    bool settled(const std::string& id) const {
        const auto found = before_.entries.find(id);
        return found != before_.entries.end() && found->second.status != "open" && found->second.status != "overtaken";
    }

    void write(LedgerEntry& entry, std::vector<Told>& rows, bool anew, Outcome& outcome) const {
        if (!anew && settled(entry.id)) return;
        decide(entry, rows);
        const auto found = before_.entries.find(entry.id);
        if (!anew && found != before_.entries.end() && found->second.status == entry.status &&
            found->second.evidence_story == entry.evidence_story && found->second.evidence_row == entry.evidence_row)
            return;
        outcome.gone.push_back({entry.id});
        outcome.entries.push_back(entry);
        for (Told& one : rows) {
            one.row.entry_id = entry.id;
            one.row.block = entry.block;
            outcome.evidence.push_back(one.row);
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
    std::vector<Group> groups_;
    const Before& before_;
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
            "CREATE OR REPLACE TEMP TABLE ledger_shaken AS SELECT entry_id FROM ledger_promises WHERE story_id IN "
            "(SELECT story_id FROM ledger_stories) UNION SELECT entry_id FROM ledger_evidence WHERE kind = 'figure' OR "
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
Status add_blocks_shown(duckdb_connection connection, const Deeds& fresh) {
    const auto blocks = promises_where(
        connection,
        "rowid IN (SELECT number FROM (SELECT rowid AS number, unnest(hinges) AS hinge FROM ledger_promises WHERE day "
        "<= "
        "(SELECT max(day) FROM ledger_fresh) AND coalesce(last_day + 90, day + 730) >= (SELECT min(first_day) FROM "
        "ledger_fresh) AND block NOT IN (SELECT block FROM ledger_blocks)) WHERE hinge IN (SELECT unnest(hinges) FROM "
        "ledger_fresh))");
    if (!blocks) return blocks.error();
    std::vector<LedgerBlock> shown;
    for (const auto& [block, promises] : *blocks) {
        bool any = false;
        for (const LedgerPromise& promise : promises)
            fresh.each(promise, [&](const LedgerDeed& deed) { any |= judge(promise, deed).has_value(); });
        if (any) shown.push_back({block});
    }
    return append(connection, "ledger_blocks", shown);
}

Result<Before> read_before(duckdb_connection connection) {
    Before before;
    auto ids = query(connection, "SELECT entry_id FROM ledger_shaken");
    if (!ids) return ids.error();
    for (std::vector<Value> row; ids->next(row);) before.shaken.insert(plain(row[0]));
    auto stories = query(connection, "SELECT story_id FROM ledger_stories");
    if (!stories) return stories.error();
    for (std::vector<Value> row; stories->next(row);) before.changed.insert(plain(row[0]));
    auto entries =
        query(connection,
              "SELECT id, status, evidence_story, evidence_row FROM ledger WHERE block IN (SELECT block FROM "
              "ledger_blocks)");
    if (!entries) return entries.error();
    for (std::vector<Value> row; entries->next(row);)
        before.entries[plain(row[0])] = {plain(row[1]), plain(row[2]), plain(row[3])};
    return before;
}

Result<Outcome> tell(duckdb_connection connection, Blocks& promises, const Deeds& fresh) {
    const auto before = read_before(connection);
    if (!before) return before.error();
    const auto reached = targets(connection);
    if (!reached) return reached.error();
    std::vector<Block> blocks;
    std::unordered_map<std::string, Day> hinges;
    for (auto& [name, own] : promises) blocks.emplace_back(own, *before, fresh, *reached).add_hinges(hinges);
    std::vector<LedgerHinge> wanted;
    for (const auto& [hinge, day] : hinges) wanted.push_back({hinge, day});
    Deeds deeds;
    if (Status read = deeds.read_of(connection, wanted); !read) return read.error();
    Outcome outcome;
    for (const std::string& id : before->shaken) outcome.regrouped.push_back({id});
    for (Block& block : blocks) block.tell(deeds, outcome);
    return outcome;
}

Status put(duckdb_connection connection, const Outcome& outcome) {
    Status done = run(connection,
                      "CREATE OR REPLACE TEMP TABLE ledger_gone (block VARCHAR);\n"
                      "CREATE OR REPLACE TEMP TABLE ledger_regrouped (block VARCHAR);");
    if (done) done = append(connection, "ledger_gone", outcome.gone);
    if (done) done = append(connection, "ledger_regrouped", outcome.regrouped);
    if (done)
        done = run(connection,
                   "INSERT INTO ledger_gone FROM ledger_regrouped;\n"
                   "DELETE FROM ledger WHERE id IN (SELECT block FROM ledger_gone);\n"
                   "DELETE FROM ledger_evidence WHERE entry_id IN (SELECT block FROM ledger_gone);\n"
                   "DELETE FROM ledger_promises WHERE coalesce(entry_id, '') IN (SELECT coalesce(block, '') FROM "
                   "ledger_regrouped);\n"  // new ones have no entry yet
                   "DROP TABLE ledger_gone;\nDROP TABLE ledger_regrouped;\nDROP TABLE ledger_shaken;\n"
                   "DROP TABLE ledger_blocks;\nDROP TABLE ledger_stories;\nDROP TABLE ledger_keys;");
    if (done) done = append(connection, "ledger_promises", outcome.promises);
    if (done) done = append(connection, "ledger", outcome.entries);
    return done ? append(connection, "ledger_evidence", outcome.evidence) : done;
}

}  // namespace

Status join_ledger(const Joining& joining) {
    duckdb_connection connection = joining.connection;
    if (Status replaced = replace_rows(connection); !replaced) return replaced;
    Deeds fresh;
    if (!joining.everything) {
        Status read = run(connection,
                          "CREATE OR REPLACE TEMP TABLE ledger_fresh AS FROM ledger_deeds WHERE story_id IN (SELECT "
                          "story_id FROM ledger_stories)");
        if (read) read = fresh.read(connection, "ledger_fresh WHERE NOT copy");
        if (read) read = add_blocks_shown(connection, fresh);
        if (read) read = run(connection, "DROP TABLE ledger_fresh");
        if (!read) return read;
    }
    auto blocks = promises_where(connection, "block IN (SELECT block FROM ledger_blocks)");
    if (!blocks) return blocks.error();
    const auto outcome = tell(connection, *blocks, fresh);
    return outcome ? put(connection, *outcome) : Status(outcome.error());
}

}  // namespace dragoman::store
