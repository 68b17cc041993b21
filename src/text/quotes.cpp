// Quotation marks paired paragraph by paragraph with a stack. Straight marks (", ', '') open after white space
// or an opening bracket and close otherwise; a single mark after a letter is an apostrophe unless a
// single quotation is open and the mark ends a word. What is left open ends with its paragraph, and
// is carried on by the next paragraph's quotation when that begins with an opening mark, or by whole
// paragraphs up to the closing mark when no other double mark stands between and it began its paragraph
// (a message that is read out) or the paragraphs are lines of one block (a text with a sentence a line).
#include <algorithm>

#include "text/split.h"

namespace dragoman::text {
namespace {

constexpr int longest_message = 40;  // paragraphs of a message read out between one pair of marks
constexpr std::size_t deepest = 8;   // marks nested deeper are taken for dirt

enum class Role { none, opens, closes, either };

class Pairing {
public:
    explicit Pairing(Text& text) : text_(text) {}

    void paragraph(int index, TokenRange tokens) {
        stack_.clear();
        const std::size_t before = text_.quotes.size();
        if (index < carried_until_) return carry(index, tokens, tokens.end);
        int first = tokens.begin;
        if (index == carried_until_) {
            first = closing(tokens) + 1;
            carry(index, tokens, first - 1);
        }
        for (int t = first; t < tokens.end; ++t) mark(t, tokens);
        while (!stack_.empty()) {
            Quote& q = text_.quotes[stack_.back()];
            stack_.pop_back();
            q.closed = false;
            q.tokens.end = tokens.end;
            q.inner.end = q.outer.end = text_.paragraphs[index].end;
        }
        join(before, tokens);
    }

    /// The paragraph that closes what paragraph `index` has left open, if only whole paragraphs lie between: behind
    /// blank lines only for what began its paragraph, since marks are lost; where each line is a sentence, always.
    void look_ahead(int index, const std::vector<TokenRange>& paragraphs) {
        if (carried_until_ > index || open_before_ < 0) return;
        const Quote& q = text_.quotes[open_before_];
        const int opening = q.tokens.begin - 1;
        if (q.single || text_.word(opening) == "«") return;
        const int last = std::min(static_cast<int>(paragraphs.size()) - 1, index + longest_message);
        bool lines = true;
        for (int p = index + 1; p <= last; ++p) {
            lines = lines && next_line(p);
            if (!lines && opening != paragraphs[index].begin) return;
            const int at = closing(paragraphs[p]);
            if (at == paragraphs[p].end) continue;
            if (closes(at, opening, lines)) carried_until_ = p;
            return;
        }
    }

private:
    /// Only a line feed stands before the paragraph, no blank line.
    bool next_line(int p) const {
        const Span gap{text_.paragraphs[p - 1].end, text_.paragraphs[p].begin};
        return std::count(text_.body.begin() + gap.begin, text_.body.begin() + gap.end, '\n') == 1;
    }

    /// Closes `at` what the mark `opening` opened? A straight mark does where it stands at the end of a word, on the
    /// next lines also where it stands apart.
    bool closes(int at, int opening, bool lines) const {
        if (text_.word(opening) == "“") return text_.word(at) == "”";
        const bool straight = text_.word(at) == "\"" || text_.word(at) == "''";
        const bool alike = text_.word(at) == text_.word(opening) || text_.word(opening) == "``";
        return straight && alike && (!space_before(at) || (lines && space_after(at)));
    }

    /// The first double mark of a paragraph; its end if there is none.
    int closing(TokenRange tokens) const {
        bool single = false;
        for (int t = tokens.begin; t < tokens.end; ++t)
            if (role(t, single) != Role::none && !single) return t;
        return tokens.end;
    }

    /// A paragraph, or its beginning, as a part of the quotation before.
    void carry(int index, TokenRange tokens, int end) {
        Quote q;
        q.closed = end < tokens.end;
        q.tokens = {tokens.begin, end};
        q.inner = q.outer = text_.paragraphs[index];
        if (q.closed) q.inner.end = text_.tokens[end].begin, q.outer.end = text_.tokens[end].end;
        q.continues = open_before_;
        open_before_ = static_cast<int>(text_.quotes.size());
        text_.quotes.push_back(q);
    }

