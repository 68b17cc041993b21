// All of joining over our own stories: what a few new ones change in a store of many is what joining all at once gives.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "ask/print.h"
#include "dragoman/engine.h"
#include "ingest/signature.h"
#include "store/store.h"
#include "story/story.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using store::Store;

store::Reading reading_of(const Story& story) {
    static const Engine engine = Engine::load();
    const auto signature = ingest::signature_of(story.text);
    return {engine.read(story), story.id + story.text, story.id, story.id, signature.runs, signature.slots};
}

/// The stories of examples/ and tests/readings/, each twice: another paper prints it the next month or day.
std::vector<store::Reading> readings() {
    std::vector<store::Reading> all;
    for (const char* folder : {"examples", "tests/readings"})
        for (const auto& entry : fs::directory_iterator(fs::path(DRAGOMAN_SOURCE) / folder)) {
            if (entry.path().extension() != ".json") continue;
            std::ifstream file(entry.path());
            auto story =
                story::parse_json(std::string{std::istreambuf_iterator<char>(file), {}}, entry.path().string());
            if (!story) continue;
            story->id = entry.path().stem().string();
            all.push_back(reading_of(*story));
            if (story->published.size() < 10) continue;
            story->id += "-again";
            story->source = "Another Wire";
            story->published.replace(8, 2, story->published.substr(8, 2) < "28" ? "28" : "29");
            all.push_back(reading_of(*story));
        }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.record.story.id < b.record.story.id; });
    return all;
}

class JoiningTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("dragoman_joining_" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    Store open(const std::string& name) const {
        auto opened = Store::open_to_write((folder_ / name).string());
        EXPECT_TRUE(opened) << opened.error().message();
        return std::move(*opened);
    }
    static void join(Store& s, store::Batch batch) {
        const Status written = s.write(batch);
        ASSERT_TRUE(written) << written.error().message();
        const auto joined = s.join();
        ASSERT_TRUE(joined) << joined.error().message();
    }
    static std::string table(const Store& s, std::string_view name) {
        auto rows = s.query("SELECT * FROM \"" + std::string(name) + "\" ORDER BY ALL");
        EXPECT_TRUE(rows) << rows.error().message();
        std::ostringstream out;
        if (rows) ask::print(out, *rows, ask::Format::csv, 200);
        return out.str();
    }

    fs::path folder_;
};

TEST_F(JoiningTest, AFewAtATimeGiveWhatAllAtOnceGive) {
    std::vector<store::Reading> all = readings();
    ASSERT_GT(all.size(), 150u);
    const std::vector<store::Copy> copies = {{all[20].record.story.id, all[3].record.story.id, 0.9},
                                             {all[140].record.story.id, all[60].record.story.id, 0.9}};
    Store once = open("once");
    join(once, {.readings = all, .copies = copies});

    std::mt19937 random(5);
    std::shuffle(all.begin(), all.end(), random);
    std::vector<store::Reading> first(all.begin(), all.begin() + 120);
    for (std::size_t i = 0; i < 6; ++i) {  // these come with other words, and get their own later
        const std::string id = first[i].record.story.id;
        first[i].record = all[150 + i].record;
        first[i].record.story.id = id;
        first[i].input_sha256 += "earlier";
    }
    Store often = open("often");
    join(often, {.readings = first});
    for (std::size_t i = 0; i < 6; i += 3)
        join(often, {.readings = {all.begin() + static_cast<std::ptrdiff_t>(i),
                                  all.begin() + static_cast<std::ptrdiff_t>(i + 3)}});
    for (std::size_t i = 120; i < all.size(); i += 10)
        join(often, {.readings = {all.begin() + static_cast<std::ptrdiff_t>(i),
                                  all.begin() + static_cast<std::ptrdiff_t>(std::min(i + 10, all.size()))}});
    join(often, {.copies = copies});
    for (const char* name :
         {"happenings", "happening_reports", "series", "series_points", "ledger", "ledger_evidence", "ledger_promises",
          "ledger_deeds", "story_countries", "story_actors", "actor_faces", "actors", "dyads", "actor_dyads",
          "dyad_sums", "pair_stories", "dyad_figures", "positions"}) {
        const std::string expected = table(once, name);
        EXPECT_GT(std::count(expected.begin(), expected.end(), '\n'), 1) << name << " has no rows to compare";
        EXPECT_EQ(table(often, name), expected) << name;
    }
}

}  // namespace
}  // namespace dragoman
