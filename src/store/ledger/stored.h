// Promises and deeds as the tables of the ledger hold them.
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/chunks.h"
#include "store/ledger/judging.h"

namespace dragoman::store {

/// Promises of one block, and deeds of one hinge, that are taken from one story, the first ones: a story that says one
/// thing ten thousand times would else be held against itself and every other a hundred million times.
constexpr std::size_t most_of_a_story = 100;

/// Promises by block, each block's in order of their days.
using Blocks = std::map<std::string, std::vector<LedgerPromise>>;

/// The order of promises in their block.
bool in_order(const LedgerPromise& a, const LedgerPromise& b);

/// Those that a condition on `ledger_promises` holds of.
Result<Blocks> promises_where(duckdb_connection connection, const std::string& condition);

/// A passage in three columns from `first` on.
Passage passage(const Chunks& chunks, idx_t first, idx_t row);

/// An entry as the ledger has it, and of its first promise the place, the words and what it is about.
struct KeptEntry {
    LedgerEntry entry;
    LedgerPromise first;
};
using KeptEntries = std::map<std::string, std::vector<KeptEntry>>;

/// Entries that could overtake those of these promises, or be overtaken: of the same blocks, for some day, no meetings;
/// by block. None of them is of the temporary table `ledger_touched`.
Result<KeptEntries> kept_entries(duckdb_connection connection, const Blocks& blocks);

/// The last day on which a deed can be told that counts for a promise.
inline std::chrono::sys_days last_told(const LedgerPromise& promise) {
    const bool encounter = promise.act == "meet" || promise.act == "visit";
    return (promise.last_day ? *promise.last_day : *promise.day) +
           (encounter ? meetings_count : std::chrono::days(36500));
}

/// Deeds by what promises are looked up by.
class Deeds {
public:
    /// Those that are looked up by one of these hinges, within its days.
    Status read_of(duckdb_connection connection, const std::vector<LedgerHinge>& hinges);
    /// Those of "`ledger_deeds` WHERE …", or of a table like it; once only.
    Status read(duckdb_connection connection, const std::string& from);

    /// Calls f(deed) for each deed told from the day of a promise on, as long as deeds count for it, once.
    template <class F>
    void each(const LedgerPromise& promise, F&& f) const {
        const auto until = last_told(promise);
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
    struct Hinge {
        std::vector<std::uint32_t> deeds;  ///< indexes into in_order_
        std::uint32_t last = 0;
        std::size_t of_story = 0;
    };

    std::deque<LedgerDeed> deeds_;
    std::vector<const LedgerDeed*> in_order_;  ///< by day
    std::unordered_map<std::string, Hinge> by_hinge_;
};

}  // namespace dragoman::store