    Role role(int t, bool& single) const {
        const std::string_view w = text_.word(t);
        single = w == "'" || w == "‘" || w == "’";
        if (w == "“" || w == "«" || w == "``" || w == "„" || w == "‘") return Role::opens;
        if (w == "”" || w == "»" || w == "’") return Role::closes;
        if (w == "\"" || w == "'" || w == "''") return Role::either;
        return Role::none;
    }
    bool space_before(int t) const {
        const std::uint32_t at = text_.tokens[t].begin;
        if (at == 0) return true;
        const char c = text_.body[at - 1];
        return c == ' ' || c == '\n' || c == '\t' || c == '(' || c == '[' || c == '-';
    }
    bool space_after(int t) const {
        const std::uint32_t at = text_.tokens[t].end;
        if (at >= text_.body.size()) return true;
        const char c = text_.body[at];
        return c == ' ' || c == '\n' || c == '\t';
    }

    /// Is the innermost open double quotation one that this mark opened?
    bool opened_by(std::string_view mark) const {
        for (auto q = stack_.rbegin(); q != stack_.rend(); ++q)
            if (!text_.quotes[*q].single) return text_.slice(text_.quotes[*q].outer).starts_with(mark);
        return false;
    }

    void mark(int t, TokenRange tokens) {
        bool single = false;
        Role r = role(t, single);
        if (r == Role::none) return;
        if (!single && opened_by("„") && text_.word(t) == "“") r = Role::closes;  // „so“
        const bool turned = text_.word(t) == "»" && space_before(t) && !space_after(t);
        if (turned && !opened_by("«")) r = Role::opens;  // »so«
        if (text_.word(t) == "«" && opened_by("»")) r = Role::closes;
        const bool is_open = !stack_.empty() && text_.quotes[stack_.back()].single == single;
        if (r == Role::either && !is_open && !space_before(t) && space_after(t)) return;  // its opening mark was lost
        if (r == Role::either) r = is_open && !(space_before(t) && !space_after(t)) ? Role::closes : Role::opens;
        if (r == Role::opens && single && (space_after(t) || !space_before(t))) {
            if (!is_open) return;  // the workers' rights
            r = Role::closes;
        }
        if (r == Role::closes) return close(t, single);
        if (stack_.size() < deepest) open(t, single, tokens);
    }

    void open(int t, bool single, TokenRange tokens) {
        Quote q;
        q.single = single;
        q.parent = stack_.empty() ? -1 : stack_.back();
        q.outer = {text_.tokens[t].begin, text_.tokens[t].end};
        q.inner = {text_.tokens[t].end, text_.tokens[t].end};
        q.tokens = {t + 1, tokens.end};
        stack_.push_back(static_cast<int>(text_.quotes.size()));
        text_.quotes.push_back(q);
    }

    void close(int t, bool single) {
        // The innermost open quotation of the same kind; what is open inside it lost its end.
        std::size_t depth = stack_.size();
        while (depth > 0 && text_.quotes[stack_[depth - 1]].single != single) --depth;
        if (depth == 0 || (single && depth < stack_.size())) return;
        for (std::size_t d = stack_.size(); d >= depth; --d) {
            Quote& q = text_.quotes[stack_[d - 1]];
            q.closed = d == depth;
            q.tokens.end = t;
            q.inner.end = text_.tokens[t].begin;
            q.outer.end = d == depth ? text_.tokens[t].end : text_.tokens[t].begin;
        }
        stack_.resize(depth - 1);
    }

    /// A paragraph that begins with a quotation carries on one that the last paragraph left open.
    void join(std::size_t before, TokenRange tokens) {
        int here = -1;
        if (before < text_.quotes.size() && text_.quotes[before].tokens.begin == tokens.begin + 1)
            here = static_cast<int>(before);
        if (here >= 0 && open_before_ >= 0) text_.quotes[here].continues = open_before_;
        open_before_ = -1;
        for (std::size_t q = before; q < text_.quotes.size(); ++q)
            if (!text_.quotes[q].closed && text_.quotes[q].parent < 0 && text_.quotes[q].tokens.end == tokens.end)
                open_before_ = static_cast<int>(q);
    }

    Text& text_;
    std::vector<int> stack_;
    int open_before_ = -1;
    int carried_until_ = -1;  ///< paragraph that closes what an earlier one opened
};

}  // namespace

void pair_quotes(Text& text, const std::vector<int>& first_token) {
    std::vector<TokenRange> paragraphs;
    for (std::size_t p = 0; p < first_token.size(); ++p) {
        const int end = p + 1 < first_token.size() ? first_token[p + 1] : static_cast<int>(text.tokens.size());
        paragraphs.push_back({first_token[p], end});
    }
    Pairing pairing(text);
    for (int p = 0; p < static_cast<int>(paragraphs.size()); ++p) {
        pairing.paragraph(p, paragraphs[p]);
        pairing.look_ahead(p, paragraphs);
    }
}

}  // namespace dragoman::text
