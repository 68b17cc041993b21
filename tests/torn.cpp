#include "torn.h"

#include <algorithm>
#include <array>

#include "text/split.h"

namespace dragoman {
namespace {

struct Small {
    std::string_view word, lower;
    Tag tag;
    Dep dep;
    std::string_view lemma = {};  ///< where it is another word
};

// clang-format off
constexpr Small small[] = {
    {"a", "a", Tag::DT, Dep::det}, {"an", "an", Tag::DT, Dep::det}, {"the", "the", Tag::DT, Dep::det}, {"The", "the", Tag::DT, Dep::det},
    {"this", "this", Tag::DT, Dep::det}, {"that", "that", Tag::IN, Dep::mark}, {"every", "every", Tag::DT, Dep::det}, {"each", "each", Tag::DT, Dep::det},
    {"of", "of", Tag::IN, Dep::case_}, {"to", "to", Tag::IN, Dep::case_}, {"in", "in", Tag::IN, Dep::case_}, {"on", "on", Tag::IN, Dep::case_},
    {"at", "at", Tag::IN, Dep::case_}, {"by", "by", Tag::IN, Dep::case_}, {"for", "for", Tag::IN, Dep::case_}, {"from", "from", Tag::IN, Dep::case_},
    {"per", "per", Tag::IN, Dep::case_}, {"about", "about", Tag::RB, Dep::advmod}, {"than", "than", Tag::IN, Dep::case_}, {"since", "since", Tag::IN, Dep::mark},
    {"until", "until", Tag::IN, Dep::mark}, {"between", "between", Tag::IN, Dep::case_}, {"after", "after", Tag::IN, Dep::case_}, {"before", "before", Tag::IN, Dep::case_},
    {"and", "and", Tag::CC, Dep::cc}, {"or", "or", Tag::CC, Dep::cc}, {"but", "but", Tag::CC, Dep::cc}, {"not", "not", Tag::RB, Dep::advmod},
    {"no", "no", Tag::DT, Dep::det}, {"more", "more", Tag::JJR, Dep::amod}, {"up", "up", Tag::RP, Dep::compound_prt}, {"over", "over", Tag::IN, Dep::case_},
    {"half", "half", Tag::NN, Dep::nmod}, {"quarter", "quarter", Tag::NN, Dep::nmod}, {"one", "one", Tag::CD, Dep::nummod}, {"two", "two", Tag::CD, Dep::nummod},
    {"five", "five", Tag::CD, Dep::nummod}, {"twenty", "twenty", Tag::CD, Dep::nummod}, {"hundred", "hundred", Tag::CD, Dep::nummod}, {"million", "million", Tag::CD, Dep::nummod},
    {"thousands", "thousands", Tag::NNS, Dep::nsubj, "thousand"}, {"dozen", "dozen", Tag::NN, Dep::nummod}, {"third", "third", Tag::JJ, Dep::amod}, {"first", "first", Tag::JJ, Dep::amod},
    {"1", "1", Tag::CD, Dep::nummod}, {"2", "2", Tag::CD, Dep::nummod}, {"5", "5", Tag::CD, Dep::nummod}, {"12", "12", Tag::CD, Dep::nummod},
    {"29", "29", Tag::CD, Dep::nummod}, {"31", "31", Tag::CD, Dep::nummod}, {"60", "60", Tag::CD, Dep::nummod}, {"100", "100", Tag::CD, Dep::nummod},
    {"1.5", "1.5", Tag::CD, Dep::nummod}, {"1,000", "1,000", Tag::CD, Dep::nummod}, {"1900", "1900", Tag::CD, Dep::nummod}, {"2021", "2021", Tag::CD, Dep::nummod},
    {"24th", "24th", Tag::NN, Dep::obl}, {"'90s", "'90s", Tag::NNS, Dep::obl}, {"9:30", "9:30", Tag::CD, Dep::obl}, {"3/4", "3/4", Tag::CD, Dep::nummod},
    {"%", "%", Tag::NN, Dep::obj}, {"$", "$", Tag::DOLLAR, Dep::dep}, {"€", "€", Tag::DOLLAR, Dep::dep}, {"percent", "percent", Tag::NN, Dep::obj},
    {"km", "km", Tag::NN, Dep::obj}, {"m", "m", Tag::NN, Dep::obj}, {"years", "years", Tag::NNS, Dep::obl, "year"}, {"year", "year", Tag::NN, Dep::obl},
    {"day", "day", Tag::NN, Dep::obl}, {"days", "days", Tag::NNS, Dep::obl, "day"}, {"week", "week", Tag::NN, Dep::obl}, {"month", "month", Tag::NN, Dep::obl},
    {"hours", "hours", Tag::NNS, Dep::obl, "hour"}, {"people", "people", Tag::NNS, Dep::nsubj}, {"dollars", "dollars", Tag::NNS, Dep::obj, "dollar"}, {"old", "old", Tag::JJ, Dep::amod},
    {"ago", "ago", Tag::RB, Dep::advmod}, {"last", "last", Tag::JJ, Dep::amod}, {"next", "next", Tag::JJ, Dep::amod}, {"early", "early", Tag::JJ, Dep::amod},
    {"May", "may", Tag::NNP, Dep::obl}, {"March", "march", Tag::NNP, Dep::obl}, {"December", "december", Tag::NNP, Dep::obl}, {"Friday", "friday", Tag::NNP, Dep::obl},
    {"Monday", "monday", Tag::NNP, Dep::obl}, {"morning", "morning", Tag::NN, Dep::obl}, {"night", "night", Tag::NN, Dep::obl}, {"today", "today", Tag::NN, Dep::obl},
    {"noon", "noon", Tag::NN, Dep::obl}, {"p.m.", "p.m.", Tag::NN, Dep::obl}, {"GMT", "gmt", Tag::NNP, Dep::nmod}, {"summer", "summer", Tag::NN, Dep::obl},
    {",", ",", Tag::COMMA, Dep::punct}, {".", ".", Tag::PERIOD, Dep::punct}, {":", ":", Tag::COLON, Dep::punct}, {";", ";", Tag::COLON, Dep::punct},
    {"-", "-", Tag::HYPH, Dep::punct}, {"–", "–", Tag::COLON, Dep::punct}, {"/", "/", Tag::SYM, Dep::punct}, {"(", "(", Tag::OPEN_BRACKET, Dep::punct},
    {")", ")", Tag::CLOSE_BRACKET, Dep::punct}, {"“", "“", Tag::OPEN_QUOTE, Dep::punct}, {"”", "”", Tag::CLOSE_QUOTE, Dep::punct}, {"'s", "'s", Tag::POS, Dep::case_},
    {"?", "?", Tag::PERIOD, Dep::punct}, {"\"", "\"", Tag::OPEN_QUOTE, Dep::punct}, {"he", "he", Tag::PRP, Dep::nsubj}, {"it", "it", Tag::PRP, Dep::nsubj},
    {"they", "they", Tag::PRP, Dep::nsubj}, {"I", "i", Tag::PRP, Dep::nsubj}, {"who", "who", Tag::WP, Dep::nsubj}, {"which", "which", Tag::WDT, Dep::nsubj},
    {"will", "will", Tag::MD, Dep::aux}, {"would", "would", Tag::MD, Dep::aux}, {"was", "was", Tag::VBD, Dep::aux_pass, "be"}, {"is", "is", Tag::VBZ, Dep::cop, "be"},
    {"had", "had", Tag::VBD, Dep::aux, "have"}, {"be", "be", Tag::VB, Dep::cop}, {"said", "said", Tag::VBD, Dep::root, "say"}, {"says", "says", Tag::VBZ, Dep::parataxis, "say"},
    {"saying", "saying", Tag::VBG, Dep::advcl, "say"}, {"called", "called", Tag::VBD, Dep::root, "call"}, {"told", "told", Tag::VBD, Dep::conj, "tell"}, {"rose", "rose", Tag::VBD, Dep::root, "rise"},
    {"killed", "killed", Tag::VBN, Dep::acl, "kill"}, {"according", "according", Tag::VBG, Dep::case_}, {"minister", "minister", Tag::NN, Dep::nsubj}, {"report", "report", Tag::NN, Dep::nsubj},
    {"government", "government", Tag::NN, Dep::nsubj}, {"if", "if", Tag::IN, Dep::mark}, {"as", "as", Tag::IN, Dep::case_}, {"with", "with", Tag::IN, Dep::case_}};
// clang-format on

/// A word in its place: heads are places too.
struct Place {
    Piece piece;
    std::string_view gap;  ///< what stands between the word before and it
    int head = -1;
    int sentence = 0;
    int name = -1;
    bool gone = false;
    std::vector<Piece> before;  ///< words put in before it, which hang on it
};

class Tearing {
public:
    Tearing(const ReadText& whole, const Words& words, Dice& dice) : whole_(whole), words_(words), dice_(dice) {
        const Text& text = whole.text;
        const int count = static_cast<int>(text.tokens.size());
        places_.resize(static_cast<std::size_t>(count));
        for (int t = 0; t < count; ++t) {
            Place& place = at(t);
            place.piece = piece_of(whole, t);
            place.gap = t == 0 ? std::string_view() : text.slice({text.tokens[t - 1].end, text.tokens[t].begin});
            place.head = whole.annotation.head[t];
        }
        for (int s = 0; s < static_cast<int>(text.sentences.size()); ++s)
            for (int t = text.sentences[s].tokens.begin; t < text.sentences[s].tokens.end; ++t) at(t).sentence = s;
        for (int n = 0; n < static_cast<int>(whole.annotation.names.size()); ++n) {
            const TokenRange tokens = whole.annotation.names[n].tokens;
            for (int t = tokens.begin; t < tokens.end; ++t) at(t).name = n;
        }
    }

