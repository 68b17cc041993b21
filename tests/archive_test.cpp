// What files hold, by their content: containers in containers, one document after another, and what
// is broken told and passed, whatever the bytes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "archive/http.h"
#include "archive/inputs.h"
#include "archive_files.h"
#include "store/store.h"

namespace dragoman {
namespace {

namespace fs = std::filesystem;
using archive::Document;
using archive::Inputs;
using namespace test;

class Archive : public ::testing::Test {
protected:
    Archive() : folder_(fs::temp_directory_path() / ("dragoman-archive-" + std::to_string(getpid()))) {
        fs::create_directories(folder_);
    }
    ~Archive() override { fs::remove_all(folder_); }

    std::string put(const std::string& name, const std::string& content) const {
        const fs::path path = folder_ / name;
        fs::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << content;
        return path.string();
    }

    std::vector<Document> read(const std::string& path, Inputs::Options options = {}) const {
        Inputs inputs({path}, std::move(options));
        std::vector<Document> documents;
        while (auto document = inputs.next()) {
            document->context.where.erase(0, folder_.string().size() + 1);
            documents.push_back(std::move(*document));
        }
        EXPECT_EQ(inputs.bytes(), inputs.bytes_done());
        passed_over_ = inputs.passed_over_why();
        return documents;
    }

    /// "where=bytes" of each document, "where!what" of each error.
    std::vector<std::string> told(const std::string& path, Inputs::Options options = {}) const {
        std::vector<std::string> told;
        for (const auto& document : read(path, std::move(options)))
            told.push_back(document.context.where +
                           (document.error ? " ! " + document.error->what : "=" + document.bytes));
        return told;
    }

