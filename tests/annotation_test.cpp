// Tags, trees, names and lemmas: what holds for every tree, and the analyses of news sentences
// that finders lean on.
#include "annotation/annotation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <thread>

#include "annotation/encoder/encoder.h"
#include "annotation/encoder/kernels.h"
#include "annotation/lemma.h"
#include "text/text.h"

namespace dragoman {
namespace {

const annotation::Model& model() {
    static const Knowledge knowledge = Knowledge::embedded();
    static const annotation::Model model =
        annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    return model;
}

/// A text of given words, so that a test does not depend on how words are told apart.
Text text_of(const std::vector<std::vector<std::string>>& sentences) {
    Text text;
    for (const auto& sentence : sentences) {
        const int begin = static_cast<int>(text.tokens.size());
        for (const auto& word : sentence) {
            const auto at = static_cast<std::uint32_t>(text.body.size());
            text.body += word;
            text.tokens.push_back({at, static_cast<std::uint32_t>(text.body.size())});
            text.body += ' ';
        }
        text.sentences.push_back({{begin, static_cast<int>(text.tokens.size())}, 0});
    }
    return text;
}

std::vector<std::string> random_words(std::mt19937& rng, int count) {
    static const char* const known[] = {"the", "minister", "said", "“", "”", ",", "that", "Oslo", "rose",
                                        "by",  "12",       "%",    "(", ")", ".", "'s",   "and"};
    std::vector<std::string> words;
    for (int i = 0; i < count; ++i) {
        std::string word = known[rng() % std::size(known)];
        if (rng() % 5 == 0) word = std::string(1 + rng() % 70, static_cast<char>(rng()));
        words.push_back(std::move(word));
    }
    return words;
}

/// Every value again by definition, in quadratic time.
void expect_trees(const Text& text, const Annotation& a) {
    const int n = static_cast<int>(text.tokens.size());
    ASSERT_EQ(a.size(), n);
    for (const auto* values : {&a.head, &a.left, &a.right, &a.first_child, &a.next_sibling})
        ASSERT_EQ(static_cast<int>(values->size()), n);
    ASSERT_EQ(static_cast<int>(a.dep.size()), n);
    for (const Sentence& sentence : text.sentences) {
        const auto [begin, end] = sentence.tokens;
        std::vector<std::set<int>> below(end - begin);
        std::vector<std::vector<int>> children(end - begin);
        int roots = 0;
        for (int t = begin; t < end; ++t) {
            EXPECT_EQ(a.head[t] < 0, a.dep[t] == Dep::root) << t;
            roots += a.head[t] < 0;
            if (a.head[t] >= 0) {
                ASSERT_TRUE(sentence.tokens.contains(a.head[t])) << t;
                children[a.head[t] - begin].push_back(t);
            }
            int steps = 0;
            for (int at = t; at >= 0; at = a.head[at], ++steps) {
                ASSERT_LT(steps, end - begin) << "a cycle through " << t;
                below[at - begin].insert(t);
            }
        }
        EXPECT_EQ(roots, 1) << "sentence from " << begin;
        for (int t = begin; t < end; ++t) {
            const auto& all = below[t - begin];
            EXPECT_EQ(a.left[t], *all.begin());
            EXPECT_EQ(a.right[t], *all.rbegin() + 1);
            EXPECT_EQ(a.right[t] - a.left[t], static_cast<int>(all.size())) << "a subtree with holes at " << t;
            std::vector<int> linked;
            for (int c = a.first_child[t]; c >= 0; c = a.next_sibling[c]) linked.push_back(c);
            EXPECT_EQ(linked, children[t - begin]);
        }
    }
    int last = 0;
    for (const Name& name : a.names) {
        EXPECT_GE(name.tokens.begin, last);
        EXPECT_LT(name.tokens.begin, name.tokens.end);
        EXPECT_EQ(text.sentence_of(name.tokens.begin), text.sentence_of(name.tokens.end - 1));
        last = name.tokens.end;
    }
    EXPECT_LE(last, n);
}

TEST(Annotation, TreesOfAnyWordsAreProjectiveAndLinked) {
    std::mt19937 rng(17);
    for (int round = 0; round < 60; ++round) {
        std::vector<std::vector<std::string>> sentences;
        for (int i = 0, count = 1 + static_cast<int>(rng() % 6); i < count; ++i)
            sentences.push_back(random_words(rng, 1 + static_cast<int>(rng() % 45)));
        const Text text = text_of(sentences);
        expect_trees(text, annotation::annotate(text, model()));
    }
    expect_trees(Text(), annotation::annotate(Text(), model()));
}

// Longer than what the encoder scores as one: the later pieces hang on the root of the first.
TEST(Annotation, LongSentencesStayOneTree) {
    std::mt19937 rng(23);
    for (const int words :
         {annotation::longest_piece, annotation::longest_piece + 1, 3 * annotation::longest_piece, 1000}) {
        const Text text = text_of({{"Prices", "rose", "."}, random_words(rng, words), {"Wages", "fell", "."}});
        expect_trees(text, annotation::annotate(text, model()));
    }
    const Text commas = text_of({[] {
        std::vector<std::string> w;
        for (int i = 0; i < 400; ++i) w.insert(w.end(), {"prices", "rose", ","});
        return w;
    }()});
    expect_trees(commas, annotation::annotate(commas, model()));
}

// Sentences are read in batches and words come from a cache; neither may show.
TEST(Annotation, ASentenceIsReadAlikeInAnyCompany) {
    std::mt19937 rng(29);
    std::vector<std::vector<std::string>> sentences;
    for (int i = 0; i < 80; ++i) sentences.push_back(random_words(rng, 1 + static_cast<int>(rng() % 40)));
    const Text text = text_of(sentences);
    const Annotation together = annotation::annotate(text, model());
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        Annotation alone;
        const auto read = [&] { alone = annotation::annotate(text_of({sentences[i]}), model()); };
        if (i % 2)
            std::thread(read).join();  // a new thread's cache is empty
        else
            read();
        const int offset = text.sentences[i].tokens.begin;
        for (int t = 0; t < alone.size(); ++t) {
            EXPECT_EQ(alone.tag[t], together.tag[offset + t]);
            EXPECT_EQ(alone.dep[t], together.dep[offset + t]);
            EXPECT_EQ(alone.head[t] < 0 ? -1 : alone.head[t] + offset, together.head[offset + t]);
            EXPECT_EQ(alone.lemma(t), together.lemma(offset + t));
        }
    }
}

// Not the kernels one by one (property_test) but what they give together: every score, bit for bit.
TEST(Annotation, ScoresAreTheSameOnEveryInstructionSet) {
    annotation::Encoder encoder;
    ASSERT_TRUE(encoder.load(embedded_model("encoder.bin")));
    std::mt19937 rng(31);
    std::vector<std::vector<std::string>> words;
    for (int i = 0; i < 12; ++i) words.push_back(random_words(rng, 1 + static_cast<int>(rng() % 60)));
    std::vector<std::vector<std::string_view>> sentences;
    for (const auto& sentence : words) sentences.emplace_back(sentence.begin(), sentence.end());
    const annotation::Kernels* sets[3];
    const int count = annotation::available_kernels(sets);
    std::vector<std::vector<annotation::Scores>> scores(count);
    constexpr annotation::Wanted all{.morphology = true, .states = true};
    for (int k = 0; k < count; ++k)  // each in a thread of its own: the words' vectors are kept by thread
        std::thread([&, k] { encoder.read(sentences, *sets[k], scores[k], all); }).join();
    const auto same = [](const std::vector<float>& a, const std::vector<float>& b) {
        return a.size() == b.size() && !std::memcmp(a.data(), b.data(), a.size() * sizeof(float));
    };
    for (int k = 1; k < count; ++k)
        for (std::size_t s = 0; s < sentences.size(); ++s) {
            const auto &reference = scores[0][s], &fast = scores[k][s];
            const std::size_t first = reference.stride;  // row 0 of the arcs is not used
            EXPECT_TRUE(same({reference.arcs.begin() + static_cast<std::ptrdiff_t>(first), reference.arcs.end()},
                             {fast.arcs.begin() + static_cast<std::ptrdiff_t>(first), fast.arcs.end()}))
                << sets[k]->name;
            EXPECT_EQ(reference.tag, fast.tag) << sets[k]->name;
            EXPECT_TRUE(same(reference.names, fast.names)) << sets[k]->name;
            EXPECT_EQ(reference.upos, fast.upos) << sets[k]->name;
            EXPECT_EQ(reference.feats, fast.feats) << sets[k]->name;
            EXPECT_EQ(reference.states, fast.states) << sets[k]->name;
            for (int d = 1; d <= reference.words; ++d)
                EXPECT_EQ(encoder.label(reference, d, d / 2, *sets[0]), encoder.label(fast, d, d / 2, *sets[k]))
                    << sets[k]->name;
        }
}

struct ReferenceWord {
    std::string word;
    int head = 0;
    float score = 0, root = 0;
    std::string tag, upos, feats, name;
};

std::vector<std::vector<ReferenceWord>> reference_sentences() {
    std::ifstream in(DRAGOMAN_SOURCE "/tests/encoder_reference.tsv");
    std::vector<std::vector<ReferenceWord>> sentences;
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') {
            inside = false;
            continue;
        }
        if (!inside) sentences.emplace_back();
        inside = true;
        ReferenceWord w;
        std::istringstream columns(line);
        columns >> w.word >> w.head >> w.score >> w.root >> w.tag >> w.upos >> w.feats >> w.name;
        sentences.back().push_back(w);
    }
    return sentences;
}

