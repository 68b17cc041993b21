// Exports: codes of other data sets and their traps, times and words, happenings as events. What the files hold is read
// by programs of others in exports_test.py.
#include "store/exports/exports.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "knowledge/knowledge.h"
#include "store/exports/codes.h"
#include "store/exports/forms/words.h"
#include "store/store.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;

TEST(ExportCodes, CountriesAreCalledOtherwiseByOthers) {
    const auto codes = store::Codes::build(Knowledge::embedded());
    const auto of = [&](const char* iso) {
        const auto& state = codes.state(iso);
        return state.fips + " " + state.cameo + " " + state.cow + " " + state.icews;
    };
    EXPECT_EQ(of("DEU"), "GM DEU 255 Germany");
    EXPECT_EQ(of("GMB"), "GA GMB 420 Gambia");  // Germany's ISO neighbours in FIPS
    EXPECT_EQ(of("ROU"), "RO ROM 360 Romania");
    EXPECT_EQ(of("TLS"), "TT TMP 860 East Timor");
    EXPECT_EQ(of("RUS"), "RS RUS 365 Russian Federation");
    EXPECT_EQ(codes.state("MNE").cameo, "MTN");
    EXPECT_EQ(codes.state("UNK").fips, "KV");
    EXPECT_EQ(codes.state("UNK").cameo, "");  // CAMEO 1.1 has no Kosovo
    EXPECT_EQ(codes.state("IGO").fips, "");
    EXPECT_EQ(codes.state("").name, "");
}

TEST(ExportCodes, SectorsAndGroups) {
    const auto codes = store::Codes::build(Knowledge::embedded());
    EXPECT_EQ(codes.sector("JRN").cameo, "MED");  // the media
    EXPECT_EQ(codes.sector("MED").cameo, "HLH");  // health
    EXPECT_EQ(codes.sector("PTY").cameo, "");
    EXPECT_EQ(codes.sector("nothing").icews, "");
    EXPECT_EQ(codes.known_group("United Nations"), "UNO");
    EXPECT_EQ(codes.known_group("UN"), "UNO");
    EXPECT_EQ(codes.known_group("Salvora Rowing Club"), "");
}

TEST(ExportCodes, ScoresAreThoseOfTheDataSet) {
    const Knowledge knowledge = Knowledge::embedded();
    const auto codes = store::Codes::build(knowledge);
    EXPECT_EQ(codes.cameo("016").intensity, "-5");  // ICEWS; GDELT has 3.4
    EXPECT_EQ(codes.cameo("124").intensity, "-4");  // ICEWS; GDELT has -5
    EXPECT_EQ(codes.cameo("0431").name, codes.cameo("043").name);
    EXPECT_EQ(codes.cameo("99").name, "");
    EXPECT_EQ(codes.plover("ACCUSE", "").score, "-3");  // printed as 3
    EXPECT_EQ(codes.plover("ACCUSE", "disapprove").score, "-2");
    EXPECT_EQ(codes.plover("PROTEST", "vandalize").score, codes.plover("PROTEST", "").score);  // none published
    EXPECT_EQ(codes.plover("CONCEDE", "").quad, "VERBAL COOPERATION");
    EXPECT_EQ(codes.plover("YIELD", "").score, "");  // a name of another set of labels
    const Table& acts = knowledge.table("event_codes");
    for (int i = 0; i < acts.rows(); ++i)
        EXPECT_FALSE(codes.cameo(acts.at(i, "cameo")).name.empty()) << acts.at(i, "cameo");
    const Table& scores = knowledge.table("intensities");
    for (int i = 0; i < scores.rows(); ++i) {
        const std::string score(scores.at(i, "score"));
        if (scores.at(i, "quad") == "MATERIAL CONFLICT" && !score.empty()) EXPECT_LT(std::stod(score), 0);
        if (scores.at(i, "quad") == "MATERIAL COOPERATION" && !score.empty()) EXPECT_GT(std::stod(score), 0);
    }
}

