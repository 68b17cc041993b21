// What pages say about themselves: dates, bylines, JSON-LD, and what of it is believed.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <ctime>
#include <random>

#include "story/page/authors.h"
#include "story/page/dates.h"
#include "story/page/json_ld.h"
#include "story/page/metadata.h"
#include "story/page/page.h"
#include "story/page/titles.h"

namespace dragoman::story::page {
namespace {

std::string day_of(std::string_view value) {
    const auto date = date_of_value(value);
    return date ? iso(*date) : "";
}

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : "; ") + name;
    return text;
}

Metadata read(std::string_view html, std::string_view url = "", std::string_view fetched = "") {
    return read_metadata(Tree(html), url, fetched);
}

TEST(PageDates, ValuesOfEveryForm) {
    const std::pair<const char*, const char*> cases[] = {
        {"2021-03-04", "2021-03-04"},
        {"2021-03-04T16:15:00Z", "2021-03-04T16:15:00Z"},
        {"2021-03-04T16:15:00.123+01:00", "2021-03-04T16:15:00+01:00"},
        {"2021-03-04T16:15:00-0530", "2021-03-04T16:15:00-05:30"},
        {"2021-03-04 16:15", "2021-03-04T16:15:00"},
        {"20210304T161500Z", "2021-03-04T16:15:00Z"},
        {"20210304", "2021-03-04"},
        {"1614874500", "2021-03-04T16:15:00Z"},
        {"1614874500123", "2021-03-04T16:15:00Z"},
        {"Thu, 04 Mar 2021 16:15:00 +0000", "2021-03-04T16:15:00Z"},
        {"Thu Mar 04 2021 16:15:00 GMT+0100 (CET)", "2021-03-04T16:15:00+01:00"},
        {"Thu Mar  4 16:15:00 UTC 2021", "2021-03-04T16:15:00Z"},
        {"March 3, 2021 4:15 pm", "2021-03-03T16:15:00"},
        {"Published: Wednesday, March 3rd, 2021 at 12:05 a.m. EST", "2021-03-03T00:05:00-05:00"},
        {"4:15 PM ET, Wed March 3, 2021", "2021-03-03T16:15:00"},
        {"3. März 2021, 16:15 Uhr", "2021-03-03T16:15:00"},
        {"le 1er mars 2021 à 16h15", "2021-03-01T16:15:00"},
        {"3 de marzo de 2021", "2021-03-03"},
        {"3 Марта 2021, 16:15", "2021-03-03T16:15:00"},
        {"2021年3月4日", "2021-03-04"},
        {"2021년 3월 4일", "2021-03-04"},
        {"٣ مارس ٢٠٢١", "2021-03-03"},
        {"03-Mar-21", "2021-03-03"},
        {"Mar 3, ’21", "2021-03-03"},
        {"04.03.2021", "2021-03-04"},
        {"29 February 2020", "2020-02-29"},
        {"3 март 2021 г.", "2021-03-03"},
        {"3. travnja 2021.", "2021-04-03"},
        {"2021 m. kovo 3 d.", "2021-03-03"},
        {"2021. gada 3. martā", "2021-03-03"},
        {"3 d’abril de 2021", "2021-04-03"},
        {"3. oktoober 2021", "2021-10-03"},
        {"3 مارچ 2021", "2021-03-03"},
        {"۳ مارس ۲۰۲۱", "2021-03-03"},
    };
    for (const auto& [value, expected] : cases) EXPECT_EQ(day_of(value), expected) << value;
}

TEST(PageDates, WhatIsNone) {
    for (const char* value :
         {"", "March 2021", "3 March", "31/02/2021", "29 February 2021", "192.168.1.20", "1.2.2021.4", "12345678",
          "0000-00-00", "2021", "room 12, 30 seats", "2021-13-04", "12:30:45"})
        EXPECT_EQ(day_of(value), "") << value;
    EXPECT_FALSE(find_date("call 20210304 now"));  // running text has numbers of its own
}

