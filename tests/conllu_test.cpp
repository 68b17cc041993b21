// CoNLL-U out and in: what is written can be read, given words stay as they are, wrong lines are named.
#include "annotation/conllu.h"

#include <gtest/gtest.h>

#include <random>

namespace dragoman {
namespace {

using annotation::GivenWords;

const annotation::Model& model() {
    static const Knowledge knowledge = Knowledge::embedded();
    static const annotation::Model model =
        annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    return model;
}

std::string parsed(const Text& text, const GivenWords* given = nullptr) {
    constexpr annotation::Wanted wanted{.morphology = true};
    return annotation::to_conllu(text, annotation::annotate(text, model(), wanted), model(), given);
}

std::string parsed_again(const std::string& conllu) {
    const auto given = annotation::read_conllu(conllu, "given");
    EXPECT_TRUE(given) << (given ? "" : given.error().message());
    return given ? parsed(given->text, &*given) : "";
}

TEST(Conllu, ColumnsOfASentence) {
    const std::string out = parsed(text::prepare("Anna Keller left two villages near Oslo."));
    EXPECT_NE(out.find("# newpar\n# sent_id = 1\n# text = Anna Keller left two villages near Oslo.\n"),
              std::string::npos)
        << out;
    EXPECT_NE(out.find("1\tAnna\tAnna\tPROPN\tNNP\tNumber=Sing\t3\tnsubj\t_\tName=B-PER\n"), std::string::npos) << out;
    EXPECT_NE(out.find("2\tKeller\tKeller\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tName=I-PER\n"), std::string::npos)
        << out;
    EXPECT_NE(out.find("5\tvillages\tvillage\tNOUN\tNNS\tNumber=Plur\t3\tobj\t_\t_\n"), std::string::npos) << out;
    EXPECT_NE(out.find("7\tOslo\tOslo\tPROPN\tNNP\tNumber=Sing\t5\tnmod\t_\tName=B-LOC|SpaceAfter=No\n"),
              std::string::npos)
        << out;
    EXPECT_TRUE(out.ends_with("\n\n"));
}

// What was parsed from text, read again with its words given, is parsed the same.
TEST(Conllu, GivenWordsGiveTheSameTrees) {
    const std::string out = parsed(
        text::prepare("Peru's minister said: “We won't sign.”\n\nTalks in Quito (the third this year) end on Friday."));
    EXPECT_TRUE(annotation::is_conllu(out));
    EXPECT_EQ(parsed_again(out), out);
}

TEST(Conllu, OtherColumnsRangesAndEmptyNodes) {
    const std::string with =
        "# doc of ours\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
        "1\tdo\tX\tX\tX\tX\t9\tX\tX\tX\n2\tn't\tX\tX\tX\tX\tX\tX\tX\tX\n"
        "2.1\tghost\t_\t_\t_\t_\t_\t_\t_\t_\n3\tgo\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    const std::string out = parsed_again(with);
    EXPECT_TRUE(out.starts_with("# doc of ours\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n1\tdo\t")) << out;
    EXPECT_EQ(out.find("ghost"), std::string::npos);
    std::string plain = with;  // whatever stands in the other columns
    for (std::size_t at; (at = plain.find("\tX")) != std::string::npos;) plain.replace(at, 2, "\t_");
    EXPECT_EQ(parsed_again(plain), out);
}

TEST(Conllu, ParagraphsAndQuotationsOfGivenWords) {
    const auto given = annotation::read_conllu(
        "# newpar\n1\t\"\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n2\tNo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
        "3\t\"\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tHe\t_\t_\t_\t_\t_\t_\t_\t_\n\n# "
        "newpar\n1\tShe\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
        "given");
    ASSERT_TRUE(given);
    ASSERT_EQ(given->text.paragraphs.size(), 2u);
    EXPECT_EQ(given->text.sentences[1].paragraph, 0);
    EXPECT_EQ(given->text.sentences[2].paragraph, 1);
    ASSERT_EQ(given->text.quotes.size(), 1u);
    EXPECT_EQ(given->text.slice(given->text.quotes[0].inner), "No");
}

TEST(Conllu, WrongLinesAreNamed) {
    for (const auto& [bytes, where] :
         {std::pair{"1\tonly\tthree\n", "f:1"}, std::pair{"# c\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:2"},
          std::pair{"x\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:1"}, std::pair{"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:1"},
          std::pair{"3-4\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "f:1"}}) {
        const auto given = annotation::read_conllu(bytes, "f");
        ASSERT_FALSE(given) << bytes;
        EXPECT_EQ(given.error().where, where);
    }
    EXPECT_FALSE(annotation::is_conllu("Peru will open a crossing.\n"));
    EXPECT_FALSE(annotation::is_conllu(""));
}

TEST(Conllu, AnyBytesAreReadOrRefused) {
    std::mt19937 rng(41);
    static const char* const bits[] = {"1",  "2",    "-", ".",    "\t",   "\t",          "\t_",
                                       "\n", "\n\n", "#", "word", "\xff", "99999999999", "\t_\t_\t_\t_\t_\t_\t_\t_\n"};
    for (int round = 0; round < 500; ++round) {
        std::string bytes;
        for (int i = 0; i < 40; ++i) bytes += bits[rng() % std::size(bits)];
        if (const auto given = annotation::read_conllu(bytes, "random")) {
            const std::string out = parsed(given->text, &*given);
            EXPECT_TRUE(given->text.tokens.empty() || annotation::is_conllu(out));
        }
    }
}

// For later stages: a token's state is the same whoever else was read with it, and is not all zero.
TEST(Conllu, StatesAreKeptWhenWanted) {
    const Text text = text::prepare("Prices rose in Quito. Wages fell.");
    constexpr annotation::Wanted wanted{.states = true};
    const Annotation a = annotation::annotate(text, model(), wanted);
    ASSERT_GT(a.state_width, 0);
    ASSERT_EQ(a.states.size(), text.tokens.size() * static_cast<std::size_t>(a.state_width));
    EXPECT_TRUE(annotation::annotate(text, model()).states.empty());
    for (int t = 0; t < a.size(); ++t) {
        int moved = 0;
        for (int i = 0; i < a.state_width; ++i) moved += a.state(t)[i] != 64;
        EXPECT_GT(moved, a.state_width / 4);
    }
}

}  // namespace
}  // namespace dragoman
