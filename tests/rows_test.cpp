// No row of our own stories changes unseen: what is read from every story of examples/, cases/ and tests/readings/, and
// from every line of tests/readings/lines/, stands, as counts and a digest of the whole record, in tests/rows.tsv. A
// change of the reading shows there which stories it touched.
//
//     DRAGOMAN_UPDATE=1 build/release/dragoman_tests --gtest_filter=Rows.*        writes the file anew
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>

#include "dragoman/engine.h"
#include "own_stories.h"
#include "record/record.h"
#include "sha256.h"

namespace dragoman {
namespace {

constexpr const char* kept = DRAGOMAN_SOURCE "/tests/rows.tsv";
constexpr std::string_view head =
    "# What is read from the stories of examples/, cases/ and tests/readings/; written by rows_test.cpp.\n"
    "# columns: story entities times statements groups events figures commitments stances digest\n";

std::string row_of(const Engine& engine, const Story& story) {
    Record r = engine.read(story);
    r.engine_version.clear();  // of the knowledge too: a new word changes it, and no row
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", r.entities.size(), r.times.size(), r.statements.size(),
                       r.groups.size(), r.events.size(), r.figures.size(), r.commitments.size(), r.stances.size(),
                       sha256_hex(record::to_json(r)).substr(0, 12));
}

/// Story → its line's rest. Cases of one name stand one behind the other.
std::map<std::string, std::string> read_all() {
    const Engine engine = Engine::load();
    std::map<std::string, std::string> rows;
    std::vector<std::string> problems;
    for (const OwnStory& own : own_stories(problems)) {
        std::string& row = rows[own.name];
        row += (row.empty() ? "" : "\t") + row_of(engine, own.story);
    }
    for (const std::string& problem : problems) ADD_FAILURE() << problem;
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
