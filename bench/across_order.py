#!/usr/bin/env python3
"""The same stories in other orders make the same tables: bench/across_order.py DRAGOMAN STORIES.jsonl [COUNT] [ROUNDS]

Takes COUNT stories (2,000), spread over the file, ingests them in one file, one run; then ROUNDS times (3) shuffled into several
files, in several runs, joined in between or not, and one of the files taken in twice. All tables but the journals of files are
compared row by row.
"""
import json, pathlib, random, subprocess, sys, tempfile

dragoman, stories = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 2000
rounds = int(sys.argv[4]) if len(sys.argv) > 4 else 3
JOURNALS = {"files", "inputs", "meta"}  # where things came from, and when
draw = random.Random(20211216)


def run(*arguments):
    done = subprocess.run([dragoman, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{arguments}: {done.stderr}")
    return done.stdout


def tables(store):
    names = run("sql", store, "SELECT table_name FROM duckdb_tables() ORDER BY 1", "--csv").split()[1:]
    result = {}
    for name in names:
        if name in JOURNALS:
            continue
        text = run("sql", store, f'SELECT md5(string_agg(x, chr(10) ORDER BY x)) AS sum, count(*) AS n FROM (SELECT CAST(t AS VARCHAR) AS x FROM "{name}" t)', "--json")
        result[name] = tuple(json.loads(text)[0].values())
    return result


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    lines = open(stories).read().splitlines()
    lines = lines[:: max(1, len(lines) // count)][:count]
    (folder / "one.jsonl").write_text("\n".join(lines) + "\n")
    run("ingest", folder / "one.jsonl", "--into", folder / "one.duckdb")
    expected = tables(folder / "one.duckdb")
    print(f"{len(lines)} stories;", ", ".join(f"{name} {n}" for name, (_, n) in expected.items()))
    for k in range(rounds):
        draw.shuffle(lines)
        store, parts = folder / f"{k}.duckdb", draw.randrange(3, 8)
        for part in range(parts):
            (folder / f"{k}-{part}.jsonl").write_text("\n".join(lines[part::parts]) + "\n")
        for part in range(parts):
            run("ingest", folder / f"{k}-{part}.jsonl", "--into", store, "--jobs", 1 + part % 2, *([] if part % 2 else ["--no-join"]))
        run("ingest", folder / f"{k}-0.jsonl", "--into", store, "--again")
        run("join", store)
        got = tables(store)
        wrong = [name for name in expected if got.get(name) != expected[name]]
        print(f"order {k + 1}, {parts} files:", "the same" if not wrong and got.keys() == expected.keys() else f"DIFFERENT in {', '.join(wrong)}", flush=True)
        if wrong:
            sys.exit(1)
