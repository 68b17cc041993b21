#!/usr/bin/env python3
"""How well copies are found: made ones and natural ones.

    bench/copies.py build/release/dragoman_copies STORIES.jsonl [--field text] [--date date] [--outlet source] [--judged JUDGED.tsv]

Made: of every fourth story of some length copies as papers make them (cut from below, another first line, a foot,
typographic quotation marks, a word changed here and there), and forms filled in anew (its names and numbers
exchanged), dated alike; half of both in another outlet. Precision and recall over pairs. Natural: the pairs found among the stories
themselves, to be judged by eye (`--list`), or scored against judged ones.
"""
import argparse, json, random, re, subprocess, sys

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("program")
parser.add_argument("stories")
parser.add_argument("--field", default="text")
parser.add_argument("--date", default="published")
parser.add_argument("--outlet", default="source")
parser.add_argument("--list", action="store_true", help="print the natural pairs instead")
parser.add_argument("--judged", help="file of pairs judged by eye: id, id, 1 or 0, sample")
options = parser.parse_args()
draw = random.Random(20211216)


def link(stories):
    """Pairs (copy, original) as the program finds them."""
    lines = "".join(json.dumps(s) + "\n" for s in stories)
    out = subprocess.run([options.program], input=lines, capture_output=True, text=True, check=True).stdout
    return {tuple(line.split("\t")[:2]) for line in out.splitlines()}


def paragraphs(text):
    return [p for p in re.split(r"\n+", text) if p.strip()]


def cut(text):
    words = text.split(" ")
    return " ".join(words[: max(60, int(len(words) * draw.uniform(0.5, 0.9)))])


def footed(text):
    return text + "\nOur newsroom can be reached by telephone from nine to five. All rights of this paper are reserved."


def opened(text):
    return "LARGE TOWN (Our Desk) - " + text


def quoted(text):
    return re.sub(r'"([^"]*)"', "\u201c\\1\u201d", text).replace("'", "\u2019")


def edited(text):
    words = text.split(" ")
    for _ in range(len(words) // 60):
        i = draw.randrange(len(words))
        if words[i].islower():
            words[i] = draw.choice(["the", "also", "of", "today", "new"])
    return " ".join(words)


def refilled(text):
    """The same form with other names and numbers."""
    names, swaps = {}, ["Alder", "Birk", "Corran", "Dunmore", "Elsing", "Farrow", "Glane", "Harrow", "Isling", "Jarrow"]

    def other(match):
        word = match.group()
        if word[0].isdigit():
            return str(int(re.sub(r"\D", "", word)[:9] or 1) * 3 + 17)
        return names.setdefault(word, draw.choice(swaps) + draw.choice(["", "ton", "field", "by"]))

    return re.sub(r"(?<=[a-z,] )[A-Z][a-z]{3,}|\d[\d,]*", other, text)


def made(stories):
    out, copies = [], set()
    for k, (name, day, outlet, text) in enumerate(stories):
        paper = lambda: draw.choice([outlet, "another paper"])
        if len(text.split()) < 120 or k % 4:
            continue
        out.append({"id": name, "published": day, "source": outlet, "text": text})
        for how in (cut, footed, opened, quoted, edited):
            if draw.random() < 0.5:
                out.append({"id": f"{name}~{how.__name__}", "published": day, "source": paper(), "text": how(text)})
                copies.add((f"{name}~{how.__name__}", name))
        if len(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}|\d[\d,]*", text)) >= 8:
            out.append({"id": f"{name}~refilled", "published": day, "source": paper(), "text": refilled(text)})
    draw.shuffle(out)
    return out, copies


stories = []
for line in open(options.stories):
    row = json.loads(line)
    if row.get(options.field):
        stories.append((str(row["id"]), row.get(options.date, ""), row.get(options.outlet, ""), row[options.field]))

as_they_are = [{"id": i, "published": d, "source": o, "text": t} for i, d, o, t in stories]
if options.list:
    for pair in sorted(link(as_they_are)):
        print("\t".join(pair))
    sys.exit()

natural = link(as_they_are)
group = dict(natural)  # a copy's original, so that copies of one story are one
world, truth = made([s for s in stories if s[0] not in group])
found = link(world)
base = lambda name: name.split("~")[0]
right = {p for p in found if base(p[0]) == base(p[1]) and "refilled" not in p[0] + p[1]}
alike = found - right
print(f"made: {len(world)} stories, {len(truth)} copies; found {len(found)}; precision {100 * len(right) / max(1, len(found)):.1f}, recall {100 * len({c for c, _ in right} ) / max(1, len(truth)):.1f}")
how = {}
for copy, _ in truth:
    kind = copy.split("~")[1]
    hit = any(copy in p for p in right)
    n, k = how.get(kind, (0, 0))
    how[kind] = (n + 1, k + hit)
for kind, (n, k) in sorted(how.items()):
    print(f"  {kind:8} {k} of {n}")
print(f"  taken for copies and none: {len(alike)}, of these refilled forms {sum('refilled' in a + b for a, b in alike)}")
print(f"natural: {len(natural)} copies among {len(stories)} stories")
if options.judged:
    judged = [line.rstrip("\n").split("\t") for line in open(options.judged) if line.strip() and not line.startswith("#")]
    root = lambda x: group.get(x, x)
    for sample in sorted({row[3] for row in judged}):
        rows = [(a, b, v) for a, b, v, s in judged if s == sample]
        same = [v for a, b, v in rows if root(a) == root(b)]
        yes = [(a, b) for a, b, v in rows if v == "1"]
        hits = sum(root(a) == root(b) for a, b in yes)
        print(f"judged, sample {sample}: {len(rows)} pairs; linked {len(same)}, of these right {same.count('1')}; copies {len(yes)}, of these linked {hits}")
