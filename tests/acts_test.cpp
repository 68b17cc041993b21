// The weights of acts: tables of features, damaged files, and events without weights.
#include "findings/events/acts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "dragoman/engine.h"
#include "findings/lexicon.h"
#include "stages.h"

namespace dragoman::findings {
namespace {

std::string number(std::uint32_t value) {
    std::string bytes;
    for (int i = 0; i < 4; ++i) bytes += static_cast<char>(value >> (8 * i) & 255);
    return bytes;
}

std::string table(const std::vector<std::pair<std::uint32_t, std::string>>& rows) {
    std::string bytes = "TESTTEST" + number(static_cast<std::uint32_t>(rows.size()));
    for (const auto& [hash, weights] : rows) bytes += number(hash);
    for (const auto& [hash, weights] : rows) bytes += weights;
    return bytes;
}

TEST(FeatureWeights, SumsTheRowsOfKnownFeatures) {
    const std::string bytes = table({{0, "\x01\x02"}, {7, "\xFF\x05"}, {0x80000001u, "\x10\x20"}, {~0u, "\x03\x04"}});
    const FeatureWeights weights = FeatureWeights::load(bytes, "TESTTEST", 2);
    ASSERT_TRUE(weights.usable());
    std::int32_t sums[2] = {};
    for (std::uint32_t feature : {7u, 0x80000001u, ~0u, 0u, 6u, 0x80000000u}) weights.add(feature, sums);
    EXPECT_EQ(sums[0], 1 - 1 + 16 + 3);
    EXPECT_EQ(sums[1], 2 + 5 + 32 + 4);
}

TEST(FeatureWeights, DamagedTablesAreNotUsed) {
    const std::string bytes = table({{3, "\x01\x02"}, {9, "\x01\x02"}});
    EXPECT_FALSE(FeatureWeights::load(bytes, "OTHERSET", 2).usable());
    EXPECT_FALSE(FeatureWeights::load(bytes, "TESTTEST", 3).usable());
    for (std::size_t size = 0; size < bytes.size(); ++size)
        EXPECT_FALSE(FeatureWeights::load(bytes.substr(0, size), "TESTTEST", 2).usable()) << size;
    EXPECT_FALSE(FeatureWeights::load(table({{9u << 24, "\x01\x02"}, {3, "\x01\x02"}}), "TESTTEST", 2).usable())
        << "hashes out of order";
}

TEST(FeatureHash, JoinsPartsBySpaces) {
    EXPECT_EQ(FeatureHash().part("over").part("nsubj").value(), FeatureHash().part("over nsubj").value());
    EXPECT_NE(FeatureHash().part("over").part("nsubj").value(), FeatureHash().part("overnsubj").value());
    FeatureSink sink;
    std::vector<std::string> names;
    sink.names = &names;
    sink.add("marker", "v", "with");
    EXPECT_EQ(names, std::vector<std::string>{"marker v with"});
    EXPECT_EQ(sink.hashes, std::vector<std::uint32_t>{FeatureHash().part(names[0]).value()});
}

struct Reader {
    Engine engine = Engine::load();
    Lexicon lexicon = Lexicon::build(Knowledge::embedded());
    EventModel model = EventModel::load(embedded_model("event_acts.bin"));

    std::vector<dragoman::findings::Event> events(const std::string& text, const EventModel* with) const {
        Story story;
        story.published = "2024-05-03";
        story.text = text;
        Stages s = engine.read_stages(story);
        s.findings.events.clear();
        find_events({s.text, s.annotation, s.mentions, story.published, nullptr, with}, lexicon, s.findings);
        return s.findings.events;
    }
};

const Reader& reader() {
    static const Reader shared;
    return shared;
}

TEST(Acts, DamagedWeightsLeaveEventsToTheFrames) {
    std::string bytes(embedded_model("event_acts.bin"));
    ASSERT_TRUE(reader().model.usable());
    EXPECT_FALSE(reader().model.version().empty());
    bytes[bytes.size() / 3] ^= 1;
    for (const std::string_view damaged :
         {std::string_view(bytes), std::string_view(bytes).substr(0, 100), std::string_view()}) {
        const EventModel model = EventModel::load(damaged);
        EXPECT_FALSE(model.usable());
        const auto events = reader().events("Peru condemned Chile.", &model);
        ASSERT_EQ(events.size(), 1u);
        EXPECT_EQ(events[0].type, "ACCUSE");
        EXPECT_EQ(events[0].rule, "frame:condemn/ACCUSE");
    }
}

TEST(Acts, WeightsTellAPlainActFromNone) {
    const auto best = [&](const std::string& text) {
        double any = 0;
        Story story;
        story.text = text;
        const Stages s = reader().engine.read_stages(story);
        const Document document{s.text, s.annotation, s.mentions, {}};
        const EventReading reading(document, *reader().lexicon.indexes().events, s.findings);
        const auto candidates = candidates_of(reading);
        std::vector<const Candidate*> of_token(s.annotation.tag.size(), nullptr);
        for (const Candidate& c : candidates) of_token[c.trigger.token] = &c;
        for (const Candidate& c : candidates) {
            FeatureSink sink;
            act_features(reading, c, of_token, sink);
            const ActChances chances = reader().model.chances(sink.hashes);
            double sum = chances.none;
            for (double chance : chances.of) sum += chance;
            EXPECT_NEAR(sum, 1, 1e-9);
            any = std::max(any, chances.any());
        }
        return any;
    };
    EXPECT_GT(best("The Peruvian foreign minister condemned Chile's government."), 0.9);
    EXPECT_LT(best("The harbour has two piers and a small market."), 0.1);
}

TEST(Acts, AWordThatNoFrameKnowsMayTellOfAnAct) {
    const auto events = reader().events(
        "Prosecutors interrogated the mayor of Lima on Monday. The army machine-gunned protesters in Cusco.",
        &reader().model);
    EXPECT_TRUE(std::all_of(events.begin(), events.end(), [](const auto& e) {
        return !e.rule.empty() && e.evidence.begin < e.evidence.end && e.confidence > 0 && e.confidence < 1;
    }));
    EXPECT_FALSE(events.empty());
}

/// A passive without an agent has no actor, and a place none.
TEST(Acts, NobodyIsMadeUpAsActor) {
    for (const auto& e :
         reader().events("Twelve people were killed in Cusco. Ana Ruiz spoke of the attack in Lima.", &reader().model))
        if (e.type == "ASSAULT") {
            EXPECT_TRUE(e.actors.empty()) << e.rule;
        }
}

}  // namespace
}  // namespace dragoman::findings
