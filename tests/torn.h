// Texts that nobody would write: our own, torn word by word together with their trees.
//
// A rule asks for several things at once, and a text that meets all of them shows it only as it holds. So words are
// dropped, put in, put for others and exchanged, tags, relations and heads are changed, blanks are taken away, each
// time few of a sentence: then one thing holds no longer, or what only looks like it begins to. No encoder reads the
// torn text; every word keeps the tag, relation and state it had where it comes from, and the tree stays projective.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "annotation/annotation.h"
#include "text/text.h"

namespace dragoman {

/// Numbers that are the same everywhere (SplitMix64).
class Dice {
public:
    explicit Dice(std::string_view seed) {
        for (unsigned char c : seed) state_ = (state_ ^ c) * 1099511628211ull;
    }
    std::uint64_t roll() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ull);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
        return z ^ (z >> 31);
    }
    /// 0 … sides - 1
    int of(std::size_t sides) { return static_cast<int>(roll() % sides); }

private:
    std::uint64_t state_ = 14695981039346656037ull;
};

struct ReadText {
    Text text;
    Annotation annotation;
};

/// A word with what was read of it; its strings live as long as the text it comes from.
struct Piece {
    std::string_view word, lower, lemma;
    Tag tag = Tag::NN;
    Dep dep = Dep::dep;
    const std::uint8_t* state = nullptr;
};

/// Children and subtrees from heads, as the annotator makes them.
void link_tree(Annotation& annotation);

/// A word of small ones that many rules ask for; what it was read as stands with it.
const Piece& small_word(Dice& dice);

Piece piece_of(const ReadText& from, int token);

/// Numbers on both sides of those that rules ask for, as they are written.
std::string_view bound(Dice& dice);

/// Words to put in, some of the texts themselves and some small ones that many rules ask for.
class Words {
public:
    void add(const ReadText& text);
    const Piece& any(Dice& dice) const;
    /// A number at which some rule begins or ends.
    static Piece number(Dice& dice);

private:
    std::vector<Piece> pieces_;
};

ReadText torn(const ReadText& whole, const Words& words, Dice& dice);

/// Words of a text that times or amounts are made of.
struct Hot {
    const ReadText* text;
    int token;
};

/// Pieces around such words, of several texts, put together to one sentence.
ReadText spliced(const std::vector<Hot>& hot, Dice& dice);

/// The bytes of a text with marks, blanks and broken bytes put in, and some taken away.
std::string torn_bytes(std::string_view whole, Dice& dice);

}  // namespace dragoman
