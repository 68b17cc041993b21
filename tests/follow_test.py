#!/usr/bin/env python3
"""dragoman follow against a server on this machine that does all that servers do: 200, 304, 404, 429 with Retry-After, 500, slow, huge, redirects
(in a circle, to a private address, to another scheme), robots.txt, malformed feeds; and kills at random moments.

    follow_test.py DRAGOMAN SOURCE
"""
import gzip, http.server, json, os, random, re, signal, socketserver, subprocess, sys, tempfile, threading, time

program, _ = sys.argv[1:3]
WORDS = "The port of Callao reopened on Friday, the ministry said. Three ships with wheat wait outside, and more berths will follow in June. "


def page(n):
    body = f"Transport Minister Hugo Palma said on Friday that berth {n} would open by 30 June. " + WORDS * 4
    return f"<html><head><title>Port story {n}</title></head><body><article><h1>Port story {n}</h1><p>{body}</p><p>{WORDS}</p></article></body></html>"


class Site:
    """Answers by path; counts what was asked, and how many connections were open at once."""

    def __init__(self):
        self.asked, self.times, self.headers = [], {}, {}
        self.robots = "User-agent: *\nDisallow: /forbidden\n"
        self.links, self.whole = [], 0
        self.now, self.most = 0, 0
        self.lock = threading.Lock()
        self.flaky_left = 1
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self):
                super().setup()
                with site.lock:
                    site.now += 1
                    site.most = max(site.most, site.now)

            def finish(self):
                super().finish()
                with site.lock:
                    site.now -= 1

            def do_GET(self):
                with site.lock:
                    site.asked.append(self.path)
                    site.times.setdefault(self.path, []).append(time.time())
                    site.headers[self.path] = dict(self.headers)
                try:
                    site.answer(self)
                except OSError:
                    pass

            def log_message(self, *_):
                pass

        class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # the other end has gone

        self.server = Server(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def feed(self):
        items = "".join(f"<item><title>Story {path}</title><link>{path if '://' in path else self.base + path}</link><guid>{path}</guid><description>Short.</description></item>" for path in self.links)
        items += "".join(f"<item><title>Whole {n}</title><guid>{self.base}/whole/{n}</guid><description>Berth {n}. {WORDS * 6}</description></item>" for n in range(self.whole))
        return f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>"

    def answer(self, request):
        def send(status, body=b"", kind="text/html; charset=utf-8", **headers):
            body = body.encode() if isinstance(body, str) else body
            request.send_response(status)
            request.send_header("Content-Type", kind)
            request.send_header("Content-Length", str(len(body)))
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        path = request.path
        if path == "/robots.txt":
            return send(200, self.robots, "text/plain") if self.robots is not None else send(503)
        if path == "/rss":
            tag = '"%d-%d"' % (len(self.links), self.whole)
            if request.headers.get("If-None-Match") == tag:
                return send(304)
            return send(200, self.feed(), "application/rss+xml", ETag=tag, Last_Modified="Fri, 03 May 2024 09:30:00 GMT")
        if path == "/broken":
            return send(200, "<html>this is no feed", "text/html")
        if path == "/flaky":
            with self.lock:
                self.flaky_left -= 1
                flaky = self.flaky_left >= 0
            return send(429, Retry_After="1") if flaky else send(200, page("flaky"))
        if path == "/packed":
            return send(200, gzip.compress(page("packed").encode()), Content_Encoding="gzip")
        if path == "/bomb":
            return send(200, gzip.compress(b"a" * (20 << 20)), Content_Encoding="gzip")
        if path == "/huge":
            request.send_response(200)
            request.send_header("Content-Type", "text/html")
            request.send_header("Connection", "close")
            request.end_headers()
            for _ in range(20):
                request.wfile.write(b"<p>" + b"x" * (1 << 20))
            return None
        if path == "/slow":
            time.sleep(6)
            return send(200, page("slow"))
        if path == "/circle":
            return send(302, Location="/circle2")
        if path == "/circle2":
            return send(302, Location="/circle")
        if path == "/moved":
            return send(301, Location="/page/moved")
        if path == "/away":
            return send(302, Location="file:///etc/passwd")
        if path == "/sly":
            return send(302, Location="/forbidden/sly")
        if path == "/picture":
            return send(200, b"\x89PNG" + b"x" * 1000, "image/png")
        if path == "/error":
            return send(500)
        if path == "/busy":
            return send(503, Retry_After="7200")
        if path.startswith("/lag/"):
            time.sleep(0.05)
        if path.startswith(("/page/", "/lag/", "/forbidden")):
            return send(200, page(path.rsplit("/", 1)[1]))
        return send(404)

    def count(self, path):
        return self.asked.count(path)


def follow(folder, site, *more, feeds=("/rss",), private=True, **running):
    command = [program, "follow", *[site.base + feed for feed in feeds], "--into", os.path.join(folder, "x.duckdb"), "--pause", "0", "--timeout", "2", "--jobs", "1"]
    command += (["--allow-private"] if private else []) + (list(more) or ["--once"])
    if running:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **running)
    return subprocess.run(command, capture_output=True, text=True, timeout=100)