TEST(PageDates, EitherOrderIsToldAsSuch) {
    const auto date = date_of_value("03/04/2021");
    ASSERT_TRUE(date && date->either);
    EXPECT_EQ(iso(*date), "2021-03-04");
    EXPECT_EQ(iso(other_order(*date)), "2021-04-03");
    EXPECT_FALSE(date_of_value("13/04/2021")->either);
    EXPECT_FALSE(date_of_value("04/04/2021")->either);
    EXPECT_EQ(day_of("13/04/2021"), "2021-04-13");
    EXPECT_EQ(day_of("04/13/2021"), "2021-04-13");
}

TEST(PageDates, WhereItStood) {
    const std::string text = "Updated 4 May 2022 by us";
    const auto date = find_date(text);
    ASSERT_TRUE(date);
    EXPECT_EQ(text.substr(date->begin, date->end - date->begin), "4 May 2022");
}

TEST(PageDates, InAddresses) {
    const auto of = [](std::string_view url) {
        const auto date = url_date(url);
        return date ? std::to_string(date->year * 10000 + date->month * 100 + date->day) : std::string();
    };
    EXPECT_EQ(of("https://example.org/2021/03/04/talks"), "20210304");
    EXPECT_EQ(of("https://example.org/world/2021/mar/04/talks"), "20210304");
    EXPECT_EQ(of("https://example.org/talks-2021-03-04.html"), "20210304");
    EXPECT_EQ(of("https://example.org/20210304/talks"), "20210304");
    EXPECT_EQ(of("https://example.org/2021/03/talks"), "20210300");
    EXPECT_EQ(of("https://example.org/a/31458922/talks"), "");
    EXPECT_EQ(of("https://example.org/talks?day=2021-03-04"), "");
    EXPECT_EQ(of("https://2021-03-04.example.org"), "");
}

TEST(PageAuthors, NamesOfBylines) {
    const std::pair<const char*, const char*> cases[] = {
        {"By Jane Doe and John Roe, Staff Writer", "Jane Doe; John Roe"},
        {"Jane Doe, MD, PhD", "Jane Doe"},
        {"Doe, Jane", "Jane Doe"},
        {"Ana Ruiz, Bo Lind, and Chi Mak", "Ana Ruiz; Bo Lind; Chi Mak"},
        {"Ana Ruiz & Bo Lind", "Ana Ruiz; Bo Lind"},
        {"Written by Jane Doe on March 3, 2021", "Jane Doe"},
        {"By Jane Doe for The Daily Example", "Jane Doe"},
        {"Jane Doe jane@example.org", "Jane Doe"},
        {"Jane Doe | The Daily Example", "Jane Doe"},
        {"Jane Doe (Lima)", "Jane Doe"},
        {"Ренé Œ • Ана–Мария Ž …", "Ренé Œ"},
        {"Von Jana Beispiel", "Jana Beispiel"},
        {"Institute for War and Peace", "Institute for War and Peace"},
        {"The Example Team", "The Example Team"},
        {"admin", ""},
        {"Staff", ""},
        {"https://example.org/jane", ""},
        {"jane@example.org", ""},
        {"", ""},
        {"12", ""},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(joined(clean_authors(text)), expected) << text;
}

TEST(PageAuthors, TextThatOnlyBeginsLikeAByline) {
    EXPECT_EQ(joined(byline_authors("By Jane Doe", false)), "Jane Doe");
    EXPECT_EQ(joined(byline_authors("Jane Doe", true)), "Jane Doe");
    EXPECT_TRUE(byline_authors("Jane Doe", false).empty());
    EXPECT_TRUE(byline_authors("By the time the talks ended it was late", false).empty());
    EXPECT_TRUE(byline_authors("By 2030", true).empty());
}

TEST(PageJsonLd, AnArticleInAGraph) {
    LinkedData data;
    read_json_ld(R"({"@context":"https://schema.org","@graph":[
        {"@type":"WebSite","name":"The Daily Example"},
        {"@type":"WebPage","name":"Talks open - The Daily Example","datePublished":"2021-03-01"},
        {"@type":["Article","NewsArticle"],"headline":" Talks open ","datePublished":"2021-03-04T10:00:00Z",
         "dateModified":"2021-03-05","author":[{"@id":"#jane"},{"@type":"Person","name":"John Roe"}],
         "publisher":{"@id":"#house"},"articleSection":["World","Peru"],"inLanguage":{"@type":"Language","name":"en"},
         "mainEntityOfPage":{"@id":"https://example.org/talks"}},
        {"@type":"Person","@id":"#jane","name":"Jane Doe"},{"@type":"NewsMediaOrganization","@id":"#house","name":"Example House"},
        {"@type":"ItemList","itemListElement":[{"@type":"NewsArticle","headline":"Another"}]}]})",
                 data);
    const LinkedArticle* article = data.best();
    ASSERT_TRUE(article);
    EXPECT_EQ(data.articles.size(), 2U);
    EXPECT_EQ(article->headline, "Talks open");
    EXPECT_EQ(article->published, "2021-03-04T10:00:00Z");
    EXPECT_EQ(article->modified, "2021-03-05");
    EXPECT_EQ(joined(article->authors), "Jane Doe; John Roe");
    EXPECT_EQ(article->publisher, "Example House");
    EXPECT_EQ(article->section, "World");
    EXPECT_EQ(article->language, "en");
    EXPECT_EQ(article->url, "https://example.org/talks");
    EXPECT_EQ(data.site, "The Daily Example");
}

