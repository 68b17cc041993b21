#!/usr/bin/env python3
"""How quick the page's server is: bench/serve.py DRAGOMAN STORE.duckdb [view|paint|readers|posts …]

view: each view's answers, asked one after the other over one connection, each address for the first time and then again.
paint: first paint in Chromium (needs tools/ui.sh tests). readers: 200 at once, by wrk (Debian), over addresses of all views.
posts: stories a second that `POST /stories` takes, into a copy of the store. All on this machine's loopback.
"""
import gzip, http.client, json, os, pathlib, re, shutil, signal, statistics, subprocess, sys, tempfile, time, urllib.parse

dragoman, store = sys.argv[1:3]
wanted = sys.argv[3:] or ["view", "paint", "readers", "posts"]
here = pathlib.Path(__file__).resolve().parent
part = lambda text: urllib.parse.quote(text, safe="")


class Server:
    def __init__(self, path, *more):
        self.process = subprocess.Popen([dragoman, "serve", path, "--port", "0", *more], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        start = time.perf_counter()
        self.address = self.process.stdout.readline().strip()
        self.started = time.perf_counter() - start
        self.port = int(re.search(r":(\d+)/", self.address)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def memory(self):
        return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{self.process.pid}/status").read_text())[1]) // 1024

    def processor(self):
        """Seconds of processor time it has taken: what others do on the machine does not count."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def connection(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)


def ask(connection, path):
    start = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - start
    if answer.status != 200:
        sys.exit(f"{path}: {answer.status} {body[:300]}")
    return seconds, body if answer.getheader("Content-Encoding") != "gzip" else gzip.decompress(body)


WORDS = ["trade", "fishing", "bilateral trade", "gas pipeline", "nuclear", "missile defence", "Putin", "Tajikistan border", "visa",
         "earthquake", "Olympic", "terrorism", "investment climate", "Kyrgyzstan", "harvest", "space", "Merkel", "customs union",
         "Afghanistan drugs", "wheat"]


def addresses(connection):
    """Of each view, addresses that differ in what they ask for."""
    get = lambda path: json.loads(ask(connection, path)[1])
    dyads = get("/relations.json")["rows"]
    many = lambda rows, n=20: rows[:: max(1, len(rows) // n)][:n]
    codes = list(dict.fromkeys(code for d in dyads for code in (d["a"], d["b"])))
    ids = lambda path, n=20: [part(row["id"]) for row in many(get(path)["rows"], n)]
    years = [str(year) for year in range(2000, 2020)]
    return {
        "front page": [f"/index.json?n={n}" for n in range(10)],
        "relations": ["/relations.json"] + [f"/relations.json?country={c}" for c in codes[:10]] + [f"/relations.json?from={y}&to={y}" for y in years[:10]],
        "one relation": [f"/relations/{d['a']}/{d['b']}.json" for d in many(dyads)] + [f"/relations/{dyads[0]['a']}/{dyads[0]['b']}.json?by={by}" for by in ("week", "year")],
        "actors": ["/actors.json"] + [f"/actors.json?q={w}" for w in ("putin", "minister", "chin", "gaz", "bush")] + ["/actors.json?type=person", "/actors.json?type=organization"],
        "one actor": [f"/actors/{i}.json" for i in ids("/actors.json")],
        "happenings": ["/happenings.json", "/happenings.json?order=sources"] + [f"/happenings.json?country={c}" for c in codes[:8]] + [f"/happenings.json?q={part(w)}" for w in WORDS[:10]],
        "one happening": [f"/happenings/{i}.json" for i in ids("/happenings.json?order=sources")],
        "series": ["/series.json"] + [f"/series.json?country={c}" for c in codes[:6]] + [f"/series.json?q={w}" for w in ("trade", "gdp", "investment", "export")],
        "one series": [f"/series/{i}.json" for i in ids("/series.json")],
        "ledger": ["/ledger.json"] + [f"/ledger.json?country={c}" for c in codes[:8]] + [f"/ledger.json?q={part(w)}" for w in WORDS[:8]],
        "one commitment": [f"/ledger/{i}.json" for i in ids("/ledger.json")],
        "map": ["/map.json"] + [f"/map.json?country={c}" for c in codes[:8]] + [f"/map.json?type={t}" for t in ("CONSULT", "AGREE", "ASSAULT")] + [f"/map.json?from={y}&to={y}" for y in years[:8]],
        "stories": ["/stories.json", "/stories.json?offset=5000"] + [f"/stories.json?country={c}" for c in codes[:6]] + [f"/stories.json?q={part(w)}" for w in WORDS[:8]] + [f"/stories.json?from={y}&to={y}" for y in years[:6]],
        "one story": [f"/stories/{i}.json" for i in ids("/stories.json")],
        "search": [f"/search.json?q={part(w)}" for w in WORDS] + [f"/search.json?q={part(w)}&kind=statement" for w in WORDS[:5]] + ["/search.json?kind=event&country=CHN", "/search.json?kind=commitment"],
        "SQL: schema": [f"/schema.json?n={n}" for n in range(5)],
    }


def table(head, rows):
    print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |", flush=True)
    print()


def milliseconds(times):
    times = sorted(times)
    return f"{statistics.median(times) * 1000:.0f}", f"{times[min(len(times) - 1, int(len(times) * 0.95))] * 1000:.0f}"


def measure_views(server):
    connection = server.connection()
    start = time.perf_counter()
    ask(connection, "/search.json?q=warming")
    print(f"Started in {server.started:.2f} s; the first search came after {time.perf_counter() - start:.2f} s ({server.processor():.1f} s of processor time). Memory then: {server.memory()} MB.\n")
    views = addresses(connection)
    rows = []
    for view, paths in views.items():
        fresh = [f"{path}{'&' if '?' in path else '?'}bench=1" for path in paths]
        before = server.processor()
        first = [ask(connection, path) for path in fresh]
        spent = (server.processor() - before) / len(fresh)
        again = [ask(connection, path)[0] for path in fresh]
        rows.append((view, len(fresh), *milliseconds([t for t, _ in first]), f"{max(t for t, _ in first) * 1000:.0f}", f"{spent * 1000:.0f}", milliseconds(again)[0],
                     f"{statistics.median(len(body) for _, body in first) / 1024:.0f}"))
    table(["view", "addresses", "median ms", "95 % ms", "worst ms", "processor ms", "again ms", "KB"], rows)
    print(f"Memory after: {server.memory()} MB.\n")


def measure_paint(server):
    ask(server.connection(), "/search.json?q=warming&token=bench")
    script = here / "serve_paint.mjs"
    print(subprocess.run(["node", str(script), server.address], capture_output=True, text=True, check=True).stdout, flush=True)


def measure_readers(server):
    ask(server.connection(), "/search.json?q=warming&token=bench")  # until the index is there
    paths = [path for some in addresses(server.connection()).values() for path in some]
    with tempfile.TemporaryDirectory() as at:
        pathlib.Path(at, "paths").write_text("\n".join(paths))
        lua = pathlib.Path(at, "readers.lua")
        lua.write_text(f"""
local paths = {{}}
for line in io.lines("{at}/paths") do paths[#paths + 1] = line end
local n = 0
request = function() n = n + 7; return wrk.format("GET", paths[n % #paths + 1], {{["Accept-Encoding"] = "gzip"}}) end
local bad = 0
response = function(status) if status ~= 200 then bad = bad + 1 end end
""")
        for say in ("each address for the first time or again", "again"):
            before = server.processor()
            done = subprocess.run(["wrk", "-t2", "-c200", "-d30s", "--timeout", "30s", "--latency", "-s", str(lua), server.address], capture_output=True, text=True, check=True)
            print(f"200 readers over {len(paths)} addresses, {say} ({server.processor() - before:.0f} s of the server's processor time):\n\n```\n{done.stdout.strip()}\n```\n", flush=True)


def measure_posts():
    """Stories of the store with another id, day and number in them, so that each is new; sent by wrk, which takes little of the cores itself."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/tmp")) as at:
        copy = f"{at}/posts.duckdb"
        shutil.copy(store, copy)
        texts = json.loads(subprocess.run([dragoman, "sql", copy, "SELECT title, text FROM stories WHERE length(text) BETWEEN 300 AND 4000 ORDER BY hash(id) LIMIT 20000", "--json"],
                                          capture_output=True, text=True, check=True).stdout)
        with open(f"{at}/stories", "w", encoding="utf-8") as out:
            for n, story in enumerate(texts):
                out.write(json.dumps({"id": f"posted-{n}", "source": "Bench", "published": "2060-01-01", "title": story["title"], "text": f"Number {n}. {story['text']}"}) + "\n")
        lua = pathlib.Path(at, "posts.lua")
        lua.write_text(f"""
local stories, n = {{}}, 0
for line in io.lines("{at}/stories") do stories[#stories + 1] = line end
request = function() n = n + 1; return wrk.format("POST", "/stories", {{["Authorization"] = "Bearer bench"}}, stories[n]) end
""")
        with Server(copy, "--write", "--token", "bench") as server:
            ask(server.connection(), "/search.json?q=warming&token=bench")  # its index of words is made
            for together in (32, 64):
                before = server.processor()
                done = subprocess.run(["wrk", "-t1", f"-c{together}", "-d12s", "--timeout", "30s", "--latency", "-s", str(lua), server.address], capture_output=True, text=True, check=True)
                requests = int(re.search(r"(\d+) requests", done.stdout)[1])
                print(f"`POST /stories`, one story each, {together} at once ({1000 * (server.processor() - before) / requests:.1f} ms of processor time a post, "
                      f"memory then {server.memory()} MB):\n\n```\n{done.stdout.strip()}\n```\n", flush=True)
                lua.write_text(lua.read_text().replace("local stories, n = {}, 0", f"local stories, n = {{}}, {requests + together}"))  # the next ones are new too
        stored = subprocess.run([dragoman, "sql", copy, "SELECT count(*) AS n FROM stories WHERE id LIKE 'posted-%'", "--json"], capture_output=True, text=True, check=True)
        print(f"Stored: {json.loads(stored.stdout)[0]['n']} stories.\n")


if set(wanted) - {"posts"}:
    with Server(store) as server:
        if "view" in wanted:
            measure_views(server)
        if "paint" in wanted:
            measure_paint(server)
        if "readers" in wanted:
            measure_readers(server)
if "posts" in wanted:
    measure_posts()
