// Figures over time: one series for one thing, and what its points say of each other.
#include "across_stories.h"

namespace dragoman {
namespace {

class SeriesTest : public AcrossStories {
protected:
    static std::string points(const store::Store& from, const std::string& key) {
        return ask(from,
                   "SELECT story_id, value::BIGINT, role, status, coalesce(against_story, '-'), coalesce(gap::VARCHAR, "
                   "'-') FROM "
                   "series_points WHERE contains(key, '" +
                       key + "') ORDER BY day, story_id");
    }
};

const std::vector<std::string> tables{"series", "series_points"};

TEST_F(SeriesTest, OneThingUnderManyNames) {
    store::Store s = open();
    write(s,
          {{"a", "Wire", "2025-02-10", "Trade between Chile and Peru reached US$4.1 billion in 2023."},
           {"b", "Post", "2025-02-20", "The Chilean-Peruvian trade turnover was US$4.6 billion in 2024."},
           {"c", "Post", "2025-03-01",
            "Peru and Chile are close partners. The volume of bilateral trade amounted to US$4.4 billion in 2022."}});
    join(s);
    EXPECT_EQ(
        ask(s, "SELECT key, points, stories, sources, first_value::BIGINT, latest::BIGINT, latest_period FROM series"),
        "trade | CHL PER | USD | level | 3 | 3 | 2 | 4400000000 | 4600000000 | 2024\n");
    EXPECT_EQ(ask(s, "SELECT words.text FROM series_points WHERE story_id = 'a'"),
              "Trade between Chile and Peru reached US$4.1 billion\n");
}

TEST_F(SeriesTest, DifferentTradesStayApart) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-10", "Trade between Chile and Peru reached US$4.1 billion in 2024."},
              {"b", "Wire", "2025-02-11", "Trade between Chile and Mexico reached US$3.9 billion in 2024."},
              {"c", "Wire", "2025-02-12", "Trade between Chile and Peru rose by 12 percent in 2024."},
              {"d", "Wire", "2025-02-13", "Chile's foreign trade reached US$190 billion in 2024."},
              {"e", "Wire", "2025-02-14", "Chile, Peru, Mexico and Colombia met. Trade reached US$200 billion."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT key FROM series ORDER BY key"),
              "foreign trade | CHL | USD | level\ntrade | CHL MEX | USD | level\ntrade | CHL PER | USD | level\n"
              "trade | CHL PER | percent | change\n");
}

TEST_F(SeriesTest, OneSourceRevisesTwoContradict) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-10", "Trade between Chile and Peru reached US$4.1 billion in 2024."},
              {"b", "Wire", "2025-02-20", "Trade between Chile and Peru reached US$4.5 billion in 2024."},
              {"c", "Post", "2025-03-01", "Trade between Chile and Peru reached US$3.2 billion in 2024."},
              {"d", "Post", "2025-03-02", "Trade between Chile and Peru reached about US$4.5 billion in 2024."}});
    join(s);
    EXPECT_EQ(points(s, "trade"),
              "a | 4100000000 | level | stated | - | -\nb | 4500000000 | level | revised | a | -\n"
              "c | 3200000000 | level | contradicted | b | -\nd | 4500000000 | level | revised | c | -\n");
    EXPECT_EQ(ask(s, "SELECT revisions, contradictions FROM series"), "2 | 1\n");
}

TEST_F(SeriesTest, RoundingIsNoContradiction) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-02-10", "Trade between Chile and Peru reached US$4.13 billion in 2024."},
              {"b", "Post", "2025-02-20", "Trade between Chile and Peru reached US$4.1 billion in 2024."},
              {"c", "Echo", "2025-02-21", "Trade between Chile and Peru exceeded US$4 billion in 2024."}});
    join(s);
    EXPECT_EQ(ask(s, "SELECT story_id, status FROM series_points ORDER BY day"),
              "a | stated\nb | repeated\nc | repeated\n");
}

TEST_F(SeriesTest, ATargetIsHeldAgainstItsPeriod) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2023-02-10", "Peru and Chile aim to raise bilateral trade to US$5 billion in 2024."},
              {"b", "Wire", "2025-02-20", "Trade between Chile and Peru reached US$4.5 billion in 2024."}});
    join(s);
    EXPECT_EQ(points(s, "trade"),
              "a | 5000000000 | target | short | b | -10.0\nb | 4500000000 | level | stated | - | -\n");
}

TEST_F(SeriesTest, ATollRises) {
    store::Store s = open();
    write(s, {{"a", "Wire", "2025-04-01", "An earthquake killed 12 people in Arequipa on Tuesday."},
              {"b", "Post", "2025-04-02", "The earthquake in Arequipa killed 19 people, rescuers said."},
              {"c", "Wire", "2025-04-03", "The earthquake in Arequipa on Tuesday killed 41 people."},
              {"d", "Wire", "2025-06-20", "An earthquake killed 3 people in Arequipa on Friday."}});
    join(s);
    EXPECT_EQ(points(s, "killed"),
              "a | 12 | toll | stated | - | -\nb | 19 | toll | revised | a | -\nc | 41 | toll | revised | b | -\n"
              "d | 3 | toll | stated | - | -\n");
    EXPECT_EQ(ask(s, "SELECT points, first_value::INT, latest::INT, revisions FROM series ORDER BY points"),
              "1 | 3 | 3 | 0\n3 | 12 | 41 | 2\n");
}

TEST_F(SeriesTest, CopiesCountOnce) {
    store::Store s = open();
    const std::string text = "Trade between Chile and Peru reached US$4.1 billion in 2024.";
    write(s, {{"a", "Wire", "2025-02-10", text}, {"b", "Post", "2025-02-10", text}});
    ASSERT_TRUE(s.write({.copies = {{"b", "a", 1.0}}, .originals = {"a"}}));
    join(s);
    EXPECT_EQ(points(s, "trade"), "a | 4100000000 | level | stated | - | -\nb | 4100000000 | level | copy | - | -\n");
    EXPECT_EQ(ask(s, "SELECT points, stories, sources FROM series"), "1 | 1 | 1\n");
}

TEST_F(SeriesTest, DependsOnTheStoriesAlone) {
    expect_one_outcome({{"a", "Wire", "2025-02-10",
                         "Trade between Chile and Peru reached US$4.1 billion in 2024. An earthquake killed 12 "
                         "people in Arequipa on Sunday."},
                        {"b", "Wire", "2025-02-11", "Trade between Chile and Peru reached US$4.5 billion in 2024."},
                        {"c", "Post", "2025-02-12", "The earthquake in Arequipa on Sunday killed 19 people."},
                        {"d", "Post", "2025-02-12",
                         "Trade between Chile and Peru reached US$3.2 billion in 2024. Chile and Peru aim to "
                         "raise bilateral trade to US$5 billion in 2024."}},
                       tables);
}

}  // namespace
}  // namespace dragoman
