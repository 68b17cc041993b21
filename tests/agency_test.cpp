// Agency formats → stories. The documents are in our own words; "any bytes" are made from them by cutting and flipping.
#include <gtest/gtest.h>

#include <random>

#include "story/agency/agency.h"
#include "story/markup/characters.h"
#include "story/markup/date.h"
#include "story/markup/prose.h"
#include "story/markup/tree.h"

namespace dragoman::story {
namespace {

std::vector<Story> read(std::string_view bytes) {
    const auto stories = stories_of(bytes, {.where = "wire/item.xml"});
    EXPECT_TRUE(stories) << (stories ? "" : stories.error().message());
    return stories ? *stories : std::vector<Story>();
}

std::string refusal(std::string_view bytes) {
    const auto stories = stories_of(bytes, {.where = "item"});
    return stories ? "" : stories.error().what;
}

const std::string nitf = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-2.dtd">
<nitf><head><title>Port reopens</title><tobject tobject.type="news"><tobject.subject tobject.subject.type="Economy"/></tobject>
<docdata management-status="usable"><doc-id regsrc="NW" id-string="nw-2024-0503-17"/><date.issue norm="20240503T093000+0200"/></docdata>
<pubdata name="North Wire" position.section="Trade" ex-ref="https://wire.example/17"/></head>
<body><body.head><hedline><hl1>Port of Callao reopens</hl1><hl2>Ships wait</hl2></hedline>
<byline>By <person>Ana Ruiz</person> and <person>Tom Hale</person>, <byttl>Staff Writers</byttl></byline></body.head>
<body.content><p>The port of <location>Callao</location> reopened on Friday, the ministry&nbsp;said.</p>
<media media-type="image"><media-caption>A crane.</media-caption></media>
<p>Wheat &amp; maize
   are waiting.</p></body.content><body.end><tagline>Edited by nobody</tagline></body.end></body></nitf>)";

std::string newsml(std::string_view status, std::string_view content, std::string_view kind = "text") {
    return R"(<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:wire.example:17" version="2"><itemMeta><itemClass qcode="ninat:)" +
           std::string(kind) +
           R"("/><provider qcode="nprov:NW"><name>North Wire</name></provider><versionCreated>2024-05-03T11:00:00Z</versionCreated>
<firstCreated>2024-05-03T09:00:00Z</firstCreated><pubStatus qcode="stat:)" +
           std::string(status) +
           R"("/></itemMeta><contentMeta><creator><name>Ana Ruiz</name></creator><subject qcode="person:1"><name>Someone</name></subject>
<subject qcode="medtop:04000000"><name>economy</name></subject><headline>Port reopens</headline></contentMeta><contentSet>)" +
           std::string(content) + "</contentSet></newsItem>";
}

const std::string xhtml =
    R"(<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><h1>Port reopens</h1><p>First.</p><p>Second.</p></body></html></inlineXML>)";

TEST(Agency, ReadsNitf) {
    const auto stories = read(nitf);
    ASSERT_EQ(stories.size(), 1u);
    const Story& story = stories[0];
    EXPECT_EQ(story.id, "nw-2024-0503-17");
    EXPECT_EQ(story.title, "Port of Callao reopens");
    EXPECT_EQ(story.published, "2024-05-03T09:30:00+02:00");
    EXPECT_EQ(story.published_from, "given");
    EXPECT_EQ(story.authors, (std::vector<std::string>{"Ana Ruiz", "Tom Hale"}));
    EXPECT_EQ(story.source, "North Wire");
    EXPECT_EQ(story.section, "Trade");
    EXPECT_EQ(story.url, "https://wire.example/17");
    EXPECT_EQ(story.text, "The port of Callao reopened on Friday, the ministry said.\n\nWheat & maize are waiting.");
}

TEST(Agency, ReadsNewsMlG2) {
    const auto stories = read(newsml("usable", xhtml));
    ASSERT_EQ(stories.size(), 1u);
    EXPECT_EQ(stories[0].id, "urn:newsml:wire.example:17");
    EXPECT_EQ(stories[0].title, "Port reopens");
    EXPECT_EQ(stories[0].published, "2024-05-03T11:00:00Z");
    EXPECT_EQ(stories[0].source, "North Wire");
    EXPECT_EQ(stories[0].section, "economy");
    EXPECT_EQ(stories[0].authors, std::vector<std::string>{"Ana Ruiz"});
    EXPECT_EQ(stories[0].text, "First.\n\nSecond.") << "the headline is not said twice";
    EXPECT_EQ(read(newsml("usable", "<inlineXML contenttype=\"application/nitf+xml\">" +
                                        nitf.substr(nitf.find("<nitf")) + "</inlineXML>"))[0]
                  .title,
              "Port reopens");
    EXPECT_EQ(read(newsml("usable", "<inlineData contenttype=\"text/plain\">One.\n\nTwo.</inlineData>"))[0].text,
              "One.\n\nTwo.");
}

