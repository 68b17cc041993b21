#include "mentions/quantities/counted.h"

#include <algorithm>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {
namespace {

/// Of clocks: what stands before it is an hour, if not one that could be read.
bool is_zone(std::string_view word) {
    return is_one_of(word, "BST", "GMT", "UTC", "EST", "EDT", "PST", "PDT", "CDT", "MDT", "CET", "CEST", "AEST",
                     "AEDT");
}

}  // namespace

int CountedNouns::noun(const Number& number, int at) const {
    const bool hyphen = at > number.end;  // "the 55-member bloc" has 55 members
    if (hyphen) return at < limit_ && tree_.is_noun(at) ? at : -1;
    const int noun = over_brackets(std::max(noun_by_tree(number.end - 1, at), noun_by_tags(at)));
    return is_prefixed(noun + 2) ? noun + 2 : noun;
}

/// "Islamic State (IS) | fighters": the noun of many behind the short form of the name before it.
int CountedNouns::over_brackets(int noun) const {
    if (noun < 0 || noun + 4 >= limit_ || !tree_.is_proper(noun) || !is(noun + 1, "(") || !is(noun + 3, ")"))
        return noun;
    return capital(noun + 2) && tree_.tag[noun + 4] == Tag::NNS ? noun + 4 : noun;
}

/// "co - workers", "ex-wives": the noun behind a syllable and its hyphen.
bool CountedNouns::is_prefixed(int noun) const {
    return noun - 2 >= first_ && noun < limit_ && tree_.is_noun(noun) && is_dash(noun - 1) &&
           is_one_of(tree_.lower(noun - 2), "co", "ex", "non", "vice", "sub", "semi");
}

std::string CountedNouns::name(int noun) const {
    if (is(noun, "heads") && is(noun + 1, "of") &&
        is_one_of(tree_.lower(std::min(noun + 2, limit_ - 1)), "state", "government"))
        return std::string(text_.slice(text_.span(TokenRange{noun, noun + 3})));
    const std::string word(text_.word(noun));
    return is_prefixed(noun) ? std::string(text_.word(noun - 2)) + "-" + word : word;
}

int CountedNouns::noun_behind_of(int of) const {
    int at = of + 1;
    while (at < limit_ && (tree_.tag[at] == Tag::DT || tree_.tag[at] == Tag::PRPS)) ++at;
    if (const int owned = behind_owner(at); owned >= 0) at = owned;
    const int noun = over_brackets(noun_by_tags(at));
    const int hung = tree_.child(of - 1, Dep::nmod);  // over a bracket: "hundreds of ISIS (Islamic State) fighters"
    return noun >= 0 && hung > noun && hung - noun < 12 && hung < limit_ && tree_.is_noun(hung) ? hung : noun;
}

/// "four of the deceased", "17 of its districts", "12 of 40 wells": the noun of many of which so many are told; -1 for
/// none.
int CountedNouns::part_of(const Number& number, int at) const {
    if (!is(at, "of") || !number.value || number.fraction || *number.value < 2) return -1;
    if (at + 1 >= limit_) return -1;
    const Tag whole = tree_.tag[at + 1];
    if (whole != Tag::DT && whole != Tag::PRPS && whole != Tag::CD && behind_owner(at + 1) < 0) return -1;
    const int noun = noun_behind_of(at);
    return noun >= 0 && (tree_.tag[noun] == Tag::NNS || tells_state(noun) || tree_.lower(noun) == "people") ? noun : -1;
}

/// "Ortega's | aides", "the island nation's | 20,000 residents": where what somebody has begins; -1 for nobody's.
int CountedNouns::behind_owner(int at) const {
    constexpr int longest = 5;
    for (int t = at; t < limit_ && t < at + longest; ++t) {
        if (tree_.tag[t] == Tag::POS) return t > at ? t + 1 : -1;
        if (!tree_.is_noun(t) && tree_.tag[t] != Tag::JJ) return -1;
    }
    return -1;
}

/// "the deceased", "30 wounded": what befell people stands for them.
bool CountedNouns::tells_state(int t) const {
    return is_one_of(tree_.lower(t), "dead", "deceased", "wounded", "injured", "missing", "killed", "hurt");
}

bool CountedNouns::counts_after_hyphen(int dash) const {
    return dash + 1 < limit_ && tree_.tag[dash + 1] == Tag::NN &&
           !is_one_of(tree_.lower(dash + 1), "time", "way", "third", "half", "off");
}

