// Inputs → store: in order, exactly once, whatever stops it.
#include "ingest/ingest.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "ask/print.h"
#include "archive/inputs.h"
#include "sha256.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using store::Store;

std::string report(const std::string& town, const std::string& sum, const std::string& end) {
    return "The ministry of works said on Monday that the town of " + town + " would receive a grant of " + sum +
           " euros for the repair of its old bridge, which was closed to lorries after the flood of last spring. The "
           "mayor of " +
           town +
           " thanked the ministry and said that work would begin in the summer, as soon as the "
           "water had gone down and the contracts had been signed by the council. Shopkeepers near the bridge had "
           "complained for months that trade was slow, and some had moved their stalls across the river. " +
           end;
}

class Ingest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() /
                  ("dragoman_ingest_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
                   "_" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_ / "in");
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    void put(const std::string& name, const std::string& content) const {
        fs::create_directories(fs::path(path(name)).parent_path());
        std::ofstream(path(name), std::ios::binary) << content;
    }
    static std::string story(const std::string& id, const std::string& text) {
        return R"({"id": ")" + id + R"(", "published": "2025-02-03", "text": ")" + text + R"("})";
    }
    static std::string lines(int count) {
        std::string all;
        for (int i = 0; i < count; ++i) {
            const std::string n = std::to_string(i);
            all += story("s" + n, "Chile and Peru agreed on Monday to share water from river " + n +
                                      ". The talks will go on, the minister said.") +
                   "\n";
        }
        return all;
    }
    static const Engine& engine() {
        static const Engine loaded = Engine::load();
        return loaded;
    }

    ingest::Summary run(const std::string& file, std::vector<std::string> paths, int jobs = 2) const {
        auto store = Store::open_to_write(path(file));
        EXPECT_TRUE(store) << store.error().message();
        for (auto& p : paths) p = path(p);
        auto summary = ingest::run(*store, engine(), {.paths = std::move(paths), .jobs = jobs});
        EXPECT_TRUE(summary) << summary.error().message();
        return std::move(*summary);
    }

    /// Hash of everything in the store.
    std::string content(const std::string& file) const {
        auto store = Store::open_to_read(path(file));
        if (!store) return store.error().message();
        std::ostringstream out;
        for (const char* table : {"inputs", "files", "copies", "signatures", "stories", "mentions", "entities", "times",
                                  "statements", "stances", "events", "figures", "commitments", "groups", "notes"}) {
            auto rows = store->query(std::string("SELECT * FROM ") + table + " ORDER BY ALL");
            EXPECT_TRUE(rows);
            ask::print(out, *rows, ask::Format::csv, 0);
        }
        return sha256_hex(out.str());
    }

    /// The answer to a question as CSV.
    std::string rows(const std::string& file, const std::string& sql) const {
        auto store = Store::open_to_read(path(file));
        if (!store) return store.error().message();
        std::ostringstream out;
        auto answer = store->query(sql);
        if (!answer) return answer.error().message();
        ask::print(out, *answer, ask::Format::csv, 0);
        std::string text = out.str();
        std::erase(text, '\r');
        return text;
    }

    fs::path folder_;
};

TEST_F(Ingest, FilesFoldersAndLines) {
    put("in/b.json", story("b", "Peru thanked Chile."));
    put("in/a.txt", "Peru thanked Chile.");
    put("in/sub/more.jsonl", story("c", "One.") + "\n\n" + story("d", "Two.") + "\r\n");
    put("in/b.key.json", "{}");
    put("in/settings.json", R"({"colour": "blue"})");
    put("in/picture.png", "png");
    put("in/.hidden/e.json", story("e", "Hidden."));
    const auto summary = run("x.duckdb", {"in"});
    EXPECT_EQ(summary.added, 4);
    int passed_over = 0;
    for (const auto& [reason, count] : summary.passed_over) passed_over += count;
    EXPECT_EQ(passed_over, 3) << "a key, settings without a text, a picture";
    EXPECT_TRUE(summary.failures.empty());
    archive::Inputs inputs({path("in")});
    std::vector<std::string> names;
    while (const auto item = inputs.next()) names.push_back(item->context.where.substr(path("in").size() + 1));
    EXPECT_EQ(names,
              (std::vector<std::string>{"a.txt", "b.json", "settings.json", "sub/more.jsonl:1", "sub/more.jsonl:3"}));
    EXPECT_EQ(inputs.bytes(), inputs.bytes_done());
}

