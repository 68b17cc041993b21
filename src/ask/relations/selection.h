// What a question about relations means in SQL. Between the files of this folder.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ask/relations/relations.h"

namespace dragoman::ask {

/// The rows of `dyads` or `actor_dyads` that a question is about.
struct Selection {
    std::string rows;       ///< SELECT of columns a, b and the rest; directed where that was asked
    std::string counts;     ///< of those that are counted how many are alike: columns of `dyad_sums`, `day` a month's
                            ///< where no shorter time is asked for
    std::string condition;  ///< sides and type; " WHERE …"
    std::vector<store::Value> parameters;
    std::optional<std::chrono::sys_days> from, to;  ///< the days asked for
    std::string start;                              ///< the first day of a row's period, or NULL
    std::string narrow;  ///< " AND days <= 31": rows whose day is known well enough for the period
};

Result<Selection> select(const store::Store& store, const Related& asked);

/// " AND day >= …", with its parameters; none where no days were asked for.
std::string within(const Selection& selection, std::vector<store::Value>& parameters);

/// The number of a day, as SQL's `DATE '1970-01-01' + CAST(? AS INTEGER)` takes it.
store::Value number_of(std::chrono::sys_days day);

}  // namespace dragoman::ask
