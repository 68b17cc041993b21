// What was promised, once each, and what later stories show became of it.
#include "across_stories.h"

namespace dragoman {
namespace {

class LedgerTest : public AcrossStories {
protected:
    static std::string statuses(const store::Store& from) {
        return ask(from,
                   "SELECT story_id, status, coalesce(evidence_story, '-') FROM ledger ORDER BY made, story_id, id");
    }
};

const std::vector<std::string> tables{"ledger", "ledger_evidence", "ledger_promises"};

TEST_F(LedgerTest, AMeetingIsMet) {
    store::Store s = open();
    write(s,
          {{"a", "Wire", "2025-02-03", "President Gabriel Boric will meet with Dina Boluarte in Lima on 12 February."},
           {"b", "Wire", "2025-02-07", "Gabriel Boric met with Javier Milei in Mendoza."},
           {"c", "Post", "2025-02-12", "Gabriel Boric met with Dina Boluarte in Lima on Wednesday."},
           {"d", "Post", "2025-05-12", "Gabriel Boric met with Dina Boluarte in Santiago on Monday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | met | c\n");
    EXPECT_EQ(ask(s, "SELECT rule, evidence_words FROM ledger"),
              "meet:same-sides-in-time | Gabriel Boric met with Dina Boluarte in Lima on Wednesday\n");
}

TEST_F(LedgerTest, WithoutEvidenceItStaysOpen) {
    store::Store s = open();
    write(s,
          {{"a", "Wire", "2025-02-03", "President Gabriel Boric will meet with Dina Boluarte in Lima on 12 February."},
           {"b", "Wire", "2025-07-07", "Gabriel Boric met with Javier Milei in Mendoza on Monday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | open | -\n");
}

TEST_F(LedgerTest, ACallIsNoMeeting) {
    store::Store s = open();
    write(s,
          {{"a", "Wire", "2025-02-03", "President Gabriel Boric will meet with Dina Boluarte in Lima on 12 February."},
           {"b", "Wire", "2025-02-12", "Gabriel Boric had a telephone conversation with Dina Boluarte on Wednesday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | open | -\n");
}

TEST_F(LedgerTest, RepeatsAreOne) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "President Gabriel Boric will visit Peru on 12 February."},
              {"b", "Post", "2025-02-05", "Gabriel Boric will visit Peru next Wednesday."},
              {"c", "Post", "2025-02-05", "Gabriel Boric will visit Mexico on 20 March."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT story_id, promises, stories, due FROM ledger ORDER BY due"),
              "a | 2 | 2 | 2025-02-12\nc | 1 | 1 | 2025-03-20\n");
}

TEST_F(LedgerTest, ACalledOffVisitIsWithdrawn) {
    store::Store s = open();
    write(s,
          {{"a", "Wire", "2025-02-03", "President Gabriel Boric will meet with Dina Boluarte in Lima on 12 February."},
           {"b", "Wire", "2025-02-10",
            "\"We have cancelled the meeting with Dina Boluarte,\" Gabriel Boric said on Monday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | withdrawn | b\n");
}

TEST_F(LedgerTest, APostponedVisitIsNotMet) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "President Gabriel Boric will make a working visit to Peru on 12 February."},
              {"b", "Wire", "2025-02-12",
               "Chile asked for a postponement of the visit to Peru by President Gabriel Boric."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | withdrawn | b\n");
}

TEST_F(LedgerTest, TalksOfTheirCountriesMeetWhatMinistersPromised) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03",
               "Chilean Foreign Minister Andrea Saldivar and Peruvian Foreign Minister Tomas Arce will meet again in "
               "Santiago in April."},
              {"b", "Wire", "2025-03-15", "A round of fishing talks between Chile and Peru ended on Saturday."},
              {"c", "Wire", "2025-04-15", "A second round of fishing talks between Chile and Peru ended on Tuesday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | met | c\n");
}

TEST_F(LedgerTest, FourMeetingsAreNotMetByOne) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-01-03", "Gabriel Boric and Dina Boluarte agreed to meet four times in 2025."},
              {"b", "Wire", "2025-02-12", "Gabriel Boric met with Dina Boluarte in Lima on Wednesday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | open | -\n");
}

TEST_F(LedgerTest, AnActIsMetByTheSameThings) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Peru will withdraw its soldiers from the Tacna Valley by 1 March."},
              {"b", "Wire", "2025-02-07", "Peru withdrew its negotiators from the Geneva talks."},
              {"c", "Wire", "2025-03-01",
               "\"Peru has withdrawn its soldiers from the Tacna Valley,\" Peru's president said on Saturday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | met | c\n");
}

TEST_F(LedgerTest, NotDoneInTimeIsMissed) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Peru will withdraw its soldiers from the Tacna Valley by 1 March."},
              {"b", "Wire", "2025-03-20",
               "\"Peru has not withdrawn its soldiers from the Tacna Valley,\" Peru's ombudsman said on Thursday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | missed | b\n");
}

TEST_F(LedgerTest, ALaterDayOvertakes) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Peru will open the Santa Ilda crossing to trucks on 1 March."},
              {"b", "Wire", "2025-02-25", "Peru will open the Santa Ilda crossing to trucks on 15 April."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | overtaken | b\nb | open | -\n");
}

TEST_F(LedgerTest, ATargetIsMissedByItsPeriodsLevel) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2023-02-10", "Peru and Chile promised to raise bilateral trade to US$5 billion in 2024."},
              {"b", "Wire", "2025-02-20", "Trade between Chile and Peru reached US$4.5 billion in 2024."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | missed | b\n");
}

TEST_F(LedgerTest, WhoSaysThatHeWillNotContradictsHimself) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03",
               "\"We will sign the fishing treaty with Chile,\" Peruvian President Dina Boluarte said on Monday."},
              {"b", "Wire", "2025-02-17",
               "\"We will not sign the fishing treaty with Chile,\" Dina Boluarte said on Monday."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT story_id, status, evidence_story, rule FROM ledger"),
              "a | contradicted | b | word:will-not\n");
}