TEST_F(Ingest, TwiceChangesNothing) {
    put("in/all.jsonl", lines(50));
    EXPECT_EQ(run("x.duckdb", {"in"}).added, 50);
    const std::string before = content("x.duckdb");
    const auto again = run("x.duckdb", {"in", "in/all.jsonl"});
    EXPECT_EQ(again.added + again.replaced, 0);
    EXPECT_EQ(again.unchanged, 100) << "each was named twice";
    EXPECT_EQ(content("x.duckdb"), before);
}

TEST_F(Ingest, ThreadsDoNotShow) {
    put("in/all.jsonl", lines(300));
    run("one.duckdb", {"in"}, 1);
    run("four.duckdb", {"in"}, 4);
    EXPECT_EQ(content("one.duckdb"), content("four.duckdb"));
}

TEST_F(Ingest, ChangedStoriesAreReplaced) {
    put("in/a.json", story("a", "Peru thanked Chile."));
    run("x.duckdb", {"in"});
    put("in/a.json", story("a", "Peru did not thank Chile."));
    const auto summary = run("x.duckdb", {"in"});
    EXPECT_EQ(summary.replaced, 1);
    EXPECT_EQ(summary.added, 0);
    put("in/a.json", story("a", "Peru thanked Chile."));
    run("x.duckdb", {"in"});
    run("y.duckdb", {"in"});
    EXPECT_EQ(content("x.duckdb"), content("y.duckdb"));
}

TEST_F(Ingest, FailuresAreNamedAndTheRestIsDone) {
    put("in/a.json", story("a", "Peru thanked Chile."));
    put("in/b.json", "{\"id\": \"b\", \"text\": ");
    put("in/c.jsonl", story("c", "One.") + "\nnonsense\n" + story("d", "Two.") + "\n");
    const auto summary = run("x.duckdb", {"in", "nowhere.json"});
    EXPECT_EQ(summary.added, 3);
    ASSERT_EQ(summary.failures.size(), 3u);
    EXPECT_EQ(summary.failures[0].where, path("in/b.json"));
    EXPECT_EQ(summary.failures[1].where, path("in/c.jsonl:2"));
    EXPECT_EQ(summary.failures[2].message(), path("nowhere.json") + ": no such file or folder");
}

TEST_F(Ingest, OneIdForTwoStoriesIsAnError) {
    put("in/a.json", story("same", "Peru thanked Chile."));
    put("in/b.json", story("same", "Chile thanked Peru."));
    for (int i = 0; i < 3; ++i) {  // the later times too: nothing flips
        auto store = Store::open_to_write(path("x.duckdb"));
        const auto summary = ingest::run(*store, engine(), {.paths = {path("in")}, .retry_failed = i == 2});
        ASSERT_EQ(summary->failures.size(), i == 1 ? 0u : 1u);
        for (const Error& failure : summary->failures) EXPECT_EQ(failure.where, path("in/b.json"));
        EXPECT_EQ(summary->failed_before, i == 1 ? 1 : 0);
        EXPECT_EQ(summary->added, i == 0 ? 1 : 0);
        EXPECT_EQ(summary->replaced, 0);
    }
}

TEST_F(Ingest, ALaterStateOfAStoryTakesItsPlace) {
    const std::string first = report("Oldham Ferry", "120,000", ""),
                      later = report("Oldham Ferry", "140,000", "The sum was put right on Tuesday.");
    put("in/1.jsonl", story("works-7", first));
    run("x.duckdb", {"in"});
    put("in/2.jsonl", story("works-7", later));
    EXPECT_EQ(run("x.duckdb", {"in"}).replaced, 1);
    EXPECT_EQ(run("y.duckdb", {"in"}).failures.size(), 0u) << "both in one run";
    for (const char* file : {"x.duckdb", "y.duckdb"})
        EXPECT_EQ(rows(file, "SELECT count(*) AS n, min(origin) AS o FROM inputs"),
                  "n,o\n1," + path("in/2.jsonl:1") + "\n");
}

