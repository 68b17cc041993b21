// Tokens as UD English (EWT, GUM) cuts them: clitics apart, hyphenated compounds apart except after
// prefixes, signs of money and percent apart, web addresses and abbreviations whole.
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "text/split.h"

namespace dragoman::text {
namespace {

template <std::size_t N>
bool among(std::string_view word, const std::array<std::string_view, N>& sorted) {
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

std::string lower_ascii(std::string_view word) {
    std::string lower(word);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return lower;
}

// Prefixes that UD English leaves joined to what follows (counts in EWT and GUM).
constexpr std::array<std::string_view, 34> prefixes = {
    "anti",  "bi",     "co",     "counter", "cross", "de",  "e",     "euro",  "ex",    "extra", "inter", "intra",
    "mega",  "micro",  "mid",    "mini",    "multi", "neo", "non",   "pan",   "para",  "post",  "pre",   "pro",
    "proto", "pseudo", "psycho", "re",      "semi",  "sub", "super", "trans", "ultra", "un"};

// "dont", "Ive": where no other word is written so.
constexpr std::array<std::string_view, 25> lost_apostrophes = {
    "aint",   "arent", "cant",  "couldnt", "didnt",    "doesnt", "dont",   "hadnt",  "hasnt",
    "havent", "im",    "isnt",  "ive",     "shouldnt", "thats",  "theyre", "theyve", "wasnt",
    "werent", "weve",  "whats", "wont",    "wouldnt",  "youre",  "youve"};

constexpr std::array<std::string_view, 18> emoticons = {"(:", ":'(", ":(", ":)", ":-(", ":-)", ":-D", ":-P", ":-p",
                                                        ":D", ":P",  ":]", ":p", ";)",  ";-)", "=)",  "=D",  "^_^"};

bool is_space(UChar32 c) { return c == ' ' || c == '\t' || c == '\n' || u_isUWhiteSpace(c); }
bool is_letter(UChar32 c) { return u_isalpha(c) || u_charType(c) == U_NON_SPACING_MARK; }
bool is_apostrophe(UChar32 c) { return c == '\'' || c == 0x2019; }
bool is_hyphen(UChar32 c) { return c == '-' || c == 0x2010 || c == 0x2011; }

/// One run between white space, as code points with their byte offsets.
class Cutter {
public:
    Cutter(const std::string& body, std::vector<Token>& tokens) : body_(body), tokens_(tokens) {}

    void cut(std::uint32_t begin, std::uint32_t end) {
        letters_.clear();
        at_.clear();
        auto at = static_cast<std::int32_t>(begin);
        while (at < static_cast<std::int32_t>(end)) {
            at_.push_back(static_cast<std::uint32_t>(at));
            UChar32 c;
            U8_NEXT_OR_FFFD(body_.data(), at, static_cast<std::int32_t>(end), c);
            letters_.push_back(c);
        }
        at_.push_back(end);
        int from = 0, to = static_cast<int>(letters_.size());
        while (from < to) from = next(from, to);
    }

private:
    void emit(int from, int to) {
        if (from < to) tokens_.push_back({at_[from], at_[to]});
    }
    std::string_view bytes(int from, int to) const {
        return std::string_view(body_).substr(at_[from], at_[to] - at_[from]);
    }

    /// Emits what stands at `from`, returns where the rest begins.
    int next(int from, int to) {
        const UChar32 c = letters_[from];
        if (const int end = address(from, to); end > from) return emit(from, end), end;
        if (is_letter(c) || u_isdigit(c)) return word(from, to);
        if (const int end = emoticon(from, to); end > from) return emit(from, end), end;
        if (is_apostrophe(c) && from + 1 < to && letters_[from + 1] == c &&
            (from + 2 == to || !u_isdigit(letters_[from + 2])))
            return emit(from, from + 2), from + 2;  // two for a double mark
        if (is_apostrophe(c)) {
            // '90s, 'em, and clitics that stand alone; otherwise a mark.
            if (from + 2 < to && u_isdigit(letters_[from + 1]) && u_isdigit(letters_[from + 2])) return word(from, to);
            if (tokens_.empty() || tokens_.back().end != at_[from]) return emit(from, from + 1), from + 1;
        }
        if ((c == '#' || c == '@') && from + 1 < to && is_letter(letters_[from + 1])) return word(from, to);
        int end = from + 1;  // runs of one mark stay together: "...", "--", "***"
        if (c == '.' || c == '-' || c == '*' || c == '=' || c == '_' || c == '`' || c == '\'' || c == '<' || c == '>' ||
            c == '~' || c == '+')
            while (end < to && letters_[end] == c) ++end;
        if (c == '!' || c == '?' || (c == '.' && end - from == 1))  // "?!", ".?"
            while (end < to && (letters_[end] == '!' || letters_[end] == '?')) ++end;
        if (c == '.' && end - from == 1 && end < to && u_isdigit(letters_[end])) return word(from, to);
        emit(from, end);
        return end;
    }

    /// End of a face that ends its run, else `from`.
    int emoticon(int from, int to) const { return is_emoticon(bytes(from, to)) ? to : from; }

    /// End of a web or mail address beginning at `from`, else `from`.
    int address(int from, int to) const {
        const std::string_view rest = bytes(from, to);
        const bool web = rest.starts_with("http://") || rest.starts_with("https://") || rest.starts_with("www.");
        int end = to;
        if (!web) {
            if (!u_isalnum(letters_[from])) return from;
            const auto sign = std::find(letters_.begin() + from, letters_.begin() + to, U'@');
            if (sign == letters_.begin() + to || sign + 1 == letters_.begin() + to) return from;
            if (!u_isalnum(*(sign + 1))) return from;
        }
        while (end > from && !u_isalnum(letters_[end - 1]) && letters_[end - 1] != '/') --end;
        return end;
    }

    static bool joins_digits(UChar32 c) { return c == '.' || c == ',' || c == ':'; }

    /// End of "11/28/2000", "713-853-3989" or "1-800-555-0134" beginning at `from`, else `from`: groups of digits
    /// parted by one mark, as long as dates and telephone numbers have them.
    int grouped_digits(int from, int to) const {
        int size[5] = {}, groups = 0, at = from;
        UChar32 mark = 0;
        while (at < to && groups < 5) {
            const int begin = at;
            while (at < to && letters_[at] >= '0' && letters_[at] <= '9') ++at;
            size[groups++] = at - begin;
            if (at == begin || at + 1 >= to || (letters_[at] != '/' && letters_[at] != '-') ||
                (mark && letters_[at] != mark))
                break;
            if (!u_isdigit(letters_[at + 1])) break;
            mark = letters_[at++];
        }
        if (at < to && (u_isalnum(letters_[at]) || letters_[at] == mark)) return from;
        const bool date = mark == '/' && groups == 3 && size[0] <= 2 && size[1] <= 2 && (size[2] == 2 || size[2] == 4);
        const int area = groups - 3;  // a country before it or not
        const bool telephone = mark == '-' && (area == 0 || (area == 1 && size[0] <= 2)) && size[area] == 3 &&
                               size[area + 1] == 3 && size[area + 2] == 4;
        return date || telephone ? at : from;
    }

    /// "TrÃ©vin": the second half of a letter that was decoded as two.
    bool is_garbled(int from, int at) const {
        const UChar32 c = letters_[at];
        return at > from + 1 && letters_[at - 1] == 0xC3 && c > 0xA0 && c < 0xC0 && c != 0xAB && c != 0xBB &&
               u_islower(letters_[at - 2]);
    }

    /// A stretch of letters and digits with what belongs inside it; cut further.
    int word(int from, int to) {
        if (const int end = grouped_digits(from, to); end > from) return emit(from, end), end;
        int end = from;
        while (end < to) {
            const UChar32 c = letters_[end];
            const bool more = end + 1 < to;
            if (is_letter(c) || u_isdigit(c) || c == '_' || is_garbled(from, end) ||
                (end == from && (c == '#' || c == '@' || is_apostrophe(c) || c == '.'))) {
                ++end;
            } else if (more && end > from && joins_digits(c) && u_isdigit(letters_[end - 1]) &&
                       u_isdigit(letters_[end + 1])) {
                ++end;
            } else if (more && end > from && (is_apostrophe(c) || c == '&') && is_letter(letters_[end - 1]) &&
                       is_letter(letters_[end + 1])) {
                ++end;
            } else if (more && is_hyphen(c) && end > from && (u_isalnum(letters_[end + 1])) &&
                       keeps_hyphen(from, end, to)) {
                ++end;
            } else if (more && c == '.' && end > from && is_letter(letters_[end - 1]) && is_letter(letters_[end + 1]) &&
                       dotted(from, end, to)) {
                ++end;
            } else {
                break;
            }
        }
        if (end < to && letters_[end] == '.' && keeps_stop(from, end, to)) ++end;
        if (end < to && letters_[end] == '$' && end - from <= 3 &&
            std::all_of(letters_.begin() + from, letters_.begin() + end,
                        [](UChar32 c) { return c >= 'A' && c <= 'Z'; }))
            ++end;
        split_word(from, end);
        return end;
    }

    /// "e-mail", "COVID-19", "F-16", telephone numbers; "long-term" and "Russia-led" are cut.
    bool keeps_hyphen(int from, int hyphen, int to) const {
        const std::string left = lower_ascii(bytes(from, hyphen));
        if (among(left, prefixes)) return true;
        const bool digit_after = u_isdigit(letters_[hyphen + 1]);
        const bool digit_before = u_isdigit(letters_[hyphen - 1]);
        if (digit_after && !digit_before) {  // a name with a number, when no word follows: "COVID-19", "Su-34"
            int at = hyphen + 1;
            while (at < to && u_isalnum(letters_[at])) ++at;
            return at == to || !is_hyphen(letters_[at]);
        }
        if (digit_after && digit_before) {  // "555-0134" whole, "2012-2014", "5-7" cut
            const std::string_view l = bytes(from, hyphen);
            return l.size() == 3 && hyphen + 5 <= to && u_isdigit(letters_[std::min(hyphen + 4, to - 1)]) &&
                   (hyphen + 5 == to || !u_isdigit(letters_[hyphen + 5]));
        }
        return false;
    }

    /// Inside "U.S", "a.m", "Ph.D", "example.org"? Not where two sentences touch ("end.Then").
    bool dotted(int from, int dot, int to) const {
        const std::string left = lower_ascii(bytes(from, dot));
        if (dot - from == 1 || (dot >= 2 && dot - 2 >= from && letters_[dot - 2] == '.')) return true;
        if (left == "ph") return true;
        int at = dot + 1;
        while (at < to && is_letter(letters_[at])) ++at;
        const std::string right = lower_ascii(bytes(dot + 1, at));
        return right == "com" || right == "org" || right == "net" || right == "gov" || right == "ru" || right == "uk" ||
               right == "edu" || right == "info" || right == "doc" || right == "xls" || right == "pdf" ||
               right == "txt" || right == "html" || right == "htm" || right == "jpg" || right == "ppt";
    }

    bool keeps_stop(int from, int dot, int to) const {
        if (dot + 1 < to && u_isalnum(letters_[dot + 1])) return false;
        if (dot - from == 1 && from > 0 && (letters_[from - 1] == 0xB0 || letters_[from - 1] == '/'))
            return false;  // the last letter of a unit: "33°C.", "50,000 b/d."
        const std::string lower = lower_ascii(bytes(from, dot));
        if (lower == "no" || lower == "nos") {  // a number follows, or it is the answer
            const std::size_t after = at_[dot] + 2;
            return dot + 1 == to && after < body_.size() && body_[after] >= '0' && body_[after] <= '9';
        }
        if (lower == "etc" && dot + 1 == to) {  // two marks in one where it ends a sentence: UD English cuts them
            const std::size_t after = at_[dot] + 2;
            return after < body_.size() && !(body_[after] >= 'A' && body_[after] <= 'Z') && body_[after - 1] != '\n';
        }
        return is_abbreviation(bytes(from, dot + 1));
    }

    void split_word(int from, int to) {
        const std::string lower = lower_ascii(bytes(from, to));
        // Numbers with a unit of clock time stuck to them.
        if (to - from > 2 && u_isdigit(letters_[from]) && u_isdigit(letters_[to - 3]) &&
            (lower.ends_with("am") || lower.ends_with("pm")))
            return emit(from, to - 2), emit(to - 2, to);
        if (lower == "cannot") return emit(from, from + 3), emit(from + 3, to);
        if (lower == "gonna" || lower == "gotta" || lower == "wanna") return emit(from, from + 3), emit(from + 3, to);
        if (among(lower, lost_apostrophes)) {
            const int tail = lower.ends_with("nt") || lower.ends_with("re") || lower.ends_with("ve") ? 2 : 1;
            return emit(from, to - tail), emit(to - tail, to);
        }
        for (int i = to - 1; i > from; --i) {
            if (!is_apostrophe(letters_[i])) continue;
            const std::string tail = lower_ascii(bytes(i + 1, to));
            if (tail == "t" && i - 1 > from && (letters_[i - 1] == 'n' || letters_[i - 1] == 'N'))
                return emit(from, i - 1), emit(i - 1, to);
            if (tail == "s" || tail == "re" || tail == "ve" || tail == "ll" || tail == "d" || tail == "m")
                return emit(from, i), emit(i, to);
            break;
        }
        emit(from, to);
    }

    const std::string& body_;
    std::vector<Token>& tokens_;
    std::vector<UChar32> letters_;
    std::vector<std::uint32_t> at_;
};

constexpr std::array<std::string_view, 41> abbreviations = {
    "al.",  "approx.", "apr.",  "aug.", "ave.", "bros.", "c.",   "ca.",  "co.",  "corp.", "d.",
    "dec.", "dept.",   "e.g.",  "etc.", "ext.", "feb.",  "fri.", "ft.",  "i.e.", "inc.",  "jan.",
    "jr.",  "jul.",    "jun.",  "ltd.", "mon.", "mt.",   "nov.", "oct.", "p.",   "plc.",  "pp.",
    "rs.",  "sep.",    "sept.", "sr.",  "thu.", "tue.",  "vol.", "wed."};
constexpr std::array<std::string_view, 39> titles = {
    "adm.",  "amb.", "atty.", "brig.", "capt.", "cmdr.", "col.",    "comdr.", "cpl.", "del.", "det.",  "dr.",  "fr.",
    "gen.",  "gov.", "hon.",  "insp.", "lt.",   "maj.",  "messrs.", "mr.",    "mrs.", "ms.",  "mt.",   "pfc.", "pres.",
    "prof.", "pvt.", "rep.",  "reps.", "rev.",  "rt.",   "sen.",    "sens.",  "sgt.", "st.",  "supt.", "ven.", "vs."};

}  // namespace

bool is_emoticon(std::string_view word) { return among(word, emoticons); }

bool is_title_abbreviation(std::string_view word) { return among(lower_ascii(word), titles); }

bool is_abbreviation(std::string_view word) {
    const std::string lower = lower_ascii(word);
    if (among(lower, titles) || among(lower, abbreviations)) return true;
    // One capital and a stop, or letters each with a stop; "U.S." but not a pronoun at a sentence's end.
    if (word.size() == 2) return word[0] >= 'A' && word[0] <= 'Z' && word[0] != 'I';
    int letters = 0;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (i % 2 == 1 && word[i] != '.') return false;
        if (i % 2 == 0 && !((word[i] >= 'A' && word[i] <= 'Z') || (word[i] >= 'a' && word[i] <= 'z'))) return false;
        letters += i % 2 == 0;
    }
    return letters >= 2 && word.ends_with('.');
}

void split_paragraphs(Text& text) {
    const std::string& body = text.body;
    // Do single line feeds wrap lines, or end paragraphs?
    int ended = 0, open = 0;
    for (std::size_t i = 1; i + 1 < body.size(); ++i) {
        if (body[i] != '\n' || body[i - 1] == '\n' || body[i + 1] == '\n') continue;
        std::size_t last = i;
        while (last > 0 && (body[last - 1] == ' ' || body[last - 1] == '\t')) --last;
        const std::string_view before =
            std::string_view(body).substr(last > 3 ? last - 3 : 0, std::min<std::size_t>(last, 3));
        const bool stop = before.find_first_of(".!?:;,\"'") != std::string_view::npos || before.ends_with("”") ||
                          before.ends_with("’");
        ++(stop ? ended : open);
    }
    const bool wrapped = open > 2 * ended;
    std::uint32_t begin = 0;
    const auto close = [&](std::uint32_t end) {
        std::uint32_t a = begin, b = end;
        const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t'; };
        while (a < b && blank(body[a])) ++a;
        while (b > a && blank(body[b - 1])) --b;
        if (a < b) text.paragraphs.push_back({a, b});
        begin = end;
    };
    bool line_blank = true;
    for (std::uint32_t i = 0; i < body.size(); ++i) {
        if (body[i] == '\n') {
            if (line_blank || !wrapped) close(i);
            line_blank = true;
        } else if (body[i] != ' ' && body[i] != '\t') {
            line_blank = false;
        }
    }
    close(static_cast<std::uint32_t>(body.size()));
}

void split_tokens(Text& text, std::vector<int>& first_token) {
    const std::string& body = text.body;
    Cutter cutter(body, text.tokens);
    for (Span paragraph : text.paragraphs) {
        first_token.push_back(static_cast<int>(text.tokens.size()));
        auto at = static_cast<std::int32_t>(paragraph.begin);
        const auto end = static_cast<std::int32_t>(paragraph.end);
        std::uint32_t from = paragraph.begin;
        while (at < end) {
            const auto here = static_cast<std::uint32_t>(at);
            UChar32 c;
            U8_NEXT_OR_FFFD(body.data(), at, end, c);
            // Runs are bounded, so that a megabyte without a blank stays cheap to cut.
            const bool blank = is_space(c), far = here - from >= 2000;
            if (!blank && !far) continue;
            if (from < here) cutter.cut(from, here);
            from = blank ? static_cast<std::uint32_t>(at) : here;
        }
        if (from < paragraph.end) cutter.cut(from, paragraph.end);
    }
}

}  // namespace dragoman::text