TEST_F(LedgerTest, OneBareWordIsTheSameForAMonth) {
    store::Store s = open();
    write(s,
          {{"a", "Wire", "2025-02-03", "\"We will sign the treaty,\" Peruvian President Dina Boluarte said on Monday."},
           {"b", "Wire", "2025-02-17", "\"We will not sign the treaty,\" Dina Boluarte said on Monday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | contradicted | b\n");
    store::Store later = open("later");
    write(later,
          {{"a", "Wire", "2025-02-03", "\"We will sign the treaty,\" Peruvian President Dina Boluarte said on Monday."},
           {"b", "Wire", "2025-07-17", "\"We will not sign the treaty,\" Dina Boluarte said on Thursday."}});
    join(later);
    EXPECT_EQ(statuses(later), "a | open | -\n");
}

TEST_F(LedgerTest, ItsGovernmentSpeaksForACountry) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Peru will sign the Tacna water treaty with Chile."},
              {"b", "Wire", "2025-02-17",
               "Peruvian Foreign Minister Javier Gonzalez said on Monday that Peru had decided not to sign the Tacna "
               "water treaty with Chile."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT status, evidence_story FROM ledger WHERE story_id = 'a'"), "contradicted | b\n");
}

TEST_F(LedgerTest, WhoNeverPromisedContradictsThePromise) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Peru promised to withdraw its soldiers from the Tacna Valley."},
              {"b", "Wire", "2025-02-17",
               "\"Peru never promised to withdraw its soldiers from the Tacna Valley,\" Peruvian President Dina "
               "Boluarte said on Monday."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT story_id, status, evidence_story, rule FROM ledger"),
              "a | contradicted | b | word:never-promised\n");
}

TEST_F(LedgerTest, TheContraryDoneOrPromisedContradicts) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Peru will withdraw its soldiers from the Tacna Valley by 1 March."},
              {"b", "Wire", "2025-02-21", "Peru sent more soldiers to the Tacna Valley on Thursday."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT story_id, status, evidence_story, rule FROM ledger"),
              "a | contradicted | b | act:contrary\n");
    store::Store promised = open("promised");
    write(promised, {{"a", "Wire", "2025-02-03", "Peru will cut the Tacna copper smelter tax by 1 March."},
                     {"b", "Wire", "2025-02-21", "Peru will raise the Tacna copper smelter tax in April."}});
    join(promised);
    EXPECT_EQ(statuses(promised), "a | contradicted | b\nb | open | -\n");
}

TEST_F(LedgerTest, APromiseNotToActIsBrokenByTheAct) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Chile vowed not to close the port of Santa Ilda."},
              {"b", "Wire", "2025-02-21",
               "Chile closed the port of Santa Ilda on Thursday, Chilean President Gabriel Boric said."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT act, status FROM ledger"), "not cancel | contradicted\n");
}

