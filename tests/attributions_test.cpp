// Attributions: the labels of the shipped weights on plain sentences, and what they must never depend on.
#include "findings/attributions/attributions.h"

#include <gtest/gtest.h>

#include "annotation/encoder/kernels.h"
#include "evaluate/cofenet.h"
#include "findings/attributions/joined.h"
#include "findings/lexicon.h"
#include "knowledge/knowledge.h"

namespace dragoman::findings {
namespace {

struct Reader {
    Knowledge knowledge = Knowledge::embedded();
    annotation::Model encoder = annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    std::shared_ptr<const StatementLexicon> cues = build_statements(knowledge);
    AttributionModel model = AttributionModel::load(embedded_model("attributions.bin"));

    std::vector<std::string> read(const std::string& bytes, const AttributionModel& with,
                                  const annotation::Kernels* kernels = nullptr) const {
        const Text text = text::prepare(bytes);
        const Annotation tree = annotation::annotate(text, encoder, {.states = true});
        std::vector<std::string> spans;
        int end = 0;
        for (const AttributionSpan& span : find_attributions(text, tree, *cues, with, paragraphs_of(text), kernels)) {
            EXPECT_LE(end, span.tokens.begin);
            EXPECT_LT(span.tokens.begin, span.tokens.end);
            end = span.tokens.end;
            EXPECT_LE(end, static_cast<int>(text.tokens.size()));
            constexpr const char* parts[] = {"source ", "cue ", "content "};
            spans.push_back(parts[static_cast<int>(span.part)] + std::string(text.slice(text.span(span.tokens))));
        }
        return spans;
    }
};

const Reader& reader() {
    static const Reader shared;
    return shared;
}

TEST(Attributions, SourceCueAndContent) {
    ASSERT_TRUE(reader().model.usable());
    EXPECT_EQ(reader().read("The union said that it had agreed.", reader().model),
              (std::vector<std::string>{"source The union", "cue said", "content that it had agreed"}));
    EXPECT_TRUE(reader().read("The harbour has two piers.", reader().model).empty());
}

/// Attributions out of spans that name their words ("s Ruiz", "v said", "c it is cold"), in the order of the text.
std::vector<std::string> joined(const std::string& bytes, const std::vector<std::string>& spans) {
    const Text text = text::prepare(bytes);
    std::vector<AttributionSpan> labels;
    int at = 0;
    for (const std::string& span : spans) {
        const std::string words = span.substr(2);
        TokenRange range{-1, -1};
        for (int b = at; b < static_cast<int>(text.tokens.size()) && range.begin < 0; ++b)
            for (int e = b + 1; e <= static_cast<int>(text.tokens.size()); ++e)
                if (text.slice(text.span(TokenRange{b, e})) == words) range = {b, e};
        if (range.begin < 0) return {"no such words: " + words};
        const AttributionPart part = span[0] == 's'   ? AttributionPart::source
                                     : span[0] == 'v' ? AttributionPart::cue
                                                      : AttributionPart::content;
        labels.push_back({part, range, 0.5});
        at = range.end;
    }
    std::vector<std::string> shown;
    for (const Attribution& a : join_attributions(text, labels, {})) {
        std::string row = a.source.empty() ? "-" : std::string(text.slice(text.span(a.source)));
        row += a.cue.empty() ? " | -" : " | " + std::string(text.slice(text.span(a.cue)));
        for (const TokenRange piece : a.content) row += " | " + std::string(text.slice(text.span(piece)));
        shown.push_back(row);
    }
    return shown;
}

TEST(Attributions, PiecesAroundOneCueAreOne) {
    using Rows = std::vector<std::string>;
    EXPECT_EQ(joined("“It is cold,” said Ruiz. “We leave.”", {"c “It is cold,”", "v said", "s Ruiz", "c “We leave.”"}),
              Rows{"Ruiz | said | “It is cold,” | “We leave.”"});
    EXPECT_EQ(joined("The plan, Ruiz said, is dead.", {"c The plan", "s Ruiz", "v said", "c is dead"}),
              Rows{"Ruiz | said | The plan | is dead"});
}

TEST(Attributions, WordsThatLeadIntoAQuotationAreItsBeginning) {
    using Rows = std::vector<std::string>;
    EXPECT_EQ(joined("With so many boats, “there is no one to blame,” Ruiz said.",
                     {"c With so many boats", "c “there is no one to blame,”", "s Ruiz", "v said"}),
              Rows{"Ruiz | said | With so many boats, “there is no one to blame,”"});
    // Another sentence.
    EXPECT_EQ(joined("It rained. “No one is to blame,” Ruiz said.",
                     {"c It rained", "c “No one is to blame,”", "s Ruiz", "v said"}),
              (Rows{"- | - | It rained", "Ruiz | said | “No one is to blame,”"}));
}

TEST(Attributions, TitlesInMarksAreNone) {
    using Rows = std::vector<std::string>;
    EXPECT_EQ(joined("In his book, “Home Again,” Ruiz suggested a walk.",
                     {"c “Home Again,”", "s Ruiz", "v suggested", "c a walk"}),
              Rows{"Ruiz | suggested | a walk"});
    EXPECT_EQ(joined("Ruiz wrote “Home Again” on the wall.", {"s Ruiz", "v wrote", "c “Home Again”"}),
              Rows{"Ruiz | wrote | “Home Again”"});
}

TEST(Attributions, LabelsOfOneSpeechOfTheRulesAreOne) {
    const Text text = text::prepare("“It is cold,” said Ruiz, who told me that he froze. “We leave.”");
    const auto tokens = [&](std::string_view words) {
        const auto at = static_cast<std::uint32_t>(text.body.find(words));
        TokenRange range{-1, -1};
        for (int t = 0; t < static_cast<int>(text.tokens.size()); ++t) {
            if (text.tokens[t].begin == at) range.begin = t;
            if (text.tokens[t].end == at + words.size()) range.end = t + 1;
        }
        return range;
    };
    const auto bytes = [&](std::string_view words) {
        const auto at = static_cast<std::uint32_t>(text.body.find(words));
        return Span{at, at + static_cast<std::uint32_t>(words.size())};
    };
    const std::vector<AttributionSpan> labels = {{AttributionPart::content, tokens("“It is cold,”"), 0.5},
                                                 {AttributionPart::cue, tokens("said"), 0.5},
                                                 {AttributionPart::source, tokens("Ruiz"), 0.5},
                                                 {AttributionPart::cue, tokens("told"), 0.5},
                                                 {AttributionPart::content, tokens("that he froze"), 0.5},
                                                 {AttributionPart::content, tokens("“We leave.”"), 0.5}};
    Findings found;
    EXPECT_EQ(join_attributions(text, labels, found).size(), 3U);
    Statement statement;
    statement.form = Form::direct;
    statement.content = {bytes("It is cold,"), bytes("We leave.")};
    found.statements.push_back(statement);
    const auto all = join_attributions(text, labels, found);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].content, (std::vector<TokenRange>{tokens("“It is cold,”"), tokens("“We leave.”")}));
    EXPECT_EQ(all[0].source, tokens("Ruiz"));
}

