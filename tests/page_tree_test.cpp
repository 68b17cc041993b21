// Pages of HTML → trees: what nests in what, where it stands, and that no bytes can break it.
#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "story/page/tree.h"

namespace dragoman::story::page {
namespace {

/// "p(text) ul(li(text))": the elements with what is in them, for comparison.
std::string shape(const Tree& tree, std::uint32_t node = 0) {
    std::string out;
    for (std::uint32_t child = node + 1; child < tree[node].after; child = tree[child].after) {
        if (!out.empty()) out += ' ';
        if (tree[child].tag == Tag::text) {
            out += tree.text(child).empty() ? "_" : tree.text(child);
            continue;
        }
        out += tree.element_name(child);
        if (const std::string inner = shape(tree, child); !inner.empty()) out += "(" + inner + ")";
    }
    return out;
}

std::string shape_of(std::string_view page) { return shape(Tree(page)); }

TEST(PageTree, EndsThatPagesLeaveOut) {
    EXPECT_EQ(shape_of("<p>One<p>Two<div>Three</div>"), "p(One) p(Two) div(Three)");
    EXPECT_EQ(shape_of("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>"), "ul(li(a) li(b ul(li(c))) li(d))");
    EXPECT_EQ(shape_of("<dl><dt>a<dd>b<dt>c</dl>"), "dl(dt(a) dd(b) dt(c))");
    EXPECT_EQ(shape_of("<table><tr><td>a<td>b<tr><th>c</table>x"), "table(tr(td(a) td(b)) tr(th(c))) x");
    EXPECT_EQ(shape_of("<table><tr><td><table><tr><td>a</table>b<td>c</table>"),
              "table(tr(td(table(tr(td(a))) b) td(c)))");
    EXPECT_EQ(shape_of("<select><option>a<option>b</select>"), "select(option(a) option(b))");
    EXPECT_EQ(shape_of("<h1>a<h2>b</h3>c"), "h1(a) h2(b) c");
    EXPECT_EQ(shape_of("<head><title>T</title><div>a</div>"), "head(title(T)) div(a)");
}

TEST(PageTree, EndsThatFitNothing) {
    EXPECT_EQ(shape_of("<div><b>a</div>b</b>c"), "div(b(a)) b c");
    EXPECT_EQ(shape_of("<div>a</span></p>b</div>"), "div(a b)");
    EXPECT_EQ(shape_of("<span><div>a</span>b</div></span>"), "span(div(a b))");
    EXPECT_EQ(shape_of("<div><table><tr><td>a</div>b</table>"), "div(table(tr(td(a b))))");
    EXPECT_EQ(shape_of("<body>a</body>b</html>c"), "body(a b c)");
    EXPECT_EQ(shape_of("<x-note>a<y-note>b</X-NOTE>c"), "x-note(a y-note(b)) c");
}

TEST(PageTree, WhatIsNoMarkup) {
    EXPECT_EQ(shape_of("1 < 2 <3 </ <"), "1 < 2 <3 </ <");
    EXPECT_EQ(shape_of("a<!-- <p> -- > -->b<!-->c<!doctype html>d<?xml x?>e<![if !IE]>f<![endif]>"), "a b c d e f");
    EXPECT_EQ(shape_of("<script>if (a<b) '<p>'</scripty></script >x"), "script(if (a<b) '<p>'</scripty>) x");
    EXPECT_EQ(shape_of("<script><!-- <script> </script> --></script>x"), "script(<!-- <script> </script> -->) x");
    EXPECT_EQ(shape_of("<title>a <b> &amp; c</title><textarea><p></textarea>"), "title(a <b> & c) textarea(<p>)");
    EXPECT_EQ(shape_of("<svg><path/><g/><![CDATA[<p>]]></svg>x"), "svg(path g <p>) x");
    EXPECT_EQ(shape_of("<svg><g><p>a"), "svg(g) p(a)");
    EXPECT_EQ(shape_of("<p>a<!-- open"), "p(a)");
    EXPECT_EQ(shape_of("<p>a<b class=\"x"), "p(a)");
}

TEST(PageTree, LinksReachOverBlocks) {
    const Tree tree("<a href=x>1<div>2</div><a name=y>3</a><p><a href=z>4<p>5</a>6");
    std::string links;
    for (std::uint32_t i = 0; i < tree.size(); ++i)
        if (tree[i].tag == Tag::text) links += std::string(tree.raw(i)) + (tree[i].link ? "+" : "-");
    EXPECT_EQ(links, "1+2+3-4+5+6-");
}

TEST(PageTree, AttributesStandInThePage) {
    const std::string page = "<META Name=author CONTENT='A &amp; B'/><div class = \"x y\" hidden data-Key=v class=z>";
    const Tree tree(page);
    EXPECT_EQ(tree[1].tag, Tag::meta);
    EXPECT_EQ(tree.value(1, Attr::name), "author");
    EXPECT_EQ(resolved(tree.value(1, Attr::content), true), "A & B");
    EXPECT_EQ(tree.value(2, Attr::class_), "x y");
    EXPECT_TRUE(tree.has(2, Attr::hidden));
    EXPECT_EQ(tree.value(2, Attr::hidden), "");
    EXPECT_EQ(tree.value(2, "data-key"), "v");
    EXPECT_FALSE(tree.has(2, Attr::id));
    EXPECT_EQ(page.substr(tree[1].begin, tree[1].end - tree[1].begin), "<META Name=author CONTENT='A &amp; B'/>");
}

TEST(PageTree, EveryNameIsKnownByItself) {
    for (int i = static_cast<int>(Tag::other) + 1; i < static_cast<int>(Tag::count); ++i)
        EXPECT_EQ(tag_of(name_of(static_cast<Tag>(i))), static_cast<Tag>(i)) << name_of(static_cast<Tag>(i));
    EXPECT_EQ(tag_of("BlockQuote"), Tag::blockquote);
    EXPECT_EQ(tag_of("template"), Tag::template_);
    EXPECT_EQ(tag_of("h7"), Tag::other);
    EXPECT_EQ(attr_of("http-equiv"), Attr::http_equiv);
    EXPECT_EQ(attr_of("CLASS"), Attr::class_);
    EXPECT_EQ(attr_of("xml:lang"), Attr::xml_lang);
    EXPECT_EQ(attr_of("data-class"), Attr::other);
}

TEST(PageReferences, AsTheStandardSays) {
    EXPECT_EQ(resolved("a&amp;b &lt;p&gt; &eacute;&nbsp;&hellip;"), "a&b <p> é\xC2\xA0…");
    EXPECT_EQ(resolved("&#8217;&#x2019;&#146;&#0;&#xD800;&#9999999999;"), "’’’\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(resolved("AT&T & &nosuch; &amp &copy2024 &notit; &"), "AT&T & &nosuch; & ©2024 ¬it; &");
    EXPECT_EQ(resolved("?a=1&copy=2&amp=3&lt;", true), "?a=1&copy=2&amp=3<");
    EXPECT_EQ(resolved("&NotEqualTilde;&CounterClockwiseContourIntegral;"), "≂̸∳");
}

/// What must hold for every tree.
void check(const Tree& tree) {
    for (std::uint32_t i = 0; i < tree.size(); ++i) {
        const Node& node = tree[i];
        ASSERT_LE(node.begin, node.end);
        ASSERT_LE(node.end, tree.page().size());
        ASSERT_GT(node.after, i);
        ASSERT_LE(node.after, tree[node.parent].after);
        ASSERT_TRUE(i == 0 || node.parent < i);
        for (const Attribute& attribute : tree.attributes(i))
            ASSERT_LE(std::size_t{attribute.value} + attribute.value_size, tree.page().size());
    }
}

TEST(PageTree, AnyBytesGiveATree) {
    const std::vector<std::string> parts = {"<div>",
                                            "</div>",
                                            "<p",
                                            "<a href=\"x\">",
                                            "</a>",
                                            "<table>",
                                            "<td>",
                                            "</tr>",
                                            "<!--",
                                            "-->",
                                            "<script>",
                                            "</script>",
                                            "<svg>",
                                            "/>",
                                            "\"",
                                            "'",
                                            "=",
                                            ">",
                                            "<",
                                            "&",
                                            "&amp;",
                                            "&#x",
                                            "text",
                                            "<title>",
                                            "<li>",
                                            "</ul>",
                                            "<![CDATA[",
                                            "]]>",
                                            "<template>",
                                            "\xFF",
                                            std::string(1, '\0'),
                                            " ",
                                            "<h1>",
                                            "</h2>",
                                            "<body>",
                                            "<head>",
                                            "<x-y>"};
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string page;
        for (unsigned i = random() % 60; i > 0; --i) page += parts[random() % parts.size()];
        const Tree tree(page);
        check(tree);
        for (std::uint32_t i = 0; i < tree.size(); ++i) tree.text(i);
    }
}

TEST(PageTree, EveryTruncationGivesATree) {
    const std::string page =
        "<!DOCTYPE html><html lang=en><head><title>A &amp; B</title><script>x</script></head><body class=\"a\"><ul>"
        "<li>One<li>Two &#8217;</ul><!-- c --><svg><![CDATA[d]]></svg><p>Last</body></html>";
    for (std::size_t size = 0; size <= page.size(); ++size) check(Tree(std::string_view(page).substr(0, size)));
}

TEST(PageTree, MegabytesOfAnythingAreRead) {
    for (const char* part :
         {"<div>",    "<p>",          "<a href=x>", "</b>", "<x><y>",  "<table>", "<td>", "<li>", "<!--", "<a b='", "&",
          "<script>", "<script><!--", "<svg>",      "<",    "<b></i>", "<dd>",    "<h1>", "</",   "<!",   "- -"}) {
        std::string page;
        while (page.size() < (std::string_view(part) == "<div>" ? 10'000'000 : 3'000'000)) page += part;
        const std::clock_t start = std::clock();
        const Tree tree(page);
        EXPECT_LT(std::clock() - start, 2 * CLOCKS_PER_SEC) << part;
        std::uint32_t deepest = 0;
        std::vector<std::uint32_t> depth(tree.size());
        for (std::uint32_t i = 1; i < tree.size(); ++i)
            deepest = std::max(deepest, depth[i] = depth[tree[i].parent] + 1);
        EXPECT_LE(deepest, max_depth) << part;
    }
}

}  // namespace
}  // namespace dragoman::story::page
