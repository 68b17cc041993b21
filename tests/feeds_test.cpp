// Feeds → entries and stories. The feeds are in our own words; "any bytes" are made from them by cutting and flipping.
#include <gtest/gtest.h>

#include <random>

#include "story/feeds/feeds.h"
#include "story/markup/address.h"

namespace dragoman::story {
namespace {

using feeds::Feed;

Feed parsed(std::string_view bytes, const Context& context = {}) {
    auto feed = feeds::parse_feed(bytes, context);
    EXPECT_TRUE(feed);
    return feed ? std::move(*feed) : Feed();
}

const std::string whole =
    "<p>The port of Callao reopened on Friday. Three ships wait outside.</p><p>The ministry said that more berths "
    "would follow in June.</p>";

std::string rss(std::string_view items) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>North Wire</title><link>https://wire.example/</link><atom:link rel="self" href="https://wire.example/rss"/>
<language>en-gb</language><description>News &amp; views</description>)" +
           std::string(items) + "</channel></rss>";
}

const std::string item =
    R"(<item><title>Port &lt;b&gt;reopens&lt;/b&gt; &amp;amp; waits</title><link>https://wire.example/17</link><guid isPermaLink="false">nw-17</guid>
<dc:creator>Ana Ruiz</dc:creator><pubDate>Fri, 03 May 2024 09:30:00 +0200</pubDate><category>Economy</category><media:title>A crane</media:title>
<description>The port reopened…</description><content:encoded><![CDATA[)" +
    whole + R"(<p>The post Port reopens appeared first on North Wire.</p>]]></content:encoded></item>)";

const std::string atom =
    R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://wire.example/news/"><title type="html">North &amp;amp; Wire</title><id>tag:wire.example,2024:feed</id>
<link rel="self" href="feed"/><link href="/"/><updated>2024-05-03T10:00:00Z</updated><author><name>Desk</name></author>
<entry><id>tag:wire.example,2024:17</id><title type="text">A &lt;b&gt; is a tag</title><link rel="alternate" type="text/html" href="17.html"/><published>2024-05-03T09:30:00Z</published>
<updated>2024-05-03T10:00:00Z</updated><author><name>Ana Ruiz</name><email>ana@wire.example</email><uri>/ana</uri></author><category term="trade"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">)" +
    whole + R"(</div></content></entry>
<entry><id>tag:wire.example,2024:18</id><title>Short</title><summary>Only this.</summary></entry></feed>)";

const std::string json =
    R"({"version": "https://jsonfeed.org/version/1.1", "title": "North Wire", "home_page_url": "https://wire.example/", "language": "en",
"items": [{"id": 17, "url": "https://wire.example/17", "title": "Port reopens", "content_html": ")" +
    whole + R"(", "date_published": "2024-05-03T09:30:00Z", "authors": [{"name": "Ana Ruiz"}], "tags": ["trade"]}]})";

TEST(Feeds, ReadRss) {
    const Feed feed = parsed(rss(item));
    EXPECT_EQ(feed.format, "rss");
    EXPECT_EQ(feed.title, "North Wire");
    EXPECT_EQ(feed.link, "https://wire.example/");
    EXPECT_EQ(feed.language, "en-gb");
    EXPECT_EQ(feeds::text_of(feed.description), "News & views");
    ASSERT_EQ(feed.entries.size(), 1u);
    const auto& entry = feed.entries[0];
    EXPECT_EQ(entry.id, "nw-17");
    EXPECT_EQ(entry.url, "https://wire.example/17");
    EXPECT_EQ(entry.title, "Port reopens & waits");
    ASSERT_EQ(entry.authors.size(), 1u);
    EXPECT_EQ(entry.authors[0].name, "Ana Ruiz");
    EXPECT_EQ(entry.published, "2024-05-03T09:30:00+02:00");
    EXPECT_EQ(entry.categories, std::vector<std::string>{"Economy"});
    EXPECT_EQ(feeds::text_of(entry.summary), "The port reopened…");
}

