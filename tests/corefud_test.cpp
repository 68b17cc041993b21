// Entities in CoNLL-U: brackets open and close, sets name their members, what is written can be read.
#include "mentions/corefud.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>

namespace dragoman {
namespace {

std::vector<std::string> entities_of(std::string_view words) {
    static const Knowledge knowledge = Knowledge::embedded();
    static const annotation::Model model =
        annotation::Model::load(embedded_model("encoder.bin"), knowledge.table("lemmas"));
    static const mentions::Lexicon lexicon = mentions::Lexicon::build(knowledge);
    const Text text = text::prepare(words);
    const Annotation annotation = annotation::annotate(text, model);
    return mentions::to_corefud(annotation, mentions::find(text, annotation, "2024-05-03", lexicon));
}

TEST(Corefud, NamesPronounsAndPairs) {
    const auto fields = entities_of("Anna Keller met Pedro Lima. She praised him. Both leaders left.");
    EXPECT_EQ(fields[0], "Entity=(e1-person-1-name");
    EXPECT_EQ(fields[1], "Entity=e1)");
    EXPECT_EQ(fields[6], "Entity=(e1-person-1-pronoun)");
    EXPECT_EQ(fields[8], "Entity=(e2-person-1-pronoun)");
    EXPECT_TRUE(fields[10].ends_with("|SplitAnte=e1<e" + fields[10].substr(9, fields[10].find('-') - 9) + ",e2<e" +
                                     fields[10].substr(9, fields[10].find('-') - 9)))
        << fields[10];
    EXPECT_EQ(fields[5], "");
}

TEST(Corefud, NoObjectOfItsOwnVerbUnlessReflexive) {
    const auto him = entities_of("Pedro Sol flew to Oslo on Friday. Karl Berg accused him of fraud.");
    EXPECT_EQ(him[11], "Entity=(e1-person-1-pronoun)");
    const auto himself = entities_of("Pedro Sol flew to Oslo on Friday. Karl Berg accused himself of fraud.");
    EXPECT_EQ(himself[11], "Entity=(e3-person-1-pronoun)");
}

TEST(Corefud, NobodyNamedIsAChain) {
    const auto fields = entities_of("I know my trade. We do not.");
    EXPECT_NE(fields[0].find("-pronoun)"), std::string::npos);
    EXPECT_EQ(fields[0].substr(0, fields[0].find('-')), fields[2].substr(0, fields[2].find('-')));
    EXPECT_EQ(fields[5], "") << "told of once";
}

TEST(Corefud, BracketsClose) {
    const std::regex bracket("\\((e\\d+)-[a-z]+-\\d+-[a-z]+(\\))?|(e\\d+)\\)");
    std::map<std::string, int> open;
    for (const std::string& field :
         entities_of("Peru's finance minister, Ana Ruiz, told the Bank of Oslo that its loans would stop. \"We regret "
                     "it,\" she said. "
                     "The minister of the interior of Chile and his wife praised the bank's head and her plan.")) {
        for (std::sregex_iterator m(field.begin(), field.end(), bracket), end; m != end; ++m) {
            if ((*m)[3].matched)
                EXPECT_GE(--open[(*m)[3]], 0) << field;
            else if (!(*m)[2].matched)
                ++open[(*m)[1]];
        }
    }
    for (const auto& [entity, depth] : open) EXPECT_EQ(depth, 0) << entity;
}

}  // namespace
}  // namespace dragoman
