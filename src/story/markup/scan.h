// Markup → tokens: XML as agencies and feeds send it, and the HTML inside it.
//
// Forgiving where parsers of XML stop: a bare "&" or "<", attributes without quotation marks, tags, comments and
// sections that never end. What a DTD declares is passed over and never used: there are no entities but
// the named ones of HTML and character numbers, nothing is loaded, nothing grows. Each byte is looked at a bounded
// number of times. libxml2 is not used here: in its recovering mode it gives up at the first bad byte, and its
// checks of attributes and name spaces are quadratic in a hostile tag.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dragoman::story::markup {

struct Attribute {
    std::string_view name, value;  ///< as written; the value may hold entities
};

struct Token {
    enum Kind { text, verbatim, start, end } kind = text;  ///< verbatim: the characters of a CDATA section
    std::string_view name;                                 ///< of a tag, as written: "dc:creator"
    std::string_view characters;                           ///< of text: may hold entities
    std::vector<Attribute> attributes;
    bool closed = false;              ///< a start tag that is the whole element: <br/>
    std::size_t begin = 0, end_ = 0;  ///< bytes of the source that the token takes
};

/// Goes over UTF-8 text, which must outlive the tokens' views.
class Scanner {
public:
    explicit Scanner(std::string_view source) : source_(source) {}

    /// The next token; false at the end.
    bool next(Token& token);

    /// Passes over everything up to the next end tag of that name, as for <script>; case does not count. False,
    /// and nothing is passed over, when there is none.
    bool skip_to_end_of(std::string_view name);

private:
    bool pass_over_declaration();
    bool pass_over_doctype();
    bool tag(Token& token);
    void attributes(Token& token);
    std::string_view attribute_value();
    std::size_t find(std::string_view what, std::size_t from);

    std::string_view source_;
    std::size_t at_ = 0;
    std::vector<std::string_view> absent_;    ///< closing marks of which no more are ahead
    std::vector<std::string_view> unclosed_;  ///< names of which no end tag is ahead
};

/// The part of a name after its prefix: "dc:creator" → "creator".
std::string_view local_name(std::string_view name);

/// Same letters, upper or lower case (ASCII).
bool same_letters(std::string_view a, std::string_view b);

/// Entities as the characters they stand for; those that are unknown stay as they are. Numbers of the C1 range
/// mean windows-1252, as in HTML.
std::string decoded(std::string_view text);

/// Adds a code point as UTF-8; U+FFFD where there is no such character.
void append_utf8(std::string& text, char32_t point);

/// Without white space around; what is inside becomes single spaces.
std::string one_line(std::string_view text);
std::string_view trimmed(std::string_view text);

}  // namespace dragoman::story::markup
