// No row of our own stories changes unseen: what is read from every story of examples/, cases/ and tests/readings/, and
// from every line of tests/readings/lines/, stands, as counts and a digest of the whole record, in tests/rows.tsv. A
// change of the reading shows there which stories it touched.
//
//     DRAGOMAN_UPDATE=1 build/release/dragoman_tests --gtest_filter=Rows.*        writes the file anew
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "cases.h"
#include "dragoman/engine.h"
#include "record/record.h"
#include "sha256.h"
#include "story/story.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
constexpr const char* kept = DRAGOMAN_SOURCE "/tests/rows.tsv";
constexpr std::string_view head =
    "# What is read from the stories of examples/, cases/ and tests/readings/; written by rows_test.cpp.\n"
    "# columns: story entities times statements groups events figures commitments stances digest\n";

std::vector<fs::path> files_of(const char* folder, const char* extension) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(DRAGOMAN_SOURCE) / folder))
        if (entry.path().extension() == extension) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string row_of(const Engine& engine, const Story& story) {
    Record r = engine.read(story);
    r.engine_version.clear();  // of the knowledge too: a new word changes it, and no row
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", r.entities.size(), r.times.size(), r.statements.size(),
                       r.groups.size(), r.events.size(), r.figures.size(), r.commitments.size(), r.stances.size(),
                       sha256_hex(record::to_json(r)).substr(0, 12));
}

/// A story for each line, with the day of the last line "published: …"; "\\n" in it is a line's end.
std::vector<Story> lines_of(const fs::path& path) {
    std::vector<Story> stories;
    std::ifstream file(path);
    std::string published;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        constexpr std::string_view day = "published: ";
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with(day)) {
            published = line.substr(day.size());
            continue;
        }
        for (std::size_t at = 0; (at = line.find("\\n", at)) != std::string::npos;) line.replace(at, 2, "\n");
        Story& story = stories.emplace_back();
        story.id = fmt::format("{} {}", path.stem().string(), number);
        story.published = published == "unknown" ? "" : published;
        story.text = line;
    }
    return stories;
}

/// Story → its line's rest. Cases of one name stand one behind the other.
std::map<std::string, std::string> read_all() {
    const Engine engine = Engine::load();
    std::map<std::string, std::string> rows;
    const auto add = [&](const std::string& name, const Story& story) {
        std::string& row = rows[name];
        row += (row.empty() ? "" : "\t") + row_of(engine, story);
    };
    const auto add_files = [&](const char* folder, const std::string& before) {
        for (const auto& path : files_of(folder, ".json")) {
            std::ifstream file(path);
            const auto story = story::parse_json(std::string{std::istreambuf_iterator<char>(file), {}}, path.string());
            EXPECT_TRUE(story) << path << " is no story";
            if (story) add(before + path.stem().string(), *story);
        }
    };
    add_files("examples", "");
    add_files("tests/readings", "readings: ");
    for (const auto& path : files_of("tests/readings/lines", ".txt"))
        for (const Story& story : lines_of(path)) add("lines: " + story.id, story);
    std::vector<std::string> problems;
    for (const auto& path : files_of("cases", ".case"))
        for (const Case& c : read_cases(path.string(), problems)) add(path.stem().string() + ": " + c.name, c.story());
    return rows;
}

TEST(Rows, AreAsTheyWere) {
    const auto rows = read_all();
    if (std::getenv("DRAGOMAN_UPDATE")) {
        std::ofstream file(kept);
        file << head;
        for (const auto& [name, row] : rows) file << name << "\t" << row << "\n";
    }
    std::map<std::string, std::string> before;
    std::ifstream file(kept);
    for (std::string line; std::getline(file, line);)
        if (const auto tab = line.find('\t'); !line.starts_with('#') && tab != std::string::npos)
            before[line.substr(0, tab)] = line.substr(tab + 1);
    EXPECT_GT(rows.size(), 500u);
    for (const auto& [name, row] : rows) {
        const auto known = before.find(name);
        if (known == before.end()) ADD_FAILURE() << name << " is new: write tests/rows.tsv anew (see the head here)";
        if (known != before.end() && known->second != row)
            ADD_FAILURE() << name << ": other rows than before; if they are meant, write tests/rows.tsv anew\n  was "
                          << known->second << "\n  is  " << row;
    }
    for (const auto& [name, row] : before)
        if (!rows.contains(name)) ADD_FAILURE() << name << " is gone: write tests/rows.tsv anew";
}

}  // namespace
}  // namespace dragoman
