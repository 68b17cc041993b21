// The invariants between stages, as a check: what every stage's result must satisfy. Debug builds
// run it on every story; tests run it in every build.
#pragma once

#include <string>
#include <vector>

#include "stages.h"

namespace dragoman {

/// What does not hold, in words; empty when all does. Linear in the story.
std::vector<std::string> verify(const Stages& stages);

}  // namespace dragoman
