#!/usr/bin/env python3
"""Everyday sentences (business, weather, courts, sport, obituaries) out of archives, for bench/events.py --everyday.

usage: bench/events_everyday.py REUTERS_FOLDER WIKINEWS.csv EWT.conllu WIKIGOLD.txt OUT_FOLDER

Writes business.txt, weather.txt, court.txt (Reuters-21578), obituary.txt (Wikinews), sport.txt
(Wikinews, WikiGold), chat.txt (UD English EWT), a sentence a line, drawn with seed 7. tests/everyday.tsv holds hashes of these lines with verdicts, no text.
"""
import csv
import html
import pathlib
import random
import re
import sys

csv.field_size_limit(10**9)
reuters, wikinews, treebank, wikigold, out = map(pathlib.Path, sys.argv[1:])


def sentences(text):
    text = " ".join(text.split())
    for sentence in re.split(r"(?<=[a-z0-9)\"”][.!?]) (?=[A-Z\"“])", text):
        if 40 <= len(sentence) <= 320 and sentence[-1] in '.!?"”' and sentence[0].isupper():
            yield sentence


def reuters_bodies():
    for path in sorted(reuters.rglob("*.sgm")):
        for item in re.findall(r"<REUTERS.*?</REUTERS>", path.read_text(encoding="latin-1"), re.S):
            body = re.search(r"<BODY>(.*?)(?:&#3;|</BODY>)", item, re.S)
            if body:
                yield set(re.findall(r"<D>(.*?)</D>", item)), html.unescape(body.group(1)).replace("Reuter", "")


pools = {name: [] for name in ("business", "weather", "court", "sport", "obituary", "chat")}
for topics, body in reuters_bodies():
    for sentence in sentences(body):
        if re.search(r"\b(rain|rains|snow|storm|frost|drought|temperatures|hurricane|showers|weather)\b", sentence, re.I):
            pools["weather"].append(sentence)
        elif re.search(r"\b(court|judge|lawsuit|appeals|plaintiffs?|bankruptcy)\b", sentence, re.I):
            pools["court"].append(sentence)
        elif topics & {"earn", "acq"}:
            pools["business"].append(sentence)
for row in csv.DictReader(open(wikinews, encoding="utf-8")):
    sport = re.search(r"\b(cup|league|match|football|soccer|tennis|grand prix|championships?|coach|season|medal|players?)\b", row["title"], re.I)
    dies = re.search(r"\b(dies|death|dead at|obituary|aged)\b", row["title"], re.I)
    for sentence in sentences(row["text"]):
        if sport:
            pools["sport"].append(sentence)
        elif dies:
            pools["obituary"].append(sentence)
        elif re.search(r"\b(goal|match|innings|tournament|championship|wickets?|semi-?final)\b", sentence):
            pools["sport"].append(sentence)
for line in open(treebank, encoding="utf-8"):
    if line.startswith("# newdoc id"):
        chatty = re.search(r"reviews|answers|email", line)
    if line.startswith("# text = ") and chatty:
        pools["chat"].extend(sentences(line[9:]))
for block in wikigold.read_text(encoding="utf-8").split("\n\n"):
    words = " ".join(line.split()[0] for line in block.splitlines() if line.strip())
    words = re.sub(r" ([.,;:!?)]|'s\b|n't\b)", r"\1", words).replace("( ", "(")
    if re.search(r"\b(season|league|cup|match|goals?|championships?|tournament|players?|coach|team)\b", words, re.I):
        pools["sport"].extend(sentences(words))
out.mkdir(parents=True, exist_ok=True)
for name, size in (("business", 130), ("weather", 60), ("court", 70), ("sport", 110), ("obituary", 60), ("chat", 40)):
    drawn = random.Random(7).sample(sorted(set(pools[name])), min(size, len(set(pools[name]))))
    (out / f"{name}.txt").write_text("\n".join(drawn) + "\n", encoding="utf-8")
    print(name, len(set(pools[name])), len(drawn))
