// What figures of a sentence have to do with each other.
#include "findings/figures/choice.h"

namespace dragoman::findings {

namespace {

/// The level that a change of the same thing in the same sentence led to, else the one it came from.
int level_of(const Document& document, const std::vector<Figure>& figures, int change) {
    const auto tokens_of = [&](int i) { return document.mentions.amounts[figures[i].amount].tokens; };
    const Figure& figure = figures[change];
    const TokenRange around = document.text.sentences[document.text.sentence_of(tokens_of(change).begin)].tokens;
    int from = -1;
    for (int i = std::max(0, change - 2); i <= change + 2 && i < static_cast<int>(figures.size()); ++i) {
        const TokenRange tokens = tokens_of(i);
        if (i == change || !around.contains(tokens) || figures[i].of != figure.of || figure.of.empty()) continue;
        if (figures[i].role != "level" && figures[i].role != "count") continue;
        bool origin = false;
        for (int t = std::max(around.begin, tokens.begin - 4); t < tokens.begin; ++t)
            origin |= document.annotation.lower(t) == "from";
        if (!origin) return i;
        from = i;
    }
    return from;
}

}  // namespace

void link_figures(const Document& document, Findings& found) {
    auto& figures = found.figures;
    for (int i = 0; i < static_cast<int>(figures.size()); ++i) {
        if (figures[i].role == "change") figures[i].base = level_of(document, figures, i);
        if (figures[i].role == "share" && i + 1 < static_cast<int>(figures.size()) && !figures[i].of.empty() &&
            figures[i].of[0].contains(figures[i + 1].span))
            figures[i].base = i + 1;
    }
}

}  // namespace dragoman::findings
