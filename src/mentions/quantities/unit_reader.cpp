#include "mentions/quantities/unit_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "mentions/quantities/letters.h"

namespace dragoman::mentions {
namespace {

double raised(double base, int power) {
    double out = 1;
    for (int i = 0; i < (power < 0 ? -power : power); ++i) out *= base;
    return power < 0 ? 1 / out : out;
}

std::string_view power_word(int power) {
    return power == 2 ? "square " : power == 3 ? "cubic " : power == 4 ? "quartic " : "";
}

/// What is divided by what: the usual names, else both.
std::string divided_dimension(const std::string& top, const std::string& bottom, int power) {
    if (bottom == "time") return top == "length" ? power == 2 ? "acceleration" : "speed" : "rate";
    if (top == "mass" && bottom == "volume") return "density";
    return top + "/" + bottom;
}

std::string dimension_of(const Unit& unit, int power) {
    if (unit.dimension == "length" && power == 2) return "area";
    if (unit.dimension == "length" && power == 3) return "volume";
    return std::string(unit.dimension);
}

}  // namespace

ReadUnit UnitReader::read(int t, std::uint32_t at, int limit, bool glued) const {
    ReadUnit found;
    Term last = term(t, at, limit, glued);
    if (last.unit < 0 || last.power < 1) return found;
    const Unit& first = lexicon_.units[last.unit];
    found.name = std::string(power_word(last.power)) + std::string(first.name);
    found.simple = first.name;
    found.dimension = dimension_of(first, last.power);
    found.si = first.si;
    if (last.power > 1 && !found.si.empty()) found.si += std::to_string(last.power);
    found.factor = raised(first.factor, last.power);
    found.offset = first.offset;
    for (int step = 0; step < 3; ++step) {
        bool divided = false;
        const Term next = next_factor(last, limit, divided);
        if (next.unit < 0) break;
        const Unit& unit = lexicon_.units[next.unit];
        const int power = next.power < 0 ? -next.power : next.power;
        const std::string name = std::string(power_word(power)) + std::string(unit.singular);
        if (divided)
            found.dimension = divided_dimension(found.dimension, dimension_of(unit, power), power);
        else
            found.dimension += "*" + std::string(unit.dimension);
        found.name += divided ? " per " + name : " " + name;
        if (!found.si.empty() && !unit.si.empty()) {
            found.si += (divided ? "/" : " ") + std::string(unit.si) + (power > 1 ? std::to_string(power) : "");
            found.factor *= raised(unit.factor, divided ? -power : power);
        } else {
            found.si.clear();
        }
        found.offset = 0;
        last = next;
    }
    found.end = last.token;
    found.head = last.token - 1;
    return found;
}

UnitReader::Term UnitReader::term(int t, std::uint32_t at, int limit, bool glued) const {
    Term found;
    if (t >= limit) return found;
    if (text_.tokens[t].begin >= at) {
        if (const auto words = lexicon_.unit_forms.match(tree_, t, limit)) {
            found.unit = words.meaning;
            found.token = words.end;
            found.end = text_.tokens[words.end - 1].end;
            return found;
        }
        at = text_.tokens[t].begin;
    }
    return symbol(t, at, limit, glued);
}

/// The longest symbol from a byte on, with its power; it must end with a token.
UnitReader::Term UnitReader::symbol(int t, std::uint32_t at, int limit, bool glued) const {
    const std::uint32_t stop = text_.tokens[limit - 1].end;
    for (std::size_t size = std::min<std::size_t>(lexicon_.longest_symbol, stop - at); size > 0; --size) {
        const auto known = lexicon_.unit_symbols.find(rest(at).substr(0, size));
        if (known == lexicon_.unit_symbols.end()) continue;
        std::uint32_t end = at + static_cast<std::uint32_t>(size);
        Term found;
        found.symbol = true;
        found.power = power(end, false);
        const char next = end < stop ? text_.body[end] : ' ';
        if (is_letter(next) || is_digit(next) || !alone(t, known->first, end, glued)) continue;
        int token = t;
        while (token < limit && text_.tokens[token].end < end) ++token;
        if (token >= limit || text_.tokens[token].end != end) continue;
        found.unit = known->second;
        found.token = token + 1;
        found.end = end;
        return found;
    }
    return {};
}

/// May a symbol of one letter, or one that is a word too, stand for a unit where a blank is before it?
bool UnitReader::alone(int t, std::string_view sign, std::uint32_t end, bool glued) const {
    const bool hyphen = rest(end).size() > 1 && rest(end)[0] == '-' && is_letter(rest(end)[1]);
    if (sign.size() == 1 && is_letter(sign[0]) && hyphen) return false;  // F-Series
    if (glued) return true;
    if (sign.size() > 2 || !is_letter(sign[0])) return true;
    if (sign == "as") return false;  // "747 as well"
    if (sign.size() == 1 && std::string_view("mgtlhsKCFVWJNLAMB").find(sign[0]) == std::string_view::npos) return false;
    if (is_one_of(sign, "au", "ma", "Ma", "pp", "Da", "AU", "GT", "MP", "Ga", "mi"))
        return !is_letter(rest(end).substr(0, 1)[0]);
    return sign.size() > 1 || rest(end).empty() || rest(end)[0] != '.' || tree_.lower(t) != "a";
}

/// A power behind a symbol: "²", "2", "^-1", " −1"; 1 when there is none. Moves `at` behind it.
int UnitReader::power(std::uint32_t& at, bool spaced) const {
    static constexpr std::array<std::pair<std::string_view, int>, 12> marks = {{{"²", 2},
                                                                                {"³", 3},
                                                                                {"⁻¹", -1},
                                                                                {"⁻²", -2},
                                                                                {"⁻³", -3},
                                                                                {"−1", -1},
                                                                                {"−2", -2},
                                                                                {"−3", -3},
                                                                                {"–1", -1},
                                                                                {"–2", -2},
                                                                                {"–3", -3},
                                                                                {"⁴", 4}}};
    std::uint32_t i = at;
    if (spaced && i < text_.body.size() && text_.body[i] == ' ') ++i;
    const auto here = [&](std::uint32_t k) { return k < text_.body.size() ? text_.body[k] : ' '; };
    for (const auto& [mark, value] : marks)
        if (rest(i).starts_with(mark) && !is_digit(here(i + static_cast<std::uint32_t>(mark.size())))) {
            at = i + static_cast<std::uint32_t>(mark.size());
            return value;
        }
    const bool caret = here(i) == '^';
    if (caret) ++i;
    const bool minus = here(i) == '-';
    if (minus) ++i;
    if (here(i) < '1' || here(i) > '4' || is_digit(here(i + 1)) || (!minus && !caret && (spaced || here(i) == '1')) ||
        is_letter(here(i + 1)) || (here(i + 1) == '.' && is_digit(here(i + 2))))
        return 1;
    at = i + 1;
    return (here(i) - '0') * (minus ? -1 : 1);
}

/// The next unit of a compound: behind "/", "per", "a", "·", or with a negative power.
UnitReader::Term UnitReader::next_factor(const Term& last, int limit, bool& divided) const {
    divided = true;
    const int t = last.token;
    if (t >= limit) return {};
    if (is(t, limit, "/") || is(t, limit, "per")) {
        const Term next = term(t + 1, text_.tokens[t].end, limit, true);
        return lexicon_.units[last.unit].dimension == "money" ? Term{} : next;
    }
    const bool measured = !is_one_of(lexicon_.units[last.unit].dimension, "time", "money", "ratio", "angle");
    if (measured && is_one_of(tree_.lower(t), "a", "an", "each", "every")) {
        const auto words = lexicon_.unit_forms.match(tree_, t + 1, limit);
        if (words && lexicon_.units[words.meaning].dimension == "time" && tree_.lower(t + 1) != "second" &&
            tree_.lower(words.end - 1) == lexicon_.units[words.meaning].singular)
            return {words.meaning, 1, words.end, text_.tokens[words.end - 1].end, false};
        return {};
    }
    if (!last.symbol) return {};
    std::uint32_t at = last.end;
    const bool dot = rest(at).starts_with("·") || rest(at).starts_with("⋅");
    if (dot) at += rest(at).starts_with("·") ? 2 : 3;
    if (!dot && at < text_.body.size() && (text_.body[at] == ' ' || text_.body[at] == '.')) ++at;
    int token = t;
    while (token < limit && text_.tokens[token].end <= at) ++token;
    if (token >= limit || at == last.end) return {};
    Term next = symbol(token, at, limit, true);
    if (next.unit < 0) return {};
    if (next.power == 1) {
        std::uint32_t end = next.end;
        next.power = power(end, true);
        int over = next.token - 1;
        while (over < limit && text_.tokens[over].end < end) ++over;
        if (over >= limit || text_.tokens[over].end != end) next.power = 1;
        if (next.power != 1) next.end = end, next.token = over + 1;
    }
    divided = next.power < 0;
    return next.power < 0 || dot ? next : Term{};
}

Divisor UnitReader::divisor(int t, int limit, bool counted) const {
    while (is(t, limit, "-") && t + 1 < limit) ++t;
    Divisor found;
    const bool per = is(t, limit, "per") || is(t, limit, "/");
    const bool article = is(t, limit, "a") || is(t, limit, "an") || is(t, limit, "each") || is(t, limit, "every");
    if (!per && !article) return found;
    int noun = t + 1;
    while (is(noun, limit, "-")) ++noun;
    if (noun >= limit) return found;
    if (is(noun, limit, "annum") || is(noun, limit, "capita")) {
        found.name = is(noun, limit, "annum") ? "year" : "capita";
        found.end = noun + 1;
        return found;
    }
    if (const auto unit = lexicon_.unit_forms.match(tree_, noun, limit)) {
        const Unit& known = lexicon_.units[unit.meaning];
        const bool singular = tree_.lower(unit.end - 1) == known.singular || unit.end > noun + 1;
        if (!per && ((counted && known.dimension != "time") || !singular || tree_.lower(noun) == "second"))
            return found;
        if (!per && unit.end < limit && tree_.is_noun(unit.end) && tree_.head[noun] == unit.end)
            return found;  // a week strike
        if (!per && unit.end < limit &&
            is_one_of(tree_.lower(unit.end), "earlier", "ago", "later", "before", "after", "from"))
            return found;
        found.name = known.singular;
        found.unit = unit.meaning;
        found.end = unit.end;
        return found;
    }
    if (article && (counted || !is_one_of(tree_.lower(noun), "share", "head", "person", "piece", "dozen", "ticket",
                                          "copy", "seat", "unit", "word", "vote", "night", "bottle", "pack", "session",
                                          "room", "worker", "student", "household", "plate", "pair", "bag", "sack",
                                          "box", "bale", "ride", "trip", "call")))
        return found;
    if (article) {
        found.name = std::string(tree_.lower(noun));
        found.end = noun + 1;
        return found;
    }
    int end = noun;
    while (end < limit && end < noun + 4 &&
           (tree_.tag[end] == Tag::CD || tree_.tag[end] == Tag::JJ || tree_.is_noun(end)))
        ++end;
    if (end == noun || !tree_.is_noun(end - 1) || is(t, limit, "/")) return found;
    found.name = std::string(text_.slice(text_.span(TokenRange{noun, end})));
    found.end = end;
    return found;
}

}  // namespace dragoman::mentions
