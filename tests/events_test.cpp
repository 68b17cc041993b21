// The frames table is consistent and its examples are read as it says; retellings merge, and only
// retellings.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "dragoman/engine.h"
#include "findings/events/parts.h"
#include "knowledge/knowledge.h"

namespace dragoman {
namespace {

const std::set<std::string_view> plover_types = {"AGREE",    "CONSULT",  "SUPPORT", "COOPERATE", "AID",      "CONCEDE",
                                                 "RETREAT",  "REQUEST",  "ACCUSE",  "REJECT",    "THREATEN", "PROTEST",
                                                 "SANCTION", "MOBILIZE", "COERCE",  "ASSAULT"};

TEST(Frames, AreOfPloverAndCameo) {
    const Knowledge knowledge = Knowledge::embedded();
    const Table& frames = knowledge.table("frames");
    const Table& codes = knowledge.table("event_codes");
    std::set<std::string_view> known, used;
    for (int row = 0; row < codes.rows(); ++row) known.insert(codes.at(row, "cameo"));
    ASSERT_GT(frames.rows(), 500);
    for (int row = 0; row < frames.rows(); ++row) {
        EXPECT_TRUE(plover_types.count(frames.at(row, "type"))) << frames.at(row, "word");
        EXPECT_TRUE(known.count(frames.at(row, "cameo"))) << frames.at(row, "word");
        EXPECT_FALSE(frames.at(row, "example").empty()) << frames.at(row, "word");
        used.insert(frames.at(row, "type"));
    }
    EXPECT_EQ(used.size(), plover_types.size());
}

TEST(Frames, ExamplesAreReadAsTheySay) {
    const Engine engine = Engine::load();
    const Knowledge knowledge = Knowledge::embedded();
    const Table& frames = knowledge.table("frames");
    int right = 0;
    for (int row = 0; row < frames.rows(); ++row) {
        Story story;
        story.published = "2018-06-01";
        story.text = std::string(frames.at(row, "example"));
        const Record record = engine.read(story);
        right += std::any_of(record.events.begin(), record.events.end(),
                             [&](const Event& e) { return e.type == frames.at(row, "type"); });
    }
    // Examples are short and some of their actors are unknown to the knowledge; measured: 80 percent.
    EXPECT_GE(right * 100, frames.rows() * 70) << right << " of " << frames.rows();
}

findings::Event act(std::string type, EntityIds actors, EntityIds recipients, std::string time = "",
                    findings::EventStatus status = findings::EventStatus::occurred) {
    findings::Event event;
    event.type = std::move(type);
    event.actors = std::move(actors);
    event.recipients = std::move(recipients);
    event.time = std::move(time);
    event.status = status;
    static int trigger = 0;
    event.trigger = ++trigger;
    return event;
}

TEST(Merging, RetellingsAreOne) {
    EXPECT_EQ(findings::merged({act("ASSAULT", {0}, {1}), act("ASSAULT", {0}, {1})}).size(), 1u);
    EXPECT_EQ(findings::merged({act("CONSULT", {0}, {1}), act("CONSULT", {1}, {0})}).size(), 1u)
        << "mutual acts match either way";
    EXPECT_EQ(findings::merged({act("ASSAULT", {0}, {}), act("ASSAULT", {0}, {})}).size(), 1u);
    EXPECT_EQ(findings::merged({act("ASSAULT", {0}, {1}, "2019-10"), act("ASSAULT", {0}, {1}, "2019-10-09")}).size(),
              1u)
        << "one time is within the other";
}

TEST(Merging, OtherActsStay) {
    EXPECT_EQ(findings::merged({act("ASSAULT", {0}, {1}), act("ASSAULT", {1}, {0})}).size(), 2u)
        << "an attack answered";
    EXPECT_EQ(findings::merged({act("CONSULT", {0}, {1}, "2006-03"), act("CONSULT", {0}, {1}, "2006-06")}).size(), 2u)
        << "two days";
    EXPECT_EQ(findings::merged({act("CONSULT", {0}, {1}), act("CONSULT", {0}, {1}, "", findings::EventStatus::planned)})
                  .size(),
              2u)
        << "done and planned";
    EXPECT_EQ(findings::merged({act("ACCUSE", {0}, {1}), act("REJECT", {0}, {1})}).size(), 2u);
}

TEST(Merging, TheFullestTellingStands) {
    const auto events = findings::merged({act("ASSAULT", {}, {1}, "2019-10-09"), act("ASSAULT", {0}, {1})});
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].actors, EntityIds{0});
    EXPECT_EQ(events[0].time, "2019-10-09");
}

}  // namespace
}  // namespace dragoman