    ReadText run() {
        for (const Sentence& sentence : whole_.text.sentences)
            for (int n = 1 + dice_.of(2) + sentence.tokens.size() / 16; n > 0; --n) tear(sentence.tokens);
        return put_together();
    }

private:
    Place& at(int t) { return places_[static_cast<std::size_t>(t)]; }

    void tear(TokenRange sentence) {
        const int t = sentence.begin + dice_.of(static_cast<std::size_t>(sentence.size()));
        if (at(t).gone) return;
        Piece& piece = at(t).piece;
        const Piece& other = words_.any(dice_);
        static constexpr std::array<std::string_view, 4> blanks = {"", " ", "    ", "\n"};
        switch (dice_.of(14)) {
            case 0:
            case 1:
            case 2:
                return drop(t, sentence);
            case 3:
            case 4:
                return at(t).before.push_back(other);
            case 5:
            case 6:
            case 7:
                if (piece.word[0] >= '0' && piece.word[0] <= '9' && dice_.of(2) == 0)
                    return put(Words::number(dice_), piece);
                return put(other, piece);
            case 8:
                return piece.tag = other.tag, void();
            case 9:
                if (at(t).head >= 0 && other.dep != Dep::root) piece.dep = other.dep;
                return;
            case 10:
                return hang_elsewhere(t, sentence);
            case 11:
                if (at(t).gap.find('\n') == std::string_view::npos)
                    at(t).gap = blanks[static_cast<std::size_t>(dice_.of(3))];
                return;
            case 12:
                return exchange(t, sentence);
            default:
                return keep(t, sentence);
        }
    }

