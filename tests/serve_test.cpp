// The page's server, without a socket: paths, data, refusals.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <simdjson.h>

#include <filesystem>
#include <thread>

#include "dragoman/engine.h"
#include "ingest/ingest.h"
#include "ingest/live.h"
#include "serve/kept.h"
#include "serve/openapi.h"
#include "serve/routes.h"
#include "serve/search/texts.h"
#include "serve/search/words.h"
#include "serve/serve.h"
#include "serve/site.h"
#include "serve/views/views.h"

namespace dragoman::serve {
namespace {

namespace fs = std::filesystem;

class Serve : public testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = fs::temp_directory_path() / ("dragoman_serve_" + std::to_string(getpid()));
        fs::create_directories(folder_);
        engine_ = std::make_unique<Engine>(Engine::load());
        {
            auto store = store::Store::open_to_write(file());
            ASSERT_TRUE(store);
            ASSERT_TRUE(ingest::run(*store, *engine_, {.paths = {DRAGOMAN_SOURCE "/examples"}, .jobs = 2}));
            ASSERT_TRUE(store->join());
        }
        auto store = store::Store::open_to_read(file());
        ASSERT_TRUE(store);
        site_ = std::make_unique<Site>(std::move(*store), *engine_, Site::Options{});
    }
    static void TearDownTestSuite() {
        site_.reset();
        engine_.reset();
        fs::remove_all(folder_);
    }
    static std::string file() { return (folder_ / "x.duckdb").string(); }

    static Answer get(const std::string& target) { return site_->answer({.method = "GET", .target = target}); }
    static std::string body(const std::string& target) { return get(target).body; }

    static inline fs::path folder_;
    static inline std::unique_ptr<Engine> engine_;
    static inline std::unique_ptr<Site> site_;
};

TEST(Targets, AreTakenApart) {
    const Target t("/stories/a%2Fb.json?q=x%20y+z&from=2025&empty");
    EXPECT_EQ(t.segments, (std::vector<std::string>{"stories", "a/b"}));
    EXPECT_EQ(t.ending, "json");
    EXPECT_EQ(t["q"], "x y z");
    EXPECT_EQ(t["from"], "2025");
    EXPECT_EQ(t["empty"], "");
    EXPECT_EQ(t["none"], "");
    EXPECT_EQ(Target("/stories/a%2Ejson").segments.back(), "a.json") << "a dot that came encoded belongs to the name";
    EXPECT_EQ(Target("/stories/a%2Ejson").ending, "");
    EXPECT_EQ(Target("/stories/a.json.json").segments.back(), "a.json");
    EXPECT_EQ(Target("//%").segments, std::vector<std::string>{"%"});
    EXPECT_TRUE(Target("/").segments.empty());
    EXPECT_EQ(Target("/.json").ending, "") << "an ending alone names nothing";
}

TEST_F(Serve, EveryViewHasAPageAndData) {
    for (const View& view : views()) {
        if (view.path.find(':') != std::string_view::npos || view.path == "sql") continue;
        const std::string path = "/" + std::string(view.path);
        const Answer page = get(view.path == "index" ? "/" : path);
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.type, "text/html; charset=utf-8") << path;
        const Answer data = get(path + ".json");
        EXPECT_EQ(data.status, 200) << path << data.body;
        simdjson::dom::parser parser;
        EXPECT_FALSE(parser.parse(data.body).error()) << path;
        EXPECT_EQ(get(path + ".csv").status, view.list ? 200 : 404) << path;
    }
}

/// Columns of a list, parts of an object.
std::vector<std::string> given_in(const std::string& json) {
    simdjson::dom::parser parser;
    const simdjson::dom::object object = parser.parse(json);
    std::vector<std::string> names;
    simdjson::dom::array columns;
    if (!object["rows"].error() && !object["columns"].get(columns)) {
        for (const auto column : columns) names.emplace_back(std::string_view(column["name"]));
        return names;
    }
    for (const auto member : object) names.emplace_back(member.key);
    return names;
}

