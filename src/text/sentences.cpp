// Sentence boundaries within a paragraph. News has few surprises: a full stop ends a sentence unless
// it belongs to an abbreviation, a mark inside a quotation ends it unless its cue follows
// ("…?" he asked), a dateline and a speaker's label in a transcript stand apart.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

#include "text/split.h"

namespace dragoman::text {
namespace {

constexpr int longest_sentence = 400;  // tokens; then it is cut at a comma or where it stands
constexpr int dateline_reach = 14;     // tokens
constexpr int label_reach = 12;

class Splitter {
public:
    explicit Splitter(Text& text) : text_(text), goes_on_large_(writes_on_large()) {}

    void paragraph(int number, TokenRange tokens) {
        int begin = tokens.begin;
        const int apart = std::max(after_dateline(tokens), after_label(tokens));
        if (apart > begin) close(number, begin, apart), begin = apart;
        for (int t = begin; t < tokens.end; ++t) {
            const int end = sentence_end(t, begin, tokens.end);
            if (end > begin) close(number, begin, end), begin = end, t = end - 1;
        }
        if (begin < tokens.end) close(number, begin, tokens.end);
    }

private:
    /// Wires of the 1980s write every word behind "U.S." with a capital: "the U.S. Has", "in the U.S. On April 19". Of
    /// 3,876 stories of Reuters that name it so 419 do, and ten of those not everywhere.
    bool writes_on_large() const {
        static constexpr std::string_view small[] = {"Agreed", "Are", "From", "Had",  "Has",  "Have",
                                                     "Into",   "Is",  "Of",   "Or",   "Said", "Should",
                                                     "To",     "Was", "Were", "Will", "Would"};
        bool large = false;
        for (int t = 0; t + 1 < static_cast<int>(text_.tokens.size()); ++t) {
            if (word(t) != "U.S." && word(t) != "U.K." && word(t) != "U.N.") continue;
            if (u_islower(first(t + 1))) return false;
            large = large || std::binary_search(std::begin(small), std::end(small), word(t + 1));
        }
        return large;
    }

    std::string_view word(int t) const { return text_.word(t); }
    static bool is_close(std::string_view w) {
        return w == "”" || w == "’" || w == "\"" || w == "'" || w == ")" || w == "]" || w == "»" || w == "''" ||
               w == "’’";
    }
    static bool is_open(std::string_view w) {
        return w == "“" || w == "‘" || w == "\"" || w == "'" || w == "(" || w == "[" || w == "«" || w == "``" ||
               w == "''";
    }
    static bool is_dash(std::string_view w) { return w == "-" || w == "--" || w == "–" || w == "—"; }

