#!/usr/bin/env python3
"""Faults from outside: a folder that cannot be written, a full device, weights and stores that were damaged, two writers, signals; and a server under slow,
half-open, oversized and forged requests. (A full disk while writing and kill -9 in the middle of an ingest are in ingest_test.cpp.)

    faults_test.py DRAGOMAN SOURCE
"""
import gzip, json, os, pathlib, random, re, shutil, signal, socket, subprocess, sys, tempfile, threading, time

program, source = sys.argv[1:3]
failed = 0


def expect(what, holds, detail=""):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED {what}: {str(detail)[-600:]}")


def run(*command, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, stdin=subprocess.DEVNULL, timeout=300, **more)
    return done.returncode, done.stdout.decode(errors="replace"), done.stderr.decode(errors="replace")


def unwritable(folder):
    code, _, err = run(program, "ingest", f"{source}/examples", "--into", "/proc/dragoman.duckdb")
    expect("a store where nothing can be written: an error that names it", code == 2 and "/proc/dragoman.duckdb" in err, err)
    closed = folder / "closed"
    closed.mkdir()
    closed.chmod(0o555)
    code, _, err = run(program, "ingest", f"{source}/examples", "--into", closed / "x.duckdb", preexec_fn=(lambda: os.setuid(65534)) if os.getuid() == 0 else None)
    expect("a read-only folder: an error that names the store", code != 0 and (code != 2 or "x.duckdb" in err), err)
    with open("/dev/full", "wb") as full:
        done = subprocess.run([program, "read", f"{source}/examples/2025-02-03-lima-talks.json", "--format", "json"], stdout=full, stderr=subprocess.PIPE)
    expect("output to a full device is no success", done.returncode != 0, done.returncode)


def damaged_weights(folder):
    """The weights lie in the program; one bit of them, and it says so and finds nothing that needs a parse."""
    data = bytearray(pathlib.Path(program).read_bytes())
    at = data.find(b"DRAGENC2" + pathlib.Path(f"{source}/models/encoder.bin").read_bytes()[8:64])
    expect("the weights are found in the program", at > 0)
    data[at + 100_000] ^= 4
    hurt = folder / "hurt"
    hurt.write_bytes(data)
    hurt.chmod(0o755)
    code, out, err = run(hurt, "read", f"{source}/examples/2025-02-03-lima-talks.json", "--format", "json")
    notes = [note["code"] for note in json.loads(out)["notes"]] if code == 0 else []
    expect("damaged weights: the record says so", "model" in notes, (code, notes, err))
    expect("damaged weights: nothing rests on them", code == 0 and not json.loads(out)["events"], out)


def damaged_store(folder):
    """Wherever a store is damaged: what is read is as it was, or an error; never other rows, a crash, a hang."""
    store = folder / "whole.duckdb"
    run(program, "ingest", f"{source}/examples", "--into", store)
    question = "SELECT s.id, s.text, e.type, e.evidence FROM stories s JOIN events e ON e.story_id = s.id ORDER BY ALL"
    _, whole, _ = run(program, "sql", store, question, "--json")
    data = store.read_bytes()
    rng = random.Random(5)
    said = 0
    for number in range(24):
        hurt = folder / "hurt.duckdb"
        shift = rng.randrange(len(data))
        damaged = bytearray(data)
        if number % 3 == 0:
            damaged = damaged[:shift]  # cut off
        elif number % 3 == 1:
            damaged[shift] ^= 1 << rng.randrange(8)
        else:
            damaged[shift:shift + 4096] = rng.randbytes(min(4096, len(data) - shift))
        hurt.write_bytes(damaged)
        code, out, err = run(program, "sql", hurt, question, "--json")
        said += code != 0
        expect(f"a damaged store ({number}, at {shift} of {len(data)}): the same or an error", (code == 0 and out == whole) or (code in (1, 2) and err.strip()), (code, err))
    expect("damage is seen", said >= 8, said)
    hurt.write_bytes(b"DUCK" * 5000)
    code, _, err = run(program, "stories", hurt)
    expect("a file that is no store: an error", code == 2 and err.strip(), err)


