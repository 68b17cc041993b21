// CoNLL-U (universaldependencies.org/format.html): annotations out, given words in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotation/annotation.h"
#include "result.h"
#include "text/text.h"

namespace dragoman::annotation {

/// Words and sentences that somebody else told apart.
struct GivenWords {
    struct Range {
        int first, last;   ///< tokens of a surface word such as "don't"
        std::string line;  ///< its line, first and last column as read, the others "_"
    };
    Text text;
    std::vector<std::string> comments;  ///< a sentence each, whole lines
    std::vector<Range> ranges;          ///< by first token
};

/// Does a text look like CoNLL-U? Its first line that is no comment has ten columns and a number first.
bool is_conllu(std::string_view bytes);

/// Forms, sentences, ranges and comments, paragraphs by "# newpar", and quotations; every other column is ignored,
/// empty nodes are left out. An error names the line.
Result<GivenWords> read_conllu(std::string_view bytes, const std::string& name);

/// One line a token: form, lemma, UPOS, XPOS, features, head, relation; MISC has Name=B-PER (then I-PER) and
/// SpaceAfter=No. `a` must hold morphology. With `given`, its comments and ranges are kept; else sentences are
/// numbered from `first`. `misc` holds more fields of MISC, a token each, or nothing.
std::string to_conllu(const Text& text, const Annotation& a, const Model& model, const GivenWords* given = nullptr,
                      std::size_t first = 1, const std::vector<std::string>& misc = {});

}  // namespace dragoman::annotation
