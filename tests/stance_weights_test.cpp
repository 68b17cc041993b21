// The weights of commitments and stances: damaged files, chances, and rows that no rule finds.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "dragoman/engine.h"
#include "findings/commitments/rows.h"
#include "findings/lexicon.h"
#include "findings/stances/parts.h"
#include "stages.h"

namespace dragoman::findings {
namespace {

struct Reader {
    Engine engine = Engine::load();
    Lexicon lexicon = Lexicon::build(Knowledge::embedded());
    FeatureModels commitments = load_commitment_models(embedded_model("commitments.bin"));
    FeatureModels stances = load_stance_models(embedded_model("stances.bin"));

    Stages stages(const std::string& text) const {
        Story story;
        story.published = "2024-05-03";
        story.text = text;
        return engine.read_stages(story);
    }

    Findings found(const std::string& text, const FeatureModels* with_commitments,
                   const FeatureModels* with_stances) const {
        Stages s = stages(text);
        s.findings.commitments.clear(), s.findings.stances.clear();
        const Document document{s.text,  s.annotation, s.mentions,       "2024-05-03",
                                nullptr, nullptr,      with_commitments, with_stances};
        find_commitments(document, lexicon, s.findings);
        find_stances(document, lexicon, s.findings);
        return s.findings;
    }
};

const Reader& reader() {
    static const Reader shared;
    return shared;
}

TEST(StanceWeights, Ship) {
    EXPECT_TRUE(reader().commitments.usable());
    EXPECT_TRUE(reader().stances.usable());
    EXPECT_NE(reader().commitments.version(), reader().stances.version());
}

TEST(StanceWeights, DamagedOnesLeaveRowsToTheRules) {
    const std::string text =
        "Norway denounced the border closure. The government of Peru will publish the plan by 30 June.";
    for (const std::size_t at : {std::size_t{0}, std::size_t{12}, std::size_t{5000}}) {
        std::string commitments(embedded_model("commitments.bin")), stances(embedded_model("stances.bin"));
        commitments[at] ^= 1, stances[at] ^= 1;
        const FeatureModels one = load_commitment_models(commitments), other = load_stance_models(stances);
        EXPECT_FALSE(one.usable());
        EXPECT_FALSE(other.usable());
        const Findings found = reader().found(text, &one, &other);
        ASSERT_EQ(found.commitments.size(), 1u);
        EXPECT_EQ(found.commitments[0].rule, "future:will");
        ASSERT_EQ(found.stances.size(), 1u);
        EXPECT_EQ(found.stances[0].rule, "word:denounce");
    }
    EXPECT_FALSE(load_stance_models(embedded_model("commitments.bin")).usable()) << "the other's file";
    EXPECT_FALSE(load_stance_models({}).usable());
}

/// Every candidate's chances sum to one, and plain tellings are likelier than others.
TEST(StanceWeights, TellAPlainUndertakingFromNone) {
    const auto best = [](const std::string& text) {
        Stages s = reader().stages(text);
        const Document document{s.text, s.annotation, s.mentions, "2024-05-03"};
        const auto& indexes = reader().lexicon.indexes();
        const CommitmentRows rows(document, *indexes.events, *indexes.commitments, s.findings);
        double any = 0;
        for (const Undertaking& u : rows.candidates(proposed_undertakings(document, reader().lexicon, s.findings))) {
            FeatureSink sink;
            rows.features(u, sink);
            const auto chances = reader().commitments.chances(0, sink.hashes);
            EXPECT_NEAR(std::accumulate(chances.begin(), chances.end(), 0.0), 1, 1e-9);
            any = std::max(any, 1 - chances[0]);
        }
        return any;
    };
    EXPECT_GT(best("Peru's government has promised to build a new harbour by 2026."), 0.7);
    EXPECT_LT(best("To build a harbour takes years, and prices may rise."), 0.2);
}

/// Rows of the weights name somebody and stand on words, as all rows do.
TEST(StanceWeights, RowsThatNoRuleFindsAreWhole) {
    const std::string text =
        "Ana Ruiz called the bill shameful and cruel. Peru's president lashed out at the judges. "
        "The ministers swore allegiance to the charter. The senator lauded the nurses of Lima.";
    const Findings found = reader().found(text, &reader().commitments, &reader().stances);
    EXPECT_FALSE(found.stances.empty());
    for (const auto& s : found.stances) {
        EXPECT_FALSE(s.holder.empty());
        EXPECT_LT(s.target_words.begin, s.target_words.end);
        EXPECT_LT(s.evidence.begin, s.evidence.end);
        EXPECT_FALSE(s.rule.empty());
    }
    for (const auto& c : found.commitments) EXPECT_FALSE(c.by.empty());
}

}  // namespace
}  // namespace dragoman::findings