TEST_F(LedgerTest, AnAdversarysWordForTheContraryDecidesNothing) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Chile vowed not to repaint the port of Santa Ilda."},
              {"b", "Wire", "2025-02-21",
               "Chile repainted the port of Santa Ilda on Thursday, Peruvian President Dina Boluarte said."},
              {"c", "Wire", "2025-02-22",
               "Peru repainted the port of Santa Ilda on Friday, Chilean President Gabriel Boric said."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | open | -\n");
}

TEST_F(LedgerTest, AnAdversarysWordOfAnActDecidesNothing) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Chile vowed not to close the port of Santa Ilda."},
              {"b", "Wire", "2025-02-21",
               "Chile closed the port of Santa Ilda on Thursday, Peruvian President Dina Boluarte said."},
              {"c", "Wire", "2025-02-22",
               "Peru closed the port of Santa Ilda on Friday, Chilean President Gabriel Boric said."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | open | -\n");

    // The story's own word and the undertaker's are deeds.
    write(s, {{"d", "Wire", "2025-02-24", "Chile closed the port of Santa Ilda on Sunday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | contradicted | d\n");
}

TEST_F(LedgerTest, WhatIsNoOppositeOfOnesOwnContradictsNothing) {
    const Told promise{
        "a", "Wire", "2025-02-03",
        "\"We will sign the fishing treaty with Chile,\" Peruvian President Dina Boluarte said on Monday."};
    for (const char* words :
         {"\"Dina Boluarte will not sign the fishing treaty with Chile,\" Chilean President Gabriel Boric said on "
          "Monday.",  // another's
          "\"We will not sign the fishing treaty with Chile unless the fleet stays,\" Dina Boluarte said on Monday.",
          "\"We will not sign the mining treaty with Chile,\" Dina Boluarte said on Monday.",
          "\"We have not signed the fishing treaty with Chile,\" Dina Boluarte said on Monday.",
          "\"Will we not sign the fishing treaty with Chile?\" Dina Boluarte asked on Monday.",
          "\"I would not sign a bad fishing treaty with Chile,\" Dina Boluarte said on Monday."}) {
        store::Store s = open(std::to_string(std::hash<std::string>()(words)));
        write(s, {promise, {"b", "Wire", "2025-02-17", words}});
        join(s);
        EXPECT_EQ(ask(s, "SELECT status FROM ledger WHERE story_id = 'a'"), "open\n") << words;
    }
}

TEST_F(LedgerTest, APromiseMadeAgainStands) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03",
               "\"We will sign the fishing treaty with Chile,\" Peruvian President Dina Boluarte said on Monday."},
              {"b", "Wire", "2025-02-17",
               "\"We will not sign the fishing treaty with Chile,\" Dina Boluarte said on Monday."},
              {"c", "Wire", "2025-02-20",
               "\"We will sign the fishing treaty with Chile,\" Dina Boluarte said on Thursday."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | open | -\n");
}

TEST_F(LedgerTest, NotYetDoneBeforeItIsDueShowsNothing) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-03", "Peru will withdraw its soldiers from the Tacna Valley by 1 March."},
              {"b", "Wire", "2025-02-20",
               "\"Peru has not withdrawn its soldiers from the Tacna Valley,\" Peru's ombudsman said on Thursday."},
              {"c", "Wire", "2025-02-21", "Peru sent soldiers to the Tacna Valley in 2019, the ombudsman said."}});
    join(s);
    EXPECT_EQ(statuses(s), "a | open | -\n");
}

TEST_F(LedgerTest, DependsOnTheStoriesAlone) {
    expect_one_outcome(
        {{"a", "Wire", "2025-02-03",
          "President Gabriel Boric will meet with Dina Boluarte in Lima on 12 February. Peru will "
          "open the Santa Ilda crossing to trucks on 1 March."},
         {"b", "Post", "2025-02-05", "Gabriel Boric will meet with Dina Boluarte next Wednesday."},
         {"c", "Wire", "2025-02-25", "Peru will open the Santa Ilda crossing to trucks on 15 April."},
         {"e", "Wire", "2025-02-10",
          "\"We will sign the fishing treaty with Chile,\" Peruvian President Dina Boluarte said on Monday."},
         {"f", "Wire", "2025-02-17",
          "\"We will not sign the fishing treaty with Chile,\" Dina Boluarte said on Monday."},
         {"d", "Post", "2025-02-12", "Gabriel Boric met with Dina Boluarte in Lima on Wednesday."}},
        tables);
}

}  // namespace
}  // namespace dragoman