TEST(PageJsonLd, BrokenOnesAreReadAllTheSame) {
    const char* const broken[] = {
        "{\"@type\":\"NewsArticle\",\"headline\":\"He said \"yes\" to\ntalks\",\"author\":\"Jane Doe\",}",
        "<!-- {\"@type\":\"NewsArticle\",/* x */\"headline\":\"He said \"yes\" to talks\",\"author\":[\"Jane Doe\",]}; "
        "-->",
        "{\"@type\":\"NewsArticle\",\"headline\":\"He said \\\"yes\\\" to talks\",\"author\":{\"name\":\"Jane Doe\"",
        "[{\"@type\":\"Event\"}]\n{\"@type\":\"NewsArticle\",\"headline\":\"He said \\\"yes\\\" to "
        "talks\",\"author\":\"Jane Doe\"}",
    };
    for (const char* json : broken) {
        LinkedData data;
        read_json_ld(json, data);
        const LinkedArticle* article = data.best();
        ASSERT_TRUE(article) << json;
        EXPECT_EQ(article->headline, "He said \"yes\" to talks") << json;
        EXPECT_EQ(joined(article->authors), "Jane Doe") << json;
    }
}

TEST(PageJsonLd, WorkIsLinear) {
    for (const char* piece : {"{}", "[", "{\"a\":", "\"", "{\"@type\":\"Article\"} "}) {
        std::string json;
        while (json.size() < 500000) json += piece;
        LinkedData data;
        const std::clock_t begin = std::clock();
        read_json_ld(json, data);
        EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 5) << piece;
    }
}

TEST(PageMetadata, WorkIsLinear) {
    for (const char* piece : {"<div class=author>By A", "<h1>a - ", "<time>1/2/2021", "<p itemprop=author itemscope>x",
                              "<footer class=comment>", "<meta property=og:site_name content=aaaaaaaaaaaaaaa>",
                              "<a rel=author href=/author/x>Jane Doe</a>, "}) {
        std::string html;
        while (html.size() < 1000000) html += piece;
        const std::clock_t begin = std::clock();
        read(html, "https://example.org");
        EXPECT_LT((std::clock() - begin) / CLOCKS_PER_SEC, 5) << piece;
    }
}

