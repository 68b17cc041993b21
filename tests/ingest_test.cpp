// Inputs → store: in order, exactly once, whatever stops it.
#include "ingest/ingest.h"

#include <gtest/gtest.h>
#include <signal.h>
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

    /// Hash of everything in the store, in the order in which it lies there.
    std::string content(const std::string& file) const {
        auto store = Store::open_to_read(path(file));
        if (!store) return store.error().message();
        std::ostringstream out;
        for (const char* table : {"inputs", "stories", "mentions", "entities", "times", "statements", "stances",
                                  "events", "figures", "commitments", "groups", "notes"}) {
            auto rows = store->query(std::string("SELECT * FROM ") + table);
            EXPECT_TRUE(rows);
            ask::print(out, *rows, ask::Format::csv, 0);
        }
        return sha256_hex(out.str());
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
    EXPECT_EQ(summary.passed_over, 3) << "a key, settings without a text, a picture";
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
    for (int i = 0; i < 2; ++i) {  // the second time too: nothing flips
        const auto summary = run("x.duckdb", {"in"});
        ASSERT_EQ(summary.failures.size(), 1u);
        EXPECT_EQ(summary.failures[0].where, path("in/b.json"));
        EXPECT_EQ(summary.added, i == 0 ? 1 : 0);
    }
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

}  // namespace
}  // namespace dragoman
