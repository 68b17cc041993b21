// The words of a text as they are looked for: case and accents do not count.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::serve {

/// Calls f(word) for each run of letters and digits, in order, folded: "Erdoğan's 5%" → erdogan, s, 5. Any bytes.
void each_word(std::string_view text, const std::function<void(std::string_view)>& f);

std::vector<std::string> words_of(std::string_view text);

}  // namespace dragoman::serve
