#!/usr/bin/env python3
"""Hostile documents (tests/hostile.py) end within the limits of docs/limits.md: no crash, no hang, bounded memory, a record whose every span slices back
or an error that says why; bombs are left, entities are not expanded, nothing is written outside, one bad document takes no other with it.

    hostile_test.py DRAGOMAN SOURCE
"""
import json, os, pathlib, resource, subprocess, sys, tempfile

import hostile

program, _ = sys.argv[1:3]
SIZE, LARGE = 30_000, 1 << 20
SANITIZED = 8 if os.environ.get("SANITIZED") else 1
MEMORY = SANITIZED * (700 << 20)  # of one process over one document of a megabyte or what a bomb unpacks to
HANG = SANITIZED * 200  # seconds of processor: fifty times what the slowest takes
failed = 0


def expect(what, holds, detail=""):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED {what}: {str(detail)[-600:]}")


def limited():
    resource.setrlimit(resource.RLIMIT_CPU, (HANG, HANG))


def run(*command):
    """Exit code, output, errors, most memory in bytes."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([program, *command], stdout=out, stderr=err, stdin=subprocess.DEVNULL, preexec_fn=limited)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return process.returncode, out.read(), err.read().decode(errors="replace"), usage.ru_maxrss * 1024


def spans(value):
    """Every {"start", "end", "text"} in a record."""
    if isinstance(value, dict):
        if set(value) >= {"start", "end", "text"}:
            yield value
        for one in value.values():
            yield from spans(one)
    elif isinstance(value, list):
        for one in value:
            yield from spans(one)


def check_reading(folder, name, size):
    extension, make = hostile.SHAPES[name]
    path = folder / f"{name}.{extension}"
    path.write_bytes(make(size))
    packed = extension in ("warc", "csv", "jsonl")
    code, out, err, memory = run(*(["archive", "--format", "json"] if packed else ["read", "--format", "json"]), str(path))
    expect(f"{name}: no crash", code in (0, 1, 2), f"exit code {code}\n{err}")
    expect(f"{name}: bounded memory", memory < MEMORY, f"{memory >> 20} MB")
    if code != 0:
        expect(f"{name}: says why", err.strip() or out.strip(), "nothing was printed")
    if code == 0 and not packed:
        record = json.loads(out)
        text = record["story"]["text"]
        for span in spans({k: v for k, v in record.items() if k != "story"}):
            if span["text"] != text[span["start"]:span["end"]]:
                return expect(f"{name}: every span slices back", False, span)
    path.unlink()
    return code, memory


def check_bombs(folder):
    for name, (extension, make) in hostile.BOMBS.items():
        path = folder / f"{name}.{extension}"
        path.write_bytes(make())
        code, out, err, memory = run("archive", "--format", "json", str(path))
        expect(f"{name}: no crash", code in (0, 1, 2), f"exit code {code}\n{err}")
        expect(f"{name}: bounded memory", memory < MEMORY, f"{memory >> 20} MB")
        if name in ("gzip-bomb", "zip-bomb", "gzip-cut", "gzip-false-sum", "zips-in-zips"):
            expect(f"{name}: is said to be broken", code != 0, out[-300:])
        if extension == "xml":
            code, out, err, memory = run("read", "--format", "json", str(path))
            expect(f"{name}: nothing is expanded or loaded", code in (0, 1, 2) and len(out) < 1_000_000 and b"root:" not in out and b"haha" not in out, out[-300:])
        path.unlink()
    expect("no path leads out of an archive", not os.path.exists("/tmp/dragoman-escaped.txt"))


def check_together(folder):
    """All in one run, beside stories that are well: these are stored, the run ends."""
    crowd = folder / "crowd"
    crowd.mkdir()
    for name, (extension, make) in hostile.SHAPES.items():
        (crowd / f"{name}.{extension}").write_bytes(make(2000))
    for name in ("gzip-bomb", "billion-laughs", "zips-in-zips", "gzip-cut"):
        (crowd / f"{name}.{hostile.BOMBS[name][0]}").write_bytes(hostile.BOMBS[name][1]())
    for number in range(3):
        (crowd / f"well-{number}.json").write_text(json.dumps({"id": f"well-{number}", "published": "2025-05-06", "text": hostile.SENTENCE + str(number)}))
    store = str(folder / "crowd.duckdb")
    code, out, err, _ = run("ingest", str(crowd), "--into", store)
    expect("a crowd of hostile files: the run ends", code in (0, 1), f"exit code {code}\n{err}")
    code, out, err, _ = run("sql", store, "SELECT count(*) AS n FROM stories WHERE id LIKE 'well-%'", "--csv")
    expect("a crowd of hostile files: the good ones are stored", code == 0 and out.split() == [b"n", b"3"], out.decode() + err)


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    for name in hostile.SHAPES:
        check_reading(folder, name, SIZE)
    for name in ("one-word", "straight-quotes", "no-space", "html-deep", "json-deep"):
        check_reading(folder, name, LARGE)
    check_bombs(folder)
    check_together(folder)
print(f"hostile: {len(hostile.SHAPES) + len(hostile.BOMBS)} shapes, {failed} failed")
sys.exit(failed > 0)
