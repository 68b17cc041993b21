// One row of `happenings` out of the reports of a group. Included by this folder's .cpp files only.
#pragma once

#include <span>

#include "store/agreement/groups.h"
#include "store/happenings/rows.h"

namespace dragoman::store {

/// What a report is called where an id is made of it: 16 hexadecimal digits.
std::string id_of(const Reports& reports, std::uint32_t report);

/// `members` ascend; the first gives the id.
Happening happening_of(const Reports& reports, std::span<const std::uint32_t> members);

}  // namespace dragoman::store
