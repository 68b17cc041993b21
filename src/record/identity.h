// What a row's id is made of.
#pragma once

#include <string>

#include "dragoman/record.h"

namespace dragoman::record {

/// The fields marked `key()` in fields.h, as JSON. Rows with the same identity in one story say the
/// same. References to other rows are no part of it.
std::string identity(const Statement&);
std::string identity(const Stance&);
std::string identity(const Event&);
std::string identity(const Figure&);
std::string identity(const Commitment&);
std::string identity(const Group&);

}  // namespace dragoman::record
