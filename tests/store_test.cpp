// One DuckDB file: what goes in comes out, once, whatever happens.
#include "store/store.h"

#include <gtest/gtest.h>
#include <simdjson.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "ask/print.h"
#include "ask/questions.h"
#include "store/schema/days.h"
#include "store/schema/schema.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using store::Store;
using store::Value;

class StoreTest : public testing::Test {
protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = fs::temp_directory_path() / ("dragoman_" + std::string(test->test_suite_name()) + "_" + test->name() +
                                               "_" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        path_ = (folder_ / "x.duckdb").string();
    }
    void TearDown() override { fs::remove_all(folder_); }

    /// A record with two countries, a person, and a row of every kind.
    static Record record(const std::string& id, const std::string& published = "2025-02-03") {
        Record r;
        r.engine_version = "1";
        r.story = {.id = id,
                   .source = "Example Wire",
                   .title = "Talks, \"at last\"",
                   .published = published,
                   .language = "en",
                   .text = "Peru thanked Chile. Ana Ríos promised to pay 5 percent by May."};
        const auto words = [](std::uint32_t start, const char* text) {
            return Passage{start, start + static_cast<std::uint32_t>(std::string_view(text).size()), text};
        };
        r.entities.push_back(
            {.id = "peru", .type = "country", .name = "Peru", .country = "PER", .mentions = {{0, 4, "Peru", "name"}}});
        r.entities.push_back({.id = "chile",
                              .type = "country",
                              .name = "Chile",
                              .country = "CHL",
                              .latitude = -30.5,
                              .mentions = {{13, 18, "Chile", "name"}}});
        r.entities.push_back({.id = "ana-ríos",
                              .type = "person",
                              .name = "Ana Ríos",
                              .country = "PER",
                              .mentions = {{20, 28, "Ana Ríos", "name"}}});
        r.times.push_back({58, 61, "May", "DATE", "2025-05"});
        r.statements.push_back({.id = "s1",
                                .speakers = {"ana-ríos"},
                                .form = "indirect",
                                .content = {words(38, "to pay 5 percent by May")},
                                .cue = words(29, "promised"),
                                .evidence = {words(29, "promised")}});
        r.stances.push_back({.id = "t1",
                             .holder = {"peru"},
                             .target = {"chile", {}},
                             .stance = "for",
                             .evidence = {words(5, "thanked Chile")}});
        r.events.push_back({.id = "e1",
                            .type = "SUPPORT",
                            .mode = "thank",
                            .quad = 1,
                            .goldstein = 3.4,
                            .status = "occurred",
                            .actors = {"peru"},
                            .recipients = {"chile"},
                            .confidence = 0.5,
                            .evidence = {words(0, "Peru thanked Chile")}});
        r.events.push_back({.id = "e2",
                            .type = "AGREE",
                            .quad = 1,
                            .goldstein = 6,
                            .status = "planned",
                            .actors = {"ana-ríos"},
                            .time = "2025-05",
                            .place = EventPlace{"peru", words(0, "Peru")},
                            .killed = 2,
                            .evidence = {words(41, "pay"), words(58, "May")}});
        r.figures.push_back({.id = "f1",
                             .value = 5,
                             .comparator = "=",
                             .unit = "percent",
                             .role = "level",
                             .statement = "s1",
                             .evidence = {words(45, "5 percent")}});
        r.commitments.push_back({.id = "c1",
                                 .by = {"ana-ríos"},
                                 .action = words(41, "pay 5 percent"),
                                 .kind = "pay",
                                 .strength = "promised",
                                 .due = "2025-05",
                                 .evidence = {words(29, "promised")}});
        r.groups.push_back({.id = "g1", .group = "peru", .members = {"ana-ríos"}, .evidence = {words(20, "Ana")}});
        r.notes.push_back({"test", "note"});
        return r;
    }

    Store open() const {
        auto opened = Store::open_to_write(path_);
        EXPECT_TRUE(opened) << opened.error().message();
        return std::move(*opened);
    }