TEST_F(Ingest, AKillLosesNothingAndTheNextRunGoesOn) {
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer does not survive a fork of a process that has used DuckDB";
#endif
    put("in/all.jsonl", lines(1500));
    int reported[2];
    ASSERT_EQ(pipe(reported), 0);
    const pid_t child = fork();
    if (child == 0) {
        auto store = Store::open_to_write(path("killed.duckdb"));
        const Engine own = Engine::load();
        ingest::Options options{.paths = {path("in")}, .jobs = 2, .commit_every = std::chrono::milliseconds(5)};
        options.on_progress = [&](const ingest::Progress& progress) {
            if (write(reported[1], &progress.done, sizeof progress.done) < 0) _exit(1);
        };
        if (!store || !ingest::run(*store, own, options)) _exit(1);
        _exit(0);
    }
    close(reported[1]);
    int done = 0;
    while (done < 100 && read(reported[0], &done, sizeof done) == static_cast<ssize_t>(sizeof done)) {
    }
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child was to be killed in the middle";

    const auto summary = run("killed.duckdb", {"in"});
    EXPECT_GE(summary.unchanged, done) << "what was reported as stored is there";
    EXPECT_LT(summary.unchanged, 1500);
    EXPECT_EQ(summary.added + summary.unchanged, 1500);
    EXPECT_EQ(summary.replaced, 0);
    run("whole.duckdb", {"in"});
    EXPECT_EQ(content("killed.duckdb"), content("whole.duckdb"));
}

TEST_F(Ingest, TheJournalKeepsDoneFilesShut) {
    put("in/all.jsonl", lines(20));
    run("x.duckdb", {"in"});
    const auto changed = fs::last_write_time(path("in/all.jsonl"));
    std::string other = lines(20);
    other[other.find("text\": \"") + 8] = '#';  // of the same size, and made to look as old
    put("in/all.jsonl", other);
    fs::last_write_time(path("in/all.jsonl"), changed);
    const auto unseen = run("x.duckdb", {"in"});
    EXPECT_EQ(unseen.unchanged, 20);
    EXPECT_EQ(unseen.replaced, 0);
    auto store = Store::open_to_write(path("x.duckdb"));
    const auto seen = ingest::run(*store, engine(), {.paths = {path("in")}, .again = true});
    EXPECT_EQ(seen->replaced, 1);
    EXPECT_EQ(seen->unchanged, 19);
}

TEST_F(Ingest, FailuresAreKeptAndTriedAgainWhenAsked) {
    put("in/a.jsonl", story("a", "One.") + "\nnonsense\n" + story("b", "Two.") + "\n");
    const auto first = run("x.duckdb", {"in"});
    EXPECT_EQ(first.failures.size(), 1u);
    EXPECT_EQ(rows("x.duckdb", "SELECT origin, file FROM inputs WHERE reason IS NOT NULL"),
              "origin,file\n" + path("in/a.jsonl:2") + "," + path("in/a.jsonl") + "\n");
    const auto second = run("x.duckdb", {"in"});
    EXPECT_TRUE(second.failures.empty());
    EXPECT_EQ(second.failed_before, 1);
    EXPECT_EQ(second.unchanged, 2);
    {
        auto store = Store::open_to_write(path("x.duckdb"));
        const auto third = ingest::run(*store, engine(), {.paths = {path("in")}, .retry_failed = true});
        EXPECT_EQ(third->failures.size(), 1u);
        EXPECT_EQ(third->failed_before, 0);
        EXPECT_EQ(third->unchanged, 2);
    }
    put("in/a.jsonl", story("a", "One.") + "\n" + story("c", "Three.") + "\n" + story("b", "Two.") + "\n");
    const auto mended = run("x.duckdb", {"in"});
    EXPECT_TRUE(mended.failures.empty());
    EXPECT_EQ(mended.added, 1);
    EXPECT_EQ(rows("x.duckdb", "SELECT count(*) AS n FROM inputs WHERE reason IS NOT NULL"), "n\n0\n");
    run("y.duckdb", {"in"});
    EXPECT_EQ(content("x.duckdb"), content("y.duckdb"));
}

TEST_F(Ingest, ALimitIsGoneOnFrom) {
    put("in/all.jsonl", lines(50));
    for (int i = 0; i < 4; ++i) {
        auto store = Store::open_to_write(path("x.duckdb"));
        const auto part = ingest::run(*store, engine(), {.paths = {path("in")}, .jobs = 2, .limit = 15});
        EXPECT_EQ(part->added, i < 3 ? 15 : 5);
        EXPECT_EQ(part->unchanged, 15 * i);
        EXPECT_EQ(part->limited, i < 3);
    }
    run("y.duckdb", {"in"});
    EXPECT_EQ(content("x.duckdb"), content("y.duckdb"));
}