TEST_F(Serve, EveryViewGivesWhatItsDescriptionSays) {
    const auto first_id = [](const std::string& list) {
        simdjson::dom::parser parser;
        const std::string json = body(list);
        return "/" + std::string(std::string_view(parser.parse(json)["rows"].at(0)["id"]));
    };
    for (const View& view : views()) {
        std::string target = "/" + std::string(view.path);
        const std::string kind = target.substr(0, target.find('/', 1));
        if (view.path == "stories/:id")
            target = "/stories/2025-02-03-lima-talks";
        else if (view.path == "relations/:a/:b")
            target = "/relations/CHL/PER";
        else if (view.path == "map/:place")
            target = "/map/-12.04,-77.03";
        else if (target.ends_with(":id"))
            target = kind + first_id(kind + ".json");
        if (!view.gives.empty())
            EXPECT_EQ(given_in(body(target + ".json")), std::vector<std::string>(view.gives.begin(), view.gives.end()))
                << target;
    }
}

TEST_F(Serve, WhatIsDescribedBesideTheViewsAnswers) {
    for (const Route& route : routes()) {
        if (route.path == "/changes") continue;  // serve.cpp answers it, around the site
        const Answer answer = site_->answer({.method = route.method == "get" ? "GET" : "POST",
                                             .target = std::string(route.path),
                                             .body = "Peru thanked Chile."});
        EXPECT_EQ(answer.status, route.path == "/stories" ? 403 : 200) << route.path;
        if (answer.status == 200) EXPECT_TRUE(answer.type.starts_with(route.type)) << route.path;
    }
}

TEST_F(Serve, AStoryComesWithItsRowsAndTheirWords) {
    simdjson::dom::parser parser;
    const std::string json = body("/stories/2025-02-03-lima-talks.json");
    const auto story = parser.parse(json);
    const std::string_view text = story["story"]["text"];
    int rows = 0;
    for (const char* kind : {"statements", "events", "figures", "commitments"})
        for (const auto row : story[kind].get_array())
            for (const auto piece : row["evidence"].get_array()) {
                EXPECT_NE(text.find(std::string_view(piece["text"])), std::string_view::npos);
                ++rows;
            }
    EXPECT_GT(rows, 5);
    EXPECT_EQ(get("/stories/none.json").status, 404);
    EXPECT_EQ(get("/stories/%27%20OR%20%271%27%3D%271.json").status, 404) << "an id is a value, never SQL";
}

TEST_F(Serve, ACountryMayBeNamed) {
    EXPECT_EQ(body("/stories.json?country=Chile"), body("/stories.json?country=CHL"));
    EXPECT_NE(body("/stories.json?country=Chile").find("\"id\""), std::string::npos);
    const Answer unknown = get("/ledger.json?country=Ruritania");
    EXPECT_EQ(unknown.status, 400);
    EXPECT_NE(unknown.body.find("Ruritania"), std::string::npos);
}

TEST_F(Serve, SearchFindsWordsAndCountsThem) {
    simdjson::dom::parser parser;
    const std::string json = body("/search.json?q=fishing&kind=commitment");
    const auto found = parser.parse(json);
    const std::int64_t total = found["total"];
    EXPECT_GT(total, 0);
    EXPECT_EQ(found["rows"].get_array().size(), static_cast<std::size_t>(total));
    std::int64_t counted = 0;
    for (const auto one : found["facets"]["kind"].get_array()) counted += std::int64_t(one["count"]);
    EXPECT_EQ(counted, total);
    for (const auto row : found["rows"].get_array()) {
        std::string_view text = row["text"];
        std::string words(text);
        std::string_view who;
        if (!row["who"].get(who)) words += who;
        EXPECT_NE(words.find("ishing"), std::string::npos) << words;
    }
    EXPECT_EQ(get("/search.json?kind=nothing").status, 400);
    EXPECT_EQ(get("/search.json?from=yesterday").status, 400);
}

TEST(Words, AreFoldedAndEndAtMarks) {
    EXPECT_EQ(words_of("Erdoğan's 5% “ÉCOLE”—x"), (std::vector<std::string>{"erdogan", "s", "5", "ecole", "x"}));
    EXPECT_EQ(words_of("e\xCC\x81t\xC3\xA9"), std::vector<std::string>{"ete"}) << "the accent may be of its own";
    EXPECT_EQ(words_of("a\xFF\x80z"), (std::vector<std::string>{"a", "z"})) << "any bytes";
    EXPECT_TRUE(words_of(" -- !").empty());
    EXPECT_EQ(words_of(std::string(1 << 20, 'a')).front().size(), 64u);
}