    static std::string ask(const Store& from, const std::string& sql, const std::vector<Value>& parameters = {}) {
        auto rows = from.query(sql, parameters);
        return rows ? printed(*rows, ask::Format::json) : rows.error().message();
    }
    static std::string printed(store::Rows& rows, ask::Format format, int width = 80) {
        std::ostringstream out;
        ask::print(out, rows, format, width);
        return out.str();
    }
    /// First column of the first row.
    static std::string one(const Store& from, const std::string& sql) {
        auto rows = from.query(sql);
        if (!rows) return rows.error().message();
        std::vector<Value> row;
        return rows->next(row) ? store::plain(row[0]) : "nothing";
    }

    fs::path folder_;
    std::string path_;
};

TEST_F(StoreTest, HoldsWhatARecordHolds) {
    Store s = open();
    ASSERT_TRUE(s.write({.readings = {{record("a"), "hash", "a.json"}}}));
    EXPECT_EQ(one(s, "SELECT text FROM stories"), record("a").story.text);
    EXPECT_EQ(one(s, "SELECT actor_names FROM events WHERE id = 'e2'"), "Ana Ríos");
    EXPECT_EQ(one(s, "SELECT recipient_countries FROM events WHERE id = 'e1'"), "CHL");
    EXPECT_EQ(one(s, "SELECT evidence_text FROM v_events WHERE id = 'e2'"), "pay … May");
    EXPECT_EQ(one(s, "SELECT place_text FROM v_events WHERE id = 'e2'"), "Peru");
    EXPECT_EQ(one(s, "SELECT place IS NULL AND place_text IS NULL AND killed IS NULL FROM v_events WHERE id = 'e1'"),
              "true");
    EXPECT_EQ(one(s, "SELECT target_text FROM v_stances"), "Chile");
    EXPECT_EQ(one(s, "SELECT first_day::VARCHAR || ' ' || last_day::VARCHAR FROM commitments"),
              "2025-05-01 2025-05-31");
    EXPECT_EQ(one(s, "SELECT latitude FROM entities WHERE id = 'chile'"), "-30.5");
    EXPECT_EQ(one(s, "SELECT list(entity_id ORDER BY start) FROM mentions"), "peru; chile; ana-ríos");
    EXPECT_EQ(one(s, "SELECT group_name || member_names[1] FROM groups"), "PeruAna Ríos");
    EXPECT_EQ(one(s,
                  "SELECT count(*) FROM v_statements WHERE content_text = 'to pay 5 percent by May' AND cue_text = "
                  "'promised'"),
              "1");
    EXPECT_EQ(one(s, "SELECT events FROM v_stories"), "2");
    EXPECT_EQ(one(s, "SELECT message FROM notes"), "note");
}

TEST_F(StoreTest, EveryPassageIsInTheText) {
    Store s = open();
    ASSERT_TRUE(s.write({.readings = {{record("a"), "hash", "a.json"}}}));
    for (const char* table : {"statements", "stances", "events", "figures", "commitments", "groups"})
        EXPECT_EQ(one(s, std::string("SELECT count(*) FROM (SELECT story_id, unnest(evidence) AS p FROM ") + table +
                             ") e JOIN stories s ON s.id = e.story_id "
                             "WHERE substring(s.text, p.start + 1, p.\"end\" - p.start) <> p.text"),
                  "0")
            << table;
}

TEST_F(StoreTest, ManyRowsGoOverSeveralChunks) {
    Store s = open();
    std::vector<store::Reading> batch;
    for (int i = 0; i < 3000; ++i)
        batch.push_back({record("story " + std::to_string(i)), "hash " + std::to_string(i), "x"});
    ASSERT_TRUE(s.write({.readings = batch}));
    EXPECT_EQ(one(s, "SELECT count(*) FROM events WHERE len(evidence) = 2 AND evidence[2].text = 'May'"), "3000");
    EXPECT_EQ(one(s, "SELECT count(*) FROM mentions"), "9000");
    EXPECT_EQ(one(s, "SELECT count(DISTINCT story_id) FROM entities WHERE name = 'Ana Ríos'"), "3000");
    EXPECT_EQ(s.known()->size(), 3000u);
}

