#include <algorithm>

#include "torn.h"

namespace dragoman {
namespace {

/// Writes a text of one sentence word by word.
class Writing {
public:
    explicit Writing(int state_width) { made_.annotation.state_width = state_width; }

    /// The words of a text from `begin` to `end`, with their tree; what hangs on words beyond is a root for now.
    void add(const ReadText& from, int begin, int end) {
        const int shift = size() - begin;
        for (int t = begin; t < end; ++t) {
            const int head = from.annotation.head[t];
            const std::string_view gap =
                t == begin ? " " : from.text.slice({from.text.tokens[t - 1].end, from.text.tokens[t].begin});
            add(piece_of(from, t), gap, head >= begin && head < end ? head + shift : -1);
        }
    }

    void add(const Piece& piece, std::string_view gap, int head) {
        auto& [text, a] = made_;
        if (!text.body.empty()) text.body += gap;
        const auto begin = static_cast<std::uint32_t>(text.body.size());
        text.body += piece.word;
        text.tokens.push_back({begin, static_cast<std::uint32_t>(text.body.size())});
        const auto lower = static_cast<std::uint32_t>(a.pool.size());
        a.pool += piece.lower;
        const auto lemma = static_cast<std::uint32_t>(a.pool.size());
        a.pool += piece.lemma;
        a.lower_at.push_back({lower, lemma}), a.lemma_at.push_back({lemma, static_cast<std::uint32_t>(a.pool.size())});
        a.tag.push_back(piece.tag), a.dep.push_back(piece.dep), a.head.push_back(head);
    }

    int size() const { return made_.annotation.size(); }

    /// The first root is the sentence's; the others hang on it.
    ReadText run() {
        auto& [text, a] = made_;
        a.states.assign(static_cast<std::size_t>(size()) * static_cast<std::size_t>(a.state_width), 64);
        const auto root = static_cast<int>(std::find(a.head.begin(), a.head.end(), -1) - a.head.begin());
        for (int t = root + 1; t < size(); ++t)
            if (a.head[t] < 0) a.head[t] = root;
        a.dep[root] = Dep::root;
        text.paragraphs.push_back({0, static_cast<std::uint32_t>(text.body.size())});
        text.sentences.push_back({{0, size()}, 0});
        link_tree(a);
        return std::move(made_);
    }

private:
    ReadText made_;
};

}  // namespace

ReadText spliced(const std::vector<Hot>& hot, Dice& dice) {
    Writing writing(hot.front().text->annotation.state_width);
    for (int n = 2 + dice.of(3); n > 0; --n) {
        const auto& [text, token] = hot[static_cast<std::size_t>(dice.of(hot.size()))];
        const TokenRange sentence = text->text.sentences[text->text.sentence_of(token)].tokens;
        const int begin = std::max(sentence.begin, token - dice.of(4));
        writing.add(*text, begin, std::min(sentence.end, std::max(begin + 1, token + 1 + dice.of(6))));
        const std::string_view gap = dice.of(3) ? " " : "";
        if (dice.of(2) == 0) writing.add(small_word(dice), gap, -1);
    }
    return writing.run();
}

}  // namespace dragoman
