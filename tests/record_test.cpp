// Findings → Record → JSON: ids, code points, escaping, and the checks that hold them.
#include "record/record.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <fstream>
#include <sstream>

#include "record/positions.h"
#include "record/scalars.h"

namespace dragoman {
namespace {

constexpr std::string_view body = "Élodie Août said “trade rose 12 percent”, and Peru will sign.";

Span find(std::string_view words) {
    const auto at = static_cast<std::uint32_t>(body.find(words));
    return {at, at + static_cast<std::uint32_t>(words.size())};
}

/// What the stages before would hand over for `body`, with every kind of row once.
struct Sample {
    Story story;
    Text text;
    Mentions mentions;
    Findings findings;
    Versions versions{"1.2.3", "aaaa", "bbbb"};

    Sample() {
        story.published = "2025-02-03";
        text.body = body;
        add(EntityType::person, "Élodie Août");
        add(EntityType::country, "Peru", "PER");
        mentions.entities.push_back(
            {.type = EntityType::people, .name = "nobody in particular"});  // not named, not used
        mentions.times.push_back({.span = find("will"), .value = "FUTURE_REF"});
        findings.statements.push_back({.speakers = {0},
                                       .content = {find("trade rose 12 percent")},
                                       .cue = find("said"),
                                       .evidence = {find("Élodie Août said")},
                                       .rule = "cue:say"});
        findings.figures.push_back({.span = find("12 percent"),
                                    .value = 12,
                                    .unit = "percent",
                                    .of = {find("trade")},
                                    .role = "change",
                                    .direction = "up",
                                    .by = {0},
                                    .statement = 0});
        findings.events.push_back({.type = "SUPPORT",
                                   .cameo = "0311",
                                   .status = findings::EventStatus::planned,
                                   .actors = {1},
                                   .confidence = 0.75,
                                   .evidence = find("Peru will sign")});
        findings.stances.push_back({.holder = {0}, .target = 1, .evidence = find("Peru")});
        findings.commitments.push_back({.by = {1},
                                        .action = find("sign"),
                                        .kind = "sign",
                                        .strength = "planned",
                                        .evidence = find("Peru will sign")});
        findings.groups.push_back({.group = 1, .members = {0}, .evidence = find("Peru")});
    }

    void add(EntityType type, const char* name, const char* country = "") {
        const Mention mention{
            .span = find(name), .kind = MentionKind::name, .entities = {static_cast<int>(mentions.entities.size())}};
        mentions.entities.push_back({.type = type,
                                     .name = name,
                                     .country = country,
                                     .named = true,
                                     .mentions = {static_cast<int>(mentions.mentions.size())}});
        mentions.mentions.push_back(mention);
    }

