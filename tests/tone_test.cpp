// Tone towards a target: what is known of it, whom a story names, sentences with marked targets, and the weights that
// ship.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "dragoman/engine.h"
#include "evaluate/toned.h"
#include "findings/lexicon.h"
#include "findings/tone/tone.h"
#include "knowledge/knowledge.h"
#include "stages.h"
#include "story/story.h"

namespace dragoman {
namespace {

using findings::Tone;
using findings::ToneTarget;

struct Read {
    explicit Read(std::string text) : story{.text = std::move(text)}, stages(engine().read_stages(story)) {}
    static const Engine& engine() {
        static const Engine one = Engine::load();
        return one;
    }
    static const findings::Lexicon& lexicon() {
        static const auto one = findings::Lexicon::build(Knowledge::embedded());
        return one;
    }
    static const findings::FeatureModels& model() {
        static const auto one = findings::load_tone_model(embedded_model("tone.bin"));
        return one;
    }
    ToneTarget named(std::string_view words) const {
        const auto at = static_cast<std::uint32_t>(story.text.find(words));
        return reader.target_at({at, at + static_cast<std::uint32_t>(words.size())});
    }
    std::vector<std::string> features(std::string_view words) const {
        std::vector<std::string> names;
        findings::FeatureSink sink;
        sink.names = &names;
        reader.features(named(words), sink);
        return names;
    }

    Story story;
    Stages stages;
    findings::Document document{stages.text, stages.annotation, stages.mentions, story.published};
    findings::ToneReader reader{document, lexicon(), stages.findings};
};

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

TEST(Tones, KnowWhatTheRecordSaysOfATarget) {
    const auto names = Read("France denounced Hugo Palma in Lima.").features("Hugo Palma");
    EXPECT_TRUE(has(names, "event recipient n ACCUSE"));
    EXPECT_TRUE(has(names, "w denounce"));
    EXPECT_TRUE(has(names, "p ^obj n denounce"));
    EXPECT_FALSE(has(names, "w hugo"));  // a name says nothing of how it is spoken of
}

TEST(Tones, KnowWhatIsDenied) {
    EXPECT_TRUE(has(Read("Ana Ruiz did not lie.").features("Ana Ruiz"), "p ^nsubj y lie"));
    EXPECT_TRUE(has(Read("Ana Ruiz did lie.").features("Ana Ruiz"), "p ^nsubj n lie"));
}

TEST(Tones, TargetsAreThoseNamedInTextOrder) {
    const Read read("Ana Ruiz met Peru's union leaders in Lima. She thanked them.");
    const auto targets = read.reader.targets();
    ASSERT_GE(targets.size(), 3u);
    for (const ToneTarget& target : targets) {
        EXPECT_FALSE(target.tokens.empty());
        EXPECT_FALSE(target.entities.empty());
    }
    EXPECT_TRUE(std::is_sorted(targets.begin(), targets.end(), [](const ToneTarget& a, const ToneTarget& b) {
        return a.tokens.begin < b.tokens.begin;
    }));
}

TEST(Tones, AStretchMeansWhomItNames) {
    const Read read("“Señor Ruiz” lied, Ana Ruiz said.");
    const ToneTarget target = read.named("Ana Ruiz");
    EXPECT_EQ(target.tokens.size(), 2);
    ASSERT_EQ(target.entities.size(), 1u);
    EXPECT_EQ(read.stages.mentions.entities[target.entities[0]].name, "Ana Ruiz");
    EXPECT_TRUE(read.reader.target_at({4000, 4001}).tokens.empty());
}

TEST(Tones, OneTargetTakesBoundedWork) {
    std::string text;
    for (int i = 0; i < 2000; ++i) text += "Ana Ruiz and Hugo Palma, ";
    const Read read(text + "met.");
    for (const ToneTarget& target : read.reader.targets()) {
        findings::FeatureSink sink;
        read.reader.features(target, sink);
        EXPECT_LT(sink.hashes.size(), 2500u);
    }
}

TEST(Tones, SentencesWithTargetsNameTheLineThatIsNone) {
    EXPECT_EQ(evaluate::read_toned("{\"text\":\"Ana\",\"targets\":[{\"from\":0,\"to\":3}]}\n\n", "f")->size(), 1u);
    for (const char* line : {"[]", "{\"text\":\"Ana\"}", "{\"text\":\"Ana\",\"targets\":[{\"from\":2,\"to\":9}]}",
                             "{\"text\":\"Ana\",\"targets\":[{\"from\":2,\"to\":2}]}"}) {
        const auto read = evaluate::read_toned("{\"text\":\"Ana\",\"targets\":[]}\n" + std::string(line), "f");
        ASSERT_FALSE(read) << line;
        EXPECT_EQ(read.error().where, "f:2");
    }
}

TEST(Tones, PolaritiesOfSevenAreThree) {
    const auto read = evaluate::read_toned(
        "{\"sentence_normalized\":\"Añ "
        "B\",\"targets\":[{\"from\":0,\"to\":2,\"polarity\":2.0},{\"from\":3,\"to\":4,\"polarity\":6},{\"from\":0,"
        "\"to\":1,\"tone\":\"neutral\"},{\"from\":0,\"to\":1}]}",
        "f");
    ASSERT_TRUE(read);
    const auto& targets = read->front().targets;
    EXPECT_EQ(targets[0].tone, Tone::negative);
    EXPECT_EQ(targets[0].bytes, (Span{0, 3}));
    EXPECT_EQ(targets[1].tone, Tone::positive);
    EXPECT_EQ(targets[2].tone, Tone::neutral);
    EXPECT_FALSE(targets[3].tone);
}

TEST(Tones, DamagedWeightsAreNoWeights) {
    ASSERT_TRUE(Read::model().usable());
    std::string bytes(embedded_model("tone.bin"));
    bytes[bytes.size() / 2] ^= 1;
    EXPECT_FALSE(findings::load_tone_model(bytes).usable());
    EXPECT_FALSE(findings::load_tone_model(bytes.substr(0, 40)).usable());
    EXPECT_FALSE(findings::load_tone_model({}).usable());
}

TEST(Tones, PlainSentencesAreReadAsTheyAreMeant) {
    std::ifstream file(std::string(DRAGOMAN_SOURCE) + "/tests/toned.jsonl", std::ios::binary);
    const std::string lines(std::istreambuf_iterator<char>(file), {});
    const auto sentences = evaluate::read_toned(lines, "toned.jsonl");
    ASSERT_TRUE(sentences);
    for (const auto& sentence : *sentences) {
        const Read read(sentence.text);
        for (const auto& target : sentence.targets) {
            const auto reading = read.reader.read(read.reader.target_at(target.bytes), Read::model());
            EXPECT_EQ(findings::tone_names[static_cast<std::size_t>(reading.tone)],
                      findings::tone_names[static_cast<std::size_t>(*target.tone)])
                << sentence.text;
            EXPECT_NEAR(reading.chances[0] + reading.chances[1] + reading.chances[2], 1, 1e-9);
        }
    }
}

TEST(Tones, KnownErrors) {
    const Read read("“Hugo Palma is a great leader and a wonderful friend,” Ana Ruiz said.");
    // Words of praise are nearer to a target than who says them, and few sentences taught the difference.
    EXPECT_EQ(read.reader.read(read.named("Ana Ruiz"), Read::model()).tone, Tone::positive) << "neutral would be right";
}

}  // namespace
}  // namespace dragoman
