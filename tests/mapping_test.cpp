// Somebody else's names for what a story has.
#include <gtest/gtest.h>

#include "story/mapping.h"

namespace dragoman::story {
namespace {

Story read(const std::string& json, const std::string& map = "") {
    const auto mapping = Mapping::parse(map);
    EXPECT_TRUE(mapping) << map;
    const auto story = parse_json(json, "x.json", *mapping);
    EXPECT_TRUE(story) << json << (story ? "" : ": " + story.error().message());
    return story ? *story : Story();
}

std::string error(const std::string& json, const std::string& map = "") {
    const auto mapping = Mapping::parse(map);
    if (!mapping) return mapping.error().what;
    const auto story = parse_json(json, "x.json", *mapping);
    return story ? "" : story.error().what;
}

TEST(Mapping, OwnNamesComeFirst) {
    const Story story = read(R"({"id": 7, "title": "Own", "headline": "Other", "text": "Text.", "body": "Body.",
                                 "published": "2024-05-03", "date": "2020-01-01", "authors": ["Ana Silva, Lima"], "mood": true})");
    EXPECT_EQ(story.id, "7");
    EXPECT_EQ(story.title, "Own");
    EXPECT_EQ(story.text, "Text.");
    EXPECT_EQ(story.published, "2024-05-03");
    EXPECT_EQ(story.authors, (std::vector<std::string>{"Ana Silva, Lima"}));
}

TEST(Mapping, CommonNamesAreKnown) {
    const Story story =
        read(R"({"headline": {"main": "Talks"}, "articleBody": ["One.", "Two."], "pub_date": "2024/05/03 09:30",
                                 "web_url": "http://a.example/1", "Byline": "By Ana Silva and Joe Ray", "source": {"id": null, "name": "Post"},
                                 "category": "World", "guid": "a1", "title": null, "content": "shorter"})");
    EXPECT_EQ(story.title, "Talks");
    EXPECT_EQ(story.text, "One.\n\nTwo.");
    EXPECT_EQ(story.published, "2024-05-03T09:30:00");
    EXPECT_EQ(story.published_from, "given");
    EXPECT_EQ(story.url, "http://a.example/1");
    EXPECT_EQ(story.authors, (std::vector<std::string>{"Ana Silva", "Joe Ray"}));
    EXPECT_EQ(story.source, "Post");
    EXPECT_EQ(story.section, "World");
    EXPECT_EQ(story.id, "a1");
    EXPECT_EQ(read(R"({"body": "<p>One &amp; two.</p><p>Three.</p>", "date": "Fri, 03 May 2024 09:30:00 GMT"})").text,
              "One & two.\n\nThree.");
    EXPECT_EQ(read(R"({"text": "<p>As it is.</p>"})").text, "<p>As it is.</p>");
    EXPECT_EQ(read(R"({"body": "B.", "date": "Fri, 03 May 2024 09:30:00 GMT"})").published, "2024-05-03T09:30:00Z");
    EXPECT_EQ(read(R"({"body": "B.", "timestamp": 1714728600})").published.substr(0, 16), "2024-05-03T09:30");
    EXPECT_EQ(read(R"({"body": "B.", "date": "3 de mayo de 2024"})").published, "2024-05-03");
    EXPECT_EQ(read(R"({"body": "B.", "date": "last week"})").published, "") << "a date nobody said is one is left out";
}

TEST(Mapping, AMapSaysItInstead) {
    const std::string json =
        R"({"kopf": "Talks", "title": "no", "lead": "Lead.", "body": "Body.", "meta": {"when": "20240503T093000Z"}, "a.b": "dotted"})";
    const Story story = read(json, "title=kopf,text=lead+body+nothing,published=meta.when,section=a.b");
    EXPECT_EQ(story.title, "Talks");
    EXPECT_EQ(story.text, "Lead.\n\nBody.");
    EXPECT_EQ(story.published, "2024-05-03T09:30:00Z");
    EXPECT_EQ(story.section, "dotted");
}

TEST(Mapping, AnswersOfInterfacesHoldLists) {
    const auto stories = parse_json_stories(
        R"({"status": "ok", "tags": ["a"], "response": {"pages": 2, "results": [{"webTitle": "One", "body": "B."}, {"webTitle": "No text"},
            {"webTitle": "Two", "body": "C."}]}})",
        "x.json");
    ASSERT_TRUE(stories);
    ASSERT_EQ(stories->size(), 2u);
    EXPECT_EQ((*stories)[1].title, "Two");
    EXPECT_FALSE(parse_json_stories(R"({"status": "ok", "articles": []})", "x.json"));
}

TEST(Mapping, ErrorsSayWhatIsThere) {
    EXPECT_EQ(error(R"({"kopf": "a", "rumpf": "b"})"), "the story has no field \"text\"; its fields are: kopf, rumpf");
    EXPECT_EQ(error(R"({"kopf": "a", "text": "b"})", "text=rumpf"),
              "has no field \"rumpf\"; its fields are: kopf, text");
    EXPECT_EQ(error(R"({"title": true, "text": "b"})"), "the field \"title\" is no text");
    EXPECT_EQ(error(R"({"text": "b", "published": "soon"})"), "\"published\" is no ISO 8601 date: soon");
    EXPECT_EQ(error(R"({"text": "b", "when": "soon"})", "published=when"), "\"published\" is no ISO 8601 date: soon");
    EXPECT_EQ(error("{}", "colour=x").substr(0, 22), "a story has no \"colour");
    EXPECT_EQ(error("{}", "title"), "\"title\" names no field");
    EXPECT_EQ(error("{}", "title=a,title=b"), "\"title\" stands twice");
}

}  // namespace
}  // namespace dragoman::story