// The integers of the program against the training framework's floating-point numbers with the same
// quantisation (tools/train/encoder/reference.py): with the shipped weights scores of arcs differ
// by less than 0.02 and no choice does; the bounds leave room for ties that round the other way.
TEST(Annotation, ScoresAreThoseOfTheTrainingFramework) {
    annotation::Encoder encoder;
    ASSERT_TRUE(encoder.load(embedded_model("encoder.bin")));
    const auto sentences = reference_sentences();
    ASSERT_GE(sentences.size(), 5u);
    std::vector<std::vector<std::string_view>> words;
    for (const auto& s : sentences) {
        words.emplace_back();
        for (const auto& w : s) words.back().push_back(w.word);
    }
    std::vector<annotation::Scores> scores;
    encoder.read(words, annotation::best_kernels(), scores, {.morphology = true});
    int count = 0, other = 0;
    for (std::size_t i = 0; i < sentences.size(); ++i)
        for (std::size_t t = 0; t < sentences[i].size(); ++t) {
            const ReferenceWord& w = sentences[i][t];
            const annotation::Scores& s = scores[i];
            const float* arcs = &s.arcs[(t + 1) * s.stride];
            EXPECT_NEAR(arcs[w.head], w.score, 0.05f) << w.word;
            EXPECT_NEAR(arcs[0], w.root, 0.05f) << w.word;
            const float* names = &s.names[t * encoder.name_classes().size()];
            const auto name = std::max_element(names, names + encoder.name_classes().size()) - names;
            ++count;
            other += name_of(s.tag[t]) != w.tag;
            other += encoder.upos_classes()[s.upos[t]] != w.upos;
            other += encoder.feats_classes()[s.feats[t]] != w.feats;
            other += encoder.name_classes()[name] != w.name;
        }
    EXPECT_LE(other, count / 100) << "of " << count << " words";
}