TEST(PageJsonLd, WhatIsNone) {
    for (const char* json : {"", "null", "{}", "[[[[", "{\"@type\":12}", "\"NewsArticle\"",
                             "{\"@type\":\"Corporation\",\"name\":\"X\"}"}) {
        LinkedData data;
        read_json_ld(json, data);
        EXPECT_EQ(data.best(), nullptr) << json;
    }
}

TEST(PageTitles, WithoutTheSite) {
    const std::vector<std::string> sites = {"the daily example"};
    EXPECT_EQ(without_site("Talks open | The Daily Example", sites), "Talks open");
    EXPECT_EQ(without_site("The Daily Example - Talks open", sites), "Talks open");
    EXPECT_EQ(without_site("Talks open - World - The Daily Example", sites), "Talks open - World");
    EXPECT_EQ(without_site("Talks open - a first step", sites), "Talks open - a first step");
    EXPECT_EQ(without_site("The Daily Example", sites), "The Daily Example");
    EXPECT_EQ(site_of_address("https://www.dailyexample.co.uk/world/1"), "dailyexample");
}

TEST(PageTitles, ABeginningWithTheSitesNameIsCutOnlyWhenItIsNoMore) {
    const std::vector<std::string> sites = {"harbour"};
    EXPECT_EQ(without_site("Harbour.com - Talks open", sites), "Talks open");
    EXPECT_EQ(without_site("Harbour 12 – Talks open", sites), "Harbour 12 – Talks open");
    EXPECT_EQ(without_site("Harbour dues for small boats - 2021", sites), "Harbour dues for small boats - 2021");
    EXPECT_EQ(without_site("Talks open - Harbour Evening News", sites), "Talks open");
}

TEST(PageTitles, SitesAndNoMore) {
    const std::vector<std::string> sites = {"the daily example"};
    EXPECT_TRUE(is_site("Daily Example", sites));
    EXPECT_TRUE(is_site("The Daily Example News", sites));
    EXPECT_FALSE(is_site("The Daily Example wins a prize", sites));
    EXPECT_FALSE(is_site("The Daily Example 12", sites));
    EXPECT_FALSE(is_site("Talks", sites));
}

TEST(PageTitles, WordsOfAnAddress) {
    EXPECT_EQ(words_of_address("https://example.org/world/talks-open-in-lima-91234.html?from=mail"),
              "talks open in lima");
    EXPECT_EQ(words_of_address("https://example.org/talks_open_2021/print/"), "talks open 2021");
    EXPECT_EQ(words_of_address("https://example.org/%D0%BC%D0%B8%D1%80-%D0%B2"), "мир в");
    EXPECT_EQ(words_of_address("https://example.org/2021/03/04/91234"), "");
    EXPECT_EQ(words_of_address("https://talks-open.example.org/"), "");
    EXPECT_EQ(words_of_address("%zz-a%"), "");
}

TEST(PageTitles, KeysAreOfWordsInAnyWriting) {
    EXPECT_EQ(title_key("“Talks”\xC2\xA0open – at last!"), "talks open at last");
    EXPECT_EQ(title_key("「平和」　交渉、開始"), "平和 交渉 開始");
    EXPECT_EQ(title_key("々\xE3\x80"), "々\xE3\x80");
}