TEST(Agency, AMessageGivesItsItems) {
    const std::string message = "<newsMessage><header/><itemSet><packageItem guid=\"p\"/>" + newsml("usable", xhtml) +
                                newsml("canceled", xhtml) + newsml("usable", xhtml, "picture") +
                                newsml("usable", xhtml) + "</itemSet></newsMessage>";
    EXPECT_EQ(read(message).size(), 2u);
}

TEST(Agency, SaysWhyThereIsNoStory) {
    EXPECT_EQ(refusal(newsml("canceled", xhtml)), "is canceled by its sender");
    EXPECT_EQ(refusal(newsml("withheld", xhtml)), "is withheld by its sender");
    EXPECT_EQ(refusal(newsml("usable", xhtml, "picture")), "is of kind \"picture\", no text");
    EXPECT_EQ(refusal(newsml("usable", "")), "holds no text");
    EXPECT_EQ(refusal(R"({"uri": "urn:1", "pubstatus": "canceled", "body_text": "Gone."})"),
              "is canceled by its sender");
    EXPECT_EQ(refusal("<packageItem guid=\"p\"/>"), "is a package that only names other items");
}

TEST(Agency, ReadsNewsMl1) {
    const auto stories =
        read(R"(<NewsML><NewsEnvelope><SentFrom><Party FormalName="North Wire"/></SentFrom></NewsEnvelope><NewsItem>
<Identification><NewsIdentifier><PublicIdentifier>urn:newsml:wire.example:1</PublicIdentifier></NewsIdentifier></Identification>
<NewsManagement><ThisRevisionCreated>20240503T093000Z</ThisRevisionCreated><Status FormalName="Usable"/></NewsManagement>
<NewsComponent><NewsLines><HeadLine>Port reopens</HeadLine><ByLine>By Ana Ruiz</ByLine></NewsLines>
<NewsComponent><Role FormalName="Caption"/><DescriptiveMetadata><Language FormalName="es"/></DescriptiveMetadata>
<ContentItem><MimeType FormalName="text/plain"/><DataContent>Un texto bastante largo en otra lengua.</DataContent></ContentItem></NewsComponent>
<NewsComponent><Role FormalName="BodyText"/><DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>
<ContentItem><MimeType FormalName="text/html"/><DataContent><p>One.</p><p>Two.</p></DataContent></ContentItem></NewsComponent>
<NewsComponent><ContentItem><MimeType FormalName="text/css"/><DataContent>.x {}</DataContent></ContentItem></NewsComponent>
</NewsComponent></NewsItem></NewsML>)");
    ASSERT_EQ(stories.size(), 1u);
    EXPECT_EQ(stories[0].text, "One.\n\nTwo.");
    EXPECT_EQ(stories[0].title, "Port reopens");
    EXPECT_EQ(stories[0].published, "2024-05-03T09:30:00Z");
    EXPECT_EQ(stories[0].source, "North Wire");
    EXPECT_EQ(stories[0].authors, std::vector<std::string>{"Ana Ruiz"});
}