TEST_F(Ingest, StoriesBeforeADayArePassedOver) {
    put("in/old.json", R"({"id": "old", "published": "2024-12-31T23:00:00Z", "text": "One."})");
    put("in/new.json", R"({"id": "new", "published": "2025-01-01", "text": "Two."})");
    put("in/undated.json", R"({"id": "undated", "text": "Three."})");
    {
        auto store = Store::open_to_write(path("x.duckdb"));
        const auto since = ingest::run(*store, engine(), {.paths = {path("in")}, .since = "2025"});
        EXPECT_EQ(since->added, 2);
        EXPECT_EQ(since->passed_over.at("published before 2025"), 1);
    }
    EXPECT_EQ(run("x.duckdb", {"in"}).added, 1) << "a wider ingest opens the files again";
}

TEST_F(Ingest, CopiesAreLinkedWhateverTheOrder) {
    const auto dated = [&](const std::string& id, const std::string& day, const std::string& text) {
        return R"({"id": ")" + id + R"(", "published": ")" + day + R"(", "text": ")" + text + "\"}\n";
    };
    const std::string wire =
                          dated("wire", "2025-02-03", report("Oldham Ferry", "120,000", "The bridge dates from 1911.")),
                      cut = dated("cut", "2025-02-04", report("Oldham Ferry", "120,000", "")),
                      late = dated("late", "2025-06-04", report("Oldham Ferry", "120,000", "")),
                      form =
                          dated("form", "2025-02-03", report("Saint Bruno", "85,500", "The bridge dates from 1934.")),
                      other = dated("other", "2025-02-03", "Peru thanked Chile.");
    put("one/all.jsonl", wire + cut + late + form + other);
    put("two/all.jsonl", other + form + cut + late + wire);
    const auto summary = run("one.duckdb", {"one"});
    EXPECT_EQ(summary.copies, 1);
    const std::string links = "story_id,original\ncut,wire\n";
    EXPECT_EQ(rows("one.duckdb", "SELECT story_id, original FROM copies"), links);
    run("two.duckdb", {"two"});
    EXPECT_EQ(rows("two.duckdb", "SELECT story_id, original FROM copies"), links);
    // In two runs, the copy first; then the original changes and is none any more.
    put("three/1.jsonl", cut);
    run("three.duckdb", {"three"});
    put("three/2.jsonl", wire);
    run("three.duckdb", {"three"});
    EXPECT_EQ(rows("three.duckdb", "SELECT story_id, original FROM copies"), links);
    put("three/2.jsonl", dated("wire", "2025-02-03", "Chile thanked Peru."));
    EXPECT_EQ(run("three.duckdb", {"three"}).copies, 0);
    EXPECT_EQ(rows("three.duckdb", "SELECT story_id, original FROM copies"), "story_id,original\n");
}

TEST_F(Ingest, AFullDiskLosesNothingAndTheNextRunGoesOn) {
#ifdef __SANITIZE_THREAD__
    GTEST_SKIP() << "the thread sanitizer does not survive a fork of a process that has used DuckDB";
#endif
    put("in/all.jsonl", lines(1500));
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);  // writes beyond the limit then fail, as on a full disk
        const rlimit limit{1 << 20, 1 << 20};
        setrlimit(RLIMIT_FSIZE, &limit);
        auto store = Store::open_to_write(path("full.duckdb"));
        const Engine own = Engine::load();
        if (!store) _exit(1);
        const auto summary =
            ingest::run(*store, own, {.paths = {path("in")}, .jobs = 2, .commit_every = std::chrono::milliseconds(5)});
        _exit(summary || summary.error().todo.find("goes on from there") == std::string::npos ? 2 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0) << status;
    const auto summary = run("full.duckdb", {"in"});
    EXPECT_EQ(summary.added + summary.unchanged, 1500);
    EXPECT_GT(summary.added, 0);
    run("whole.duckdb", {"in"});
    EXPECT_EQ(content("full.duckdb"), content("whole.duckdb"));
}

}  // namespace
}  // namespace dragoman