TEST(Texts, ComeBackAsTheyWere) {
    Texts texts;
    std::vector<Texts::Place> places;
    const auto text = [](int i) {
        return std::string(static_cast<std::size_t>(i % 700), static_cast<char>('a' + i % 26)) + std::to_string(i);
    };
    for (int i = 0; i < 2000; ++i) places.push_back(texts.add(text(i)));
    places.push_back(texts.add(std::string(100000, 'x')));
    for (int i = 0; i < 2000; ++i) ASSERT_EQ(texts.get(places[static_cast<std::size_t>(i)]), text(i));
    EXPECT_EQ(texts.get(places.back()).size(), 100000u);
}

TEST_F(Serve, WordsAreLookedForWhereTheyStand) {
    // what the index finds is what looking through the words would find
    simdjson::dom::parser parser;
    const auto total = [&](const std::string& target) { return std::int64_t(parser.parse(body(target))["total"]); };
    const auto count = [&](const std::string& sql) {
        std::string target = "/sql.json?q=";
        for (const char c : sql) target += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        const std::string json = body(target);
        return std::int64_t(parser.parse(json)["rows"].at(0)["n"]);
    };
    for (const std::string word : {"trade", "fishing", "minister", "peru", "agreed"}) {
        const std::string found = "regexp_matches(lower(concat_ws(' ', title, text)), '(^|[^a-z0-9])" + word + "')";
        EXPECT_EQ(total("/search.json?kind=story&q=" + word),
                  count("SELECT count(*) AS n FROM stories WHERE " + found));
        EXPECT_EQ(
            total("/search.json?kind=event&q=" + word),
            count("SELECT count(*) AS n FROM v_events WHERE copy_of IS NULL AND regexp_matches(lower(concat_ws(' ', "
                  "evidence_text, array_to_string(list_concat(actor_names, recipient_names), ' '))), '(^|[^a-z0-9])" +
                  word + "')"));
    }
    EXPECT_EQ(total("/search.json"),
              count("SELECT (SELECT count(*) FROM stories) + (SELECT count(*) FROM v_statements WHERE "
                    "copy_of IS NULL) + (SELECT count(*) FROM v_events WHERE copy_of IS NULL) + (SELECT "
                    "count(*) FROM v_figures WHERE copy_of IS NULL) + (SELECT count(*) FROM "
                    "v_commitments WHERE copy_of IS NULL) AS n"));
    EXPECT_EQ(total("/search.json?q=trade%20fishing&kind=story"),
              count("SELECT count(*) AS n FROM stories WHERE regexp_matches(lower(concat_ws(' ', title, text)), "
                    "'(^|[^a-z])trade') AND regexp_matches(lower(concat_ws(' ', title, text)), '(^|[^a-z])fishing')"));
    EXPECT_EQ(total("/search.json?q=%21%21"), 0);
    const std::string all = body("/stories.json?q=trade"), second = body("/stories.json?q=trade&offset=1");
    EXPECT_EQ(parser.parse(all)["rows"].get_array().size(),
              static_cast<std::size_t>(total("/search.json?kind=story&q=trade")));
    EXPECT_EQ(parser.parse(second)["rows"].get_array().size() + 1,
              static_cast<std::size_t>(total("/search.json?kind=story&q=trade")));
}

TEST_F(Serve, WhatTheMapCountsIsListed) {
    simdjson::dom::parser parser, other;
    const std::string json = body("/map.json");
    int points = 0;
    for (const auto point : parser.parse(json)["points"].get_array()) {
        const std::string place = fmt::format("/map/{},{}.json", double(point["latitude"]), double(point["longitude"]));
        const std::string events = body(place);
        EXPECT_EQ(static_cast<std::int64_t>(other.parse(events)["rows"].get_array().size()),
                  std::int64_t(point["events"]))
            << place;
        ++points;
    }
    EXPECT_GT(points, 0);
}