TEST(PageMetadata, EveryKindOfPlace) {
    const Metadata m = read(R"(<html lang="en-GB"><head><title>Talks open in Lima - The Daily Example</title>
        <meta property="og:site_name" content="The Daily Example"><meta property="og:title" content="Talks open in Lima">
        <meta property="article:published_time" content="2021-03-04T10:00:00+00:00">
        <meta property="article:modified_time" content="2021-03-05T08:00:00Z"><meta property="article:section" content="World &amp; Peace">
        <meta name="author" content="Jane Doe"><link rel="canonical" href="/world/talks"></head>
        <body><h1>Talks open in Lima</h1><p>They met.</p></body></html>)",
                            "https://example.org/world/talks?from=mail");
    EXPECT_EQ(m.title.value, "Talks open in Lima");
    EXPECT_EQ(name_of(m.title.from), "visible");
    EXPECT_EQ(m.published.value, "2021-03-04T10:00:00Z");
    EXPECT_EQ(name_of(m.published.from), "open-graph");
    EXPECT_EQ(published_from(m.published.from), "metadata");
    EXPECT_EQ(m.modified.value, "2021-03-05T08:00:00Z");
    EXPECT_EQ(joined(m.authors), "Jane Doe");
    EXPECT_EQ(m.section.value, "World & Peace");
    EXPECT_EQ(m.site.value, "The Daily Example");
    EXPECT_EQ(m.language.value, "en-GB");
    EXPECT_EQ(m.canonical.value, "https://example.org/world/talks");
}

TEST(PageMetadata, ReadersSeeItToo) {
    const std::string_view html = R"(<body><nav><time datetime="2020-01-01">old</time></nav><h1>Harbour to reopen</h1>
        <div class="byline">By <a href="/authors/jane-doe">Jane Doe</a> and <a>John Roe</a><span>Staff Writer</span></div>
        <p>Published 3 March 2021, updated 4 March 2021</p><p>The harbour was closed on 1 February 2021 after the storm, the council said.</p>
        <div class="related"><h3>More</h3><time datetime="2022-05-05">5 May</time><span class="author">By Ann Other</span></div></body>)";
    const Metadata m = read(html);
    EXPECT_EQ(m.published.value, "2021-03-03");
    EXPECT_EQ(published_from(m.published.from), "text");
    EXPECT_NE(html.substr(m.published.begin, m.published.end - m.published.begin).find("3 March 2021"), html.npos);
    EXPECT_EQ(m.modified.value, "2021-03-04");
    EXPECT_EQ(joined(m.authors), "Jane Doe; John Roe");
}

TEST(PageMetadata, MicrodataOfTheStoryNotOfItsComments) {
    const Metadata m = read(
        R"(<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Harbour to reopen</h1>
        <span itemprop="author" itemscope><span itemprop="name">Jane Doe</span></span><meta itemprop="datePublished" content="2021-03-03">
        <time itemprop="dateModified" datetime="2021-03-04T09:00Z">Thursday</time></article>
        <div class="comments"><div itemprop="comment"><span itemprop="author">Some Reader</span>
        <time itemprop="datePublished" datetime="2021-03-09">later</time></div></div>)");
    EXPECT_EQ(m.published.value, "2021-03-03");
    EXPECT_EQ(m.modified.value, "2021-03-04T09:00:00Z");
    EXPECT_EQ(joined(m.authors), "Jane Doe");
}

TEST(PageMetadata, SeveralAuthorsSideBySide) {
    EXPECT_EQ(
        joined(
            read("<h1>Harbour</h1><span itemprop='author creator' itemscope><b itemprop=name>Jane Doe</b></span> and "
                 "<span itemprop='author creator' itemscope><b itemprop=name>John Roe</b></span>")
                .authors),
        "Jane Doe; John Roe");
    EXPECT_EQ(
        joined(read("<meta name=citation_author content='Doe, Jane'><meta name=citation_author content='Roe, John'>")
                   .authors),
        "Jane Doe; John Roe");
    EXPECT_EQ(
        joined(
            read("<meta property=og:site_name content=Example><meta name=author content='Jane Doe, Example Business'>")
                .authors),
        "Jane Doe");
}

TEST(PageMetadata, ParselyIsJsonOfItsOwn) {
    const Metadata m = read(
        R"(<meta name="parsely-page" content='{"title":"Harbour to reopen","type":"post","pub_date":"2021-03-03T10:00:00Z",
        "section":"Town","authors":["Jane Doe"]}'>)");
    EXPECT_EQ(m.title.value, "Harbour to reopen");
    EXPECT_EQ(m.published.value, "2021-03-03T10:00:00Z");
    EXPECT_EQ(m.section.value, "Town");
    EXPECT_EQ(joined(m.authors), "Jane Doe");
}