    static void put(const Piece& other, Piece& piece) {
        const Dep dep = piece.dep;
        piece = other, piece.dep = dep;
    }

    void drop(int t, TokenRange sentence) {
        int left = 0, heir = at(t).head;
        for (int u = sentence.begin; u < sentence.end; ++u) left += !at(u).gone;
        if (left < 2) return;
        for (int u = sentence.begin; u < sentence.end; ++u) {
            if (at(u).gone || at(u).head != t) continue;
            at(u).head = heir;
            if (heir < 0) heir = u, at(u).piece.dep = Dep::root;  // the first child is the root now
        }
        at(t).gone = true;
        int next = t + 1;
        while (next < static_cast<int>(places_.size()) && at(next).gone) ++next;
        if (next == static_cast<int>(places_.size())) return;
        if (at(t).gap.find('\n') != std::string_view::npos || t == 0) at(next).gap = at(t).gap;
    }

    /// Only some words around `t` are left of the sentence.
    void keep(int t, TokenRange sentence) {
        const int from = t - dice_.of(7), to = t + 1 + dice_.of(7);
        for (int u = sentence.begin; u < sentence.end; ++u)
            if ((u < from || u >= to) && !at(u).gone) drop(u, sentence);
    }

    void exchange(int t, TokenRange sentence) {
        int next = t + 1;
        while (next < sentence.end && at(next).gone) ++next;
        if (next >= sentence.end) return;
        Piece &one = at(t).piece, &other = at(next).piece;
        std::swap(one, other);
        std::swap(one.dep, other.dep);
    }

