#!/usr/bin/env python3
"""The work of reading, and of joining, grows as the text does, whatever its shape (tests/hostile.py): counted in instructions by cachegrind, so that the
machine and its load do not matter. Twice the text may cost `most` times as much; a step that holds each against each would cost four times.

    linear_test.py DRAGOMAN LINEAR [SHAPE…]       --all: every shape, else those that once were not linear or may most easily become so

LINEAR is the driver built from linear.cpp.
"""
import pathlib, re, subprocess, sys, tempfile

import hostile

program, driver, *asked = sys.argv[1:]
most = 2.7  # hash tables grow, caches fill; n log n adds a tenth
SIZE = 3_000
SHAPES = ["one-word", "one-combining", "straight-quotes", "quotes-nested", "names", "names-apart", "appositions", "one-quotation", "that-that", "stances", "pronouns",
          "html-deep-mixed", "html-bold-paragraphs", "html-attributes", "html-json-ld", "feed-deep", "warc-empty"]
# A story that tells of everything that joining looks at, again and again. Of so many rows steps that are not linear outweigh DuckDB's own start.
JOINED = b"Peru promised on Monday to meet Chile in Lima, after rebels killed 12 people there and trade rose 5 percent to US$4 billion. "
SENTENCES = 1200


def counts(folder, paths):
    """Instructions of each path's process, less those of one that does nothing."""
    run = subprocess.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", f"--log-file={folder}/log.%p", driver, "-", *paths], capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"linear: {run.stderr[-600:]}")
    by_path = {}
    for line in run.stdout.splitlines():
        pid, path = line.split(" ", 1)
        by_path[path] = int(re.search(r"I\s+refs:\s+([\d,]+)", pathlib.Path(f"{folder}/log.{pid}").read_text())[1].replace(",", ""))
    return {path: by_path[path] - by_path["-"] for path in paths}


def main():
    shapes = [name for name in hostile.SHAPES if "--all" in asked] or [name for name in SHAPES if not asked or name in asked]
    joining = not asked or "joining" in asked or "--all" in asked
    with tempfile.TemporaryDirectory() as folder:
        pairs = {}
        for name in shapes:
            extension, make = hostile.SHAPES[name]
            pairs[name] = [f"{folder}/{name}-{size}.{extension}" for size in (SIZE, 2 * SIZE)]
            for path, size in zip(pairs[name], (SIZE, 2 * SIZE)):
                pathlib.Path(path).write_bytes(make(size))
        if joining:
            pairs["joining"] = [f"{folder}/{n}.duckdb" for n in (0, SENTENCES, 2 * SENTENCES)]
            for path, n in zip(pairs["joining"], (1, SENTENCES, 2 * SENTENCES)):
                story = pathlib.Path(folder) / "joined.txt"
                story.write_bytes(b"Title: Talks\nDate: 6 May 2025\n\n" + JOINED * n)
                subprocess.run([program, "ingest", "--no-join", str(story), "--into", path], check=True, capture_output=True)
        counted = counts(folder, [path for paths in pairs.values() for path in paths])
        failed = 0
        for name, paths in pairs.items():
            start = counted[paths[0]] if len(paths) == 3 else 0  # of joining a story of one sentence
            once, twice = (counted[path] - start for path in paths[-2:])
            ratio = twice / max(once, 1)
            failed += ratio > most
            print(f"{'ok ' if ratio <= most else 'NOT'} {ratio:5.2f}  {once / 1e6:7.0f} M instructions  {name}")
    sys.exit(failed > 0)


main()
