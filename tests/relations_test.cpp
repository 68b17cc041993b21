// Relations, positions, actors, changes and the report, over small stores of our own stories.
#include "ask/relations/relations.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <sstream>

#include "ask/actors/actors.h"
#include "ask/changes.h"
#include "ask/actors/positions.h"
#include "ask/print.h"
#include "report/render/chart.h"
#include "report/pair.h"
#include "report/render/text.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using store::Store;

struct Told {
    std::string type = "SUPPORT", status = "occurred", time;
    int quad = 1;
    double goldstein = 3;
    std::vector<std::string> actors = {"peru"}, recipients = {"chile"};
    std::string mode;
};

class RelationsTest : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() /
                  ("dragoman_relations_" + std::string(test->name()) + "_" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// A story in which Peru and Chile stand, with these events.
    static Record story(const std::string& id, const std::string& day, const std::vector<Told>& events = {}) {
        Record r;
        r.engine_version = "1";
        r.story = {.id = id,
                   .source = "Example Wire",
                   .title = "Title of " + id,
                   .published = day,
                   .language = "en",
                   .text = "Peru thanked Chile. Ana said that Chile kept its word."};
        r.entities.push_back(
            {.id = "peru", .type = "country", .name = "Peru", .country = "PER", .mentions = {{0, 4, "Peru", "name"}}});
        r.entities.push_back({.id = "chile",
                              .type = "country",
                              .name = "Chile",
                              .country = "CHL",
                              .mentions = {{13, 18, "Chile", "name"}, {34, 39, "Chile", "name"}}});
        r.entities.push_back({.id = "ana-rios",
                              .type = "person",
                              .name = "Ana Rios",
                              .country = "PER",
                              .sector = "GOV",
                              .office = "Minister",
                              .mentions = {{20, 23, "Ana", "name"}}});
        int n = 0;
        for (const Told& told : events)
            r.events.push_back({.id = "e" + std::to_string(n++),
                                .type = told.type,
                                .mode = told.mode,
                                .quad = told.quad,
                                .goldstein = told.goldstein,
                                .status = told.status,
                                .actors = told.actors,
                                .recipients = told.recipients,
                                .time = told.time,
                                .confidence = 0.5,
                                .evidence = {{0, 18, "Peru thanked Chile"}}});
        return r;
    }
    static void say(Record& r, const std::string& words = "Chile kept its word") {
        r.statements.push_back({.id = "s" + std::to_string(r.statements.size()),
                                .speakers = {"ana-rios"},
                                .form = "indirect",
                                .content = {{34, 53, words}},
                                .evidence = {{24, 28, "said"}}});
    }
    static void hold(Record& r, const std::string& stance, const std::string& words) {
        r.stances.push_back({.id = "t" + std::to_string(r.stances.size()),
                             .holder = {"ana-rios"},
                             .target = {"chile", {}},
                             .stance = stance,
                             .evidence = {{0, 4, words}}});
    }

    Store open(const std::string& name) const {
        auto opened = Store::open_to_write((folder_ / name).string());
        EXPECT_TRUE(opened) << opened.error().message();
        return std::move(*opened);
    }
    static void write(Store& s, const std::vector<Record>& records, const std::vector<store::Copy>& copies = {}) {
        store::Batch batch;
        for (const Record& r : records) batch.readings.push_back({r, "hash of " + r.story.id, r.story.id + ".json"});
        batch.copies = copies;
        const Status written = s.write(batch);
        ASSERT_TRUE(written) << written.error().message();
    }
    static void join(Store& s, bool again = false) {
        const auto joined = s.join(again);
        ASSERT_TRUE(joined) << joined.error().message();
    }
    static std::string text(Result<store::Rows> rows, ask::Format format = ask::Format::csv) {
        if (!rows) return rows.error().message();
        std::ostringstream out;
        ask::print(out, *rows, format, 200);
        return out.str();
    }
    static ask::Cell cell(const Store& s, const ask::Related& asked) {
        const auto cells = ask::relate(s, asked);
        EXPECT_TRUE(cells) << cells.error().message();
        EXPECT_EQ(cells->size(), 1u);
        return cells->empty() ? ask::Cell() : cells->front();
    }
    /// All derived tables as text, row by row in order.
    static std::string derived(const Store& s) {
        std::string all;
        for (const char* table : {"story_countries", "story_actors", "actor_faces", "actors", "dyads", "actor_dyads",
                                  "dyad_figures", "dyad_sums", "pair_stories", "positions", "turns"})
            all += std::string(table) + "\n" + text(s.query(std::string("SELECT * FROM ") + table + " ORDER BY ALL"));
        return all;
    }

    fs::path folder_;
};

