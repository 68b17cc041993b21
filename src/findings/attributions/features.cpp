#include "findings/attributions/features.h"

#include <algorithm>
#include <cstdlib>

namespace dragoman::findings {
namespace {

constexpr int words_known = 8192;  // rows that words share by their hashes

// Where each kind of fact begins in the table; words last, since the trainer holds some of them back.
enum Kind : int {
    of_tag = 0,
    of_dep = 64,
    of_quote = 128,
    of_cue = 136,
    of_distance = 200,
    of_border = 232,
    of_name = 240,
    of_child = 256,
    of_word = 320,
    of_lemma = of_word + words_known,
    of_end = of_lemma + words_known,
};

std::uint32_t hash(std::string_view word) {
    std::uint32_t h = 2166136261u;
    for (char c : word) h = (h ^ static_cast<unsigned char>(c)) * 16777619u;
    return h ^ (h >> 15);
}

/// Outside, the marks themselves, inside double or single ones.
enum QuoteSide : std::uint8_t { outside, opening, closing, inside, inside_single, inside_open };

/// A byte of each token of a stretch of text.
class PerToken {
public:
    explicit PerToken(TokenRange hull) : hull_(hull), of_(static_cast<std::size_t>(hull.size()), 0) {}
    std::uint8_t operator[](int token) const { return of_[static_cast<std::size_t>(token - hull_.begin)]; }
    /// Tokens outside are left alone.
    void set(int token, int value) {
        if (hull_.contains(token))
            of_[static_cast<std::size_t>(token - hull_.begin)] = static_cast<std::uint8_t>(value);
    }

private:
    TokenRange hull_;
    std::vector<std::uint8_t> of_;
};

/// The first of some ranges in text order that may reach into a hull: ranges are no longer than a paragraph or so.
template <class Ranges>
auto first_within(const Ranges& ranges, TokenRange hull) {
    constexpr int reach = 4096;
    return std::partition_point(ranges.begin(), ranges.end(),
                                [&](const auto& r) { return r.tokens.begin < hull.begin - reach; });
}

PerToken quote_sides(const Text& text, TokenRange hull) {
    PerToken side(hull);
    for (auto q = first_within(text.quotes, hull); q != text.quotes.end() && q->tokens.begin <= hull.end; ++q) {
        if (q->parent >= 0) continue;
        for (int t = std::max(q->tokens.begin, hull.begin); t < std::min(q->tokens.end, hull.end); ++t)
            side.set(t, !q->closed ? inside_open : q->single ? inside_single : inside);
        side.set(q->tokens.begin - 1, opening);
        if (q->closed) side.set(q->tokens.end, closing);
    }
    return side;
}

/// Kind of the cue that a token may be, 0 if none, by its part of speech.
int cue_fact(const Annotation& tree, const StatementLexicon& lexicon, int token) {
    constexpr std::string_view kinds[] = {"say",   "write", "ask",   "order", "promise",
                                          "agree", "think", "judge", "deny",  "express"};
    if (tree.lower(token) == "according") return 1;
    const Cue* cue = lexicon.cue_at(tree, token);
    if (!cue || (cue->frames.size() == 1 && cue->takes(Take::labelled))) return 0;  // the labels decide those
    const int kind = static_cast<int>(std::find(std::begin(kinds), std::end(kinds), cue->kind) - std::begin(kinds));
    const int part = tree.is_verb(token) ? (cue->companion.empty() ? 0 : 1) : tree.is_noun(token) ? 2 : 3;
    return 2 + kind * 4 + part;
}

int distance_fact(const Annotation& tree, int token) {
    const int head = tree.head[token];
    if (head < 0) return 0;
    const int d = std::abs(head - token);
    const int bin = d <= 3 ? d : d <= 5 ? 4 : d <= 8 ? 5 : d <= 14 ? 6 : 7;
    return (head < token ? 0 : 8) + bin;
}

/// Where a token stands in its sentence and paragraph.
PerToken borders(const Text& text, TokenRange hull) {
    PerToken border(hull);
    const auto paragraph = [&](int s) {
        return s < 0 || s >= static_cast<int>(text.sentences.size()) ? -1 : text.sentences[s].paragraph;
    };
    for (int s = text.sentence_of(hull.begin), last = text.sentence_of(hull.end - 1); s <= last; ++s) {
        const TokenRange tokens = text.sentences[s].tokens;
        border.set(tokens.end - 1, paragraph(s + 1) != paragraph(s) ? 4 : 3);
        border.set(tokens.begin, paragraph(s - 1) != paragraph(s) ? 2 : 1);
    }
    return border;
}

PerToken name_facts(const Annotation& tree, TokenRange hull) {
    PerToken fact(hull);
    for (auto name = first_within(tree.names, hull); name != tree.names.end() && name->tokens.begin < hull.end; ++name)
        for (int t = name->tokens.begin; t < name->tokens.end; ++t)
            fact.set(t, 1 + 2 * static_cast<int>(name->type) + (t == name->tokens.begin ? 0 : 1));
    return fact;
}

std::array<int, neighbour_count> neighbours_of(const Annotation& tree, int token) {
    const int head = tree.head[token];
    std::array<int, neighbour_count> next{head, head < 0 ? -1 : tree.head[head], -1, -1};
    for (int c = tree.first_child[token]; c >= 0; c = tree.next_sibling[c]) switch (tree.dep[c]) {
            case Dep::nsubj:
            case Dep::nsubj_pass:
            case Dep::nsubj_outer:
                next[2] = c;
                break;
            case Dep::ccomp:
            case Dep::xcomp:
            case Dep::parataxis:
            case Dep::obj:
                if (next[3] < 0 || tree.dep[c] != Dep::obj) next[3] = c;
                break;
            default:
                break;
        }
    return next;
}

}  // namespace

const int attribution_facts = of_end;

AttributionFeatures attribution_features(const Text& text, const Annotation& tree, const StatementLexicon& lexicon,
                                         const std::vector<TokenRange>& stretches) {
    AttributionFeatures features;
    if (stretches.empty()) return features;
    const TokenRange hull{stretches.front().begin, stretches.back().end};
    std::vector<int> row(static_cast<std::size_t>(hull.size()), -1);
    for (TokenRange stretch : stretches)
        for (int t = stretch.begin; t < stretch.end; ++t)
            row[t - hull.begin] = static_cast<int>(features.tokens.size()), features.tokens.push_back(t);
    const PerToken quote = quote_sides(text, hull), border = borders(text, hull), name = name_facts(tree, hull);
    const std::size_t n = features.tokens.size();
    features.first_fact.reserve(n + 1), features.facts.reserve(n * 12), features.neighbours.reserve(n);
    for (int t : features.tokens) {
        features.first_fact.push_back(static_cast<int>(features.facts.size()));
        const auto add = [&](int fact) { features.facts.push_back(static_cast<std::uint16_t>(fact)); };
        add(of_word + static_cast<int>(hash(tree.lower(t)) % words_known));
        add(of_lemma + static_cast<int>(hash(tree.lemma(t)) % words_known));
        add(of_tag + static_cast<int>(tree.tag[t]));
        add(of_dep + static_cast<int>(tree.dep[t]));
        add(of_quote + quote[t]);
        add(of_cue + cue_fact(tree, lexicon, t));
        add(of_distance + distance_fact(tree, t));
        add(of_border + border[t]);
        add(of_name + name[t]);
        std::uint64_t children = 0;  // each relation once
        for (int c = tree.first_child[t]; c >= 0; c = tree.next_sibling[c])
            children |= std::uint64_t{1} << static_cast<int>(tree.dep[c]);
        for (int dep = 0; dep < 64; ++dep)
            if (children >> dep & 1) add(of_child + dep);
        auto near = neighbours_of(tree, t);
        for (int& token : near) token = token < 0 ? -1 : row[token - hull.begin];
        features.neighbours.push_back(near);
    }
    features.first_fact.push_back(static_cast<int>(features.facts.size()));
    return features;
}

}  // namespace dragoman::findings
