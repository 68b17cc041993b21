// Reports of one event become one happening, whatever the order in which they come.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <sstream>

#include "ask/print.h"
#include "dragoman/engine.h"
#include "ingest/signature.h"
#include "store/store.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using store::Store;

struct Item {
    std::string id, source, day, text, copy_of;
};

const Engine& engine() {
    static const Engine loaded = Engine::load();
    return loaded;
}

store::Reading reading_of(const Item& item) {
    Story story;
    story.id = item.id;
    story.source = item.source;
    story.published = item.day;
    story.text = item.text;
    const auto signature = ingest::signature_of(item.text);
    return {engine().read(story), item.id, item.id, item.id, signature.runs, signature.slots};
}

class Happenings : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() /
                  ("dragoman_happenings_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
                   "_" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / (name + ".duckdb")).string(); }

    /// Writes the stories, `at_once` in a batch, joining after each.
    void ingest(const std::string& name, const std::vector<Item>& items, std::size_t at_once) const {
        auto store = Store::open_to_write(path(name));
        ASSERT_TRUE(store) << store.error().message();
        for (std::size_t i = 0; i < items.size(); i += at_once) {
            store::Batch batch;
            for (std::size_t j = i; j < std::min(items.size(), i + at_once); ++j) {
                batch.readings.push_back(reading_of(items[j]));
                if (!items[j].copy_of.empty()) batch.copies.push_back({items[j].id, items[j].copy_of, 1.0});
            }
            const Status written = store->write(batch);
            ASSERT_TRUE(written) << written.error().message();
            const auto joined = store->join();
            ASSERT_TRUE(joined) << joined.error().message();
        }
    }

    std::string rows(const std::string& name, const std::string& sql) const {
        auto store = Store::open_to_read(path(name));
        EXPECT_TRUE(store);
        auto found = store->query(sql);
        EXPECT_TRUE(found) << (found ? "" : found.error().message());
        if (!found) return "";
        std::ostringstream out;
        ask::print(out, *found, ask::Format::csv, 0);
        std::string all = out.str();
        std::erase(all, '\r');
        return all.substr(all.find('\n') + 1);
    }
    /// All that was derived.
    std::string derived(const std::string& name) const {
        return rows(name, "SELECT * FROM happenings ORDER BY id") + "\n" +
               rows(name, "SELECT * FROM happening_reports ORDER BY story_id, event_id");
    }

    fs::path folder_;
};

const std::string strike =
    "NAIROBI - Ethiopian warplanes bombed Kelafo on Monday and killed 12 people, the regional governor said. The bombs "
    "fell on the market of Kelafo beside the Shabelle river at noon, witnesses told reporters.";

const std::vector<Item> kelafo = {
    {"post", "Harbour Post", "2025-03-03", strike, ""},
    {"copy", "Valley Mail", "2025-03-03", strike, "post"},
    {"times", "Northern Times", "2025-03-04",
     "Ethiopian warplanes bombed Kelafo on Monday and killed 19 people, a doctor in the town said. The market beside "
     "the "
     "Shabelle river burned for hours, and the governor asked for tents.",
     ""},
    {"herald", "Coast Herald", "2025-03-05",
     "The governor of the Shabelle district said on Wednesday that 41 people had died. Ethiopian warplanes bombed "
     "Kelafo "
     "on Monday, killing 41 people at the market.",
     ""},
};

const std::string most_reports =
    "SELECT type, reports, stories, sources, killed_min, killed_max, killed_latest, toll_story, first_day, conflicts "
    "FROM "
    "happenings WHERE type = 'ASSAULT' ORDER BY reports DESC, id LIMIT 1";

TEST_F(Happenings, TwoPapersAndACopyTellOfOne) {
    ingest("x", kelafo, 9);
    EXPECT_EQ(rows("x", most_reports), "ASSAULT,4,4,3,12,41,41,herald,2025-03-03,toll\n");
    EXPECT_EQ(rows("x",
                   "SELECT story_id, copy, killed FROM v_happening_reports JOIN happenings h ON h.id = happening_id "
                   "WHERE h.reports = 4 ORDER BY day, story_id"),
              "copy,true,12\npost,false,12\ntimes,false,19\nherald,false,41\n");
}

TEST_F(Happenings, EveryReportIsOfOneHappening) {
    ingest("x", kelafo, 9);
    EXPECT_EQ(rows("x", "SELECT count(*) FROM events"), rows("x", "SELECT count(*) FROM happening_reports"));
    EXPECT_EQ(rows("x",
                   "SELECT count(*) FROM events e ANTI JOIN happening_reports r ON r.story_id = e.story_id AND "
                   "r.event_id = e.id"),
              "0\n");
    EXPECT_EQ(rows("x", "SELECT sum(reports) FROM happenings"), rows("x", "SELECT count(*) FROM happening_reports"));
}

