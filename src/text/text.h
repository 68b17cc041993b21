// Story → Text: the body as every later stage sees it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "dragoman/record.h"
#include "span.h"

namespace dragoman {

/// A word, number or mark. Penn Treebank / UD English segmentation: "don't" → do + n't,
/// "Russia's" → Russia + 's, "US$123" → US$ + 123, "31%" → 31 + %, hyphenated words are split as
/// UD English does ("long-term" → long + - + term). Tokens never overlap nor cross a sentence.
struct Token {
    std::uint32_t begin = 0;  ///< byte offsets in Text::body
    std::uint32_t end = 0;
};

struct Sentence {
    TokenRange tokens;
    int paragraph = 0;
};

/// A paired stretch of quotation. Unclosed quotes end with their paragraph. When a quotation runs
/// over paragraphs (each opened, only the last closed), the later part has `continues` set to the
/// earlier one's index.
struct Quote {
    Span outer;          ///< with its marks
    Span inner;          ///< without
    TokenRange tokens;   ///< tokens inside, marks left out
    int parent = -1;     ///< enclosing quote
    int continues = -1;  ///< index of the quote this one carries on
    bool closed = true;
    bool single = false;  ///< single marks
};

struct Text {
    std::string body;              ///< UTF-8, NFC, line feeds; every Span points into it
    std::string language = "en";   ///< BCP 47
    std::vector<Span> paragraphs;  ///< non-empty blocks, trimmed of white space
    std::vector<Sentence> sentences;
    std::vector<Token> tokens;
    std::vector<Quote> quotes;  ///< by begin; parents before children
    std::vector<Note> notes;

    /// Where a byte of body stands in the input bytes.
    struct Step {
        std::uint32_t body;
        std::uint32_t input;
    };
    std::vector<Step> steps;  ///< sorted; between steps the distance is constant

    std::string_view slice(Span span) const { return std::string_view(body).substr(span.begin, span.end - span.begin); }
    std::string_view word(int token) const { return slice({tokens[token].begin, tokens[token].end}); }
    Span span(int token) const { return {tokens[token].begin, tokens[token].end}; }
    /// From the first token's begin to the last one's end.
    Span span(TokenRange range) const {
        return range.empty() ? Span{} : Span{tokens[range.begin].begin, tokens[range.end - 1].end};
    }
    std::uint32_t input_offset(std::uint32_t body_offset) const;
    int sentence_of(int token) const;        ///< index of the sentence, by binary search
    int token_at(std::uint32_t byte) const;  ///< first token whose end is after `byte`; tokens.size() if none
};

namespace text {

/// Decodes, normalises, splits. Any bytes; linear time; never fails. What had to be repaired or cut
/// stands in notes (codes: encoding, language, cut).
Text prepare(std::string_view bytes);

}  // namespace text
}  // namespace dragoman
