"""Segments in CofeNet's form as a small file: article, words, labels.  pack.py SEGMENTS.jsonl OUT.xz

pack.py --back IN.xz PART PARTS > SEGMENTS.jsonl: the articles of one of so many even parts, as they were.
"""
import json, lzma, sys

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


def read(path):
    """[(article, words, labels)]"""
    for line in lzma.open(path, "rt", encoding="utf8"):
        article, words, labels = line.rstrip("\n").split("\t")
        yield int(article), words.split(" "), [int(l) for l in labels]


def pack(source, path):
    number = {l: str(i) for i, l in enumerate(LABELS)}; last, article = None, 0
    with lzma.open(path, "wt", encoding="utf8", preset=9) as out:
        for line in open(source, encoding="utf8"):
            row = json.loads(line); article += row["id"] != last; last = row["id"]
            out.write(f'{article}\t{" ".join(row["tokens"])}\t{"".join(number[l] for l in row["labels"])}\n')


def unpack(path, part, parts):
    rows = list(read(path)); most = max(a for a, _, _ in rows) + 1
    for article, words, labels in rows:
        if article * parts // most == part:
            print(json.dumps({"id": str(article), "tokens": words, "labels": [LABELS[l] for l in labels or [0] * len(words)]}))


if __name__ == "__main__":
    if sys.argv[1] == "--back":
        unpack(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    else:
        pack(sys.argv[1], sys.argv[2])
