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

std::vector<std::uint8_t> quote_sides(const Text& text) {
    std::vector<std::uint8_t> side(text.tokens.size(), outside);
    for (const Quote& q : text.quotes) {
        if (q.parent >= 0) continue;
        const int size = static_cast<int>(side.size());
        for (int t = q.tokens.begin; t < q.tokens.end; ++t)
            side[t] = !q.closed ? inside_open : q.single ? inside_single : inside;
        if (q.tokens.begin > 0) side[q.tokens.begin - 1] = opening;
        if (q.closed && q.tokens.end < size) side[q.tokens.end] = closing;
    }
    return side;
}

/// Kind of the cue that a token may be, 0 if none, by its part of speech.
int cue_fact(const Annotation& tree, const StatementLexicon& lexicon, int token) {
    constexpr std::string_view kinds[] = {"say",   "write", "ask",   "order", "promise",
                                          "agree", "think", "judge", "deny",  "express"};
    if (tree.lower(token) == "according") return 1;
    const Cue* cue = lexicon.cue_at(tree, token);
    if (!cue) return 0;
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
std::vector<std::uint8_t> borders(const Text& text) {
    std::vector<std::uint8_t> border(text.tokens.size(), 0);
    for (std::size_t s = 0; s < text.sentences.size(); ++s) {
        const Sentence& sentence = text.sentences[s];
        if (sentence.tokens.empty()) continue;
        const bool opens = s == 0 || text.sentences[s - 1].paragraph != sentence.paragraph;
        const bool closes = s + 1 == text.sentences.size() || text.sentences[s + 1].paragraph != sentence.paragraph;
        border[sentence.tokens.end - 1] = closes ? 4 : 3;
        border[sentence.tokens.begin] = opens ? 2 : 1;
    }
    return border;
}

std::vector<std::uint8_t> name_facts(const Text& text, const Annotation& tree) {
    std::vector<std::uint8_t> fact(text.tokens.size(), 0);
    for (const Name& name : tree.names)
        for (int t = name.tokens.begin; t < name.tokens.end; ++t)
            fact[t] = static_cast<std::uint8_t>(1 + 2 * static_cast<int>(name.type) + (t == name.tokens.begin ? 0 : 1));
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

AttributionFeatures attribution_features(const Text& text, const Annotation& tree, const StatementLexicon& lexicon) {
    AttributionFeatures features;
    const int n = tree.size();
    const auto quote = quote_sides(text), border = borders(text), name = name_facts(text, tree);
    features.first_fact.reserve(static_cast<std::size_t>(n) + 1);
    features.facts.reserve(static_cast<std::size_t>(n) * 12);
    features.neighbours.reserve(static_cast<std::size_t>(n));
    for (int t = 0; t < n; ++t) {
        features.first_fact.push_back(static_cast<int>(features.facts.size()));
        const auto add = [&](int row) { features.facts.push_back(static_cast<std::uint16_t>(row)); };
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
        features.neighbours.push_back(neighbours_of(tree, t));
    }
    features.first_fact.push_back(static_cast<int>(features.facts.size()));
    return features;
}

}  // namespace dragoman::findings