TEST_F(Serve, ARelationsListsKeepToItsDays) {
    simdjson::dom::parser parser;
    const std::string whole = body("/relations/CHL/PER.json"),
                      part = body("/relations/CHL/PER.json?from=2025-05&to=2025-05");
    const std::int64_t all = parser.parse(whole)["totals"]["happenings"];
    const auto may = parser.parse(part);
    EXPECT_LT(std::int64_t(may["totals"]["happenings"]), all);
    EXPECT_GT(std::int64_t(may["totals"]["happenings"]), 0);
    for (const char* list : {"happenings", "statements", "figures", "commitments"})
        for (const auto row : may[list].get_array())
            EXPECT_TRUE(std::string_view(row["day"]).starts_with("2025-05")) << list;
}

TEST_F(Serve, SqlOfStrangersOnlyReads) {
    const auto sql = [&](const std::string& text) {
        std::string target = "/sql.json?q=";
        for (const char c : text) target += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        return get(target);
    };
    EXPECT_NE(sql("SELECT count(*) AS n FROM stories;").body.find("\"n\""), std::string::npos);
    EXPECT_EQ(sql("FROM stories -- with a remark").status, 200);
    EXPECT_EQ(sql("WITH x AS (SELECT 1 AS a) SELECT a FROM x ORDER BY a").status, 200);
    for (const char* wrong : {"DROP TABLE stories",
                              "DELETE FROM stories",
                              "INSERT INTO meta VALUES ('a', 'b')",
                              "CREATE TABLE t (a INT)",
                              "UPDATE meta SET value = ''",
                              "COPY stories TO '/tmp/dragoman_copy.csv'",
                              "ATTACH '/tmp/dragoman_other.duckdb'",
                              "EXPORT DATABASE '/tmp/dragoman_export'",
                              "INSTALL httpfs",
                              "LOAD httpfs",
                              "PRAGMA database_list",
                              "SET threads = 1",
                              "SELECT * FROM read_text('/etc/passwd')",
                              "SELECT * FROM read_csv('/etc/passwd')",
                              "SELECT * FROM '/etc/passwd'",
                              "SELECT * FROM glob('/*')",
                              "EXPLAIN ANALYZE DELETE FROM stories",
                              "SELECT 1; DROP TABLE stories",
                              "CALL checkpoint()",
                              "SELECT * FROM (SELECT 1) LIMIT 1) LIMIT 1 -- ",
                              "",
                              "nonsense"})
        EXPECT_EQ(sql(wrong).status, 400) << wrong;
    EXPECT_FALSE(fs::exists("/tmp/dragoman_copy.csv"));
    EXPECT_NE(sql("SELECT * FROM range(20000)").body.find("\"more\":true"), std::string::npos);
    const Answer late = sql("SELECT count(*) FROM range(1000000000000) a");
    EXPECT_NE(late.body.find("took longer"), std::string::npos) << late.body;
    EXPECT_EQ(sql("SELECT 1").status, 200) << "the connection is as good as before";
}

TEST_F(Serve, StoriesAreReadWithoutStoring) {
    const Answer answer =
        site_->answer({.method = "POST",
                       .target = "/read?published=2025-02-05",
                       .body = "Peru will pay Chile 3 million dollars by Friday, the minister said."});
    EXPECT_EQ(answer.status, 200);
    EXPECT_NE(answer.body.find("2025-02-07"), std::string::npos) << answer.body;
    EXPECT_EQ(site_->answer({.method = "POST", .target = "/read?published=soon", .body = "Peru paid."}).status, 400);
    EXPECT_EQ(site_->answer({.method = "POST", .target = "/read", .body = std::string(17 << 20, 'a')}).status, 413);
    EXPECT_EQ(site_->answer({.method = "DELETE", .target = "/stories/2025-02-03-lima-talks"}).status, 405);
}

TEST_F(Serve, AnswersAreKnownByTheirTag) {
    const Answer first = get("/stories.json");
    EXPECT_FALSE(first.etag.empty());
    const Answer again = site_->answer({.method = "GET", .target = "/stories.json", .if_none_match = first.etag});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.body.empty());
}