TEST(Attributions, ACommaInsideTheClosingMarkEndsWhatIsQuoted) {
    const auto spans =
        reader().read("She urged the minister to leave and said, “Go home,” when he refused.", reader().model);
    EXPECT_EQ(spans.back(), "content “Go home,”");
}

TEST(Attributions, NeighboursAreTwo) {
    using Rows = std::vector<std::string>;
    // The first has its own cue before it.
    EXPECT_EQ(joined("Ruiz said it rained, and Bekele said it snowed.",
                     {"s Ruiz", "v said", "c it rained", "s Bekele", "v said", "c it snowed"}),
              (Rows{"Ruiz | said | it rained", "Bekele | said | it snowed"}));
    // A paragraph ends between them.
    EXPECT_EQ(
        joined("“It is cold,” said Ruiz.\n\n“We leave.”", {"c “It is cold,”", "v said", "s Ruiz", "c “We leave.”"}),
        (Rows{"Ruiz | said | “It is cold,”", "- | - | “We leave.”"}));
    // Two cues stand between them, and one of the two is quoted.
    EXPECT_EQ(joined("It rained, said Ruiz. Bekele said “it snowed”.",
                     {"c It rained", "v said", "s Ruiz", "s Bekele", "v said", "c “it snowed”"}),
              (Rows{"Ruiz | said | It rained", "Bekele | said | “it snowed”"}));
    EXPECT_EQ(joined("It rained, said Ruiz, “but not here”.", {"c It rained", "v said", "s Ruiz", "c “but not here”"}),
              (Rows{"Ruiz | said | It rained", "Ruiz | said | “but not here”"}));
}