def kept(folder):
    """Address → body of all whole responses in the WARC files."""
    found = {}
    pages = os.path.join(folder, "x.pages")
    for name in sorted(os.listdir(pages)) if os.path.isdir(pages) else []:
        data = open(os.path.join(pages, name), "rb").read()
        text = b""
        import zlib
        while data:  # member by member; the last one may be torn
            unpack = zlib.decompressobj(31)
            try:
                text += unpack.decompress(data)
            except zlib.error:
                break
            if not unpack.eof:
                break
            data = unpack.unused_data
        for record in re.split(rb"WARC/1\.1\r\n", text)[1:]:
            head, _, block = record.partition(b"\r\n\r\n")
            url = re.search(rb"WARC-Target-URI: (\S+)", head)
            if url:
                answer, _, body = block.partition(b"\r\n\r\n")
                length = int(re.search(rb"Content-Length: (\d+)", answer)[1])
                assert body[length:] == b"\r\n\r\n", (url[1], length, len(body))
                found.setdefault(url[1].decode(), []).append(body[:length])
    return found


def stories(folder):
    run = subprocess.run([program, "sql", os.path.join(folder, "x.duckdb"), "SELECT count(*) AS n, count(DISTINCT url) AS urls FROM stories", "--json"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    row = json.loads(run.stdout)[0]
    return row["n"], row["urls"]


def all_faults():
    site = Site()
    good = ["/page/1", "/page/2", "/flaky", "/packed", "/moved"]
    bad = ["/nothing", "/error", "/huge", "/bomb", "/slow", "/circle", "/away", "/sly", "/picture", "/forbidden/1", "/busy", "ftp://127.0.0.1/x", "javascript:alert(1)"]
    site.links = good + bad
    site.whole = 2
    with tempfile.TemporaryDirectory() as folder:
        run = follow(folder, site, feeds=("/rss", "/broken", "/missing"))
        assert run.returncode == 1, run
        have = kept(folder)
        names = {url[len(site.base):] for url in have}
        assert names == {"/page/1", "/page/2", "/flaky", "/packed", "/page/moved", "/rss"}, names
        assert b"Port story packed" in have[site.base + "/packed"][0], "kept unpacked"
        assert site.count("/forbidden/1") == 0 and site.count("/forbidden/sly") == 0, "robots.txt holds for links and for redirects"
        assert site.count("/flaky") == 2 and site.times["/flaky"][1] - site.times["/flaky"][0] >= 0.9, "Retry-After is waited for"
        assert site.count("/busy") == 1 and site.count("/error") == 1, "put off to a later round"
        assert site.count("/circle") + site.count("/circle2") <= 7
        assert "Dragoman/" in site.headers["/page/1"]["User-Agent"]
        for reason in ("answers 404", "answers 500", "is larger than 8 MiB", "takes longer than 2 s", "redirected more than", "is no text", "is no feed", "answers 503"):
            assert reason in run.stderr, (reason, run.stderr)
        assert "/etc/passwd" not in str(have)

        before = len(site.asked)
        again = follow(folder, site)
        assert again.returncode == 0, again
        assert site.asked[before:] == ["/robots.txt", "/rss"], site.asked[before:]
        assert "If-None-Match" in site.headers["/rss"] and "If-Modified-Since" in site.headers["/rss"]
        assert "1 unchanged" in again.stdout, again.stdout
        assert stories(folder)[0] == 7, stories(folder)  # five pages and two whole entries
        site.links.append("/page/3")
        follow(folder, site)
        assert site.count("/page/3") == 1 and site.count("/page/1") == 1, "only what is new"
        assert stories(folder) == (8, 8)


def private_addresses():
    site = Site()
    site.links = ["/page/1"]
    with tempfile.TemporaryDirectory() as folder:
        run = follow(folder, site, private=False)
        assert run.returncode == 1 and "private address" in run.stderr, run
        name = follow(folder, type("Named", (), {"base": site.base.replace("127.0.0.1", "localhost")}), private=False)
        assert name.returncode == 1 and "private address" in name.stderr, name
        assert site.asked == [], site.asked


def one_connection_a_site():
    sites = [Site(), Site()]
    for site in sites:
        site.links = [f"{other.base}/lag/{n}" for n in range(6) for other in sites]
    with tempfile.TemporaryDirectory() as folder:
        assert follow(folder, sites[0]).returncode == 0
    assert [len(site.asked) for site in sites] == [8, 7], [site.asked for site in sites]
    assert [site.most for site in sites] == [1, 1], "connections at once"


def robots_that_fail():
    site = Site()
    site.links, site.robots = ["/page/1"], None
    with tempfile.TemporaryDirectory() as folder:
        run = follow(folder, site)
        assert run.returncode == 1 and site.asked == ["/robots.txt"], (run, site.asked)
        site.robots = "User-agent: *\nDisallow: /\nUser-agent: dragoman\nCrawl-delay: 1\nDisallow: /x\n"
        assert follow(folder, site).returncode == 0
        assert site.times["/page/1"][0] - site.times["/rss"][0] >= 0.9, "Crawl-delay is kept to"


def interrupted():
    """Ctrl-C in the middle of a round: it ends at once with all that was fetched; the next start goes on."""
    site = Site()
    site.links = [f"/page/{n}" for n in range(8)] + ["/slow"] + [f"/page/{n}" for n in range(8, 12)]
    with tempfile.TemporaryDirectory() as folder:
        process = follow(folder, site, "--every", "1h", env=None)
        until = time.time() + 60
        while site.count("/slow") == 0 and time.time() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0, process.stdout.read()
        assert len(kept(folder)) == 8
        assert stories(folder)[0] == 8
        site.links.remove("/slow")
        follow(folder, site)
        assert stories(folder) == (12, 12), stories(folder)


def killed():
    """kill -9 at random moments, then to the end: every page is in the store, once."""
    site = Site()
    site.links = [f"/page/{n}" for n in range(30)]
    site.whole = 3
    random.seed(7)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(6):
            process = follow(folder, site, "--once", env=None)
            time.sleep(random.uniform(0.02, 0.9))
            process.kill()
            process.wait()
        run = follow(folder, site)
        assert run.returncode == 0, run
        assert {url[len(site.base):] for url in kept(folder)} == set(site.links) | {"/rss"}
        assert stories(folder) == (33, 33), stories(folder)


def runs_on():
    """Without --once it looks again, and finds what is new."""
    site = Site()
    site.links = ["/page/1"]
    with tempfile.TemporaryDirectory() as folder:
        process = follow(folder, site, "--every", "1s", env=None)
        until = time.time() + 60
        while site.count("/rss") < 2 and time.time() < until:
            time.sleep(0.05)
        site.links.append("/page/2")
        while site.count("/page/2") == 0 and time.time() < until:
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, process.stdout.read()
        assert stories(folder) == (2, 2), stories(folder)


for check in (all_faults, private_addresses, one_connection_a_site, robots_that_fail, interrupted, killed, runs_on):
    start = time.time()
    check()
    print(f"{check.__name__}: {time.time() - start:.1f} s")