TEST(Kept, AnswersAreMadeOnceUntilTheStoreChanges) {
    Kept kept(1000);
    std::atomic<int> made{0};
    const auto make = [&] {
        ++made;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        return Answer{.body = std::string(100, 'a')};
    };
    std::vector<std::thread> readers;
    for (int i = 0; i < 8; ++i) readers.emplace_back([&] { EXPECT_EQ(kept.get("/a", make)->body.size(), 100u); });
    for (auto& reader : readers) reader.join();
    EXPECT_EQ(made, 1);
    kept.forget();
    kept.get("/a", make);
    EXPECT_EQ(made, 2);
    for (int i = 0; i < 20; ++i) kept.get("/" + std::to_string(i), make);
    kept.get("/a", make);
    EXPECT_EQ(made, 23) << "it was asked for longest ago, and there is room for nine";
    kept.get("/no", [&] { return Answer{.status = 404, .body = {}}; });
    EXPECT_EQ(kept.get("/no", make)->status, 200) << "what went wrong is not kept";
}

TEST_F(Serve, ATokenIsAskedForWhereThereIsOne) {
    auto store = store::Store::open_to_read(file());
    ASSERT_TRUE(store);
    Site site(std::move(*store), *engine_, {.name = "x", .token = "open sesame"});
    EXPECT_EQ(site.answer({.method = "GET", .target = "/index.json"}).status, 401);
    EXPECT_EQ(site.answer({.method = "GET", .target = "/app.js"}).status, 401);
    EXPECT_EQ(site.answer({.method = "GET", .target = "/index.json", .token = "open sesam"}).status, 401);
    EXPECT_EQ(site.answer({.method = "GET", .target = "/index.json", .token = "open sesame"}).status, 200);
    EXPECT_EQ(site.answer({.method = "GET", .target = "/health"}).status, 200) << "whether it runs is no secret";
}

/// A store of its own that takes stories.
class Posting : public Serve {
protected:
    void SetUp() override {
        const std::string path = (folder_ / "posted.duckdb").string();
        fs::remove(path);
        auto store = store::Store::open_to_write(path);
        ASSERT_TRUE(store);
        writer_ = std::make_unique<store::Store>(std::move(*store));
        ASSERT_TRUE(writer_->close_to_files());
        auto live = ingest::Live::open(*writer_, *engine_,
                                       {.on_stored =
                                            [this](int stories) {
                                                if (Site* site = told_) site->changed();
                                                news_.tell(stories);
                                            },
                                        .on_joined =
                                            [this] {
                                                if (Site* site = told_) site->changed();
                                            },
                                        .join_after = std::chrono::milliseconds(100)});
        ASSERT_TRUE(live);
        live_ = std::move(*live);
        auto reading = writer_->another();
        ASSERT_TRUE(reading);
        posted_ = std::make_unique<Site>(std::move(*reading), *engine_, Site::Options{"posted", "secret"}, live_.get());
        told_ = posted_.get();
    }
    void TearDown() override {
        live_.reset();
        posted_.reset();
        writer_.reset();
    }
    Answer post(const std::string& body, const std::string& token = "secret") {
        return posted_->answer({.method = "POST", .target = "/stories", .body = body, .token = token});
    }
    std::string ask(const std::string& target) {
        return posted_->answer({.method = "GET", .target = target, .token = "secret"}).body;
    }
    static std::string story(const std::string& id, const std::string& text) {
        return R"({"id": ")" + id + R"(", "published": "2025-02-03", "text": ")" + text + "\"}";
    }

    std::unique_ptr<store::Store> writer_;
    std::unique_ptr<ingest::Live> live_;
    std::unique_ptr<Site> posted_;
    std::atomic<Site*> told_{nullptr};
    News news_;
};

