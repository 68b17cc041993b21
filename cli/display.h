// Records for people: marked text with tables for a terminal, one page of HTML.
#pragma once

#include <cstdio>
#include <string>

#include "dragoman/record.h"

namespace dragoman::cli {

struct Style {
    bool colour = false;
    int width = 100;  ///< columns
};

/// Colours and width when the stream is a terminal, no colours where NO_COLOR is set (no-color.org); plain and 100
/// columns elsewhere.
Style terminal_style(std::FILE* stream);

/// The text with each kind of evidence marked, then a table of rows for each kind.
std::string as_text(const Record& record, const Style& style);

/// One self-contained page, no script; everything from the story is escaped.
std::string as_html(const Record& record);
/// The same to stand inside another page, a notebook's: its style touches nothing else there.
std::string as_html_fragment(const Record& record);

}  // namespace dragoman::cli
