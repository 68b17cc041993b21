// Which reports tell of one event: links between pairs, then groups of what hangs together.
//
// Pairs are looked for among reports that share what few others have on those days (the same kind of act by the same
// person, between the same two states, at the same place, with the same dead). Links join reports to components;
// within a component the strongest link joins first, and two groups become one only when half of the pairs across
// them are linked and their days fit, so that no chain runs from one event to the next. Nothing depends on order.
#pragma once

#include <cstdint>
#include <vector>

#include "store/agreement/agreement.h"

namespace dragoman::store {

struct Link {
    std::uint32_t a = 0, b = 0;  ///< indexes of reports, a < b
    Agreement agreement;
};

/// What a report is looked for by: keys of which two reports of one event share one. They are the same in every
/// joining.
std::vector<std::uint64_t> keys_of(const Reports& reports, const Report& report);

/// Links between reports of which one at least is `fresh`; ascending by (a, b). Reports that are `asleep` have none.
std::vector<Link> links_of(const Reports& reports, const std::vector<bool>& fresh, const std::vector<bool>& asleep);

/// Of each report the first of its component.
std::vector<std::uint32_t> components_of(const Reports& reports, const std::vector<Link>& links);

/// Of each report the first of its group.
std::vector<std::uint32_t> groups_of(const Reports& reports, std::vector<Link> links);

}  // namespace dragoman::store
