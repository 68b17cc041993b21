"""Documents that nobody writes but to break a reader: SHAPES of name → (extension, size → bytes). `size` is about how many bytes come out.

Used by linear_test.py (the work of reading grows with them as with any text) and hostile_test.py (each ends within the limits of docs/limits.md).
"""
import gzip, io, json, zipfile


def repeat(unit, size):
    unit = unit if isinstance(unit, bytes) else unit.encode()
    return unit * max(1, size // len(unit))


def text(unit):
    return "txt", lambda size: repeat(unit, size)


def numbered(unit):
    return "txt", lambda size: "".join(unit.format(i) for i in range(size // len(unit))).encode()


def page(unit, before="<html><body><article><p>The port opened on Monday, the minister said.</p>", after=""):
    return "html", lambda size: before.encode() + repeat(unit, size) + after.encode()


def feed(unit, before="<rss version='2.0'><channel><title>W</title>", after="</channel></rss>"):
    return "xml", lambda size: before.encode() + repeat(unit, size) + after.encode()


SENTENCE = "The Chilean government said that trade with Peru rose by 5 percent in 2024 and that it would open the port by 30 June. "

TEXTS = {
    "one-word": text("a"),
    "one-word-hyphens": text("a-"),
    "one-word-dots": text("a."),
    "one-word-apostrophes": text("it's'"),
    "no-space": text("政府说"),
    "digits": text("1"),
    "digits-commas": text("1,000,"),
    "straight-quotes": text('"'),
    "curly-quotes": text("“"),
    "quotes-of-words": text('"a" '),
    "quotes-nested": text("“‘a "),
    "single-quotes": text("' "),
    "brackets": text("("),
    "commas": text("a, "),
    "names": text("Xi Jinping, Vladimir Putin, "),
    "names-and": text("Chile and Peru and "),
    "names-apart": numbered("Ana Palma{0} met Hugo Soto{0}. "),
    "appositions": text("the minister, the president, "),
    "sentence": text(SENTENCE),
    "sentence-quoted": text('"We will not sign it," Hugo Palma said. '),
    "one-quotation": text("“The minister said that Peru attacked Chile. "),
    "that-that": text("he said that "),
    "of-the": text("of the minister "),
    "promises": text("Peru will open the port. "),
    "deaths": text("Rebels killed 12 people in Lima on Monday. "),
    "talks": numbered("Hugo Palma{} met Xi Jinping in Lima on Monday. "),
    "stances": numbered("Peru supports the plan {}. "),
    "figures-of-two-kinds": ("txt", lambda size: repeat("He reached 5 kg. ", size // 2) + repeat("It cost $3. ", size // 2)),
    "alliances": text("Chile, Peru, France and the United States agreed. "),
    "numbers": text("1,000 to 2,000 percent of "),
    "money": text("US$4.1 billion "),
    "times": text("on Monday 3 May 2024 last week "),
    "months": text("May "),
    "years": text("from 1990 to 2000 "),
    "pronouns": text("They told the two sides that it met him. "),
    "speakers": text("Q: He said it. A: She did. "),
    "abbreviations": text("U.S. Gen. "),
    "addresses": text("http://a.b/c?d=e&"),
    "lines": text("\n"),
    "short-lines": text("a\n"),
    "tabs": text("a\tb\n"),
    "nulls": text(b"\0"),
    "not-utf8": text(b"\xff\xfe\xc0"),
    "cut-utf8": text(b"\xe2\x80"),
    "surrogates": text(b"\xed\xa0\x80"),
    "bidi": text("a\u202eb\u2066c"),
    "combining": text("a\u0316\u0301" + "\u0316\u0301" * 40),
    "one-combining": ("txt", lambda size: b"a" + repeat("\u0316\u0301", size)),
    "joiners": text("a\u200d"),
    "emoji": text("👩‍👩‍👧"),
    "carriage-returns": text("a\r"),
}

PAGES = {
    "html-deep": page("<div>"),
    "html-deep-mixed": page("<div><span><p><b><a href=x>"),
    "html-bold": page("<b>a"),
    "html-bold-paragraphs": page("<p><b>a"),
    "html-tables": page("<table><tr><td>a"),
    "html-lists": page("<ul><li>a"),
    "html-links": page("<a href=x>a</a> "),
    "html-less-than": page("<"),
    "html-comment": page("<!--"),
    "html-comments": page("<!-- -- "),
    "html-closing": page("</p></div>"),
    "html-attributes": page("a=b ", before="<html><body><p ", after=">text"),
    "html-references": page("&amp&#1"),
    "html-reference-long": page("a", before="<html><body><p>&"),
    "html-script": page("<script>if (a<b) '</'"),
    "html-meta": page("<meta property='article:author' content='A B'>", before="<html><head>"),
    "html-times": page("<time>3 May 2024</time>By Ana Palma "),
    "html-json-ld": page("[", before="<html><head><script type='application/ld+json'>", after="</script></head>"),
    "html-json-ld-many": page("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"author\":\"A\"}</script>", before="<html><head>"),
    "html-paragraphs": page("<p>" + SENTENCE + "</p>"),
    "html-options": page("<select><option>a"),
    "html-svg": page("<svg><foreignObject><math><mi>"),
    "html-template": page("<template>"),
    "html-frames": page("<noscript><iframe><noembed>"),
}

FEEDS = {
    "feed-items": feed("<item><title>A</title><description>The port opened.</description></item>"),
    "feed-deep": feed("<item>"),
    "feed-deep-content": feed("<b>", before="<rss><channel><item><description><![CDATA["),
    "feed-prefixes": feed("<x:a xmlns:x='u'>"),
    "feed-unclosed": feed("<![CDATA[ ]] "),
    "feed-doctype": feed("<!ENTITY a 'b'>", before="<!DOCTYPE rss ["),
    "feed-references": feed("&a;&amp;&#65;", before="<rss><channel><item><title>"),
    "nitf-deep": feed("<block>", before="<nitf><body><body.content>"),
    "nitf-paragraphs": feed("<p>The port opened on Monday.</p>", before="<nitf><body><body.content>", after="</body.content></body></nitf>"),
    "newsml-items": feed("<newsItem><contentSet><inlineXML>a</inlineXML></contentSet></newsItem>", before="<newsMessage>", after="</newsMessage>"),
    "newsml-1-nested": feed("<NewsComponent>", before="<NewsML><NewsItem>"),
}

JSONS = {
    "json-deep": ("json", lambda size: repeat("[", size)),
    "json-deep-objects": ("json", lambda size: repeat('{"a":', size)),
    "json-keys": ("json", lambda size: b'{"text":"Peru left.",' + b",".join(b'"k%d":1' % i for i in range(size // 9)) + b"}"),
    "json-same-keys": ("json", lambda size: b"{" + repeat('"text":"a",', size) + b'"text":"Peru left."}'),
    "json-surrogates": ("json", lambda size: b'{"text":"' + repeat("\\ud800 ", size) + b'"}'),
    "json-stories": ("jsonl", lambda size: repeat('{"text":"Peru left the talks."}\n', size)),
    "json-list": ("json", lambda size: b"[" + b",".join([b'{"text":"Peru left."}'] * (size // 22)) + b"]"),
    "ninjs-associations": ("json", lambda size: (b'{"uri":"a","type":"text","headline":"h","associations":' * (size // 56)) + b"{}" + b"}" * (size // 56)),
}

TABLES = {
    "csv-columns": ("csv", lambda size: b"title,text," + b",".join(b"c%d" % i for i in range(min(4000, size // 5))) + b"\n" + repeat("a,b,c\n", size)),
    "csv-quote": ("csv", lambda size: b"title,text\na,\"" + repeat("a\n", size)),
    "csv-rows": ("csv", lambda size: b"title,text\n" + repeat("Talks,Peru left the talks.\n", size)),
    "headed": ("txt", lambda size: b"Title: A\nDate: 3 May 2024\n" + repeat("Source: B\n", size)),
}


def warc_record(body, length=None, head=b""):
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + head + b"\r\n" + body
    length = len(http) if length is None else length
    return b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\nContent-Length: %d\r\n\r\n" % length + http + b"\r\n\r\n"


PAGE = b"<html><body><article><p>" + SENTENCE.encode() * 3 + b"</p></article></body></html>"

WARCS = {
    "warc-long-lie": ("warc", lambda size: b"".join(warc_record(PAGE, length=10**12) for _ in range(max(1, size // 600)))),
    "warc-short-lie": ("warc", lambda size: b"".join(warc_record(PAGE, length=7) for _ in range(max(1, size // 600)))),
    "warc-negative": ("warc", lambda size: b"".join(warc_record(PAGE, length=-5) for _ in range(max(1, size // 600)))),
    "warc-heads": ("warc", lambda size: b"WARC/1.0\r\n" + repeat("A: b\r\n", size)),
    "warc-empty": ("warc", lambda size: repeat("WARC/1.0\r\n\r\n", size)),
    "warc-chunks": ("warc", lambda size: warc_record(repeat("1\r\na\r\n", size), head=b"Transfer-Encoding: chunked\r\n")),
}

SHAPES = {**TEXTS, **PAGES, **FEEDS, **JSONS, **TABLES, **WARCS}


# What is small and unpacks to much, or refers to itself: name → (extension, bytes).

def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def laughs(levels=12):
    entities = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, levels))
    return f"<?xml version='1.0'?><!DOCTYPE rss [{entities}]><rss><channel><item><title>&l{levels - 1};</title><description>{SENTENCE * 8}</description></item></channel></rss>".encode()


def gzip_bomb(megabytes):
    return gzip.compress(gzip.compress(b"\0" * (megabytes << 20), 9), 9)


def nested_zips(depth):
    data = zipped([("a.txt", b"Peru left the talks.")])
    for _ in range(depth):
        data = zipped([("a.zip", data), ("b.zip", data)])
    return data


BOMBS = {
    "gzip-bomb": ("json.gz", lambda: gzip_bomb(1500)),
    "zip-bomb": ("zip", lambda: zipped([("a.txt", b"a" * (200 << 20))])),
    "zips-in-zips": ("zip", lambda: nested_zips(12)),
    "zip-members": ("zip", lambda: zipped([(f"{i}.txt", b"Peru left the talks.") for i in range(20000)])),
    "zip-paths": ("zip", lambda: zipped([("../../../../tmp/dragoman-escaped.txt", b"Peru left the talks."), ("/tmp/dragoman-escaped.txt", b"Peru left.")])),
    "billion-laughs": ("xml", laughs),
    "quadratic-entity": ("xml", lambda: b"<!DOCTYPE nitf [<!ENTITY a \"" + b"a" * 50000 + b"\">]><nitf><body><body.content><p>" + b"&a;" * 50000 + b"</p></body.content></body></nitf>"),
    "external-entity": ("xml", lambda: b"<!DOCTYPE nitf [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><nitf><body><body.content><p>Peru left. &a;</p></body.content></body></nitf>"),
    "gzip-cut": ("txt.gz", lambda: gzip.compress(SENTENCE.encode() * 1000)[:-20]),
    "gzip-false-sum": ("txt.gz", lambda: (lambda b: b[:-6] + bytes([b[-6] ^ 255]) + b[-5:])(gzip.compress(SENTENCE.encode() * 1000))),
}

if __name__ == "__main__":
    import sys
    name, size = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0
    sys.stdout.buffer.write(SHAPES[name][1](size) if name in SHAPES else BOMBS[name][1]())
