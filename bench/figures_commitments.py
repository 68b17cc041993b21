#!/usr/bin/env python3
"""How many attributions whose cue promises, plans or agrees are read as commitments, and whether the undertaker is right.

usage: figures_commitments.py DRAGOMAN ATTRIBUTIONS TEXTS [--errors N]

ATTRIBUTIONS: polnear-commitment-train.jsonl (PolNeAR's training part: source, cue and content by code points); TEXTS: the folder
with PolNeAR's train/text. Each text is read whole, as one story. An attribution is met by a commitment whose evidence touches its
cue and its content, or whose action lies in its content; the undertaker is right when a mention of one of the row's actors
touches the attribution's source (rows of attributions without a source are left out of that share).
"""
import argparse, collections, json, os, subprocess

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("dragoman"); parser.add_argument("attributions"); parser.add_argument("texts"); parser.add_argument("--errors", type=int, default=0)
given = parser.parse_args()


def spans(fields):
    """("Content 10 20;25 30", words) → [(10, 20), (25, 30)]; a field may hold several annotations."""
    out = []
    for field in fields:
        head = field.split(" ", 1)
        if len(head) == 2 and head[0] in ("Content", "Source", "Cue"):
            try: out += [tuple(map(int, part.split())) for part in head[1].split(";")]
            except ValueError: pass
    return out


rows = [json.loads(line) for line in open(given.attributions)]
names = sorted({r["file"].rsplit("_", 1)[0] for r in rows})
stories = "".join(json.dumps({"id": n, "text": open(os.path.join(given.texts, n + ".txt"), encoding="utf-8").read(), "published": n.split("_")[1]}) + "\n" for n in names)
records = {}
for line in subprocess.run([given.dragoman, "work"], input=stories, capture_output=True, text=True, check=True).stdout.splitlines():
    record = json.loads(line)
    records[record["story"]["id"]] = record

touch = lambda a, b: a[0] < b[1] and b[0] < a[1]
near = lambda many, one: any(touch(m, one) for m in many)
total = collections.Counter()
shown = 0
cues = collections.defaultdict(lambda: [0, 0])
for r in rows:
    record = records[r["file"].rsplit("_", 1)[0]]
    content, cue, source = (spans(r.get(k, [])) for k in ("Content", "Cue", "Source"))
    total["attributions"] += 1
    met = None
    for c in record["commitments"]:
        action = (c["action"]["start"], c["action"]["end"])
        evidence = [(e["start"], e["end"]) for e in c["evidence"]]
        if near(content, action) and (any(near(cue, e) for e in evidence) or any(b <= action[0] and action[1] <= e + 2 for b, e in content)) or any(near(cue, e) and near(content, e) for e in evidence):
            met = c; break
    key = " ".join(r.get("Cue", ["", ""])[1:]).lower()
    cues[key][0] += 1; cues[key][1] += met is not None
    total["met"] += met is not None
    text = record["story"]["text"]
    where = text[min(b for b, _ in content + cue + source) : max(e for _, e in content + cue + source)].replace("\n", " ")
    if met is None:
        if shown < given.errors: print("missed:", key, "|", where[:230]); shown += 1
    elif source:
        actors = [e for e in record["entities"] if e["id"] in met["by"]]
        right = any(near(source, (m["start"], m["end"])) for a in actors for m in a["mentions"])
        total["with source"] += 1; total["by right"] += right
        if not right and given.errors: print("by", [a["name"] for a in actors], "for", r["Source"][1:], "|", where[:200])
print(f"attributions {total['attributions']}, met {total['met']} ({100 * total['met'] / total['attributions']:.1f} %); by right {total['by right']} of {total['with source']} with a source ({100 * total['by right'] / max(1, total['with source']):.1f} %)")
print("commitments in these stories:", sum(len(r["commitments"]) for r in records.values()))
