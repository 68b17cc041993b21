#!/usr/bin/env python3
"""A clock that was ahead and is set back (libfaketime; files keep their own times, as they do): nothing is lost, nothing is there twice, what came first stays
first; and following does not wait for the day that the wrong clock had named.

    clock_test.py DRAGOMAN SOURCE
"""
import http.server, json, os, pathlib, subprocess, sys, tempfile, threading, time

program, source = sys.argv[1:3]
library = next((str(path) for path in pathlib.Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
if not library:
    print("skipped: no libfaketime (apt-get install faketime)")
    sys.exit(77)
failed = 0
AHEAD, RIGHT, BEHIND = "+400d", "+0", "-400d"


def expect(what, holds, detail=""):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED {what}: {str(detail)[-600:]}")


def at(clock, *command):
    """The program under a clock so far off. Steady clocks are left alone, as setting the clock leaves them; so are files' times."""
    environment = dict(os.environ, LD_PRELOAD=library, FAKETIME=clock, DONT_FAKE_MONOTONIC="1", NO_FAKE_STAT="1", FAKETIME_DONT_RESET="1")
    environment["ASAN_OPTIONS"] = "verify_asan_link_order=0:" + os.environ.get("ASAN_OPTIONS", "")
    return subprocess.Popen([program, *map(str, command)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def run(clock, *command):
    process = at(clock, *command)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def ask(store, question):
    code, out, err = run(RIGHT, "sql", store, question, "--json")
    return json.loads(out) if code == 0 else err


def lines(first, last):
    return "".join(json.dumps({"id": f"s{n}", "published": "2025-05-06", "text": f"Minister Hugo Palma said on Friday that berth {n} would open by 30 June. " * 4}) + "\n" for n in range(first, last))


def ingested(folder):
    """Some under a clock ahead, killed in the middle; the rest, a file rewritten and one that was known, under a clock behind."""
    stories, store, plain = folder / "in", folder / "x.duckdb", folder / "plain.duckdb"
    stories.mkdir()
    (stories / "a.jsonl").write_text(lines(0, 40))
    (stories / "b.jsonl").write_text(lines(40, 400))
    soon = time.time() + 400 * 86400
    for path in stories.iterdir():
        os.utime(path, (soon, soon))  # written while the clock was ahead
    process = at(AHEAD, "ingest", "--no-join", stories, "--into", store)
    while not store.exists() and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.3)
    process.kill()
    process.communicate()
    code, _, err = run(AHEAD, "ingest", stories / "a.jsonl", "--into", store)
    expect("under a clock ahead a killed ingest goes on", code == 0, err)
    (stories / "c.jsonl").write_text(lines(400, 440))
    code, out, err = run(BEHIND, "ingest", stories, "--into", store)
    expect("under a clock set back it goes on", code == 0, err)
    rows = ask(store, "SELECT id, count(*) AS n FROM stories GROUP BY id")
    expect("nothing is lost, nothing is there twice", len(rows) == 440 and all(row["n"] == 1 for row in rows), rows[:3])
    run(RIGHT, "ingest", stories, "--into", plain)
    for table in ("statements", "commitments", "entities", "happenings", "ledger_commitments"):
        question = f"SELECT count(*) AS n FROM {table}"
        expect(f"as many {table} as without all this", ask(store, question) == ask(plain, question), ask(store, question))
    known = {row["path"]: row["ended"] for row in ask(store, "SELECT path, ended FROM files")}
    expect("the journal has all three files, to their end", len(known) == 3 and all(known.values()), known)
    _, out, _ = run(BEHIND, "ingest", stories, "--into", store)
    again = ask(store, "SELECT count(*) AS n FROM stories")
    expect("again: nothing is read that was read", again == [{"n": 440}], (out, again))
    return stories, store, plain


def rewritten(stories, store, plain):
    """A file changed after the clock was set back is older than what the journal knows of it, and is read all the same; editions go on counting."""
    path = stories / "a.jsonl"
    for days, clock, date in ((400, BEHIND, "3 July"), (700, AHEAD, "9 August")):
        path.write_text(lines(0, 40).replace("30 June", date))
        past = time.time() - days * 86400
        os.utime(path, (past, past))
        for odd, into in ((clock, store), (RIGHT, plain)):
            code, _, err = run(odd, "ingest", stories, "--into", into)
            expect("a file that became older is read", code == 0, err)
    last = ask(store, "SELECT count(*) AS n FROM stories WHERE text LIKE '%9 August%'")
    expect("its stories are as it last had them", last == [{"n": 40}], last)
    question = "SELECT story_id, edition, text_sha256 FROM editions ORDER BY ALL"
    editions = ask(store, question)
    expect("what they were before is kept, in the order in which it came", len(editions) == 80 and editions == ask(plain, question), editions[:3])


def forgotten(store):
    for clock, story in ((AHEAD, "s41"), (BEHIND, "s42")):
        code, _, err = run(clock, "forget", store, story)
        expect("a story is forgotten under any clock", code == 0, err)
    left = ask(store, "SELECT count(*) AS n FROM stories WHERE id IN ('s41', 's42')")
    expect("and is gone", left == [{"n": 0}], left)


class Wire(http.server.BaseHTTPRequestHandler):
    asked, links = [], ["/page"]

    def do_GET(self):
        self.asked.append(self.path)
        page = "".join(f"<p>Minister Hugo Palma said on Friday that berth {n} would open by 30 June, and that ships would come.</p>" for n in range(8))
        items = "".join(f"<item><title>Berth</title><link>{link}</link></item>" for link in self.links)
        bodies = {"/rss": f"<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>",
                  self.path if self.path in self.links else "/page": f"<html><head><title>Berths</title></head><body><article><h1>Berths</h1><p>Of {self.path[1:]}.</p>{page}</article></body></html>"}
        busy = self.path == "/page" and self.asked.count("/page") == 1
        body = bodies.get(self.path, "").encode()
        self.send_response(503 if busy else 200 if body else 404)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Retry-After", "7200")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def followed(folder):
    """Its feed was due, and a page put off, on days of the clock that was ahead."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Wire)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    store = folder / "followed.duckdb"
    command = ["follow", f"http://127.0.0.1:{server.server_address[1]}/rss", "--into", store, "--pause", "0", "--allow-private"]
    run(AHEAD, *command, "--once")
    expect("a busy page is put off", Wire.asked.count("/page") == 1, Wire.asked)
    process = at(RIGHT, *command, "--every", "1h")
    until = time.time() + 30
    while Wire.asked.count("/page") < 2 and time.time() < until and process.poll() is None:
        time.sleep(0.05)
    expect("after the clock was set back the feed is asked again, and so is the page", Wire.asked.count("/rss") == 2 and Wire.asked.count("/page") == 2, Wire.asked)
    time.sleep(1)
    process.terminate()
    process.communicate(timeout=60)
    run(BEHIND, *command, "--once")
    rows = ask(store, "SELECT count(*) AS n FROM stories")
    expect("the page is in the store once", rows == [{"n": 1}] and Wire.asked.count("/page") == 2, (rows, Wire.asked))
    for number in (2, 3):  # a second that comes again: the file of pages has the name that another one had, which is gone by now
        Wire.links.append(f"/page{number}")
        run("2027-03-04 05:06:07", *command, "--once")
        for pages in folder.glob("followed.pages/follow-20270304*"):
            pages.unlink()
    rows = ask(store, "SELECT count(*) AS n FROM stories")
    expect("files of pages with the name of another one are stored", rows == [{"n": 3}], (rows, Wire.asked))
    server.shutdown()


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    stories, store, plain = ingested(folder)
    rewritten(stories, store, plain)
    forgotten(store)
    followed(folder)
print(f"clock: {failed} failed")
sys.exit(failed > 0)
