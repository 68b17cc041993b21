#!/usr/bin/env python3
"""Unlabelled sentences with targets, for teach.py.

usage: silver.py RECORDS.jsonl… > SILVER.jsonl          RECORDS: what `dragoman work` made of stories

Of each sentence of 50 to 450 characters that names a person, a body, a people or a state otherwise than by a pronoun, up to two of those named, drawn with a fixed seed.
"""
import collections, json, random, re, sys

SENTENCE = re.compile(r"[^\n]+?(?:[.!?][”’\"']?(?=\s)|(?=\n)|$)")
RARELY = 0.4                                                # how many of the states and peoples are kept: they are named most and judged least


def targets_of(record, rng):
    """The first of those that begin at each place."""
    found = {}
    for entity in record["entities"]:
        for mention in entity["mentions"] if entity["type"] in ("person", "organization", "country", "people") else []:
            if mention.get("kind") != "pronoun" and (entity["type"] in ("person", "organization") or rng.random() < RARELY):
                found.setdefault(mention["start"], mention)
    return sorted(found.items())


def sentences_of(record, rng):
    text, named, k = record["story"]["text"], targets_of(record, rng), 0
    for m in SENTENCE.finditer(text):
        begin, end = m.start() + len(m[0]) - len(m[0].lstrip()), m.end()
        here = []
        while k < len(named) and named[k][0] < end:
            if named[k][0] >= begin and named[k][1]["end"] <= end and named[k][1]["end"] - named[k][0] < 60:
                here.append(named[k][1])
            k += 1
        sentence = text[begin:end].strip()
        if here and 50 < len(sentence) < 450:
            some = sorted(rng.sample(here, min(2, len(here))), key=lambda t: t["start"])
            yield {"text": sentence, "targets": [{"from": t["start"] - begin, "to": t["end"] - begin} for t in some if t["end"] - begin <= len(sentence)]}


def main():
    rng, seen = random.Random(3), set()
    for path in sys.argv[1:]:
        for record in map(json.loads, open(path, encoding="utf8")):
            for row in sentences_of(record, rng) if "story" in record else ():
                if row["targets"] and row["text"] not in seen:
                    seen.add(row["text"]); print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