TEST(Attributions, WhoAddsIsWhoSaid) {
    using Rows = std::vector<std::string>;
    EXPECT_EQ(joined("Ruiz said it rained, adding that it snowed.",
                     {"s Ruiz", "v said", "c it rained", "v adding", "c that it snowed"}),
              (Rows{"Ruiz | said | it rained", "Ruiz | adding | that it snowed"}));
    // The cue of the content's own sentence, not the nearer one of the sentence before.
    EXPECT_EQ(joined("It rained, Ruiz said. It snowed here all day, Bekele said.",
                     {"c It rained", "s Ruiz", "v said", "c It snowed here all day", "s Bekele", "v said"}),
              (Rows{"Ruiz | said | It rained", "Bekele | said | It snowed here all day"}));
}

TEST(Attributions, DirectSpeechIsAddedWhereNoneIsLabelled) {
    const Text text = text::prepare("“It is cold.” – Ana Ruiz");
    Findings found;
    Statement statement;
    statement.form = Form::direct;
    statement.content = {{0, 18}};
    found.statements.push_back(statement);
    const auto alone = join_attributions(text, {}, found);
    ASSERT_EQ(alone.size(), 1U);
    EXPECT_EQ(alone[0].statement, 0);
    const std::vector<AttributionSpan> labelled = {{AttributionPart::content, alone[0].content[0], 0.9}};
    ASSERT_EQ(join_attributions(text, labelled, found).size(), 1U);
    EXPECT_EQ(join_attributions(text, labelled, found)[0].statement, -1);
    found.statements[0].form = Form::indirect;
    EXPECT_TRUE(join_attributions(text, {}, found).empty());
}

TEST(Attributions, EveryInstructionSetSaysTheSame) {
    const std::string text =
        "“The port will open,” Ana Ruiz said. The union plans to strike, according to its leaders.\n\n"
        "Officials believe the levy will stay.";
    const auto expected = reader().read(text, reader().model);
    EXPECT_FALSE(expected.empty());
    const annotation::Kernels* sets[3];
    for (int i = 0, n = annotation::available_kernels(sets); i < n; ++i)
        EXPECT_EQ(reader().read(text, reader().model, sets[i]), expected) << sets[i]->name;
}

TEST(Attributions, DamagedWeightsFindNothing) {
    std::string bytes(embedded_model("attributions.bin"));
    bytes[bytes.size() / 2] ^= 1;
    for (const std::string_view damaged :
         {std::string_view(bytes), std::string_view(bytes).substr(0, 20), std::string_view()}) {
        const AttributionModel model = AttributionModel::load(damaged);
        EXPECT_FALSE(model.usable());
        EXPECT_TRUE(reader().read("The union said that it had agreed.", model).empty());
    }
}

TEST(Attributions, HostileTextsHaveSpansInOrder) {
    std::string quotes, said;
    for (int i = 0; i < 3000; ++i) quotes += "“ ", said += "he said ";
    for (const std::string& text : {std::string(), std::string("\xFF\xFE"), quotes, said, std::string(5000, '\n')})
        reader().read(text, reader().model);
}

TEST(Cofenet, WordsAndLabelsComeBack) {
    const auto articles = evaluate::read_cofenet(
        R"({"id": "a", "tokens": ["``", "No", "''", ",", "they", "did", "n't"], "labels": ["B-content", "I-content", "I-content", "O", "B-source", "B-cue", "I-cue"]})",
        "test");
    ASSERT_TRUE(articles);
    EXPECT_EQ((*articles)[0].text, "“No”, they didn't");
    const Text text = text::prepare((*articles)[0].text);
    EXPECT_EQ((*articles)[0].word_of_token(text), (std::vector<int>{0, 1, 2, 3, 4, 5, 6}));
    const auto labels = evaluate::labels_of((*articles)[0], text, {{AttributionPart::content, {0, 3}}});
    EXPECT_EQ(labels[0], (std::vector<int>{5, 6, 6, 0, 0, 0, 0}));
    evaluate::SpanScore score;
    score.add((*articles)[0].segments[0].labels, labels[0]);
    EXPECT_NE(score.table().find("content        1       1  100.0"), std::string::npos) << score.table();
}

TEST(Cofenet, WrongLinesAreNamed) {
    for (const char* line :
         {"x", "{}", R"({"tokens": ["a"], "labels": ["B-speech"]})", R"({"tokens": ["a", "b"], "labels": ["O"]})"}) {
        const auto articles = evaluate::read_cofenet(line, "test");
        ASSERT_FALSE(articles) << line;
        EXPECT_NE(articles.error().message().find("test:1"), std::string::npos);
    }
}

}  // namespace
}  // namespace dragoman::findings
