// Every case of cases/*.case.
#include "cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "dragoman/engine.h"
#include "record/record.h"

namespace dragoman {
namespace {

const Engine& engine() {
    static const Engine engine = Engine::load();
    return engine;
}

struct All {
    std::vector<Case> cases;
    std::vector<std::string> problems;
};

const All& all() {
    static const All all = [] {
        All a;
        std::vector<std::string> files;
        for (const auto& entry : std::filesystem::directory_iterator(DRAGOMAN_SOURCE "/cases"))
            if (entry.path().extension() == ".case") files.push_back(entry.path().string());
        std::sort(files.begin(), files.end());
        for (const auto& file : files)
            for (auto& c : read_cases(file, a.problems)) a.cases.push_back(std::move(c));
        return a;
    }();
    return all;
}

std::string test_name(const testing::TestParamInfo<int>& info) {
    const Case& c = all().cases[static_cast<std::size_t>(info.param)];
    std::string name = c.file.substr(0, c.file.find('.')) + "_" + c.name + "_" + std::to_string(c.line);
    for (char& ch : name)
        if (!std::isalnum(static_cast<unsigned char>(ch))) ch = '_';
    return name;
}

class Cases : public testing::TestWithParam<int> {};

TEST_P(Cases, hold) {
    const Case& c = all().cases[static_cast<std::size_t>(GetParam())];
    const Record record = engine().read(c.story());
    for (const auto& violation : record::check(record)) ADD_FAILURE() << violation;
    for (const auto& failure : check(c, record))
        ADD_FAILURE() << c.name << "\n  " << failure << "\n  text: " << c.text << "\n  why: " << c.why;
}

INSTANTIATE_TEST_SUITE_P(Case, Cases, testing::Range(0, static_cast<int>(all().cases.size())), test_name);

TEST(CaseFiles, AreWellFormed) {
    for (const auto& problem : all().problems) ADD_FAILURE() << problem;
    EXPECT_GT(all().cases.size(), 20u);
}

// The checker itself: what it says of rows that are there and rows that are not.
TEST(CaseFiles, CheckerSeesBothWays) {
    std::vector<std::string> problems;
    Story story;
    story.text = "The minister promised to open the bridge by 30 June 2024.";
    story.published = "2024-05-03";
    const Record record = engine().read(story);
    Case c{"f", "n", "w", "", "", "", "", story.text, 1, {}};
    c.expectations = {{1, false, false, "time", "", "", {{"value", "2024-06-30"}}}};
    EXPECT_TRUE(check(c, record).empty());
    c.expectations = {{1, false, false, "time", "", "", {{"value", "2024-06-29"}}}};
    EXPECT_EQ(check(c, record).size(), 1u);
    c.expectations = {{1, true, false, "time", "", "", {{"value", "2024-06-30"}}}};
    EXPECT_EQ(check(c, record).size(), 1u);
    c.expectations = {{1, false, true, "time", "", "", {{"value", "2024-06-30"}}}};
    EXPECT_EQ(check(c, record).size(), 1u);
    c.expectations = {{1, false, false, "time", "", "", {{"valeu", "2024-06-30"}}}};
    EXPECT_EQ(check(c, record).size(), 1u);
}

}  // namespace
}  // namespace dragoman
