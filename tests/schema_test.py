#!/usr/bin/env python3
"""Every record of examples/ and of hostile bytes validates against docs/record.schema.json.  usage: schema_test.py DRAGOMAN SOURCE"""
import json, pathlib, random, subprocess, sys

import jsonschema

dragoman, source = sys.argv[1], pathlib.Path(sys.argv[2])
validator = jsonschema.Draft202012Validator(json.load(open(source / "docs/record.schema.json")))
rng = random.Random(7)
stories = [json.load(open(p)) for p in sorted((source / "examples").glob("*.json"))]
stories += [{"id": "empty", "text": ""}, {"id": "blank", "text": " \n\n\t"}, {"id": "marks", "text": "“" * 500 + "\"'" * 500},
            {"id": "mixed", "text": "".join(chr(rng.choice([rng.randrange(32, 127), rng.randrange(0xA0, 0x3000)])) for _ in range(5000))}]
lines = "".join(json.dumps(s) + "\n" for s in stories)
done = subprocess.run([dragoman, "work", "--jobs", "2"], input=lines, capture_output=True, text=True, check=True)
records = [json.loads(line) for line in done.stdout.splitlines()]
assert [r["story"]["id"] for r in records] == [s["id"] for s in stories], "records come in the order of the stories, with their ids"
bad = 0
for story, record in zip(stories, records):
    for error in validator.iter_errors(record):
        bad += 1
        print(story["id"], list(error.absolute_path), error.message[:200])
    assert story["id"] in ("mixed",) or record["story"]["text"] == story["text"], story["id"]
print(len(records), "records,", bad, "violations")
sys.exit(bool(bad))
