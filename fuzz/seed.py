#!/usr/bin/env python3
"""The corpus that fuzzing begins with, out of the project's own examples, cases and hostile shapes: fuzz/corpus/TARGET/NAME.

    fuzz/seed.py        writes what is not there yet
"""
import gzip, hashlib, io, json, pathlib, re, sys, tarfile, zipfile

root = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(root / "tests"))
import hostile  # noqa: E402


def put(target, data):
    data = data if isinstance(data, bytes) else data.encode()
    if not data or len(data) > 16384:
        return
    folder = root / "fuzz" / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha256(data).hexdigest()[:16]).write_bytes(data)


def case_texts():
    """The texts of the cases: a line of dashes parts cases, a text stands between its name and its claims."""
    for file in sorted((root / "cases").glob("*.case")):
        for block in re.split(r"\n\s*\n", file.read_text()):
            yield block


examples = [json.loads(path.read_text()) for path in sorted((root / "examples").glob("*.json"))]
for story in examples[:8]:
    put("text", "a" + story["text"])
    put("story", json.dumps(story))
for number, block in enumerate(case_texts()):
    if number % 12 == 0:
        put("text", "a" + block[:400])
SIZE = 300
for name, (extension, make) in hostile.SHAPES.items():
    data = make(SIZE)
    if name in hostile.TEXTS:
        put("text", b"a" + data[:SIZE])
    elif name in hostile.PAGES:
        put("page", data)
    elif name in hostile.FEEDS:
        put("feed", data)
        put("story", data)
    elif name in hostile.JSONS:
        put("story", data)
        put("record", data)
    else:
        put("archive", data)
put("page", (root / "tests/pages/harbour.html").read_bytes())
put("story", (root / "tests/pages/harbour.html").read_bytes()[:6000])
put("feed", (root / "tests/feeds/harbour.rss").read_bytes())
put("feed", "<feed xmlns='http://www.w3.org/2005/Atom'><title>W</title><entry><title>T</title><link href='/a'/><updated>2024-05-03T01:02:03Z</updated><content type='xhtml'><div><p>Peru left. Chile stayed. Bolivia came.</p></div></content></entry></feed>")
put("feed", json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "W", "items": [{"id": "1", "url": "http://a.example/1", "content_html": "<p>Peru left.</p>", "date_published": "2024-05-03T01:02:03Z", "authors": [{"name": "Ana Palma"}]}]}))
put("story", "<nitf><head><title>T</title><docdata><date.issue norm='20240503T010203Z'/><doc-id id-string='a'/></docdata></head><body><body.head><hedline><hl1>Port opens</hl1></hedline><byline>By <person>Ana Palma</person></byline></body.head><body.content><p>Peru left.</p></body.content></body></nitf>")
put("story", "<newsItem guid='urn:a' xmlns='http://iptc.org/std/nar/2006-10-01/'><itemMeta><itemClass qcode='ninat:text'/><versionCreated>2024-05-03T01:02:03Z</versionCreated><pubStatus qcode='stat:usable'/></itemMeta><contentMeta><headline>T</headline></contentMeta><contentSet><inlineXML contenttype='application/nitf+xml'><nitf><body><body.content><p>Peru left.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>")
put("story", "<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>a</PublicIdentifier></NewsIdentifier></Identification><NewsManagement><ThisRevisionCreated>20240503T010203Z</ThisRevisionCreated><Status FormalName='Usable'/></NewsManagement><NewsComponent><NewsLines><HeadLine>T</HeadLine></NewsLines><ContentItem><DataContent><p>Peru left.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>")
put("story", json.dumps({"uri": "a", "type": "text", "versioncreated": "2024-05-03T01:02:03Z", "headline": "T", "body_html": "<p>Peru left.</p>"}))
put("story", "Title: Port opens\nDate: 3 May 2024\nSource: Herald\nAuthor: Ana Palma\n\nPeru left the talks on Monday.\n")
put("story", "<?xml version='1.0'?><TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid='t0' type='DATE' value='2024-05-03'>3 May</TIMEX3></DCT><TEXT>Peru left.</TEXT></TimeML>")
for n in range(12):
    put("words", bytes((n * 37 + i * (n + 3)) % 256 for i in range(60)))