TEST(ExportWords, TimesAreUtc) {
    EXPECT_EQ(store::stamp("2025-03-14"), "20250314000000");
    EXPECT_EQ(store::stamp("2025-03-14T01:30:00+02:00"), "20250313233000");
    EXPECT_EQ(store::stamp("2025-03-14T10:00Z"), "20250314100000");
    EXPECT_EQ(store::stamp("2025-12-31T23:30:15-0100"), "20260101003015");
    EXPECT_EQ(store::stamp("2025-03"), "");
    EXPECT_EQ(store::stamp("2025-02-30"), "");
    EXPECT_EQ(store::stamp("yesterday"), "");
}

TEST(ExportWords, PlacesAreCodePoints) {
    const std::string text = "Ana Ríos — “so” she said.\nA second paragraph. With two sentences.";
    const store::Places places(text);
    EXPECT_EQ(places.slice(4, 8), "Ríos");
    EXPECT_EQ(places.before(12, 4), "— “");
    EXPECT_EQ(places.after(0, 9), "Ana Ríos");
    EXPECT_EQ(places.after(60, 500), places.slice(60, places.size()));
    EXPECT_TRUE(places.in_first_paragraph(4));
    EXPECT_FALSE(places.in_first_paragraph(30));
    EXPECT_EQ(places.sentence(0), 1);
    EXPECT_EQ(places.sentence(places.size() - 3), 3);
    EXPECT_EQ(places.sentence(99999), 3);
    EXPECT_EQ(store::inert(" a\tb\n#c;", "#;"), "a b c");
    EXPECT_EQ(store::upper("Ríos"), "RÍOS");
    EXPECT_EQ(store::host("https://www.post.example:8080/a?b"), "post.example");
    EXPECT_EQ(store::host("urn:x"), "");
    EXPECT_EQ(store::Places("").size(), 0u);
    EXPECT_EQ(store::Places("").sentence(0), 1);
}

TEST(ExportWords, ADayOnlyWhereTheTextGivesOne) {
    using namespace std::chrono;
    const store::Day published = sys_days(2025y / March / 14);
    EXPECT_EQ(store::day_of({.time = "2025-03-02", .time_precision = "day"}, published), sys_days(2025y / March / 2));
    EXPECT_EQ(store::day_of({.time = "2025-02", .time_precision = "month"}, published), published);
    EXPECT_EQ(store::day_of({}, published), published);
}

TEST(ExportWords, MentionsStandInTheWordsOrBefore) {
    const Entity entity{.mentions = {{0, 4, "Peru", "name"}, {30, 32, "it", "pronoun"}, {50, 54, "Peru", "name"}}};
    EXPECT_EQ(store::mention_at(&entity, {28, 40, ""})->start, 30u);
    EXPECT_EQ(store::mention_at(&entity, {33, 40, ""})->start, 30u);
    EXPECT_EQ(store::mention_at(&entity, {0, 100, ""})->start, 0u);
    EXPECT_EQ(store::mention_at(nullptr, {0, 100, ""}), nullptr);
}

class ExportTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::temp_directory_path() / ("dragoman_exports_" + std::to_string(getpid()));
        fs::remove_all(folder_);
        fs::create_directories(folder_);
        path_ = (folder_ / "x.duckdb").string();
    }
    void TearDown() override { fs::remove_all(folder_); }

    static store::Reading reading(const std::string& id, const std::string& source, const std::string& day) {
        Record r;
        r.engine_version = "1";
        r.story = {
            .id = id, .source = source, .published = day, .language = "en", .text = "Peru thanked Chile and Bolivia."};
        r.entities = {
            {.id = "peru", .type = "country", .name = "Peru", .country = "PER", .mentions = {{0, 4, "Peru", "name"}}},
            {.id = "chile",
             .type = "country",
             .name = "Chile",
             .country = "CHL",
             .mentions = {{13, 18, "Chile", "name"}}},
            {.id = "bolivia", .type = "country", .name = "Bolivia", .country = "BOL"}};
        r.events = {{.id = "e1",
                     .type = "SUPPORT",
                     .cameo = "051",
                     .quad = 1,
                     .goldstein = 3.4,
                     .status = "occurred",
                     .actors = {"peru"},
                     .recipients = {"chile", "bolivia"},
                     .confidence = 0.87,
                     .evidence = {{0, 18, "Peru thanked Chile"}}}};
        return {r, "hash of " + id, id + ".json", id + ".json", {}, {}};
    }

    std::vector<std::vector<std::string>> rows(store::ExportRequest request, const char* file) {
        std::ostringstream none;
        request.into = (folder_ / "out").string();
        request.overwrite = true;
        const auto done = store::export_store(path_, request, none, [](const store::Exported&) {});
        EXPECT_TRUE(done) << done.error().message();
        std::ifstream in(folder_ / "out" / file);
        std::vector<std::vector<std::string>> all;
        for (std::string line; std::getline(in, line);) {
            all.emplace_back();
            std::istringstream fields(line);
            for (std::string field; std::getline(fields, field, '\t');) all.back().push_back(field);
        }
        return all;
    }

    fs::path folder_;
    std::string path_;
};

