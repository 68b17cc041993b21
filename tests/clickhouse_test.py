#!/usr/bin/env python3
"""docs/work.md's query in ClickHouse (PyPI: chdb, which tools/setup.sh leaves out for its size).  usage: clickhouse_test.py DRAGOMAN SOURCE"""
import json, os, pathlib, re, subprocess, sys, tempfile

import chdb

program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
text = (source / "docs/work.md").read_text()
script = re.search(r"```sh\n(#!/bin/sh\n# dragoman_events\n.*?)```", text, re.S)[1]
query = re.search(r"```sql\n(.*?)```", text, re.S)[1]
bodies = [json.loads(path.read_text()) for path in sorted((source / "examples").glob("*.json"))]
with tempfile.TemporaryDirectory() as folder:
    scripts = pathlib.Path(folder) / "scripts"
    scripts.mkdir()
    (scripts / "dragoman_events").write_text(script)
    (scripts / "dragoman_events").chmod(0o755)
    os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"
    stories = pathlib.Path(folder) / "stories.jsonl"
    stories.write_text("".join(json.dumps({key: body.get(key) for key in ("id", "text", "published")}) + "\n" for body in bodies))
    database = chdb.connect(f"{folder}/db?user_scripts_path={scripts}")
    database.query("CREATE TABLE stories (id Nullable(String), text String, published Nullable(String)) ENGINE = Memory")
    database.query(f"INSERT INTO stories SELECT id, text, published FROM file('{stories}', JSONEachRow, 'id Nullable(String), text String, published Nullable(String)')")
    found = sorted(tuple(json.loads(line).values()) for line in str(database.query(query, "JSONEachRow")).splitlines())
    counts = {}
    lines = subprocess.run([program, "work", "--rows", "events"], input=stories.read_text(), capture_output=True, text=True).stdout
    for row in map(json.loads, lines.splitlines()):
        counts[row["type"], row["status"]] = counts.get((row["type"], row["status"]), 0) + 1
    expected = sorted((*key, n) for key, n in counts.items())
    if [(a, b, int(n)) for a, b, n in found] != expected or not expected:
        sys.exit(f"ClickHouse: {found}\ndragoman: {expected}")
print(f"clickhouse: {len(expected)} rows")