TEST_F(RelationsTest, CountByClassWithWhatTheyWereCountedIn) {
    Store s = open("x");
    Record spoken =
        story("b", "2025-03-09",
              {{.type = "ACCUSE", .quad = 3, .goldstein = -2, .actors = {"chile"}, .recipients = {"ana-rios"}}});
    say(spoken);
    hold(spoken, "against", "blamed Chile");
    Record alone = story("c", "2025-03-11");
    alone.entities.erase(alone.entities.begin() + 1);
    write(s, {story("a", "2025-03-03",
                    {{}, {.type = "AGREE", .goldstein = 6}, {.status = "planned"}, {.status = "denied"}}),
              spoken, alone});
    join(s);
    const ask::Cell all = cell(s, {.pair = "PER,CHL"});
    EXPECT_EQ(all.a + all.b, "CHLPER");
    EXPECT_EQ(all.events, 3);
    EXPECT_EQ(all.quads, (std::array<std::int64_t, 4>{2, 0, 1, 0}));
    EXPECT_EQ(all.types.at("AGREE"), 1);
    EXPECT_EQ(all.tenths, 70);  // whole numbers: the same in whatever order the groups of rows come
    EXPECT_EQ(all.hundredths, 100 * (9 + 36 + 4));
    EXPECT_EQ(all.apart.at("planned"), 1);
    EXPECT_EQ(all.apart.at("denied"), 1);
    EXPECT_EQ(all.statements, 1) << "Ana speaks of Chile";
    EXPECT_EQ(all.against, 1);
    EXPECT_EQ(all.both, 2) << "the third story does not mention Chile";
    EXPECT_EQ(all.all, 3);
    EXPECT_NE(text(ask::tabulate(s, {all}, {}, false)).find("CHL,PER"), std::string::npos);
}

TEST_F(RelationsTest, KnowWhoActsOnWhom) {
    Store s = open("x");
    write(s, {story("a", "2025-03-03",
                    {{},
                     {.actors = {"chile"}, .recipients = {"peru"}},
                     {.type = "CONSULT"},
                     {.type = "CONSULT", .mode = "visit"},
                     {.actors = {"peru", "chile"}, .recipients = {}}})});
    join(s);
    EXPECT_EQ(text(s.query("SELECT row_id, direction FROM dyads ORDER BY row_id")),
              "row_id,direction\r\ne0,back\r\ne1,forth\r\ne2,both\r\ne3,back\r\ne4,both\r\n");
    const auto cells = ask::relate(s, {.directed = true, .pair = "CHL,PER"});
    ASSERT_TRUE(cells);
    ASSERT_EQ(cells->size(), 2u);
    EXPECT_EQ((*cells)[0].a, "PER");
    EXPECT_EQ((*cells)[0].events, 4);
    EXPECT_EQ((*cells)[1].events, 3);
    EXPECT_EQ(text(s.query("SELECT count(*) FROM v_dyads")), "count_star()\r\n7\r\n");
}

