// The weights of figures: damaged files, what they choose among, and what they choose.
#include <gtest/gtest.h>

#include "dragoman/engine.h"
#include "findings/figures/choice.h"
#include "findings/lexicon.h"
#include "stages.h"

namespace dragoman::findings {
namespace {

struct Reader {
    Engine engine = Engine::load();
    Lexicon lexicon = Lexicon::build(Knowledge::embedded());
    FigureModel model = FigureModel::load(embedded_model("figures.bin"));

    Stages stages(const std::string& text) const {
        Story story;
        story.published = "2024-05-03";
        story.text = text;
        return engine.read_stages(story);
    }

    std::vector<dragoman::findings::Figure> figures(const std::string& text, const FigureModel* with) const {
        Stages s = stages(text);
        s.findings.figures.clear();
        find_figures({s.text, s.annotation, s.mentions, "2024-05-03", nullptr, nullptr, nullptr, nullptr, with},
                     lexicon, s.findings);
        return s.findings.figures;
    }
};

const Reader& reader() {
    static const Reader shared;
    return shared;
}

TEST(FigureWeights, DamagedOnesLeaveFiguresToTheRules) {
    std::string bytes(embedded_model("figures.bin"));
    ASSERT_TRUE(reader().model.usable());
    EXPECT_FALSE(reader().model.version().empty());
    bytes[bytes.size() / 3] ^= 1;
    const std::string text = "Exports rose 12 percent in 2023. Two people were hurt.";
    const auto ruled = reader().figures(text, nullptr);
    ASSERT_EQ(ruled.size(), 2u);
    for (const std::string_view damaged :
         {std::string_view(bytes), std::string_view(bytes).substr(0, 100), std::string_view()}) {
        const FigureModel model = FigureModel::load(damaged);
        EXPECT_FALSE(model.usable());
        const auto figures = reader().figures(text, &model);
        ASSERT_EQ(figures.size(), ruled.size());
        for (std::size_t i = 0; i < ruled.size(); ++i) {
            EXPECT_EQ(figures[i].role, ruled[i].role);
            EXPECT_EQ(figures[i].of, ruled[i].of);
        }
    }
}

TEST(FigureWeights, CandidatesStandOnceAndHoldWhatTheRulesTake) {
    Stages s = reader().stages(
        "Exports to Chile rose 12 percent to $4 billion (3.7 billion euros) in 2023, when 14 of the port's 20 cranes, "
        "two of them new, stood still for three weeks. It was a record.");
    const Document document{s.text, s.annotation, s.mentions, "2024-05-03"};
    const FigureLexicon& words = *reader().lexicon.indexes().figures;
    s.findings.figures.clear();
    const FigureReadings all = read_figures(document, words, s.findings);
    s.findings.figures = all.figures;
    ASSERT_GE(all.figures.size(), 5u);
    const Measured measured(document, words, s.findings);
    for (const FigureView& view : figure_views(document, words, s.findings, all.left_out)) {
        const auto candidates = of_candidates(view, measured);
        bool ruled = view.of.empty();
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const TokenRange tokens = candidates[i].tokens;
            EXPECT_FALSE(tokens.empty());
            EXPECT_TRUE(tokens.contains(candidates[i].head));
            ruled |= tokens == view.of;
            for (std::size_t k = 0; k < i; ++k) EXPECT_FALSE(candidates[k].tokens == tokens);
        }
        EXPECT_TRUE(ruled);
    }
}

TEST(FigureWeights, FiguresStayInTextOrderWithTheirRule) {
    const auto figures = reader().figures(
        "She called three times. Output grew 5 percent to 300 tonnes. In one instance two of the four clerks left.",
        &reader().model);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        EXPECT_TRUE(figures[i].rule.ends_with("/" + figures[i].role)) << figures[i].rule;
        if (i) {
            EXPECT_LT(figures[i - 1].amount, figures[i].amount);
        }
    }
}

}  // namespace
}  // namespace dragoman::findings
