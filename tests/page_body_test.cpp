// Web pages → the article's body: what is kept, what is left out, and where in the page it stands.
#include <gtest/gtest.h>

#include <ctime>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>

#include "story/page/page.h"
#include "story/page/phrases.h"
#include "story/story.h"

namespace dragoman::story::page {
namespace {

std::string harbour() {
    std::ifstream file(DRAGOMAN_SOURCE "/tests/pages/harbour.html");
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string body_of(const std::string& html) { return text_of(read_page(html, {}).body); }

const std::string first =
    "<p>The council of Ardmoor voted on Monday to close the old bridge, by nine votes to two.</p>";
const std::string second =
    "<p>Repairs will take until autumn, the engineer Paul Weir said, and will cost 4 million.</p>";
const std::string text =
    "The council of Ardmoor voted on Monday to close the old bridge, by nine votes to two.\n\n"
    "Repairs will take until autumn, the engineer Paul Weir said, and will cost 4 million.";

std::string with(const std::string& between) {
    return "<html><body><div class=page><h1>Bridge</h1>" + first + between + second + "</div></body></html>";
}

TEST(PageBody, TheArticleAndNothingElse) {
    EXPECT_EQ(body_of(harbour()),
              "The port of Salvora will take ships again on Wednesday, after dockers and the harbour office agreed on "
              "who runs the new cranes, both sides said on Tuesday.\n\n"
              "“We have what we came for,” said Tomas Orvell, who speaks for the dockers. The accord keeps 340 jobs "
              "until 2028—twice as many as the first offer.\n\n"
              "What was agreed\n\n"
              "The dockers staff two of the five cranes.\n\n"
              "Night shifts end at four, not at six.\n\n"
              "Wages rise by 6 percent in July.\n\n"
              "“Nobody won, and everybody can live with it,” the mediator, Hana Reyes, told reporters.\n\n"
              "Month\tShips\n\nMarch\t212\n\nApril\t37\n\n"
              "The strike cost the port some 80 million in fees, the harbour office said. It expects to be back at its "
              "usual traffic by the end of June.");
}

TEST(PageBody, KindsOfParagraphs) {
    using Kind = Paragraph::Kind;
    std::vector<Kind> kinds;
    const std::string html = harbour();
    for (const Paragraph& paragraph : read_page(html, {}).body.paragraphs) kinds.push_back(paragraph.kind);
    EXPECT_EQ(kinds, (std::vector<Kind>{Kind::text, Kind::text, Kind::heading, Kind::item, Kind::item, Kind::item,
                                        Kind::quote, Kind::row, Kind::row, Kind::row, Kind::text}));
}

TEST(PageBody, ACellThatStandsInNoRow) {
    const std::string told =
        "The council of Ardmoor voted on Monday to close the old bridge, by nine votes to two, and "
        "to build another one beside it that will be open to carts and to people on foot alone.";
    EXPECT_EQ(body_of("<th>" + told), told);
    EXPECT_EQ(body_of("<p>" + told + "</p><th>" + told), told + "\n\n" + told);
}

TEST(PageBody, LeftOutBetweenParagraphs) {
    EXPECT_EQ(body_of(with("")), text);
    for (const char* between :
         {"<figure><img src=a.jpg><figcaption>The bridge in March, before the flood came.</figcaption></figure>",
          "<div class=wp-caption><p>The bridge in March, before the flood came.</p></div>",
          "<div class='ad-slot'><p>Buy two pairs of boots, and get the third for nothing, today only.</p></div>",
          "<aside><p>Every bridge in the county is inspected twice a year, says the county.</p></aside>",
          "<div class=newsletter-signup><p>The day's news, sent to you at six. Free, and short.</p></div>",
          "<p>Read more: <a href=/b>The bridge that nobody wanted</a></p>",
          "<ul class=related-links><li><a href=/b>The bridge that nobody wanted</a></ul>",
          "<ul><li><a href=/b>The bridge that nobody wanted</a><li><a href=/c>Where the ferry went</a></ul>",
          "<form><p>Write to us, and we shall answer, if we can, within a day.</p></form>", "<p>Advertisement</p>",
          "<p>Photo: Ardmoor Council</p>", "<p class=byline>By Jo Hart, in Ardmoor, who was there.</p>",
          "<p hidden>Nobody sees this, and nobody should, until a button is pressed.</p>",
          "<div style='display:none'><p>Nobody sees this, and nobody should, until then.</p></div>",
          "<p>Sign up for <a href=/l>our letter</a> and never miss a vote.</p>",
          "<noscript><p>Please switch scripts on, or you will see nothing of this page.</p></noscript>",
          "<!-- <p>An old paragraph, which an editor took out of the page.</p> -->"})
        EXPECT_EQ(body_of(with(between)), text) << between;
}

TEST(PageBody, KeptBetweenParagraphs) {
    for (const char* between :
         {"<h2>What it costs</h2>", "<p>Nobody objected.</p>", "<ul><li>Nine for it<li>Two against it</ul>",
          "<blockquote>We waited too long, and now we pay for it.</blockquote>", "<p>«No.»</p>",
          "<p>The vote was the third, after <a href=/v>those of 2019</a> and <a href=/w>2022</a>, on the bridge.</p>",
          "<div class=paragraph>Traffic goes by the ferry until then, the council said.</div>",
          "<figure><table><tr><td>Year</td><td>Cars</td></tr></table></figure>", "<h3>Related costs rise too</h3>"}) {
        const std::string body = body_of(with(between));
        EXPECT_TRUE(body.starts_with(text.substr(0, 80)) && body.ends_with(text.substr(text.size() - 80)) &&
                    body.size() > text.size())
            << between << "\n"
            << body;
    }
}

TEST(PageBody, ClassesThatOnlyLookLikeFurniture) {
    for (const char* name : {"has-sidebar", "no-comments", "overflow-hidden", "elementor-widget",
                             "content-sidebar-wrap", "category-ads tag-share", "text-header post-meta-on"})
        EXPECT_EQ(
            body_of("<body class='" + std::string(name) + "'><div class='" + name + "'>" + first + second + "</div>"),
            text)
            << name;
}

TEST(PageBody, ParagraphsByLineBreaks) {
    EXPECT_EQ(
        body_of("<div>The mill burnt down on Friday night, the fire brigade said.<br><br>Nobody was hurt, but the "
                "river was closed<br>to boats until noon, and the road to Lower Ardmoor with it.</div>"),
        "The mill burnt down on Friday night, the fire brigade said.\n\nNobody was hurt, but the river was closed to "
        "boats until noon, and the road to Lower Ardmoor with it.");
}

TEST(PageBody, ScriptsWithoutSpacesAndOtherFullStops) {
    for (const std::string& sentence :
         {std::string("市议会周一以九票对二票决定关闭旧桥，工程师说修缮要到秋天才能完成。"),
          std::string("สภาเมืองลงมติเมื่อวันจันทร์ให้ปิดสะพานเก่าและซ่อมแซมจนถึงฤดูใบไม้ร่วงปีนี้และจะใช้งบประมาณจำนวนมาก"),
          std::string("नगर परिषद ने सोमवार को पुराना पुल बंद करने का फ़ैसला किया।"),
          std::string("قرر المجلس البلدي يوم الاثنين إغلاق الجسر القديم، وقال المهندس إن الإصلاح يستمر حتى الخريف")})
        EXPECT_EQ(body_of("<ul><li><a href=/>x</a></ul><div><p>" + sentence + "</p><p>" + sentence + "</p></div>"),
                  sentence + "\n\n" + sentence);
    EXPECT_EQ(phrase_of("责任编辑：某人", false), Phrase::furniture);
}

TEST(PageBody, ArticleBodyThatNamesItselfWins) {
    const std::string other =
        "<div><p>Our reporters have followed the council for twenty years, and still do, daily.</p>"
        "<p>They write, film and photograph, and answer letters when there is time for it.</p>"
        "<p>You can meet them on the first Monday of the month, in the back of the library.</p></div>";
    EXPECT_EQ(body_of("<body>" + other + "<div itemprop=articleBody>" + first + second + "</div>" + other), text);
}

TEST(PageBody, EndsWhereOtherStoriesBegin) {
    EXPECT_EQ(body_of("<div>" + first + second +
                      "<h2>More from Ardmoor</h2><p><a href=/x>The ferry, which sank in "
                      "1911, is found</a></p><h2>You may also like</h2><p>A short history of ferries, in pictures, by "
                      "us.</p></div>"),
              text);
}

TEST(PageBody, TheTitleIsNoParagraph) {
    EXPECT_EQ(
        body_of("<head><meta property='og:title' content='Bridge of Ardmoor closes'></head><body><div><p>BRIDGE OF "
                "ARDMOOR CLOSES</p>" +
                first + second + "</div>"),
        text);
}

TEST(PageBody, TextThatOnlyJsonLdHolds) {
    std::string body;
    for (int i = 0; i < 5; ++i)
        body += "The council of Ardmoor voted on Monday to close the old bridge, by nine votes. ";
    const auto story = story::parse(
        "<html><head><script type='application/ld+json'>{\"@type\": \"NewsArticle\", "
        "\"articleBody\": \"" +
            body + "\"}</script></head><body><div id=app></div>",
        {.where = "app.html"});
    ASSERT_TRUE(story);
    EXPECT_EQ(story->text.substr(0, 30), body.substr(0, 30));
}

TEST(PageBody, PagesWithoutArticle) {
    for (const char* html :
         {"", "<html></html>", "<body><ul><li><a href=/a>One story</a><li><a href=/b>Another</a></ul>",
          "<html><body><form><input></form><p>Log in</p>"})
        EXPECT_TRUE(read_page(html, {}).body.paragraphs.empty()) << html;
    const auto story = story::parse("<!doctype html><p>Log in</p>", {.where = "login.html"});
    ASSERT_FALSE(story);
    EXPECT_EQ(story.error().where, "login.html");
}

TEST(PageBody, ListsOfStoriesAreNoArticle) {
    std::string list = "<body><h1>Today</h1><p>All that happened in Ardmoor since this morning, in short.</p><ul>";
    for (int i = 0; i < 60; ++i) list += "<li><a href=/s>The council of Ardmoor votes on the bridge again</a></li>";
    EXPECT_TRUE(read_page(list, {}).body.paragraphs.empty());
    const std::string flash =
        "<article><p>All trains to Ardmoor stand still, the railway said. More soon.</p></article>";
    EXPECT_EQ(body_of(list + "</ul>" + flash), "All trains to Ardmoor stand still, the railway said. More soon.");
}

TEST(PageBody, IsAPageByItsContent) {
    for (const char* page : {"<!DOCTYPE html>\n<p>", "  <HTML lang=en>", "\xEF\xBB\xBF<!-- saved --><html>",
                             "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC>", "<body>", "<head>"})
        EXPECT_TRUE(is_page(page, "")) << page;
    for (const char* other :
         {"", "A story about <html>", "<?xml version='1.0'?><nitf><body>", "<htmlish>", "{}", "<header>"})
        EXPECT_FALSE(is_page(other, "")) << other;
    EXPECT_TRUE(is_page("<p>x", "text/html; charset=utf-8"));
    EXPECT_FALSE(is_page("<p>x", "text/plain"));
}

TEST(PageBody, StoriesOfPagesAreTheirBodies) {
    const std::string html = harbour();
    const auto story = story::parse(html, {.where = "a/harbour.html", .url = "https://herald.example/x"});
    ASSERT_TRUE(story);
    EXPECT_EQ(story->text, body_of(html));
}

/// Every paragraph's spans, resolved and collapsed, are its words; so is every part of it.
void check_spans(const Page& page) {
    for (const Paragraph& paragraph : page.body.paragraphs) {
        ASSERT_FALSE(paragraph.text.empty());
        ASSERT_FALSE(paragraph.spans.empty());
        std::string words, letters;
        std::uint32_t last = 0;
        for (const Span span : paragraph.spans) {
            ASSERT_LE(last, span.begin);
            ASSERT_LT(span.begin, span.end);
            ASSERT_LE(span.end, page.html.size());
            last = span.end;
            words += resolved(page.html.substr(span.begin, span.end - span.begin));
        }
        const auto only_letters = [](std::string_view from) {
            std::string kept;
            for (std::size_t i = 0; i < from.size(); ++i) {
                if (from.substr(i, 2) == "\xC2\xA0")
                    ++i;
                else if (!std::strchr(" \t\n\r\f", from[i]) || from[i] == '\0')
                    kept += from[i];
            }
            return kept;
        };
        ASSERT_EQ(only_letters(words), only_letters(paragraph.text));
        const auto half = static_cast<std::uint32_t>(paragraph.text.size() / 2);
        for (const Span part : {Span{0, half}, Span{half, static_cast<std::uint32_t>(paragraph.text.size())}}) {
            std::string found;
            for (const Span span : spans_in_page(page.html, paragraph, part))
                found += resolved(page.html.substr(span.begin, span.end - span.begin));
            const bool whole = static_cast<unsigned char>(paragraph.text[half]) < 0x80;
            if (whole && page.html.find('&') == std::string_view::npos) {
                ASSERT_EQ(only_letters(found), only_letters(paragraph.text.substr(part.begin, part.end - part.begin)));
            }
        }
    }
}

TEST(PageBody, EverySpanSlicesBack) {
    const std::string html = harbour();
    const Page page = read_page(html, {});
    check_spans(page);
    const Paragraph& paragraph = page.body.paragraphs[1];
    const auto at = static_cast<std::uint32_t>(paragraph.text.find("340 jobs until 2028—twice"));
    const auto spans = spans_in_page(html, paragraph, {at, at + 27});
    ASSERT_EQ(spans.size(), 1u);
    EXPECT_EQ(html.substr(spans[0].begin, spans[0].end - spans[0].begin), "340 jobs until 2028&#8212;twice");
    const auto said = static_cast<std::uint32_t>(paragraph.text.find("said Tomas"));
    const auto parts = spans_in_page(html, paragraph, {said, said + 10});
    ASSERT_EQ(parts.size(), 2u);
    EXPECT_EQ(html.substr(parts[1].begin, parts[1].end - parts[1].begin), "Tomas");
}

TEST(PageBody, AnyTruncationAndAnyBytes) {
    const std::string html = harbour();
    for (std::size_t size = 0; size <= html.size(); size += 7)
        check_spans(read_page(std::string_view(html).substr(0, size), {}));
    std::mt19937 random(11);
    for (int round = 0; round < 400; ++round) {
        std::string broken = html;
        for (int i = 0; i < 40; ++i) broken[random() % broken.size()] = "<>&;\"'/= \xC2\xA0\xE2\x80p0#"[random() % 17];
        for (int i = 0; i < 3; ++i) broken.erase(random() % broken.size(), random() % 40);
        check_spans(read_page(broken, {}));
    }
}

TEST(PageBody, WorkGrowsLinearly) {
    const std::string prose = "The council met, and nothing was decided on that day, as on all others. ";
    for (const std::string& part :
         {std::string("<div>"), "<p>" + prose, "<li>" + prose, "<div><p>" + prose, "<h2>More from here</h2>" + prose,
          "<table><tr><td>" + prose, std::string("<a href=x>y</a> "), std::string("<figure>"), "<ul><li>" + prose,
          std::string("<br>x"), "<div class='comments share'>" + prose, std::string("<p hidden hidden hidden>x"),
          "<h1>" + prose, "<blockquote>" + prose, std::string("&amp;"), std::string("<span>x</span> ")}) {
        std::string html = "<html><title>" + prose + "</title><body>";
        while (html.size() < 2'000'000) html += part;
        const std::clock_t start = std::clock();
        read_page(html, {});
        EXPECT_LT(std::clock() - start, 2 * CLOCKS_PER_SEC) << part;
    }
}

TEST(PagePhrases, LinesOfThePage) {
    EXPECT_EQ(phrase_of("Read more: The bridge", false), Phrase::furniture);
    EXPECT_EQ(phrase_of("ADVERTISEMENT", false), Phrase::furniture);
    EXPECT_EQ(phrase_of("Sharery is a town in the north", false), Phrase::none);
    EXPECT_EQ(phrase_of("By the time he came, all of them had left the town.", false), Phrase::none);
    EXPECT_EQ(phrase_of("More from Ardmoor", true), Phrase::end);
    EXPECT_EQ(phrase_of("Recent developments in the north", true), Phrase::none);
}

}  // namespace
}  // namespace dragoman::story::page
