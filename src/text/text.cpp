#include "text/text.h"

#include <algorithm>

#include "text/decode.h"
#include "text/split.h"

namespace dragoman {

std::uint32_t Text::input_offset(std::uint32_t at) const {
    auto after =
        std::upper_bound(steps.begin(), steps.end(), at, [](std::uint32_t b, const Step& s) { return b < s.body; });
    if (after == steps.begin()) return at;
    const Step& step = *std::prev(after);
    return step.input + (at - step.body);
}

int Text::sentence_of(int token) const {
    auto after = std::upper_bound(sentences.begin(), sentences.end(), token,
                                  [](int t, const Sentence& s) { return t < s.tokens.begin; });
    return static_cast<int>(after - sentences.begin()) - 1;
}

int Text::token_at(std::uint32_t byte) const {
    auto at =
        std::upper_bound(tokens.begin(), tokens.end(), byte, [](std::uint32_t b, const Token& t) { return b < t.end; });
    return static_cast<int>(at - tokens.begin());
}

namespace text {

Text prepare(std::string_view bytes) {
    Text text;
    decode(bytes, text);
    split_paragraphs(text);
    std::vector<int> first_token;
    split_tokens(text, first_token);
    split_sentences(text, first_token);
    pair_quotes(text, first_token);
    return text;
}

}  // namespace text
}  // namespace dragoman