    UChar32 first(int t) const {
        const std::string_view w = word(t);
        std::int32_t at = 0;
        UChar32 c;
        U8_NEXT_OR_FFFD(w.data(), at, static_cast<std::int32_t>(w.size()), c);
        return c;
    }
    bool capital(int t) const { return u_isupper(first(t)) || u_istitle(first(t)); }
    bool all_capitals(int t) const {
        int letters = 0;
        for (char c : word(t)) {
            if (c >= 'a' && c <= 'z') return false;
            letters += (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        }
        return letters > 0;
    }
    bool glued(int t) const { return t > 0 && text_.tokens[t].begin == text_.tokens[t - 1].end; }

    /// "QUITO, March 13 -", "MOSCOW (Reuters) —": the end of such a beginning, else the beginning.
    int after_dateline(TokenRange tokens) const {
        if (tokens.empty() || !all_capitals(tokens.begin) || word(tokens.begin).size() < 3) return tokens.begin;
        const int reach = std::min(tokens.end - 1, tokens.begin + dateline_reach);
        for (int t = tokens.begin + 1; t < reach; ++t) {
            if (is_dash(word(t)) && !glued(t)) return t + 1;
            if (word(t) == "." || word(t) == ":") break;
        }
        return tokens.begin;
    }

    /// "Vladimir Putin:", "QUESTION:" before what a speaker says in a transcript. One word with small letters
    /// is a label only where it is a part in a conversation: "Climate: animals adjust" is a headline.
    int after_label(TokenRange tokens) const {
        static constexpr std::string_view parts[] = {"Answer",   "Host",  "Interviewer", "Moderator",
                                                     "Question", "Reply", "Reporter"};
        const int reach = std::min(tokens.end, tokens.begin + label_reach);
        for (int t = tokens.begin; t < reach; ++t) {
            const std::string_view w = word(t);
            if (w == ":" && is_credit(t - 1)) break;
            if (w == ":") {
                const std::string_view behind = word(std::min(t + 1, tokens.end - 1));
                const bool alone =
                    t == tokens.begin + 1 && !all_capitals(tokens.begin) && behind != "“" && behind != "\"";
                if (alone && !std::binary_search(std::begin(parts), std::end(parts), word(tokens.begin)))
                    return tokens.begin;
                return t > tokens.begin && t + 1 < tokens.end ? t + 1 : tokens.begin;
            }
            const bool small = w == "of" || w == "the" || w == "and" || w == "for" || w == "-" || w == "," ||
                               w == "(" || w == ")" || w == "to";
            if (!capital(t) && !(small && t > tokens.begin)) break;
        }
        return tokens.begin;
    }

    /// One past the sentence's last token when token t ends it, else 0.
    int sentence_end(int t, int begin, int limit) const {
        const std::string_view w = word(t);
        if (t - begin + 1 >= longest_sentence) return cut(begin, t + 1);
        if (t + 2 < limit && word(t + 2) == ":" && is_credit(t + 1)) return t + 1;
        const bool stop = w == "." || w.starts_with("..") || w == "…";
        const bool strong = w.find_first_not_of("!?") == std::string_view::npos;
        const bool abbreviation = !stop && !strong && w.size() > 1 && w.ends_with('.');
        if (!stop && !strong && !abbreviation) return 0;
        if (stop && t > begin && is_list_number(t - 1) && (t - 1 == begin || word(t - 2) == ":")) return 0;
        int end = t + 1;
        bool closed = false;
        while (end < limit && is_close(word(end)) && (glued(end) || !is_open(word(end))))
            closed |= word(end) != ")" && word(end) != "]", ++end;
        end = after_trailers(end, limit);
        if (end >= limit) return end;
        if (glued(end) && !is_open(word(end)) && word(end - 1) != "]") return 0;
        int next = end;
        while (next < limit - 1 && is_open(word(next))) ++next;
        if (abbreviation && (is_title_abbreviation(w) || !starts_sentence(next))) return 0;
        const UChar32 c = first(next);
        // Who does not write capitals does not begin sentences with them.
        if (u_islower(c)) return !closed && (w == "?" || (w == "." && glued(t) && u_islower(first(begin)))) ? end : 0;
        if (closed && strong && cue_follows(end, limit)) return 0;
        return end;
    }

    /// "Superheroes Black Widow and Captain America Image: Nick Moreau.": where a caption's credit begins.
    bool is_credit(int t) const {
        return t >= 0 && (word(t) == "Image" || word(t) == "Photo" || word(t) == "Picture" || word(t) == "Photograph");
    }

    /// "2." at the beginning of an item of a list.
    bool is_list_number(int t) const {
        const std::string_view w = word(t);
        return w.size() <= 2 && w.find_first_not_of("0123456789") == std::string_view::npos;
    }

    /// What a sentence has behind its stop: notes' numbers ("[7]"), faces (":)"), more stops.
    int after_trailers(int end, int limit) const {
        for (;;) {
            if (end + 2 < limit && word(end) == "[" && word(end + 2) == "]" && is_list_number(end + 1))
                end += 3;
            else if (end < limit && (is_emoticon(word(end)) || (!glued(end) && word(end) == ".")))
                ++end;
            else
                return end;
        }
    }

    /// After an abbreviation a capital may go on ("U.S. President"); these words begin anew.
    bool starts_sentence(int t) const {
        static constexpr std::string_view starters[] = {
            "A",     "After", "An",   "And",  "As",    "At",  "Both", "But",   "By",    "For",  "He",  "Her",
            "His",   "I",     "If",   "In",   "It",    "Its", "On",   "She",   "Since", "That", "The", "Their",
            "There", "These", "They", "This", "Those", "We",  "When", "While", "With",  "You"};
        if (word(t) == "And" && t + 1 < static_cast<int>(text_.tokens.size()) && u_isupper(first(t + 1)) &&
            word(t + 1) != "I")
            return false;  // "the U.S. And British companies"
        static constexpr std::string_view links[] = {"As", "At", "By", "For", "In", "On", "With"};
        if (goes_on_large_ && std::find(std::begin(links), std::end(links), word(t)) != std::end(links)) return false;
        return std::binary_search(std::begin(starters), std::end(starters), word(t));
    }

    /// `"…!" Putin said.`: does a saying verb stand close behind, in the same sentence?
    bool cue_follows(int t, int limit) const {
        static constexpr std::string_view cues[] = {"added", "asked", "called",  "cried", "declared", "exclaimed",
                                                    "said",  "says",  "shouted", "told",  "wrote"};
        for (int i = t; i < std::min(limit, t + 7); ++i) {
            if (word(i) == "." || word(i) == ",") return false;
            if (std::binary_search(std::begin(cues), std::end(cues), word(i))) return true;
        }
        return false;
    }

    int cut(int begin, int end) const {
        for (int t = end - 1; t > begin + longest_sentence / 2; --t)
            if (word(t) == "," || word(t) == ";") return t + 1;
        return end;
    }

    void close(int paragraph, int begin, int end) { text_.sentences.push_back({{begin, end}, paragraph}); }

    Text& text_;
    bool goes_on_large_;  ///< behind "U.S."
};

}  // namespace

void split_sentences(Text& text, const std::vector<int>& first_token) {
    Splitter splitter(text);
    for (std::size_t p = 0; p < first_token.size(); ++p) {
        const int end = p + 1 < first_token.size() ? first_token[p + 1] : static_cast<int>(text.tokens.size());
        if (first_token[p] < end) splitter.paragraph(static_cast<int>(p), {first_token[p], end});
    }
}

}  // namespace dragoman::text