bool CountedNouns::names_something(const Number& number, int start) const {
    if (start > first_ && number.suffix.size() == 1 && number.suffix[0] <= 'Z' && tree_.is_proper(start - 1))
        return true;  // a Boeing 777F
    if (start > first_) {
        const std::string_view before = tree_.lower(start - 1);
        if (is_one_of(before, "no.", "nos.", "number", "article", "resolution", "paragraph", "chapter", "page",
                      "section", "phase", "channel", "group", "flight", "route", "highway", "protocol", "#", "/",
                      "version", "level", "type", "class", "category", "grade", "stage", "tier", "round"))
            if (!number.scaled && number.end == start + 1) return true;
        if (!number.digits && capital(start) && tree_.is_proper(start - 1) && number.end == start + 1) return true;
        const int head = tree_.head[start];
        if (number.digits && number.end == start + 1 && head == start - 1 && tree_.is_proper(head) &&
            (tree_.dep[start] == Dep::nummod || tree_.dep[start] == Dep::flat || tree_.dep[start] == Dep::compound ||
             tree_.dep[start] == Dep::nmod_unmarked))
            return true;
        if (!number.digits && capital(start) && tree_.lower(start - 1) == "of" && start - 2 >= first_ &&
            capital(start - 2))
            return true;
        if (before == "-" && start - 2 >= first_ && text_.tokens[start - 1].begin == text_.tokens[start - 2].end &&
            !tree_.is_noun(start - 2))
            return true;
    }
    if (number.digits && number.suffix.empty() && number.end == start + 1 && (is(start + 1, "/") || is(start + 1, ":")))
        return true;
    if (names_behind(number, start) || begins_name(number, start)) return true;
    if (number.digits && number.end < limit_ && is_zone(text_.word(number.end))) return true;  // 03. 31 BST
    if (is_one_model(start) && number.digits && number.suffix.empty() && !number.scaled && number.end < limit_ &&
        tree_.tag[number.end] == Tag::NNP)
        return true;
    if (is(start, "one") && number.end == start + 1 &&
        (is(number.end, "of") || is(number.end, "another") || is(number.end, "-") || tree_.tag[start] == Tag::PRP ||
         is(start - 1, "no") || is(start - 1, "this") || is(start - 1, "that")))
        return true;
    return false;
}

/// "a Boeing 737 jet", "Boeing 737 jets": the number belongs to the name before it.
bool CountedNouns::is_model(const Number& number, int start, int noun) const {
    if (!number.digits || number.scaled || start <= first_ || !tree_.is_proper(start - 1)) return false;
    if (tree_.tag[noun] == Tag::NN) return true;
    const auto name = std::partition_point(tree_.names.begin(), tree_.names.end(),
                                           [&](const Name& n) { return n.tokens.end <= start; });
    return name != tree_.names.end() && name->tokens.begin < start && name->tokens.end == number.end;
}

/// "10 Downing Street", "the 737 Max", "the Lost 52 Project": a name goes on behind the number.
bool CountedNouns::names_behind(const Number& number, int start) const {
    const int next = number.end;
    if (!number.digits || number.scaled || number.end != start + 1 || !number.value || *number.value < 2 ||
        (*number.value >= 1000 && (*number.value < 1900 || *number.value > 2100)) || next >= limit_ ||
        !number.suffix.empty() || (tree_.tag[next] != Tag::NNP && !(tree_.tag[next] == Tag::NN && capital(next))))
        return false;
    int last = next;
    while (last + 1 < limit_ && tree_.is_proper(last + 1)) ++last;
    if (tree_.tag[last] == Tag::NNPS || tree_.lower(last).ends_with("s")) return false;  // 20 Boeing planes
    if (last + 1 < limit_ && tree_.is_noun(last + 1)) return false;
    const bool inside = start > first_ && (is(start - 1, "the") || tree_.is_proper(start - 1) ||
                                           (start - 1 > first_ && capital(start - 1)));
    return inside || last > next;
}

/// "a Six Flags park", "the Five Eyes alliance": a number word with a capital within a sentence, before another
/// capital.
bool CountedNouns::begins_name(const Number& number, int start) const {
    const int next = number.end;
    if (number.digits || number.scaled || next != start + 1 || start <= first_ || next >= limit_) return false;
    const char before = text_.word(start - 1)[0];  // not behind a colon or an opening quote
    return capital(start) && capital(next) && tree_.is_proper(next) && before >= 'a' && before <= 'z';
}

/// "a 357 Magnum", "a. 357 Magnum" whose point was taken for the end of a sentence.
bool CountedNouns::is_one_model(int start) const {
    const int before = start - (start > 0 && tree_.lower(start - 1) == "." ? 2 : 1);
    return before >= 0 && is_one_of(tree_.lower(before), "a", "a.");
}

