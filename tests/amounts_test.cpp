// Amounts and figures: numbers, units and counted nouns; what is measured, in which part.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>

#include "dragoman/engine.h"
#include "stages.h"

namespace dragoman {
namespace {

const Engine& engine() {
    static const Engine loaded = Engine::load();
    return loaded;
}

Stages read(const std::string& text) {
    Story story;
    story.text = text;
    story.published = "2024-05-15";
    return engine().read_stages(story);
}

/// "comparator value[-max] unit" of every amount.
std::string amounts(const std::string& text) {
    const Stages stages = read(text);
    std::string all;
    for (const Amount& amount : stages.mentions.amounts)
        all += fmt::format("{}{}{}{} {}", all.empty() ? "" : "; ", amount.comparator == "=" ? "" : amount.comparator,
                           amount.value ? fmt::format("{}", *amount.value) : "?",
                           amount.max ? fmt::format("-{}", *amount.max) : "", amount.unit);
    return all;
}

/// "words: role direction of" of every figure.
std::string figures(const std::string& text) {
    const Stages stages = read(text);
    std::string all;
    for (const findings::Figure& figure : stages.findings.figures) {
        all += fmt::format("{}{}: {}", all.empty() ? "" : "; ", stages.text.slice(figure.span), figure.role);
        if (!figure.direction.empty()) all += " " + figure.direction;
        for (Span of : figure.of) all += fmt::format(" [{}]", stages.text.slice(of));
    }
    return all;
}

TEST(Amounts, NumbersInDigitsAndWords) {
    EXPECT_EQ(amounts("They sold 1,234,567 bottles."), "1234567 bottles");
    EXPECT_EQ(amounts("They sold twenty-three bottles."), "23 bottles");
    EXPECT_EQ(amounts("They sold two hundred and fifty bottles."), "250 bottles");
    EXPECT_EQ(amounts("They sold two and a half million bottles."), "2500000 bottles");
    EXPECT_EQ(amounts("They sold half a million bottles."), "500000 bottles");
    EXPECT_EQ(amounts("They sold a dozen bottles."), "12 bottles");
    EXPECT_EQ(amounts("They sold 12.5 mln barrels."), "12500000 barrels");
    EXPECT_EQ(amounts("They lost two-thirds of the crop."), "0.6667 fraction");
    EXPECT_EQ(amounts("They sold thousands of bottles."), "? bottles");
}

TEST(Amounts, MoneyByCountry) {
    EXPECT_EQ(amounts("It cost US$123 billion."), "123000000000 USD");
    EXPECT_EQ(amounts("It cost 500 mln dlrs."), "500000000 USD");
    EXPECT_EQ(amounts("It cost €4bn."), "4000000000 EUR");
    EXPECT_EQ(amounts("It cost 30 Canadian dollars."), "30 CAD");
    EXPECT_EQ(amounts("It cost 0.5 Egyptian pounds then and about 2 pounds now."), "0.5 EGP; ~2 EGP");
    EXPECT_EQ(amounts("It cost between $5 and $7 billion."), "5000000000-7000000000 USD");
}

TEST(Amounts, RangesAndComparators) {
    EXPECT_EQ(amounts("Prices rose 10 to 15 percent."), "10-15 percent");
    EXPECT_EQ(amounts("Prices rose about 16–17 percent."), "~16-17 percent");
    EXPECT_EQ(amounts("More than 40 boats sailed."), ">40 boats");
    EXPECT_EQ(amounts("At least 40 boats sailed."), ">=40 boats");
    EXPECT_EQ(amounts("Up to a total of 40 boats sailed."), "<=40 boats");
    EXPECT_EQ(amounts("Nearly 40 boats sailed."), "~40 boats");
    EXPECT_EQ(amounts("Fewer than 40 boats sailed."), "<40 boats");
}

TEST(Amounts, Units) {
    EXPECT_EQ(amounts("The field yields 260,000 bpd."), "260000 barrels per day");
    EXPECT_EQ(amounts("The port is 160 km from the capital."), "160 kilometres");
    EXPECT_EQ(amounts("The port is 160km from the capital."), "160 kilometres");
    EXPECT_EQ(amounts("The rate fell 25 basis points."), "25 basis points");
    EXPECT_EQ(amounts("The 55-member bloc met."), "55 member");
}

TEST(Amounts, WhatIsNoAmount) {
    for (const char* text :
         {"Sputnik V was tested.", "The G20 met.", "They cited Article 5 of the treaty.", "The Boeing 737 landed.",
          "Council Resolution 2254 stands.", "The 76th session opened.", "The two leaders met.", "One of them spoke.",
          "The Group of Seven met.", "They held one-on-one meetings.", "The team won 2-1.", "The mill closed in 1987.",
          "Its 1986 results were poor."})
        EXPECT_EQ(amounts(text), "") << text;
}

/// tests/amounts.tsv: sentences and what `amounts` finds in each.
TEST(Amounts, AsInTheTable) {
    std::ifstream table(DRAGOMAN_SOURCE "/tests/amounts.tsv");
    int sentences = 0;
    for (std::string line; std::getline(table, line);) {
        if (line.starts_with('#')) continue;
        const std::size_t tab = line.find('\t');
        ASSERT_NE(tab, std::string::npos) << line;
        EXPECT_EQ(amounts(line.substr(0, tab)), line.substr(tab + 1)) << line.substr(0, tab);
        ++sentences;
    }
    EXPECT_GT(sentences, 300);
}

TEST(Figures, ChangeLevelAndTarget) {
    EXPECT_EQ(figures("Bilateral trade was up 12 percent to $40 billion."),
              "12 percent: change up [Bilateral trade]; $40 billion: level up [Bilateral trade]");
    EXPECT_EQ(figures("The firm will reduce costs by four mln dlrs."), "four mln dlrs: change down [costs]");
    EXPECT_EQ(figures("Exports fell by 7 percent."), "7 percent: change down [Exports]");
    EXPECT_EQ(figures("Exports rose to 9 billion dollars."), "9 billion dollars: level up [Exports]");
}

TEST(Figures, SharesAndMeasures) {
    EXPECT_EQ(figures("Oil makes up 60 percent of the state's revenues."), "60 percent: share [the state's revenues]");
    EXPECT_EQ(figures("The town has a 3 billion dollar debt."), "3 billion dollar: level [debt]");
    EXPECT_EQ(figures("The talks lasted for three hours."), "three hours: duration [talks]");
    EXPECT_EQ(figures("They met the 12-year-old boy."), "12-year-old: age [boy]");
}

TEST(Figures, CountsOfPeople) {
    EXPECT_EQ(figures("The blast killed five and wounded 110."), "five: count [killed]; 110: count [wounded]");
    EXPECT_EQ(figures("Dozens died in the fire."), "Dozens: count [died]");
    EXPECT_EQ(figures("One official said the road was open."), "");
}

TEST(Figures, SurviveAnyWords) {
    for (const char* text : {"5",
                             "$",
                             "$ 5",
                             "5 of",
                             "5 -",
                             "5 - 5",
                             "5 to",
                             "between 5 and",
                             "half",
                             "a half of",
                             "million",
                             "dozens of",
                             "hundreds of hundreds of",
                             "1/2",
                             "3-1/",
                             "up 5",
                             "by 5 percent",
                             "of 5",
                             "one",
                             "a",
                             "9999999999999999999999999999999999999999",
                             "5,5,5,5",
                             "% % %",
                             "$5-$",
                             "as for",
                             "As for 5 it rose 5 percent."})
        figures(text);
    std::string nested;
    for (int i = 0; i < 3000; ++i) nested += "five of the ";
    figures(nested);
}

}  // namespace
}  // namespace dragoman
