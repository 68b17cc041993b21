// The scorer: perfect records score 1, every damage shows, and it agrees with the reference.
#include "evaluate/score.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "dragoman/engine.h"
#include "evaluate/names.h"
#include "evaluate/spans.h"
#include "record/record.h"
#include "story/story.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using evaluate::Key;
using evaluate::KeyRow;
using evaluate::Score;

std::string content_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

struct Example {
    Key key;
    Story story;
};

std::vector<Example> examples_of(const fs::path& folder) {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().string().ends_with(".key.json")) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<Example> examples;
    for (const auto& path : paths) {
        auto key = evaluate::parse_key(content_of(path), path.string());
        EXPECT_TRUE(key) << key.error().message();
        std::string story_path = path.string();
        story_path.replace(story_path.rfind(".key."), 5, ".story.");
        auto story = story::parse_json(content_of(story_path), story_path);
        EXPECT_TRUE(story) << story.error().message();
        if (key && story) examples.push_back({std::move(*key), std::move(*story)});
    }
    return examples;
}

/// The record that an engine without fault would give for a key.
class Perfect {
public:
    explicit Perfect(const Example& example) : words_(example.story.text) {
        const Key& key = example.key;
        record.story.text = example.story.text;
        for (const auto& e : key.entities)
            record.entities.push_back(
                {.id = e.id, .type = e.type, .name = e.name, .country = e.country, .sector = e.sector});
        const auto rows = [&](const char* kind) {
            return key.rows.contains(kind) ? key.rows.at(kind) : std::vector<KeyRow>();
        };
        for (const auto& k : rows("statements")) {
            Statement row{.speakers = k.list("speakers"),
                          .by = k.list("by"),
                          .through = k.list("through"),
                          .to = k.list("to"),
                          .form = k.text("form"),
                          .content = all(k.list("content"))};
            if (k.has("cue")) row.cue = one(k.text("cue"));
            row.evidence = row.content;
            record.statements.push_back(row);
        }
        for (const auto& k : rows("stances")) {
            Stance row{.holder = k.list("holder"), .stance = k.text("stance"), .evidence = all(k.list("evidence"))};
            if (key.entity(k.text("target")))
                row.target.entity = k.text("target");
            else
                row.target.words = one(k.text("target"));
            record.stances.push_back(row);
        }
        for (const auto& k : rows("events")) {
            Event row{.type = k.text("type"),
                      .mode = k.text("mode"),
                      .status = k.text("status"),
                      .actors = k.list("actors"),
                      .recipients = k.list("recipients"),
                      .time = k.text("time"),
                      .evidence = all(k.list("evidence"))};
            if (k.has("place")) row.place = EventPlace{"", one(k.text("place"))};
            record.events.push_back(row);
        }
        for (const auto& k : rows("figures"))
            record.figures.push_back({.value = k.value,
                                      .comparator = k.has("comparator") ? k.text("comparator") : "=",
                                      .unit = k.text("unit"),
                                      .of = all(k.list("of")),
                                      .role = k.text("role"),
                                      .direction = k.text("direction"),
                                      .period = k.text("period"),
                                      .by = k.list("by"),
                                      .evidence = all(k.list("text"))});
        for (const auto& k : rows("commitments"))
            record.commitments.push_back({.by = k.list("by"),
                                          .to = k.list("to"),
                                          .action = one(k.text("action")),
                                          .strength = k.text("strength"),
                                          .due = k.text("due"),
                                          .evidence = all(k.list("evidence"))});
        for (const auto& k : rows("groups"))
            record.groups.push_back(
                {.group = k.text("group"), .members = k.list("members"), .evidence = all(k.list("evidence"))});
        for (const auto& k : rows("times")) {
            const Passage p = one(k.text("text"));
            record.times.push_back({p.start, p.end, p.text, k.text("type"), k.text("value")});
        }
    }
    Record record;

private:
    Passage one(const std::string& quoted) const {
        const auto where = words_.find(quoted);
        return {static_cast<std::uint32_t>(where.begin), static_cast<std::uint32_t>(where.end),
                quoted.substr(0, quoted.rfind('@'))};
    }
    std::vector<Passage> all(const std::vector<std::string>& quoted) const {
        std::vector<Passage> list;
        for (const auto& q : quoted) list.push_back(one(q));
        return list;
    }
    const evaluate::Words words_;
};

