// Paragraphs, tokens, sentences and quotations of a decoded text. Internal to the stage.
#pragma once

#include "text/text.h"

namespace dragoman::text {

/// Fills paragraphs: blocks between blank lines; also between single line feeds, unless the lines
/// look wrapped (most of them end without a full stop).
void split_paragraphs(Text& text);

/// Fills tokens, paragraph by paragraph; `first_token[p]` is paragraph p's first token.
void split_tokens(Text& text, std::vector<int>& first_token);

/// Fills sentences.
void split_sentences(Text& text, const std::vector<int>& first_token);

/// Fills quotes.
void pair_quotes(Text& text, const std::vector<int>& first_token);

/// A face written with marks: ":)", ";-)".
bool is_emoticon(std::string_view word);

/// Is it a shortened word that keeps its full stop ("Gen.", "U.S.", "J.")?
bool is_abbreviation(std::string_view word_with_stop);
/// One that is always followed by more of its sentence ("Mr.", "Gen.", "No.")?
bool is_title_abbreviation(std::string_view word_with_stop);

}  // namespace dragoman::text