    /// On the head of its head, or on the word before.
    void hang_elsewhere(int t, TokenRange sentence) {
        const int was = at(t).head;
        if (was < 0) return;
        int to = at(was).head;
        if (to < 0 || dice_.of(2) == 0)
            for (to = t - 1; to >= sentence.begin && at(to).gone;) --to;
        if (to < sentence.begin) return;
        at(t).head = to;
        if (!projective(sentence)) at(t).head = was;
    }

    bool projective(TokenRange sentence) {
        for (int t = sentence.begin; t < sentence.end; ++t) {
            int up = t;
            for (int steps = 0; up >= 0; up = at(up).head)
                if (++steps > sentence.size()) return false;  // a ring
        }
        for (int t = sentence.begin; t < sentence.end; ++t) {
            if (at(t).gone || at(t).head < 0) continue;
            for (int u = std::min(t, at(t).head) + 1; u < std::max(t, at(t).head); ++u) {
                int up = u;
                while (up >= 0 && up != at(t).head && up != t) up = at(up).head;
                if (!at(u).gone && up < 0) return false;
            }
        }
        return true;
    }

    struct Word {
        Piece piece;
        int head;
        int place;
    };

    ReadText put_together() {
        std::vector<int> now(places_.size(), -1);
        std::vector<Word> tokens;
        for (int t = 0; t < static_cast<int>(places_.size()); ++t) {
            if (at(t).gone) continue;
            for (const Piece& piece : at(t).before) tokens.push_back({piece, t, t});
            now[static_cast<std::size_t>(t)] = static_cast<int>(tokens.size());
            tokens.push_back({at(t).piece, at(t).head, t});
        }
        for (Word& token : tokens)
            if (token.head >= 0) token.head = now[static_cast<std::size_t>(token.head)];
        ReadText made;
        write_text(tokens, made.text);
        write_annotation(tokens, made.annotation);
        return made;
    }

    void write_text(const std::vector<Word>& tokens, Text& text) {
        std::vector<int> first_token;
        int paragraph = -1, sentence = -1, place = -1;
        for (int t = 0; t < static_cast<int>(tokens.size()); ++t) {
            const Place& from = at(tokens[static_cast<std::size_t>(t)].place);
            if (t > 0)
                text.body += from.gap.empty() || tokens[static_cast<std::size_t>(t)].place != place ? from.gap : " ";
            place = tokens[static_cast<std::size_t>(t)].place;
            const auto begin = static_cast<std::uint32_t>(text.body.size());
            text.body += tokens[static_cast<std::size_t>(t)].piece.word;
            const auto end = static_cast<std::uint32_t>(text.body.size());
            text.tokens.push_back({begin, end});
            const int told = whole_.text.sentences[from.sentence].paragraph;
            if (told != paragraph) first_token.push_back(t), text.paragraphs.push_back({begin, end});
            paragraph = told;
            text.paragraphs.back().end = end;
            if (from.sentence != sentence)
                text.sentences.push_back({{t, t}, static_cast<int>(text.paragraphs.size()) - 1});
            sentence = from.sentence;
            text.sentences.back().tokens.end = t + 1;
        }
        text::pair_quotes(text, first_token);
    }

