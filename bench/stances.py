#!/usr/bin/env python3
"""Stances against sets of sentiment towards somebody in news.

    bench/stances.py DRAGOMAN --directed VALID.txt     between two marked entities (Park, Pan, Joo 2021): five classes
    bench/stances.py DRAGOMAN --towards TRAIN.jsonl    NewsMTSC (Hamborg, Donnay 2021): every tenth sentence, three classes

Each sentence is read as a story. A stance speaks of a pair when a mention of its holder overlaps the one and its target the other; of a target
when its target overlaps it, whoever holds it. No such stance is neutral. Macro-F1 over the classes, and P, R, F1 of each.
"""
import argparse, collections, json, re, subprocess


def read(dragoman, sentences):
    stories = "".join(json.dumps({"id": str(i), "text": s}) + "\n" for i, s in enumerate(sentences))
    out = subprocess.run([dragoman, "work"], input=stories, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def places(record, ids):
    return [(m["start"], m["end"]) for e in record["entities"] if e["id"] in ids for m in e["mentions"]]


def target(record, stance):
    words = stance["target"]["words"]
    return places(record, [stance["target"]["entity"]]) if stance["target"]["entity"] else [(words["start"], words["end"])]


def overlaps(stretches, other):
    return any(a < other[1] and other[0] < b for a, b in stretches)


def report(name, gold, said):
    print(f"{name}: {len(gold)} sentences")
    scores = []
    for c in sorted(set(gold)):
        hit = sum(g == s == c for g, s in zip(gold, said)); p, r = hit / max(1, said.count(c)), hit / gold.count(c)
        scores.append(2 * p * r / max(1e-9, p + r))
        print(f"  {c:10} gold {gold.count(c):5} found {said.count(c):5}  P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * scores[-1]:5.1f}")
    print(f"  macro-F1 {100 * sum(scores) / len(scores):.1f}")


def directed(dragoman, path, errors):
    classes = ["neutral", "p for q", "q for p", "p against q", "q against p"]
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf8")]
    sentences, pairs = [], []
    for marked, *_ in rows:
        plain, spans = "", []
        for part in re.split(r"(\[[^\[\]]*\])", marked):
            if part.startswith("["):
                spans.append((len(plain), len(plain) + len(part) - 2)); part = part[1:-1]
            plain += part
        sentences.append(plain); pairs.append(spans)
    gold, said = [], []
    for row, spans, record in zip(rows, pairs, read(dragoman, sentences)):
        guess = 0
        for stance in record["stances"] if len(spans) == 2 else []:
            holder, against = places(record, stance["holder"]), stance["stance"] == "against"
            for way, (a, b) in enumerate((spans, spans[::-1])):
                if overlaps(holder, a) and overlaps(target(record, stance), b):
                    guess = 1 + way + 2 * against
        gold.append(classes[int(row[3])]); said.append(classes[guess])
        if errors and gold[-1] != said[-1]:
            print(f"{gold[-1]} not {said[-1]}: {row[0]}")
    report("directed sentiment", gold, said)


def towards(dragoman, path, errors):
    rows = [row for i, row in enumerate(map(json.loads, open(path, encoding="utf8"))) if i % 10 == 0]
    gold, said = [], []
    for row, record in zip(rows, read(dragoman, [r["sentence_normalized"] for r in rows])):
        for t in row["targets"]:
            count = collections.Counter(s["stance"] for s in record["stances"] if overlaps(target(record, s), (t["from"], t["to"])))
            gold.append("for" if t["polarity"] > 4 else "against" if t["polarity"] < 4 else "neutral")
            said.append("neutral" if count["for"] == count["against"] else max(count, key=count.get))
            if errors and gold[-1] != said[-1]:
                print(f"{gold[-1]} not {said[-1]} ({t['mention']}): {row['sentence_normalized']}")
    report("sentiment towards a target", gold, said)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("dragoman"), parser.add_argument("--directed"), parser.add_argument("--towards"), parser.add_argument("--errors", action="store_true")
o = parser.parse_args()
if o.directed:
    directed(o.dragoman, o.directed, o.errors)
if o.towards:
    towards(o.dragoman, o.towards, o.errors)
