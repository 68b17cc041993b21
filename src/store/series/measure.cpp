#include "store/series/measure.h"

#include <algorithm>
#include <array>

#include "annotation/tagset.h"

namespace dragoman::store {
namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

constexpr std::array<std::string_view, 14> prepositions{"of", "in", "for", "between", "with",   "to",    "from",
                                                        "by", "on", "and", "at",      "within", "among", "into"};
/// First parts of "Sino-Russian" and the like.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> first_parts{
    {{"sino", "CHN"}, {"russo", "RUS"}, {"franco", "FRA"}, {"anglo", "GBR"}, {"indo", "IND"}}};

template <class Range, class Value>
bool holds(const Range& range, const Value& value) {
    return std::find(std::begin(range), std::end(range), value) != std::end(range);
}

void sort_once(std::vector<std::string>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

struct Measures::Token {
    std::string lower, lemma;
    std::vector<std::string> sides;  ///< countries it names
    bool preposition = false;
};

Measures::Measures(const Knowledge& knowledge) : lemmas_(knowledge.table("lemmas")) {
    const Table& table = knowledge.table("measures");
    for (int row = 0; row < table.rows(); ++row)
        entries_[table.at(row, "word")].push_back({table.at(row, "class"), table.at(row, "measure")});
    const Table& states = knowledge.table("states");
    for (int row = 0; row < states.rows(); ++row) {
        if (!states.at(row, "to").empty()) continue;
        const std::string_view code = states.at(row, "code");
        countries_.emplace(states.at(row, "name"), code);
        for (const char* column : {"names", "adjectives"})
            for (std::string_view name : split(states.at(row, column), '|'))
                countries_.emplace(name.substr(0, name.find(':')), code);
    }
}

std::string Measures::noun(std::string_view word) const {
    std::string lemma;
    const bool plural = word.size() > 3 && word.ends_with('s') && !word.ends_with("ss");
    lemmas_.append(word, word, plural ? Tag::NNS : Tag::NN, lemma);
    return lemma;
}

const Measures::Entry* Measures::entry(std::string_view word, std::string_view sort) const {
    const auto found = entries_.find(word);
    if (found == entries_.end()) return nullptr;
    for (const Entry& e : found->second)
        if (e.sort == sort) return &e;
    return nullptr;
}

std::string_view Measures::country(std::string_view words) const {
    const auto found = countries_.find(words);
    return found == countries_.end() ? std::string_view() : found->second;
}

/// A word with dashes whose every part is a country's adjective: "Russian-Chinese"; empty for others.
std::vector<std::string> Measures::countries_joined(std::string_view word) const {
    std::string dashed(word);
    for (std::size_t at; (at = dashed.find("–")) != std::string::npos;) dashed.replace(at, 3, "-");
    std::vector<std::string> sides;
    if (dashed.find('-') == std::string::npos) return sides;
    for (std::string_view part : split(dashed, '-')) {
        std::string_view code = country(part);
        for (const auto& [first, of] : first_parts)
            if (lower(part) == first) code = of;
        if (code.empty()) return {};
        sides.emplace_back(code);
    }
    return sides;
}

namespace {

struct Piece {
    std::size_t begin, end;
};

/// Stretches of letters and digits, without possessive endings; dashes bind.
std::vector<Piece> pieces_of(std::string_view words) {
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < words.size();) {
        if (!is_word(words[i])) {
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < words.size() &&
               (is_word(words[i]) || (words[i] == '-' && i + 1 < words.size() && is_word(words[i + 1]))))
            ++i;
        std::string_view word = words.substr(begin, i - begin);
        for (std::string_view possessive : {std::string_view("’s"), std::string_view("’")})
            if (word.ends_with(possessive)) word.remove_suffix(possessive.size());
        const bool possessive = word == "s" && begin > 0 && words[begin - 1] == '\'';
        if (!word.empty() && !possessive) pieces.push_back({begin, begin + word.size()});
    }
    return pieces;
}

}  // namespace

/// A name becomes one token, one of up to four words that only the table of states knows too.
std::vector<Measures::Token> Measures::tokens_of(std::string_view words, const std::vector<Name>& names) const {
    const std::vector<Piece> pieces = pieces_of(words);
    std::vector<Token> tokens;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string_view word = words.substr(pieces[i].begin, pieces[i].end - pieces[i].begin);
        const auto name = std::find_if(names.begin(), names.end(), [&](const Name& n) {
            return n.begin < pieces[i].end && pieces[i].begin < n.end;
        });
        Token token;
        token.sides = countries_joined(word);
        const bool upper = word[0] >= 'A' && word[0] <= 'Z';
        if (token.sides.empty() && name != names.end()) {
            while (i + 1 < pieces.size() && pieces[i + 1].begin < name->end) ++i;
            if (name->side.empty()) continue;
            token.sides.push_back(name->side);
        }
        for (std::size_t n = std::min<std::size_t>(4, pieces.size() - i); upper && n > 0 && token.sides.empty(); --n)
            if (const std::string_view code =
                    country(words.substr(pieces[i].begin, pieces[i + n - 1].end - pieces[i].begin));
                !code.empty()) {
                token.sides.emplace_back(code);
                i += n - 1;
            }
        token.lower = lower(word);
        token.lemma = noun(token.lower);
        token.preposition = holds(prepositions, token.lower);
        tokens.push_back(std::move(token));
    }
    return tokens;
}