TEST(Agency, ReadsNinjsOfAllVersions) {
    const auto first = read(
        R"({"uri": "https://wire.example/17", "type": "text", "versioncreated": "2024-05-03T09:30:00Z", "headline": "Port reopens",
        "byline": "Ana Ruiz and Tom Hale", "body_text": "One. Two.", "body_xhtml": "<p>One.</p><p>Two.</p>", "subject": [{"name": "economy"}],
        "infosource": [{"name": "Minister", "rel": "interviewee"}, {"name": "North Wire", "rel": "provider"}]})");
    const auto third = read(
        R"({"uri": "https://wire.example/17", "type": "text", "versionCreated": "2024-05-03T09:30:00Z", "pubStatus": "usable",
        "headlines": [{"role": "sub", "value": "Ships"}, {"role": "main", "value": "Port reopens"}], "by": "By Ana Ruiz and Tom Hale", "copyrightHolder": "North Wire",
        "bodies": [{"role": "text", "contentType": "text/plain", "value": "One. Two."}, {"role": "html5", "contentType": "text/html", "value": "<p>One.</p><p>Two.</p>"}],
        "subjects": [{"name": "economy"}], "associations": [{"uri": "urn:2", "type": "picture", "headline": "A crane"}, {"uri": "urn:3", "type": "text", "body_text": "Side story."}]})");
    ASSERT_EQ(first.size(), 1u);
    ASSERT_EQ(third.size(), 2u);
    for (const Story& story : {first[0], third[0]}) {
        EXPECT_EQ(story.id, "https://wire.example/17");
        EXPECT_EQ(story.url, story.id);
        EXPECT_EQ(story.title, "Port reopens");
        EXPECT_EQ(story.published, "2024-05-03T09:30:00Z");
        EXPECT_EQ(story.source, "North Wire");
        EXPECT_EQ(story.section, "economy");
        EXPECT_EQ(story.authors, (std::vector<std::string>{"Ana Ruiz", "Tom Hale"}));
        EXPECT_EQ(story.text, "One.\n\nTwo.");
    }
    EXPECT_EQ(third[1].text, "Side story.");
    EXPECT_EQ(read(R"({"id": "7", "title": "Not ninjs", "text": "A story.", "headline": "x", "uri": "y"})")[0].id, "7");
}

TEST(Agency, ReadsAHeadOfNamesAndValues) {
    const Story story = read(
        "Title: Port reopens\nDate: Fri, 3 May 2024 09:30:00 +0200\nSource: North Wire\nAuthor: Ana Ruiz\n\nThe "
        "port\nreopened.\n\nShips wait.\n")[0];
    EXPECT_EQ(story.title, "Port reopens");
    EXPECT_EQ(story.published, "2024-05-03T09:30:00+02:00");
    EXPECT_EQ(story.source, "North Wire");
    EXPECT_EQ(story.authors, std::vector<std::string>{"Ana Ruiz"});
    EXPECT_EQ(story.text, "The port\nreopened.\n\nShips wait.");
    for (const char* plain : {"LIMA: The port reopened.\n\nShips wait.", "Title: a\nand then a sentence.\n\nBody.",
                              "Note: this\nWarning: that\n\nBody.", "Source: the ministry.\n\nBody.",
                              "Title: only\nDate: 2024-05-03\n", "The talks ended.\n\nTitle: x\n\nBody"})
        EXPECT_EQ(read(plain)[0].text, plain);
}

TEST(Agency, EntitiesAndDoctypesLoadAndGrowNothing) {
    const std::string bomb =
        R"(<!DOCTYPE nitf [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!-- ]> don't --><!ENTITY x SYSTEM "file:///etc/passwd">]>
<nitf><body><body.content><p>Before &b; &x; after.</p></body.content></body></nitf>)";
    EXPECT_EQ(read(bomb)[0].text, "Before &b; &x; after.");
}

TEST(Agency, AnyBytesSurvive) {
    std::mt19937 random(7);
    const std::vector<std::string> documents = {
        nitf, newsml("usable", xhtml), "<newsMessage>" + newsml("usable", xhtml) + "</newsMessage>",
        "Title: a\nDate: 2024-05-03\n\nBody",
        R"({"uri": "u", "bodies": [{"value": "<p>x"}], "associations": {"a": {"uri": "b"}}})"};
    for (const auto& document : documents) {
        for (std::size_t end = 0; end <= document.size(); ++end)
            (void)stories_of(std::string_view(document).substr(0, end), {});
        for (int i = 0; i < 400; ++i) {
            std::string flipped = document;
            for (int k = 0; k < 6; ++k) flipped[random() % flipped.size()] = static_cast<char>(random());
            (void)stories_of(flipped, {.content_type = i % 2 ? "text/xml; charset=utf-16" : ""});
        }
    }
}

TEST(Agency, GrowsLinearly) {
    for (const std::string_view piece :
         {"<ContentItem><DataContent>x", "<NewsComponent>", "<NewsItem>", "<newsItem>", "<contentMeta><by>",
          "<NewsComponent><ContentItem><DataContent>x</DataContent></ContentItem>"})
        for (const std::string root : {"<NewsML><NewsItem>", "<newsMessage><itemSet>"}) {
            std::string document = root;
            while (document.size() < 1'000'000) document += piece;
            (void)stories_of(document, {});
        }
}

