// The parts of following that need no server: robots.txt, addresses, what is remembered, WARC.
#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

#include "follow/fetch.h"
#include "follow/memory.h"
#include "follow/robots.h"
#include "follow/warc.h"

namespace dragoman::follow {
namespace {

namespace fs = std::filesystem;

bool allows(std::string_view robots, std::string_view path) { return Robots::read(robots, "dragoman").allows(path); }

TEST(Robots, TheLongestRuleDecides) {
    constexpr std::string_view text =
        "User-agent: *\nDisallow: /news/\nAllow: /news/world/\nDisallow: /news/world/old\n";
    EXPECT_TRUE(allows(text, "/"));
    EXPECT_FALSE(allows(text, "/news/17"));
    EXPECT_TRUE(allows(text, "/news/world/17"));
    EXPECT_FALSE(allows(text, "/news/world/old/17"));
    EXPECT_TRUE(allows("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a")) << "of equally long ones that which allows";
    EXPECT_TRUE(allows("User-agent: *\nDisallow:\n", "/a")) << "an empty rule forbids nothing";
    EXPECT_TRUE(allows("User-agent: *\nDisallow: /\n", "/robots.txt"));
}

TEST(Robots, StarsAndEnds) {
    constexpr std::string_view text = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /a*b/c\nDisallow: /exact$\n";
    EXPECT_FALSE(allows(text, "/x/y.pdf"));
    EXPECT_TRUE(allows(text, "/x/y.pdf?z"));
    EXPECT_FALSE(allows(text, "/axxb/cc"));
    EXPECT_FALSE(allows(text, "/axbxb/c"));
    EXPECT_TRUE(allows(text, "/axx/c"));
    EXPECT_FALSE(allows(text, "/exact"));
    EXPECT_TRUE(allows(text, "/exactly"));
}

TEST(Robots, OurOwnGroupGoesBeforeTheStar) {
    constexpr std::string_view text =
        "User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: DRAGOMAN/2.0\nDisallow: /a # no\nCrawl-delay: "
        "2.5\n\nUser-agent: dragoman\nDisallow: /b\n\nUser-agent: dragomanish\nDisallow: /c\n";
    EXPECT_TRUE(allows(text, "/x"));
    EXPECT_FALSE(allows(text, "/a"));
    EXPECT_FALSE(allows(text, "/b")) << "groups of the same name count together";
    EXPECT_TRUE(allows(text, "/c"));
    EXPECT_EQ(Robots::read(text, "dragoman").crawl_delay(), 2.5);
    EXPECT_FALSE(Robots::read(text, "nobody").allows("/x"));
    EXPECT_TRUE(allows("User-agent: other\nDisallow: /\n", "/x"));
}

TEST(Robots, EncodedPathsAreTheSamePaths) {
    EXPECT_FALSE(allows("User-agent: *\nDisallow: /caf\xC3\xA9\n", "/caf%c3%a9"));
    EXPECT_FALSE(allows("User-agent: *\nDisallow: /%7Eana\n", "/~ana"));
    EXPECT_TRUE(allows("User-agent: *\nDisallow: /a%2Fb\n", "/a/b"));
}

TEST(Robots, AnyBytesSurvive) {
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {
        std::string text = "\xEF\xBB\xBFUser-agent: *\r\nDisallow: /*a*b$\r\nAllow: %\nCrawl-delay: x\n";
        for (int k = 0; k < 8; ++k) text[random() % text.size()] = static_cast<char>(random());
        (void)allows(text, "/a%");
    }
    std::string stars = "User-agent: *\nDisallow: /";
    while (stars.size() < 2000) stars += "*a";
    EXPECT_TRUE(allows(stars + "\n", "/" + std::string(8000, 'b')));
    EXPECT_FALSE(Robots::none().allows("/"));
    EXPECT_TRUE(Robots::all().allows("/"));
}

bool private_address(const char* text) {
    sockaddr_storage address{};
    if (auto* v4 = reinterpret_cast<sockaddr_in*>(&address); inet_pton(AF_INET, text, &v4->sin_addr) == 1)
        v4->sin_family = AF_INET;
    else if (auto* v6 = reinterpret_cast<sockaddr_in6*>(&address); inet_pton(AF_INET6, text, &v6->sin6_addr) == 1)
        v6->sin6_family = AF_INET6;
    return is_private(reinterpret_cast<const sockaddr*>(&address));
}

TEST(Addresses, PrivateOnesAreKnown) {
    for (const char* text : {"127.0.0.1",
                             "10.1.2.3",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "169.254.169.254",
                             "100.64.0.1",
                             "0.0.0.0",
                             "224.0.0.1",
                             "255.255.255.255",
                             "198.18.0.1",
                             "::1",
                             "::",
                             "fe80::1",
                             "fd00::1",
                             "ff02::1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "64:ff9b::7f00:1",
                             "2002:7f00:1::",
                             "2001:db8::1",
                             "2001::1"})
        EXPECT_TRUE(private_address(text)) << text;
    for (const char* text : {"1.1.1.1", "172.32.0.1", "172.15.0.1", "100.128.0.1", "192.167.0.1",
                             "2606:4700:4700::1111", "::ffff:1.1.1.1", "2002:101:101::"})
        EXPECT_FALSE(private_address(text)) << text;
}

TEST(Addresses, AreTakenApart) {
    const auto place = place_of("HTTPS://Wire.Example/a b?q=1#part");
    ASSERT_TRUE(place);
    EXPECT_EQ(place->site, "https://wire.example:443");
    EXPECT_EQ(place->path, "/a%20b?q=1");
    EXPECT_EQ(place_of("../x", "http://wire.example:8080/a/b/c")->url, "http://wire.example:8080/a/x");
    for (const char* wrong : {"file:///etc/passwd", "ftp://wire.example/", "gopher://wire.example/",
                              "http://ana@wire.example/", "//", "", "no address", "javascript:x"})
        EXPECT_FALSE(place_of(wrong)) << wrong;
}

struct Folder {
    fs::path path = fs::temp_directory_path() / ("dragoman-follow-" + std::to_string(std::random_device{}()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string operator/(const char* name) const { return (path / name).string(); }
};

TEST(FollowMemory, ComesBackAsItWas) {
    const Folder folder;
    Memory memory;
    memory.feeds["https://wire.example/rss"] = {"\"a\tb\n\"", "Fri, 03 May 2024 09:30:00 GMT", 17, 2};
    memory.pages["https://wire.example/17"] = {true, 3, 4, 5};
    memory.pages["https://wire.example/18"] = {false, 0, 0, 9};
    memory.stored.insert("follow-1.warc.gz");
    ASSERT_TRUE(memory.save(folder / "m.tsv"));
    ASSERT_TRUE(memory.add_done("https://wire.example/18", folder / "m.tsv"));
    std::ofstream(folder / "m.tsv", std::ios::app) << "page\thttps://wire.exam";  // torn
    auto again = Memory::load(folder / "m.tsv");
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->pages.at("https://wire.example/18").done);
    EXPECT_EQ(again->feeds.at("https://wire.example/rss").etag, "\"ab\"");
    EXPECT_EQ(again->feeds.at("https://wire.example/rss").failures, 2);
    EXPECT_TRUE(again->pages.at("https://wire.example/17").done);
    EXPECT_EQ(again->pages.at("https://wire.example/17").tries, 3);
    EXPECT_TRUE(again->stored.contains("follow-1.warc.gz"));
    again->forget_pages_before(6);
    EXPECT_EQ(again->pages.size(), 1u);
    EXPECT_TRUE(Memory::load(folder / "none.tsv"));
    std::ofstream(folder / "other.tsv") << "something else\n";
    EXPECT_FALSE(Memory::load(folder / "other.tsv"));
    EXPECT_FALSE(memory.save(folder / "no/such/folder"));
}

TEST(FollowWarc, IsMadeOnceAndGrowsByRecords) {
    const Folder folder;
    auto warc = Warc::create(folder / "a.warc.gz", "test");
    ASSERT_TRUE(warc);
    const auto before = fs::file_size(folder / "a.warc.gz");
    ASSERT_TRUE(warc->write("https://wire.example/17", "2024-05-03T09:30:00Z",
                            "HTTP/2 200 \r\nContent-Encoding: br\r\nX: y\r\n\r\n", "<p>x"));
    ASSERT_TRUE(warc->write("https://wire.example/18", "2024-05-03T09:30:00Z", "", ""));
    ASSERT_TRUE(warc->sync());
    EXPECT_GT(fs::file_size(folder / "a.warc.gz"), before);
    EXPECT_EQ(warc->responses(), 2);
    EXPECT_FALSE(Warc::create(folder / "a.warc.gz", "test"));
}

}  // namespace
}  // namespace dragoman::follow