    void write_annotation(const std::vector<Word>& tokens, Annotation& a) {
        a.state_width = whole_.annotation.state_width;
        int name = -1;
        for (int t = 0; t < static_cast<int>(tokens.size()); ++t) {
            const auto& [piece, head, place] = tokens[static_cast<std::size_t>(t)];
            a.tag.push_back(piece.tag), a.dep.push_back(head < 0 ? Dep::root : piece.dep), a.head.push_back(head);
            const auto word = static_cast<std::uint32_t>(a.pool.size());
            a.pool += piece.lower;
            const auto mid = static_cast<std::uint32_t>(a.pool.size());
            a.pool += piece.lemma;
            a.lower_at.push_back({word, mid}), a.lemma_at.push_back({mid, static_cast<std::uint32_t>(a.pool.size())});
            const std::uint8_t* state = piece.state ? piece.state : at(place).piece.state;
            if (state) a.states.insert(a.states.end(), state, state + a.state_width);
            if (!state) a.states.insert(a.states.end(), static_cast<std::size_t>(a.state_width), 64);
            const bool more = at(place).name >= 0 && at(place).name == name && a.names.back().tokens.end == t;
            name = at(place).name;
            if (more) a.names.back().tokens.end = t + 1;
            if (!more && name >= 0) a.names.push_back({{t, t + 1}, whole_.annotation.names[name].type});
        }
        link_tree(a);
    }