TEST_F(Happenings, OthersThatAreAlikeStayApart) {
    ingest(
        "x",
        {kelafo[0],
         {"week", "Northern Times", "2025-03-11",
          "Ethiopian warplanes bombed Kelafo on Monday and killed 7 people, a doctor in the town said. It was the "
          "second "
          "raid on the market beside the Shabelle river in a week.",
          ""},
         {"town", "Northern Times", "2025-03-04",
          "Ethiopian warplanes bombed the port of Massawa on Monday and killed 3 sailors, the Eritrean navy said.", ""},
         {"lima", "Harbour Post", "2025-03-03",
          "Peruvian President Dina Boluarte met Chilean President Gabriel Boric in Lima on Monday.", ""},
         {"call", "Coast Herald", "2025-03-04",
          "Peruvian President Dina Boluarte spoke by telephone with Chilean President Gabriel Boric on Monday.", ""},
         {"other", "Coast Herald", "2025-03-04",
          "Peruvian President Dina Boluarte met Bolivian President Luis Arce on Monday.", ""}},
        9);
    EXPECT_EQ(rows("x", "SELECT max(stories) FROM happenings"), "1\n");
}

TEST_F(Happenings, DaysThatDifferAreShownAsConflicting) {
    ingest(
        "x",
        {{"a", "Harbour Post", "2025-03-05",
          "Peruvian President Dina Boluarte met Chilean President Gabriel Boric in Lima on Monday to discuss fishing "
          "rights off Arica and the copper railway.",
          ""},
         {"b", "Coast Herald", "2025-03-05",
          "Peruvian President Dina Boluarte met Chilean President Gabriel Boric in Lima on Tuesday to discuss fishing "
          "rights off Arica and the copper railway.",
          ""}},
        9);
    EXPECT_EQ(rows("x",
                   "SELECT reports, sources, conflicts, day_from FROM happenings WHERE type = 'CONSULT' ORDER BY "
                   "reports DESC LIMIT 1"),
              "2,2,day,words\n");
    EXPECT_NE(rows("x", "SELECT differs FROM happening_reports WHERE points IS NOT NULL").find("day"),
              std::string::npos);
}

TEST_F(Happenings, NoChainLeadsFromWeekToWeek) {
    std::vector<Item> daily;
    for (int day = 1; day <= 28; ++day)
        daily.push_back(
            {"s" + std::to_string(day), "Paper " + std::to_string(day),
             "2025-02-" + std::string(day < 10 ? "0" : "") + std::to_string(day),
             "Ethiopian warplanes bombed Kelafo and killed people at the market beside the Shabelle river, the "
             "governor of the district said.",
             ""});
    ingest("x", daily, 40);
    EXPECT_EQ(rows("x", "SELECT count(*) FROM happenings WHERE last_reported - first_reported > 4"), "0\n");
    EXPECT_NE(rows("x", "SELECT count(*) FROM happenings WHERE stories > 1"), "0\n");
}

TEST_F(Happenings, OrderAndNumberOfJoiningsDoNotMatter) {
    std::vector<Item> items = kelafo;
    items.push_back({"lima", "Harbour Post", "2025-03-04",
                     "Peruvian President Dina Boluarte met Chilean President Gabriel Boric in Lima on Monday.", ""});
    items.push_back({"lima2", "Coast Herald", "2025-03-04",
                     "Chilean President Gabriel Boric met Peruvian President Dina Boluarte in Lima on Monday.", ""});
    items.push_back({"undated", "Coast Herald", "",
                     "Ethiopian warplanes bombed Kelafo, killing 41 people at the market beside the Shabelle river.",
                     ""});
    ingest("once", items, 99);
    const std::string all = derived("once");
    EXPECT_GT(all.size(), 500u);
    std::vector<Item> turned(items.rbegin(), items.rend());
    ingest("turned", turned, 1);
    EXPECT_EQ(derived("turned"), all);
    std::rotate(items.begin(), items.begin() + 3, items.end());
    ingest("rotated", items, 2);
    EXPECT_EQ(derived("rotated"), all);
}

TEST_F(Happenings, AStoryThatChangesIsTakenOut) {
    std::vector<Item> items = kelafo;
    ingest("x", items, 9);
    items[3].text = "The harbour of Arica was closed for repairs. Ships waited outside.";
    ingest("x", {items[3]}, 1);
    ingest("fresh", items, 9);
    EXPECT_EQ(derived("x"), derived("fresh"));
    EXPECT_EQ(rows("x", most_reports), "ASSAULT,3,3,2,12,19,19,times,2025-03-03,toll\n");
}

}  // namespace
}  // namespace dragoman