TEST(PageMetadata, WhatIsDoubtfulStaysEmpty) {
    EXPECT_TRUE(read("<html lang=en><h1>Harbour to reopen</h1><p>03/04/2021</p>").published.empty());
    EXPECT_EQ(read("<html lang=en-US><h1>Harbour to reopen</h1><p>03/04/2021</p>").published.value, "2021-03-04");
    EXPECT_EQ(read("<html lang=fr><h1>Le port rouvre</h1><p>03/04/2021</p>").published.value, "2021-04-03");
    EXPECT_EQ(read("<h1>Harbour to reopen</h1><p>03/04/2021</p><p>28/03/2021</p>").published.value, "2021-04-03");
    EXPECT_EQ(read("<h1>Harbour to reopen</h1><p>03/04/2021</p>", "", "2021-03-20").published.value, "2021-03-04");
    EXPECT_TRUE(read("<meta property='article:published_time' content='1970-01-01T00:00:00Z'>").published.empty());
    EXPECT_TRUE(
        read("<meta property='article:published_time' content='2031-01-01'>", "", "2021-03-20").published.empty());
    EXPECT_TRUE(read("<h1>Harbour</h1><p>It opened in 1998 and again on 1 May.</p>").published.empty());
    EXPECT_TRUE(read("<meta property='article:modified_time' content='2021-03-04'>").published.empty());
    EXPECT_TRUE(read("<meta name=author content=admin><h1>Harbour</h1>").authors.empty());
    EXPECT_TRUE(read("").title.empty());
}

TEST(PageMetadata, GoesIntoTheStory) {
    std::string html =
        "<html><head><meta property='og:site_name' content='The Daily Example'><meta name=author content='Jane "
        "Doe'></head>"
        "<body><article><h1>Harbour to reopen</h1><p>Published 3 March 2021</p>";
    for (int i = 0; i < 4; ++i)
        html +=
            "<p>The harbour will take ships again on Monday, the council said after a long night of talks in the town "
            "hall.</p>";
    const auto story = story_of_page(
        html, {.where = "x", .url = "https://example.org/a", .content_type = "", .fetched = "2021-03-05"});
    ASSERT_TRUE(story);
    EXPECT_EQ(story->title, "Harbour to reopen");
    EXPECT_EQ(story->published, "2021-03-03");
    EXPECT_EQ(story->published_from, "text");
    EXPECT_EQ(story->source, "The Daily Example");
    EXPECT_EQ(story->url, "https://example.org/a");
    EXPECT_EQ(joined(story->authors), "Jane Doe");
    const auto linked = story_of_page(
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Harbour\",\"articleBody\":\"" +
            std::string(40, 'x') + " the harbour &amp; the town " + std::string(300, 'y') + "\"}</script>",
        {});
    ASSERT_TRUE(linked);
    EXPECT_NE(linked->text.find("the harbour & the town"), std::string::npos);
    EXPECT_FALSE(story_of_page("<h1>Harbour</h1>", {}));
}

TEST(PageMetadata, WhatScriptsWouldMakeIsReadFromNoscript) {
    std::string post = "<div itemprop=author itemscope><b itemprop=name>harbourfan</b></div>";
    for (int i = 0; i < 12; ++i)
        post +=
            "<p>The ferry was late again this morning, and nobody at the pier could say why it was or when it "
            "came.</p>";
    const std::string head = "<title>Late ferries</title><body><div id=app></div>";
    const Page made = read_page(head + "<noscript>" + post + "</noscript>", {});
    EXPECT_EQ(made.body.paragraphs.size(), 12U);
    EXPECT_EQ(joined(made.metadata.authors), "harbourfan");
    // A page that has its text keeps to it; a line that asks for scripts is no text.
    const Page both = read_page(head + post + "<noscript><p>Only for you: " + post + "</noscript>", {});
    EXPECT_EQ(text_of(both.body).find("Only for you"), std::string::npos);
    EXPECT_TRUE(read_page(head + "<noscript><p>This page needs scripts.</p></noscript>", {}).body.paragraphs.empty());
}