TEST_F(RelationsTest, RelateActorsToo) {
    Store s = open("x");
    write(s, {story("a", "2025-03-03", {{.actors = {"ana-rios"}, .recipients = {"chile"}}})});
    join(s);
    const ask::Cell found = cell(s, {.actors = true, .pair = "Rios,Chile"});
    EXPECT_EQ(found.a + " " + found.b, "ana-rios chile");
    EXPECT_EQ(found.events, 1);
    EXPECT_EQ(found.both, 1);
    EXPECT_FALSE(ask::relate(s, {.actors = true, .pair = "Nobody,Chile"}));
    EXPECT_FALSE(ask::relate(s, {.pair = "Chile"}));
    EXPECT_FALSE(ask::relate(s, {.from = "yesterday"}));
}

TEST_F(RelationsTest, CountCopiesOnceAndRecollectionsNot) {
    Store s = open("x");
    write(s,
          {story("a", "2025-03-03", {{}}), story("b", "2025-03-04", {{.type = "AGREE"}}),
           story("c", "2025-03-05", {{.time = "2024-11-02"}}), story("d", "2025-03-05", {{.time = "2025-02-20"}})},
          {{"b", "a", 1}});
    join(s);
    EXPECT_EQ(cell(s, {.pair = "CHL,PER"}).events, 2);
    EXPECT_EQ(cell(s, {.pair = "CHL,PER"}).both, 3);
    const std::string rows = text(ask::related_rows(s, {.pair = "CHL,PER"}, true));
    EXPECT_NE(rows.find("(not counted)"), std::string::npos) << rows;
    EXPECT_EQ(std::count(rows.begin(), rows.end(), '\n'), 5) << "all four stand in the drill-down";
    // The copy turns out to be none: it counts.
    ASSERT_TRUE(s.write({
        .originals = {"b"},
    }));
    store::Batch none{.readings = {{story("e", "2025-06-01"), "h", "e"}}, .originals = {"b"}};
    ASSERT_TRUE(s.write(none));
    join(s);
    EXPECT_EQ(cell(s, {.pair = "CHL,PER"}).events, 3);
}

TEST_F(RelationsTest, PutRowsIntoPeriodsThatTheirWordsAllow) {
    Store s = open("x");
    write(s, {story("a", "2025-03-03", {{.time = "2025-02-27"}, {.time = "2025"}, {.time = "2024"}, {}})});
    join(s);
    EXPECT_EQ(text(s.query("SELECT row_id, day, days FROM dyads ORDER BY row_id")),
              "row_id,day,days\r\ne0,2025-02-27,1\r\ne1,2025-03-03,1\r\ne2,2024-12-31,366\r\ne3,2025-03-03,1\r\n");
    const auto months = ask::relate(s, {.by = "month", .pair = "CHL,PER"});
    ASSERT_TRUE(months);
    ASSERT_EQ(months->size(), 2u) << "\"2024\" is no month";
    EXPECT_EQ(ask::name_of(*(*months)[0].start, "month"), "2025-02");
    EXPECT_EQ((*months)[1].events, 2);
    EXPECT_EQ((*months)[1].both, 1);
    const auto years = ask::relate(s, {.by = "year", .pair = "CHL,PER"});
    ASSERT_EQ(years->size(), 2u);
    EXPECT_EQ((*years)[0].events, 1);
}

TEST(Periods, HaveNames) {
    using namespace std::chrono;
    const sys_days day = 2021y / January / 3d;
    EXPECT_EQ(ask::name_of(ask::start_of(day, "week"), "week"), "2020-W53");
    EXPECT_EQ(ask::name_of(ask::next_start(ask::start_of(day, "week"), "week"), "week"), "2021-W01");
    EXPECT_EQ(ask::name_of(ask::next_start(ask::start_of(day, "month"), "month"), "month"), "2021-02");
    EXPECT_EQ(ask::name_of(ask::start_of(day, "year"), "year"), "2021");
    EXPECT_EQ(ask::name_of(day, "day"), "2021-01-03");
}

