// Attributions: the labels of the shipped weights on plain sentences, and what they must never depend on.
#include "findings/attributions/attributions.h"

#include <gtest/gtest.h>

#include "annotation/encoder/kernels.h"
#include "evaluate/cofenet.h"
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