TEST(PageMetadata, TheAddressIsTheLastResort) {
    const Metadata m = read("<h1>Harbour to reopen</h1>", "https://example.org/2021/03/04/harbour");
    EXPECT_EQ(m.published.value, "2021-03-04");
    EXPECT_EQ(published_from(m.published.from), "url");
    EXPECT_EQ(m.site.value, "example");
}

TEST(PageMetadata, HeadingsThatAreNotTheTitle) {
    EXPECT_EQ(read("<title>Talks open in Lima | World | Example</title><h1>Example</h1>", "https://example.org/a")
                  .title.value,
              "Talks open in Lima");
    EXPECT_EQ(
        read("<title>Talks open in Lima at last</title><h1>Lima</h1><h1>Talks open in Lima at last</h1>").title.value,
        "Talks open in Lima at last");
    EXPECT_EQ(read("<h1>Only this</h1>").title.value, "Only this");
}

TEST(PageMetadata, TheAddressTellsOfHeadings) {
    // Other words than in <title>, but those of the address.
    const std::string_view page =
        "<title>Ferries are back after the storm | Example</title><h1>Harbour opens for ships</h1>";
    EXPECT_EQ(read(page, "https://example.org/harbour-opens-ships").title.value, "Harbour opens for ships");
    EXPECT_EQ(read(page, "https://example.org/town/1234").title.value, "Ferries are back after the storm");
    // The address was made of <title>: the one heading is another story's.
    EXPECT_EQ(read("<title>Harbour opens: mayor thanks crews of tugs | Example</title>"
                   "<h1>Harbour opens, and the town asks who will pay</h1>",
                   "https://example.org/harbour-opens-mayor-thanks-crews-tugs")
                  .title.value,
              "Harbour opens: mayor thanks crews of tugs");
    // Of two that share a word with <title>, the page's own.
    const std::string_view list =
        "<title>Copenhagen: where to eat out</title><h1>The best small kitchens of Copenhagen</h1>"
        "<h1>Copenhagen out again as winter ends</h1>";
    EXPECT_EQ(read(list, "https://example.org/best-small-kitchens-copenhagen").title.value,
              "The best small kitchens of Copenhagen");
    EXPECT_EQ(read(list, "https://example.org/12").title.value, "Copenhagen out again as winter ends");
}

TEST(PageMetadata, TitlesThatOutweighTheHeading) {
    const std::string stated =
        "<title>Ten dead in harbour fire</title><meta property=og:title content='Ten dead in harbour fire'>";
    const std::string third = "<meta name=twitter:title content='Ten dead in harbour fire'>";
    const std::string heading = "<h1>Night of fire in the harbour</h1>";
    const std::string_view address = "https://example.org/ten-dead-harbour-fire", none = "https://example.org/12345";
    EXPECT_EQ(read(stated + third + heading, address).title.value, "Ten dead in harbour fire");
    EXPECT_EQ(read(stated + heading, address).title.value, "Night of fire in the harbour");
    EXPECT_EQ(read(stated + third + heading, none).title.value, "Night of fire in the harbour");
    const std::string linked =
        "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Night of fire in the "
        "harbour\"}</script>";
    EXPECT_EQ(read(stated + third + linked + heading, address).title.value, "Night of fire in the harbour");
}

TEST(PageMetadata, CapitalsGiveWayToTheSameInLetters) {
    const std::string og = "<meta property=og:title content='EU and Peru open talks'>";
    EXPECT_EQ(read(og + "<h1>EU AND PERU OPEN TALKS</h1>").title.value, "EU and Peru open talks");
    EXPECT_EQ(
        read("<meta property=og:title content='EU AND PERU OPEN TALKS'><h1>EU AND PERU OPEN TALKS</h1>").title.value,
        "EU AND PERU OPEN TALKS");
    EXPECT_EQ(read("<title>Example</title><h1>EU AND PERU OPEN TALKS</h1>", "https://example.org/a").title.value,
              "EU AND PERU OPEN TALKS");
}

