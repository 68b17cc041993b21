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

TEST_F(LedgerTest, DependsOnTheStoriesAlone) {
    expect_one_outcome({{"a", "Wire", "2025-02-03",
                         "President Gabriel Boric will meet with Dina Boluarte in Lima on 12 February. Peru will "
                         "open the Santa Ilda crossing to trucks on 1 March."},
                        {"b", "Post", "2025-02-05", "Gabriel Boric will meet with Dina Boluarte next Wednesday."},
                        {"c", "Wire", "2025-02-25", "Peru will open the Santa Ilda crossing to trucks on 15 April."},
                        {"d", "Post", "2025-02-12", "Gabriel Boric met with Dina Boluarte in Lima on Wednesday."}},
                       tables);
}

}  // namespace
}  // namespace dragoman
