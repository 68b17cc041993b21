// Joining at the end of commands that bring stories in.
#pragma once

#include <fmt/format.h>

#include "store/store.h"

namespace dragoman::cli {

/// Joins what is not joined yet and says on standard output what was done; the exit code: 0, or 2.
int join_stories(store::Store& store, bool again);

}  // namespace dragoman::cli