TEST_F(RelationsTest, FlagWhatDepartsFromTheMonthsBefore) {
    Store s = open("x");
    std::vector<Record> stories;
    for (int month = 1; month <= 12; ++month) {
        const std::string day = "2024-" + std::string(month < 10 ? "0" : "") + std::to_string(month) + "-05";
        stories.push_back(story("t" + std::to_string(month), day, {{}}));
        for (int i = 0; i < 9; ++i)
            stories.push_back(story("n" + std::to_string(month) + "-" + std::to_string(i), day));
    }
    const char* conflicts[] = {"THREATEN", "ACCUSE",  "REJECT",   "PROTEST", "SANCTION",
                               "COERCE",   "ASSAULT", "MOBILIZE", "REQUEST", "CONCEDE"};  // ten happenings
    for (int i = 0; i < 10; ++i)
        stories.push_back(
            story("u" + std::to_string(i), "2025-01-07", {{.type = conflicts[i], .quad = 3, .goldstein = -4}}));
    stories.back().events[0].evidence[0].text = "Peru gave way";
    stories.back().events[0].goldstein = -9;
    write(s, stories);
    join(s);
    const auto cells = ask::relate(s, {.unusual = true, .by = "month"});
    ASSERT_TRUE(cells);
    ASSERT_EQ(cells->size(), 1u);
    EXPECT_EQ(ask::name_of(*cells->front().start, "month"), "2025-01");
    ASSERT_TRUE(cells->front().conflict);
    EXPECT_TRUE(cells->front().conflict->more);
    EXPECT_NEAR(cells->front().conflict->expected, 0.5 / 120 * 10, 1e-9);
    EXPECT_FALSE(cells->front().cooperation) << "from one to none is nothing to tell of";
    EXPECT_EQ(ask::relate(s, {.unusual = true, .by = "month", .to = "2024"})->size(), 0u);
    const std::string changed = text(ask::changes(s, {.since = "2025"}, "x's.duckdb"));
    EXPECT_NE(changed.find("relation,2025-01-01"), std::string::npos) << changed;
    EXPECT_NE(changed.find("--pair CHL,PER --month 2025-01 --rows"), std::string::npos) << changed;
    EXPECT_NE(changed.find(",Peru gave way,u9,"), std::string::npos)
        << "the weightiest words stand for it: " << changed;
    EXPECT_NE(changed.find("'x'\\''s.duckdb'"), std::string::npos) << "a name with a quote is one word of a shell's";
    EXPECT_EQ(text(ask::changes(s, {.since = "2025-02"}, "x")).find("relation"), std::string::npos);
    EXPECT_FALSE(ask::changes(s, {.since = "soon"}, "x"));
}

TEST_F(RelationsTest, TakeWordsOfStoriesWithoutADayToo) {
    Store s = open("x");
    Record light = story("light", "2025-01-07", {{.type = "ACCUSE", .quad = 3, .goldstein = -2}});
    Record heavy = story("heavy", "", {{.type = "THREATEN", .time = "2025-01-07", .quad = 3, .goldstein = -6}});
    heavy.events[0].evidence[0].text = "Peru threatened Chile";
    write(s, {light, heavy});
    join(s);
    EXPECT_EQ(text(s.query("SELECT min(weightiest).words AS w FROM dyad_sums WHERE kind = 'event'")),
              "w\r\nPeru threatened Chile\r\n");
}