TEST_F(Posting, StoriesAreStoredOnceAndJoined) {
    EXPECT_EQ(post(story("a", "Peru thanked Chile."), "wrong").status, 401);
    EXPECT_EQ(post(story("a", "Peru thanked Chile.")).status, 201);
    EXPECT_EQ(post(story("a", "Peru thanked Chile.")).status, 200) << "it is there already";
    EXPECT_EQ(post("{\"title\": \"no text\"}").status, 422);
    EXPECT_EQ(post("").status, 400);
    EXPECT_EQ(
        post("[" + story("b", "Peru accused Chile of theft on Sunday.") + "," + story("c", "Chile praised Peru.") + "]")
            .status,
        201);
    EXPECT_NE(ask("/sql.json?q=SELECT%20count(*)%20AS%20n%20FROM%20stories").find("\"n\":3"), std::string::npos);
    EXPECT_EQ(news_.wait(2, std::chrono::seconds(5)), 3);
    std::string joined;
    for (int i = 0; i < 100 && joined.find("ACCUSE") == std::string::npos; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        joined = ask("/happenings.json");
    }
    EXPECT_NE(joined.find("ACCUSE"), std::string::npos) << joined;
    EXPECT_EQ(posted_
                  ->answer({.method = "GET",
                            .target = "/sql.json?q=SELECT%20*%20FROM%20read_text('/etc/passwd')",
                            .token = "secret"})
                  .status,
              400);
}

TEST_F(Posting, WhatWasPostedIsFoundByItsWords) {
    const auto total = [&](const std::string& target) {
        for (int i = 0; i < 200; ++i) {  // the index takes in what came after a moment
            const std::string body = ask(target);
            if (body.find("\"total\":0") == std::string::npos || i == 199) return body;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        return std::string();
    };
    EXPECT_NE(ask("/search.json?q=herring").find("\"total\":0"), std::string::npos);
    EXPECT_EQ(post(story("a", "Peru's fleet landed herring, Ana Quispe said.")).status, 201);
    const std::string herring = total("/search.json?q=herring&kind=story");
    EXPECT_NE(herring.find("\"total\":1"), std::string::npos) << herring;
    EXPECT_NE(ask("/search.json?q=HERRI&kind=statement").find("landed herring"), std::string::npos);
    EXPECT_NE(ask("/search.json?q=erring").find("\"total\":0"), std::string::npos) << "no word begins so";
    EXPECT_NE(ask("/search.json?q=her").find("\"total\":0"), std::string::npos) << "three letters stand alone";
}

TEST_F(Posting, ManyPostAtOnce) {
    std::vector<std::thread> writers;
    std::atomic<int> stored{0};
    for (int t = 0; t < 8; ++t)
        writers.emplace_back([&, t] {
            for (int i = 0; i < 10; ++i)
                stored += post(story(std::to_string(t) + "-" + std::to_string(i % 5),
                                     "Chile praised Peru " + std::to_string(t) + " times."))
                              .status == 201;
        });
    for (auto& writer : writers) writer.join();
    EXPECT_EQ(stored, 40) << "each of the forty once, though each was posted twice";
    EXPECT_NE(ask("/sql.json?q=SELECT%20count(*)%20AS%20n%20FROM%20stories").find("\"n\":40"), std::string::npos);
}

TEST_F(Serve, StoriesAreNotTakenUnlessAsked) {
    EXPECT_EQ(site_->answer({.method = "POST", .target = "/stories", .body = "Peru thanked Chile."}).status, 403);
}

TEST_F(Serve, ManyAskAtOnce) {
    const std::string alone = body("/stories.json");
    std::vector<std::thread> readers;
    std::atomic<int> same{0};
    for (int i = 0; i < 16; ++i)
        readers.emplace_back([&] {
            for (int k = 0; k < 5; ++k) same += body("/stories.json") == alone;
        });
    for (auto& reader : readers) reader.join();
    EXPECT_EQ(same, 80);
}

TEST_F(Serve, TheDescriptionNamesEveryView) {
    simdjson::dom::parser parser;
    const std::string json = openapi();
    const auto described = parser.parse(json);
    for (const View& view : views()) {
        std::string path = "/";
        for (const char c : view.path) path += c == ':' ? '{' : c;
        for (std::size_t at = 0; (at = path.find('{', at)) != std::string::npos; ++at)
            path.insert(std::min(path.find('/', at), path.size()), "}");
        simdjson::dom::object operations;
        ASSERT_FALSE(described["paths"].at_key(path + ".json").get(operations)) << path;
        EXPECT_EQ(described["paths"].at_key(path + ".csv").error() == simdjson::SUCCESS, bool(view.list)) << path;
    }
}

}  // namespace
}  // namespace dragoman::serve