TEST_F(StoreTest, AStoryIsReplacedWhole) {
    Store s = open();
    ASSERT_TRUE(s.write({.readings = {{record("a"), "1", "a.json"}, {record("b"), "2", "b.json"}}}));
    EXPECT_TRUE(s.holds("a"));
    Record changed = record("a");
    changed.events.clear();
    ASSERT_TRUE(s.write({.readings = {{changed, "3", "a.json"}, {record("c"), "4", "c.json"}}}));
    EXPECT_EQ(one(s, "SELECT count(*) FROM stories"), "3");
    EXPECT_EQ(one(s, "SELECT count(*) FROM events WHERE story_id = 'a'"), "0");
    EXPECT_EQ(one(s, "SELECT count(*) FROM statements WHERE story_id = 'a'"), "1");
    const auto known = *s.known();
    EXPECT_EQ(known.size(), 4u);
    EXPECT_EQ(known.at("3").story_id, "a");
    EXPECT_FALSE(known.at("3").superseded);
    EXPECT_TRUE(known.at("1").superseded);
    EXPECT_EQ(one(s, "SELECT story_id || ' ' || edition || ' ' || gone || ' ' || came FROM editions"), "a 1 2 0");
    EXPECT_EQ(one(s, "SELECT string_agg(words, ', ' ORDER BY words) FROM edition_rows"),
              "Peru thanked Chile, pay … May");
}

TEST_F(StoreTest, StaysAfterClosing) {
    { ASSERT_TRUE(open().write({.readings = {{record("a"), "1", "a.json"}}})); }
    { EXPECT_TRUE(open().holds("a")); }
    const auto s = Store::open_to_read(path_);
    ASSERT_TRUE(s) << s.error().message();
    EXPECT_EQ(one(*s, "SELECT id FROM stories"), "a");
}

TEST_F(StoreTest, AReaderCanChangeAndReachNothing) {
    { ASSERT_TRUE(open().write({.readings = {{record("a"), "1", "a.json"}}})); }
    std::ofstream(folder_ / "secret.csv") << "a\n1\n";
    const auto s = Store::open_to_read(path_);
    ASSERT_TRUE(s);
    for (const std::string sql : {"DELETE FROM events", "DROP TABLE events", "CREATE TABLE t (a INT)",
                                  "SET enable_external_access = true", "INSTALL httpfs", "LOAD httpfs"})
        EXPECT_FALSE(s->query(sql)) << sql;
    EXPECT_FALSE(s->query("SELECT * FROM '" + (folder_ / "secret.csv").string() + "'"));
    EXPECT_FALSE(s->query("COPY events TO '" + (folder_ / "out.csv").string() + "'"));
    EXPECT_FALSE(s->query("ATTACH '" + (folder_ / "other.duckdb").string() + "'"));
    EXPECT_FALSE(s->query("SELECT 1; SELECT 2"));
    EXPECT_EQ(one(*s, "SELECT count(*) FROM events"), "2");
}

TEST_F(StoreTest, OtherFilesAreNamedForWhatTheyAre) {
    std::ofstream(path_) << "These are just words, and many of them, in a text file.";
    EXPECT_EQ(Store::open_to_read(path_).error().what, "not a DuckDB file");
    EXPECT_EQ(Store::open_to_write(path_).error().what, "not a DuckDB file");
    EXPECT_EQ(Store::open_to_read((folder_ / "none.duckdb").string()).error().what, "no such file");
    EXPECT_FALSE(fs::exists(folder_ / "none.duckdb"));
    EXPECT_FALSE(Store::open_to_write((folder_ / "no" / "folder.duckdb").string()));
}

