// When two names mean the same.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dragoman::evaluate {

/// Compatibility-decomposed, case-folded, without marks and punctuation, blanks single, leading
/// articles and titles off: "The Président, Émile" → "emile".
std::string normal(std::string_view name);

/// At blanks; of a normal name.
std::vector<std::string> words_of(const std::string& normal_name);

}  // namespace dragoman::evaluate