/// The longest measure that ends at `end`; `first` becomes where it begins.
const Measures::Entry* Measures::measure(const std::vector<Token>& tokens, std::size_t begin, std::size_t end,
                                         std::size_t& first) const {
    for (std::size_t n = std::min<std::size_t>(4, end - begin); n > 0; --n) {
        std::string phrase;
        for (std::size_t i = end - n; i < end; ++i)
            phrase += (phrase.empty() ? "" : " ") + (i + 1 < end ? tokens[i].lower : tokens[i].lemma);
        for (std::string_view sort : {"between", "flow", "of", "kind", "moving", "rate", "firm"})
            if (const Entry* found = entry(phrase, sort)) return first = end - n, found;
    }
    return nullptr;
}

std::optional<Measure> Measures::read(std::string_view words, const std::vector<Name>& names) const {
    const std::vector<Token> tokens = tokens_of(words, names);
    Measure measured;
    const Entry* found = nullptr;
    std::size_t first = 0, last = 0, begin = 0;
    while (begin < tokens.size() && !found) {  // a stretch between prepositions after another
        std::size_t end = begin;
        while (end < tokens.size() && !tokens[end].preposition) ++end;
        const std::size_t next = end + 1;
        for (; end > begin && !(found = measure(tokens, begin, end, first)); --end) {
            const Token& token = tokens[end - 1];
            if (entry(token.lemma, "growth"))
                measured.growth = true;
            else if (!entry(token.lemma, "light") && !entry(token.lemma, "drop") && !entry(token.lower, "drop"))
                return std::nullopt;
        }
        last = end;
        begin = next;
    }
    if (!found) return std::nullopt;
    measured.name = found->measure;
    measured.sort = found->sort;
    std::string_view preposition;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.preposition) preposition = token.lower;
        for (const std::string& side : token.sides) {
            measured.sides.push_back(side);
            if (i >= last && holds(std::array<std::string_view, 4>{"to", "from", "with", "into"}, preposition))
                measured.toward.push_back(side);
        }
        if (entry(token.lower, "shared")) measured.shared = true;
        if (entry(token.lower, "world")) measured.world = true;
        if (entry(token.lower, "untold")) return std::nullopt;
        const bool silent = token.preposition || !token.sides.empty() || (i >= first && i < last) ||
                            (token.lower[0] >= '0' && token.lower[0] <= '9');
        if (silent) continue;
        if (entry(token.lemma, "growth")) {
            measured.growth = true;
            continue;
        }
        bool tells = true;
        for (std::string_view sort : {"drop", "shared", "world", "light"})
            tells &= !entry(token.lower, sort) && !entry(token.lemma, sort);
        if (tells) measured.qualifiers.push_back(token.lemma);
    }
    sort_once(measured.qualifiers);
    sort_once(measured.sides);
    sort_once(measured.toward);
    return measured;
}

std::string_view Measures::toll(std::string_view words) const {
    const std::vector<Token> tokens = tokens_of(words, {});
    for (const Token& token : tokens) {
        std::string verb;
        lemmas_.append(token.lower, token.lower, Tag::VBN, verb);
        for (const std::string& form : {token.lemma, verb, token.lower})
            if (const Entry* found = entry(form, "toll")) return found->measure;
    }
    return {};
}

std::string Measures::toll_pattern() const {
    std::vector<std::string> stems;
    for (const auto& [word, entries] : entries_)
        if (entry(word, "toll")) stems.emplace_back(word.substr(0, word.size() > 4 ? word.size() - 1 : word.size()));
    sort_once(stems);
    std::string pattern;
    for (const std::string& stem : stems) pattern += (pattern.empty() ? "" : "|") + stem;
    return pattern;
}

bool Measures::of_part(std::string_view text) const {
    const std::vector<Token> tokens = tokens_of(text, {});
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return entry(token.lemma, "part"); });
}

bool Measures::ahead(std::string_view text) const {
    const std::vector<Token> tokens = tokens_of(text, {});
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) { return entry(token.lower, "ahead"); });
}

std::string_view Measures::cause(std::string_view text) const {
    for (const Token& token : tokens_of(text, {}))
        if (const Entry* found = entry(token.lemma, "cause")) return found->measure;
    return {};
}

}  // namespace dragoman::store