TEST_F(StoreTest, TablesOfAnotherVersionAreRefused) {
    {
        Store s = open();
        ASSERT_TRUE(s.query("UPDATE meta SET \"value\" = 'older' WHERE \"key\" = 'schema'"));
    }
    EXPECT_NE(Store::open_to_read(path_).error().message().find("of version older"), std::string::npos);
    EXPECT_NE(Store::open_to_write(path_).error().message().find("Ingest the stories into a new file"),
              std::string::npos);
    {
        fs::remove(path_);
        Store s = open();
        ASSERT_TRUE(s.query("DROP TABLE meta"));
    }
    EXPECT_EQ(Store::open_to_read(path_).error().what, "a DuckDB file, but not one of Dragoman's");
}

TEST_F(StoreTest, TwoWritersAreToldApart) {
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer does not survive a fork of a process that has used DuckDB";
#endif
    int ready[2], done[2];
    ASSERT_EQ(pipe(ready) + pipe(done), 0);
    const pid_t child = fork();
    if (child == 0) {  // holds the file until told
        auto held = Store::open_to_write(path_);
        char byte = held ? 'y' : 'n';
        if (write(ready[1], &byte, 1) != 1 || read(done[0], &byte, 1) != 1) _exit(1);
        _exit(0);
    }
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    ASSERT_EQ(byte, 'y');
    EXPECT_EQ(Store::open_to_write(path_).error().what, "another process has it open");
    EXPECT_EQ(Store::open_to_read(path_).error().what, "another process has it open");
    ASSERT_EQ(write(done[1], &byte, 1), 1);
    waitpid(child, nullptr, 0);
    EXPECT_TRUE(Store::open_to_write(path_));
}

TEST_F(StoreTest, AnyTypeComesOutOfAQuery) {
    Store s = open();
    EXPECT_EQ(
        ask(s,
            "SELECT 1::HUGEINT AS a, 2.50 AS b, DATE '2025-02-03' AS c, TIMESTAMP '2025-02-03 10:00:00' AS d, NULL AS "
            "e, [1, NULL] AS f, {'x': 'y', 'z': [true]} AS g, "
            "MAP {'k': 1} AS h, 'a'::BLOB AS i, 1e300 AS j, UUID '00000000-0000-0000-0000-000000000001' AS k, 1 AS a"),
        "[\n {\"a\":1,\"b\":2.5,\"c\":\"2025-02-03\",\"d\":\"2025-02-03 "
        "10:00:00\",\"e\":null,\"f\":[1,null],\"g\":{\"x\":\"y\",\"z\":[true]},"
        "\"h\":\"{k=1}\",\"i\":\"a\",\"j\":1e+300,\"k\":\"00000000-0000-0000-0000-000000000001\",\"a\":1}\n]\n");
    EXPECT_EQ(ask(s, "SELECT 1 -- with a remark ;"), "[\n {\"1\":1}\n]\n");
    EXPECT_EQ(ask(s, "SELECT ? AS a, ? AS b", {{std::string("'; DROP TABLE events; --")}, {std::int64_t(4)}}),
              "[\n {\"a\":\"'; DROP TABLE events; --\",\"b\":4}\n]\n");
    EXPECT_NE(ask(s, "SELEC 1").find("syntax error"), std::string::npos);
}

// -- questions ---------------------------------------------------------------------------------------
class Questions : public StoreTest {
protected:
    /// How many rows a filter leaves of two stories.
    std::size_t count(ask::Kind kind, const ask::Filter& filter) {
        if (!store_) {
            store_.emplace(open());
            EXPECT_TRUE(store_->write(
                {.readings = {{record("a"), "1", "a.json"}, {record("b", "2025-03-10T08:00:00Z"), "2", "b.json"}}}));
        }
        auto rows = ask::ask(*store_, kind, filter, true);
        if (!rows) return error_ = rows.error().message(), 999;
        std::size_t n = 0;
        for (std::vector<Value> row; rows->next(row);) ++n;
        return n;
    }
    std::optional<Store> store_;
    std::string error_;
};