    const ReadText& whole_;
    const Words& words_;
    Dice& dice_;
    std::vector<Place> places_;
};

}  // namespace

void link_tree(Annotation& a) {
    const int n = a.size();
    a.first_child.assign(static_cast<std::size_t>(n), -1), a.next_sibling.assign(static_cast<std::size_t>(n), -1);
    for (int t = 0; t < n; ++t) a.left.push_back(t), a.right.push_back(t + 1);
    for (int t = n - 1; t >= 0; --t)
        if (const int h = a.head[t]; h >= 0) a.next_sibling[t] = a.first_child[h], a.first_child[h] = t;
    for (int t = 0; t < n; ++t)
        for (int up = a.head[t]; up >= 0; up = a.head[up])
            a.left[up] = std::min(a.left[up], t), a.right[up] = std::max(a.right[up], t + 1);
}

Piece piece_of(const ReadText& from, int token) {
    const Annotation& a = from.annotation;
    return {from.text.word(token), a.lower(token), a.lemma(token),
            a.tag[token],          a.dep[token],   a.state_width > 0 ? a.state(token) : nullptr};
}

void Words::add(const ReadText& text) {
    for (int t = 0; t < text.annotation.size(); ++t) pieces_.push_back(piece_of(text, t));
}

const Piece& small_word(Dice& dice) {
    static const std::vector<Piece> smalls = [] {
        std::vector<Piece> made;
        for (const Small& s : small)
            made.push_back({s.word, s.lower, s.lemma.empty() ? s.lower : s.lemma, s.tag, s.dep, nullptr});
        return made;
    }();
    return smalls[static_cast<std::size_t>(dice.of(smalls.size()))];
}

const Piece& Words::any(Dice& dice) const {
    if (pieces_.empty() || dice.of(2) == 0) return small_word(dice);
    return pieces_[static_cast<std::size_t>(dice.of(pieces_.size()))];
}

std::string_view bound(Dice& dice) {
    static constexpr std::string_view bounds[] = {
        "0",    "1",    "2",    "3",    "4",    "6",    "7",    "9",    "10",   "11",   "12",   "13",   "14",   "15",
        "19",   "20",   "21",   "23",   "24",   "25",   "28",   "29",   "30",   "31",   "32",   "49",   "50",   "52",
        "53",   "54",   "59",   "60",   "61",   "68",   "69",   "70",   "99",   "100",  "101",  "110",  "119",  "120",
        "121",  "130",  "150",  "365",  "366",  "399",  "400",  "500",  "999",  "1000", "1001", "1099", "1100", "1199",
        "1200", "1259", "1260", "1400", "1499", "1500", "1501", "1599", "1600", "1699", "1700", "1799", "1800", "1849",
        "1850", "1899", "1900", "1901", "1919", "1920", "1949", "1950", "1969", "1970", "1979", "1980", "1989", "1990",
        "1999", "2000", "2001", "2009", "2010", "2019", "2020", "2023", "2024", "2025", "2029", "2030", "2039", "2040",
        "2049", "2050", "2059", "2060", "2099", "2100", "2101", "2199", "2200", "2359", "2400", "2401", "2999", "3000"};
    return bounds[static_cast<std::size_t>(dice.of(std::size(bounds)))];
}

Piece Words::number(Dice& dice) {
    const std::string_view word = bound(dice);
    return {word, word, word, Tag::CD, Dep::nummod, nullptr};
}

ReadText torn(const ReadText& whole, const Words& words, Dice& dice) { return Tearing(whole, words, dice).run(); }

std::string torn_bytes(std::string_view whole, Dice& dice) {
    static constexpr std::string_view bits[] = {"“",
                                                "”",
                                                "\"",
                                                "'",
                                                "’",
                                                "‘",
                                                "«",
                                                "»",
                                                "„",
                                                "``",
                                                "''",
                                                ".",
                                                "...",
                                                "…",
                                                "?",
                                                "!",
                                                "-",
                                                "--",
                                                "–",
                                                "—",
                                                "\n",
                                                "\n\n",
                                                "\n\n\n",
                                                " ",
                                                "  ",
                                                "    ",
                                                "\t",
                                                "(",
                                                ")",
                                                "[",
                                                "]",
                                                ":",
                                                ";",
                                                ",",
                                                "Mr.",
                                                "U.S.",
                                                "No.",
                                                "a.m.",
                                                "J.",
                                                "Inc.",
                                                "n't",
                                                "'s",
                                                "'re",
                                                "cannot",
                                                "$",
                                                "US$",
                                                "%",
                                                "€",
                                                "°",
                                                "7",
                                                "1,000",
                                                "3.5",
                                                "10:30",
                                                "20th",
                                                "1980s",
                                                "http://a.example/b?c=1",
                                                "@port",
                                                "#port",
                                                "a@b.example",
                                                ":)",
                                                "A",
                                                "B",
                                                "É",
                                                "e\xCC\x81",
                                                "\xC2\xA0",
                                                "\xE2\x80\x8B",
                                                "\xEF\xBB\xBF",
                                                "\r\n",
                                                "\r",
                                                "\x01",
                                                "\xFF",
                                                "\xE2\x80",
                                                "LIMA (AP) —",
                                                "Q:"};
    std::string bytes(whole);
    for (int n = 1 + dice.of(3 + whole.size() / 60); n > 0; --n) {
        const auto from = static_cast<std::size_t>(dice.of(bytes.size() + 1));
        const auto length = static_cast<std::size_t>(dice.of(3) == 0 ? dice.of(12) : 0);
        const std::string_view bit = bits[static_cast<std::size_t>(dice.of(std::size(bits)))];
        bytes.replace(from, std::min(length, bytes.size() - from), dice.of(5) == 0 ? std::string_view() : bit);
    }
    return bytes;
}

}  // namespace dragoman
