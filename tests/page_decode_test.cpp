// Charsets of pages: what a page's bytes are taken for, and that its text maps back to them.
#include <gtest/gtest.h>
#include <simdjson.h>

#include <random>

#include "story/page/decode.h"
#include "story/page/page.h"

namespace dragoman::story::page {
namespace {

std::string zeros(const std::string& text, bool big) {
    std::string wide;
    for (const char c : text) wide += big ? std::string{'\0', c} : std::string{c, '\0'};
    return wide;
}

TEST(PageDecode, Utf8IsNotCopied) {
    const std::string page = "<p>“Zürich”";
    const Decoded decoded = decode(page, "");
    EXPECT_EQ(decoded.text().data(), page.data());
    EXPECT_EQ(decoded.encoding(), "UTF-8");
    EXPECT_EQ(decoded.raw(5), 5U);
}

TEST(PageDecode, MarksComeFirst) {
    const std::string marked = "\xEF\xBB\xBF<p>caf\xC3\xA9";
    EXPECT_EQ(decode(marked, "text/html; charset=koi8-r").text(), "<p>café");
    EXPECT_EQ(decode(marked, "").raw(0), 3U);
    EXPECT_EQ(decode("\xFF\xFE" + zeros("<p>x", false), "text/html; charset=utf-8").text(), "<p>x");
    EXPECT_EQ(decode("\xFE\xFF" + zeros("<p>x", true), "").text(), "<p>x");
    EXPECT_EQ(decode(zeros("<p>x", false), "").encoding(), "UTF-16LE");
    const Decoded wide = decode("\xFF\xFE" + zeros("<p>x", false), "");
    EXPECT_EQ(wide.raw(0), 2U);
    EXPECT_EQ(wide.raw(3), 8U);
    EXPECT_EQ(wide.raw(4), 10U);
}

TEST(PageDecode, HttpBeforeMetaBeforeNothing) {
    const std::string page = "<meta charset=windows-1251><p>\xCC\xE8\xF0";
    EXPECT_EQ(decode(page, "").text(), "<meta charset=windows-1251><p>Мир");
    EXPECT_EQ(decode("<p>\xED\xC9\xD2", "text/html; charset=\"KOI8-R\"").text(), "<p>Мир");
    EXPECT_EQ(decode(page, "text/html; charset=ISO-8859-1").text(), "<meta charset=windows-1251><p>Ìèð");
    EXPECT_EQ(decode("<p>\x93"
                     "caf\xE9\x94",
                     "")
                  .text(),
              "<p>“café”");
    EXPECT_EQ(decode("<p>\x93"
                     "caf\xE9\x94",
                     "")
                  .encoding(),
              "windows-1252");
    EXPECT_EQ(decode("<p>\x93", "text/html; charset=nonsense").text(), "<p>“");
}

TEST(PageDecode, MetaIsFoundWhereBrowsersFindIt) {
    EXPECT_EQ(declared_encoding("<!-- <meta charset=koi8-r> --><META http-equiv='Content-Type' "
                                "content='text/html; charset = Shift_JIS'>"),
              "Shift_JIS");
    EXPECT_EQ(declared_encoding("<meta name=x content='charset=koi8-r'>"), "");
    EXPECT_EQ(declared_encoding("<metadata charset=koi8-r>"), "");
    EXPECT_EQ(declared_encoding("<meta charset=utf-16>"), "UTF-8");
    EXPECT_EQ(declared_encoding("<?xml version=\"1.0\" encoding=\"EUC-JP\"?><html>"), "EUC-JP");
    EXPECT_EQ(declared_encoding(std::string(9000, ' ') + "<meta charset=koi8-r>"), "");
}

TEST(PageDecode, LabelsAreThoseOfTheStandard) {
    EXPECT_EQ(encoding_of(" Latin1 "), "windows-1252");
    EXPECT_EQ(encoding_of("ISO-8859-1"), "windows-1252");
    EXPECT_EQ(encoding_of("gb2312"), "GBK");
    EXPECT_EQ(encoding_of("ks_c_5601-1987"), "EUC-KR");
    EXPECT_EQ(encoding_of("utf8"), "UTF-8");
    EXPECT_EQ(encoding_of("utf-7"), "");
    EXPECT_EQ(encoding_of("x y"), "");
}

TEST(PageDecode, PagesSavedAgainInUtf8KeepAnOldDeclaration) {
    EXPECT_EQ(decode("<meta charset=gb2312><p>和平", "").text(), "<meta charset=gb2312><p>和平");
    EXPECT_EQ(decode("<meta charset=iso-8859-1><p>it’s", "").encoding(), "UTF-8");
    // Two letters that would be one in UTF-8 are too little to overrule a declaration.
    EXPECT_EQ(decode("<meta charset=windows-1251><p>\xD0\xB0", "").encoding(), "windows-1251");
}

TEST(PageDecode, Utf8EncodedTwiceIsUndoneAndMapsBack) {
    const std::string page = "<meta charset=utf-8><p>the harbour\xC3\xA2\xC2\x80\xC2\x99s caf\xC3\x83\xC2\xA9 opens";
    const Decoded decoded = decode(page, "");
    EXPECT_EQ(decoded.text(), "<meta charset=utf-8><p>the harbour’s café opens");
    EXPECT_EQ(decoded.encoding(), "UTF-8");
    for (const char* word : {"harbour", "s caf", " opens"})
        EXPECT_EQ(decoded.raw(decoded.text().find(word)), page.find(word)) << word;
    const std::size_t quote = decoded.text().find("’");
    EXPECT_EQ(decoded.raw(quote + 3) - decoded.raw(quote), 6U);
    EXPECT_EQ(decoded.raw(decoded.text().size()), page.size());
    // One character that is meant as it stands, or none that cannot be meant: nothing is undone.
    for (const std::string& kept :
         {page + " naïve", page + " – ", std::string("<p>\xC3\x83\xC2\xA9"), std::string("<p>\xC3\xA2\xC2\x80")})
        EXPECT_EQ(decode(kept, "").text(), kept);
}

TEST(PageDecode, EastAsianPagesMapBack) {
    const std::string page = "<meta charset=euc-jp><p>\xC6\xFC\xCB\xDC.";
    const Decoded decoded = decode(page, "");
    EXPECT_EQ(decoded.text(), "<meta charset=euc-jp><p>日本.");
    const std::size_t second = decoded.text().find("本"), stop = decoded.text().find('.');
    EXPECT_EQ(page.substr(decoded.raw(second), decoded.raw(stop) - decoded.raw(second)), "\xCB\xDC");
    EXPECT_EQ(decode("<meta charset=iso-2022-jp><p>\x1B$BF|K\\\x1B(B.", "").text(),
              "<meta charset=iso-2022-jp><p>日本.");
    EXPECT_EQ(decode("<meta charset=big5><p>\xA4\xA4", "").text(), "<meta charset=big5><p>中");
    EXPECT_EQ(decode("<meta charset=gbk><p>\xD6\xD0", "").text(), "<meta charset=gbk><p>中");
    EXPECT_EQ(decode("<meta charset=euc-kr><p>\xC7\xD1", "").text(), "<meta charset=euc-kr><p>한");
}

TEST(PageDecode, BrokenSequencesAreReplacedAndStillMapBack) {
    const std::string page = "<p>à é ü ß \xE2\x80 ok \xFF end";
    const Decoded decoded = decode(page, "text/html; charset=utf-8");
    EXPECT_EQ(decoded.text(), "<p>à é ü ß \xEF\xBF\xBD ok \xEF\xBF\xBD end");
    EXPECT_EQ(decoded.raw(decoded.text().find("end")), page.find("end"));
    EXPECT_EQ(decoded.raw(decoded.text().size()), page.size());
    // Hardly a sequence is right: it never was UTF-8, whatever it says.
    EXPECT_EQ(decode("<meta charset=utf-8>caf\xE9 \x96 na\xEFve", "").text(), "<meta charset=utf-8>café – naïve");
}

TEST(PageDecode, PagesInOldEncodingsAreStoriesWhoseWordsAreInTheirBytes) {
    std::string page = "<html lang=ru><meta charset=windows-1251><h1>\xCC\xE8\xF0</h1>";
    const std::string sentence =
        "\xCC\xE8\xF0 \xE1\xFB\xEB \xE7\xE0\xEA\xEB\xFE\xF7\xE5\xED \xE2 \xEF\xEE\xED\xE5\xE4\xE5\xEB\xFC\xED\xE8\xEA, "
        "\xF1\xEA\xE0\xE7\xE0\xEB \xEC\xE8\xED\xE8\xF1\xF2\xF0, \xE8 \xE2\xF1\xE5 \xE1\xFB\xEB\xE8 "
        "\xE4\xEE\xE2\xEE\xEB\xFC\xED\xFB \xFD\xF2\xE8\xEC \xE8\xF1\xF5\xEE\xE4\xEE\xEC.";
    for (int i = 0; i < 4; ++i) page += "<p>" + sentence + "</p>";
    const Page read = read_page(page, {});
    ASSERT_EQ(read.body.paragraphs.size(), 4U);
    EXPECT_TRUE(read.body.paragraphs[0].text.starts_with("Мир был заключен"));
    const Span span = read.in_bytes(read.body.paragraphs[3].spans[0]);
    EXPECT_EQ(page.substr(span.begin, span.end - span.begin), sentence);
    EXPECT_TRUE(is_page("\xFF\xFE" + zeros("<!doctype html>", false), ""));
    EXPECT_FALSE(is_page("\xFF\xFE" + zeros("plain text", false), ""));
}

TEST(PageDecode, AnyBytesGiveUtf8ThatMapsBack) {
    std::mt19937 random(7);
    const char* const declarations[] = {"",
                                        "<meta charset=utf-8>",
                                        "<meta charset=shift_jis>",
                                        "<meta charset=iso-2022-jp>",
                                        "<meta charset=gb18030>",
                                        "<meta charset=koi8-u>",
                                        "\xFF\xFE",
                                        "\xFE\xFF"};
    for (int round = 0; round < 4000; ++round) {
        std::string page = declarations[round % 8];
        for (int i = static_cast<int>(random() % 60); i > 0; --i)
            page += static_cast<char>(random() % 3 ? random() % 256 : "<>aé\x1B$"[random() % 7]);
        const Decoded decoded = decode(page, "");
        ASSERT_TRUE(simdjson::validate_utf8(decoded.text().data(), decoded.text().size()));
        std::size_t before = 0;
        for (std::size_t at = 0; at <= decoded.text().size(); ++at) {
            ASSERT_LE(before, decoded.raw(at));
            before = decoded.raw(at);
        }
        ASSERT_EQ(decoded.raw(decoded.text().size()), page.size());
    }
}

}  // namespace
}  // namespace dragoman::story::page
