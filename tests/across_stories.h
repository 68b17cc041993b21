// Stories read, stored and joined, for tests of what stories say together.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "dragoman/engine.h"
#include "store/store.h"

namespace dragoman {

class AcrossStories : public testing::Test {
protected:
    struct Told {
        std::string id, source, published, text;
    };

    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() / ("dragoman_" + std::string(test->test_suite_name()) + "_" +
                                                            test->name() + "_" + std::to_string(getpid()));
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    store::Store open(const std::string& name = "x") const {
        auto opened = store::Store::open_to_write((folder_ / (name + ".duckdb")).string());
        EXPECT_TRUE(opened) << opened.error().message();
        return std::move(*opened);
    }

    static Record read(const Told& told) {
        static const Engine engine = Engine::load();
        Story story;
        story.id = told.id;
        story.source = told.source;
        story.published = told.published;
        story.text = told.text;
        return engine.read(story);
    }

    static void write(store::Store& into, const std::vector<Told>& stories) {
        std::vector<store::Reading> readings;
        for (const Told& told : stories) readings.push_back({read(told), told.text, told.id});
        const auto written = into.write({.readings = readings});
        ASSERT_TRUE(written) << written.error().message();
    }
    static void join(store::Store& in) {
        const auto joined = in.join();
        ASSERT_TRUE(joined) << joined.error().message();
    }
    /// All rows, a line each, cells parted with " | ".
    static std::string ask(const store::Store& from, const std::string& sql) {
        auto rows = from.query(sql);
        if (!rows) return rows.error().message();
        std::string out;
        std::vector<store::Value> row;
        while (rows->next(row)) {
            for (std::size_t i = 0; i < row.size(); ++i) out += (i ? " | " : "") + store::plain(row[i]);
            out += '\n';
        }
        return out;
    }
    static std::string all_of(const store::Store& from, const std::vector<std::string>& tables) {
        std::string out;
        for (const auto& table : tables) out += table + '\n' + ask(from, "SELECT * FROM " + table + " ORDER BY ALL");
        return out;
    }

    /// Joins the stories in this order at once, in the reverse order one by one, and with one more that then becomes
    /// another story without any row; all must give the same tables.
    void expect_one_outcome(const std::vector<Told>& stories, const std::vector<std::string>& tables) {
        store::Store at_once = open("at_once"), one_by_one = open("one_by_one"), changed = open("changed");
        write(at_once, stories);
        join(at_once);
        const std::string expected = all_of(at_once, tables);
        for (auto told = stories.rbegin(); told != stories.rend(); ++told) {
            write(one_by_one, {*told});
            join(one_by_one);
        }
        EXPECT_EQ(all_of(one_by_one, tables), expected);
        write(changed, stories);
        Told last = stories.back();
        write(changed, {{last.id, last.source, last.published, "Nothing happened."}});
        write(changed, {stories.front()});
        join(changed);
        EXPECT_NE(all_of(changed, tables), expected) << "the last story says nothing";
        write(changed, {last});
        join(changed);
        EXPECT_EQ(all_of(changed, tables), expected);
        ASSERT_TRUE(changed.join(true));
        EXPECT_EQ(all_of(changed, tables), expected);
    }

    std::filesystem::path folder_;
};

}  // namespace dragoman
