// Tellings: what the scores of the shipped weights must always be, and what they must never depend on.
#include "findings/tellings/tellings.h"

#include <gtest/gtest.h>

#include <cmath>

#include "annotation/encoder/kernels.h"
#include "annotation/encoder/weights.h"
#include "findings/attributions/attributions.h"
#include "findings/lexicon.h"
#include "knowledge/knowledge.h"

namespace dragoman::findings {
namespace {

constexpr const char* story =
    "Ana Ruiz accused the port authority of fraud on Monday. The union will strike.\n\n"
    "Officials back the levy and promise to lower fares.";

struct Read {
    Text text;
    Annotation tree;
};

struct Reader {
    Knowledge knowledge = Knowledge::embedded();
    annotation::Model encoder = annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    std::shared_ptr<const StatementLexicon> cues = build_statements(knowledge);
    TellingModel model = TellingModel::load(embedded_model("tellings.bin"));

    Read read(const std::string& bytes) const {
        Text text = text::prepare(bytes);
        Annotation tree = annotation::annotate(text, encoder, {.states = true});
        return {std::move(text), std::move(tree)};
    }
    Tellings tell(const Read& of, const std::vector<TokenRange>& paragraphs,
                  const annotation::Kernels* kernels = nullptr) const {
        return read_tellings(of.text, of.tree, *cues, model, paragraphs, kernels);
    }
};

const Reader& reader() {
    static const Reader shared;
    return shared;
}

/// All that tellings say of a story, to be compared bit by bit.
std::vector<double> all_of(const Tellings& told, int tokens) {
    std::vector<double> all;
    const auto add = [&](const auto& chances) { all.insert(all.end(), chances.begin(), chances.end()); };
    for (int t = 0; t < tokens; ++t) {
        add(told.acts(t)), add(told.commitments(t)), add(told.stances(t));
        for (int other = 0; other < tokens; ++other)
            for (int what = 0; what < telling_kinds; ++what)
                for (int which = 0; which < telling_sides; ++which) all.push_back(told.side(t, what, which, other));
    }
    return all;
}

template <class Chances>
double sum_of(const Chances& chances) {
    double sum = 0;
    for (double chance : chances) sum += std::exp(chance);
    return sum;
}

TEST(Tellings, ChancesSumToOne) {
    ASSERT_TRUE(reader().model.usable());
    EXPECT_EQ(reader().model.version().size(), 12u);
    const Read of = reader().read(story);
    const Tellings told = reader().tell(of, paragraphs_of(of.text));
    for (int t = 0; t < of.tree.size(); ++t) {
        EXPECT_TRUE(told.read(t)) << t;
        EXPECT_NEAR(sum_of(told.acts(t)), 1, 1e-9) << t;
        EXPECT_NEAR(sum_of(told.commitments(t)), 1, 1e-9) << t;
        EXPECT_NEAR(sum_of(told.stances(t)), 1, 1e-9) << t;
    }
    for (double value : all_of(told, of.tree.size())) ASSERT_TRUE(std::isfinite(value));
}

TEST(Tellings, EveryInstructionSetSaysTheSame) {
    const Read of = reader().read(story);
    const auto expected = all_of(reader().tell(of, paragraphs_of(of.text)), of.tree.size());
    const annotation::Kernels* sets[3];
    for (int i = 0, n = annotation::available_kernels(sets); i < n; ++i)
        EXPECT_EQ(all_of(reader().tell(of, paragraphs_of(of.text), sets[i]), of.tree.size()), expected)
            << sets[i]->name;
}

TEST(Tellings, WordsOfOtherParagraphsAreNotRead) {
    const Read of = reader().read(story);
    const std::vector<TokenRange> paragraphs = paragraphs_of(of.text);
    ASSERT_EQ(paragraphs.size(), 2u);
    const int border = paragraphs[0].end;
    const Tellings told = reader().tell(of, {paragraphs[1]});
    for (int t = 0; t < of.tree.size(); ++t) {
        EXPECT_EQ(told.read(t), t >= border) << t;
        EXPECT_EQ(told.acts(t)[0] == 0, t < border) << t;
        EXPECT_LT(std::min(told.side(t, 0, 0, 0), told.side(0, 0, 0, t)), -50) << t;
    }
    EXPECT_FALSE(told.read(-1));
    EXPECT_FALSE(told.read(of.tree.size()));
}

TEST(Tellings, ParagraphsOfDifferentBatchesDoNotSeeEachOther) {
    std::string bytes = story;
    for (int paragraph = 0; paragraph < 2; ++paragraph) {
        bytes += "\n\n";
        for (int i = 0; i < 1000; ++i) bytes += "The port opened. ";
    }
    const Read of = reader().read(bytes);
    const std::vector<TokenRange> paragraphs = paragraphs_of(of.text);
    ASSERT_EQ(paragraphs.size(), 4u);
    ASSERT_GT(paragraphs[2].size() + paragraphs[3].size(), 4096);
    const Tellings together = reader().tell(of, paragraphs), alone = reader().tell(of, {paragraphs[3]});
    for (int t = paragraphs[3].begin; t < paragraphs[3].end; ++t) ASSERT_EQ(together.acts(t), alone.acts(t)) << t;
}

TEST(Tellings, DamagedWeightsReadNothing) {
    std::string bytes(embedded_model("tellings.bin"));
    ASSERT_FALSE(bytes.empty());
    const Read of = reader().read(story);
    bytes[bytes.size() / 2] ^= 1;
    for (const std::string_view damaged :
         {std::string_view(bytes), embedded_model("tellings.bin").substr(0, bytes.size() - 64),
          std::string_view(bytes).substr(0, 20), std::string_view(), embedded_model("attributions.bin")}) {
        const TellingModel model = TellingModel::load(damaged);
        EXPECT_FALSE(model.usable());
        const Tellings told = read_tellings(of.text, of.tree, *reader().cues, model, paragraphs_of(of.text));
        EXPECT_FALSE(told.read(0));
        EXPECT_EQ(told.acts(0)[0], 0);
    }
}

TEST(Tellings, HostileTextsAreRead) {
    std::string said;
    for (int i = 0; i < 3000; ++i) said += "he said ";
    for (const std::string& text : {std::string(), std::string("\xFF\xFE"), said, std::string(5000, '\n')}) {
        const Read of = reader().read(text);
        reader().tell(of, paragraphs_of(of.text));
    }
}

}  // namespace
}  // namespace dragoman::findings