TEST_F(Questions, Filters) {
    using ask::Kind;
    EXPECT_EQ(count(Kind::statements, {}), 2u);
    EXPECT_EQ(count(Kind::events, {}), 4u);
    EXPECT_EQ(count(Kind::events, {.country = "CHL"}), 2u);
    EXPECT_EQ(count(Kind::events, {.country = "chile"}), 2u) << "a country's name will do";
    EXPECT_EQ(count(Kind::events, {.country = "Atlantis"}), 999u);
    EXPECT_NE(error_.find("names no country \"Atlantis\""), std::string::npos);
    EXPECT_EQ(count(Kind::events, {.pair = "CHL,PER"}), 2u);
    EXPECT_EQ(count(Kind::events, {.pair = "PER,CHL"}), 2u);
    EXPECT_EQ(count(Kind::events, {.pair = "PER"}), 999u);
    EXPECT_EQ(count(Kind::events, {.person = "ríos"}), 2u);
    EXPECT_EQ(count(Kind::events, {.type = "support"}), 2u);
    EXPECT_EQ(count(Kind::events, {.type = "SUPPORT/thank"}), 2u);
    EXPECT_EQ(count(Kind::events, {.type = "SUPPORT/praise"}), 0u);
    EXPECT_EQ(count(Kind::events, {.status = "planned"}), 2u);
    EXPECT_EQ(count(Kind::events, {.from = "2025-05", .to = "2025-05"}), 2u) << "events by when they happen";
    EXPECT_EQ(count(Kind::events, {.to = "2025-02"}), 1u);
    EXPECT_EQ(count(Kind::statements, {.from = "2025-03"}), 1u) << "other rows by the day of the story";
    EXPECT_EQ(count(Kind::statements, {.from = "soon"}), 999u);
    EXPECT_EQ(count(Kind::statements, {.person = "Ana"}), 2u);
    EXPECT_EQ(count(Kind::statements, {.limit = 1}), 1u);
    EXPECT_EQ(count(Kind::figures, {.type = "level"}), 2u);
    EXPECT_EQ(count(Kind::commitments, {.country = "PER", .status = "promised"}), 2u);
    EXPECT_EQ(count(Kind::stories, {.country = "CHL", .person = "Ana"}), 2u);
    EXPECT_EQ(count(Kind::events, {.person = "' OR 1=1 --"}), 0u) << "parameters are not SQL";
    EXPECT_EQ(count(Kind::events, {.type = "x' OR '1'='1"}), 0u);
}

TEST_F(Questions, CountEvents) {
    ASSERT_EQ(count(ask::Kind::events, {}), 4u);
    auto pairs = ask::count_events(*store_, "pair", {});
    ASSERT_TRUE(pairs) << pairs.error().message();
    std::vector<Value> row;
    ASSERT_TRUE(pairs->next(row));
    EXPECT_EQ(store::plain(row[0]), "CHL PER");
    EXPECT_EQ(store::plain(row[1]), "2");
    EXPECT_EQ(store::plain(row[6]), "3.4");
    EXPECT_FALSE(pairs->next(row));
    for (const char* by : {"type", "month"}) EXPECT_TRUE(ask::count_events(*store_, by, {.status = "planned"})) << by;
}

TEST_F(Questions, AllColumnsAreValidJsonAndCsv) {
    using ask::Kind;
    ASSERT_EQ(count(Kind::events, {}), 4u);
    for (const Kind kind : {Kind::statements, Kind::events, Kind::figures, Kind::commitments, Kind::stories}) {
        auto rows = ask::ask(*store_, kind, {}, false);
        ASSERT_TRUE(rows);
        simdjson::dom::parser parser;
        simdjson::dom::array array;
        ASSERT_EQ(parser.parse(printed(*rows, ask::Format::json)).get(array), simdjson::SUCCESS);
        for (const simdjson::dom::element row : array) {
            EXPECT_EQ(std::string_view(row["title"]), "Talks, \"at last\"");
            if (kind != Kind::stories) {
                EXPECT_GT(row["evidence"].get_array().size(), 0u);
            }
        }
    }
    auto rows = store_->query(
        "SELECT title, [1, 2] AS list, NULL AS nothing, 'two' || chr(10) || 'lines' AS \"a,b\" FROM stories LIMIT 1");
    ASSERT_TRUE(rows);
    EXPECT_EQ(printed(*rows, ask::Format::csv),
              "title,list,nothing,\"a,b\"\r\n\"Talks, \"\"at last\"\"\",1; 2,,\"two\nlines\"\r\n");
}

