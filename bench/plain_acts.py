#!/usr/bin/env python3
"""Plain political sentences of our own (bench/plain_acts.tsv): has each an event of the type a reader would give, and somebody who acts in it?

usage: bench/plain_acts.py DRAGOMAN [--errors]

Rows are a PLOVER type and a sentence. Frames were widened on these sentences, so that the share says what is still missing, not how right events are.
"""
import json, pathlib, subprocess, sys

rows = [line.rstrip("\n").split("\t") for line in open(pathlib.Path(__file__).with_name("plain_acts.tsv"), encoding="utf-8") if not line.startswith("#")]
lines = "".join(json.dumps({"id": str(n), "text": text, "published": "2024-05-03"}) + "\n" for n, (_, text) in enumerate(rows))
out = subprocess.run([sys.argv[1], "work", "--jobs", "1"], input=lines, capture_output=True, text=True, check=True).stdout
found = acted = 0
for (kind, text), record in zip(rows, map(json.loads, out.splitlines())):
    of_type = [e for e in record["events"] if e["type"] == kind]
    found, acted = found + bool(of_type), acted + any(e["actors"] for e in of_type)
    if "--errors" in sys.argv and not of_type:
        print(kind, [e["type"] for e in record["events"]], text)
print(f"{len(rows)} sentences: an event of the type {100 * found / len(rows):.1f} %, with somebody who acts {100 * acted / len(rows):.1f} %")
