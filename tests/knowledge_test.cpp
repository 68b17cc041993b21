// The tables keep to what their heads declare, and the user's lines over them do what knowledge.h says.
#include "knowledge/knowledge.h"

#include <gtest/gtest.h>

#include "dragoman/engine.h"
#include "knowledge/columns.h"

namespace dragoman {
namespace {

TEST(Knowledge, EveryRowKeepsToWhatItsTableDeclares) {
    const Knowledge known = Knowledge::embedded();
    ASSERT_GT(known.tables().size(), 20u);
    for (const Table& table : known.tables()) {
        const auto columns = knowledge::declared(table);
        ASSERT_EQ(columns.size(), table.columns().size()) << table.name();
        int keys = 0;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            EXPECT_EQ(columns[c].name, table.columns()[c]) << table.name();
            keys += columns[c].key;
        }
        EXPECT_GT(keys, 0) << table.name();
        for (int row = 0; row < table.rows(); ++row)
            EXPECT_EQ(knowledge::fault_of(table, row, columns, known.table("states")), "")
                << table.name() << ":" << table.origin(row).line;
    }
}

int rows_called(const Table& table, std::string_view column, std::string_view value) {
    int count = 0;
    for (int row = 0; row < table.rows(); ++row) count += table.at(row, column) == value;
    return count;
}

TEST(Overlay, AddsReplacesAndRetires) {
    const Knowledge plain = Knowledge::embedded();
    ASSERT_GT(rows_called(plain.table("leaders"), "name", "Vladimir Putin"), 2);
    ASSERT_EQ(rows_called(plain.table("organizations"), "name", "Kremlin"), 1);
    const Knowledge known = Knowledge::with({{"mine/leaders.tsv",
                                              "# my own\nname\tcountry\toffice\tsector\tfrom\n"
                                              "Vladimir Putin\tRUS\tChairman of the Chess Club\tGOV\t2020\n"
                                              "Ann Example\tGBR\tMayor of Leeds\tGOV\t2021-05\n"},
                                             {"mine/organizations.tsv", "name\ttype\n!Kremlin\n"}});
    EXPECT_TRUE(known.faults().empty());
    const Table& leaders = known.table("leaders");
    EXPECT_EQ(rows_called(leaders, "name", "Vladimir Putin"), 1);
    EXPECT_EQ(rows_called(leaders, "name", "Ann Example"), 1);
    EXPECT_EQ(leaders.at(0, "office"), "Chairman of the Chess Club");
    EXPECT_EQ(leaders.at(0, "to"), "");
    EXPECT_EQ(leaders.origin(0).file, "mine/leaders.tsv");
    EXPECT_EQ(leaders.origin(0).line, 3);
    EXPECT_TRUE(leaders.origin(2).file.empty());
    EXPECT_EQ(rows_called(known.table("organizations"), "name", "Kremlin"), 0);
    EXPECT_EQ(known.table("organizations").rows(), plain.table("organizations").rows() - 1);
    EXPECT_NE(known.version(), plain.version());
}

TEST(Overlay, PartOfAKeyRetiresAllThatBeginWithIt) {
    const Knowledge plain = Knowledge::embedded();
    ASSERT_EQ(rows_called(plain.table("places"), "name", "Abkhazia"), 2);
    const auto left = [](const char* lines) {
        return rows_called(Knowledge::with({{"places.tsv", lines}}).table("places"), "name", "Abkhazia");
    };
    EXPECT_EQ(left("name\tcountry\n!Abkhazia\n"), 0);
    EXPECT_EQ(left("name\tcountry\n!Abkhazia\tGEO\n"), 1);
    EXPECT_EQ(left("name\tcountry\nAbkhazia\tGEO\n"), 2) << "one replaced, the other stays";
}

TEST(Overlay, FaultsNameFileLineAndReasonAndTheRestIsUsed) {
    const Knowledge known = Knowledge::with({{"d/leaders.tsv",
                                              "name\tcountry\toffice\tsector\tfrom\tto\n"
                                              "A One\tXXQ\tMayor\tGOV\t\t\n"
                                              "B Two\tFRA\tMayor\tGOV\t2020-13-01\t\n"
                                              "C Three\tFRA\tMayor\tGOV\t2021-02-01\t2020-01-01\n"
                                              "\tFRA\tMayor\tGOV\t\t\n"
                                              "D Four\tFRA\tMayor\tMAYORAL\t\t\n"
                                              "E Five\tFRA\tMayor\tGOV\t\t\tmore\n"
                                              "!Nobody Of This Name\n"
                                              "F Six\tFRA\tMayor\tGOV\t2020\t2020-05\n"},
                                             {"d/planets.tsv", "name\nMars\n"},
                                             {"d/places.tsv", "name\tcontinent\nX\tEurope\n"},
                                             {"d/units.tsv", "unit\tdimension\tforms\n\xff\tlength\tx\n"}});
    std::vector<std::pair<std::string, int>> where;
    for (const auto& fault : known.faults()) where.emplace_back(fault.file, fault.line);
    const std::vector<std::pair<std::string, int>> expected = {
        {"d/leaders.tsv", 2}, {"d/leaders.tsv", 3}, {"d/leaders.tsv", 4}, {"d/leaders.tsv", 5}, {"d/leaders.tsv", 6},
        {"d/leaders.tsv", 7}, {"d/leaders.tsv", 8}, {"d/planets.tsv", 0}, {"d/places.tsv", 1},  {"d/units.tsv", 0}};
    EXPECT_EQ(where, expected);
    EXPECT_NE(known.faults()[0].what.find("XXQ"), std::string::npos);
    EXPECT_EQ(rows_called(known.table("leaders"), "name", "F Six"), 1);
    EXPECT_EQ(rows_called(known.table("leaders"), "name", "A One"), 0);
}

TEST(Overlay, LaterFilesLieOverEarlierOnes) {
    const Knowledge known = Knowledge::with({{"a/actors.tsv", "noun\tkind\tsector\ndragoman\toffice\tGOV\n"},
                                             {"b/actors.tsv", "noun\tkind\tsector\ndragoman\tpeople\tCVL\n"}});
    const Table& actors = known.table("actors");
    EXPECT_EQ(rows_called(actors, "noun", "dragoman"), 1);
    EXPECT_EQ(actors.at(0, "kind"), "people");
}

TEST(Overlay, ARowMayBeOfAStateThatALaterFileAdds) {
    const Knowledge known =
        Knowledge::with({{"leaders.tsv", "name\tcountry\toffice\tsector\nAnn Example\tXSL\tPremier of Sealand\tGOV\n"},
                         {"states.tsv", "code\tname\nXSL\tSealand\n"}});
    EXPECT_TRUE(known.faults().empty());
    EXPECT_EQ(rows_called(known.table("leaders"), "name", "Ann Example"), 1);
}

TEST(Overlay, TheRecordIsReadWithIt) {
    Story story;
    story.published = "2024-05-03";
    story.text = "Zwink Pfeffer said on Friday that the harbour would stay open.";
    const auto office = [&](const Engine& engine) {
        for (const auto& e : engine.read(story).entities)
            if (e.name == "Zwink Pfeffer") return std::string(e.office);
        return std::string("nobody");
    };
    const Engine plain = Engine::load();
    const Engine own = Engine::load({{"leaders.tsv",
                                      "name\tcountry\toffice\tsector\tfrom\n"
                                      "Zwink Pfeffer\tCHE\tHarbour Master of Basel\tGOV\t2024-05-01\n"}});
    EXPECT_EQ(office(plain), "");
    EXPECT_EQ(office(own), "Harbour Master of Basel");
    EXPECT_NE(plain.versions().knowledge, own.versions().knowledge);
    EXPECT_TRUE(own.knowledge_faults().empty());
}

}  // namespace
}  // namespace dragoman