TEST_F(Questions, TablesFitTheTerminal) {
    ASSERT_EQ(count(ask::Kind::events, {}), 4u);
    for (const int width : {60, 100, 200}) {
        auto rows = ask::ask(*store_, ask::Kind::commitments, {}, true);
        ASSERT_TRUE(rows);
        std::istringstream lines(printed(*rows, ask::Format::table, width));
        for (std::string line; std::getline(lines, line);) EXPECT_LE(ask::display_width(line), width) << line;
    }
    EXPECT_EQ(ask::display_width("é"), 1);
    EXPECT_EQ(ask::display_width("e\u0301"), 1);
    EXPECT_EQ(ask::display_width("習近平"), 6);
    auto rows =
        store_->query("SELECT 'a' || chr(27) || '[31m' || chr(155) || 'b' AS colour, repeat('word ', 400) AS \"long\"");
    ASSERT_TRUE(rows);
    const std::string table = printed(*rows, ask::Format::table, 40);
    EXPECT_EQ(table.find('\x1b'), std::string::npos) << "a story cannot colour the screen";
    EXPECT_EQ(table.find("\xC2\x9B"), std::string::npos);
    EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 10) << "a cell has eight lines at most";
    EXPECT_NE(table.find("…"), std::string::npos);
}

// -- the schema ---------------------------------------------------------------------------------------
TEST(Schema, IsAsTheDocumentSays) {
    std::ifstream file("docs/store.md");
    ASSERT_TRUE(file) << "tests run in the repository's root";
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_NE(text.str().find("```sql\n" + store::schema_sql() + "```"), std::string::npos)
        << "write it anew: dragoman fields --sql";
}

TEST(Days, OfTimex) {
    const auto days = [](const char* timex) -> std::string {
        const auto found = store::days_of(timex);
        if (!found) return "none";
        const auto text = [](std::chrono::sys_days d) {
            const std::chrono::year_month_day day(d);
            std::ostringstream out;
            out << static_cast<int>(day.year()) << "-" << static_cast<unsigned>(day.month()) << "-"
                << static_cast<unsigned>(day.day());
            return out.str();
        };
        return text(found->first) + " " + text(found->last);
    };
    EXPECT_EQ(days("2024-02-29"), "2024-2-29 2024-2-29");
    EXPECT_EQ(days("2023-02-29"), "none");
    EXPECT_EQ(days("2024-02-03T09:00"), "2024-2-3 2024-2-3");
    EXPECT_EQ(days("2024-02"), "2024-2-1 2024-2-29");
    EXPECT_EQ(days("2024"), "2024-1-1 2024-12-31");
    EXPECT_EQ(days("2021-W01"), "2021-1-4 2021-1-10");
    EXPECT_EQ(days("2020-W53"), "2020-12-28 2021-1-3");
    EXPECT_EQ(days("2019-W34-WE"), "2019-8-24 2019-8-25");
    EXPECT_EQ(days("2021-Q3"), "2021-7-1 2021-9-30");
    EXPECT_EQ(days("2021-H1"), "2021-1-1 2021-6-30");
    EXPECT_EQ(days("2021-WI"), "2020-12-1 2021-2-28");
    EXPECT_EQ(days("2021-01/2021-11"), "2021-1-1 2021-11-30");
    EXPECT_EQ(days("2021-11/2021-01"), "none");
    EXPECT_EQ(days("197"), "1970-1-1 1979-12-31");
    EXPECT_EQ(days("20"), "2000-1-1 2099-12-31");
    for (const char* none : {"", "P3D", "PRESENT_REF", "XXXX-05", "2024-13", "2024-00-01", "2024-W54", "2024-1", "-024",
                             "2024-05-03x", "/", "2021/", "2024-W", "2024-W1-9"})
        EXPECT_EQ(days(none), "none") << none;
}

}  // namespace
}  // namespace dragoman