Score score_of(
    const std::vector<Example>& examples, const std::function<void(Record&)>& damage = [](Record&) {}) {
    Score score;
    for (const Example& example : examples) {
        Perfect perfect(example);
        damage(perfect.record);
        score.add(example.key, example.story.text, &perfect.record);
    }
    return score;
}

TEST(Evaluate, PerfectRecordsScoreOne) {
    const auto examples = examples_of("tests/keys");
    ASSERT_EQ(examples.size(), 3u);
    const Score score = score_of(examples);
    EXPECT_EQ(score.record_f1(), 100);
    EXPECT_EQ(score.violations(), 0);
    EXPECT_EQ(score.errors(), std::vector<std::string>());
    for (const auto kind : evaluate::kinds) {
        const auto& count = score.count(kind);
        EXPECT_GT(count.key, 0) << kind;
        EXPECT_EQ(count.f1(count.strict), 1) << kind;
        for (const auto& [field, share] : count.fields) EXPECT_EQ(share.right, share.of) << kind << " " << field;
    }
}

TEST(Evaluate, EveryDamageShows) {
    const auto examples = examples_of("tests/keys");
    const Score none = score_of(examples, [](Record& r) { r = Record{.story = r.story}; });
    EXPECT_EQ(none.record_f1(), 0);
    const Score speakers = score_of(examples, [](Record& r) {
        for (auto& s : r.statements) s.speakers.clear();
    });
    EXPECT_LT(speakers.count("statements").f1(speakers.count("statements").strict), 0.1);
    EXPECT_EQ(speakers.count("statements").recall(), 1) << "the content still matches";
    const Score status = score_of(examples, [](Record& r) {
        for (auto& e : r.events) e.status = "denied";
    });
    EXPECT_EQ(status.count("events").strict, 0);
    EXPECT_EQ(status.count("events").recall(), 1);
    const Score twice =
        score_of(examples, [](Record& r) { r.figures.insert(r.figures.end(), r.figures.begin(), r.figures.end()); });
    EXPECT_LT(twice.count("figures").precision(), 0.6);
    const Score moved = score_of(examples, [](Record& r) { r.times[0].start += 1; });
    EXPECT_EQ(moved.violations(), 3) << "one in each story";
    const Score swapped = score_of(examples, [](Record& r) {
        for (auto& e : r.events) std::swap(e.actors, e.recipients);
    });
    EXPECT_GT(swapped.count("events").strict, 0) << "mutual acts may be told either way round";
    EXPECT_LT(swapped.count("events").strict, swapped.count("events").found);
    Score missing;
    missing.add(examples[0].key, examples[0].story.text, nullptr);
    EXPECT_NE(missing.table().find("no usable record: " + examples[0].key.story), std::string::npos);
    EXPECT_EQ(missing.count("events").recall(), 0);
}

TEST(Evaluate, NamesAreComparedWithoutTitlesAndMarks) {
    using evaluate::normal;
    EXPECT_EQ(normal("The Président, Émile  Šír"), "emile sir");
    EXPECT_EQ(normal("Prime Minister Dr. Ana Ríos"), "ana rios");
    EXPECT_EQ(normal("STRASSE"), normal("Straße"));
    EXPECT_EQ(normal("the"), "the") << "a title needs a name after it";
    EXPECT_EQ(normal("U.S."), "u s");
    EXPECT_EQ(normal(" \t\xC2\xA0"), "");
    EXPECT_EQ(normal("ﬁrst ²"), "first 2");
    EXPECT_EQ(normal("習近平"), "習近平");
}

