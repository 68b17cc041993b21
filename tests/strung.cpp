#include "strung.h"

#include <fmt/format.h>

#include <iterator>

namespace dragoman {
namespace {

template <std::size_t N>
std::string_view one_of(const std::string_view (&all)[N], Dice& dice) {
    return all[static_cast<std::size_t>(dice.of(N))];
}

/// A form of figures: "#" is any figure, "@" 1 to 9, "~" a year, "=" a number at the bound of some rule, "&" a month's
/// number, "!" an hour's, "?" a minute's; the rest stands for itself.
std::string filled(std::string_view form, Dice& dice) {
    std::string made;
    for (char c : form) switch (c) {
            case '#':
                made += static_cast<char>('0' + dice.of(10));
                break;
            case '@':
                made += static_cast<char>('1' + dice.of(9));
                break;
            case '=':
                made += bound(dice);
                break;
            case '~':
                made += std::to_string(dice.of(4) ? 1990 + dice.of(40) : 1000 + dice.of(1100));
                break;
            case '&':
                made += std::to_string(dice.of(dice.of(4) ? 13 : 34));
                break;
            case '!':
                made += std::to_string(dice.of(dice.of(3) ? 13 : 26));
                break;
            case '?':
                made += fmt::format("{:02}", dice.of(dice.of(6) ? 60 : 99));
                break;
            default:
                made += c;
        }
    return made;
}

constexpr std::string_view forms[] = {
    "=",          "=",        "=",         "=",           "=-=",         "=s",        "the =s",
    "=/=",        "=%",       "$=",        "in =",        "=,000",       "= ###",     "=th",
    "=:?",        "=:?:=",    "&/=/~",     "=-&-=",       "mid-=",       "=-year",    "@",
    "@",          "@#",       "@##",       "@###",        "@####",       "@#####",    "@,###",
    "@#,###",     "@,##,###", "@ ###",     "@# ###",      "@ ### ###",   "@.#",       "@.##",
    "@##.#",      ".#",       "0.#",       "@/@",         "@/@#",        "@ @/@",     "½",
    "@½",         "@ ¾",      "~",         "~",           "~s",          "'##s",      "’##s",
    "##s",        "@th",      "@#th",      "1st",         "2nd",         "3rd",       "21st",
    "!:?",        "!:?",      "!.?",       "!:?:?",       "!?",          "@??",       "!am",
    "!pm",        "!:?a",     "!:?p",      "!h",          "!h?",         "!:? am",    "!:? PM",
    "! p.m.",     "! a.m.",   "! p m",     "! a m",       "! in the AM", "! o'clock", "half past !",
    "!:? GMT",    "!pm-!pm",  "!-!pm",     "!am to !pm",  "!:?-!:?",     "&/&",       "&/&/~",
    "&/&/##",     "&-&-~",    "~-&-&",     "~-0@-0@",     "~-1#-1#",     "~0@1#",     "&.&.~",
    "&.&.",       "&/&-&/&",  "&/&-&/&/~", "&/&/~-&/&/~", "~-~",         "~–~",       "~-##",
    "~/##",       "~/~",      "'##",       "FY~",         "FY##",        "FY'##",     "Q@",
    "H1",         "Q@ ~",     "~ Q@",      "~-Q@",        "~H1",         "W@#",       "&/~",
    "~-&",        "0@/~",     "&-&",       "@-@",         "@–@",         "@ - @",     "@#-@#",
    "@-to-@",     "@ to @",   "@m",        "@k",          "@bn",         "@.#m",      "$@",
    "$@m",        "$@.#",     "US$@",      "€@",          "£@bn",        "USD@#",     "@$",
    "@€",         "@#%",      "@.#%",      "@km",         "@kg",         "@°C",       "@'@\"",
    "@ft",        "@in",      "@.#e9",     "@e-@",        "@x10^@",      "@×10@",     "@km/h",
    "@-year-old", "@-year",   "@#-day",    "@-@-@",       "@:@",         "+@",        "-@",
    "−@.#",       "≈@",       "№@",        "(@)",         "@+",          "@#-strong", "@x",
    "@fold",      "@-fold",   "No. @",     "F-@#",        "v@.#",        "~T!:?",     "~-0@-0@T0!:?:00Z",
    "mid-~",      "mid-~s",   "@m @",      "@s",          "@#:##",       "! am",      "! pm",
    "@ m",        "@ km",     "@ % ",      "@ million",   "@.# billion", "@ a @",     "@,@##,###",
    "@'###'###"};

constexpr std::string_view marks[] = {",",  ",", ".", "-",    "–", "/", ":", ";", "(", ")",
                                      "'s", "“", "”", "\n\n", "…", "%", "$", "°", "+"};

constexpr std::string_view words[] = {
    "the",     "a",       "an",         "of",      "of",        "to",        "in",        "on",         "at",
    "by",      "for",     "from",       "and",     "or",        "between",   "since",     "until",      "than",
    "per",     "about",   "ago",        "last",    "next",      "this",      "every",     "half",       "past",
    "more",    "up",      "was",        "will",    "said",      "met",       "rose",      "fell",       "aged",
    "old",     "people",  "men",        "votes",   "share",     "report",    "Ruiz",      "Lima",       "flight",
    "room",    "summit",  "fiscal",     "end",     "beginning", "first",     "second",    "third",      "later",
    "earlier", "after",   "before",     "during",  "early",     "late",      "mid",       "morning",    "night",
    "hour",    "minutes", "day",        "days",    "week",      "month",     "months",    "year",       "years",
    "quarter", "decade",  "century",    "Monday",  "Friday",    "Sunday",    "January",   "May",        "Sept.",
    "Dec",     "noon",    "tonight",    "today",   "weekend",   "summer",    "Christmas", "a.m.",       "pm",
    "GMT",     "hundred", "thousand",   "million", "dozen",     "two",       "twelve",    "twenty",     "ninety",
    "dollars", "euros",   "percent",    "km",      "miles",     "tonnes",    "degrees",   "feet",       "inches",
    "m",       "square",  "cubic",      "each",    "times",     "majority",  "magnitude", "poll",       "strong",
    "zero",    "point",   "and a half", "an hour", "in the",    "more than", "at least",  "a third of", "one in",
    "out of",  "by the"};

// Words that rules name in their code.
constexpr std::string_view named =
    "AEDT AEST AF APPROX AU BD BH BST BW CDT CE CEST CET Cr DE Da EDT END EST EV FA FY GT Ga MDT MID MM "
    "MO MP Ma NI PDT PST PT PXW SP START SU TAF TEV TH TM TMO TNI TS UTC WE WI XXXX XXXX- XXXX-W XXXX-WXX "
    "XXXX-WXX- XXXX-WXX-WE XXXX-XX XXXX-XX- XXXX-XX-XX XXXX-XX-XXT a. a.d a.d. acceleration acre acres ad "
    "add additional adjectives adjourn adopt advance aftershock afterward afterwards age ages agree aid "
    "all almost am anchor angle annum another any apiece approve approx approximately apr april area "
    "argue around arrive article as ask au aug august b.c b.c. b.c.e. baby back bag balance bale ballot "
    "barrels bc bce begin behind below benefit bil bomb both bottle box boy brother brothers btc c.e. "
    "calendar call capita capricorn captive care cargo cash category ce cease certain channel chapter "
    "child children circle class clear climb clock close closing co code come coming committed comparator "
    "comparators complain concern confident consecutive continue convinced copy correct cost could count "
    "couple cr creep crowd currencies current damage dance date daughter daughters dead debt dec deceased "
    "decide decision decline decrease dedicated default defeat defer delay demand density depart did "
    "dimension dip dispute diwali dollar down dream drop earthquake ease easter edge effect eighteen "
    "eighth entire estimated eur eve everyday ex expect expire explosive extend factor fail fall feb feel "
    "feud few fewer fifth fight final financial fish five focused fold following force forget forms "
    "forward four fourth fraction ft full fund funding further future fy gain gather gbp girl go good "
    "government grade grandchild grandchildren granddaughter grandson group had has have he head heads "
    "hear heavier heavy hebrew hectare hectares help her high highway hindu his holiday honest hostage "
    "hours household hrs huddle hurt inch increase initial injured into investment ish islamic its jan "
    "joke jul jump jun june just kg kid killed kilo kilogram kilograms kilometer kilometers kilometre "
    "kilometres kind know lapse lasted latter learn least leave length less level lie lift line liters "
    "litres little local long look lose loss luggage lunar ly ma manage many mar march mass mature may "
    "measured measuring meet mere meter meters metre metres mi mid- middle midst might mil mile minister "
    "minority minus miss missing mln mm money most move mr mr. mrs mrs. ms ms. mw my n't nd nearly need "
    "negative never nights nineteen no no. non nos. not nouns nov now number numbered n’t o'clock oclock "
    "oct off offer office offset oh olds once one ones only open opener opening opposed order ordinal "
    "orthodox other ou ounce ounces our out outlook outset over overnight o’clock pack page pair "
    "paragraph parsi part pass payload pct person phase phrase piece place plate pledge plural position "
    "positive postpone pound pounds pp premier president previous previously prisoner profit promise "
    "protocol push put qtr quake quarrel quarters quite range rate ratify ratio rd read recoil refuse "
    "reject relation remainder remaining reopen request require reschedule resolution rest resume retire "
    "return revenue ride right rise rmb round route rs rule ruling sack sale same sat saving scale season "
    "seat seconds secretary section seek seem semi sep sept serious session set she shed shoot si side "
    "sing single sister sisters sit six sixth slide slightly slip soar some son sons soon speak speed "
    "spending spent st stage stake start starting state straight student sub successive sun supportive "
    "sure surge symbols table tail take talk tall tax teenager temblor tens tenth th that their "
    "thereafter these think thirtieth those thousands three thrice through throughout thru thrust ticket "
    "tier til till time ton tonne tons total tremor trip true twice twin type under undertake unit units "
    "untill upcoming urge usd use value verdict version vice volume vote vow want war ward warhead way "
    "weekday weekdays weekends weigh weighs weight well were when which who whole wide within word worker "
    "worry wounded write wrong yards yes you zone";

Tag tag_of(std::string_view word, Dice& dice) {
    static constexpr Tag often[] = {Tag::NN, Tag::NNS, Tag::NNP, Tag::VBD, Tag::VBN, Tag::VB,
                                    Tag::JJ, Tag::IN,  Tag::RB,  Tag::CD,  Tag::DT,  Tag::MD};
    const char c = word[0];
    if (dice.of(5) == 0) return often[static_cast<std::size_t>(dice.of(std::size(often)))];
    if (c >= '0' && c <= '9') return Tag::CD;
    if (c >= 'A' && c <= 'Z') return Tag::NNP;
    if (word == "the" || word == "a" || word == "an" || word == "this" || word == "every") return Tag::DT;
    if (word == "," || word == "-") return word == "," ? Tag::COMMA : Tag::HYPH;
    if (word == "." || word == ":" || word == ";" || word == "–") return word == "." ? Tag::PERIOD : Tag::COLON;
    if (word == "was" || word == "said" || word == "met" || word == "rose" || word == "fell") return Tag::VBD;
    if (word == "will") return Tag::MD;
    if (word == "and" || word == "or") return Tag::CC;
    if (word == "of" || word == "to" || word == "in" || word == "on" || word == "at" || word == "by" || word == "for" ||
        word == "from")
        return Tag::IN;
    return word.ends_with("s") ? Tag::NNS : Tag::NN;
}

/// Every word hangs on the root or on the word beside it that stands nearer to the root, so that no arcs cross.
void draw_tree(const Text& text, Annotation& a, Dice& dice) {
    static constexpr Dep often[] = {Dep::nummod, Dep::obl,  Dep::obj, Dep::nsubj,  Dep::case_, Dep::compound,
                                    Dep::nmod,   Dep::amod, Dep::det, Dep::advmod, Dep::conj};
    for (const Sentence& sentence : text.sentences) {
        const auto [begin, end] = sentence.tokens;
        const int root = begin + dice.of(static_cast<std::size_t>(end - begin));
        for (int t = begin; t < end; ++t) {
            const int inner = t < root ? t + 1 : t - 1;
            a.head.push_back(t == root ? -1 : dice.of(3) ? inner : root);
            a.dep.push_back(t == root ? Dep::root : often[static_cast<std::size_t>(dice.of(std::size(often)))]);
        }
    }
    link_tree(a);
}

}  // namespace

Strings::Strings(const Knowledge& knowledge) : named_(split(named, ' ')) {
    for (const auto& [table, column] : {std::pair{"time_words", "word"},
                                        {"time_phrases", "phrase"},
                                        {"colloquial_times", "phrase"},
                                        {"number_words", "word"},
                                        {"units", "forms"},
                                        {"units", "symbols"},
                                        {"currencies", "symbols"},
                                        {"currencies", "nouns"},
                                        {"comparators", "phrase"}}) {
        const Table& rows = knowledge.table(table);
        for (int row = 0; row < rows.rows(); ++row)
            for (const std::string_view word : split(rows.at(row, column), '|')) words_.emplace_back(word);
    }
    std::erase_if(words_, [](const std::string& word) { return word.empty(); });
}

std::string Strings::word(Dice& dice) const {
    switch (dice.of(8)) {
        case 0:
        case 1:
        case 2:
            return filled(one_of(forms, dice), dice);
        case 3:
        case 4:
            return std::string(one_of(words, dice));
        case 5:
            return std::string(named_[static_cast<std::size_t>(dice.of(named_.size()))]);
        case 6:
            return std::string(one_of(marks, dice));
        default:
            break;
    }
    std::string word = words_[static_cast<std::size_t>(dice.of(words_.size()))];
    if (dice.of(3) == 0 && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
    return word;
}

std::string Strings::figures(Dice& dice) {
    static constexpr std::string_view bits[] = {
        "0",  "1",      "2",      "3",      "5", "9", "00", "000", "123", "456", ",",       ",",     ".", " ",
        "'",  "\u2019", "\u00A0", "\u202F", "/", "-", "½",  "¼",   "e",   "E",   "x",       "×",     "*", " x ",
        "10", "10^",    "^",      "²",      "⁻", "⁹", ":",  ", ",  "a",   "mln", " people", "group "};
    std::string made;
    for (int n = 1 + dice.of(9); n > 0; --n)
        made += dice.of(3) ? std::string(one_of(bits, dice)) : filled(one_of(forms, dice), dice);
    return made;
}

ReadText Strings::text(Dice& dice) const {
    std::string body;
    for (int n = 3 + dice.of(12); n > 0; --n) {
        if (!body.empty() && dice.of(12)) body += ' ';
        body += word(dice);
    }
    ReadText made;
    made.text = text::prepare(body);
    Annotation& a = made.annotation;
    for (int t = 0; t < static_cast<int>(made.text.tokens.size()); ++t) {
        const std::string_view word = made.text.word(t);
        const auto at = static_cast<std::uint32_t>(a.pool.size());
        for (char c : word) a.pool += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        const auto end = static_cast<std::uint32_t>(a.pool.size());
        a.lower_at.push_back({at, end});
        a.tag.push_back(tag_of(word, dice));
        a.lemma_at.push_back({at, a.tag.back() == Tag::NNS && word.size() > 3 && word.ends_with("s") ? end - 1 : end});
    }
    draw_tree(made.text, a, dice);
    return made;
}

}  // namespace dragoman