TEST(Markup, GrowsLinearly) {
    for (const std::string_view piece : {"<a b='c' ", "<a>", "<!--", "<![CDATA[", "<?x ", "</a>", "<a b=\"", "&amp",
                                         "<!DOCTYPE [", "<a xmlns:b='c'>", "]]>", "<script>"}) {
        std::string document = "<nitf>";
        while (document.size() < 2'000'000) document += piece;
        (void)stories_of(document, {});
        (void)markup::prose(document);
    }
}

TEST(Markup, WritesProse) {
    using markup::prose;
    EXPECT_EQ(prose("<p>A &amp; b<br>c</p>d<ul><li>x<li>y</ul><script>if (a<b) \"</p>\"</script>z"),
              "A & b\nc\n\nd\n\nx\ny\n\nz");
    EXPECT_EQ(prose("<figure><img><figcaption>A crane</figcaption></figure>Body"), "Body");
    EXPECT_EQ(prose("one\n\n\ntwo\nthree &lt; four"), "one\n\ntwo\nthree < four");
    EXPECT_EQ(prose("a<br/><br/>b"), "a\n\nb");
    EXPECT_EQ(prose("<x:p>a</x:p><x:p>5 < 6</x:p>"), "a\n\n5 < 6");
    EXPECT_EQ(prose("<tr><td>1</td><td>2</td></tr><tr><td>3</td></tr>"), "1 2\n3");
    EXPECT_EQ(prose(""), "");
}

TEST(Markup, ReadsCharactersInAnyEncoding) {
    using markup::utf8_of;
    using namespace std::string_literals;
    EXPECT_EQ(utf8_of("<?xml version='1.0' encoding='iso-8859-1'?><a>\xE9\x93</a>", ""),
              "<?xml version='1.0' encoding='iso-8859-1'?><a>é“</a>");
    EXPECT_EQ(utf8_of("\xFF\xFE<\0a\0/\0>\0"s, ""), "<a/>");
    EXPECT_EQ(utf8_of("\0<\0a\0/\0>"s, ""), "<a/>");
    EXPECT_EQ(utf8_of("<a>\xCF\xF0</a>", "text/xml; charset=windows-1251"), "<a>Пр</a>");
    EXPECT_EQ(utf8_of("<a>é</a>", "text/xml; charset=windows-1251"), "<a>é</a>") << "UTF-8 whatever was said";
    EXPECT_EQ(utf8_of("<a>\x93"
                      "caf\xC3\xA9\x94</a>",
                      ""),
              "<a>“café”</a>");
    EXPECT_EQ(utf8_of("<a/>", "text/xml; charset=no-such"), "<a/>");
}

TEST(Markup, ReadsDates) {
    const std::pair<const char*, const char*> dates[] = {{"2024-05-03", "2024-05-03"},
                                                         {"20240503T093000+0200", "2024-05-03T09:30:00+02:00"},
                                                         {"2003-12-31T18:14:55.25Z", "2003-12-31T18:14:55Z"},
                                                         {"2024-05-03 09:30", "2024-05-03T09:30:00"},
                                                         {"Fri, 03 May 2024 09:30:00 GMT", "2024-05-03T09:30:00Z"},
                                                         {"Thu, 01 Jan 04 19:48 EST", "2004-01-01T19:48:00-05:00"},
                                                         {"May 3, 2024 9:30 PM", "2024-05-03T21:30:00"},
                                                         {"Fri May  3 09:30:00 2024", "2024-05-03T09:30:00"},
                                                         {"3rd of May 2024", "2024-05-03"},
                                                         {"05/03/2024", "2024-05-03"},
                                                         {"31/12/2023", "2023-12-31"},
                                                         {"2003-335T22:23Z", "2003-12-01T22:23:00Z"},
                                                         {"20080219+0100", "2008-02-19"},
                                                         {"2024-02-30", ""},
                                                         {"12:30 May 2024", ""},
                                                         {"yesterday", ""},
                                                         {"", ""}};
    for (const auto& [text, iso] : dates) EXPECT_EQ(markup::iso_date(text), iso) << text;
}

}  // namespace
}  // namespace dragoman::story
