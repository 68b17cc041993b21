// Words for features of trees: ways between two tokens, distances in steps.
#pragma once

#include <string>
#include <string_view>

#include "annotation/annotation.h"

namespace dragoman::findings {

/// "1" … "21", "far".
std::string_view bin_of(int distance);

/// Relations from a word up to where the ways meet and down to another; empty where that is too far, and of a word to
/// itself.
std::string way_between(const Annotation& tree, int from, int to);

}  // namespace dragoman::findings