TEST(PageMetadata, TitlesThatAreTheSites) {
    const Metadata m =
        read("<meta name=twitter:title content=Example><title>Talks open – Example</title>", "https://example.org/a");
    EXPECT_EQ(m.title.value, "Talks open");
    EXPECT_EQ(read("<title>Example</title>", "https://example.org/a").title.value, "Example");
    // A heading with the site's name in it says more than that.
    EXPECT_EQ(
        read("<title>Prize for local paper</title><h1>Example wins local prize for paper</h1>", "https://example.org/a")
            .title.value,
        "Example wins local prize for paper");
}

TEST(PageMetadata, TheFirstPublicationBeforeNearerDates) {
    const std::string page = "<h1>Harbour to reopen</h1><p>30 September 2022</p><p>The harbour is open.</p>";
    EXPECT_EQ(read(page + "<p>Originally published on 26 September 2019.</p>").published.value, "2019-09-26");
    EXPECT_EQ(read(page + "<p>A photo published on 26 September 2019.</p>").published.value, "2022-09-30");
    EXPECT_EQ(read("<meta name=published content='September 1, 2022'>" + page).published.value, "2022-09-01");
}

TEST(PageMetadata, OneDayShownAnywhereIsTheStorysThoughCalledChange) {
    std::string far = "<h1>Harbour to reopen</h1>";
    for (int i = 0; i < 300; ++i) far += "<p>The harbour is open.</p>";
    EXPECT_EQ(read(far + "<p>Last updated: November 13, 2021</p>").published.value, "2021-11-13");
    EXPECT_EQ(read(far + "<p>Ažurirano: 13. 11. 2021.</p>").published.value, "2021-11-13");
    EXPECT_TRUE(read(far + "<p>Last updated: November 13, 2021</p><p>May 2, 2020</p>").published.empty());
    EXPECT_TRUE(read(far + "<p>November 13, 2021</p>").published.empty());
}

TEST(PageMetadata, AnyBytesAreSurvived) {
    std::mt19937 random(11);
    const std::string some =
        "{}[]\",:\\/*03-/.2021 MarchT12:30Z+By and,;@type\"Article\"headline\xD9\xA3\xC2\xA0\xE5\xB9\xB4";
    for (int round = 0; round < 3000; ++round) {
        std::string text = round % 2 ? "{\"@type\":\"Article\"" : "";
        for (int i = static_cast<int>(random() % 80); i > 0; --i)
            text += random() % 4 ? some[random() % some.size()] : static_cast<char>(random() % 256);
        LinkedData data;
        read_json_ld(text, data);
        const std::string html = "<html lang=en><script type='application/ld+json'>" + text +
                                 "</script><h1 class=author>" + text + "<time>" + text;
        const Metadata m = read(html, "http://example.org/" + text, "2021-03-04");
        for (const Found* found : {&m.title, &m.published, &m.modified, &m.section, &m.site, &m.canonical}) {
            EXPECT_LE(found->begin, found->end);
            EXPECT_LE(found->end, html.size());
        }
        for (const auto& date : {date_of_value(text), find_date(text), url_date("http://x/" + text)}) {
            if (!date) continue;
            EXPECT_TRUE(date->month >= 1 && date->month <= 12 && date->day <= 31);
            EXPECT_LE(date->end, text.size());
        }
        const bool valid = simdjson::validate_utf8(text.data(), text.size());
        for (const std::string& name : clean_authors(text))
            EXPECT_TRUE(!valid || simdjson::validate_utf8(name.data(), name.size())) << text;
    }
}

}  // namespace
}  // namespace dragoman::story::page