TEST(Evaluate, QuotedWordsAreFound) {
    const evaluate::Words words("Ünder a roof a cat. “Meow!” it said.\nNo dot here\n\nLast one");
    EXPECT_EQ(words.find("a").begin, 6);
    EXPECT_EQ(words.find("a@2").begin, 13);
    EXPECT_EQ(words.find("a@9").end, 0);
    EXPECT_EQ(words.find("dog").end, 0);
    EXPECT_EQ(words.sentence(words.find("cat")), 0);
    EXPECT_EQ(words.sentence(words.find("Meow")), 1);
    EXPECT_EQ(words.sentence(words.find("it said")), 2);
    EXPECT_EQ(words.sentence(words.find("dot")), 3);
    EXPECT_EQ(words.sentence(words.find("Last")), 4);
    EXPECT_EQ(words.sentence({1000, 1001}), -1);
    EXPECT_EQ(evaluate::shared({{0, 10}}, {{5, 15}}), 5.0 / 15);
    EXPECT_EQ(evaluate::shared({{0, 4}, {2, 10}}, {{0, 10}}), 1) << "pieces that overlap count once";
    EXPECT_EQ(evaluate::shared({}, {}), 0);
}

TEST(Evaluate, BrokenKeysAreErrors) {
    EXPECT_FALSE(evaluate::parse_key("{", "k"));
    EXPECT_FALSE(evaluate::parse_key("[]", "k"));
    EXPECT_FALSE(evaluate::parse_key("{}", "k"));
    EXPECT_FALSE(evaluate::parse_key(R"({"story": "a", "entities": {"x": 1}})", "k"));
    const auto key = evaluate::parse_key(
        R"({"story": "a", "entities": {"x": {"type": "person"}, "y": {}, "by": {}}, "events": [{"actors": ["x"]}, 7], "times": 3})",
        "k");
    ASSERT_TRUE(key);
    EXPECT_TRUE(key->entity("x")->used);
    EXPECT_FALSE(key->entity("y")->used);
    EXPECT_EQ(key->rows.at("events").size(), 1u);
}

// -- against the reference -------------------------------------------------------------------------
class Reference : public testing::TestWithParam<const char*> {};

std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = popen(command.c_str(), "r");
    if (!pipe) return out;
    char buffer[4096];
    while (const std::size_t n = fread(buffer, 1, sizeof buffer, pipe)) out.append(buffer, n);
    pclose(pipe);
    return out;
}

TEST_P(Reference, SaysTheSame) {
    const fs::path scorer = "../shared/reading/score.py", keys = GetParam();
    if (!fs::exists(scorer) || !fs::exists(keys))
        GTEST_SKIP() << "the reading folder does not lie beside the project: nothing to compare with";
    const fs::path folder = fs::temp_directory_path() / ("dragoman_reference_" + std::to_string(getpid()));
    const auto examples = examples_of(keys);
    ASSERT_FALSE(examples.empty());
    const Engine engine = Engine::load();
    // What the engine reads; what a perfect one would; and that with every third row gone and some fields wrong.
    const std::vector<std::function<Record(const Example&)>> sources{
        [&](const Example& e) { return engine.read(e.story); }, [](const Example& e) { return Perfect(e).record; },
        [](const Example& e) {
            Record r = Perfect(e).record;
            const auto thin = [](auto& rows) {
                for (std::size_t i = rows.size(); i-- > 0;)
                    if (i % 3 == 2) rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(i));
            };
            thin(r.statements), thin(r.events), thin(r.figures), thin(r.times), thin(r.entities);
            for (auto& entity : r.entities) entity.name = "The " + entity.name;
            for (auto& s : r.statements)
                s.form = "mixed", s.content[0].end -= s.content[0].end - s.content[0].start > 9 ? 5 : 0,
                s.content[0].text = "broken";
            for (auto& event : r.events) std::swap(event.actors, event.recipients);
            for (auto& figure : r.figures) figure.role = "level", figure.unit = "people";
            return r;
        }};
    for (std::size_t i = 0; i < sources.size(); ++i) {
        fs::remove_all(folder);
        fs::create_directories(folder);
        Score score;
        for (const Example& example : examples) {
            Record record = sources[i](example);
            record.story.id = example.key.story;
            std::ofstream(folder / (example.key.story + ".json")) << record::to_json(record);
            score.add(example.key, example.story.text, &record);
        }
        EXPECT_EQ(score.table(), output_of("python3 " + scorer.string() + " " + keys.string() + " " + folder.string()))
            << "records " << i;
    }
    fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(Keys, Reference, testing::Values("tests/keys", "../shared/reading/dev"),
                         [](const auto& given) { return given.index == 0 ? "Own" : "Shared"; });

}  // namespace
}  // namespace dragoman