    fs::path folder_;
    mutable std::map<std::string, int> passed_over_;
};

using Told = std::vector<std::string>;

const std::string page = "<html><p>Peru thanked Chile.</p></html>";

TEST_F(Archive, CompressionIsToldByContent) {
    EXPECT_EQ(told(put("a.txt", gzip("Peru thanked Chile."))), (Told{"a.txt=Peru thanked Chile."}));
    EXPECT_EQ(told(put("b.txt", zstd("Peru thanked Chile."))), (Told{"b.txt=Peru thanked Chile."}));
    EXPECT_EQ(told(put("c.txt", gzip(zstd(gzip("Peru."))))), (Told{"c.txt=Peru."}));
    EXPECT_EQ(told(put("d.jsonl.gz", gzip("{\"text\": \"One.\"}\n{\"te") + gzip("xt\": \"Two.\"}\n"))),
              (Told{"d.jsonl.gz:1={\"text\": \"One.\"}", "d.jsonl.gz:2={\"text\": \"Two.\"}"}))
        << "members join";
    EXPECT_EQ(told(put("e.txt.gz", gzip("Peru.") + std::string(700, '\0'))), (Told{"e.txt.gz=Peru."})) << "padding";
}

/// Whatever libarchive unpacks: "Peru thanked Chile.\n" by xz 5.4 and bzip2 1.0.
TEST_F(Archive, OtherCompressions) {
    const std::string xz = std::string(
        "\xfd\x37\x7a\x58\x5a\x00\x00\x04\xe6\xd6\xb4\x46\x02\x00\x21\x01\x16\x00\x00\x00\x74\x2f\xe5\xa3"
        "\x01\x00\x13\x50\x65\x72\x75\x20\x74\x68\x61\x6e\x6b\x65\x64\x20\x43\x68\x69\x6c\x65\x2e\x0a\x00"
        "\x55\x3b\x0b\x9f\x07\x51\x92\x8c\x00\x01\x2c\x14\xf8\x0a\x6d\x03\x1f\xb6\xf3\x7d\x01\x00\x00\x00"
        "\x00\x04\x59\x5a",
        76);
    const std::string bzip2 = std::string(
        "\x42\x5a\x68\x39\x31\x41\x59\x26\x53\x59\x86\xa2\x67\xa4\x00\x00\x02\xd7\x80\x00\x10\x40\x01\x08"
        "\x00\x40\x00\x26\x6d\x16\x00\x20\x00\x22\x9a\x19\x32\x63\x28\x53\x00\x04\xd3\x4c\x5d\x56\x37\x55"
        "\xe3\x2c\x00\x89\x3f\x17\x72\x45\x38\x50\x90\x86\xa2\x67\xa4",
        63);
    EXPECT_EQ(told(put("a.txt.xz", xz)), (Told{"a.txt.xz=Peru thanked Chile.\n"}));
    EXPECT_EQ(told(put("b.txt.bz2", bzip2)), (Told{"b.txt.bz2=Peru thanked Chile.\n"}));
    EXPECT_EQ(told(put("c.txt.xz", xz.substr(0, 60))).size(), 1u);
}

TEST_F(Archive, ContainersLieInContainers) {
    const std::string lines = "{\"text\": \"One.\"}\n\n{\"text\": \"Two.\"}\n";
    const std::string warc = gzip(warc_page("http://a.example/", page)) + gzip(warc_page("http://b.example/", page));
    const std::string inner =
        tar({{"in/news.warc.gz", warc}, {"in/.DS_Store", "x"}, {"pic.png", std::string("\x89PNG\0\0", 6)}});
    const auto path = put("all.bin", zip({{"a/page.html", page}, {"lines", zstd(lines)}, {"more.tar", inner}}));
    const auto documents = read(path);
    ASSERT_EQ(documents.size(), 5u);
    EXPECT_EQ(documents[0].context.where, "all.bin!a/page.html");
    EXPECT_EQ(documents[0].context.name, "all/a/page");
    for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(documents[i].index, static_cast<std::int64_t>(i));
    EXPECT_EQ(documents[1].context.where, "all.bin!lines:1");
    EXPECT_EQ(documents[2].context.where, "all.bin!lines:3");
    EXPECT_EQ(documents[3].context.where, "all.bin!more.tar!in/news.warc.gz@0");
    EXPECT_EQ(documents[4].context.where,
              "all.bin!more.tar!in/news.warc.gz@" + std::to_string(gzip(warc_page("http://a.example/", page)).size()));
    EXPECT_EQ(documents[4].context.url, "http://b.example/");
    EXPECT_EQ(documents[4].bytes, page);
    EXPECT_EQ(documents[4].file, path);
    EXPECT_EQ(passed_over_, (std::map<std::string, int>{{"binary", 1}, {"hidden", 1}}));
}

TEST_F(Archive, FoldersTakeWhatIsKnown) {
    put("in/page", page);
    put("in/LICENCE", "Take it.");
    put("in/wide", std::string("<\0?\0x\0m\0l\0", 10));
    put("in/wide.be", std::string("\xfe\xff\0<\0a\0>", 8));
    put("in/style.css", "body { color: red }");
    put("in/b.txt", "Peru.");
    put("in/report.pdf", "%PDF-1.7 nothing");
    put("in/letter.docx", zip({{"[Content_Types].xml", "<Types/>"}}));
    put("in/stories.csv", "headline,body\nOne,First.\n");
    put("in/prices.csv", "day,price\n1,2\n");
    EXPECT_EQ(
        told((folder_ / "in").string()),
        (Told{"in/b.txt=Peru.", "in/page=" + page, "in/stories.csv:2={\"headline\":\"One\",\"body\":\"First.\"}",
              "in/wide=" + std::string("<\0?\0x\0m\0l\0", 10), "in/wide.be=" + std::string("\xfe\xff\0<\0a\0>", 8)}));
    EXPECT_EQ(passed_over_,
              (std::map<std::string, int>{
                  {"binary", 1}, {"office document", 1}, {"table without a text", 1}, {"text not named .txt", 2}}));
    EXPECT_EQ(told(put("in/style.css", "body { color: red }")), (Told{"in/style.css=body { color: red }"}))
        << "named by the user";
    EXPECT_EQ(told(folder_ / "in/report.pdf"), (Told{"in/report.pdf ! is no text, and no archive that is known"}));
}

TEST_F(Archive, WarcRecords) {
    const std::string file =
        warc_record("WARC-Type: warcinfo\r\n", "software: ours\r\n") + warc_page("http://a.example/one two", page) +
        warc_page("http://a.example/gone", page, "404 Not Found") +
        warc_record("WARC-Type: request\r\nWARC-Target-URI: http://a.example/\r\n", "GET / HTTP/1.1\r\n\r\n") +
        warc_record("WARC-Type: resource\r\nWARC-Target-URI: <file:///x>\r\nContent-Type: text/plain\r\n", "Peru.",
                    "WARC/1.1") +
        warc_record("WARC-Type: conversion\r\nContent-Type: image/png\r\n", "png", "WARC/0.17") +
        warc_record("WARC-Type: revisit\r\nWARC-Target-URI: http://a.example/\r\n", "");
    const auto documents = read(put("x.warc", file));
    ASSERT_EQ(documents.size(), 2u);
    EXPECT_EQ(documents[0].context.url, "http://a.example/one%20two");
    EXPECT_EQ(documents[0].context.content_type, "text/html; charset=utf-8");
    EXPECT_EQ(documents[0].context.fetched, "2024-05-03T09:30:00Z");
    EXPECT_EQ(documents[0].bytes, page);
    EXPECT_EQ(documents[1].context.url, "file:///x");
    EXPECT_EQ(documents[1].bytes, "Peru.");
    EXPECT_EQ(documents[1].context.where, "x.warc@" + std::to_string(file.find("WARC/1.1")));
    EXPECT_EQ(passed_over_,
              (std::map<std::string, int>{
                  {"request", 1}, {"revisit", 1}, {"status 404", 1}, {"type image/png", 1}, {"warcinfo", 1}}));
    EXPECT_EQ(read(put("y.warc", file), {.list_passed_over = true}).size(), 7u);
}

TEST_F(Archive, PagesThatAreNone) {
    EXPECT_EQ(read(put("x.warc", warc_page("http://a.example/1", "%PDF-1.7 …") + warc_page("http://a.example/2", page)))
                  .size(),
              1u);
    EXPECT_EQ(passed_over_, (std::map<std::string, int>{{"binary", 1}}));
}

TEST_F(Archive, WarcInZstdWithADictionary) {
    const std::string dictionary =
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/ Peru thanked Chile.";
    const std::string one = warc_page("http://a.example/1", page), two = warc_page("http://a.example/2", page);
    const std::string head =
        little(0x184D2A5D, 4) + little(static_cast<std::uint32_t>(dictionary.size()), 4) + dictionary;
    const auto documents = read(put("x.warc.zst", head + zstd(one, dictionary) + zstd(two, dictionary)));
    ASSERT_EQ(documents.size(), 2u);
    EXPECT_EQ(documents[1].context.url, "http://a.example/2");
    EXPECT_EQ(documents[1].bytes, page);
    const std::string packed = zstd(dictionary);
    const std::string packed_head =
        little(0x184D2A5D, 4) + little(static_cast<std::uint32_t>(packed.size()), 4) + packed;
    EXPECT_EQ(read(put("y.warc.zst", packed_head + zstd(one, dictionary))).size(), 1u);
}

TEST_F(Archive, ArcRecords) {
    const std::string response = "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page;
    const std::string version = "1 0 Ours\nURL IP-address Archive-date Content-type Archive-length\n";
    const std::string file = "filedesc://x.arc 0.0.0.0 20080430204825 text/plain " + std::to_string(version.size()) +
                             "\n" + version + "\nhttp://a.example/a b 10.0.0.1 20080430204826 text/html " +
                             std::to_string(response.size()) + "\n" + response +
                             "\ndns:a.example 10.0.0.1 20080430204826 text/dns 2\nxx\n";
    const auto documents = read(put("x.arc", file));
    ASSERT_EQ(documents.size(), 1u);
    EXPECT_EQ(documents[0].context.url, "http://a.example/a%20b");
    EXPECT_EQ(documents[0].context.fetched, "2008-04-30T20:48:26Z");
    EXPECT_EQ(documents[0].bytes, page);
}

TEST_F(Archive, BrokenRecordsArePassed) {
    const std::string one = warc_page("http://a.example/1", page), two = warc_page("http://a.example/2", page),
                      three = warc_page("http://a.example/3", page);
    const auto urls = [](const std::vector<Document>& documents) {
        std::string all;
        for (const auto& document : documents) all += document.error ? "!" : document.context.url.substr(17);
        return all;
    };
    EXPECT_EQ(urls(read(put("a.warc", one + "garbage\r\nand more\r\n\r\n" + three))), "1!3");
    std::string longer = two;
    longer.replace(longer.find("Content-Length: ") + 16, 2, "999");
    EXPECT_EQ(urls(read(put("b.warc", one + longer + three + warc_page("http://a.example/4", page)))), "1!34")
        << "a length too large";
    std::string none = two;
    none.replace(none.find("Content-Length: ") + 16, 2, "x");
    EXPECT_EQ(urls(read(put("c.warc", one + none + three))), "1!3");
    EXPECT_EQ(urls(read(put("d.warc", one + two.substr(0, two.size() - 20)))), "1!");
    std::string bad = gzip(two);
    bad[bad.size() - 6] ^= 1;  // its checksum
    EXPECT_EQ(urls(read(put("e.warc.gz", gzip(one) + bad + gzip(three)))), "1!3");
    bad = gzip(two);
    for (std::size_t i = 40; i < 60; ++i) bad[i] ^= 0x55;
    EXPECT_EQ(urls(read(put("f.warc.gz", gzip(one) + bad + gzip(three)))), "1!3");
    EXPECT_EQ(urls(read(put("g.warc.gz", gzip(one) + gzip(two).substr(0, 80) + gzip(three)))), "1!3")
        << "a member cut off in the middle";
    EXPECT_EQ(urls(read(put("h.warc.gz", gzip(one) + gzip(two).substr(0, 80)))), "1!");
    EXPECT_EQ(urls(read(put("i.warc.zst", zstd(one) + zstd(two).substr(0, 80) + zstd(three)))), "1!3");
    EXPECT_EQ(urls(read(put("j.warc.gz", gzip(one + two + three)))), "123") << "one member for all";
}

TEST_F(Archive, HttpBodies) {
    const auto body = [](const std::string& headers, const std::string& sent) {
        return archive::read_http("HTTP/1.1 200 OK\r\n" + headers + "\r\n" + sent, 1 << 20).body;
    };
    EXPECT_EQ(body("", "Peru."), "Peru.");
    EXPECT_EQ(body("Transfer-Encoding: chunked\r\n", "3\r\nPer\r\n2;x=y\r\nu.\r\n0\r\n\r\n"), "Peru.");
    EXPECT_EQ(body("Transfer-Encoding: chunked\r\n", "Peru."), "Peru.") << "already joined";
    EXPECT_EQ(body("Transfer-Encoding: chunked\r\n", "3\r\nPer\r\n2\r\nu"), "Peru") << "cut off";
    EXPECT_EQ(body("Content-Encoding: gzip\r\n", gzip("Peru.")), "Peru.");
    EXPECT_EQ(body("content-encoding: GZIP\r\n", "Peru."), "Peru.") << "already unpacked";
    EXPECT_EQ(body("Content-Encoding: zstd\r\n", zstd("Peru.")), "Peru.");
    EXPECT_EQ(
        body("Content-Encoding: deflate\r\n", std::string("\x78\x9c\x0b\x48\x2d\x2a\xd5\x03\x00\x05\x4b\x01\xfa", 13))
            .substr(0, 5),
        "Peru.");
    EXPECT_TRUE(
        archive::read_http("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip(std::string(1 << 20, 'x')), 1000)
            .too_large);
}

TEST_F(Archive, Tables) {
    EXPECT_EQ(told(put("a.csv", "title;text\r\n\"One; \"\"two\"\"\";\"First\nline\"\r\n\r\n3;Third\r\n")),
              (Told{"a.csv:2={\"title\":\"One; \\\"two\\\"\",\"text\":\"First\\nline\"}",
                    "a.csv:5={\"title\":\"3\",\"text\":\"Third\"}"}));
    EXPECT_EQ(
        told(put("b.tsv",
                 "\xef\xbb\xbf"
                 "headline\tbody\tmood\nOne\tFirst.\tgood\nTwo\t\tbad\nThree\tLast.\tgood\tmore\nFour\tM\xfcnchen")),
        (Told{"b.tsv:2={\"headline\":\"One\",\"body\":\"First.\"}", "b.tsv:4 ! has 4 fields, the header has 3",
              "b.tsv:5={\"headline\":\"Four\",\"body\":\"M\xc3\xbcnchen\"}"}));
    EXPECT_EQ(passed_over_, (std::map<std::string, int>{{"row without text", 1}}));
    const auto path = put("c.csv", "kopf,rumpf\nOne,First.\n");
    EXPECT_EQ(told(path)[0], "c.csv ! has no column that is known to hold the text; its columns are: kopf, rumpf");
    EXPECT_EQ(told(path, {.mapping = *story::Mapping::parse("title=kopf,text=rumpf")}),
              (Told{"c.csv:2={\"kopf\":\"One\",\"rumpf\":\"First.\"}"}));
    EXPECT_EQ(told(path, {.mapping = *story::Mapping::parse("text=body")})[0],
              "c.csv ! has no column \"body\"; its columns are: kopf, rumpf");
    EXPECT_EQ(told(put("d.csv", "title,text\nOne,\"not closed\nTwo,Second.\n")),
              (Told{"d.csv:2 ! a quoted field is not closed", "d.csv:3={\"title\":\"Two\",\"text\":\"Second.\"}"}));
}

TEST_F(Archive, Parquet) {
    auto store = store::Store::open_to_write((folder_ / "x.duckdb").string());
    ASSERT_TRUE(store);
    const std::string path = (folder_ / "a[1].parquet").string();
    const auto made = store->query(
        "COPY (SELECT * FROM (VALUES ('One', 'First.', DATE '2024-05-03', 1.5, {'name': 'Post'}), ('Two', NULL, NULL, "
        "2.5, NULL)) "
        "t(headline, body, date, mood, source)) TO '" +
        path + "' (FORMAT parquet)");
    ASSERT_TRUE(made) << made.error().message();
    const Told rows = {
        "{\"headline\":\"One\",\"body\":\"First.\",\"date\":\"2024-05-03\",\"source\":{\"name\":\"Post\"}}",
        "{\"headline\":\"Two\",\"body\":null,\"date\":null,\"source\":null}"};
    EXPECT_EQ(told(path), (Told{"a[1].parquet:1=" + rows[0], "a[1].parquet:2=" + rows[1]}));
    std::ifstream file(path, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(told(put("b.zip", zip({{"a.parquet", bytes}}))),
              (Told{"b.zip!a.parquet:1=" + rows[0], "b.zip!a.parquet:2=" + rows[1]}));
    const auto broken = read(put("c.parquet", bytes.substr(0, bytes.size() / 2)));
    ASSERT_EQ(broken.size(), 1u);
    EXPECT_TRUE(broken[0].error);
    EXPECT_EQ(told(path, {.mapping = *story::Mapping::parse("text=rumpf")})[0],
              "a[1].parquet ! has no column \"rumpf\"; its columns are: headline, body, date, mood, source");
}

TEST_F(Archive, JsonLists) {
    EXPECT_EQ(told(put("a.json", " [ {\"text\": \"a ] \\\" }\"},\n{\"text\": {\"b\": []}} ]")),
              (Told{"a.json:1={\"text\": \"a ] \\\" }\"}", "a.json:2={\"text\": {\"b\": []}}"}));
    EXPECT_EQ(told(put("b.json", "[{\"text\": \"a\"}, 3]")),
              (Told{"b.json:1={\"text\": \"a\"}", "b.json:2 ! the list holds something else than objects"}));
    EXPECT_EQ(told(put("c.json", "[{\"text\": \"a\"}, {\"text\": ")),
              (Told{"c.json:1={\"text\": \"a\"}", "c.json:2 ! ends in the middle of an object"}));
    EXPECT_EQ(told(put("d.dat", "{\"text\": \"a\"}\n{\"text\": \"b\"}")),
              (Told{"d.dat:1={\"text\": \"a\"}", "d.dat:2={\"text\": \"b\"}"}));
    EXPECT_EQ(told(put("e.json", "{\"text\": \"a\"}\n")), (Told{"e.json={\"text\": \"a\"}\n"}));
    EXPECT_EQ(told(put("f.json", "{\n\"text\": \"a\"}\n")), (Told{"f.json={\n\"text\": \"a\"}\n"}));
}

TEST_F(Archive, CutOffFilesGiveWhatIsThere) {
    const std::string lines = "{\"text\": \"One.\"}\n{\"text\": \"Two, which is longer than the first.\"}\n";
    const std::string packed = gzip(lines);
    const auto documents = read(put("a.jsonl.gz", packed.substr(0, packed.size() - 14)));
    ASSERT_EQ(documents.size(), 2u);
    EXPECT_EQ(documents[0].bytes, "{\"text\": \"One.\"}");
    EXPECT_EQ(documents[1].error->what, "ends in the middle of the member at 0");
    const std::string all = zip({{"a.txt", "Peru."}, {"b.txt", std::string(2000, 'x')}});
    EXPECT_EQ(told(put("b.zip", all.substr(0, 500)))[0], "b.zip!a.txt=Peru.");
    EXPECT_EQ(told(put("b.zip", all.substr(0, 500))).size(), 3u) << "the member that is cut off, and the archive";
}

TEST_F(Archive, LimitsHold) {
    Inputs::Options options{.limits = {.document = 1000}};
    const std::string large(5000, 'x');
    EXPECT_EQ(told(put("a.txt.gz", gzip(large)), options), (Told{"a.txt.gz ! is larger than 1000 bytes"}));
    EXPECT_EQ(told(put("b.jsonl", large + "\n{\"text\": \"b\"}\n"), options),
              (Told{"b.jsonl:1 ! is larger than 1000 bytes", "b.jsonl:2={\"text\": \"b\"}"}));
    const auto records =
        read(put("c.warc", warc_page("http://a.example/1", large) + warc_page("http://a.example/2", page)), options);
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0].error->what, "is larger than 1000 bytes");
    EXPECT_EQ(records[1].bytes, page);
    EXPECT_EQ(told(put("d.tar", tar({{"a.txt", large}, {"b.txt", "Peru."}})), options),
              (Told{"d.tar!a.txt ! is larger than 1000 bytes", "d.tar!b.txt=Peru."}));
    std::string deep = "Peru.";
    for (int i = 0; i < 20; ++i) deep = i % 2 ? gzip(deep) : tar({{"x", deep}});
    EXPECT_NE(told(put("e.gz", deep))[0].find("inside one another"), std::string::npos);
}

TEST_F(Archive, BombsEnd) {
    std::string zeros(4 << 20, ' '), bomb;
    const std::string member = zstd(zeros);
    for (int i = 0; i < 400; ++i) bomb += member;
    const auto documents = read(put("bomb.zst", bomb));
    ASSERT_EQ(documents.size(), 1u);
    EXPECT_TRUE(documents[0].error);
}

TEST_F(Archive, SitemapsCompletePages) {
    put("in/z-sitemap.xml",
        "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' "
        "xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>"
        "<url><loc> http://a.example/1 "
        "</loc><lastmod>2024-05-04</lastmod><news:news><news:publication_date>2024-05-03T09:30:00Z</"
        "news:publication_date>"
        "<news:title>Peru &amp; Chile</news:title></news:news></url></urlset>");
    put("in/a.warc", warc_page("http://a.example/1", page) + warc_page("http://a.example/2", page));
    put("in/list.txt", "http://a.example/1\nhttp://a.example/2\n");
    put("in/prefixed.xml",
        "<?xml version='1.0'?><!-- made by us --><s:urlset xmlns:s='http://www.sitemaps.org/schemas/sitemap/0.9'/>");
    const auto documents = read((folder_ / "in").string());
    ASSERT_EQ(documents.size(), 2u);
    EXPECT_EQ(documents[0].context.title, "Peru & Chile");
    EXPECT_EQ(documents[0].context.published, "2024-05-03T09:30:00Z");
    EXPECT_EQ(documents[1].context.published, "");
    EXPECT_EQ(passed_over_, (std::map<std::string, int>{{"sitemap", 3}}));
}

TEST_F(Archive, FilesCanBeSkipped) {
    put("in/a.txt", "One.");
    put("in/b.txt", "Two.");
    Inputs inputs({(folder_ / "in").string()},
                  {.skip = [](const archive::File& file) { return file.path.ends_with("a.txt") && file.size == 4; }});
    EXPECT_EQ(inputs.next()->bytes, "Two.");
    EXPECT_FALSE(inputs.next());
    EXPECT_EQ(inputs.bytes(), 8u);
    EXPECT_EQ(inputs.bytes_done(), 8u);
}

/// Every archive cut off at each byte and with each byte changed: it ends, and says no more than there is.
TEST_F(Archive, AnyBytesSurvive) {
    const std::string one = warc_page("http://a.example/1", page), two = warc_page("http://a.example/2", page);
    const std::vector<std::string> archives = {
        gzip(one) + gzip(two),
        one + two,
        zstd(one) + zstd(two),
        tar({{"a.txt", "Peru."}, {"b.html", page}}),
        zip({{"a.txt", "Peru."}, {"b.html", page}}),
        gzip(zip({{"a.warc", one}})),
        "title,text\n\"One\",\"First.\"\nTwo,Second.\n",
        "[{\"text\": \"a\"}, {\"text\": \"b\"}]",
        "http://a.example/ 10.0.0.1 20080430204826 text/html 20\nHTTP/1.0 200 OK\r\n\r\nx\n",
    };
    std::uint32_t random = 1;
    for (const auto& whole : archives) {
        const std::size_t step = std::max<std::size_t>(1, whole.size() / 150);
        for (std::size_t at = 0; at < whole.size(); at += step) {
            random = random * 1664525 + 1013904223;
            std::string changed = whole;
            changed[at] = static_cast<char>(random >> 24);
            for (const auto& bytes : {whole.substr(0, at), changed}) {
                std::size_t documents = 0;
                for (const auto& document : read(put("x", bytes))) {
                    EXPECT_LE(document.bytes.size(), 3000u);
                    ++documents;
                }
                EXPECT_LE(documents, 20u);
            }
        }
    }
}

}  // namespace
}  // namespace dragoman
