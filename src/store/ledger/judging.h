// When a later row shows what became of an undertaking.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/ledger/rows.h"

namespace dragoman::store {

/// Stories told later after its day, or after it was made when it has none, show nothing of a meeting any more.
inline constexpr std::chrono::days meetings_count{1100};
/// An act done so long after its day is still that act; one that no day was told for, so long after it was promised.
inline constexpr std::chrono::days act_late{90}, act_lasting{730};
/// So far apart promises of a meeting that has no day are one.
inline constexpr std::chrono::days repeat_apart{30};

/// What a deed shows of a promise.
struct Verdict {
    std::string_view shows;  ///< met, missed, withdrawn, contradicted
    std::string_view rule;
    int weight = 0;  ///< the better evidence has more
};

/// A deed shows something of a promise only when a later story tells it, it is of the same act, and
/// - of a meeting or visit: the undertaker took part, so did who was to be met (or it was at the place that was to be
///   visited), one of them known by name, or nobody by name but both their countries, within the days it was due on;
///   without a day for it, within a month;
/// - of other acts: it is of the undertaker or his country, and has three quarters of the promise's words and a name.
/// "met": it was done. "missed": told as not done or called off, after it was due. "withdrawn": called off before.
/// "contradicted": on a later day the undertaker says that it will not do it or never promised it, promises the
/// contrary, or does the contrary on a day that is told.
std::optional<Verdict> judge(const LedgerPromise& promise, const LedgerDeed& deed);

/// Are they about the same: three points, two for a name and one for another word that both have, and half the words of
/// the shorter one?
bool alike(const Strings& things, const Strings& named, const Strings& other_things, const Strings& other_named,
           double share);

/// Promises of one block, in any order: which are one undertaking. Returns for each the number of its group.
std::vector<std::size_t> join_repeats(const std::vector<LedgerPromise>& promises);

}  // namespace dragoman::store