TEST(Annotation, WithoutWeightsEveryTokenIsARoot) {
    std::string bytes(embedded_model("encoder.bin"));
    bytes.back() ^= 1;
    const Knowledge knowledge = Knowledge::embedded();
    const auto damaged = annotation::Model::load(bytes, knowledge.table("lemmas"));
    EXPECT_FALSE(damaged.usable());
    EXPECT_TRUE(model().usable());
    const Annotation a = annotation::annotate(text_of({{"Prices", "rose", "."}}), damaged);
    EXPECT_EQ(a.head, (std::vector<int>{-1, -1, -1}));
    EXPECT_EQ(a.tag, (std::vector<Tag>(3, Tag::XX)));
    EXPECT_EQ(a.lower(0), "prices");
}

/// Expected arcs: "minister nsubj said", a word that stands once in the sentence, its relation, its
/// head ("-" at the root).
void expect_arcs(const std::string& sentence, const std::vector<std::array<const char*, 3>>& arcs) {
    const Text text = text::prepare(sentence);
    const Annotation a = annotation::annotate(text, model());
    const auto find = [&](std::string_view word) {
        for (int t = 0; t < a.size(); ++t)
            if (text.word(t) == word) return t;
        return -1;
    };
    for (const auto& [word, dep, head] : arcs) {
        const int t = find(word);
        ASSERT_GE(t, 0) << word;
        EXPECT_EQ(name_of(a.dep[t]), dep) << sentence << ": " << word;
        EXPECT_EQ(a.head[t], std::string_view(head) == "-" ? -1 : find(head)) << sentence << ": " << word;
    }
}