TEST_F(RelationsTest, AreAsUnusualFromADayOnAsInAll) {
    Store s = open("x");
    std::vector<Record> stories;
    std::mt19937 random(3);
    for (int month = 0; month < 40; ++month) {
        const int number = month % 12 + 1;
        const std::string day = std::to_string(2021 + month / 12) + (number < 10 ? "-0" : "-") + std::to_string(number);
        for (std::size_t i = 0; i < 4; ++i) {
            std::vector<Told> acts(month % 14 == 8 ? 9 + random() % 5 : random() % 2);
            for (std::size_t k = 0; k < acts.size(); ++k) acts[k].type = "T" + std::to_string(20 * k + i);
            stories.push_back(story(day + "n" + std::to_string(i), day + "-1" + std::to_string(i), acts));
        }
    }
    write(s, stories);
    join(s);
    const auto all = ask::relate(s, {.unusual = true, .by = "month"});
    ASSERT_TRUE(all);
    ASSERT_GT(all->size(), 2u);
    for (const char* from : {"2021-02", "2021-06", "2021-08-10", "2022", "2023-11", "2024-04"}) {
        const auto some = ask::relate(s, {.unusual = true, .by = "month", .from = from});
        ASSERT_TRUE(some);
        std::vector<std::string> expected, found;
        const auto name = [](const ask::Cell& c) { return ask::name_of(*c.start, "month") + ask::what_is_unusual(c); };
        for (const ask::Cell& c : *all)
            if (ask::name_of(*c.start, "month") >= std::string(from).substr(0, 7)) expected.push_back(name(c));
        for (const ask::Cell& c : *some) found.push_back(name(c));
        EXPECT_EQ(found, expected) << from;
    }
}

TEST_F(RelationsTest, AreTheSameInWhateverOrderStoriesCame) {
    std::vector<Record> stories;
    for (int i = 0; i < 24; ++i) {
        Record r = story("s" + std::to_string(i),
                         i % 5 ? "2025-0" + std::to_string(1 + i % 9) + "-1" + std::to_string(i % 7) : "",
                         {{.goldstein = 1.0 * i}, {.type = "CONSULT", .time = i % 2 ? "2025-02" : ""}});
        say(r);
        hold(r, i < 9 ? "for" : "against", "praised or blamed");
        r.entities[2].office = i % 2 ? "Minister" : "President";
        if (i % 3 == 0) r.entities[2].name = "Ana María Rios";
        // What is a people in one story, with a sector, and an organization in another is an actor by the latter alone.
        if (i % 4 == 1) r.entities.push_back({.id = "citizens", .type = "people", .name = "Citizens", .sector = "CVL"});
        if (i % 4 == 3) r.entities.push_back({.id = "citizens", .type = "organization", .name = "Citizens"});
        stories.push_back(r);
    }
    const std::vector<store::Copy> copies = {{"s3", "s1", 0.9}, {"s7", "s2", 0.8}};
    Store once = open("once");
    write(once, stories, copies);
    join(once);
    std::mt19937 random(7);
    std::shuffle(stories.begin(), stories.end(), random);
    Store often = open("often");
    Record replaced = story("s4", "2023-01-01", {{}, {}, {}});
    hold(replaced, "against", "x");
    write(often, {replaced});
    join(often);
    for (std::size_t i = 0; i < stories.size(); i += 5) {
        write(often, {stories.begin() + static_cast<std::ptrdiff_t>(i),
                      stories.begin() + static_cast<std::ptrdiff_t>(std::min(i + 5, stories.size()))});
        join(often);
    }
    write(often, {stories[0]}, copies);
    join(often);
    EXPECT_GT(derived(once).size(), 5000u);
    EXPECT_EQ(
        text(once.query("SELECT a, b, sum(times)::BIGINT AS n, sum(goldstein)::BIGINT AS g FROM dyad_sums GROUP BY "
                        "ALL ORDER BY ALL")),
        text(once.query("SELECT a, b, count(*) AS n, coalesce(sum(round(10 * goldstein)::BIGINT), 0)::BIGINT AS g "
                        "FROM dyads WHERE counted GROUP BY ALL ORDER BY ALL")));
    EXPECT_EQ(text(once.query("SELECT * FROM pair_stories ORDER BY ALL")),
              text(once.query("SELECT x.country AS a, y.country AS b, count(*) AS stories FROM story_countries x JOIN "
                              "story_countries y ON y.story_id = x.story_id AND y.country > x.country WHERE x.original "
                              "GROUP BY ALL ORDER BY ALL")));
    EXPECT_EQ(derived(once), derived(often));
    join(often, true);
    EXPECT_EQ(derived(once), derived(often));
}