TEST_F(ExportTest, HappeningsAreEventsWithCounts) {
    {
        auto opened = store::Store::open_to_write(path_);
        ASSERT_TRUE(opened);
        ASSERT_TRUE(
            opened->write({.readings = {reading("b", "Post", "2025-02-04"), reading("a", "Wire", "2025-02-03"),
                                        reading("c", "Post", "2025-02-05"), reading("d", "Post", "2025-02-06")}}));
        for (const char* sql :
             {"CREATE TABLE IF NOT EXISTS happening_reports (happening_id VARCHAR, story_id VARCHAR, event_id VARCHAR)",
              "DELETE FROM happening_reports",
              "INSERT INTO happening_reports BY NAME SELECT unnest(['h', 'h', 'h', 'g']) AS happening_id, "
              "unnest(['a', 'b', 'c', 'd']) AS story_id, 'e1' AS event_id"})
            ASSERT_TRUE(opened->query(sql)) << sql;
    }
    const auto reports = rows({.form = "gdelt"}, "export.CSV");
    ASSERT_EQ(reports.size(), 8u);  // four reports of two pairs
    EXPECT_EQ(reports[0][31] + reports[0][32] + reports[0][33], "111");
    const auto events = rows({.form = "gdelt", .counting = store::Counting::happenings}, "export.CSV");
    ASSERT_EQ(events.size(), 4u);  // two happenings of two pairs
    EXPECT_EQ(events[0][31], "3");
    EXPECT_EQ(events[0][32], "2");
    EXPECT_EQ(events[0][33], "3");
    EXPECT_EQ(events[0][1], "20250203");  // the first report's day
    EXPECT_EQ(events[2][31], "1");
    std::map<std::string, int> mentions;
    for (const auto& mention : rows({.form = "gdelt", .counting = store::Counting::happenings}, "mentions.CSV"))
        ++mentions[mention[0]];
    EXPECT_EQ(mentions.size(), 4u);
    EXPECT_EQ(mentions[events[0][0]], 3);
    EXPECT_EQ(mentions[events[1][0]], 3);
    EXPECT_EQ(mentions[events[2][0]], 1);
    // Stories outside the dates asked for are no reports.
    const auto some =
        rows({.form = "gdelt", .from = "2025-02-04", .counting = store::Counting::happenings}, "export.CSV");
    ASSERT_EQ(some.size(), 4u);
    EXPECT_EQ(some[0][31], "2");
    EXPECT_EQ(some[0][1], "20250204");
}

TEST_F(ExportTest, EveryFormWritesWhatItCan) {
    {
        auto opened = store::Store::open_to_write(path_);
        ASSERT_TRUE(opened);
        ASSERT_TRUE(opened->write({.readings = {reading("a", "Wire", "")}}));
    }
    std::ostringstream out;
    const auto done = store::export_store(path_, {.form = "gdelt"}, out, [](const store::Exported&) {});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->rows, 0);
    EXPECT_EQ(done->left_out.at("events of stories without a date"), 1);
    const auto unknown = store::export_store(path_, {.form = "tablet"}, out, [](const store::Exported&) {});
    ASSERT_FALSE(unknown);
    EXPECT_NE(unknown.error().what.find("tablet"), std::string::npos);
    EXPECT_FALSE(store::export_store(path_, {.form = "csv"}, out, [](const store::Exported&) {}));
}

}  // namespace
}  // namespace dragoman
