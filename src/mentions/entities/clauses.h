// Where a phrase stands in its sentence: its role, its clause, and how two clauses lie to each other.
#pragma once

#include <array>
#include <string_view>

#include "annotation/annotation.h"

namespace dragoman::mentions {

enum class Role : std::uint8_t { main_subject, subject, object, owner, oblique, within, predicate, other };
inline constexpr std::array<std::string_view, 8> role_names = {"main-subject", "subject", "object",    "owner",
                                                               "oblique",      "within",  "predicate", "other"};

/// The verb, or what stands for it, of the clause a token belongs to.
int clause_of(const Annotation& tree, int token);

/// What the phrase headed by the token is to its clause.
Role role_in_clause(const Annotation& tree, int head);

/// Arcs from the token up to its root, up to a bound.
int depth_of(const Annotation& tree, int token, int most);

/// How the earlier phrase's clause lies to the later one's, within one sentence.
enum class Lie : std::uint8_t { same, above, far_above, below, beside, other };
inline constexpr std::array<std::string_view, 6> lie_names = {"same", "above", "far-above", "below", "beside", "other"};
Lie lie_of(const Annotation& tree, int earlier_clause, int later_clause);

}  // namespace dragoman::mentions