TEST_F(RelationsTest, TurnsNeedEvidenceOnBothSides) {
    const auto turns = [&](const std::string& name, const std::vector<std::pair<std::string, std::string>>& held) {
        Store s = open(name);
        std::vector<Record> stories;
        for (std::size_t i = 0; i < held.size(); ++i) {
            Record r = story("s" + std::to_string(i), "2025-01-0" + std::to_string(i + 1));
            hold(r, held[i].first, held[i].second);
            stories.push_back(r);
        }
        write(s, stories);
        join(s);
        return text(s.query("SELECT day, stance, method, before, after FROM turns ORDER BY day"));
    };
    const std::string head = "day,stance,method,before,after\r\n";
    EXPECT_EQ(turns("a", {{"for", "x"}, {"for", "x"}, {"against", "y"}, {"against", "y"}}),
              head + "2025-01-03,against,run,2,2\r\n");
    EXPECT_EQ(turns("b", {{"for", "x"}, {"for", "x"}, {"against", "y"}}), head) << "one story is no turn";
    EXPECT_EQ(turns("c", {{"for", "x"}, {"for", "x"}, {"against", "y"}, {"for", "x"}}), head);
    EXPECT_EQ(turns("d", {{"for", "x"}, {"against", "no longer supports Chile"}}),
              head + "2025-01-02,against,words,1,1\r\n");
    EXPECT_EQ(
        turns("e", {{"for", "x"}, {"for", "x"}, {"against", "y"}, {"for", "x"}, {"against", "y"}, {"against", "y"}}),
        head + "2025-01-05,against,run,2,2\r\n");
    EXPECT_EQ(turns("f", {{"for", "x"}, {"for", "no longer enemies"}}), head);
}

TEST_F(RelationsTest, PositionsHaveTheirWords) {
    Store s = open("x");
    Record a = story("a", "2025-01-01"), b = story("b", "2025-01-02");
    hold(a, "for", "praised Chile");
    hold(b, "against", "blamed Chile");
    b.stances.push_back({.id = "w",
                         .holder = {"ana-rios"},
                         .target = {"", Passage{0, 8, "The  New Plan,"}},
                         .stance = "for",
                         .evidence = {{0, 4, "backed it"}}});
    b.stances.push_back({.id = "p",
                         .holder = {"ana-rios"},
                         .target = {"", Passage{0, 2, "it"}},
                         .stance = "for",
                         .evidence = {{0, 4, "backed it"}}});
    write(s, {a, b});
    join(s);
    EXPECT_EQ(text(s.query("SELECT DISTINCT target FROM positions ORDER BY 1")), "target\r\nchile\r\nnew plan\r\n")
        << "a pronoun is nothing";
    const std::string said = text(ask::positions(s, {.person = "rios", .target = "Chile"}, true));
    EXPECT_NE(said.find("2025-01-01,Ana Rios,for,Chile,praised Chile"), std::string::npos) << said;
    const std::string sums = text(ask::positions(s, {.country = "Peru"}, true));
    EXPECT_NE(sums.find("Ana Rios,Chile,1,1,2,2025-01-01,2025-01-02"), std::string::npos) << sums;
}