    Record make() const { return record::make(story, text, mentions, findings, record::Codes(), versions); }
};

TEST(Record, HoldsEveryKindOfRow) {
    const Record r = Sample().make();
    EXPECT_EQ(record::check(r), std::vector<std::string>());
    EXPECT_EQ(r.engine_version, "1.2.3+knowledge.aaaa.model.bbbb");
    ASSERT_EQ(r.entities.size(), 2u) << "entities that no row uses and no name carries are dropped";
    EXPECT_EQ(r.entities[0].id, "Élodie-août") << "ASCII letters are lowered, others kept";
    EXPECT_EQ(r.entities[1].id, "peru");
    ASSERT_EQ(r.statements.size(), 1u);
    EXPECT_EQ(r.statements[0].speakers, std::vector<std::string>{"Élodie-août"});
    ASSERT_EQ(r.figures.size(), 1u);
    EXPECT_EQ(r.figures[0].statement, r.statements[0].id);
    EXPECT_EQ(r.events.size(), 1u);
    EXPECT_EQ(r.stances.size(), 1u);
    EXPECT_EQ(r.commitments.size(), 1u);
    EXPECT_EQ(r.groups.size(), 1u);
    EXPECT_EQ(r.times.size(), 1u);
}

TEST(Record, CountsCodePoints) {
    const Record r = Sample().make();
    const Passage& content = r.statements[0].content[0];
    EXPECT_EQ(content.start, 18u);
    EXPECT_EQ(content.end, 39u);
    EXPECT_EQ(content.text, "trade rose 12 percent");
}

TEST(Record, SpansBeyondTheTextAreCutBack) {
    const record::Positions positions("aé");
    EXPECT_EQ(positions.passage({0, 99}).text, "aé");
    EXPECT_EQ(positions.passage({0, 2}).text, "a") << "an end inside a character goes back to its begin";
    EXPECT_EQ(positions.passage({5, 9}).text, "");
    EXPECT_EQ(positions.passage({2, 1}).text, "");
    for (const std::size_t size : {0, 63, 64, 65, 128, 1000}) {
        const std::string text(size, 'x');
        EXPECT_EQ(record::Positions(text).of(size), size);
    }
}

TEST(Record, IdsAreHashesOfWhatTheRowSays) {
    Sample sample;
    const Record once = sample.make(), again = sample.make();
    EXPECT_EQ(record::to_json(once), record::to_json(again));
    EXPECT_EQ(once.events[0].id.size(), 13u);
    EXPECT_EQ(once.events[0].id[0], 'e');
    sample.findings.events[0].confidence = 0.1;
    EXPECT_EQ(sample.make().events[0].id, once.events[0].id) << "confidence is not part of what a row says";
    sample.findings.events[0].actors = {0};
    EXPECT_NE(sample.make().events[0].id, once.events[0].id);
}

TEST(Record, RowsThatSayTheSameAreOne) {
    Sample sample;
    sample.findings.statements.push_back(sample.findings.statements[0]);
    sample.findings.statements.push_back({.speakers = {1}, .content = {find("sign")}, .parent = 1});
    const Record r = sample.make();
    ASSERT_EQ(r.statements.size(), 2u);
    EXPECT_EQ(r.statements[1].parent, r.statements[0].id) << "references to the second copy go to the first";
    EXPECT_EQ(record::check(r), std::vector<std::string>());
}

TEST(Record, RowsWithoutEvidenceAreNotWritten) {
    Sample sample;
    sample.findings.events[0].evidence = {};
    sample.findings.statements[0].content.clear();
    const Record r = sample.make();
    EXPECT_TRUE(r.events.empty());
    EXPECT_TRUE(r.statements.empty());
    EXPECT_EQ(r.figures[0].statement, "");
    EXPECT_EQ(record::check(r), std::vector<std::string>());
}

TEST(Record, IndexesOutOfRangeAreSurvived) {
    Sample sample;
    sample.findings.events[0].actors = {-1, 99, 1};
    sample.findings.figures[0].base = 12;
    sample.mentions.entities[0].mentions = {-1, 5};
    const Record r = sample.make();
    EXPECT_EQ(r.events[0].actors, std::vector<std::string>{"peru"});
    EXPECT_EQ(record::check(r), std::vector<std::string>());
}

TEST(Record, NamesakesGetDifferentIds) {
    Sample sample;
    for (const char* name : {"Peru", "Peru 2", "Peru"})
        sample.mentions.entities.push_back({.name = name, .named = true});
    const Record r = sample.make();
    std::set<std::string> ids;
    for (const auto& e : r.entities) ids.insert(e.id);
    EXPECT_EQ(ids.size(), r.entities.size());
    EXPECT_EQ(record::check(r), std::vector<std::string>());
}

TEST(Record, TheStoryIdComesFromItsContentWhenNoneIsGiven) {
    Sample sample;
    const std::string derived = sample.make().story.id;
    EXPECT_EQ(derived.size(), 16u);
    EXPECT_EQ(sample.make().story.id, derived);
    sample.story.source = "Another Paper";
    EXPECT_NE(sample.make().story.id, derived) << "the same words in another paper are another story";
    sample.story.id = "given";
    EXPECT_EQ(sample.make().story.id, "given");
}

TEST(Record, AMissingDateIsNoted) {
    Sample sample;
    sample.story.published.clear();
    const Record r = sample.make();
    ASSERT_EQ(r.notes.size(), 1u);
    EXPECT_EQ(r.notes[0].code, "date");
    EXPECT_EQ(r.story.published_from, "");
    EXPECT_EQ(Sample().make().story.published_from, "given");
}

TEST(Record, ValuesAreTheDecimalNumbersTheyWere) {
    Sample sample;
    sample.findings.figures[0].value = 4.1 * 1e9;
    sample.findings.figures[0].max = 0.1 + 0.2;
    const Record r = sample.make();
    EXPECT_EQ(r.figures[0].value, 4100000000.0);
    EXPECT_EQ(r.figures[0].max, 0.3);
    sample.findings.figures[0].value = 1.0 / 0.0;
    EXPECT_FALSE(sample.make().figures[0].value);
}

TEST(Record, CodesAreLookedUpFromTheNearestAbove) {
    const auto codes = record::Codes::build(Knowledge::embedded());
    EXPECT_FALSE(codes.find("").quad);
    EXPECT_FALSE(codes.find("zz").goldstein);
    EXPECT_EQ(codes.find("190").quad, 4);
    EXPECT_EQ(codes.find("190").goldstein, -10.0);
    EXPECT_EQ(codes.find("0309").quad, 1) << "no such code: 030";
}

TEST(Record, CheckFindsDamage) {
    const Record good = Sample().make();
    const auto problems = [&](auto&& damage) {
        Record bad = good;
        damage(bad);
        return record::check(bad).size();
    };
    EXPECT_EQ(problems([](Record& r) { r.events[0].evidence[0].start += 1; }), 1u);
    EXPECT_EQ(problems([](Record& r) { r.events[0].evidence.clear(); }), 1u);
    EXPECT_EQ(problems([](Record& r) { r.events[0].status = "maybe"; }), 1u);
    EXPECT_EQ(problems([](Record& r) { r.events[0].actors = {"nobody"}; }), 1u);
    EXPECT_EQ(problems([](Record& r) { r.events[0].quad = 7; }), 1u);
    EXPECT_EQ(problems([](Record& r) { r.figures[0].statement = "gone"; }), 1u);
    EXPECT_EQ(problems([](Record& r) { r.entities[1].id = r.entities[0].id; }), 5u)
        << "the copy, and four rows that lost their entity";
    EXPECT_EQ(problems([](Record& r) { r.entities[0].type = ""; }), 1u);
    EXPECT_EQ(problems([](Record& r) { r.times[0].end = 5000; }), 1u);
}

TEST(RecordJson, IsReadBackByAParser) {
    Sample sample;
    sample.story.title = "quotes \" \\ and \n\t\x01 \xE2\x80\xA8";
    sample.story.source = "broken \xFF bytes";
    const Record r = sample.make();
    for (const bool pretty : {false, true}) {
        simdjson::dom::parser parser;
        simdjson::dom::element json;
        const std::string text = record::to_json(r, pretty);
        ASSERT_EQ(parser.parse(text).get(json), simdjson::SUCCESS) << text;
        EXPECT_EQ(std::string_view(json["story"]["title"]), r.story.title);
        EXPECT_EQ(std::string_view(json["story"]["source"]), "broken \uFFFD bytes");
        EXPECT_EQ(std::string_view(json["story"]["text"]), body);
        EXPECT_TRUE(json["story"]["url"].is_null());
        EXPECT_EQ(std::string_view(json["events"].at(0)["evidence"].at(0)["text"]), "Peru will sign");
        EXPECT_EQ(double(json["events"].at(0)["confidence"]), 0.75);
        EXPECT_TRUE(json["events"].at(0)["quad"].is_null());
        EXPECT_TRUE(json["events"].at(0)["place"].is_null());
        EXPECT_EQ(std::string_view(json["stances"].at(0)["target"]["entity"]), "peru");
        EXPECT_EQ(json["statements"].at(0)["by"].get_array().size(), 0u);
    }
    EXPECT_EQ(record::to_json(r).find('\n'), std::string::npos) << "a record is one line";
}

TEST(RecordJson, RoundTrip) {
    const Record r = Sample().make();
    for (const bool pretty : {false, true}) {
        const auto again = record::from_json(record::to_json(r, pretty));
        ASSERT_TRUE(again) << again.error().message();
        EXPECT_EQ(record::to_json(*again), record::to_json(r));
        EXPECT_EQ(record::check(*again), std::vector<std::string>());
    }
    EXPECT_FALSE(record::from_json("{"));
    EXPECT_FALSE(record::from_json("[]"));
    EXPECT_EQ(record::from_json(R"({"events": [{"quad": "two"}]})").error().what,
              "field events.quad is of the wrong type");
    EXPECT_EQ(record::from_json(R"({"times": [{"start": -1}]})").error().what,
              "field times.start is of the wrong type");
    EXPECT_TRUE(record::from_json(R"({"unheard": 1, "story": {"title": null}})"));
}

TEST(RecordJson, NumbersAreShortAndExact) {
    const auto number = [](double value) {
        std::string out;
        record::append_number(out, value);
        return out;
    };
    EXPECT_EQ(number(123e9), "123000000000");
    EXPECT_EQ(number(0), "0");
    EXPECT_EQ(number(-0.0), "0");
    EXPECT_EQ(number(0.1), "0.1");
    EXPECT_EQ(number(-3.4), "-3.4");
    EXPECT_EQ(number(9007199254740991), "9007199254740991");
    EXPECT_EQ(number(1e300), "1e+300");
    EXPECT_EQ(number(0.0 / 0.0), "null");
}

TEST(RecordDocs, AreUpToDate) {
    std::ifstream file("docs/record.md");
    ASSERT_TRUE(file) << "tests run in the repository's root";
    std::ostringstream text;
    text << file.rdbuf();
    EXPECT_EQ(text.str(), record::documentation()) << "write it anew: dragoman fields > docs/record.md";
}

}  // namespace
}  // namespace dragoman