def two_writers(folder):
    stories = folder / "many.jsonl"
    lines = [json.dumps({"id": f"s{i}", "text": f"Minister Hugo Palma said on Friday that berth {i} would open by 30 June. " * 12}) for i in range(1500)]
    stories.write_text("\n".join(lines))
    store = folder / "two.duckdb"
    first = subprocess.Popen([program, "ingest", "--no-join", str(stories), "--into", str(store)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not store.exists() and first.poll() is None:
        time.sleep(0.01)
    time.sleep(0.2)
    code, _, err = run(program, "ingest", f"{source}/examples", "--into", store)
    expect("a second writer is turned away with the reason", first.poll() is not None or (code == 2 and "another process" in err), (code, err))
    first.send_signal(signal.SIGTERM)
    first.wait(60)
    code, _, err = run(program, "ingest", "--no-join", stories, "--into", store)
    _, out, _ = run(program, "sql", store, "SELECT count(*) AS n, count(DISTINCT id) AS m FROM stories WHERE id LIKE 's%'", "--csv")
    expect("after a signal the next run goes on and loses nothing", code == 0 and out.split()[-1] == "1500,1500", (code, err, out))
    return store


class Server:
    def __init__(self, store, *options):
        self.process = subprocess.Popen([program, "serve", str(store), "--port", "0", *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.port = int(re.search(rb":(\d+)/", self.process.stdout.readline())[1])

    def send(self, data, wait=20):
        """Bytes as they are; the answer until the server closes or `wait` seconds pass."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            answer = b""
            try:
                connection.sendall(data)
                while chunk := connection.recv(65536):
                    answer += chunk
            except OSError:
                pass
            return answer

    def get(self, target, *headers, wait=20):
        head = "\r\n".join((f"GET {target} HTTP/1.1", f"Host: localhost:{self.port}", "Connection: close", *headers))
        return self.send((head + "\r\n\r\n").encode(), wait)

    def status(self, *arguments):
        found = re.match(rb"HTTP/1.1 (\d+)", self.get(*arguments))
        return int(found[1]) if found else 0

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        expect("the server ends when told to", code == 0, code)


def percent(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


def server(store):
    site = Server(store)
    idle = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(60)]  # half-open: never a byte
    slow = [socket.create_connection(("127.0.0.1", site.port)) for _ in range(20)]  # a byte now and then
    for connection in slow:
        connection.sendall(b"GET /stories.json HTTP/1.1\r\nHost: localh")
    expect("idle and slow connections keep nobody else from an answer", site.status("/health") == 200)
    for target in ("/../../etc/passwd", "/..%2f..%2fetc%2fpasswd", "/%2e%2e/%2e%2e/etc/passwd.json", "/app.js/../../etc/passwd", "//etc/passwd", "/stories/..%2F..%2Fetc%2Fpasswd.json"):
        answer = site.get(target)
        expect(f"{target} leads nowhere", b"root:" not in answer and re.match(rb"HTTP/1.1 (404|400|200)", answer), answer[:200])
    for question in ("COPY stories TO '/tmp/dragoman-written.csv'", "SELECT * FROM read_text('/etc/passwd')", "ATTACH '/tmp/dragoman-attached.duckdb'", "INSTALL httpfs", "LOAD httpfs",
                     "SET enable_external_access = true", "SELECT * FROM read_blob('/proc/self/environ')", "SELECT getenv('HOME')", "FROM duckdb_secrets()", "EXPORT DATABASE '/tmp/dragoman-export'",
                     "DROP TABLE stories", "SELECT 1; DELETE FROM stories", "WITH x AS (DELETE FROM stories RETURNING *) FROM x"):
        answer = site.get("/sql.json?q=" + percent(question))
        expect(f"{question}: refused", re.match(rb"HTTP/1.1 400", answer) or (b'"rows":[]' in answer.replace(b" ", b"")), answer[-300:])
    expect("nothing was written", not any(os.path.exists(f"/tmp/dragoman-{name}") for name in ("written.csv", "attached.duckdb", "export")))
    endless = site.get("/sql.json?q=" + percent("SELECT count(*) FROM range(1000000) a, range(1000000) b, range(1000000) c"), wait=120)
    expect("a question without end is ended", re.match(rb"HTTP/1.1 400", endless), endless[-300:])
    head = f"POST /read HTTP/1.1\r\nHost: localhost:{site.port}\r\nContent-Length: 99999999999\r\n\r\n"
    expect("a body that says it is huge is refused", re.match(rb"HTTP/1.1 (413|400)", site.send(head.encode() + b"a" * 1000)), "no 413")
    post = f"POST /read HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\n".encode()
    chunk = b"100000\r\n" + b"a " * (1 << 19) + b"\r\n"
    expect("a body in endless chunks is refused", b" 413 " in site.send(post + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20 + b"0\r\n\r\n")[:20])
    bomb = gzip.compress(b"a " * (50 << 20), 1)
    expect("a body that unpacks to too much is refused", b" 413 " in site.send(post + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb) + bomb)[:20])
    expect("an address without end is refused", site.status("/stories.json?q=" + "a" * 100_000) == 414)
    for junk in (b"\0" * 1000, b"GET / HTTP/9.9\r\n\r\n", b"GET\r\n\r\n", b"\r\n" * 5000, b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20000 + b"\r\n", b"\xff\xfe" * 500):
        site.send(junk, wait=15)
    expect("another host's name is refused", re.match(rb"HTTP/1.1 421", site.send(b"GET /stories.json HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")), "no 421")
    for method, rest in (("PUT", "\r\n"), ("PATCH", "\r\n"), ("DELETE", "\r\n"), ("PUT", "Content-Length: 1\r\n\r\na")):
        answer = site.send(f"{method} /stories.json HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\n{rest}".encode())
        expect(f"{method} is not done here", b" 405 " in answer[:20] and b"Allow: GET, HEAD" in answer, answer[:60])
    expect("after all this it answers", site.status("/stories.json") == 200)
    for connection in idle + slow:
        connection.close()
    site.end()


def token(store):
    secret = "f3a9c1d07b5e4d2289aa01bc77d4e6f0"
    site = Server(store, "--token", secret)
    guesses = ["", "f", secret[:-1], secret + "0", secret.upper(), secret[::-1], "%00" + secret, "*", "' OR 1=1 --"]
    for guess in guesses:
        expect(f"the token {guess!r} opens nothing", site.status("/stories.json", f"Authorization: Bearer {guess}") == 401)
        expect(f"nor as a parameter", site.status("/stories.json?token=" + percent(guess)) == 401)
        expect(f"nor as a cookie", site.status("/stories.json", f"Cookie: dragoman={guess}") == 401)
    expect("without one there is nothing, not even the page", site.status("/") == 401)
    expect("posting needs it too", b" 401 " in site.send(f"POST /read HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\nContent-Length: 1\r\n\r\na".encode())[:20])
    expect("the right one opens", site.status("/stories.json", f"Authorization: Bearer {secret}") == 200)
    site.end()


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    unwritable(folder)
    damaged_weights(folder)
    damaged_store(folder)
    two_writers(folder)
    server(folder / "whole.duckdb")
    token(folder / "whole.duckdb")
print(f"faults: {failed} failed")
sys.exit(failed > 0)