TEST_F(RelationsTest, ActorsAreSummedUp) {
    Store s = open("x");
    Record a = story("a", "2024-01-01", {{.actors = {"ana-rios"}}}),
           b = story("b", "2025-01-02", {{.actors = {"ana-rios"}}}), c = b;
    b.entities[2].office = "President";
    c.story.id = "c";
    say(b);
    write(s, {a, b, c}, {{"c", "b", 1}});
    join(s);
    EXPECT_EQ(text(s.query("SELECT type, name, country, sector, stories, statements, events, first_day, last_day FROM "
                           "actors WHERE id = "
                           "'ana-rios'")),
              "type,name,country,sector,stories,statements,events,first_day,last_day\r\nperson,Ana "
              "Rios,PER,GOV,2,1,2,2024-01-01,2025-01-02\r\n");
    const std::string detail = text(ask::actors(s, {.person = "Rios"}, true));
    EXPECT_NE(detail.find("office,Minister,2024-01-01,2025-01-02,2"), std::string::npos) << detail;
    EXPECT_NE(detail.find("office,President,2025-01-02,2025-01-02,1"), std::string::npos) << detail;
    EXPECT_NE(detail.find("deals with,Chile: 2 events"), std::string::npos) << detail;
    const std::string later = text(ask::actors(s, {.type = "person", .from = "2025"}, true));
    EXPECT_NE(later.find("Ana Rios,person,PER,GOV,"), std::string::npos) << later;
    EXPECT_NE(later.find(",1,1,1,2025-01-02"), std::string::npos) << later;
}

class ReportTest : public RelationsTest {};

TEST_F(ReportTest, CitesWordsForEverySentence) {
    Store s = open("x");
    Record a = story("a", "2025-05-06",
                     {{}, {.type = "ACCUSE", .quad = 3, .goldstein = -2, .actors = {"chile"}, .recipients = {"peru"}}});
    say(a);
    hold(a, "for", "praised Chile");
    a.commitments.push_back({.id = "c1",
                             .by = {"peru"},
                             .to = {"chile"},
                             .action = Passage{0, 4, "pay"},
                             .kind = "pay",
                             .strength = "promised",
                             .due = "2025-06",
                             .evidence = {{5, 12, "thanked"}}});
    write(s, {a});
    join(s);
    const auto may = report::on_pair(s, "Peru", "CHL", "2025-05");
    ASSERT_TRUE(may) << may.error().message();
    EXPECT_EQ(may->title, "Chile and Peru, May 2025");
    ASSERT_GE(may->references.size(), 4u);
    for (const auto& reference : may->references) {
        EXPECT_EQ(reference.story, "a");
        EXPECT_EQ(reference.day, "2025-05-06");
        EXPECT_FALSE(reference.words.empty());
    }
    for (const auto& section : may->sections) {
        for (const auto& sentence : section.sentences)
            EXPECT_EQ(sentence.references.empty(), sentence.text.starts_with("Too few of")) << sentence.text;
        for (const auto& item : section.items) EXPECT_FALSE(item.references.empty()) << item.who;
    }
    const std::string text = report::markdown(*may);
    EXPECT_NE(
        text.find(
            "2 events between Chile and Peru are counted in May 2025: 1 of talk, 0 of help, 1 of dispute, 0 of force."),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("## What Peru said about Chile"), std::string::npos) << text;
    EXPECT_NE(text.find("## Commitments made"), std::string::npos) << text;
    const auto june = report::on_pair(s, "PER", "CHL", "2025-06");
    ASSERT_TRUE(june);
    EXPECT_NE(report::markdown(*june).find("## Commitments that fell due"), std::string::npos);
    EXPECT_NE(report::markdown(*june).find("No event between Chile and Peru is known of June 2025"), std::string::npos);
    EXPECT_FALSE(report::on_pair(s, "PER", "CHL", "2025"));
    EXPECT_FALSE(report::on_pair(s, "PER", "Atlantis", "2025-05"));
}

