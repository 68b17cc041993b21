// The shape of the source tree: a stage includes only earlier stages, DuckDB stays in the store,
// tables of knowledge say where they come from, and nothing is called by a name that says nothing.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

namespace dragoman {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_under(const std::string& folder, const std::set<std::string>& extensions) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(DRAGOMAN_SOURCE) / folder))
        if (entry.is_regular_file() && extensions.count(entry.path().extension().string()))
            files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<std::string> lines_of(const fs::path& path) {
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

TEST(Folders, StagesIncludeOnlyEarlierOnes) {
    const std::map<std::string, int> rank = {{"knowledge", 0}, {"story", 0},      {"text", 1},   {"annotation", 2},
                                             {"mentions", 3},  {"findings", 4},   {"record", 5}, {"store", 6},
                                             {"archive", 7},   {"ingest", 8},     {"ask", 7},    {"evaluate", 7},
                                             {"follow", 9},    {"statistics", 0}, {"report", 8}, {"serve", 9}};
    const std::regex include("^\\s*#include \"([a-z]+)/");
    int seen = 0;
    for (const auto& path : files_under("src", {".cpp", ".h"})) {
        const std::string stage = fs::relative(path, fs::path(DRAGOMAN_SOURCE) / "src").begin()->string();
        if (!rank.count(stage)) continue;
        for (const auto& line : lines_of(path)) {
            std::smatch m;
            if (!std::regex_search(line, m, include)) continue;
            const std::string other = m[1];
            if (other == "dragoman" || other == stage) continue;
            ASSERT_TRUE(rank.count(other)) << path << ": " << line;
            EXPECT_LT(rank.at(other), rank.at(stage)) << path << ": " << line;
            ++seen;
        }
    }
    EXPECT_GT(seen, 20);
}

TEST(Folders, OnlyTheStoreKnowsDuckDB) {
    for (const char* folder : {"src", "cli", "include"})
        for (const auto& path : files_under(folder, {".cpp", ".h"})) {
            const bool store = path.string().find("/src/store/") != std::string::npos;
            for (const auto& line : lines_of(path))
                EXPECT_TRUE(store || line.find("duckdb.h") == std::string::npos) << path;
        }
}

TEST(Folders, TheReadingDoesNoInput) {
    const std::regex forbidden(
        "\\b(std::ifstream|std::ofstream|std::cout|std::cerr|fopen|getenv|std::chrono|time\\(nullptr\\)|std::random_"
        "device|setlocale)\\b");
    for (const char* stage : {"story", "text", "annotation", "mentions", "findings", "record"})
        for (const auto& path : files_under(std::string("src/") + stage, {".cpp", ".h"}))
            for (const auto& line : lines_of(path))
                EXPECT_FALSE(std::regex_search(line, forbidden)) << path << ": " << line;
}

TEST(Folders, NamesSaySomething) {
    for (const char* folder : {"src", "cli", "tests", "tools", "include"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(DRAGOMAN_SOURCE) / folder))
            EXPECT_FALSE(
                std::regex_match(entry.path().stem().string(), std::regex("utils?|common|helpers?|manager|misc")))
                << entry.path();
}

TEST(Knowledge, TablesNameTheirSourceAndAreSorted) {
    const auto files = files_under("knowledge", {".tsv"});
    EXPECT_GT(files.size(), 5u);
    for (const auto& path : files) {
        std::string head;
        std::vector<std::string> rows;
        for (const auto& line : lines_of(path))
            (line.starts_with("#") ? head += line + "\n" : (rows.push_back(line), head));
        EXPECT_NE(head.find("ource"), std::string::npos) << path << " names no source";
        EXPECT_NE(head.find("icence"), std::string::npos) << path << " names no licence";
        ASSERT_GT(rows.size(), 1u) << path;
        const auto columns = std::count(rows[0].begin(), rows[0].end(), '\t');
        std::set<std::string> seen;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            EXPECT_LE(std::count(rows[i].begin(), rows[i].end(), '\t'), columns) << path << ": " << rows[i];
            EXPECT_TRUE(seen.insert(rows[i]).second) << path << ": twice " << rows[i];
        }
    }
}

TEST(Knowledge, PlacesHaveAPrecisionOfTheRecord) {
    for (const auto& line : lines_of(fs::path(DRAGOMAN_SOURCE) / "knowledge/places.tsv")) {
        if (line.starts_with("#") || line.starts_with("name\t")) continue;
        const std::string last = line.substr(line.rfind('\t') + 1);
        EXPECT_TRUE(last.empty() || last == "point" || last == "city" || last == "region" || last == "country") << line;
    }
}

}  // namespace
}  // namespace dragoman
