// Addresses relative to others, as RFC 3986 resolves them.
#pragma once

#include <string>
#include <string_view>

namespace dragoman::story::markup {

/// "../b?c" at "http://x.example/a/d" → "http://x.example/b?c". What is absolute stays; without a base that is
/// absolute, the reference itself.
std::string resolved(std::string_view base, std::string_view reference);

/// "https" of "https://…"; empty when it begins with no scheme.
std::string_view scheme_of(std::string_view address);

}  // namespace dragoman::story::markup