TEST_F(ReportTest, KeepsHostileTextInert) {
    const std::string evil =
        "</q><script>alert(1)</script><img src=x onerror=alert(2)> [a](javascript:x) `code` | https://evil.example "
        "www.evil.example\n# head\u202Ereversed\x1b[31m";
    Store s = open("x");
    Record a = story("a", "2025-05-06", {{}});
    a.story.title = a.story.source = evil;
    a.story.url = "javascript:alert(3)//http://";
    a.entities[1].name = evil;
    a.events[0].evidence[0].text = evil;
    say(a, evil);
    hold(a, "for", evil);
    Record b = story("b\"><script>", "2025-05-07", {{}});
    b.story.url = "https://example.org/\"onmouseover=\"alert(4)";
    write(s, {a, b});
    join(s);
    const auto document = report::on_pair(s, "PER", "CHL", "2025-05");
    ASSERT_TRUE(document) << document.error().message();
    const std::string page = report::html(*document), text = report::markdown(*document);
    EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos) << "the text is there";
    for (const char* bad :
         {"<script", "<img", "onerror=alert(2)>", "href=\"javascript", "\"onmouseover", "\u202E", "\x1b"})
        EXPECT_EQ(page.find(bad), std::string::npos) << bad;
    for (const char* outside : {"src=", "<link", "@import", "url("}) {
        std::string own = page;  // of the page itself; the document's words may say so
        for (std::size_t at; (at = own.find("img src=x")) != std::string::npos;) own.erase(at, 9);
        EXPECT_EQ(own.find(outside), std::string::npos) << outside;
    }
    std::string unescaped = text;
    for (std::size_t at = 0; (at = unescaped.find('\\', at)) != std::string::npos;) unescaped.erase(at, 2);
    for (const char* bad :
         {"<script", "](javascript", " `code`", "https://evil", " www.evil", "\n# head", "\u202E", "\x1b"})
        EXPECT_EQ(unescaped.find(bad), std::string::npos) << bad;
}

TEST(ReportText, IsMadeInert) {
    using namespace report;
    EXPECT_EQ(html_text("a<b>&\"'\n\tc"), "a&lt;b&gt;&amp;&quot;&#39; c");
    EXPECT_EQ(markdown_text("*a* [b](http://c) www.d"), "\\*a\\* \\[b\\](http\\://c) www\\.d");
    EXPECT_EQ(safe_address("https://example.org/a?b=1"), "https://example.org/a?b=1");
    EXPECT_EQ(safe_address("javascript:alert(1)"), "");
    EXPECT_EQ(safe_address("https://a\"b"), "");
    EXPECT_EQ(shortened("one two three", 8), "one two …");
    EXPECT_EQ(shortened("äöü", 3), "äöü");
    EXPECT_EQ(ranges({3, 1, 2, 5, 7, 8}), "1–3, 5, 7, 8");
    EXPECT_EQ(one_line("a\u202Eb\u200Bc\x01"), "abc");
    EXPECT_EQ(one_line("cut off \xE2\x80"), "cut off \xE2\x80") << "broken UTF-8 ends nothing";
}

TEST(ReportChart, DrawsWhatIsCounted) {
    report::Column quiet{.label = "2025-04", .stories = 3}, busy{.label = "2025-05<",
                                                                 .quads = {4, 1, 0, 2},
                                                                 .stories = 9,
                                                                 .mean = 1.5,
                                                                 .low = -1,
                                                                 .high = 4,
                                                                 .unusual = true};
    const std::string chart = report::events_chart({quiet, busy}, "Events <of> two", true);
    EXPECT_EQ(std::count(chart.begin(), chart.end(), '<'), std::count(chart.begin(), chart.end(), '>'));
    EXPECT_NE(chart.find("<title>Events &lt;of&gt; two</title>"), std::string::npos);
    EXPECT_NE(chart.find("2025-05&lt;: 4 talk, 1 help, 0 dispute, 2 force; 9 stories mention both; unusual"),
              std::string::npos);
    EXPECT_NE(chart.find("<style>"), std::string::npos);
    EXPECT_EQ(report::events_chart({}, "none", false).find("nan"), std::string::npos);
    const std::string means = report::goldstein_chart({quiet, busy}, "Goldstein", false);
    EXPECT_NE(means.find("1.5 (-1.0 to 4.0)"), std::string::npos);
    EXPECT_EQ(means.find("2025-04: "), std::string::npos) << "a period without a value has no mark";
}

}  // namespace
}  // namespace dragoman