TEST(Annotation, NewsSentences) {
    expect_arcs(
        "The minister said the bridge will open in June.",
        {{"minister", "nsubj", "said"}, {"said", "root", "-"}, {"open", "ccomp", "said"}, {"June", "obl", "open"}});
    expect_arcs("The bridge will open in June, the transport minister said on Monday.",
                {{"open", "ccomp", "said"}, {"minister", "nsubj", "said"}, {"Monday", "obl", "said"}});
    expect_arcs("“The harbour is safe,” said Anna Keller, the mayor of Altona.", {{"said", "root", "-"},
                                                                                  {"safe", "ccomp", "said"},
                                                                                  {"Anna", "nsubj", "said"},
                                                                                  {"Keller", "flat", "Anna"},
                                                                                  {"mayor", "appos", "Anna"}});
    expect_arcs("According to the finance ministry, the deficit is shrinking.", {{"According", "case", "ministry"},
                                                                                 {"to", "fixed", "According"},
                                                                                 {"ministry", "obl", "shrinking"},
                                                                                 {"deficit", "nsubj", "shrinking"}});
    expect_arcs("Two villages were flooded by the river last week.",
                {{"villages", "nsubj:pass", "flooded"}, {"were", "aux:pass", "flooded"}, {"flooded", "root", "-"}});
    expect_arcs("The dam, which was built in 1962, supplies water to the capital.", {{"dam", "nsubj", "supplies"},
                                                                                     {"built", "acl:relcl", "dam"},
                                                                                     {"which", "nsubj:pass", "built"},
                                                                                     {"water", "obj", "supplies"}});
    expect_arcs("Officials did not confirm that the ship had been attacked.", {{"not", "advmod", "confirm"},
                                                                               {"attacked", "ccomp", "confirm"},
                                                                               {"ship", "nsubj:pass", "attacked"},
                                                                               {"that", "mark", "attacked"}});
    expect_arcs("The president promised to withdraw the troops by March.",
                {{"withdraw", "xcomp", "promised"}, {"troops", "obj", "withdraw"}, {"March", "obl", "withdraw"}});
    expect_arcs("Norway and Sweden signed an agreement on fishing in Oslo.",
                {{"Norway", "nsubj", "signed"}, {"Sweden", "conj", "Norway"}, {"fishing", "nmod", "agreement"}});
}

// Curly and straight marks are one to the features.
TEST(Annotation, QuotationMarksOfAnyShape) {
    for (const auto* sentence :
         {"\"We will repair the bridge,\" the governor said.", "“We will repair the bridge,” the governor said."})
        expect_arcs(sentence, {{"repair", "ccomp", "said"}, {"governor", "nsubj", "said"}, {"said", "root", "-"}});
}

// The rules of src/annotation/lemma.cpp and the table of what they get wrong: verbs and plurals of the news.
TEST(Annotation, LemmasOfInflectedWords) {
    const annotation::Lemmatiser lemmatiser(Knowledge::embedded().table("lemmas"));
    const struct {
        const char* word;
        Tag tag;
        const char* lemma;
    } cases[] = {{"ruled", Tag::VBD, "rule"},
                 {"praised", Tag::VBN, "praise"},
                 {"expelled", Tag::VBN, "expel"},
                 {"fled", Tag::VBD, "flee"},
                 {"arranging", Tag::VBG, "arrange"},
                 {"agreed", Tag::VBN, "agree"},
                 {"visited", Tag::VBD, "visit"},
                 {"hanged", Tag::VBN, "hang"},
                 {"belonging", Tag::VBG, "belong"},
                 {"called", Tag::VBD, "call"},
                 {"controlled", Tag::VBN, "control"},
                 {"lied", Tag::VBD, "lie"},
                 {"denied", Tag::VBN, "deny"},
                 {"risen", Tag::VBN, "rise"},
                 {"focused", Tag::VBD, "focus"},
                 {"authorizes", Tag::VBZ, "authorize"},
                 {"pushes", Tag::VBZ, "push"},
                 {"servicemen", Tag::NNS, "serviceman"},
                 {"vetoes", Tag::NNS, "veto"},
                 {"viruses", Tag::NNS, "virus"},
                 {"houses", Tag::NNS, "house"},
                 {"being", Tag::VBG, "be"},
                 {"interfering", Tag::VBG, "interfere"},
                 {"offered", Tag::VBD, "offer"}};
    for (const auto& c : cases) {
        std::string lemma;
        lemmatiser.append(c.word, c.word, c.tag, lemma);
        EXPECT_EQ(lemma, c.lemma) << c.word;
    }
}

TEST(Annotation, LemmasFollowTheTag) {
    const Text text =
        text::prepare("The ministers met and Keller said countries have stopped making cheaper promises.");
    const Annotation a = annotation::annotate(text, model());
    std::string lemmas;
    for (int t = 0; t < a.size(); ++t) lemmas.append(a.lemma(t)) += ' ';
    EXPECT_EQ(lemmas, "the minister meet and Keller say country have stop make cheap promise . ");
    EXPECT_EQ(a.lower(4), "keller");
}

TEST(Annotation, NamesHaveBordersAndTypes) {
    const Text text = text::prepare("The mayor, Anna Keller, met officials of the World Bank in Oslo.");
    const Annotation a = annotation::annotate(text, model());
    std::string names;
    static const char* const types[] = {"person", "organization", "place", "other"};
    for (const Name& name : a.names)
        names += std::string(text.slice(text.span(name.tokens))) + " " + types[static_cast<int>(name.type)] + "; ";
    EXPECT_EQ(names, "Anna Keller person; World Bank organization; Oslo place; ");
}

}  // namespace
}  // namespace dragoman