bool CountedNouns::ends_title(int start, int end) {
    const int word = start - 2;  // "Rise" for $15
    if (word < first_ || !is_one_of(tree_.lower(start - 1), "for", "to", "of") || !capital(word)) return false;
    const std::string_view title = text_.word(word);
    const bool known = std::find(titles_.begin(), titles_.end(), title) != titles_.end();
    const bool capitalised = is(word - 1, "the") && end < limit_ && tree_.is_noun(end) && !tree_.is_proper(word) &&
                             tree_.tag[end] == Tag::NN;
    if (!known && !capitalised && !is_quoted(word, end)) return false;
    constexpr std::size_t most = 16;  // titles remembered
    if (!known && titles_.size() < most) titles_.push_back(title);
    return true;
}

bool CountedNouns::is_quoted(int first, int end) const {
    auto quote = std::partition_point(text_.quotes.begin(), text_.quotes.end(),
                                      [&](const Quote& q) { return q.tokens.begin < first; });
    for (int nested = 0; nested < 3 && quote != text_.quotes.end() && quote->tokens.begin == first; ++nested, ++quote)
        if (quote->tokens.end == end && quote->closed) return true;
    return false;
}

bool CountedNouns::may_stand_between(int t) const {
    switch (tree_.tag[t]) {
        case Tag::JJ:
        case Tag::JJR:
        case Tag::JJS:
        case Tag::NN:
        case Tag::NNS:
        case Tag::NNP:
        case Tag::NNPS:
        case Tag::VBN:
        case Tag::VBG:
        case Tag::HYPH:
        case Tag::CD:
        case Tag::AFX:
            return found_.time_of_token[t] < 0 || tree_.tag[t] == Tag::JJ || tree_.lower(t).ends_with("ly");
        case Tag::RB:
        case Tag::RBS:
            return modifies_next(t);
        default:
            return is_dash(t);
    }
}

/// "mostly | young", "badly | injured", "well | -known": an adverb that belongs to what describes the noun.
bool CountedNouns::modifies_next(int adverb) const {
    const int next = adverb + 1;
    if (next >= limit_) return false;
    const Tag tag = tree_.tag[next];
    return tag == Tag::JJ || tag == Tag::VBN || tag == Tag::HYPH;
}

int CountedNouns::noun_by_tree(int last_of_number, int at) const {
    const int head = tree_.head[last_of_number];
    if (head < at || head >= limit_ || head - at > 7 || tree_.dep[last_of_number] != Dep::nummod) return -1;
    for (int t = at; t < head; ++t)
        if (!may_stand_between(t) && !(tree_.tag[t] == Tag::POS) && !is(t, ",") && !is(t, "and")) return -1;
    return tree_.is_noun(head) || tree_.tag[head] == Tag::JJ ? head : -1;
}

int CountedNouns::noun_by_tags(int at) const {
    int noun = -1;
    for (int t = at; t < limit_ && t < at + 7 && may_stand_between(t); ++t) {
        const Tag tag = tree_.tag[t];
        const bool clause = tag == Tag::VBN || tag == Tag::VBG || tag == Tag::RB || tag == Tag::RBS;
        if (t > at && clause && noun >= 0) break;  // 150 people | killed, badly burnt
        if (noun >= 0 && tree_.tag[noun] == Tag::NNS && tree_.tag[t] != Tag::NNS && tree_.tag[t] != Tag::NN) break;
        if (noun >= 0 && is_one_of(tree_.lower(t), "hostage", "prisoner", "captive")) break;  // what is made of them
        if (tree_.is_noun(t)) noun = t;
    }
    if (noun < 0 && at < limit_ && tells_state(at) && !is(at, "killed") && !is(at, "hurt")) noun = at;
    return noun;
}

bool CountedNouns::definite_pair(const Number& number, int start) const {
    if (start == first_ || number.digits || number.scaled || !number.value || *number.value > 12) return false;
    const std::string_view before = tree_.lower(start - 1);
    if (is_one_of(before, "his", "her", "their") && number.end < limit_ &&  // how many of them somebody has
        is_one_of(tree_.lower(number.end), "sons", "daughters", "children", "brothers", "sisters", "grandchildren"))
        return false;
    return (before == "the" && *number.value == 2) ||
           is_one_of(before, "these", "those", "both", "our", "their", "its", "his", "her", "other", "all");
}

}  // namespace dragoman::mentions