PAGE = hostile.PAGE
warc = hostile.warc_record(PAGE)
put("archive", warc)
put("archive", gzip.compress(warc, mtime=0) * 2)
put("archive", hostile.zipped([("a.html", PAGE), ("b/c.json", json.dumps(examples[0])), ("d.csv", "title,text\nA,Peru left.\n")]))
put("archive", hostile.nested_zips(2))
tar = io.BytesIO()
with tarfile.open(fileobj=tar, mode="w") as archive:
    entry = tarfile.TarInfo("a.txt")
    entry.size = 11
    archive.addfile(entry, io.BytesIO(b"Peru left.\n"))
put("archive", tar.getvalue())
put("archive", gzip.compress(tar.getvalue(), mtime=0))
put("archive", "title\tdate\ttext\nA\t2024-05-03\tPeru left.\nB\t2024-05-04\t\"Chile\nstayed.\"\n")
put("archive", "".join(json.dumps(s) + "\n" for s in examples[:2]))
put("archive", json.dumps(examples[:2]))
put("archive", "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>http://a.example/1</loc><lastmod>2024-05-03</lastmod></url></urlset>")
put("archive", "filedesc://a.arc 0.0.0.0 20240503010203 text/plain 76\n1 0 X\nURL IP-address Archive-date Content-type Archive-length\n\nhttp://a.example/ 1.2.3.4 20240503010203 text/html %d\n%s\n" % (len(PAGE), PAGE.decode()))

put("knowledge", "\0verb\tform\nsay\tindirect\n!announce\n")
for number, name in enumerate(["cues", "units", "states", "time_phrases", "frames", "common_words"]):
    lines = (root / "knowledge" / (name + ".tsv")).read_text().splitlines()
    body = [line for line in lines if not line.startswith("#")]
    put("knowledge", chr(number) + "\n".join(body[:4]) + "\n!" + body[1].split("\t")[0] + "\n")
    put("knowledge", chr(number) + "\n".join(lines[:12]) + "\n")
put("conllu", "# newpar\n# text = Don't go.\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\tdo\tAUX\tVB\t_\t3\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_\n3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No\n3.1\tx\tx\tX\tX\t_\t_\t_\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n\n")
put("robots", "User-agent: *\nDisallow: /a*$\nAllow: /b\nCrawl-delay: 2.5\n\nUser-agent: dragoman\nDisallow: /*?c=\n")
for target in ("/", "/stories.json?q=Peru&from=2024", "/search.json?q=port&kind=event&offset=3", "/sql.json?q=SELECT%20count(*)%20FROM%20stories", "/sql.json?q=SELECT%20*%20FROM%20read_text('/etc/passwd')",
               "/events.csv?country=PER&to=2025-01", "/relations.json?pair=CHL,PER", "/stories/a.json", "/happenings.json?min-sources=2", "/../../etc/passwd.json", "/%2e%2e%2f", "/openapi.json", "/metrics", "/health", "/actors.json?limit=-1", "/series.json?measure=%00", "/sql.json?q=WITH%20RECURSIVE%20t%20AS%20(SELECT%201)%20FROM%20t"):
    put("request", "GET\n%s\n\n\n" % target)
put("request", "POST\n/read?published=2024-05-03\ntext/plain\n\nPeru left the talks.")
put("request", "POST\n/stories\napplication/json\nsecret\n{\"text\":\"Peru left.\"}")
put("model", (root / "models/encoder.bin").read_bytes()[:1500])
put("model", b"\x08\0" + (512).to_bytes(4, "little") * 4)