TEST(Feeds, ReadAtom) {
    const Feed feed = parsed(atom);
    EXPECT_EQ(feed.title, "North & Wire");
    EXPECT_EQ(feed.link, "https://wire.example/");
    EXPECT_EQ(feed.language, "en");
    ASSERT_EQ(feed.entries.size(), 2u);
    const auto& entry = feed.entries[0];
    EXPECT_EQ(entry.url, "https://wire.example/news/17.html");
    EXPECT_EQ(entry.title, "A <b> is a tag");
    EXPECT_EQ(entry.authors[0].email, "ana@wire.example");
    EXPECT_EQ(entry.authors[0].url, "https://wire.example/ana");
    EXPECT_EQ(entry.updated, "2024-05-03T10:00:00Z");
    EXPECT_TRUE(feeds::text_of(entry.content).ends_with("follow in June."));
}

TEST(Feeds, ReadRdfAndJson) {
    const Feed rdf = parsed(
        R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://wire.example/"><title>North Wire</title></channel><item rdf:about="https://wire.example/17"><title>Port</title><dc:date>2024-05-03</dc:date></item></rdf:RDF>)");
    EXPECT_EQ(rdf.title, "North Wire");
    ASSERT_EQ(rdf.entries.size(), 1u);
    EXPECT_EQ(rdf.entries[0].id, "https://wire.example/17");
    EXPECT_EQ(rdf.entries[0].published, "2024-05-03");
    const Feed feed = parsed(json);
    ASSERT_EQ(feed.entries.size(), 1u);
    EXPECT_EQ(feed.entries[0].id, "17");
    EXPECT_EQ(feed.entries[0].authors[0].name, "Ana Ruiz");
}

TEST(Feeds, EntriesWithTheirWholeTextAreStories) {
    for (const std::string& bytes : {rss(item), atom, json}) {
        const auto stories = stories_of(bytes, {.where = "feed"});
        ASSERT_TRUE(stories);
        ASSERT_EQ(stories->size(), 1u);
        const Story& story = stories->front();
        EXPECT_EQ(story.text,
                  "The port of Callao reopened on Friday. Three ships wait outside.\n\nThe ministry said that more "
                  "berths would follow in June.");
        EXPECT_EQ(story.authors, std::vector<std::string>{"Ana Ruiz"});
        EXPECT_EQ(story.published.substr(0, 16), "2024-05-03T09:30");
        EXPECT_EQ(story.source.substr(0, 5), "North");
    }
    EXPECT_EQ(stories_of(rss(item), {})->front().id, "https://wire.example/17")
        << "an id that is no address may be another feed's too";
}

TEST(Feeds, SummariesAreNoStories) {
    for (const std::string& description : {std::string("The port reopened. Ships wait. Wheat too. Maize too."),
                                           whole + " Read more", whole.substr(0, 60) + " [...]", std::string()}) {
        const std::string feed =
            rss("<item><title>x</title><description><![CDATA[" + description + "]]></description></item>");
        const auto stories = stories_of(feed, {});
        ASSERT_TRUE(stories && stories->empty()) << description;
        EXPECT_EQ(parse(feed, {}).error().what, "is a feed whose 1 entries are summaries, not stories");
    }
    std::string body;
    for (int i = 0; i < 12; ++i) body += "Ships with wheat and maize wait outside the port. ";
    EXPECT_TRUE(parse(rss("<item><title>x</title><description>" + body + "</description></item>"), {}));
}

TEST(Feeds, AreForgiven) {
    EXPECT_EQ(parsed("junk before\n" + rss(item)).entries.size(), 1u);
    EXPECT_EQ(parsed(rss("<item><title>caf\xE9 &nbsp; &copy; R&D</title></item>")).entries[0].title, "café © R&D");
    EXPECT_EQ(parsed(rss("<item><title>One<item><title>Two</title></item>")).entries.size(), 2u);
    EXPECT_EQ(parsed("<RSS><CHANNEL><TITLE>T</TITLE><ITEM><TITLE>One</TITLE></ITEM></CHANNEL></RSS>").entries[0].title,
              "One");
    EXPECT_EQ(parsed("<rss><channel><item><dc:creator>Ana</dc:creator><content:encoded>x</content:encoded>")
                  .entries[0]
                  .authors[0]
                  .name,
              "Ana")
        << "undeclared prefixes";
    EXPECT_EQ(
        parsed(rss("<item><link>/17</link><guid>17</guid></item>"), {.url = "https://wire.example/rss"}).entries[0].url,
        "https://wire.example/17");
    EXPECT_FALSE(feeds::parse_feed("<html><body>rss</body></html>", {}));
    EXPECT_FALSE(feeds::parse_feed(R"({"items": [1]})", {}));
    EXPECT_FALSE(feeds::parse_feed("A story about <rss> feeds.", {})->entries.size() > 0);
    EXPECT_FALSE(feeds::parse_feed("", {}));
}

TEST(Feeds, PersonsAreTakenApart) {
    const auto author = [](const std::string& text) {
        return parsed(rss("<item><author>" + text + "</author></item>")).entries[0].authors[0];
    };
    for (const char* text :
         {"ana@wire.example (Ana Ruiz)", "Ana Ruiz &lt;ana@wire.example&gt;", "Ana Ruiz (ana@wire.example)"}) {
        EXPECT_EQ(author(text).name, "Ana Ruiz") << text;
        EXPECT_EQ(author(text).email, "ana@wire.example") << text;
    }
    EXPECT_EQ(author("Ana Ruiz").name, "Ana Ruiz");
}

TEST(Feeds, AnyBytesSurvive) {
    std::mt19937 random(7);
    for (const std::string& document : {rss(item), atom, json}) {
        for (std::size_t end = 0; end <= document.size(); ++end)
            (void)stories_of(std::string_view(document).substr(0, end), {});
        for (int i = 0; i < 400; ++i) {
            std::string flipped = document;
            for (int k = 0; k < 6; ++k) flipped[random() % flipped.size()] = static_cast<char>(random());
            (void)stories_of(flipped, {.url = "https://wire.example/"});
        }
    }
    for (const std::string_view piece :
         {"<item>", "<item><title>", "<a xml:base='b'>", "<category>x", "<content:encoded><![CDATA[<nav>]]>",
          "&amp;lt;nav&gt;", "<description>&lt;iframe>"}) {
        std::string document = "<rss><channel>";
        while (document.size() < 1'000'000) document += piece;
        (void)stories_of(document, {});
    }
}

TEST(Feeds, AddressesAreResolved) {
    using markup::resolved;
    const std::pair<const char*, const char*> examples[] = {
        // RFC 3986, 5.4
        {"g", "http://a/b/c/g"},      {"./g", "http://a/b/c/g"},
        {"g/", "http://a/b/c/g/"},    {"/g", "http://a/g"},
        {"//g", "http://g"},          {"?y", "http://a/b/c/d;p?y"},
        {"g?y", "http://a/b/c/g?y"},  {"#s", "http://a/b/c/d;p?q#s"},
        {"", "http://a/b/c/d;p?q"},   {".", "http://a/b/c/"},
        {"..", "http://a/b/"},        {"../g", "http://a/b/g"},
        {"../../../g", "http://a/g"}, {"http://x/y", "http://x/y"},
        {"mailto:z", "mailto:z"}};
    for (const auto& [reference, address] : examples)
        EXPECT_EQ(resolved("http://a/b/c/d;p?q", reference), address) << reference;
    EXPECT_EQ(resolved("", "g"), "g");
    EXPECT_EQ(resolved("urn:x", "g"), "g");
}

}  // namespace
}  // namespace dragoman::story
