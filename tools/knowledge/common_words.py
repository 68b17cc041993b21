#!/usr/bin/env python3
"""Writes knowledge/common_words.tsv: in which share of news texts a word stands.

    tools/knowledge/common_words.py kremlin.jsonl senate.jsonl whitehouse.jsonl wikinews.csv > knowledge/common_words.tsv

Each corpus counts the same, so that no house style outweighs the others. Counts are facts about these texts; nothing of them is copied.
"""
import collections, csv, json, re, sys

SHARE = 0.01  # rarer words are left out
WORD = re.compile(r"[a-z]+")


def texts(path):
    with open(path, newline="") as f:
        for row in csv.DictReader(f) if path.endswith(".csv") else map(json.loads, f):
            yield row["text"][:3000]


def main(paths):
    shares = collections.Counter()
    for path in paths:
        counts, n = collections.Counter(), 0
        for text in texts(path):
            n += 1
            counts.update({w for w in WORD.findall(text.lower()) if len(w) > 1})
        for word, count in counts.items():
            shares[word] += count / n / len(paths)
    print("""# Words that stand in one news text of a hundred or more, and in how many of a hundred: what two stories share counts the less the commoner it is.
# Source: counted by tools/knowledge/common_words.py in the first 3,000 characters of news of the Kremlin 1999-2017 (CC BY 4.0), of releases of
# the United States Senate 2004-2008 and the White House 2009-2012 (public domain) and of Wikinews 2019 (CC BY 2.5), each corpus counting the same.
# Licence: CC0 1.0 (counts are facts; written for this project).
# columns: word* text, percent number
word\tpercent""")
    for word, share in sorted(shares.items()):
        if share >= SHARE:
            print(f"{word}\t{round(100 * share)}")


main(sys.argv[1:])
